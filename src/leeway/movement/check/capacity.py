"""Room for people: what a place holds, with those under way to it, and what a haven passes on."""

from __future__ import annotations

from collections.abc import Iterator

from leeway.case.model import Place
from leeway.movement.check.facts import TOLERANCE_H, Facts, at
from leeway.movement.check.flows import Flow, flows, total


def capacities(facts: Facts) -> Iterator[str]:
    """Nobody sets out for a place whose people, with those under way to it, would then be more than it holds.

    People who go on in the instant they arrive, from a place where nothing is done to them, never count there.
    """
    by_place: dict[str, list[tuple[str, Flow]]] = {}
    for (group_id, place_id), flow in flows(facts).items():
        by_place.setdefault(place_id, []).append((group_id, flow))
    for place_id, rows in by_place.items():
        place = facts.plan.places[place_id]
        if place.capacity != float("inf") and any(flow.under_way for _, flow in rows):
            yield from _capacity(facts, place, rows)


def _capacity(facts: Facts, place: Place, rows: list[tuple[str, Flow]]) -> Iterator[str]:
    changes: list[tuple[float, int]] = []  # people counted from the moment they set out
    departures: list[float] = []
    held = 0
    for group_id, flow in rows:
        held += total(flow.ready)
        passing = {} if facts.stations_for(facts.case.groups[group_id], place.id) else _passing(flow)
        for out_h, in_h, people in sorted(flow.under_way, key=lambda row: row[1]):
            through = min(people, passing.get(_tick(in_h), 0))
            passing[_tick(in_h)] = passing.get(_tick(in_h), 0) - through
            if people > through:
                changes.append((out_h, people - through))
                departures.append(out_h)
        passed = {} if facts.stations_for(facts.case.groups[group_id], place.id) else _passing(flow)
        for hour, people in flow.leaving:
            through = min(people, passed.get(_tick(hour), 0))
            passed[_tick(hour)] = passed.get(_tick(hour), 0) - through
            if people > through:
                changes.append((hour, through - people))
    arrivals = [(in_h, people) for _, flow in rows for _, in_h, people in flow.under_way]
    gone = _passed_on(facts, place, arrivals)
    setting_out = {_tick(hour) for hour in departures}
    present: float = held
    by_tick: dict[int, tuple[float, int]] = {}
    for hour, people in changes:
        first, so_far = by_tick.get(_tick(hour), (hour, 0))
        by_tick[_tick(hour)] = (first, so_far + people)
    for tick in sorted(by_tick):
        hour, change = by_tick[tick]
        present += change
        count = present - gone(hour)
        if tick in setting_out and count > place.capacity + 1e-6 * max(1.0, place.capacity):
            yield (
                f"Place {place.id}: {count:g} people there or under way to it after setting out at {at(hour)}, "
                f"it holds {place.capacity:g}."
            )
            return


class _passed_on:  # noqa: N801 - a function with its table
    """People a haven has passed on by an hour: at its onward rate while it has any."""

    def __init__(self, facts: Facts, place: Place, arrivals: list[tuple[float, int]]) -> None:
        self.rate = place.onward.rate_per_h if place.onward is not None and place.is_haven else 0.0
        self.knots: list[tuple[float, float, float]] = []  # hour, gone so far, there then
        if self.rate <= 0 or place.onward is None:
            return
        clock, gone, there = max(0.0, facts.moment(place.onward.starts)), 0.0, 0.0
        for hour, people in sorted(arrivals):
            if hour > clock:
                on = min(there, self.rate * (hour - clock))
                gone, there, clock = gone + on, there - on, hour
            there += people
            self.knots.append((max(hour, clock), gone, there))

    def __call__(self, hour: float) -> float:
        best = 0.0
        for since, gone, there in self.knots:
            if since > hour + TOLERANCE_H:
                break
            best = gone + min(there, self.rate * max(0.0, hour - since))
        return best


def _passing(flow: Flow) -> dict[int, int]:
    """By instant: people who both arrive and leave in it."""
    arriving: dict[int, int] = {}
    leaving: dict[int, int] = {}
    for hour, people in flow.arriving:
        arriving[_tick(hour)] = arriving.get(_tick(hour), 0) + people
    for hour, people in flow.leaving:
        leaving[_tick(hour)] = leaving.get(_tick(hour), 0) + people
    return {tick: min(people, leaving.get(tick, 0)) for tick, people in arriving.items()}


def _tick(hour: float) -> int:
    return round(hour / TOLERANCE_H)
