"""From a flow to people: who of which group enters which route when."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby, pairwise

from leeway.movement.optimise.flow.expansion import Flow
from leeway.movement.optimise.flow.greedy import Way
from leeway.movement.optimise.flow.network import FlowNetwork, Supply
from leeway.movement.records import Walk


@dataclass(slots=True)
class _Waiting:
    """People who may go on from a place from tick `since` on."""

    priority: int
    since: int
    group: str
    people: int
    legs: tuple[tuple[int, int], ...]


def ways(flows: FlowNetwork, supplies: tuple[Supply, ...], flow: Flow) -> list[Way]:
    """People of every group along the flow: at each place the first priority goes first, then who came first."""
    leaving: dict[int, dict[str, dict[int, int]]] = {}
    for (k, tick), people in flow.entering.items():
        leaving.setdefault(tick, {}).setdefault(flows.routes[k].route.origin, {})[k] = people
    waiting: dict[str, list[_Waiting]] = {}
    for supply, people in zip(supplies, flow.out, strict=True):
        if people:
            arrival = _Waiting(supply.priority, supply.ready, supply.group, people, ())
            waiting.setdefault(supply.place, []).append(arrival)
    done: list[Way] = []
    for tick, from_places in sorted(leaving.items()):
        while any(_depart(flows, tick, place, wanted, waiting, done) for place, wanted in from_places.items()):
            pass  # routes that take no time lead on within the tick
    return [_without_loops(flows, way) for way in done]


def _depart(
    flows: FlowNetwork,
    tick: int,
    place: str,
    wanted: dict[int, int],
    waiting: dict[str, list[_Waiting]],
    done: list[Way],
) -> bool:
    """Send off as many as are there of those the flow wants to leave; True if anybody left."""
    crowd = waiting.get(place, [])
    if not any(wanted.values()):
        return False
    passing = flows.shares_room(place)
    crowd.sort(key=lambda someone: (passing and not someone.legs, someone.priority, someone.since))
    moved = False
    for k in sorted(wanted, key=lambda k: flows.routes[k].ticks):
        ticked = flows.routes[k]
        for someone in crowd:
            people = min(someone.people, wanted[k]) if someone.since <= tick else 0
            if not people:
                continue
            moved = True
            someone.people -= people
            wanted[k] -= people
            legs = (*someone.legs, (k, tick))
            target = ticked.route.destination
            if target in flows.network.havens:
                done.append(Way(someone.group, people, legs))
            else:
                arrival = _Waiting(someone.priority, tick + ticked.ticks, someone.group, people, legs)
                waiting.setdefault(target, []).append(arrival)
    waiting[place] = [someone for someone in crowd if someone.people] + (waiting[place][len(crowd) :] if crowd else [])
    return moved


def _without_loops(flows: FlowNetwork, way: Way) -> Way:
    """The same people waiting where their way came back to, wherever there is room without limit to wait."""
    legs = list(way.legs)
    origins = [flows.routes[k].route.origin for k, _ in legs]
    for first, place in enumerate(origins):
        again = max(j for j, other in enumerate(origins) if other == place)
        if again > first and math.isinf(flows.room(place)):
            return _without_loops(flows, Way(way.group, way.people, (*legs[:first], *legs[again:])))
    return way


def walks(flows: FlowNetwork, every_way: Iterable[Way]) -> tuple[Walk, ...]:
    """Flat records in the order of time: people of a group who enter a route at the same tick are one walk."""
    entering: dict[tuple[int, int, str], int] = {}
    for way in every_way:
        for k, tick in way.legs:
            entering[tick, k, way.group] = entering.get((tick, k, way.group), 0) + way.people
    result = []
    for (tick, k, group), people in sorted(entering.items()):
        ticked = flows.routes[k]
        route, depart_h = ticked.route, tick * flows.step_h
        result.append(Walk(group, route.id, route.origin, route.destination, people, depart_h, depart_h + ticked.hours))
    return tuple(result)


def exits(flows: FlowNetwork, every_way: Iterable[Way]) -> list[tuple[float, int]]:
    """(hours until out, people) of every way."""
    result = []
    for way in every_way:
        k, tick = way.legs[-1]
        result.append((tick * flows.step_h + flows.routes[k].hours, way.people))
    return result


def overbooked(flows: FlowNetwork, every_way: Iterable[Way]) -> bool:
    """Whether anybody sets out to stay at a place (havens aside) that its people and those under way to it already
    fill. A place's own people count from the beginning."""
    changes: dict[str, list[tuple[int, int, int]]] = {}
    for supply in flows.supplies:
        changes.setdefault(supply.place, []).append((0, 0, supply.people))
    for way in every_way:
        first, tick = way.legs[0]
        changes[flows.routes[first].route.origin].append((tick, 0, -way.people))
        for (k, out), (following, on) in pairwise(way.legs):
            if on > out + flows.routes[k].early or flows.routes[k].early < flows.routes[k].ticks:
                here = changes.setdefault(flows.routes[following].route.origin, [])
                here += [(out, 1, way.people), (on, 0, -way.people)]
    for place, rows in changes.items():
        present, capacity = 0, flows.places[place].capacity
        for _, group in groupby(sorted(rows), key=lambda row: row[0]):
            several = list(group)
            present += sum(people for _, _, people in several)
            if present > capacity and any(sets_out for _, sets_out, _ in several):
                return True
    return False
