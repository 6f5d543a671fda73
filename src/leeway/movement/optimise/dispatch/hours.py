"""Opening hours as plain intervals of hours after the start, and their intersections along a leg."""

from __future__ import annotations

import math
from bisect import bisect_left
from datetime import datetime

from leeway.case.calendar import open_intervals
from leeway.case.model import Place, Route, Windows
from leeway.movement.network import Network

Intervals = tuple[tuple[float, float], ...]
"""Closed intervals (from, to), ascending and apart."""

ALWAYS: Intervals = ((-math.inf, math.inf),)
TOLERANCE_H = 1e-9


def intersect(a: Intervals, b: Intervals) -> Intervals:
    """Times in both."""
    if a == ALWAYS:
        return b
    if b == ALWAYS:
        return a
    both: list[tuple[float, float]] = []
    i = j = 0
    while i < len(a) and j < len(b):
        low, high = max(a[i][0], b[j][0]), min(a[i][1], b[j][1])
        if low <= high:
            both.append((low, high))
        if a[i][1] < b[j][1]:
            i += 1
        else:
            j += 1
    return tuple(both)


def shifted(a: Intervals, hours: float) -> Intervals:
    """Every interval moved by `hours`."""
    return a if a == ALWAYS else tuple((low + hours, high + hours) for low, high in a)


def next_open(a: Intervals, t: float) -> float:
    """The first time at or after `t` in an interval, `inf` if there is none."""
    if a == ALWAYS:
        return t
    k = bisect_left(a, t - TOLERANCE_H, key=lambda span: span[1])
    return max(t, a[k][0]) if k < len(a) else math.inf


def closes_at(a: Intervals, t: float) -> float:
    """End of the interval that holds `t` (or of the next one), `inf` without end, `-inf` if all are over."""
    if a == ALWAYS:
        return math.inf
    k = bisect_left(a, t - TOLERANCE_H, key=lambda span: span[1])
    return a[k][1] if k < len(a) else -math.inf


def openings(windows: Windows, place: Place, start: datetime, horizon_h: float) -> Intervals:
    """When `windows` are open at `place`, in hours after `start`."""
    if windows.always:
        return ALWAYS
    found = open_intervals(windows, place.latitude, place.longitude, place.time_zone, start, horizon_h)
    return tuple((float(a), float(b)) for a, b in found)


class Hours:
    """Openings of every place and leg of a network, computed once. `closed` adds closings: id or exit name -> hours."""

    def __init__(self, network: Network, closed: dict[str, float] | None = None) -> None:
        self.network = network
        self.closed = closed or {}
        self._place: dict[tuple[str, str], Intervals] = {}
        self._entry: dict[tuple[str, bool, float, str], Intervals] = {}

    def unlocked_h(self, force: str | None) -> float:
        """When a security force has come; no force, no wait."""
        if force is None:
            return -math.inf
        return self.network.hours(self.network.plan.security_forces[force].lead_h)

    def _limit(self, *names: str | None) -> float:
        return min((self.closed[n] for n in names if n is not None and n in self.closed), default=math.inf)

    def place(self, place_id: str, mode: str = "") -> Intervals:
        """When vehicles of `mode` (or people, if empty) may enter or leave a place, its slots' hours included."""
        key = (place_id, mode)
        if key not in self._place:
            net, place = self.network, self.network.plan.places[place_id]
            horizon = net.case.settings.horizon_h
            result = openings(place.hours, place, net.start, horizon)
            if place.slots is not None and (mode in place.slots.modes or (mode and not place.slots.modes)):
                result = intersect(result, openings(place.slots.hours, place, net.start, horizon))
            span = (self.unlocked_h(place.unlocked_by), self._limit(place_id, place.exit))
            if span != ALWAYS[0]:
                result = intersect(result, (span,)) if span[0] <= span[1] else ()
            self._place[key] = result
        return self._place[key]

    def entry(self, route: Route, backwards: bool, leg_h: float, mode: str) -> Intervals:
        """When a leg of `leg_h` hours may begin: hours, closing, locks of the route and of both its ends."""
        key = (route.id, backwards, leg_h, mode)
        if key not in self._entry:
            net = self.network
            first, last = (route.destination, route.origin) if backwards else (route.origin, route.destination)
            result = openings(route.hours, net.plan.places[route.origin], net.start, net.case.settings.horizon_h)
            last_h = self._limit(route.id, route.exit)
            if route.closes is not None:
                last_h = min(last_h, route.closes.after(net.start))
            span = (self.unlocked_h(route.unlocked_by), last_h)
            if span != ALWAYS[0]:
                result = intersect(result, (span,)) if span[0] <= span[1] else ()
            result = intersect(result, self.place(first, mode))
            self._entry[key] = intersect(result, shifted(self.place(last, mode), -leg_h))
        return self._entry[key]
