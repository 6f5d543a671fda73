"""The figures of `leeway.evidence.language.numbers` against NewsQuant, value only.

NewsQuant (Almasian and others, CQE, 2023; github.com/satya77/CQE_Evaluation,
data/formatted_test_set/NewsQuant.json) is a list of {"text": sentence, "quantities": [{"value", "change", "unit",
"normalized_unit", ...}]}; a value is a number or two with a hyphen between.

A figure is right where its value is a value of its sentence, each used once; a range is right only where both ends are.
"More than 60" and "about 60" have the value 60. Miles, weeks and minutes, which the layer turns into kilometres, days
and hours, are compared in its unit; a share that the set writes as .25 is 25 percent to the layer.
`narrow` leaves out of both sides the money and the ages, which the layer passes over on purpose.
"""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from leeway.evidence.language.figures import rounded, unit_key
from leeway.evidence.language.layers import layers
from leeway.evidence.language.model import Number
from leeway.evidence.language.quantities import UNIT, UNITS
from leeway.evidence.model import Report
from public_tally import Tally

ASIDE = re.compile(
    r"\b(?:dollar|euro|pound sterling|pound|sterling|cent|penny|pence|yen|yuan|rupee|krone|crown|franc|peso|won|rand|"
    r"bitcoin|year of age|age)\b|^-$"
)
"""Normalised units of money and ages; a bare hyphen is money whose sign was lost, or an age."""
Value = tuple[float, float]


@dataclass
class Quantities:
    """Scores over `sentences`: `wide` of every quantity, `narrow` without money and ages; `misses` in words."""

    sentences: int = 0
    wide: Tally = field(default_factory=Tally)
    narrow: Tally = field(default_factory=Tally)
    misses: list[str] = field(default_factory=list)


def score_quantities(path: Path) -> Quantities:
    """The scores of the NewsQuant file at `path`."""
    scores = Quantities()
    for entry in json.loads(path.read_text(encoding="utf-8")):
        _sentence(entry["text"], entry["quantities"], scores)
    return scores


def _sentence(text: str, gold: list[dict[str, Any]], scores: Quantities) -> None:
    found = layers(Report("newsquant", text)).numbers
    left = list(range(len(gold)))
    wrong: list[Number] = []
    aside = 0
    for number in found:
        hit = next((g for g in left if _same(number, text, value_of(gold[g]["value"]))), None)
        if hit is None:
            wrong.append(number)
            continue
        left.remove(hit)
        aside += _aside(gold[hit])
    scores.sentences += 1
    all_aside = sum(map(_aside, gold))
    right = len(found) - len(wrong)
    for tally, out, out_gold in ((scores.wide, 0, 0), (scores.narrow, aside, all_aside)):
        tally.right += right - out
        tally.met += right - out
        tally.found += len(found) - out
        tally.gold += len(gold) - out_gold
    scores.misses += [f"not in the set: {text[n.start : n.end]!r} [{n.low}, {n.high}] | {text}" for n in wrong]
    scores.misses += [
        f"missed{' (money or age)' if _aside(gold[g]) else ''}: {gold[g]['value']} {gold[g]['unit']} | {text}"
        for g in left
    ]


def value_of(printed: str | float) -> Value:
    """A value of the set: "40.0" is one number, "1.0-1.5" a range; a hyphen in front is a sign."""
    text = str(printed)
    low, hyphen, high = text[1:].partition("-")
    if not hyphen or "e" in text.lower():
        return float(text), float(text)
    return float(text[0] + low), float(high)


def _same(number: Number, text: str, gold: Value) -> bool:
    low = number.low if number.low is not None else number.high
    high = number.high if number.high is not None else number.low
    if low is None or high is None:
        return False
    factor = _factor(number, text)
    share = number.unit == "percent" and 0 < gold[1] < 1
    return all(
        math.isclose(ours, rounded(theirs * factor), rel_tol=1e-5) or (share and abs(ours - 100 * theirs) < 0.1)
        for ours, theirs in zip((low, high), gold, strict=True)
    )


def _factor(number: Number, text: str) -> float:
    """What the layer multiplies the printed figure by: the factor of the last unit word in its span."""
    if number.unit not in ("km", "days", "hours"):
        return 1.0
    words = [m["unit"] for m in UNIT.finditer(text[number.start : number.end].lower())]
    return UNITS[unit_key(words[-1])][1] if words else 1.0


def _aside(quantity: dict[str, Any]) -> bool:
    return ASIDE.search(quantity["normalized_unit"].lower()) is not None
