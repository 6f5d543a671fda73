"""An independent look at a schedule: does it keep every rule of its plan, and is it worth what it says?

The checker shares no code with the optimiser or the simulation; it reads the case and the schedule's records only.
Each rule is a function that yields one plain sentence for each violation it finds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from leeway.case.model import Case
from leeway.movement.check.capacity import capacities
from leeway.movement.check.closings import Closings
from leeway.movement.check.facts import Facts
from leeway.movement.check.names import names
from leeway.movement.check.objective import bound, objective
from leeway.movement.check.people import conservation, horizon, parties, presence
from leeway.movement.check.places import berths, place_times, slots
from leeway.movement.check.routes import escorts, route_times, vehicles_per_hour
from leeway.movement.check.stations import queues, servers, services_given
from leeway.movement.check.tasks import closure_tasks, crews
from leeway.movement.check.timetable import services
from leeway.movement.check.trips import crew_duty, deliveries, fuel, most_trips, one_pickup, refuel_stops, rounds
from leeway.movement.check.vehicles import beginnings, continuity, direct_legs, durations, permitted, room
from leeway.movement.check.walks import constant_rate, people_per_tick, self_moving
from leeway.movement.records import Schedule

Rule = Callable[[Facts], Iterator[str]]

RULES: Final[tuple[Rule, ...]] = (
    conservation, presence, parties, horizon,
    beginnings, continuity, permitted, direct_legs, durations, room,
    one_pickup, most_trips, rounds, crew_duty, refuel_stops, fuel, deliveries,
    route_times, vehicles_per_hour, escorts,
    self_moving, people_per_tick, constant_rate,
    place_times, berths, slots, capacities,
    services_given, servers, queues,
    services, closure_tasks, crews,
    bound,
)  # fmt: skip
"""Every rule but the value of the objective, which may need closings."""


def check(case: Case, schedule: Schedule, closings: Closings | None = None) -> tuple[str, ...]:
    """Every violation of the plan's rules in the schedule, one sentence each; empty if it keeps them all.

    Times are compared with a tolerance of 1e-6 h. `closings` (draws by route id, place id or exit name) are those
    the schedule was made for, if any: the first goal is then the mean over the draws of the weighted people left.
    Where a record names something the plan does not have, only that is reported.
    """
    facts = Facts(case, schedule)
    unknown = tuple(names(facts))
    if unknown:
        return unknown
    found = [sentence for rule in RULES for sentence in rule(facts)]
    found += objective(facts, closings)
    return tuple(found)


__all__ = ["RULES", "Closings", "check"]
