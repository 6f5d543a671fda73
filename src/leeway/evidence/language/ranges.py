"""The upper end of a range of figures: "48 to 72 hours", "five or six hundred", "a week, maybe ten days"."""

from __future__ import annotations

import re
from typing import Final

from leeway.evidence.language.figures import Figure, figure_at, plain_value, rounded
from leeway.evidence.language.quantities import CORE, SCALES, SEPARATOR, value_of_words

UNSURE: Final = ("or", "maybe", "perhaps", "possibly")


def second_of(fold: str, first: Figure, between: bool, limit: int) -> Figure | None:
    """The upper end of a range: "48 to 72 hours", "between 3,000 and 4,000", "a week or ten days"."""
    sep = SEPARATOR.match(fold, first.end, limit)
    if sep is None or (
        sep["sep"] == "and"
        and not between
        and not fold[max(0, first.start - 8) : first.start].endswith(("next ", "within "))
    ):
        return None
    core = CORE.match(fold, sep.end(), limit)
    if core is None or (core["article"] is not None and first.unit is None):
        if sep["sep"].endswith(UNSURE) and first.unit in ("days", "hours") and first.low in (1.0, 7.0, 30.0):
            return _bare_second(fold, first, core)
        return None
    second = figure_at(fold, core, limit)
    if second is None:
        return None
    unsure = sep["sep"].endswith(UNSURE)
    if second.unit is None and first.unit in ("days", "hours") and unsure:
        return _bare_second(fold, first, core)
    if first.unit is not None and second.unit is not None and first.unit != second.unit:
        return None
    if first.unit == "percent" and second.unit is None:
        return None  # "cut by 40 percent to 2,500"
    if second.unit is not None and first.unit is None:
        # The unit said once belongs to both: bring the lower end to it.
        raw = core["digits"] or core["glued"]
        plain = plain_value(raw) if raw and not core["scale"] and not core["short"] else None
        factor = second.high / plain if plain else second.high / value_of_words(core["words"]) if core["words"] else 1.0
        return Figure(first.start, second.end, rounded(first.low * factor), second.high, second.unit, False)
    if sep["sep"].endswith("or") and first.unit is None and second.high < first.low:
        return None
    if first.plain and second.high < first.low:
        scale = core["scale"] or core["short"]
        return None if not scale else second
    if first.plain and first.unit is None and second.unit is None:
        factor = _scale_of(core)
        if factor > 1 and first.low < second.high / factor:  # "between 15 and 20 thousand"
            return Figure(first.start, second.end, first.low * factor, second.high, None, True)
    return second


def _scale_of(core: re.Match[str]) -> float:
    """The hundred or thousand a figure ends in, 1 where it has none."""
    if core["scale"]:
        return SCALES[core["scale"]]
    last = (core["words"] or "").replace("-", " ").split()[-1:]
    return SCALES.get(last[0], 1.0) if last else 1.0


def _bare_second(fold: str, first: Figure, core: re.Match[str] | None) -> Figure | None:
    """ "a day or two", "three days, maybe four": the unit of the first figure holds for the second."""
    if core is None or core["words"] is None:
        return None
    factor = first.low if first.low in (1.0, 7.0, 30.0) else 1.0
    if value_of_words(core["words"]) * factor < first.low:
        return None
    return Figure(core.start(), core.end(), first.low, value_of_words(core["words"]) * factor, first.unit, False)
