"""Opening hours and daylight as hours after the start."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leeway.case.calendar import intersection, is_open, merged, next_open, open_intervals
from leeway.case.model import Moment, Windows
from leeway.case.sun import daylight

START = datetime(2021, 8, 15, 0, 0, tzinfo=UTC)

# Times as almanacs give them, local, to the minute or so.
ALMANAC = [
    ("Kabul", 34.555, 69.207, date(2021, 8, 15), "Asia/Kabul", "05:12", "18:40"),
    ("New York", 40.7128, -74.006, date(2024, 1, 1), "America/New_York", "07:20", "16:39"),
    ("London", 51.5074, -0.1278, date(2024, 6, 21), "Europe/London", "04:43", "21:21"),
    ("Sydney", -33.8688, 151.2093, date(2024, 1, 1), "Australia/Sydney", "05:47", "20:09"),
]


@pytest.mark.parametrize(("latitude", "longitude", "day", "zone", "rises", "sets"), [row[1:] for row in ALMANAC],
                         ids=[row[0] for row in ALMANAC])  # fmt: skip
def test_sun_as_in_the_almanac(latitude: float, longitude: float, day: date, zone: str, rises: str, sets: str) -> None:
    """Sunrise and sunset are within three minutes of published ones, on the right local date."""
    light = daylight(latitude, longitude, day)
    assert light is not None
    for at, published in zip(light, (rises, sets), strict=True):
        wanted = datetime.combine(day, datetime.strptime(published, "%H:%M").time(), ZoneInfo(zone))  # noqa: DTZ007
        assert abs(at - wanted) <= timedelta(minutes=3), (at.astimezone(ZoneInfo(zone)), published)


def test_equator_at_equinox() -> None:
    """Twelve hours and some seven minutes: refraction and the sun's disc."""
    light = daylight(0.0, 0.0, date(2024, 3, 20))
    assert light is not None
    assert timedelta(hours=12, minutes=5) < light[1] - light[0] < timedelta(hours=12, minutes=8)


def test_polar_day_and_night() -> None:
    """At Tromso the midnight sun is one unbroken interval, and the polar night none at all."""
    midsummer, midwinter = datetime(2024, 6, 10, tzinfo=UTC), datetime(2024, 12, 10, tzinfo=UTC)
    windows = Windows(daylight=True)
    assert open_intervals(windows, 69.65, 18.96, "Europe/Oslo", midsummer, 240) == ((0.0, 240.0),)
    assert open_intervals(windows, 69.65, 18.96, "Europe/Oslo", midwinter, 240) == ()


def test_no_limit_is_one_interval() -> None:
    """Without windows it is open over the whole horizon, and never over none."""
    assert open_intervals(Windows(), None, None, "UTC", START, 24) == ((0.0, 24.0),)
    assert open_intervals(Windows(), None, None, "UTC", START, 0) == ()


def test_daily_hours_are_local() -> None:
    """06:00-18:00 in Kabul is 01:30-13:30 UTC."""
    found = open_intervals(Windows(daily=((360, 1080),)), None, None, "Asia/Kabul", START, 48)
    assert found == ((1.5, 13.5), (25.5, 37.5))


def test_window_over_midnight_covers_the_start() -> None:
    """A window that opened the evening before is open at the start."""
    found = open_intervals(Windows(daily=((22 * 60, 28 * 60),)), None, None, "UTC", START, 24)
    assert found == ((0.0, 4.0), (22.0, 24.0))


def test_whole_days_touch() -> None:
    """00:00-24:00 leaves no seam at midnight."""
    assert open_intervals(Windows(daily=((0, 1440),)), None, None, "Asia/Kabul", START, 72) == ((0.0, 72.0),)


@pytest.mark.parametrize(
    ("start", "window", "expected"),
    [
        (datetime(2024, 10, 26, 12, tzinfo=UTC), (60, 150), (11.0, 13.5)),  # the hour from 2 to 3 comes twice
        (datetime(2024, 3, 30, 12, tzinfo=UTC), (60, 150), (12.0, 13.0)),  # the hour from 2 to 3 is jumped over
        (datetime(2024, 3, 30, 12, tzinfo=UTC), (150, 360), (13.0, 16.0)),
        (datetime(2024, 3, 30, 12, tzinfo=UTC), (360, 600), (16.0, 20.0)),
    ],
)
def test_clock_changes(start: datetime, window: tuple[int, int], expected: tuple[float, float]) -> None:
    """Where clocks change, windows follow the wall clock (Berlin 2024)."""
    assert open_intervals(Windows(daily=(window,)), None, None, "Europe/Berlin", start, 24) == (expected,)


def test_kinds_hold_together_and_lists_add_up() -> None:
    """Two daily windows are a union; a span cuts it; daylight cuts it further."""
    daily = ((300, 600), (540, 1200))
    spans = ((Moment(hours=2.0), Moment(at=START + timedelta(hours=12))),)
    found = open_intervals(Windows(daily=daily, spans=spans), None, None, "UTC", START, 24)
    assert found == ((5.0, 12.0),)
    lit = open_intervals(Windows(daily=daily, spans=spans, daylight=True), 0.0, 0.0, "UTC", START, 24)
    assert len(lit) == 1
    assert lit[0] == (pytest.approx(6.03, abs=0.05), 12.0)


def test_fixed_spans_do_not_move_with_the_start() -> None:
    """A span of instants lies earlier, in hours, after a later start."""
    spans = ((Moment(at=START + timedelta(hours=6)), Moment(at=START + timedelta(hours=8))),)
    later = open_intervals(Windows(spans=spans), None, None, "UTC", START + timedelta(hours=5), 24)
    assert later == ((1.0, 3.0),)


def test_daylight_needs_coordinates() -> None:
    """Asking for daylight nowhere is an error, not an open door."""
    with pytest.raises(ValueError, match="latitude"):
        open_intervals(Windows(daylight=True), None, None, "UTC", START, 24)


def test_half_open() -> None:
    """Open at the opening instant, shut at the closing one; after the last never again."""
    intervals = ((1.0, 2.0), (4.0, 5.0))
    assert [next_open(intervals, t) for t in (0.0, 1.0, 1.5, 2.0, 4.0, 5.0)] == [1.0, 1.0, 1.5, 4.0, 4.0, math.inf]
    assert [is_open(intervals, t) for t in (0.0, 1.0, 2.0, 4.5, 5.0)] == [False, True, False, True, False]


spans = st.lists(st.tuples(st.integers(0, 100), st.integers(0, 100)), max_size=12)


def _covered(intervals: object, t: float) -> bool:
    return any(a <= t < b for a, b in intervals)  # type: ignore[attr-defined]


@given(spans, spans)
def test_set_algebra(first: list[tuple[int, int]], second: list[tuple[int, int]]) -> None:
    """Merging and intersecting agree with membership at every point, and give ascending disjoint intervals."""
    a, b = merged(first), merged(second)
    both = intersection(a, b)
    for t in (k + 0.5 for k in range(-1, 101)):
        assert _covered(a, t) == _covered(first, t)
        assert _covered(both, t) == (_covered(first, t) and _covered(second, t))
        found = next_open(a, t)
        assert found == next((k for k in (t, *(x for x, _ in a)) if k >= t and _covered(a, k)), math.inf)
    assert all(x[1] < y[0] for x, y in pairwise(a))


@given(
    st.floats(-65, 65),
    st.floats(-180, 180),
    st.dates(date(2000, 1, 1), date(2050, 12, 31)),
)
def test_sun_is_up_once_a_day(latitude: float, longitude: float, day: date) -> None:
    """Below the polar circles each day has one daylight, it holds the solar noon, and days follow one another."""
    today, tomorrow = daylight(latitude, longitude, day), daylight(latitude, longitude, day + timedelta(days=1))
    assert today is not None
    assert tomorrow is not None
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC) - timedelta(minutes=4 * longitude)
    assert today[0] < noon < today[1] < tomorrow[0]
