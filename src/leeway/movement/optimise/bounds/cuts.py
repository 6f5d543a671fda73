"""Proven lower bounds for general posts.

For every cut of the chain (a site, the way to a control centre, each of its stations, the way out, room at the
havens) a relaxation gives the earliest time by which n people can be out, n = 1, 2, ..., if only that cut limited
them. The greatest of these times over the cuts, person by person in order, bounds every plan: its last entry bounds
the completion, its mean the mean exit (a stage argument as in the lower bounds of flow shops and of tandem queues).
Cuts in series are joined: people who come to a cut late can only be carried by what leaves after.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from leeway.movement.network import Network, TripOption
from leeway.movement.optimise.bounds.curves import Times, carried, served, spread, walked
from leeway.movement.optimise.bounds.heads import Heads
from leeway.movement.optimise.bounds.rooms import Rooms
from leeway.movement.optimise.dispatch.desks import servers_over_time
from leeway.movement.optimise.dispatch.hours import Hours
from leeway.movement.records import Objective

JOINTS = 40
"""How many points of an arrival curve are joined with the next cut."""


@dataclass(frozen=True, slots=True)
class ExitTimes:
    """`times[n - 1]`: no plan has n people out before; `inf` where n people can never be out. `weights`: of those who
    could get out if nobody else were there, ascending. `stuck`: weight of all others, who are too late by themselves or
    have nowhere to go."""

    times: Times
    weights: Times
    stuck: float

    @classmethod
    def none(cls, network: Network) -> ExitTimes:
        """Nothing proved yet: everybody may be out at once."""
        weights = [d.group.weight for d in network.demands.values() for _ in range(d.people)]
        return cls(np.zeros(len(weights)), np.sort(np.array(weights, dtype=np.float64)), 0.0)

    def last_not_before(self, hours: float) -> ExitTimes:
        """The same, and the last person out no earlier than `hours`."""
        if not len(self.times):
            return self
        times = self.times.copy()
        times[-1] = max(float(times[-1]), hours)
        return ExitTimes(times, self.weights, self.stuck)

    def bound(self, left_weighted: float) -> Objective:
        """Bounds on the goals, the later ones for plans that leave at most `left_weighted`."""
        people = len(self.times)
        never = int(np.isinf(self.times).sum())
        stuck = people - len(self.weights)
        left = self.stuck + float(self.weights[: max(0, never - stuck)].sum())
        others = int(np.searchsorted(np.cumsum(self.weights), left_weighted - self.stuck + 1e-6, side="right"))
        out = min(people - stuck - others, people - never)
        if out <= 0:
            return Objective(left, 0.0, 0.0)
        return Objective(left, float(self.times[out - 1]), float(self.times[:out].mean()))


def exit_times(network: Network, hours: Hours, stop: Callable[[], bool] = lambda: False) -> ExitTimes:
    """Run every relaxation, those nearest to the havens first; when `stop` says so, what is proved by then."""
    try:
        return _Bounds(network, hours, stop).run()
    except _Stopped:
        return ExitTimes.none(network)


class _Stopped(Exception):
    """No time left before anything was proved."""


class _Bounds:
    def __init__(self, network: Network, hours: Hours, stop: Callable[[], bool] = lambda: False) -> None:
        self.network, self.heads, self.stop = network, Heads(network, hours), stop
        self.hours, self.horizon_h = hours, network.case.settings.horizon_h
        self.parties = [
            (d.group.site, max(0.0, ready), d.group.id, size)
            for d in network.demands.values()
            for size, ready in zip(d.sizes, d.ready_h, strict=True)
        ]
        self.total = sum(size for *_, size in self.parties)
        self._rooms: dict[tuple[bool, ...], Rooms] = {}
        self.sites = sorted({site for site, *_ in self.parties})
        arcs: dict[str, set[str]] = {}
        for way in self.heads.ways:
            arcs.setdefault(way.destination, set()).add(way.origin)
        self.into = arcs
        self._early: dict[tuple[str, float, str, int], dict[str, float]] = {}
        self.early = [self._earliest(party) for party in self.parties]
        self.visited = {place for early in self.early for place in early}

    def _earliest(self, party: tuple[str, float, str, int]) -> dict[str, float]:
        if party not in self._early:
            if self.stop():
                raise _Stopped
            site, ready_h, group, size = party
            self._early[party] = self.heads.earliest(site, ready_h, group, size)
        return self._early[party]

    def run(self) -> ExitTimes:
        havens = self.network.havens
        out = [min((e[h] for h in havens if h in e), default=math.inf) for e in self.early]
        out = [t if t <= self.horizon_h + 1e-9 else math.inf for t in out]
        stuck = sum(
            self.network.case.groups[g].weight * n
            for (_, _, g, n), t in zip(self.parties, out, strict=True) if math.isinf(t)
        )  # fmt: skip
        able = [(self.network.case.groups[g].weight, n)
                for (_, _, g, n), t in zip(self.parties, out, strict=True) if not math.isinf(t)]  # fmt: skip
        weights = np.sort(np.repeat([w for w, _ in able], [n for _, n in able]).astype(np.float64))
        times = self._persons(out, None)
        for cut in (self._haven_room, self._all_out):
            times = np.maximum(times, cut())
        least_h = self.heads.least_h
        for place in sorted((p for p in least_h if p not in havens), key=lambda p: least_h[p]):
            if self.stop():
                break
            times = np.maximum(times, self._through(place))
        times = np.maximum.accumulate(times) if len(times) else times
        times[times > self.horizon_h + 1e-9] = np.inf
        return ExitTimes(times, weights, stuck)

    def _persons(self, party_times: list[float], who: list[bool] | None) -> Times:
        sizes = [n for *_, n in self.parties]
        values = np.repeat(np.array(party_times, dtype=np.float64), sizes)
        if who is not None:
            values = values[np.repeat(who, sizes)]
        return np.sort(values)

    def _upstream(self, place: str) -> set[str]:
        seen, stack = {place}, [place]
        while stack:
            for origin in self.into.get(stack.pop(), ()):
                if origin not in seen:
                    seen.add(origin)
                    stack.append(origin)
        return seen

    def _must_pass(self, place: str) -> list[bool]:
        """Which parties can only get out through `place`."""
        free: set[str] = set()
        stack = list(self.network.havens)
        seen = set(stack)
        while stack:
            for origin in self.into.get(stack.pop(), ()):
                if origin not in seen and origin != place:
                    seen.add(origin)
                    stack.append(origin)
        free = seen
        return [site not in free for site, *_ in self.parties]

    def _rooms_of(self, who: list[bool]) -> Rooms:
        key = tuple(who)
        if key not in self._rooms:
            groups = self.network.case.groups
            self._rooms[key] = Rooms(
                [(n, groups[g].room) for (_, _, g, n), of_them in zip(self.parties, who, strict=True) if of_them]
            )
        return self._rooms[key]

    def _padded(self, times: Times) -> Times:
        """Times of some of the people: the others may be out at once."""
        return np.concatenate([np.zeros(self.total - len(times)), times])

    def _through(self, place: str) -> Times:
        """Bound from everything that limits people who must pass `place`, and from leaving all places before it."""
        must = self._must_pass(place)
        number = sum(n for (*_, n), m in zip(self.parties, must, strict=True) if m)
        if number == 0:
            return np.zeros(self.total)
        behind = self._upstream(place)
        arrive = self._persons([e.get(place, math.inf) for e in self.early], must)
        before = behind - {place}
        sites = {site for (site, *_), m in zip(self.parties, must, strict=True) if m}
        if place not in sites and before:
            arrive = np.maximum(arrive, self._crossing(before, must, dict.fromkeys(self.heads.least_h, 0.0)))
        ready = self._desks(place, must, arrive)
        out = ready + self.heads.least_h[place]
        out = np.maximum(out, self._joined(behind, ready, must))
        return self._padded(out)

    def _desks(self, place: str, must: list[bool], arrive: Times) -> Times:
        """Times at which the n-th of those who must pass can be done with every station of the place."""
        ready = arrive
        for name in self.network.stations_at(place):
            station = self.network.plan.stations[name]
            parties = []
            for (_, _, group, size), passes in zip(self.parties, must, strict=True):
                hours = next((h for s, h in self.heads.stations(place, group) if s.id == name), None)
                if passes and hours is not None:
                    parties.append((size, hours * (size if station.per == "person" else 1)))
            if len(parties) != sum(must) or not parties:
                continue
            sizes = sorted((size for size, _ in parties), reverse=True)
            least = min(h for _, h in parties)
            if station.per == "person":
                rate = min(h / size for size, h in parties)
                least = min(least, rate * min(sizes))
            firsts = np.cumsum(sizes[::-1]) - 1
            steps = servers_over_time(self.network, self.hours, station)
            done = served([float(t) for t in ready[firsts]], least, steps)
            ready = np.maximum(ready, np.repeat(done, sizes))
        return ready

    def _crossing(self, inside: set[str], who: list[bool], tail_h: dict[str, float]) -> Times:
        """n-th of these people over the border of a set of places (0 where people walk over it without limit)."""
        rooms = self._rooms_of(who)
        number = len(rooms.needs)
        cut = [w for w in self.heads.ways if w.origin in inside and w.destination not in inside]
        tail_h = {p: tail_h.get(p, math.inf) for p in self.network.plan.places}
        least = min((tail_h[w.destination] for w in cut), default=0.0)
        others: list[Times] = []
        for way in cut:
            if not way.fleet:
                route = self.network.plan.routes[way.route]
                if not route.self_moving:
                    others.append(self._scheduled(way.route, rooms, number, 0.0) + least)
                elif math.isinf(route.people_per_h):
                    return np.zeros(number)
                else:
                    on_foot = walked(self.network, self.heads, way.route, number, 0.0) + way.least_h + least
                    others.append(np.repeat(on_foot, rooms.most_each))
        options = self._options_out(inside)
        vehicle = carried(self.heads, options, int(rooms.needs[-1]), rooms, 0.0, self.horizon_h * 2, tail_h)
        return rooms.by_person(np.sort(np.concatenate([vehicle, *others])), number)

    def _options_out(self, inside: set[str]) -> list[TripOption]:
        """Trips over the border that anybody could be on."""
        pickups = inside & self.visited
        return [o for os in self.network.options.values() for o in os if o.pickup in pickups and o.drop not in inside]

    def _scheduled(self, route: str, rooms: Rooms, people: int, not_before: float) -> Times:
        rows = []
        for service in self.network.plan.services.values():
            if service.route == route:
                seats = math.floor(service.seats * self.network.hours(service.seats_share) + 1e-6)
                leg_h = self.network.service_h(service)
                for moment in service.departures:
                    t = moment.after(self.network.start)
                    if t >= max(0.0, not_before - 1e-6):
                        rows.append((t + leg_h, rooms.seats(seats)))
        return spread(rows, int(rooms.needs[people - 1]))

    def _joined(self, inside: set[str], ready: Times, who: list[bool]) -> Times:
        """Out of a set of places, where the n-th person is ready at `ready[n - 1]`: those ready late leave later."""
        cut = [w for w in self.heads.ways if w.origin in inside and w.destination not in inside]
        if any(not w.fleet and self.network.plan.routes[w.route].self_moving for w in cut):
            return self._crossing(inside, who, self.heads.least_h)
        rooms = self._rooms_of(who)
        number = len(rooms.needs)
        tail_h = {p: self.heads.least_h.get(p, math.inf) for p in self.network.plan.places}
        least = min((tail_h[w.destination] for w in cut), default=0.0)
        options = self._options_out(inside)
        routes = {w.route for w in cut if not w.fleet}
        result = np.zeros(number)
        points = sorted({0, *(min(number - 1, number * k // JOINTS) for k in range(JOINTS)), number - 1})
        for m in points:
            t = float(ready[m])
            if self.stop():
                break
            if not math.isfinite(t):
                result[m:] = np.inf
                break
            later = number - m
            times = carried(self.heads, options, int(rooms.needs[later - 1]), rooms, t, self.horizon_h * 2, tail_h)
            more = [self._scheduled(r, rooms, later, t) + least for r in routes]
            if more:
                times = np.sort(np.concatenate([times, *more]))
            result[m:] = np.maximum(result[m:], rooms.by_person(times, later))
        return result

    def _all_out(self) -> Times:
        """Everybody over the last border, into any haven."""
        inside = set(self.network.plan.places) - self.network.havens
        if self.total == 0:
            return np.zeros(0)
        return self._crossing(inside, [True] * len(self.parties), self.heads.least_h)

    def _first_at(self, place: str) -> float:
        """Earliest hour at which anybody can have come to a place."""
        return min((early[place] for early in self.early if place in early), default=math.inf)

    def _haven_room(self) -> Times:
        """Room at the havens and what they pass on: the n-th person sets out no earlier than there is room."""
        havens = [self.network.plan.places[h] for h in sorted(self.network.havens)]
        last = [w.least_h for w in self.heads.ways if w.destination in self.network.havens]
        if not havens or not last or any(math.isinf(h.capacity) for h in havens) or self.total == 0:
            return np.zeros(self.total)
        room = sum(h.capacity for h in havens)
        numbers = np.arange(1, self.total + 1, dtype=np.float64)
        # a haven passes people on once there are any
        flows = [
            (max(h.onward.starts.after(self.network.start), self._first_at(h.id)), h.onward.rate_per_h)
            for h in havens if h.onward is not None and h.onward.rate_per_h > 0
        ]  # fmt: skip
        flows = [(begin, rate) for begin, rate in flows if math.isfinite(begin)]
        missing = numbers - room - 1e-6 * max(1.0, room)
        leg_h = min(w.least_h for w in self.heads.ways if w.destination in self.network.havens)
        # least_h includes loading before setting out
        load_h = max(
            (self.network.hours(f.load_h) + f.load_per_person_h for f in self.network.plan.fleets.values()), default=0.0
        )
        if not flows:
            return np.where(missing > 0, np.inf, 0.0)
        times = np.zeros(self.total)
        grid = sorted(flows)
        for n in np.flatnonzero(missing > 0):
            need, rate, clock = float(missing[n]), 0.0, 0.0
            for start, more in grid:
                if rate * (start - clock) >= need:
                    break
                need -= rate * (start - clock)
                clock, rate = start, rate + more
            times[n] = clock + need / rate + max(0.0, leg_h - load_h)
        return times
