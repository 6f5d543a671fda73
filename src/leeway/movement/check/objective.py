"""The three goals, computed again from the records, and the bounds below them.

People leaving by own means use nothing of the plan: they are out when they are ready and count in none of the goals.
"""

from __future__ import annotations

from collections.abc import Iterator

from leeway.movement.check.closings import Closings, expected_left
from leeway.movement.check.facts import Facts
from leeway.movement.records import Objective

RELATIVE = 1e-6
GOALS = ("people left, weighted", "hours to completion", "mean hours to exit")


def exits(facts: Facts) -> Iterator[tuple[float, int]]:
    """(hour, people) of everybody who reaches a haven: by vehicle when unloaded, by themselves on arrival."""
    for move in facts.schedule.moves:
        if move.people and facts.plan.places[move.destination].is_haven:
            yield move.unload_end_h, sum(people for _, people in move.people)
    for walk in facts.schedule.walks:
        if facts.plan.places[walk.destination].is_haven:
            # On a constant-rate route the people of a step are out when the step has passed.
            constant = facts.plan.routes[walk.route].constant_rate
            yield walk.arrive_h + constant * facts.case.settings.flow_step_h, walk.people


def recomputed(facts: Facts, closings: Closings | None = None) -> Objective:
    """The goals the records amount to."""
    people, person_hours, last_h = 0, 0.0, 0.0
    for hour, number in exits(facts):
        people += number
        person_hours += number * hour
        last_h = max(last_h, hour)
    if closings:
        weighted = expected_left(facts, closings)
    else:
        weighted = sum(facts.case.groups[left.group].weight * left.people for left in facts.schedule.left)
    return Objective(weighted, last_h, person_hours / people if people else 0.0)


def objective(facts: Facts, closings: Closings | None = None) -> Iterator[str]:
    """The schedule's goals are what its records amount to."""
    for name, said, found in zip(GOALS, facts.schedule.objective, recomputed(facts, closings), strict=True):
        if not abs(said - found) <= RELATIVE * max(1.0, abs(found)):
            yield f"Objective, {name}: the schedule says {said:.9g}, its records make {found:.9g}."


def bound(facts: Facts) -> Iterator[str]:
    """No bound lies above its goal; a later bound only holds where the earlier goals are proved."""
    for name, value, below in zip(GOALS, facts.schedule.objective, facts.schedule.bound, strict=True):
        margin = RELATIVE * max(1.0, abs(value))
        if not below <= value + margin:
            yield f"Bound, {name}: {below:.9g} lies above the schedule's {value:.9g}."
        if below < value - margin:
            return
