"""Days that time words name: weekdays, dates, months, years, feasts, and words such as "yesterday"."""

from __future__ import annotations

import re
from datetime import date

from leeway.evidence.language import calendar
from leeway.evidence.language.calendar import MONTHS, WEEKDAYS
from leeway.evidence.language.model import TimeWord
from leeway.evidence.language.quantities import PEOPLE
from leeway.evidence.language.time_patterns import (
    BY_LAST,
    DAY_BEFORE,
    DAY_LEAD,
    DAY_SLASH_MONTH,
    DAY_SPELLED,
    FEASTS,
    FRACTIONS,
    ISO,
    MODIFIER,
    MONTH_DAY,
    MONTH_ORDINALS,
    MONTH_YEAR,
    PART_BEFORE,
    PHRASES,
    PREPOSITION,
    RECURRENT,
    SLASHED,
    WEEKDAY,
    YEAR,
    YEAR_LEAD,
    YEAR_OWNED,
    YEAR_OWNER,
)
from leeway.evidence.language.time_scan import Scan
from leeway.evidence.model import Days

DONE_BEFORE = re.compile(r"\b(?:had|has|have|was|were|been|already)\b")
STILL_UNTIL = re.compile(
    r"\b(?:is|are|has|have|remains?|remaining|stays?|valid|cancel\w*|suspend\w*|extend\w*|postpon\w*|halt\w*|ground\w*"
    r"|g[ai]ven?s?|impos\w*|^(?:closed|shut|open|suspended))\b"
    r"(?:(?!\b(?:was|were|had)\b)[^.])*\b(?:until|till|(?:shut|closed|valid|suspended) to)\s+(?:at least\s+)?$"
)
"""What lasts until a day lasts until one to come, unless it is told as past."""


def phrase(scan: Scan, end: int, norm: str) -> TimeWord | None:
    for phrase in BY_LAST[norm]:
        start = end - len(phrase)
        if start < scan.start or not scan.fold.startswith(phrase, start) or scan.fold[start - 1 : start].isalnum():
            continue
        if phrase in FEASTS:
            month, day = FEASTS[phrase]
            tense = scan.tense(start, end)
            year = calendar.year_of(scan.anchor, month, day, tense or "future")
            on = calendar.day_of(year, month, day)
            return scan.made(start, end, Days(on, on) if on else None, tense=tense)
        first, last, kind = PHRASES[phrase]
        if first is None or last is None:
            return TimeWord(start, end, "vague", None)
        days = None
        if scan.anchor is not None:
            days = Days(calendar.shifted(scan.anchor, first), calendar.shifted(scan.anchor, last))
        return scan.made(start, end, days, kind)
    return None


def weekday(scan: Scan, start: int) -> TimeWord | None:
    match = WEEKDAY.match(scan.fold, start, scan.end)
    if match is None or RECURRENT.search(scan.fold[max(scan.start, start - 6) : start]) is not None:
        return None
    modifier = MODIFIER.search(scan.fold[max(scan.start, start - 12) : start])
    if modifier is not None:
        start -= len(modifier[0])
    name = modifier["mod"] if modifier else None
    tense = scan.tense(start, match.end())
    if scan.anchor is None:
        return scan.made(start, match.end(), None)
    if modifier is None and STILL_UNTIL.search(scan.fold[max(scan.start, start - 70) : start]) is not None:
        tense = "future"
    left = scan.fold[max(scan.start, start - 90) : start]
    if left.endswith(" by ") and DONE_BEFORE.search(left) is None:
        tense = "future"  # "promised 2,000 men by Sunday"
    day = calendar.weekday(scan.anchor, WEEKDAYS[match["wd"].removesuffix("'s").rstrip(".")], name, tense == "future")
    return scan.made(start, match.end(), Days(day, day), tense=tense)


def month(scan: Scan, start: int) -> TimeWord | None:
    if RECURRENT.search(scan.fold[max(scan.start, start - 6) : start]) is not None:
        return None
    end = start
    d1 = d2 = part = None
    if (match := MONTH_DAY.match(scan.fold, start, scan.end)) is not None:
        d1, d2 = match["d1"], match["d2"] or match["d1"]
        end = match.end()
    else:
        match = MONTH_YEAR.match(scan.fold, start, scan.end)
        if match is None:
            return None
        end = match.end()
        left = scan.fold[max(scan.start, start - 22) : start]
        if (spelled := DAY_SPELLED.search(left)) is not None:
            d1 = d2 = str(MONTH_ORDINALS[spelled["nth"]])
            start -= len(spelled[0])
        elif (before := DAY_BEFORE.search(left)) is not None:
            d1, d2 = before["d1"] or before["d2"], before["d2"]
            start -= len(before[0])
        elif (before := PART_BEFORE.search(left)) is not None:
            part = before["part"]
            start -= len(before[0])
    month = MONTHS[match["month"]]
    modifier = MODIFIER.search(scan.fold[max(scan.start, start - 12) : start]) if d1 is None and part is None else None
    if modifier is not None:
        start -= len(modifier[0])
    elif d1 is None and part is None and match["year"] is None:
        prep = PREPOSITION.search(scan.fold[max(scan.start, start - 44) : start])
        if prep is None and match["month"] in ("may", "march", "mar", "jan", "jun"):
            return None
    tense = scan.tense(start, end)
    year = (
        int(match["year"]) if match["year"] else calendar.year_of(scan.anchor, month, _number(d1) if d1 else 1, tense)
    )
    if modifier is not None and scan.anchor is not None:
        ahead = modifier["mod"] in ("next", "coming")
        year = scan.anchor.year + (month <= scan.anchor.month if ahead else -(month >= scan.anchor.month))
    if year is None:
        return scan.made(start, end, None)
    if d1 is None or d2 is None:
        return scan.made(start, end, calendar.month_span(year, month, part), "span", tense)
    first, last = calendar.day_of(year, month, _number(d1)), calendar.day_of(year, month, _number(d2))
    if first is None or last is None:
        return None
    if last < first:
        return scan.made(start, end, Days(first, first), tense=tense)
    return scan.made(start, end, Days(first, last), "day" if first == last else "span", tense)


def numeric(scan: Scan, start: int) -> TimeWord | None:
    """ISO dates and years."""
    if (iso := ISO.match(scan.fold, start, scan.end)) is not None:
        day = calendar.day_of(int(iso["year"]), int(iso["month"]), int(iso["day"]))
        return scan.made(start, iso.end(), Days(day, day)) if day else None
    match = YEAR.match(scan.fold, start, scan.end)
    left = scan.fold[max(scan.start, start - 14) : start]
    if match is None or (YEAR_LEAD.search(left) is None and match["to"] is None and not _owned(scan, match, left)):
        return None
    if (
        match["to"] is None
        and re.match(r"\s+[a-z]+s\b", scan.fold[match.end() : match.end() + 16])
        and not re.search(r"\b(?:in|since|until|the)\s$", left)
    ):
        return None
    first = int(match["year"])
    to = match["to"]
    last = first if to is None else int(to) if len(to) == 4 else first // 100 * 100 + int(to)
    if match["decade"] is not None:
        last = first + 9
    if last < first:
        return None
    part = PART_BEFORE.search(left)
    days = Days(date(first, 1, 1), date(last, 12, 31))
    if part is not None:
        start -= len(part[0])
        days = _part_of_years(first, last, part["part"]) or days
    return scan.made(start, match.end(), days, "span")


def _part_of_years(first: int, last: int, part: str) -> Days | None:
    """The early or late months of a year, years of a decade, its middle; None for another part."""
    if first == last:
        months = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}.get(part)
        return Days(date(first, months[0], 1), calendar.month_span(first, months[1]).last) if months else None
    years = {"early": (0, 3), "mid": (4, 6), "late": (6, 9)}.get(part)
    return Days(date(first + years[0], 1, 1), date(first + years[1], 12, 31)) if years else None


def _owned(scan: Scan, year: re.Match[str], left: str) -> bool:
    """Whether a year of the past stands before what somebody has: "its 1990 invasion", no "their 2000 men"."""
    noun = YEAR_OWNED.match(scan.fold, year.end(), scan.end)
    number = int(year["year"])
    return (
        noun is not None
        and YEAR_OWNER.search(left) is not None
        and noun["noun"] not in PEOPLE
        and number % 100 != 0
        and (scan.anchor is None or number <= scan.anchor.year)
    )


def slashed(scan: Scan, start: int) -> TimeWord | None:
    match = SLASHED.match(scan.fold, start, scan.end)
    if match is None:
        return _day_and_month(scan, start)
    day = calendar.day_of(int(match["year"]), int(match["month"]), int(match["day"]))
    day = day or calendar.day_of(int(match["year"]), int(match["day"]), int(match["month"]))
    return scan.made(start, match.end(), Days(day, day)) if day else None


def _day_and_month(scan: Scan, start: int) -> TimeWord | None:
    """ "since 7/6": day and month in the order that gives the day nearest to publication; no fractions."""
    match = DAY_SLASH_MONTH.match(scan.fold, start, scan.end)
    today = scan.anchor
    if match is None or today is None:
        return None
    one, two = int(match["one"]), int(match["two"])
    lead = DAY_LEAD.search(scan.fold[max(scan.start, start - 12) : start])
    if lead is None and (one, two) in FRACTIONS:
        return None
    days = [
        found
        for day, month in ((one, two), (two, one))
        for year in (today.year - 1, today.year, today.year + 1)
        if 1 <= month <= 12 and (found := calendar.day_of(year, month, day)) is not None
    ]
    near = [day for day in days if -45 <= (day - today).days <= 21]
    if not near:
        return None
    day = min(near, key=lambda d: (d > today, abs((d - today).days)))
    return scan.made(start, match.end(), Days(day, day))


def _number(day: str) -> int:
    return int(day.rstrip("stndrh"))
