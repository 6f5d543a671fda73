"""Texts of several days: letters of a thread, entries under the heads of a diary; each counts "tomorrow" from its own.

A letter opens with "From:" and says its day within its head ("Sent: Saturday, 2 February 2008 13:52"); the entries of a
day stand under a line that holds nothing else ("SATURDAY 2 FEBRUARY").
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from leeway.evidence.language import calendar
from leeway.evidence.language.calendar import MONTHS

FROM: Final = re.compile(r"(?m)^[ \t>]*From: *\S")
SENT: Final = re.compile(r"(?mi)^[ \t>]*(?:Sent|Date|Dated|On): *(?P<day>[^\n]{4,60})")
_MONTH: Final = "|".join(sorted(MONTHS, key=len, reverse=True))
DAY: Final = re.compile(
    rf"(?P<iso>(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d))"
    rf"|(?P<d1>\d{{1,2}})(?:st|nd|rd|th)? (?P<m1>{_MONTH})\b\.?,?(?: (?P<y1>(?:19|20)\d\d))?"
    rf"|(?P<m2>{_MONTH})\b\.? (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\b,?(?: (?P<y2>(?:19|20)\d\d))?",
    re.IGNORECASE,
)
DIARY: Final = re.compile(
    r"(?mi)^[ \t]*(?:mon|tues|wednes|thurs|fri|satur|sun)day,? "
    rf"(?=(?:\d{{1,2}}(?:st|nd|rd|th)? (?:{_MONTH})\b|(?:{_MONTH})\b\.? \d))(?P<day>[^\n:.;]{{4,28}}):?[ \t]*$"
)
HEAD: Final = 400
FEWEST: Final = 2


def letters_of(clean: str, anchor: date | None) -> tuple[tuple[int, date], ...]:
    """(first character, day) of each dated letter, or of each day of a diary; none where fewer than two are found.

    Linear in the length of the text.
    """
    if "From:" not in clean:
        return _diary(clean, anchor)
    starts = [match.start() for match in FROM.finditer(clean)]
    if len(starts) < FEWEST:
        return ()
    found = []
    for n, start in enumerate(starts):
        stop = min(start + HEAD, starts[n + 1] if n + 1 < len(starts) else len(clean))
        sent = SENT.search(clean, start, stop)
        day = day_in(sent["day"], anchor) if sent else None
        if day is not None:
            found.append((start, day))
    return tuple(found)


def _diary(clean: str, anchor: date | None) -> tuple[tuple[int, date], ...]:
    found = [(m.start(), day) for m in DIARY.finditer(clean) if (day := day_in(m["day"], anchor)) is not None]
    return tuple(found) if len(found) >= FEWEST else ()


def day_in(words: str, anchor: date | None) -> date | None:
    """The date in the head of a letter; the year of publication, or the one before, where none is printed."""
    match = DAY.search(words)
    if match is None:
        return None
    if match["iso"]:
        return calendar.day_of(int(match["y"]), int(match["m"]), int(match["d"]))
    month = MONTHS[(match["m1"] or match["m2"]).casefold()]
    number, year = int(match["d1"] or match["d2"]), match["y1"] or match["y2"]
    return calendar.day_of(int(year) if year else calendar.year_of(anchor, month, number, "past"), month, number)
