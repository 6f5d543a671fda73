"""Streams of constant rate: the published example, and every combination tried on tiny ones."""

from __future__ import annotations

import itertools
import math
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leeway.case.model import Case, Group, Moment, Place, Plan, Route, Settings
from leeway.errors import InfeasiblePlan
from leeway.movement.check import check
from leeway.movement.latest_start.on_paper import _halved, latest_start
from leeway.movement.network import Network
from leeway.movement.optimise import stream
from leeway.movement.optimise.clock import Clock
from leeway.movement.optimise.stream.margin import in_time
from leeway.movement.optimise.stream.problem import StreamProblem
from leeway.movement.optimise.stream.search import constructed
from leeway.movement.records import Schedule
from leeway.units import fixed

MINUTE = 1 / 60


def road(origin, destination, minutes, per_minute, closes=None):
    last = None if closes is None else Moment(hours=closes * MINUTE)
    return Route(
        f"{origin}-{destination}", origin, destination, "road", time_h=fixed(minutes * MINUTE), self_moving=True,
        people_per_h=per_minute * 60.0, constant_rate=True, closes=last,
    )  # fmt: skip


def case(people: dict[str, int], roads: list[Route]) -> Case:
    names = {place for r in roads for place in (r.origin, r.destination)}
    places = {name: Place(name, "safe_haven" if name == "out" else "site") for name in sorted(names | set(people))}
    groups = {site: Group(site, site, n, n, n) for site, n in people.items()}
    plan = Plan(places, {r.id: r for r in roads}, {}, {}, {}, {}, {}, {}, {})
    start = datetime(2026, 1, 1, tzinfo=UTC)
    return Case(Path(), "", (), start, None, "UTC", Settings(horizon_h=3.0), groups, plan)


def td() -> Case:
    """ "Exemple du TD", ferryjul/Metaheuristique 57470273, after Artigues et al. 2018 (hal-01814063)."""
    roads = [("1", "4", 7, 8), ("2", "4", 4, 5), ("3", "5", 6, 3), ("4", "5", 9, 10), ("5", "out", 12, 11)]
    return case({"1": 48, "2": 30, "3": 33}, [road(*each) for each in roads])


def solved(built: Case) -> Schedule:
    return stream.solve(Network(built), Clock(20.0))


def test_published_example_is_36():
    """The optimum of 36 (published: at least 34, local search 37), proved, and a plan the checker accepts."""
    schedule = solved(td())
    assert schedule.objective.completion_h == pytest.approx(36 * MINUTE)
    assert schedule.proved == (True, True, True)
    assert check(td(), schedule) == ()


def test_margin_before_a_closing():
    """One stream of 10 people, 5 a minute, enters the second road until minute 4: a closing at 9 leaves 5 minutes,
    although the deadline of the last exit would leave more."""
    built = case({"a": 10}, [road("a", "b", 3, 5), road("b", "out", 10, 5, closes=9)])
    margin = stream.largest_margin(Network(built), Clock(5.0))
    assert margin.margin_h == pytest.approx(5 * MINUTE)
    assert margin.bound_h == pytest.approx(5 * MINUTE)


def test_latest_start_agrees_with_margin():
    """The last start is the largest margin, by itself and by halving whole schedules, where roads close at fixed
    instants: the closings here leave the published example less than either deadline minus last exit would."""
    built = td()
    closings = {"4-5": 45, "5-out": 60, "3-5": 30}
    routes = {
        key: replace(r, closes=Moment(at=built.start + timedelta(minutes=closings[key])) if key in closings else None)
        for key, r in built.plan.routes.items()
    }
    built = replace(built, plan=replace(built.plan, routes=routes))
    margin = stream.largest_margin(Network(built), Clock(20.0))
    assert margin.margin_h == pytest.approx(margin.bound_h)
    found = latest_start(built, lambda *_: pytest.fail("no schedule is needed"))
    assert found.delay_h == pytest.approx(margin.margin_h)
    assert found.proved
    assert found.schedule.left == ()
    assert check(built, found.schedule) == ()

    def solve(_: Case, start: datetime) -> Schedule:
        return stream.solve(Network(built, start), Clock(20.0))

    halved = _halved(built, solve, math.inf, built.settings.horizon_h, solve(built, built.start))
    assert halved.delay_h == pytest.approx(margin.margin_h)


def test_a_deadline_that_binds_more_than_the_closings():
    """Ten people, 5 a minute, over 3 minutes, last on the road in minute 2: a closing at 20 leaves 19 minutes, a
    deadline of 10 minutes only 5."""
    built = case({"a": 10}, [road("a", "out", 3, 5)])
    closes = Moment(at=built.start + timedelta(minutes=20))
    routes = {key: replace(r, closes=closes) for key, r in built.plan.routes.items()}
    built = replace(built, plan=replace(built.plan, routes=routes))

    def solve(_: Case, start: datetime) -> Schedule:
        return stream.solve(Network(built, start), Clock(20.0))

    assert latest_start(built, solve).delay_h == pytest.approx(19 * MINUTE)
    assert latest_start(built, solve, Moment(hours=10 * MINUTE)).delay_h == pytest.approx(5 * MINUTE)


def test_tight_packing_of_a_shared_road():
    """Six groups fill one road without a gap: the least last exit is people / capacity plus the way, reached and
    proved although streams may not pause."""
    people = {f"g{k}": n for k, n in enumerate((24, 36, 18, 30, 12, 60))}
    schedule = solved(case(people, [*(road(g, "m", 2, 6) for g in people), road("m", "out", 3, 6)]))
    assert schedule.objective.completion_h == pytest.approx((2 + 3 + 30) * MINUTE)
    assert schedule.proved[:2] == (True, True)


def test_no_margin_where_a_closing_cannot_be_met():
    """When even an immediate start meets a closed road, the message says so; without closings any start will do."""
    with pytest.raises(InfeasiblePlan):
        stream.largest_margin(Network(case({"a": 10}, [road("a", "out", 3, 1, closes=4)])), Clock(5.0))
    assert stream.largest_margin(Network(td()), Clock(5.0)).margin_h == math.inf


def test_group_whose_road_closes_is_left_whole():
    """A stream cannot be cut: who cannot all enter before the closing stays, with the reason."""
    schedule = solved(case({"a": 10, "b": 3}, [road("a", "out", 3, 1, closes=4), road("b", "out", 2, 1)]))
    assert [(left.group, left.people) for left in schedule.left] == [("a", 10)]
    assert schedule.objective.completion_h == pytest.approx(5 * MINUTE)


@st.composite
def tiny(draw):
    """Two or three groups that share one or two roads, some of which close."""
    first, second = draw(st.integers(1, 3)), draw(st.integers(2, 4))
    closes = st.none() | st.integers(4, 9)
    roads = [road("a", "m", draw(st.integers(0, 2)), first), road("b", "m", draw(st.integers(0, 2)), 2)]
    roads.append(road("m", "out", 1, second, draw(closes)))
    people = {"a": draw(st.integers(1, 4)), "b": draw(st.integers(1, 4))}
    if draw(st.booleans()):
        roads.append(road("c", "m", 1, 1))
        people["c"] = draw(st.integers(1, 2))
    return case(people, roads)


def exhaustive(built: Case) -> tuple[float, float, float]:
    """(people left, last exit, sum of exits) in minutes, over all rates and starts up to minute 9."""
    plans = []
    for group in built.groups.values():
        way, at = [], group.site
        while at != "out":
            leg = next(r for r in built.plan.routes.values() if r.origin == at)
            way.append(leg)
            at = leg.destination
        choices: list[list[tuple[str, int, int]] | None] = [None]
        for rate in range(1, group.likely + 1):
            for begin in range(10):
                uses, offset = [], 0
                for leg in way:
                    uses += [(leg.id, begin + offset + k, rate) for k in range(-(-group.likely // rate))]
                    offset += round(leg.time_h.low / MINUTE)
                choices.append(uses)
        plans.append((group, offset, choices))
    best = (math.inf, math.inf, math.inf)
    for combined in itertools.product(*(choices for _, _, choices in plans)):
        used: dict[tuple[str, int], int] = {}
        left, last, total, fine = 0.0, 0.0, 0.0, True
        for (group, offset, _), uses in zip(plans, combined, strict=True):
            if uses is None:
                left += group.likely
                continue
            begin, rate, ticks = uses[0][1], uses[0][2], -(-group.likely // uses[0][2])
            for leg, tick, many in uses:
                used[leg, tick] = used.get((leg, tick), 0) + many
                limit = built.plan.routes[leg]
                late = limit.closes is not None and tick > round(limit.closes.hours / MINUTE)
                fine &= not late and used[leg, tick] <= round(limit.people_per_h / 60)
            if not fine:
                break
            last = max(last, begin + ticks + offset)
            total += sum(begin + k // rate + offset + 1 for k in range(group.likely))
        if fine:
            best = min(best, (left, last, total))
    return best


@settings(max_examples=15, deadline=None)
@given(tiny())
def test_tiny_plans_match_exhaustion(built):
    """People left are the fewest; the last exit, and the mean where the search says it is proved, are the least."""
    schedule = solved(built)
    left, last, total = exhaustive(built)
    assert schedule.objective.left_weighted == left
    assert schedule.objective.completion_h == pytest.approx(last * MINUTE)
    assert schedule.bound.left_weighted <= left + 1e-6
    out = sum(g.likely for g in built.groups.values()) - left
    if schedule.proved[2] and out:
        assert schedule.objective.mean_exit_h == pytest.approx(total / out * MINUTE)
    assert check(built, schedule) == ()


def test_nobody_is_left_where_the_first_plans_leave_somebody():
    """Eight groups of random sizes must fill one road without a gap but one before it closes: plans made group by group
    leave 31 people, the repair of one that heeds no closing leaves nobody."""
    rng = np.random.default_rng(1)
    people = {f"g{k}": int(rng.integers(6, 60)) for k in range(8)}
    ways = {group: int(rng.integers(0, 12)) for group in people}
    closes = min(ways.values()) + -(-sum(people.values()) // 7)
    built = case(people, [*(road(g, "m", ways[g], 7) for g in people), road("m", "out", 3, 7, closes)])
    problem = StreamProblem(Network(built))
    assert constructed(problem, np.random.default_rng(1), 10, 0.0)[1].left > 0
    plan = in_time(problem.flows.network, problem, np.random.default_rng(1), Clock(120.0))
    assert plan is not None
    assert problem.value(plan).left == 0
