"""What every rule of the checker looks up: the case at planning values and the schedule's records in order.

Nothing here comes from the optimiser's or the simulation's network: planned hours, parties, permitted routes and
opening times are worked out again from `leeway.case.model`, so that one mistake cannot hide another.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from leeway.case.calendar import open_intervals
from leeway.case.model import Case, Fleet, Group, Moment, Place, Plan, Route, Service, Station, Windows
from leeway.movement.draws import quantile
from leeway.movement.records import Move, Processing, Schedule
from leeway.units import Distribution

TOLERANCE_H = 1e-6
"""Two times closer than this are the same instant."""

PLANNING_QUANTILE = {"median": 0.5, "p90": 0.9}


@dataclass(frozen=True, slots=True)
class Coming:
    """People of a group the schedule plans for: `people` to be moved, in `sizes` parties ready at `ready_h`
    (ascending), and `own_means` who leave by themselves."""

    people: int
    own_means: int
    sizes: tuple[int, ...]
    ready_h: tuple[float, ...]


class Facts:
    """Lookups over one case and one schedule. Names in the records must have been checked before (see `names`)."""

    def __init__(self, case: Case, schedule: Schedule) -> None:
        self.case = case
        self.plan: Plan = case.plan
        self.schedule = schedule
        self.start = schedule.start
        self.horizon_h = case.settings.horizon_h
        self._hours: dict[Distribution, float] = {}
        self._open: dict[tuple[str, str], tuple[tuple[float, float], ...]] = {}

    def hours(self, uncertain: Distribution) -> float:
        """Planning value of an uncertain quantity by the schedule's rule."""
        rule = self.schedule.planning_value
        if uncertain.is_fixed or rule == "low":
            return uncertain.low
        if rule == "mean":
            return uncertain.mean
        if uncertain not in self._hours:
            self._hours[uncertain] = float(quantile(uncertain, PLANNING_QUANTILE[rule]))
        return self._hours[uncertain]

    def moment(self, moment: Moment) -> float:
        """Hours after the schedule's start."""
        return moment.after(self.start)

    def force_h(self, force: str) -> float:
        """When a security force has come."""
        return self.hours(self.plan.security_forces[force].lead_h)

    @cached_property
    def coming(self) -> dict[str, Coming]:
        """By group id: who must be moved and when each party is ready."""
        return {group.id: self._coming(group) for group in self.case.groups.values()}

    def _coming(self, group: Group) -> Coming:
        forward = round(group.likely * self.hours(group.show_up))
        own = round(forward * group.self_evacuating)
        people = forward - own
        if people <= 0:
            return Coming(0, own, (), ())
        parties = max(1, min(people, round(people / max(1.0, group.party_size))))
        sizes = [((k + 1) * people) // parties - (k * people) // parties for k in range(parties)]
        shares = [(k + 0.5) / parties for k in range(parties)]
        mobilized = quantile(group.mobilization_h, shares)
        ready = [arrival_h(group, share, people) + float(more) for share, more in zip(shares, mobilized, strict=True)]
        return Coming(people, own, tuple(sizes), tuple(ready))

    @cached_property
    def vehicles(self) -> dict[str, tuple[Fleet, str]]:
        """Fleet and start place of every vehicle a schedule may count on."""
        result: dict[str, tuple[Fleet, str]] = {}
        for fleet in self.plan.fleets.values():
            starts = [place for place, many in fleet.starts for _ in range(many)]
            for number in range(1, min(len(starts), round(fleet.count * fleet.availability)) + 1):
                result[f"{fleet.id}/{number}"] = (fleet, starts[number - 1])
        return result

    @cached_property
    def by_vehicle(self) -> dict[str, list[Move]]:
        """Moves of each vehicle in the order of time (scheduled departures apart)."""
        result: dict[str, list[Move]] = {}
        for move in self.schedule.moves:
            if move.fleet:
                result.setdefault(move.vehicle, []).append(move)
        for moves in result.values():
            moves.sort(key=lambda m: (m.load_start_h, m.depart_h, m.arrive_h, m.trip))
        return result

    @cached_property
    def trips(self) -> dict[str, list[list[Move]]]:
        """Moves of each vehicle, cut where the trip number changes."""
        result: dict[str, list[list[Move]]] = {}
        for vehicle, moves in self.by_vehicle.items():
            trips: list[list[Move]] = []
            for move in moves:
                if not trips or trips[-1][-1].trip != move.trip:
                    trips.append([])
                trips[-1].append(move)
            result[vehicle] = trips
        return result

    @cached_property
    def processings(self) -> dict[tuple[str, str], list[Processing]]:
        """Records by (group, station)."""
        result: dict[tuple[str, str], list[Processing]] = {}
        for work in self.schedule.processings:
            result.setdefault((work.group, work.station), []).append(work)
        return result

    @cached_property
    def service_moves(self) -> list[tuple[Service, Move]]:
        """Scheduled departures with people."""
        return [(self.plan.services[m.vehicle.rpartition("/")[0]], m) for m in self.schedule.moves if not m.fleet]

    def leg_h(self, fleet: Fleet, route: Route, *, loaded: bool) -> float:
        """Planned hours of a fleet over a route; half the round where the route has one; nan if nothing tells."""
        if route.cycle_h is not None:
            return 0.5 * self.hours(route.cycle_h)
        if route.time_h is not None:
            return self.hours(route.time_h)
        speed = fleet.speed_loaded_kmh
        if not loaded and fleet.speed_empty_kmh is not None:
            speed = fleet.speed_empty_kmh
        return math.nan if speed is None or route.distance_km is None else route.distance_km / speed

    def handling_h(self, move: Move) -> tuple[float, float]:
        """Planned hours of loading and of unloading one move; nothing on a round, or empty."""
        fleet = self.plan.fleets[move.fleet]
        if not move.people or self.plan.routes[move.route].cycle_h is not None:
            return 0.0, 0.0
        people = sum(number for _, number in move.people)
        return (
            self.hours(fleet.load_h) + fleet.load_per_person_h * people,
            self.hours(fleet.unload_h) + fleet.unload_per_person_h * people,
        )

    def admits(self, place: Place, fleet: Fleet) -> bool:
        """Whether the fleet may use the place at all."""
        if fleet.places and place.id not in fleet.places:
            return False
        return not place.berths or any(not berth.fleets or fleet.id in berth.fleets for berth in place.berths)

    def is_open(self, key: str, windows: Windows, place: Place, hour: float) -> bool:
        """Whether `hour` lies in the windows as seen at `place`; `key` names the owner of the windows."""
        if windows.always:
            return True
        return any(a - TOLERANCE_H <= hour <= b + TOLERANCE_H for a, b in self.intervals(key, windows, place))

    def intervals(self, key: str, windows: Windows, place: Place) -> tuple[tuple[float, float], ...]:
        """Open intervals in hours after the start."""
        if (key, place.id) not in self._open:
            found = open_intervals(
                windows, place.latitude, place.longitude, place.time_zone, self.start, self.horizon_h
            )
            self._open[key, place.id] = tuple((float(a), float(b)) for a, b in found)
        return self._open[key, place.id]

    def stations_for(self, group: Group, place: str) -> list[Station]:
        """Stations the group passes at the place, in order."""
        return [
            station
            for station in self.plan.stations.values()
            if station.place == place
            and (not station.categories or group.category in station.categories)
            and self.service_time(station) is not None
        ]

    def service_time(self, station: Station) -> Distribution | None:
        """Service time at the case's depth, None where the station is skipped."""
        times: Mapping[str, Distribution] = station.service_h
        return times.get(self.case.settings.processing_depth, times.get("full"))


def arrival_h(group: Group, share: float, people: int) -> float:
    """When the given share of a group has come forward, mobilization apart."""
    arrival = group.arrival
    if arrival.kind == "rate":
        return share * people / arrival.rate_per_h
    if arrival.kind != "curve":
        return 0.0
    before_h, before = 0.0, 0.0
    for hours, cumulative in arrival.curve:
        if cumulative >= share:
            return (
                hours
                if cumulative <= before
                else before_h + (hours - before_h) * (share - before) / (cumulative - before)
            )
        before_h, before = hours, cumulative
    return arrival.curve[-1][0]


def at(hour: float) -> str:
    """An hour as the sentences print it."""
    return f"{hour:.6g} h"
