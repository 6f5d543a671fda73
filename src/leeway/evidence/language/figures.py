"""One figure as printed, without its comparator: its value and the unit that follows at once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from leeway.evidence.language.quantities import (
    SCALES,
    SHORT_SCALES,
    UNIT,
    UNITS,
    VAGUE,
    phrase_key,
    value_of_words,
)

SHARE_TAIL: Final = re.compile(r"\s+(?:of|the|its|their|that|all|have|has|had|are|were)\b|[.,;]")
HALF: Final = re.compile(rf" and a half(?:[ -](?P<scale>{'|'.join(SCALES)}))?(?!\w)")
POINTS: Final = re.compile(r"\d{1,3}(?:\.\d{3})+")
"""Thousands parted by points, as on the continent: people come in no thousandths."""
MEASURED: Final = frozenset(("km", "percent", "hours", "days"))
LONGEST: Final = 24
"""Characters from which a run of digits is no figure: a hash, a table without blanks."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure without comparator. `unit` as in units.csv, or percent of a share."""

    start: int
    end: int
    low: float
    high: float
    unit: str | None
    plain: bool


def figure_at(fold: str, core: re.Match[str], limit: int) -> Figure | None:
    """The value of one matched figure and the unit that follows at once."""
    unit: str | None = None
    if core["vague"] is not None:
        low, high, unit = VAGUE[phrase_key(core["vague"], VAGUE)]
        if unit == "percent" and not _is_share(fold, core, limit):
            return None
    elif core["article"] is not None:
        low = high = 1.0
    elif core["words"] is not None:
        low = high = value_of_words(core["words"])
    else:
        printed = core["digits"] or core["glued"]
        if len(printed) > LONGEST:
            return None
        low = high = plain_value(printed)
        if core["scale"]:
            low = high = low * SCALES[core["scale"]]
        elif core["short"]:
            low = high = low * SHORT_SCALES[core["short"]]
    end = core.end()
    half = HALF.match(fold, end, limit) if core["vague"] is None and core["article"] is None else None
    if half is not None:  # "two and a half thousand", "two and a half weeks"
        low = high = (low + 0.5) * (SCALES[half["scale"]] if half["scale"] else 1.0)
        end = half.end()
    found = UNIT.match(fold, end, limit) if unit is None else None
    measure = UNITS[unit_key(found["unit"])][0] if found is not None else unit
    if POINTS.fullmatch(core["digits"] or "") and not (core["scale"] or core["short"]) and measure not in MEASURED:
        low = high = float(core["digits"].replace(".", ""))
    if found is not None:
        unit, factor = UNITS[unit_key(found["unit"])]
        end = found.end()
        late = HALF.match(fold, end, limit) if low == 1.0 and half is None else None
        if late is not None and late["scale"] is None:  # "a week and a half"
            low, high, end = low + 0.5, high + 0.5, late.end()
        return Figure(core.start(), end, rounded(low * factor), rounded(high * factor), unit, False)
    return Figure(core.start(), end, low, high, unit, core["vague"] is None)


def plain_value(printed: str) -> float:
    """The value of printed digits with their thousands parted by commas, blanks or apostrophes."""
    return float(
        "".join(c for c in printed if c.isdigit() or c == ".").replace(".", "", max(0, printed.count(".") - 1))
    )


def _is_share(fold: str, core: re.Match[str], limit: int) -> bool:
    """ "a third of it", "two-thirds of", "more than half": not "a third report", "half past ten", "half-built"."""
    if fold[core.end() : core.end() + 1] == "-":
        return False
    if core["vague"].startswith(("a ", "half", "one ")) and core["vague"] != "one in":
        return SHARE_TAIL.match(fold, core.end(), limit) is not None or core["vague"].startswith("one in")
    return True


def unit_key(text: str) -> str:
    return " ".join(text.replace("-", " ").split())


def rounded(value: float) -> float:
    """Kilometres out of miles and hours out of minutes to one decimal; everything else is exact already.

    What would be nought to one decimal ("20 metres") keeps three."""
    return (round(value, 1) or round(value, 3)) if value != int(value) else value
