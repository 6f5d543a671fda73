"""Each rule of the checker, broken once: by a changed record or by a plan that allows less than the schedule uses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from check_case import TICK, rich_case, rich_schedule, until

from leeway.case.model import Berth, Case, Moment, Shift, Slots
from leeway.movement import check as checker
from leeway.movement.check import RULES, check
from leeway.movement.records import Left, Objective, Schedule, TaskRun
from leeway.units import fixed

Broken = tuple[Case, Schedule]


def test_hand_written_schedule_keeps_every_rule() -> None:
    """A correct schedule that uses every part of the plan language gives no complaint."""
    assert check(rich_case(), rich_schedule()) == ()


def move(which: str, trip: int, loaded: bool, /, **changes: Any) -> Callable[[], Broken]:
    """The schedule with one move changed."""

    def broken() -> Broken:
        schedule = rich_schedule()
        moves = list(schedule.moves)
        k = next(k for k, m in enumerate(moves) if (m.vehicle, m.trip, bool(m.people)) == (which, trip, loaded))
        moves[k] = moves[k]._replace(**changes)
        return rich_case(), replace(schedule, moves=tuple(moves))

    return broken


def walk(k: int, /, **changes: Any) -> Callable[[], Broken]:
    """The schedule with walk number k changed."""

    def broken() -> Broken:
        schedule = rich_schedule()
        walks = [w._replace(**changes) if j == k else w for j, w in enumerate(schedule.walks)]
        return rich_case(), replace(schedule, walks=tuple(walks))

    return broken


def service(k: int, /, **changes: Any) -> Callable[[], Broken]:
    """The schedule with processing number k changed."""

    def broken() -> Broken:
        schedule = rich_schedule()
        works = [w._replace(**changes) if j == k else w for j, w in enumerate(schedule.processings)]
        return rich_case(), replace(schedule, processings=tuple(works))

    return broken


def schedule(**changes: Any) -> Callable[[], Broken]:
    """The schedule with other fields."""
    return lambda: (rich_case(), replace(rich_schedule(), **changes))


def plan(table: str, name: str, /, **changes: Any) -> Callable[[], Broken]:
    """The plan with one record changed, the schedule as it was."""

    def broken() -> Broken:
        case = rich_case()
        records = dict(getattr(case.plan, table))
        records[name] = replace(records[name], **changes)
        return replace(case, plan=replace(case.plan, **{table: records})), rich_schedule()

    return broken


def group(name: str, /, **changes: Any) -> Callable[[], Broken]:
    """The case with one group changed, the schedule as it was."""

    def broken() -> Broken:
        case = rich_case()
        return replace(case, groups={**case.groups, name: replace(case.groups[name], **changes)}), rich_schedule()

    return broken


def stops_at(hours: float) -> Callable[[], Broken]:
    """The case with a shorter horizon."""

    def broken() -> Broken:
        case = rich_case()
        return replace(case, settings=replace(case.settings, horizon_h=hours)), rich_schedule()

    return broken


BROKEN: dict[str, tuple[Callable[[], Broken], tuple[str, ...]]] = {
    # names and numbers
    "unknown vehicle": (move("boat/1", 1, True, vehicle="boat/2"), ("Vehicle boat/2", "no such vehicle")),
    "unknown route": (move("boat/1", 1, True, route="canal"), ("boat/1", "canal", "no such route")),
    "unknown group": (move("boat/1", 1, True, people=(("z", 12),)), ("boat/1", "no group z")),
    "wrong ends": (move("boat/1", 1, True, origin="post"), ("boat/1", "post-abroad", "port-abroad")),
    "no such departure": (move("charter/1", 1, True, vehicle="charter/3"), ("charter/3", "1 to 2", "not 3")),
    "time not a number": (walk(0, arrive_h=float("nan")), ("Walk of group a", "path", "not a finite number")),
    "before the start": (service(0, start_h=-0.1), ("screening", "-0.1 h", "before the start")),
    "backwards in time": (move("boat/1", 1, True, arrive_h=3.0), ("boat/1", "3 h", "3.8 h")),
    "nobody aboard counts": (move("charter/1", 1, True, people=(("b", 0),)), ("charter/1", "0 people", "group b")),
    # people
    "somebody lost": (schedule(left=(Left("c", "far", 4, ""),)), ("Group c", "far", "5 people remain", "4 are")),
    "somebody doubled": (group("e", likely=7, high=8, low=7), ("Group e", "clearing", "-1 people remain")),
    "left where nobody is": (
        schedule(left=(Left("c", "far", 5, ""), Left("a", "port", 1, ""))), ("Group a", "port", "0 people", "1 are")),
    "own means": (schedule(own_means={}), ("Group b", "0 people leave by own means", "planned are 1")),
    "not ready": (group("a", mobilization_h=fixed(1.2)), ("Group a", "village", "12 people", "only 0")),
    "not arrived": (walk(0, depart_h=165 * TICK), ("Group a", "post", "2.75 h", "only 0", "tags")),
    "station skipped": (
        lambda: (rich_case(), replace(rich_schedule(), processings=tuple(
            p for p in rich_schedule().processings if p.group != "b"))),
        ("Group b", "post", "only 0", "done at station screening")),
    "stations out of order": (service(2, start_h=2.5), ("Group a", "tags", "2.5 h", "only 0", "screening")),
    "split families": (group("a", party_size=4.0), ("bus/1", "6 people", "group a", "parties of 4")),
    "after the horizon": (stops_at(6.5), ("Group b", "3 people", "abroad", "7 h", "6.5 h")),
    # vehicles
    "start place": (plan("fleets", "boat", starts=(("port", 1),)), ("boat/1", "begins at abroad", "starts at port")),
    "lead time": (plan("fleets", "bus", available_h=fixed(0.75)), ("bus/1", "0.6 h", "0.75 h")),
    "not turned up": (plan("fleets", "bus", availability=0.5), ("bus/2", "no such vehicle")),
    "jump": (move("bus/1", 2, False, backwards=False, origin="village", destination="post"),
             ("bus/1", "leaves village", "came to post")),
    "two at a time": (move("bus/1", 1, True, unload_end_h=2.6), ("bus/1", "2.56 h", "busy over road until 2.6 h")),
    "trip numbers": (move("bus/1", 2, True, trip=4), ("bus/1", "trip 2 is followed by trip 4")),
    "people on an empty route": (
        move("bus/1", 1, False, people=(("a", 1),)), ("bus/1", "approach", "empty vehicles only")),
    "one way": (move("bus/1", 1, False, backwards=True, origin="village", destination="depot"),
                ("bus/1", "approach", "one-way")),
    "people the wrong way": (move("bus/1", 2, False, people=(("a", 1),)), ("bus/1", "road", "against the direction")),
    "wrong mode": (plan("routes", "hop", mode="rail"), ("helicopter/1", "hop", "rail", "air")),
    "route not the fleet's": (plan("fleets", "bus", routes=("road",)), ("bus/1", "approach", "only routes road")),
    "place not the fleet's": (plan("fleets", "boat", places=("port",)), ("boat/1", "abroad", "does not admit")),
    "too fast": (plan("routes", "road", time_h=fixed(1.1)), ("bus/1", "road", "the way takes 1 h", "1.1 h")),
    "too fast by speed": (plan("routes", "hop", distance_km=30.0), ("helicopter/1", "hop", "0.2 h", "0.3 h")),
    "loading": (plan("fleets", "bus", load_per_person_h=0.02), ("bus/1", "loading takes 0.16 h", "0.22 h")),
    "unloading": (plan("fleets", "bus", unload_h=fixed(0.15)), ("bus/1", "unloading takes 0.1 h", "0.15 h")),
    "overfull": (plan("fleets", "bus", seats=5), ("bus/1", "road", "6 room units", "5 available")),
    "litters": (group("b", room=3.0), ("bus/1", "9 room units", "6 available")),
    "two pick-ups": (
        lambda: (rich_case(), replace(rich_schedule(), moves=tuple(
            m._replace(trip=1) if m.vehicle == "bus/1" else m for m in rich_schedule().moves))),
        ("bus/1", "trip 1", "2 routes")),
    "not direct": (
        lambda: (plan("fleets", "bus", direct=True)()[0], move("bus/1", 1, True, people=())()[1]),
        ("bus/1", "approach and road", "trip 1", "expected one route")),
    "most trips": (plan("fleets", "bus", most_trips=1), ("bus/1", "makes 2 trips", "at most 1")),
    "half a round": (
        lambda: (rich_case(), replace(rich_schedule(), moves=rich_schedule().moves[1:])),
        ("boat/1", "sea", "no empty half")),
    "crew duty": (plan("fleets", "bus", crew_duty_h=4.0), ("bus/1", "trip 2 ends 4.19 h", "0.6 h", "limit is 4 h")),
    "refuel stop": (plan("fleets", "bus", refuel_h=fixed(0.3)), ("bus/1", "stands 0.2 h", "post", "0.3 h")),
    "fuel": (plan("fuel_stocks", "diesel", amount=15.0), ("diesel", "0.6 h", "20", "15")),
    "no delivery": (schedule(deliveries=()), ("diesel", "2.56 h", "10", "5")),
    "delivery too early": (
        schedule(deliveries=(rich_schedule().deliveries[0]._replace(at_h=1.5),)), ("tanker", "1.5 h", "before 2 h")),
    "delivery too large": (
        schedule(deliveries=(rich_schedule().deliveries[0]._replace(amount=20.0),)), ("tanker", "20", "10")),
    # routes
    "route hours": (plan("routes", "road", hours=until(3)), ("bus/1", "road", "3.69 h", "outside its hours")),
    "route closed": (plan("routes", "road", closes=Moment(hours=3.6)), ("bus/1", "road", "3.69 h", "3.6 h")),
    "route locked": (plan("security_forces", "marines", lead_h=fixed(1.3)), ("bus/1", "road", "1.26 h", "1.3 h")),
    "vehicles an hour": (plan("routes", "approach", vehicles_per_h=1), ("approach", "2 vehicles", "takes 1 an hour")),
    "vehicles spaced": (plan("routes", "road", vehicles_per_h=0.5), ("road", "within 2 h", "takes 0.5")),
    "escorts": (plan("escort_pools", "police", count=1), ("police", "2 units", "1.26 h", "it has 1")),
    "escorts too early": (plan("escort_pools", "police", available_h=fixed(1.5)), ("bus/1", "police", "1.5 h")),
    # people moving themselves
    "between ticks": (walk(0, depart_h=166.5 * TICK, arrive_h=4.0), ("Group a", "path", "between the ticks")),
    "walk too fast": (walk(0, arrive_h=3.2), ("Group a", "path", "takes 0.43", "0.5 h")),
    "not self-moving": (plan("routes", "path", self_moving=False), ("Group a", "path", "cannot move themselves")),
    "people a tick": (plan("routes", "path", people_per_h=120), ("path", "3 people", "it takes 2")),
    "broken stream": (walk(8, depart_h=3 * TICK, arrive_h=3 * TICK + 1 / 6), ("Group d", "track", "breaks")),
    "changing rate": (
        lambda: (rich_case(), replace(rich_schedule(), walks=tuple(
            w._replace(people=n) if w.group == "d" else w
            for w, n in zip(rich_schedule().walks, (0, 0, 0, 0, 0, 0, 1, 2, 3), strict=True)))),
        ("Group d", "track", "2 people", "rate was 1")),
    # places
    "place hours": (plan("places", "port", hours=until(5.9)), ("charter/1", "leaves place port at 6 h")),
    "place locked": (plan("places", "village", unlocked_by="late"),
                    ("bus/1", "enters place village", "1.1 h", "late", "4 h")),
    "berths": (plan("places", "village", berths=(Berth("kerb", 1, ("bus",)),)),
              ("village", "2 vehicles of bus", "are 1")),
    "berth not for it": (plan("places", "clearing", berths=(Berth("pad", 1, ("bus",)),)), ("clearing", "helicopter")),
    "movements": (plan("places", "ship", slots=Slots(("air",), 1.0, 1, 0.3)), ("ship", "2 movements", "takes 1 an")),
    "on the ground": (plan("places", "ship", slots=Slots(("air",), 2.0, 0, 0.3)), ("ship", "1.5 h", "at most 0")),
    "parking": (plan("places", "ship", slots=Slots(("air",), 2.0, 1, 0.6)), ("helicopter/1", "ship", "0.5 h", "0.6 h")),
    "slot hours": (plan("places", "ship", slots=Slots(("air",), 2.0, 1, 0.3, until(2.2))), ("helicopter/1", "2.5 h")),
    "capacity": (plan("places", "port", capacity=11), ("port", "12 people", "holds 11")),
    "haven full": (plan("places", "abroad", onward=None), ("abroad", "15 people", "6 h", "holds 14")),
    "haven slow": (
        plan("places", "abroad", capacity=5.0), ("abroad", "12 people", "3.8 h", "holds 5")),
    # stations
    "desks": (plan("stations", "screening", servers=1), ("screening", "2 parties", "2.36 h", "1 desks")),
    "shift over": (plan("stations", "screening", shifts=(Shift(2, ends=Moment(hours=4.0)),)),
                   ("screening", "2 parties", "4.79 h", "0 desks")),
    "ramp-up": (plan("stations", "screening", ramp_up_h=6.0), ("screening", "2 parties", "2.36 h", "1 desks")),
    "service too short": (plan("stations", "screening", service_h={"full": fixed(0.3)}),
                         ("screening", "0.25 h", "0.3 h")),
    "per person": (plan("stations", "tags", service_h={"full": fixed(0.06)}), ("tags", "0.15 h", "0.18 h")),
    "not for them": (plan("stations", "tags", categories=("staff",)), ("tags", "group a", "not for")),
    "parties served": (service(0, parties=1), ("screening", "6 people", "not 1 parties")),
    "queue": (plan("stations", "tags", queue_limit=5), ("tags", "6 people wait", "2.86 h", "takes 5")),
    "queue in front": (plan("stations", "screening", queue_limit=5), ("screening", "6 people wait", "2.36 h")),
    "station locked": (
        plan("stations", "screening", unlocked_by="late"), ("screening", "force late", "4 h")),
    # timetable, tasks
    "late departure": (move("charter/1", 1, True, depart_h=6.1, load_start_h=6.1, arrive_h=7.1, unload_end_h=7.1),
                       ("charter/1", "6.1 h", "6 h")),
    "other tickets": (plan("services", "charter", seats_share=fixed(0.4)), ("charter/1", "6 room units", "4 seats")),
    "flight too fast": (plan("routes", "sky", time_h=fixed(1.5)), ("charter/1", "takes 1 h", "1.5 h")),
    "task too short": (plan("closure_tasks", "files", duration_h=fixed(2.5)), ("files", "takes 2 h", "2.5 h")),
    "task order": (schedule(tasks=(TaskRun("passports", 0.0, 1.0), TaskRun("files", 0.5, 2.5))),
                   ("files", "0.5 h", "passports", "1 h")),
    "task too late": (schedule(tasks=(TaskRun("passports", 0.0, 1.0), TaskRun("files", 2.0, 4.0))),
                      ("files", "4 h", "group b", "3.69 h")),
    "task not done": (schedule(tasks=(TaskRun("passports", 0.0, 1.0),)), ("files", "never done", "3.69 h")),
    "crew": (plan("closure_tasks", "files", crew=4),
            ("group b", "4 people are needed", "1 h", "3 are still at village")),
    # goals
    "left weighted": (group("c", weight=2.0), ("people left", "says 5", "make 10")),
    "completion": (schedule(objective=rich_schedule().objective._replace(completion_h=6.0)), ("completion", "6", "7")),
    "mean exit": (schedule(objective=rich_schedule().objective._replace(mean_exit_h=3.0)), ("mean hours", "says 3,")),
    "bound": (schedule(bound=Objective(6.0, 7.0, 3.0)), ("Bound", "people left", "6", "5")),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_broken_rule_is_named(name: str) -> None:
    """The schedule with one rule broken gives a sentence that names who, where, when and both numbers."""
    broken, fragments = BROKEN[name]
    sentences = check(*broken())
    assert any(all(fragment in sentence for fragment in fragments) for sentence in sentences), sentences


def test_every_rule_is_broken_by_some_case() -> None:
    """No rule of the checker goes without a schedule that breaks it."""
    from leeway.movement.check.facts import Facts
    from leeway.movement.check.names import names

    caught = set()
    for broken, _ in BROKEN.values():
        facts = Facts(*broken())
        if not list(names(facts)):
            caught |= {rule.__name__ for rule in RULES if list(rule(facts))}
    assert caught == {rule.__name__ for rule in RULES}


def test_checker_shares_no_code_with_what_it_checks() -> None:
    """No module of the checker imports the network, the optimiser or the simulation."""
    package = Path(checker.__file__).parent
    allowed = (
        "leeway.movement.check",
        "leeway.movement.records",
        "leeway.movement.draws",
        "leeway.case.",
        "leeway.units",
    )
    for module in package.glob("*.py"):
        for line in module.read_text(encoding="utf-8").splitlines():
            if line.lstrip().startswith(("from leeway", "import leeway")):
                assert line.split()[1].startswith(allowed), f"{module.name}: {line}"
