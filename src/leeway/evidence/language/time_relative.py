"""Days and spells counted from another day: "two days ago", "within 72 hours", "this week", "the day before"."""

from __future__ import annotations

import re
from datetime import date

from leeway.evidence.language import calendar
from leeway.evidence.language.model import TimeWord
from leeway.evidence.language.quantities import value_of_words
from leeway.evidence.language.time_patterns import (
    AGO,
    COUNT_BEFORE,
    ORDINAL_DAY,
    ORDINAL_LEAD,
    ORDINALS,
    PERIOD,
    RELATIVE_DAY,
    RELATIVE_LEAD,
    UNIT_DAYS,
    VAGUE_COUNTS,
)
from leeway.evidence.language.time_scan import Scan
from leeway.evidence.model import Days

PERFECT = re.compile(r"\b(?:has|have)\b(?! to\b)")


def count(scan: Scan, start: int, end: int, norm: str) -> TimeWord | None:
    """ "two days ago", "past 24 hours", "within 72 hours", "for four days"."""
    match = COUNT_BEFORE.search(scan.fold[max(scan.start, start - 48) : start])
    if match is None:
        return None
    unit = UNIT_DAYS[norm.removesuffix("s") if norm != "days" else "day"] if norm != "weekend" else None
    if unit is None:
        return None
    low, high = _counted(match["n1"] or match["n2"])[0] * unit, _counted(match["n2"])[1] * unit
    first = start - len(match[0])
    lead = {match["lead"], match["lead2"]}
    if match["n2"] in ("a", "an", "another") and match["n1"] is None and lead & {"last", "past", "previous"}:
        return TimeWord(end - len(norm) - len(match["n2"]) - 1, end, "duration", None, (round(low * 24, 3),) * 2)
    way = AGO.match(scan.fold, end, scan.end)
    if way is not None and scan.anchor is not None:
        return away(scan, first, way.end(), way["way"], low, high, norm)
    hours = (round(low * 24, 3), round(high * 24, 3))
    back = lead & {"the past", "the last", "past", "last", "previous"}
    if back:
        days = Days(calendar.shifted(scan.anchor, -high), scan.anchor) if scan.anchor else None
        return TimeWord(first, end, "span", days, hours)
    tense = scan.tense(first, end)
    if match["lead"] is None and match["n2"] in ("a", "an"):
        return None
    open_low = "within" in lead or "less than" in lead or "under" in lead
    bounds = (None if open_low and match["n1"] is None else hours[0], hours[1])
    ahead = bool(lead & {"within", "the next", "next", "coming", "the coming"}) or (
        match["lead"] == "in" and tense == "future"
    )
    days = None
    if scan.anchor is not None and ahead:
        first_day = 0 if match["n1"] is None else int(low)
        days = Days(calendar.shifted(scan.anchor, first_day), calendar.shifted(scan.anchor, int(high)))
    elif scan.anchor is not None and match["lead"] == "in" and norm not in ("years", "year"):
        days = Days(calendar.shifted(scan.anchor, -high), scan.anchor)
    elif (
        scan.anchor is not None
        and match["lead"] == "for"
        and PERFECT.search(scan.fold[max(scan.start, first - 70) : first])
    ):
        # "no convoy has come for ten days": still so on the day of publication.
        days = Days(calendar.shifted(scan.anchor, -high), None)
    return TimeWord(first, end, "duration", days, bounds, ahead)


def away(scan: Scan, start: int, end: int, way: str, low: float, high: float, norm: str) -> TimeWord | None:
    origin = scan.anchor if way in ("ago", "hence", "from now") else scan.last_day
    if origin is None:
        return None
    sign = -1 if way in ("ago", "earlier", "before") else 1
    near, far = calendar.shifted(origin, sign * low), calendar.shifted(origin, sign * high)
    if near is None or far is None:
        return None
    if norm in ("year", "years", "decade", "decades"):
        near, far = far.replace(month=1, day=1), near.replace(month=12, day=31)
    first, last = min(near, far), max(near, far)
    return scan.made(start, end, Days(first, last), "day" if first == last else "span")


def period(scan: Scan, start: int, end: int, norm: str) -> TimeWord | None:
    if norm not in ("week", "weekend", "month", "year"):
        return None
    match = PERIOD.search(scan.fold[max(scan.start, start - 16) : start])
    if match is None:
        return None
    modifier = match["mod"]
    begin = start - len(match[0])
    if modifier == "the":
        edge = re.search(r"\b(?P<edge>start|beginning|end) of $", scan.fold[max(scan.start, begin - 14) : begin])
        if edge is None:
            return weekend(scan, begin, end) if norm == "weekend" else None
        return edge_of(scan, begin - len(edge[0]), end, edge["edge"], norm)
    if scan.anchor is None:
        return scan.made(begin, end, None, "span")
    tense = scan.tense(begin, end)
    name = modifier.removeprefix("the ")
    if name == "last" and modifier == "the last":
        name = "past"
    short = name.split()[-1]
    if norm == "weekend" and short == "this" and tense == "past" and scan.anchor.weekday() < 3:
        short = "last"  # "this weekend the embassy urged", printed on a Tuesday
    days = calendar.period(scan.anchor, short, norm, tense == "future")
    if name == "earlier this" and norm == "year":
        return scan.made(begin, end, None, "vague")  # most of a year is no day of anything
    if name == "earlier this":
        days = Days(days.first, scan.anchor)
    kind = "since" if days.last is None else "span"
    return scan.made(begin, end, days, kind)


def weekend(scan: Scan, begin: int, end: int) -> TimeWord:
    if scan.anchor is None:
        return scan.made(begin, end, None, "span")
    future = scan.tense(begin, end) == "future"
    return scan.made(begin, end, calendar.period(scan.anchor, "the", "weekend", future), "span")


def edge_of(scan: Scan, begin: int, end: int, edge: str, norm: str) -> TimeWord:
    begin = begin - 4 if scan.fold[max(scan.start, begin - 4) : begin] == "the " else begin
    if scan.anchor is None:
        return scan.made(begin, end, None)
    days = calendar.period(scan.anchor, "this", norm, edge == "end")
    day = days.last if edge == "end" else days.first
    return scan.made(begin, end, Days(day, day))


def ordinal(scan: Scan, start: int) -> TimeWord | None:
    lead = ORDINAL_LEAD.search(scan.fold[max(scan.start, start - 12) : start])
    match = ORDINAL_DAY.match(scan.fold, start, scan.end)
    if match is None or lead is None:
        return None
    start -= len(lead[0])
    if scan.anchor is None:
        return TimeWord(start, match.end(), "span", None)
    back = ORDINALS[match["n"]] - 1
    days = Days(calendar.shifted(scan.anchor, -back * (7 if match["unit"] == "week" else 1)), scan.anchor)
    return TimeWord(start, match.end(), "span", days)


def relative(scan: Scan, start: int) -> TimeWord | None:
    """ "the day before", "the next day", counted from the day named last."""
    lead = RELATIVE_LEAD.search(scan.fold[max(scan.start, start - 16) : start])
    if lead is None:
        return None
    match = RELATIVE_DAY.match(scan.fold, start, scan.end)
    way = (lead["way"] or (match["way"] if match else "")).strip()
    if not way:
        return None
    end = match.end() if match is not None else start + (5 if scan.fold.startswith("night", start) else 3)
    begin = start - len(lead[0])
    move = {"before": -1, "earlier": -1, "previous": -1, "same": 0}.get(way, 1)
    counted_from = origin(scan, begin)
    day = calendar.shifted(counted_from, move) if counted_from else None
    return scan.made(begin, end, Days(day, day) if day else None)


def origin(scan: Scan, start: int) -> date | None:
    """The day the sentence has named before, else the last one of the text."""
    days = [w.days.first for w in scan.found if w.end <= start and w.days is not None and w.days.first is not None]
    return days[-1] if days else scan.last_day


def _counted(text: str) -> tuple[float, float]:
    if text in VAGUE_COUNTS:
        return VAGUE_COUNTS[text]
    n = float(text) if text[0].isdigit() else value_of_words(text)
    n = min(n, 1e6)
    return n, n
