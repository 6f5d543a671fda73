"""Desks: where they stand open, how many serve at once, how long a service takes, how long a queue may grow."""

from __future__ import annotations

import math
from collections.abc import Iterator

from leeway.case.model import Station, Windows
from leeway.movement.check.facts import TOLERANCE_H, Facts, at
from leeway.movement.check.flows import flows
from leeway.movement.check.timelines import first_outrun, instants
from leeway.movement.records import Processing


def services_given(facts: Facts) -> Iterator[str]:
    """A station serves groups it is for, in whole parties, for at least the planned time, once unlocked."""
    for work in facts.schedule.processings:
        station, group = facts.plan.stations[work.station], facts.case.groups[work.group]
        what = f"Station {station.id}, group {group.id} from {at(work.start_h)}"
        time = facts.service_time(station)
        if time is None or station not in facts.stations_for(group, station.place):
            yield f"{what}: serves {work.people} people the station is not for, expected 0."
            continue
        sizes = facts.coming[group.id].sizes or (1,)
        if not min(sizes) * work.parties <= work.people <= max(sizes) * work.parties:
            yield (
                f"{what}: {work.people} people are not {work.parties} parties of {min(sizes)} to {max(sizes)} people."
            )
        largest = math.ceil(work.people / work.parties - TOLERANCE_H) if station.per == "person" else 1
        planned = facts.hours(time) * largest
        if work.finish_h - work.start_h < planned - TOLERANCE_H:
            yield f"{what}: service takes {at(work.finish_h - work.start_h)}, planned are {at(planned)}."
        if station.unlocked_by is not None and work.start_h < facts.force_h(station.unlocked_by) - TOLERANCE_H:
            yield (
                f"{what}: force {station.unlocked_by} unlocks the station at {at(facts.force_h(station.unlocked_by))}."
            )


def servers(facts: Facts) -> Iterator[str]:
    """When a service begins, no more parties are in service than desks are open; what has begun is finished."""
    by_station: dict[str, list[Processing]] = {}
    for work in facts.schedule.processings:
        by_station.setdefault(work.station, []).append(work)
    for station_id, works in by_station.items():
        station = facts.plan.stations[station_id]
        starts = {round(work.start_h / TOLERANCE_H) for work in works}
        events = [(w.start_h, float(w.parties)) for w in works] + [(w.finish_h, -float(w.parties)) for w in works]
        serving = 0.0
        for hour, changes in instants(events):
            serving += sum(changes)
            began = any(round(hour / TOLERANCE_H) + k in starts for k in (-1, 0, 1))
            open_now = open_servers(facts, station, hour) if began else math.inf
            if serving > open_now:
                yield f"Station {station_id}: {serving:g} parties in service at {at(hour)}, {open_now} desks are open."
                break


def open_servers(facts: Facts, station: Station, hour: float) -> int:
    """Desks open at an hour: the shifts' servers, not more than the ramp-up has opened (desk j of n opens at
    (j - 1)/n of it). At the very change of shifts the larger of the two counts."""
    at_work = station.servers
    if station.shifts:
        at_work = max(_on_shift(facts, station, hour - TOLERANCE_H), _on_shift(facts, station, hour + TOLERANCE_H))
    if station.ramp_up_h <= 0 or hour >= station.ramp_up_h - TOLERANCE_H:
        return at_work
    return min(at_work, 1 + math.floor(station.servers * hour / station.ramp_up_h + TOLERANCE_H))


def _on_shift(facts: Facts, station: Station, hour: float) -> int:
    place, on_shift = facts.plan.places[station.place], 0
    for k, shift in enumerate(station.shifts):
        ends = math.inf if shift.ends is None else facts.moment(shift.ends)
        windows = Windows(daily=() if shift.daily is None else (shift.daily,))
        hours = facts.intervals(f"shift {station.id} {k}", windows, place)
        if facts.moment(shift.begins) <= hour < ends and any(a <= max(hour, 0.0) < b for a, b in hours):
            on_shift += shift.servers
    return on_shift


def queues(facts: Facts) -> Iterator[str]:
    """In front of a station with a queue limit never more people wait than it allows (people whose own site it is
    are at home, not in the queue)."""
    known = flows(facts)
    for station in facts.plan.stations.values():
        if math.isinf(station.queue_limit):
            continue
        joining: list[tuple[float, int]] = []
        starting: list[tuple[float, int]] = []
        for (group_id, place_id), flow in known.items():
            group = facts.case.groups[group_id]
            sequence = facts.stations_for(group, station.place)
            if place_id != station.place or station not in sequence:
                continue
            position = sequence.index(station)
            if position == 0 and group.site == place_id:
                continue
            joining += (
                [(w.finish_h, w.people) for w in facts.processings.get((group_id, sequence[position - 1].id), ())]
                if position
                else flow.arriving
            )
            starting += [(w.start_h, w.people) for w in facts.processings.get((group_id, station.id), ())]
        outrun = first_outrun([(-1.0, int(station.queue_limit)), *starting], joining)
        if outrun is not None:
            waiting = outrun[1] - outrun[2] + int(station.queue_limit)
            yield (
                f"Station {station.id}: {waiting} people wait at {at(outrun[0])}, "
                f"its queue takes {station.queue_limit:g}."
            )
