"""Seasons and the end of the year: "summer 2021", "this summer", "last winter", "by year-end"."""

from __future__ import annotations

from datetime import date

from leeway.evidence.language import calendar
from leeway.evidence.language.model import TimeWord
from leeway.evidence.language.time_patterns import MODIFIER, SEASON_YEAR, SEASONS
from leeway.evidence.language.time_scan import Scan
from leeway.evidence.model import Days


def season(scan: Scan, start: int) -> TimeWord | None:
    match = SEASON_YEAR.match(scan.fold, start, scan.end)
    if match is None:
        return _season_told(scan, start)
    months = SEASONS.get(match["season"], SEASONS["autumn"])
    year = int(match["year"])
    days = Days(date(year, months[0], 1), calendar.month_span(year, months[1]).last)
    return scan.made(start, match.end(), days, "span")


def _season_told(scan: Scan, start: int) -> TimeWord | None:
    """ "this summer", "last winter": months of this year or of the one before or after it."""
    modifier = MODIFIER.search(scan.fold[max(scan.start, start - 12) : start])
    name = next(s for s in (*SEASONS, "fall") if scan.fold.startswith(s, start))
    end = start + len(name)
    if modifier is None or scan.anchor is None or scan.fold[end : end + 1].isalpha():
        return None
    if name == "fall" and scan.fold.startswith(" of ", end):
        return None
    begin, way = start - len(modifier[0]), modifier["mod"]
    tense = scan.tense(begin, end)
    today = scan.anchor
    known = [_season_of(name, year) for year in range(max(2, today.year - 2), min(today.year + 2, 9998) + 1)]
    over = [d for d in known if d.last is not None and d.last < today]
    ahead = [d for d in known if d.first is not None and d.first > today]
    if way in ("last", "past", "previous"):
        days = over[-1]
    elif way in ("next", "coming", "following"):
        days = ahead[0]
    else:
        now = next((d for d in known if d.first and d.last and d.first <= today <= d.last), None)
        days = _season_of(name, today.year) if now is None else now
        if now is not None:
            days = Days(today, now.last) if tense == "future" else Days(now.first, today)
    return scan.made(begin, end, days, "span", tense)


def _season_of(name: str, year: int) -> Days:
    """The days of a season; winter begins in December of its year and ends in February."""
    if name == "winter":
        return Days(date(year, 12, 1), calendar.month_span(year + 1, 2).last)
    first, last = SEASONS.get(name, SEASONS["autumn"])
    return Days(date(year, first, 1), calendar.month_span(year, last).last)


def year_end(scan: Scan, start: int) -> TimeWord | None:
    """ "by year-end"."""
    end = start + len("year-end")
    day = date(scan.anchor.year, 12, 31) if scan.anchor is not None else None
    return scan.made(start, end, Days(day, day) if day else None)
