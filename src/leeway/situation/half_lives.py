"""How fast a word on the situation ages: the table of half-lives, and what is left of a chance after some hours."""

from __future__ import annotations

import csv
import math
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

MOST_DOUBLINGS = 2.0


@dataclass(frozen=True, slots=True)
class HalfLife:
    """After `hours` half the confidence is gone; `basis`: "sourced" or "reasoned"; `source`: from what."""

    hours: float
    basis: str
    source: str


@cache
def half_lives() -> dict[tuple[str, str], HalfLife]:
    """The packaged table by (kind, status); status "" stands for every other."""
    text = files("leeway.situation").joinpath("data", "half_lives.csv").read_text(encoding="utf-8")
    return {
        (row["kind"], row["status"]): HalfLife(float(row["half_life_h"]), row["basis"], row["source"])
        for row in csv.DictReader(text.splitlines())
    }


def half_life_h(kind: str, status: str = "") -> float:
    """Hours after which half the confidence is gone."""
    table = half_lives()
    return table.get((kind, status), table.get((kind, ""), HalfLife(168.0, "", ""))).hours


def left_after(chance: float, age_h: float, half_h: float) -> float:
    """What is left of `chance` at an age: halved with each half-life; no news is not calm."""
    return chance * math.pow(0.5, max(0.0, age_h) / half_h)


def widened(
    low: float | None, high: float | None, about: bool, age_h: float, half_h: float
) -> tuple[float | None, float | None]:
    """The range that a count may have now: "about" is a tenth to either side, and after each half-life it may have
    halved or doubled; after two it says no more than its order of magnitude, and is widened no further."""
    hedge = 0.1 if about else 0.0
    grown = math.pow(2.0, min(MOST_DOUBLINGS, max(0.0, age_h) / half_h))
    return (
        None if low is None else low * (1 - hedge) / grown,
        None if high is None else high * (1 + hedge) * grown,
    )
