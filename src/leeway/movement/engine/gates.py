"""When a route or a place may be entered, and how often: hours, closings, interruptions, forces, movements an hour."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from leeway.case.model import Place, Windows
from leeway.movement.draws import Array, sample, uniforms
from leeway.movement.engine.world import World

Rows = NDArray[np.int64]
TOLERANCE_H = 1e-9


class Gate:
    """Open in `spans` (from, to), from `unlocked_h` on, up to and including `closes_h`, except in [cut_from, cut_to).

    The last four have one value a replication.
    """

    def __init__(self, spans: list[tuple[float, float]] | None, unlocked_h: Array, closes_h: Array,
                 cut: tuple[Array, Array] | None = None) -> None:  # fmt: skip
        self.begins = None if spans is None else np.array([a for a, _ in spans] + [math.inf])
        self.ends = None if spans is None else np.array([b for _, b in spans])
        self.unlocked_h, self.closes_h, self.cut = unlocked_h, closes_h, cut
        self.locks, self.closes = bool(np.any(unlocked_h > 0)), not bool(np.all(np.isposinf(closes_h)))
        self.always = spans is None and cut is None and not self.locks and not self.closes

    def next_open(self, rows: Rows, t: Array) -> Array:
        """First hour at or after `t` when it may be entered, `inf` if never again."""
        if self.always:
            return t
        if self.locks:
            t = np.maximum(t, self.unlocked_h[rows])
        for _ in range(1 if self.cut is None else 3):
            if self.begins is not None and self.ends is not None:
                t = np.maximum(t, self.begins[self.ends.searchsorted(t - TOLERANCE_H)])
            if self.cut is not None:
                begin, end = self.cut[0][rows], self.cut[1][rows]
                t = np.where((t >= begin) & (t < end), end, t)
        return np.where(t > self.closes_h[rows] + TOLERANCE_H, np.inf, t) if self.closes else t


BOOKED = 8
"""Entries noted ahead of time, beyond those of one sliding hour, that are remembered."""


class Limiter:
    """At most `rate` entries in any sliding hour (below one: spaced by 1/rate). Entries may be noted ahead of time.

    `last` (replications, k): a ring of the latest entries, ascending from `turn` on."""

    def __init__(self, rate: float, replications: int) -> None:
        self.depth = max(1, math.floor(rate + TOLERANCE_H))
        self.span_h = 1.0 if rate >= 1 else (1 / rate if rate > 0 else math.inf)
        self.size = self.depth + BOOKED
        self.last = np.full((replications, self.size), -np.inf)
        self.turn = np.zeros(replications, dtype=np.int64)

    def next_free(self, rows: Rows, t: Array) -> Array:
        """First hour at or after `t` when another may enter."""
        turn = self.turn[rows]
        free = np.maximum(t, self.last[rows, turn - self.depth] + self.span_h)
        ahead = self.last[rows, turn - 1] > t + TOLERANCE_H
        if ahead.any():
            free[ahead] = self._between(rows[ahead], t[ahead])
        return free

    def _between(self, rows: Rows, t: Array) -> Array:
        """`next_free` where entries later than `t` are noted already: no `depth` of them and this one too near."""
        noted = np.sort(self.last[rows], axis=1)
        for k in range(self.size - self.depth + 1):
            first, last = noted[:, k], noted[:, k + self.depth - 1]
            near = last < first + self.span_h - TOLERANCE_H
            near &= (last - self.span_h < t - TOLERANCE_H) & (t < first + self.span_h - TOLERANCE_H)
            t = np.where(near, first + self.span_h, t)
        return t

    def enter(self, rows: Rows, t: Array) -> None:
        """Note an entry."""
        turn = self.turn[rows]
        behind = t < self.last[rows, turn - 1]
        self.last[rows, turn] = t
        self.turn[rows] = (turn + 1) % self.size
        if behind.any():
            self.last[rows[behind]] = np.sort(self.last[rows[behind]], axis=1)
            self.turn[rows[behind]] = 0


def spans_of(world: World, windows: Windows, place: Place) -> list[tuple[float, float]] | None:
    """Open spans of some hours at a place, None for always."""
    if windows.always:
        return None
    from leeway.case.calendar import open_intervals

    return list(open_intervals(windows, place.latitude, place.longitude, place.time_zone, world.start, world.horizon_h))


def both(a: list[tuple[float, float]] | None, b: list[tuple[float, float]] | None) -> list[tuple[float, float]] | None:
    """Spans in which both are open."""
    if a is None or b is None:
        return b if a is None else a
    return [(max(x0, y0), min(x1, y1)) for x0, x1 in a for y0, y1 in b if max(x0, y0) <= min(x1, y1)]


class Gates:
    """Every gate of one chunk. `leave[r]`, `back[r]`: setting out over route r, the other way;
    `enter[p]`: coming into place p; `slots[p]`: movements at place p;
    `route_rate[r]`: vehicles entering route r. `force_h[id]`: draws of arrival."""

    def __init__(self, world: World, seed: int, replications: Sequence[int], closings: Mapping[str, Array]) -> None:
        plan, many = world.plan, len(replications)
        self.force_h = {
            f.id: sample(f.lead_h, seed, replications, f"force/{f.id}", 1)[:, 0] for f in plan.security_forces.values()
        }
        zero, never = np.zeros(many), np.full(many, np.inf)
        self.leave: list[Gate] = []
        self.back: list[Gate] = []
        for route in world.routes:
            origin, destination = plan.places[route.origin], plan.places[route.destination]
            closes = never if route.closes is None else np.full(many, route.closes.after(world.start))
            for key in {route.id, origin.id, destination.id, route.exit, origin.exit, destination.exit}:
                if key is not None and key in closings:
                    closes = np.minimum(closes, closings[key])
            cut = None
            if route.interruption is not None and route.interruption.chance > 0:
                u = uniforms(seed, replications, f"interruption/{route.id}", 2)
                length = sample(route.interruption.length_h, seed, replications, f"interruption h/{route.id}", 1)[:, 0]
                after = route.interruption.after
                begin = u[:, 1] * world.horizon_h if after is None else np.full(many, after.after(world.start))
                begin = np.where(u[:, 0] < route.interruption.chance, begin, np.inf)
                cut = (begin, begin + length)
            hours = spans_of(world, route.hours, origin)
            for gates, place in ((self.leave, origin), (self.back, destination)):
                unlocked = zero
                for force in {route.unlocked_by, place.unlocked_by}:
                    if force is not None:
                        unlocked = np.maximum(unlocked, self.force_h[force])
                gates.append(Gate(both(hours, spans_of(world, place.hours, place)), unlocked, closes, cut))
        self.enter = [
            Gate(spans_of(world, p.hours, p), zero if p.unlocked_by is None else self.force_h[p.unlocked_by], never)
            for p in world.places
        ]
        self.slots: dict[int, Limiter] = {}
        self.slot_hours: dict[int, Gate] = {}
        for k, p in enumerate(world.places):
            if p.slots is not None:
                if p.slots.movements_per_h != math.inf:
                    self.slots[k] = Limiter(p.slots.movements_per_h, many)
                self.slot_hours[k] = Gate(spans_of(world, p.slots.hours, p), zero, never)
        self.route_rate = {
            k: Limiter(r.vehicles_per_h, many) for k, r in enumerate(world.routes) if r.vehicles_per_h != math.inf
        }

    def next_movement(self, place: int, mode: str, world: World, rows: Rows, t: Array) -> Array:
        """First hour when a vehicle of `mode` may land at or leave a place."""
        slots = world.places[place].slots
        if slots is None or (slots.modes and mode not in slots.modes):
            return t
        for _ in range(2):
            t = self.slot_hours[place].next_open(rows, t)
            if place in self.slots:
                t = self.slots[place].next_free(rows, t)
        return self.slot_hours[place].next_open(rows, t)

    def note_movement(self, place: int, mode: str, world: World, rows: Rows, t: Array) -> None:
        """Use one movement of a place's slots."""
        slots = world.places[place].slots
        if place in self.slots and slots is not None and (not slots.modes or mode in slots.modes):
            self.slots[place].enter(rows, t)
