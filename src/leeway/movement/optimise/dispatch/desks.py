"""Stations of one place in sequence: first come, first served, over desks that open and close, with blocking."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from leeway.case.model import Settings, Station, Windows
from leeway.movement.network import Network
from leeway.movement.optimise.dispatch.crowd import Bundle
from leeway.movement.optimise.dispatch.hours import Hours, openings
from leeway.movement.records import Processing


def service_time_h(network: Network, station: Station, settings: Settings) -> float | None:
    """Planned hours per party (or person) at the case's processing depth, None if the station is skipped."""
    chosen = station.service_h.get(settings.processing_depth) or station.service_h.get("full")
    return None if chosen is None else network.hours(chosen)


def less_staffed(station: Station, less: int) -> Station:
    """The station with fewer desks, in every shift."""
    if not less:
        return station
    shifts = tuple(replace(s, servers=max(0, s.servers - less)) for s in station.shifts)
    return replace(station, servers=max(0, station.servers - less), shifts=shifts)


def servers_over_time(network: Network, hours: Hours, station: Station) -> list[tuple[float, int]]:
    """(from, open desks) steps, the first at minus infinity."""
    place = network.plan.places[station.place]
    horizon = network.case.settings.horizon_h
    changes: list[tuple[float, int]] = []
    if not station.shifts:
        changes.append((-1e9, station.servers))
    for shift in station.shifts:
        begins = shift.begins.after(network.start)
        ends = shift.ends.after(network.start) if shift.ends is not None else 1e9
        spans: tuple[tuple[float, float], ...] = ((begins, ends),)
        if shift.daily is not None:
            daily = openings(Windows(daily=(shift.daily,)), place, network.start, horizon)
            spans = tuple((max(a, begins), min(b, ends)) for a, b in daily if min(b, ends) > max(a, begins))
        for a, b in spans:
            changes += [(a, shift.servers), (b, -shift.servers)]
    steps: list[tuple[float, int]] = [(-1e18, 0)]
    total = 0
    for t, change in sorted(changes):
        total += change
        if steps[-1][0] == t:
            steps[-1] = (t, total)
        else:
            steps.append((t, total))
    if station.ramp_up_h > 0 and station.servers > 0:
        opened = [(-1e18, 0), *((station.ramp_up_h * k / station.servers, k + 1) for k in range(station.servers))]
        opened.append((station.ramp_up_h, 10**9))
        times = sorted({t for t, _ in steps} | {t for t, _ in opened})
        steps = [(t, min(_at(steps, t), _at(opened, t))) for t in times]
    unlocked = hours.unlocked_h(station.unlocked_by)
    if unlocked > -1e9:
        times = sorted({unlocked} | {t for t, _ in steps})
        steps = [(t, _at(steps, t) if t >= unlocked else 0) for t in times]
    return steps


def _at(steps: list[tuple[float, int]], t: float) -> int:
    value = 0
    for begin, number in steps:
        if begin > t:
            break
        value = number
    return value


class Desk:
    """One station at work."""

    __slots__ = ("blocked", "busy", "queue", "service_h", "spec", "step", "steps", "waiting")

    def __init__(self, spec: Station, service_h: float, steps: list[tuple[float, int]]) -> None:
        self.spec, self.service_h, self.steps = spec, service_h, steps
        self.step = 0
        self.queue: deque[tuple[str, int, int]] = deque()
        self.waiting = 0
        self.busy = 0
        self.blocked: deque[tuple[str, int, int, float]] = deque()

    def open_at(self, t: float) -> int:
        """Desks open at `t` (called with times that never go back)."""
        while self.step + 1 < len(self.steps) and self.steps[self.step + 1][0] <= t:
            self.step += 1
        return self.steps[self.step][1]


class Desks:
    """The sequence of a place. `finish(t, bundle)` is called for those who have passed them all; `later(t, work)` asks
    the dispatcher to call `work` at `t`; `progress(t)` is told whenever anybody has moved."""

    def __init__(
        self,
        network: Network,
        hours: Hours,
        place: str,
        categories: Mapping[str, str],
        finish: Callable[[float, Bundle], None],
        later: Callable[[float, Callable[[float], None]], None],
        fewer: Mapping[str, int],
        progress: Callable[[float], None],
    ) -> None:
        self.place, self.categories, self.finish, self.later = place, categories, finish, later
        self.records: list[Processing] = []
        self._working = self._again = False
        self.progress = progress
        self.chain: list[Desk] = []
        for name in network.stations_at(place):
            spec = network.plan.stations[name]
            service = service_time_h(network, spec, network.case.settings)
            if service is not None:
                steps = servers_over_time(network, hours, less_staffed(spec, fewer.get(name, 0)))
                self.chain.append(Desk(spec, service, steps))
        self.unlimited = all(math.isinf(d.spec.queue_limit) for d in self.chain)
        self._following: dict[tuple[int, str], int | None] = {}
        for desk in self.chain:
            for t, _ in desk.steps:
                if t > 0:
                    self.later(t, self.work)

    def _next(self, after: int, group: str) -> int | None:
        key = (after, group)
        if key not in self._following:
            self._following[key] = next(
                (
                    k
                    for k in range(after + 1, len(self.chain))
                    if not self.chain[k].spec.categories or self.categories[group] in self.chain[k].spec.categories
                ),
                None,
            )
        return self._following[key]

    def admits(self, t: float, bundles: Sequence[Bundle]) -> bool:
        """Whether the first queue has room for a load at `t`, those who are served at once not counted."""
        for k, desk in enumerate(self.chain):
            entering = [b for b in bundles if self._next(-1, b.group) == k]
            people = sum(b.size * b.parties for b in entering)
            at_once = 0
            if not desk.queue:
                free = max(0, desk.open_at(t) - desk.busy)
                at_once = min(people, free * min((b.size for b in entering), default=0))
            if people and desk.waiting + people > desk.spec.queue_limit + at_once:
                return False
        return True

    @property
    def room(self) -> float:
        """People the first limited queue can still take."""
        return min((d.spec.queue_limit - d.waiting for d in self.chain), default=math.inf)

    @property
    def most_at_once(self) -> float:
        """The largest load that can ever come in."""
        return min((max(1.0, d.spec.queue_limit) for d in self.chain), default=math.inf)

    def enter(self, t: float, bundle: Bundle) -> None:
        """Parties come in."""
        first = self._next(-1, bundle.group)
        if first is None:
            self.finish(t, bundle)
        else:
            self._queue(first, bundle.group, bundle.size, bundle.parties)

    def _queue(self, k: int, group: str, size: int, parties: int) -> None:
        desk = self.chain[k]
        desk.queue.append((group, size, parties))
        desk.waiting += size * parties

    def work(self, t: float) -> None:
        """Move whoever can move: release blocked desks from the last station back, start what can start."""
        self._again = True
        if self._working:
            return
        self._working = True
        while self._again:
            self._again = False
            for k in range(len(self.chain) - 1, -1, -1):
                desk = self.chain[k]
                if desk.blocked and self._release(k, t):
                    self._again = True
                if desk.queue and self._start(k, t):
                    self._again = True
            if self._again:
                self.progress(t)
        self._working = False

    def _release(self, k: int, t: float) -> bool:
        desk, moved = self.chain[k], False
        while desk.blocked:
            group, size, parties, start = desk.blocked[0]
            following, number = self._next(k, group), parties
            if following is not None:
                target = self.chain[following]
                room = target.spec.queue_limit - target.waiting
                free = target.open_at(t) - target.busy - len(target.queue)
                fits = parties if room >= size * parties else int(room // size)
                number = min(parties, max(fits, min(free, parties) if not target.queue else 0))
                if number < 1:
                    return moved
            if number == parties:
                desk.blocked.popleft()
            else:
                desk.blocked[0] = (group, size, parties - number, start)
            desk.busy -= number
            moved = True
            self.records.append(Processing(self.place, desk.spec.id, group, size * number, number, start, t))
            if following is not None:
                self._queue(following, group, size, number)
            else:
                self.finish(t, Bundle(group, size, number))
        return moved

    def _start(self, k: int, t: float) -> bool:
        desk, moved = self.chain[k], False
        free = desk.open_at(t) - desk.busy
        while free > 0 and desk.queue:
            group, size, parties = desk.queue[0]
            number = min(free, parties)
            if number == parties:
                desk.queue.popleft()
            else:
                desk.queue[0] = (group, size, parties - number)
            desk.waiting -= size * number
            desk.busy += number
            free -= number
            length = desk.service_h * (size if desk.spec.per == "person" else 1)
            self.later(t + length, self._finisher(k, group, size, number, t))
            moved = True
        return moved

    def _finisher(self, k: int, group: str, size: int, number: int, start: float) -> Callable[[float], None]:
        def finished(t: float) -> None:
            if self.unlimited:
                self._pass_on(k, group, size, number, start, t)
            else:
                self.chain[k].blocked.append((group, size, number, start))
                self.work(t)

        return finished

    def _pass_on(self, k: int, group: str, size: int, parties: int, start: float, t: float) -> None:
        """Where no queue is limited nobody is ever blocked: the desk is free, the parties go to the next one."""
        desk = self.chain[k]
        desk.busy -= parties
        self.records.append(Processing(self.place, desk.spec.id, group, size * parties, parties, start, t))
        following = self._next(k, group)
        if following is not None:
            self._queue(following, group, size, parties)
        else:
            self.finish(t, Bundle(group, size, parties))
        if desk.queue:
            self._start(k, t)
        if following is not None:
            self._start(following, t)
