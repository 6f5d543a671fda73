"""When something is open: windows of a case as hours after the start."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from leeway.case.model import Windows
from leeway.case.sun import daylight

Intervals = tuple[tuple[float, float], ...]
_DAY = timedelta(days=1)


def open_intervals(
    windows: Windows,
    latitude: float | None,
    longitude: float | None,
    time_zone: str,
    start: datetime,
    horizon_h: float,
) -> Intervals:
    """The times within [0, `horizon_h`) at which `windows` are open: (from, to) in hours after `start`, half-open,
    ascending, merged. Without any limit one interval over the whole horizon.

    Daily windows are wall-clock times of `time_zone`: where clocks go back, a window that begins or ends in the
    repeated hour begins at its first and ends at its second occurrence; where they go forward, a time that the clock
    jumps over stands for the jump.
    Raises `ValueError` when daylight is asked for without coordinates.
    """
    if horizon_h <= 0:
        return ()
    result: Intervals = ((0.0, float(horizon_h)),)
    if windows.daily:
        result = intersection(result, _daily(windows, time_zone, start, horizon_h))
    if windows.daylight:
        if latitude is None or longitude is None:
            raise ValueError("daylight needs latitude and longitude")
        result = intersection(result, _daylight(latitude, longitude, start, horizon_h))
    if windows.spans:
        result = intersection(result, merged((a.after(start), b.after(start)) for a, b in windows.spans))
    return result


def next_open(intervals: Intervals, t: float) -> float:
    """The earliest time from `t` on that is in one of `intervals` (ascending, half-open); `inf` if there is none."""
    k = bisect_right(intervals, (t, math.inf))
    if k and t < intervals[k - 1][1]:
        return t
    return intervals[k][0] if k < len(intervals) else math.inf


def is_open(intervals: Intervals, t: float) -> bool:
    """Whether `t` is in one of `intervals` (ascending, half-open)."""
    return next_open(intervals, t) == t


def merged(spans: Iterable[tuple[float, float]]) -> Intervals:
    """The union of spans: ascending, apart from one another; empty spans vanish."""
    result: list[tuple[float, float]] = []
    for begin, end in sorted(span for span in spans if span[0] < span[1]):
        if result and begin <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((begin, end))
    return tuple(result)


def intersection(first: Sequence[tuple[float, float]], second: Sequence[tuple[float, float]]) -> Intervals:
    """The times in both of two ascending unions."""
    result, i, j = [], 0, 0
    while i < len(first) and j < len(second):
        begin, end = max(first[i][0], second[j][0]), min(first[i][1], second[j][1])
        if begin < end:
            result.append((begin, end))
        if first[i][1] <= second[j][1]:
            i += 1
        else:
            j += 1
    return tuple(result)


def _hours(at: datetime, start: datetime) -> float:
    return (at - start).total_seconds() / 3600


def _daily(windows: Windows, time_zone: str, start: datetime, horizon_h: float) -> Intervals:
    zone = ZoneInfo(time_zone)
    # A window that began on an earlier date may run over midnight into the first day.
    midnight = datetime.combine(start.astimezone(zone).date(), datetime.min.time()) - 2 * _DAY
    last = start.astimezone(zone).replace(tzinfo=None) + timedelta(hours=horizon_h) + _DAY
    spans = []
    while midnight <= last:
        for begin, end in windows.daily:
            opens = _instant(midnight + timedelta(minutes=begin), zone, fold=0)
            closes = _instant(midnight + timedelta(minutes=end), zone, fold=1)
            spans.append((_hours(opens, start), _hours(closes, start)))
        midnight += _DAY
    return merged(spans)


def _instant(wall: datetime, zone: ZoneInfo, fold: int) -> datetime:
    """The instant of a wall-clock time; of one that the clock jumps over, the jump itself."""
    at = wall.replace(tzinfo=zone, fold=fold).astimezone(UTC)
    if at.astimezone(zone).replace(tzinfo=None) == wall:
        return at
    before, after = (wall.replace(tzinfo=zone, fold=f).astimezone(UTC) for f in (1, 0))
    old = before.astimezone(zone).utcoffset()
    while after - before > timedelta(seconds=1):
        middle = before + (after - before) // 2
        if middle.astimezone(zone).utcoffset() == old:
            before = middle
        else:
            after = middle
    return after.replace(microsecond=0)


def _daylight(latitude: float, longitude: float, start: datetime, horizon_h: float) -> Intervals:
    day = start.astimezone(UTC).date() - 2 * _DAY
    spans = []
    for k in range(math.ceil(horizon_h / 24) + 5):
        light = daylight(latitude, longitude, day + k * _DAY)
        if light is not None:
            spans.append((_hours(light[0], start), _hours(light[1], start)))
    return merged(spans)
