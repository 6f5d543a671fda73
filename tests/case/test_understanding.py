"""What `check` tells about a case, by hand on a small one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from small_case import PEOPLE, PLAN, swapped, write_case

from leeway.case import load_case
from leeway.case.understanding import Understanding, understand


def understood(path: Path, **texts: str) -> Understanding:
    """Load the small case with these texts and sum it up."""
    return understand(load_case(write_case(path, **texts)))  # type: ignore[arg-type]


def test_totals(tmp_path: Path) -> None:
    """Low, likely and high add up by class and by site."""
    u = understood(tmp_path)
    assert (u.total.groups, u.total.low, u.total.likely, u.total.high) == (2, 110, 120, 140)
    assert [(row.name, row.likely) for row in u.by_category] == [("citizens", 100), ("staff", 20)]
    assert [(row.name, row.high) for row in u.by_site] == [("town", 140)]


def test_seats_a_day(tmp_path: Path) -> None:
    """Vehicles times room times 24 h over the round: 4 x 50 x 24 / 1.5 and 1 x 200 x 24 / 7."""
    legs = {leg.route: leg for leg in understood(tmp_path).legs}
    assert legs["town-port"].round_h == pytest.approx(1.5)
    assert legs["town-port"].seats_a_day == pytest.approx(3200)
    assert legs["crossing"].seats_a_day == pytest.approx(200 * 24 / 7)


def test_handling_overload_and_availability_count(tmp_path: Path) -> None:
    """Loading, per person too, lengthens the round; overload and availability change the room."""
    more = 'starts = "port"\noverload = 1.5\navailability = 0.4\nload = "30 min"\nunload_per_person = "6 s"'
    plan = swapped(swapped(PLAN, 'starts = "port"', more), "count = 1", "count = 5")
    ferry = next(leg for leg in understood(tmp_path, plan=plan).legs if leg.by == "ferry")
    assert ferry.vehicles == 2
    assert ferry.round_h == pytest.approx(7 + 0.5 + 0.5)
    assert ferry.seats_a_day == pytest.approx(2 * 300 * 24 / 8)


def test_one_way_without_return_is_one_trip(tmp_path: Path) -> None:
    """A vehicle that cannot come back carries its seats once."""
    plan = swapped(PLAN, 'to = "haven"', 'to = "haven"\none_way = true')
    ferry = next(leg for leg in understood(tmp_path, plan=plan).legs if leg.by == "ferry")
    assert (ferry.round_h, ferry.seats_a_day) == (None, 200)


def test_rounds_and_services(tmp_path: Path) -> None:
    """A round counts as it is given; a timetable counts its seats a day between first and last departure."""
    plan = swapped(PLAN, 'distance = "30 km"', 'cycle = "2 h"').replace('starts = "town"', 'starts = "port"')
    plan += '\n[[service]]\nid = "liner"\nroute = "crossing"\nseats = 10\n'
    plan += 'first = "0 h"\nevery = "12 h"\nlast = "48 h"\n'
    legs = {leg.by: leg for leg in understood(tmp_path, plan=plan).legs}
    assert legs["bus"].seats_a_day == pytest.approx(4 * 50 * 12)
    assert (legs["liner"].vehicles, legs["liner"].seats_a_day) == (5, 20)


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ('mode = "road"\ndistance', 'mode = "rail"\ndistance', "no fleet or service can use"),
        ('from = "town"', 'from = "haven"', "no route for people leaves town"),
    ],
)
def test_unreachable_groups_are_named(tmp_path: Path, old: str, new: str, why: str) -> None:
    """Groups nobody can fetch are named with the reason."""
    u = understood(tmp_path, plan=swapped(PLAN, old, new))
    assert [(group, likely) for group, likely, _ in u.unreachable] == [("families", 100), ("staff", 20)]
    assert why in u.unreachable[0][2]


def test_unused_things_are_named(tmp_path: Path) -> None:
    """A fleet on the wrong shore, a lonely place, a desk nobody comes to, stocks, pools and forces nobody names."""
    plan = PLAN + (
        '\n[[place]]\nid = "isle"\nkind = "staging_base"\n'
        '[[place]]\nid = "moon"\nkind = "site"\n'
        '[[fleet]]\nid = "lorry"\nmode = "road"\ncount = 1\nseats = 9\nspeed = "9 km/h"\nstarts = "isle"\n'
        '[[route]]\nfrom = "haven"\nto = "moon"\nmode = "rail"\ntime = "1 h"\n'
        '[[station]]\nid = "desk"\nplace = "isle"\nservers = 1\nservice = "1 min"\n'
        '[[fuel_stock]]\nid = "diesel"\namount = 5\n'
        '[[escort_pool]]\nid = "police"\ncount = 1\n'
        '[[security_force]]\nid = "guard"\nlead = "1 h"\n'
    )
    unused = {(thing.kind, thing.id) for thing in understood(tmp_path, plan=plan).unused}
    assert unused == {("fleet", "lorry"), ("place", "moon"), ("route", "haven-moon"), ("station", "desk"),
                      ("fuel_stock", "diesel"), ("escort_pool", "police"), ("security_force", "guard")}  # fmt: skip


def test_sound_case_has_nothing_unused(tmp_path: Path) -> None:
    """The small case uses all it has, and its summary is plain JSON."""
    u = understood(tmp_path, people=PEOPLE)
    assert (u.unused, u.unreachable) == ((), ())
    assert json.loads(json.dumps(u.as_json()))["total"]["likely"] == 120


@pytest.mark.parametrize(
    ("added", "kind", "why"),
    [
        ("closes = 2029-12-31T00:00:00Z", "route", "it closes before the start"),
        ('hours = "2029-01-01T00:00Z/2029-02-01T00:00Z"', "route", "its hours never come"),
    ],
)
def test_what_is_shut_is_named(tmp_path: Path, added: str, kind: str, why: str) -> None:
    """Hours or closings that lie wholly before the start are told, since they are mostly a wrong year."""
    u = understood(tmp_path, plan=swapped(PLAN, 'to = "haven"', f'to = "haven"\n{added}'))
    assert [(thing.kind, thing.id) for thing in u.unused if why in thing.why] == [(kind, "crossing")]


def test_service_in_the_past_carries_nobody(tmp_path: Path) -> None:
    """A timetable of the wrong year is unused, and gets nobody out."""
    plan = swapped(PLAN, 'starts = "port"', 'starts = "haven"\nplaces = ["haven"]')
    plan += '\n[[service]]\nid = "liner"\nroute = "crossing"\nseats = 10\ndepartures = [2029-01-01T00:00:00Z]\n'
    u = understood(tmp_path, plan=plan)
    assert ("service", "liner") in {(thing.kind, thing.id) for thing in u.unused}
    assert len(u.unreachable) == 2
