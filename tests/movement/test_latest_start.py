"""The last start: the published island rescue, closings with a known answer, and files of closing draws."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from leeway.case.model import Case, Fleet, Group, Moment, Place, Plan, Route, Settings
from leeway.errors import InfeasiblePlan, InputError, LeewayError
from leeway.movement.latest_start.closings import closable, read_closings
from leeway.movement.latest_start.on_paper import clock_bound, latest_start
from leeway.movement.latest_start.safe import safe_starts
from leeway.movement.schedule import schedule
from leeway.movement.simulate import simulate
from leeway.units import Distribution, fixed

START = datetime(1997, 6, 1, 6, tzinfo=UTC)
MINUTE = 1 / 60


def case(groups, places, routes, fleets=(), **settings) -> Case:
    def by_id(records):
        return {record.id: record for record in records}

    plan = Plan(by_id(places), by_id(routes), by_id(fleets), {}, {}, {}, {}, {}, {})
    return Case(Path(), "", (), START, None, "UTC", Settings(**settings), by_id(groups), plan)


def pacifica(cycle: Distribution) -> Case:
    """Island rescue, Pacifica (O-Plan, AIAI Edinburgh): two vehicles of 20, each `cycle` one city out and back."""
    people = {"abyss": 100, "barnacle": 50, "calypso": 20}
    groups = [Group(city, city, n, n, n) for city, n in people.items()]
    places = [Place(city, "site") for city in people] + [Place("delta", "safe_haven")]
    routes = [Route(f"{city}-delta", city, "delta", "road", cycle_h=cycle) for city in people]
    return case(groups, places, routes, [Fleet("gt", "road", 2, 20, starts=(("delta", 2),))], replications=400)


def solve(built: Case, start: datetime):
    return schedule(built, start=start, time_limit_s=10)


def walkers(**route) -> Case:
    """Ten people, one way of an hour, two a minute."""
    places = [Place("a", "site"), Place("z", "safe_haven")]
    way = Route("a-z", "a", "z", "foot", time_h=fixed(1.0), self_moving=True, people_per_h=120.0, exit="pass", **route)
    return case([Group("g", "a", 10, 10, 10)], places, [way], horizon_h=48.0)


def test_pacifica_deadlines():
    """Published: 72 h leaves until 57:00 h, 15 h leaves nothing, and 10 h cannot be met."""
    built = pacifica(fixed(3.0))
    assert latest_start(built, solve, Moment(hours=72.0)).delay_h == pytest.approx(57.0, abs=1e-9)
    assert latest_start(built, solve, Moment(hours=15.0)).delay_h == pytest.approx(0.0, abs=1e-9)
    with pytest.raises(InfeasiblePlan) as refused:
        latest_start(built, solve, Moment(hours=10.0))
    assert "15 h" in refused.value.rule
    assert "5 h later" in refused.value.remedy


def test_pacifica_with_random_trips():
    """Trips of 3 to 4 h: the safe start at 95 % for 72 h is 53.9 h, not the planned 57."""
    safe = safe_starts(pacifica(Distribution("uniform", (3.0, 4.0))), simulate, deadline=Moment(hours=72.0), seed=3)
    everybody = safe.rows[0]
    assert everybody.kind == "all"
    assert everybody.delays_h[2] == pytest.approx(53.9, abs=0.2)
    assert everybody.delays_h[0] > everybody.delays_h[1] > everybody.delays_h[2]
    assert {row.name for row in safe.rows if row.kind == "group"} == {"abyss", "barnacle", "calypso"}


def test_fixed_closing_does_not_move_with_the_start():
    """A road closed for entry at a fixed instant: the last of ten enters four minutes after the start, so the last
    start is four minutes before the closing, deadline or none; the same closing counted from the start never binds."""
    closing = walkers(closes=Moment(at=START + timedelta(hours=5)))
    assert clock_bound(closing) == ("a-z",)
    found = latest_start(closing, solve)
    assert found.delay_h == pytest.approx(5 - 4 * MINUTE)
    assert found.proved
    assert latest_start(walkers(closes=Moment(hours=5.0)), solve, Moment(hours=20.0)).delay_h == pytest.approx(
        20 - 1 - 4 * MINUTE
    )


def test_nothing_to_be_late_for():
    """Without deadline and closing there is no last start, and a deadline before the start is refused."""
    with pytest.raises(LeewayError, match="too late"):
        latest_start(walkers(), solve)
    with pytest.raises(LeewayError, match="before the start"):
        latest_start(walkers(), solve, Moment(at=START - timedelta(hours=1)))


def test_people_who_cannot_leave_are_named():
    """If somebody is left even with an immediate start, the message names the group."""
    with pytest.raises(InfeasiblePlan, match="8 of g"):
        latest_start(walkers(closes=Moment(at=START)), solve, Moment(hours=20.0))


def test_safe_start_before_random_closings():
    """Closings at 1, 2, ... 100 h: everybody has entered 4 minutes after the start, so at confidence c the last safe
    start is just before the (1 - c) share of the closings; group, exit and all agree, there being one of each."""
    draws = np.arange(1.0, 101.0)
    safe = safe_starts(walkers(), simulate, closings={"pass": draws}, confidences=(0.5, 0.8, 0.95), resolution_h=0.05)
    for row in safe.rows:
        assert row.chance_now == 1.0
        for delay_h, last in zip(row.delays_h, (51.0, 21.0, 6.0), strict=True):
            assert last - 0.25 <= delay_h <= last
    assert {row.kind for row in safe.rows} == {"all", "group", "exit"}


def test_dire_and_never_closing():
    """A road already closed in half of the futures has no safe start at 80 %; one that never closes in most of them is
    safe at any start at 50 %."""
    draws = np.array([0.0] * 5 + [math.inf] * 5)
    dire = safe_starts(walkers(), simulate, closings={"a-z": draws}, confidences=(0.8,))
    assert {row.delays_h for row in dire.rows} == {(None,)}
    calm = safe_starts(walkers(), simulate, closings={"a-z": np.array([3.0, *[math.inf] * 9])}, confidences=(0.5,))
    assert {row.delays_h for row in calm.rows} == {(math.inf,)}


def test_closings_that_differ_by_exit():
    """Two groups, each with its own road: the last start of each is that of its road, all together the earlier."""
    places = [Place("a", "site"), Place("b", "site"), Place("z", "safe_haven")]
    routes = [
        Route(f"{o}-z", o, "z", "foot", time_h=fixed(0.5), self_moving=True, exit=f"road {o}") for o in ("a", "b")
    ]
    built = case([Group("ga", "a", 5, 5, 5), Group("gb", "b", 5, 5, 5)], places, routes, horizon_h=48.0)
    closings = {"road a": np.full(20, 10.0), "road b": np.full(20, 30.0)}
    safe = safe_starts(built, simulate, closings=closings, confidences=(0.95,), resolution_h=0.1)
    last = {(row.kind, row.name): row.delays_h[0] for row in safe.rows}
    for target in (("all", ""), ("group", "ga"), ("exit", "road a")):
        assert 9.8 <= last[target] <= 10.0
    for target in (("group", "gb"), ("exit", "road b")):
        assert 29.8 <= last[target] <= 30.0


@pytest.mark.parametrize("closings", [{}, {"delta": np.full(200, math.inf)}], ids=["exact", "by trials"])
def test_an_exit_fails_with_the_group_that_would_have_used_it(closings):
    """Ten hours are too few for Pacifica's last two towns: nobody comes out by their roads at all before the deadline,
    and that does not make these exits safe. One exit a group: the rows of both agree."""
    built = pacifica(Distribution("uniform", (3.0, 4.0)))
    safe = safe_starts(built, simulate, deadline=Moment(hours=10.0), closings=closings, replications=200)
    rows = {(row.kind, row.name): row for row in safe.rows}
    for name in built.groups:
        group, gate = rows["group", name], rows["exit", name]
        assert (group.chance_now, group.delays_h) == (gate.chance_now, gate.delays_h)
    assert rows["exit", "barnacle"].delays_h == (None, None, None)


def test_read_closings(tmp_path):
    """Names become columns, inf is never; a byte order mark and semicolons do no harm."""
    (tmp_path / "c.csv").write_bytes("\ufeffpass;a-z\r\n12.5;inf\r\n3;-1\r\n".encode())
    draws = read_closings(tmp_path / "c.csv", closable(walkers().plan))
    assert {name: values.tolist() for name, values in draws.items()} == {"pass": [12.5, 3.0], "a-z": [math.inf, -1.0]}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("pas\n1\n", ["row 1, column 1", "Did you mean 'pass'?"]),
        ("pass,pass\n1,2\n", ["each name once"]),
        ("pass\n\n", ["at least one row"]),
        ("pass,a-z\n1\n", ["row 2", "1 cells"]),
        ("pass,a-z\n1,soon\nnan,2\n", ["row 2", "'soon'", "row 3", "'nan'"]),
        ("", ["not empty"]),
    ],
)
def test_bad_closings_files(tmp_path, text, expected):
    """Every mistake is told with its row, column and value."""
    (tmp_path / "c.csv").write_text(text)
    with pytest.raises(InputError) as refused:
        read_closings(tmp_path / "c.csv", closable(walkers().plan))
    for words in expected:
        assert words in str(refused.value)


def test_missing_closings_file(tmp_path):
    """A file that is not there is an input error, not a traceback."""
    with pytest.raises(InputError, match=r"c\.csv"):
        read_closings(tmp_path / "c.csv")


def test_later_start_with_less_time_left_is_not_safer():
    """Chances fall as the deadline draws nearer: a later deadline never makes the last safe start earlier."""
    built = replace(pacifica(Distribution("uniform", (3.0, 4.0))))
    near, far = (safe_starts(built, simulate, deadline=Moment(hours=h), seed=1).rows[0].delays_h for h in (20.0, 40.0))
    assert all(b == pytest.approx(a + 20.0) for a, b in zip(near, far, strict=True))
