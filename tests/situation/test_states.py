"""Exits, missions, counts, estimates, incidents: what the newest words come to."""

from __future__ import annotations

from datetime import timedelta

import pytest
from told import ARMY, DAY, EVENING, NOON, RIVAL, WIRE, later, seen, taken, told

from leeway.evidence.model import Speaker, Value

EMBASSY = {"actor": "US embassy Port City", "place": "Port City"}
PENTAGON = Speaker(role="press secretary", org="Pentagon")


def people(low: float, high: float | None = None, *, about: bool = False) -> Value:
    """So many people."""
    return Value(low, low if high is None else high, "people", about)


def test_the_newest_word_on_an_airport() -> None:
    """Closed after open; a denial of closing means open; what is planned does not count."""
    found = [told("access", "open", of="airport"), told("access", "closed", of="airport", by=RIVAL, **later(1))]
    (state,) = seen(found, NOON + timedelta(days=2)).services
    assert (state.of, state.status, state.since) == ("airport", "closed", DAY + timedelta(days=1))
    (state,) = seen([told("access", "closed", of="flights", firmness="denied")]).services
    assert (state.of, state.status) == ("commercial flights", "open")
    assert seen([told("access", "closed", of="airport", firmness="planned")]).services == ()


def test_posture_done_and_announced_stand_apart() -> None:
    """The ordered departure of weeks ago holds while staff leave; the further step is announced, not done."""
    ordered = told("posture", "ordered_departure", **EMBASSY, day=DAY - timedelta(days=90))
    leaving = told("posture", "reducing", by=RIVAL, **EMBASSY)
    announced = told("posture", "minimum_staff", by=PENTAGON, firmness="planned", **EMBASSY)
    states = seen([ordered, leaving, announced]).missions
    assert [(m.status, m.firmness) for m in states] == [
        ("ordered_departure", "stated"), ("minimum_staff", "planned"), ("reducing", "stated")]  # fmt: skip


def test_an_open_embassy_is_still_under_its_order() -> None:
    """ "The embassy remains open" lifts no order to leave; after 180 days the order has ended by itself."""
    ordered = told("posture", "ordered_departure", **EMBASSY, day=DAY - timedelta(days=90))
    works = told("posture", "normal", by=RIVAL, **EMBASSY)
    assert [m.status for m in seen([ordered, works]).missions] == ["ordered_departure", "normal"]
    long_ago = told("posture", "ordered_departure", **EMBASSY, day=DAY - timedelta(days=181))
    assert [m.status for m in seen([long_ago, works]).missions] == ["normal"]


def test_an_announced_step_that_was_taken_is_announced_no_more() -> None:
    """Once done, only the deed stands."""
    found = [
        told("posture", "reducing", firmness="planned", **EMBASSY),
        told("posture", "reducing", by=RIVAL, **EMBASSY),
    ]
    assert [(m.status, m.firmness) for m in seen(found).missions] == [("reducing", "stated")]


def test_a_step_announced_after_it_was_taken_once_is_news() -> None:
    """A core of staff in July, and in August the announcement of another cut to a core: both stand, each with its day;
    what had been announced before July adds nothing."""
    before = told("posture", "minimum_staff", by=PENTAGON, firmness="planned", **EMBASSY, report="old",
                  day=DAY - timedelta(days=40), at=NOON - timedelta(days=40))  # fmt: skip
    done = told("posture", "minimum_staff", by=RIVAL, **EMBASSY, day=DAY - timedelta(days=23))
    again = told("posture", "minimum_staff", by=PENTAGON, firmness="planned", **EMBASSY, report="new")
    states = seen([before, done, again]).missions
    assert [(m.status, m.firmness, m.since) for m in states] == [
        ("minimum_staff", "stated", DAY - timedelta(days=23)), ("minimum_staff", "planned", DAY)]  # fmt: skip


def test_no_estimate_of_how_long_a_place_lasts_that_has_fallen() -> None:
    """ "Alpha is the tenth to fall in a week" gives Alpha no week; before it fell, the same words would."""
    week = told("time_left", "until_fall", value=Value(7, 7, "days", False), firmness="expected", by=RIVAL)
    assert seen([taken(), week]).estimates == ()
    assert len(seen([week]).estimates) == 1


def test_a_posture_that_is_denied_is_no_posture() -> None:
    """Said by one and denied by one: the step before stands, and the ledger has both words."""
    found = [told("posture", "reducing", **EMBASSY, day=DAY - timedelta(days=1)),
             told("posture", "suspended", **EMBASSY),
             told("posture", "suspended", by=PENTAGON, firmness="denied", **EMBASSY)]  # fmt: skip
    picture = seen(found)
    assert [m.status for m in picture.missions] == ["reducing"]
    assert [c.kind for c in picture.contradictions] == ["firmness"]


def test_a_state_and_its_post_are_one_mission() -> None:
    """ "The United States is reducing" is the posture of its embassy, where one is named; advice stays the state's."""
    found = [told("posture", "ordered_departure", **EMBASSY),
             told("posture", "reducing", by=RIVAL, actor="United States", place="Port City", **later(1)),
             told("advisory", "leave", actor="United States", place="Port City")]  # fmt: skip
    states = seen(found, NOON + timedelta(days=2)).missions
    assert [(m.mission, m.kind, m.status) for m in states] == [
        ("US embassy Port City", "posture", "ordered_departure"), ("US embassy Port City", "posture", "reducing"),
        ("United States", "advisory", "leave")]  # fmt: skip


def test_forces_with_lead_times() -> None:
    """A force ordered in stands with its number, its lead time in hours, and as planned."""
    force = {"actor": "United States", "of": "troops", "by": PENTAGON, "firmness": "planned", "report": "briefing"}
    found = [told("force", "deploying", value=people(3000, about=True), **force),
             told("force", "deploying", value=Value(24, 48, "hours"), start=40, **force),
             told("force", "standby", value=people(3500), start=80, **force)]  # fmt: skip
    deploying, standby = seen(found).counts
    assert (deploying.low, deploying.high, deploying.lead_h, deploying.firmness) == (3000, 3000, (24, 48), "planned")
    assert len(deploying.grounds) == 2
    assert (standby.status, standby.low, standby.lead_h) == ("standby", 3500, None)
    assert deploying.now is not None
    assert deploying.now[0] < 2700.1


def test_troops_of_a_ministry_are_those_of_its_state() -> None:
    """What "the Pentagon" and "the United States" send to one place on one day is one force."""
    found = [told("force", "deploying", actor=actor, value=people(3000), report=actor, firmness="planned")
             for actor in ("Pentagon", "United States")]  # fmt: skip
    (count,) = seen(found).counts
    assert (count.whose, count.low, len(count.grounds)) == ("United States", 3000, 2)


def test_a_lead_time_without_a_number() -> None:
    """A force whose size nobody tells still has its lead time, days in hours."""
    (count,) = seen([told("force", "deploying", actor="France", value=Value(2, 3, "days"))]).counts
    assert (count.whose, count.low, count.lead_h) == ("France", None, (48, 72))


def test_a_range_from_lowest_to_highest_of_the_newest_day() -> None:
    """Numbers of the newest day span the range; those of earlier days are history."""
    found = [told("displacement", "displaced", value=people(100)),
             told("displacement", "displaced", value=people(240, 300), **later(1)),
             told("displacement", "displaced", by=RIVAL, value=people(500), **later(1))]  # fmt: skip
    (count,) = seen(found, NOON + timedelta(days=2)).counts
    assert (count.subject, count.low, count.high, count.as_of) == ("displaced", 240, 500, DAY + timedelta(days=1))


def test_old_counts_widen() -> None:
    """The older the newest count, the wider what it may be now; the number reported stays as reported."""
    staff = [told("headcount", "present", actor="US embassy Port City", of="staff", value=people(1400))]
    widths = []
    for days in (0, 7, 14, 60):
        (count,) = seen(staff, NOON + timedelta(days=days)).counts
        assert (count.low, count.high) == (1400, 1400)
        assert count.now is not None
        widths.append(count.now[1] - count.now[0])  # type: ignore[operator]
    assert widths == sorted(widths)
    (count,) = seen(staff, NOON + timedelta(days=14)).counts
    assert count.now == pytest.approx((700, 2800))


def test_estimates_are_dated_and_kept_apart() -> None:
    """Weeks and hours become days; each speaker's stands by itself; a copy of one text adds none."""
    left = {"kind": "time_left", "status": "until_fall", "place": "Port City", "firmness": "expected"}
    found = [told(**left, value=Value(30, 90, "days"), by=Speaker(org="CIA"), said=DAY - timedelta(days=2)),
             told(**left, value=Value(48, 72, "hours"), by=Speaker(role="attache"), report="a", origin="o"),
             told(**left, value=Value(48, 72, "hours"), by=Speaker(role="attache"), report="b", origin="o", at=EVENING)
             ]  # fmt: skip
    first, second = seen(found).estimates
    assert (first.low_d, first.high_d, first.made, first.speaker) == (
        30,
        90,
        DAY - timedelta(days=2),
        "CIA",
    )
    assert (second.low_d, second.high_d, len(second.grounds)) == (2, 3, 2)


def test_incidents_once_each() -> None:
    """An attack told by two agencies is one incident; one denied or feared is none."""
    found = [told("incident", "attack"), told("incident", "attack", by=RIVAL), told("incident", "shelling", "Beta",
             firmness="expected"), told("incident", "unrest", "Beta", firmness="denied")]  # fmt: skip
    (incident,) = seen(found).incidents
    assert (incident.place, incident.status, len(incident.grounds)) == ("Alpha", "attack", 2)


def test_changes_for_the_forecast() -> None:
    """Each turn once with its day and instant: captures by place, the target's airport, embassies, estimates."""
    found = [
        taken(), taken(by=RIVAL), taken("Beta", quote="the town was handed over without a fight"),
        told("access", "closed", "Port City", of="airport"),
        told("access", "suspended", "Port City", of="airport", by=RIVAL),
        told("access", "closed", "Beta", of="airport"),
        told("posture", "ordered_departure", **EMBASSY), told("posture", "suspended", by=RIVAL, **EMBASSY, **later(1)),
        told("posture", "suspended", actor="World Food Programme"),
        told("time_left", "until_fall", "Port City", value=Value(7, 10, "days"), firmness="possible"),
    ]  # fmt: skip
    changes = seen(found, NOON + timedelta(days=2)).changes
    assert [(c.event, c.place, c.place_class) for c in changes] == [
        ("airport_closed", "Port City", "airport"), ("captured", "Alpha", "provincial_capital"),
        ("embassy_ordered_departure", "Port City", "national_capital"),
        ("estimate", "Port City", "national_capital"), ("surrendered", "Beta", "town"),
        ("embassy_suspended", "Port City", "national_capital"),
    ]  # fmt: skip
    assert [c.easy for c in changes if c.place_class in ("provincial_capital", "town")] == [None, True]


def test_the_advance_begins_with_the_first_place_taken() -> None:
    """Unless the case says otherwise."""
    assert seen([taken(), taken("Beta", **later(-3))]).opened == DAY - timedelta(days=3)
    assert seen([taken()], opened=DAY - timedelta(days=40)).opened == DAY - timedelta(days=40)


def test_nothing_known_is_not_calm() -> None:
    """Without statements the picture is empty and says so."""
    picture = seen([])
    assert (picture.places, picture.statements, picture.opened) == ({}, 0, None)


def test_statements_of_the_future_are_ignored_and_counted() -> None:
    """What is published after the as-of instant does not exist yet; an undated report of a later day neither."""
    picture = seen([taken(), taken("Beta", **later(1)), taken("Gamma", day=DAY + timedelta(days=3), at=None)])
    assert list(picture.places) == ["Alpha"]
    assert picture.ignored["published later"] == 1
    assert picture.ignored["undated, of a later day"] == 1


def test_reports_without_a_date_are_kept_and_never_fresh() -> None:
    """They count, are told apart, and are as unsure as week-old news."""
    picture = seen([told("control", "threatened", at=None, day=None)])
    assert picture.ignored["undated, kept"] == 1
    assert picture.places["Alpha"].age_h == 168


def test_confidence_halves_with_the_half_life() -> None:
    """No news is not calm: a threatened place is half as sure after three days without news."""
    found = [told("control", "threatened", by=ARMY), told("control", "threatened", by=WIRE)]
    fresh, old = (seen(found, NOON + timedelta(days=d)).places["Alpha"].confidence for d in (0, 3))
    assert old == pytest.approx(fresh / 2, abs=1e-4)


def test_unplaced_places_are_counted() -> None:
    """A place nobody can put on the map stays in the picture, without a distance."""
    picture = seen([taken("Nowhere")])
    assert picture.places["Nowhere"].distance_km is None
    assert picture.ignored["places without coordinates"] == 1
