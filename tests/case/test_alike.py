"""Groups that are alike put together: nothing is lost, and chance is told as if each had been moved by itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from leeway.case.alike import one_by_one, together
from leeway.case.model import Arrival, Case, ClosureTask, Fleet, Group, Place, Plan, Route, Settings, Station
from leeway.movement.schedule import schedule
from leeway.movement.simulate import simulate
from leeway.units import Distribution, fixed

SPREAD = Distribution("triangular", (0.0, 1.0, 4.0))


def households(*counts: int, **more: object) -> list[Group]:
    """Groups of one town that differ by their counts alone."""
    return [Group(f"h{k}", "town", n, n, n, **more) for k, n in enumerate(counts)]  # type: ignore[arg-type]


def case_of(groups: list[Group], tasks: dict[str, ClosureTask] | None = None) -> Case:
    """A town, a desk at the port with chance in it, one boat."""
    places = {p.id: p for p in (Place("town", "site"), Place("port", "control_centre"), Place("haven", "safe_haven"))}
    routes = {
        "walk": Route("walk", "town", "port", "foot", time_h=fixed(0.5), self_moving=True),
        "sea": Route("sea", "port", "haven", "sea", time_h=Distribution("uniform", (1.0, 2.0))),
    }
    desk = Station("desk", "port", 2, {"full": Distribution("exponential", (0.1,))})
    boat = Fleet("boat", "sea", 1, 8, starts=(("port", 1),))
    plan = Plan(places, routes, {"boat": boat}, {}, {}, {"desk": desk}, {}, tasks or {}, {})
    settings = Settings(horizon_h=20.0, replications=400, time_limit_s=1.0)
    start = datetime(2026, 3, 1, 6, tzinfo=UTC)
    return Case(Path(), "a port", (), start, None, "UTC", settings, {g.id: g for g in groups}, plan)


def test_alike_groups_become_one_and_each_is_named_once() -> None:
    """People and own means add up as each group rounds them; sizes are counted; ids keep their order."""
    found = together(case_of(households(3, 5, 3, 8, show_up=fixed(0.8), self_evacuating=0.25)))
    (one,) = found.case.groups.values()
    assert one.id == "h0 and 3 like it"
    assert found.members == {one.id: ("h0", "h1", "h2", "h3")}
    assert found.people_likely == 19
    # 3 * 0.8 = 2.4, 5 * 0.8 = 4, 8 * 0.8 = 6.4; a quarter of each: 0.5 (to even: 0), 1, 1.5 (to even: 2)
    assert one.likely == one.low == one.high == 2 + 4 + 2 + 6
    assert [(m.people, m.own_means, m.groups) for m in one.members] == [(2, 0, 2), (4, 1, 1), (6, 2, 1)]
    assert round(one.likely * one.self_evacuating) == 3


@pytest.mark.parametrize(
    "change",
    [
        {"site": "port"}, {"category": "staff"}, {"priority": 2}, {"weight": 3.0}, {"mobilization_h": SPREAD},
        {"room": 2.0}, {"low": 3}, {"show_up": Distribution("uniform", (0.5, 1.0))}, {"party_size": 2.0},
        {"arrival": Arrival("rate", 10.0)},
    ],
)  # fmt: skip
def test_what_differs_in_anything_that_matters_stays_by_itself(change: dict[str, object]) -> None:
    """One of three groups with another site, class, priority, weight, readiness, room, party, or an unknown count."""
    groups = households(4, 4, 4)
    groups[1] = replace(groups[1], **change)  # type: ignore[arg-type]
    assert list(together(case_of(groups)).members.values()) == [("h0", "h2"), ("h1",)]


def test_parties_of_unequal_size_and_groups_with_tasks_stay_by_themselves() -> None:
    """Five people in parties of two on average are a two and a three: which is whose would matter."""
    assert len(together(case_of(households(5, 5, party_size=2.5))).case.groups) == 2
    assert len(together(case_of(households(6, 4, 6, party_size=2.0))).case.groups) == 1
    tasks = {"shred": ClosureTask("shred", "h1", fixed(1.0))}
    assert list(together(case_of(households(4, 4, 4), tasks)).members.values()) == [("h0", "h2"), ("h1",)]


def test_a_schedule_without_chance_is_the_same() -> None:
    """Ten households or one group of twenty: the same last and mean exit, nobody left."""
    case = case_of(households(*[2] * 10))
    apart, joined = schedule(case), schedule(together(case).case)
    assert joined.objective == pytest.approx(apart.objective)
    assert sum(n for m in joined.moves if m.route == "sea" for _, n in m.people) == 20


def test_each_household_has_the_times_it_would_have_had_by_itself() -> None:
    """Over 400 futures, what one member of each size is told agrees with all households of that size moved one by one:
    the distributions of T50, T90 and T100 within the error of sampling, people conserved in every future."""
    case = case_of(households(*[1, 3] * 6, mobilization_h=SPREAD))
    apart, joined = simulate(case), simulate(together(case).case, seed=2)
    assert joined.members == ((0, 1, 6), (0, 3, 6))
    assert np.all(joined.people == 24)
    assert np.all(joined.out + joined.left + joined.rejected == joined.people)
    assert joined.t100_h[:, -1].mean() == pytest.approx(apart.t100_h[:, -1].mean(), abs=0.15)
    for q, size in enumerate((1, 3)):
        columns = [g for g in range(12) if case.groups[apart.groups[g]].likely == size]
        for of_one, of_all in (
            (joined.member_t50_h, apart.t50_h),
            (joined.member_t90_h, apart.t90_h),
            (joined.member_t100_h, apart.t100_h),
        ):
            assert of_one is not None
            for share in (0.25, 0.5, 0.75):
                expected = np.quantile(of_all[:, columns], share)
                assert np.quantile(of_one[:, q], share) == pytest.approx(expected, abs=0.45)


def test_one_by_one_changes_nothing() -> None:
    """Small files keep their groups, each standing for itself."""
    case = case_of(households(2, 2))
    found = one_by_one(case)
    assert found.case is case
    assert found.members == {"h0": ("h0",), "h1": ("h1",)}
    assert simulate(case, replications=5).members == ()
