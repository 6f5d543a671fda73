"""Years as they are said in broadcasts: "in nineteen ninety-one", "since twenty twenty-one"."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from leeway.evidence.language.model import TimeWord
from leeway.evidence.language.quantities import ONES, PEOPLE, TENS, value_of_words
from leeway.evidence.language.time_patterns import UNIT_DAYS
from leeway.evidence.language.time_scan import Scan
from leeway.evidence.model import Days

_ONE: Final = "|".join(w for w, n in ONES.items() if 1 <= n <= 9)
_TEEN: Final = "|".join(w for w, n in ONES.items() if 10 <= n <= 19)
SPOKEN: Final = re.compile(
    rf"(?P<century>nineteen|twenty) (?P<rest>(?:{'|'.join(TENS)})(?:[ -](?:{_ONE}))?|{_TEEN}|oh (?:{_ONE}))\b"
    r"(?![ -](?:hundred|thousand|million|billion))"
)
LEAD: Final = re.compile(
    r"\b(?:in|since|until|till|by|from|of|to|before|after|during|early|mid|late|year|spring|summer|autumn|winter)[ -]$"
)
NOUN: Final = re.compile(r" (?P<noun>[a-z]+)\b")


def spoken(scan: Scan, start: int) -> TimeWord | None:
    """The year said from `start` on; None where it counts ("in twenty ten minute raids")."""
    match = SPOKEN.match(scan.fold, start, scan.end)
    if match is None or LEAD.search(scan.fold[max(scan.start, start - 8) : start]) is None:
        return None
    noun = NOUN.match(scan.fold, match.end(), scan.end)
    if noun is not None and (noun["noun"] in PEOPLE or noun["noun"].removesuffix("s") in UNIT_DAYS):
        return None
    year = (1900 if match["century"] == "nineteen" else 2000) + int(value_of_words(match["rest"].removeprefix("oh ")))
    return scan.made(start, match.end(), Days(date(year, 1, 1), date(year, 12, 31)), "span")
