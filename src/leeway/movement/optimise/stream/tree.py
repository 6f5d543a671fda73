"""Tree search over streams drawn as bars: groups are placed in the order of their first ticks, each at the first tick
with room not before the one placed last.

Every plan in which no stream could begin earlier is met by placing its streams in the order of their beginnings, so the
search over all groups and rates is complete. What is free on a road before the last beginning is lost for good: a
branch ends when the people still to come do not fit into the rest (an energy bound). For each road and rate one whole
number says at which ticks the rate fits: bit t is tick t.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from leeway.movement.optimise.clock import Clock
from leeway.movement.optimise.flow.network import Ticks
from leeway.movement.optimise.stream.windows import Bars

Masks = list[list[int]]
"""By road and rate: ticks with room for the rate; entry 0 is not used."""
NODE_S, LOOK_S, MASK_S, LONG_TICKS = 16e-6, 2.4e-6, 0.8e-6, 3_000
"""What a node, a look at an option and a mask should take; so many ticks make a look and a mask twice as dear."""
SEARCH_S = 500e-6
"""What it should take to begin a search."""
LOOKED_AFTER = 64
"""Nodes between two looks at the clock."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """`order` of the groups, and by group its `options` and `starts`; None: none found. `exhausted`: there is none."""

    found: tuple[list[int], list[int], list[int]] | None
    exhausted: bool


class Tree:
    """Plans in which every option's people have arrived by its tick in `last`."""

    def __init__(self, bars: Bars, last: Ticks, clock: Clock) -> None:
        self.bars, self.clock = bars, clock
        self.rate, self.ticks = bars.rate.tolist(), bars.ticks.tolist()
        self.release, self.last = bars.release.tolist(), last.tolist()
        limit = bars.profile.shape[0] - 1
        self.roads = [[road for road in bars.roads[row].tolist() if road < limit] for row in bars.row.tolist()]
        ends = [int(f) + int(n) for f, n in zip(bars.first, bars.count, strict=True)]
        self.options = [
            [o for o in range(int(f), end) if self.release[o] + self.ticks[o] - 1 <= self.last[o]]
            for f, end in zip(bars.first, ends, strict=True)
        ]
        self.possible = all(self.options)
        self.looks = self.masks = 0
        horizon = max(0, min(bars.profile.shape[1], int(last.max()) + 1))
        self.root = [_masks(bars.profile[road, :horizon], self._usable(road, horizon)) for road in range(limit)]
        self.least = [self._least(options) for options in self.options]
        self.windows = [
            ((1 << (self.last[o] - self.ticks[o] + 2)) - 1) if self.last[o] - self.ticks[o] + 2 > 0 else 0
            for o in range(len(self.rate))
        ]
        self.longer = 1 + horizon / LONG_TICKS

    def _usable(self, road: int, horizon: int) -> Ticks:
        """Ticks at which some group can be on the road."""
        users = [o for options in self.options for o in options if road in self.roads[o]]
        first = min((self.release[o] for o in users), default=horizon)
        last = max((self.last[o] for o in users), default=-1)
        ticks = np.arange(horizon)
        return np.asarray((ticks >= first) & (ticks <= last))

    def _least(self, options: list[int]) -> dict[int, int]:
        """What a group takes at least of each road it cannot avoid: person-ticks."""
        people = min((self.rate[o] * self.ticks[o] for o in options), default=0)
        common = set.intersection(*(set(self.roads[o]) for o in options)) if options else set()
        return dict.fromkeys(common, people)

    def search(
        self,
        sequence: list[tuple[int, int]],
        free: list[int],
        rng: np.random.Generator,
        nodes: int,
        until_s: float = math.inf,
    ) -> Verdict:
        """A plan that keeps the order and options of `sequence` (group, option) and does as it likes with the groups
        `free`; cut short after `nodes`, or when the clock shows `until_s`."""
        if not self.possible:
            return Verdict(None, True)
        self.clock.did(SEARCH_S)
        needs = [0] * len(self.root)
        for job in [*free, *(job for job, _ in sequence)]:
            for road, people in self.least[job].items():
                needs[road] += people
        steps = rng.random(4096).tolist()
        placed: list[tuple[int, int, int]] = []
        stack = [(0, 0, tuple(sorted(free)), 0, self.root, needs, (-1, -1, -1))]
        while stack:
            depth, since, rest, position, masks, needs, choice = stack.pop()
            nodes -= 1
            if nodes < 0 or (nodes % LOOKED_AFTER == 0 and self._over(until_s)):
                self._note(0)
                return Verdict(None, False)
            if choice[0] >= 0:
                del placed[depth - 1 :]
                placed.append(choice)
                booked = self._booked(masks, needs, *choice)
                if booked is None:
                    continue
                masks, needs = booked
            if not rest and position == len(sequence):
                self._note(0)
                return self._verdict(placed)
            children = self._children(masks, since, rest, sequence, position)
            if children is None:
                continue
            ranked = sorted(
                (start + 6.0 * steps[(nodes * 31 + k) & 4095], k) for k, (start, _, _) in enumerate(children)
            )
            for _, k in reversed(ranked):
                start, job, option = children[k]
                is_next = position < len(sequence) and sequence[position][0] == job
                left = rest if is_next else tuple(other for other in rest if other != job)
                stack.append((depth + 1, start, left, position + is_next, masks, needs, (job, option, start)))
        self._note(0)
        return Verdict(None, True)

    def _over(self, until_s: float) -> bool:
        self._note(LOOKED_AFTER)
        return self.clock.remaining_s <= 0 or self.clock.elapsed_s > until_s

    def _note(self, nodes: int) -> None:
        """Tell the clock what has been done since it was last told."""
        self.clock.did(nodes * NODE_S + (self.looks * LOOK_S + self.masks * MASK_S) * self.longer)
        self.looks = self.masks = 0

    def _children(
        self, masks: Masks, since: int, rest: tuple[int, ...], sequence: list[tuple[int, int]], position: int
    ) -> list[tuple[int, int, int]] | None:
        """(start, group, option) of all that may come next; None if a group has lost its last chance."""
        children = []
        self.looks += sum(len(self.options[job]) for job in rest) + len(sequence) - position
        for job in rest:
            some = False
            for option in self.options[job]:
                start = self._start(masks, since, option)
                if start >= 0:
                    some = True
                    children.append((start, job, option))
            if not some:
                return None
        for job, option in sequence[position:]:
            start = self._start(masks, since, option)
            if start < 0:
                return None
            if job == sequence[position][0]:
                children.append((start, job, option))
        return children

    def _start(self, masks: Masks, since: int, option: int) -> int:
        """First tick from `since` on at which the option has room on all its roads and is in time; -1: none."""
        begin = max(since, self.release[option])
        rate, fits = self.rate[option], -1
        for road in self.roads[option]:
            fits &= masks[road][rate] if rate < len(masks[road]) else 0
        if fits == -1:
            return begin if (self.windows[option] >> begin) & 1 else -1
        fits >>= begin
        length, done = self.ticks[option], 1
        while done < length and fits:
            step = min(done, length - done)
            fits &= fits >> step
            done += step
        fits &= self.windows[option] >> begin
        return begin + (fits & -fits).bit_length() - 1 if fits else -1

    def _booked(
        self, masks: Masks, needs: list[int], job: int, option: int, start: int
    ) -> tuple[Masks, list[int]] | None:
        """Roads and needs with the option in place; None if what is left is too little for the people to come."""
        rate, within = self.rate[option], ((1 << self.ticks[option]) - 1) << start
        masks, needs = list(masks), list(needs)
        for road in self.roads[option]:
            before = masks[road]
            top = len(before)
            self.masks += 2 * top
            masks[road] = [
                (mask & ~within) | (before[r + rate] & within) if r + rate < top else mask & ~within
                for r, mask in enumerate(before)
            ]
        for road, people in self.least[job].items():
            needs[road] -= people
        for road, need in enumerate(needs):
            if need > 0 and sum((mask >> start).bit_count() for mask in masks[road][1:]) < need:
                return None
        return masks, needs

    def _verdict(self, placed: list[tuple[int, int, int]]) -> Verdict:
        options, starts = [0] * len(placed), [0] * len(placed)
        for job, option, start in placed:
            options[job], starts[job] = option, start
        return Verdict(([job for job, _, _ in placed], options, starts), False)


def _masks(profile: Ticks, usable: Ticks) -> list[int]:
    """By rate 0 ... the greatest capacity: the ticks at which it fits; none where nobody can come by."""
    inside = np.where(usable, profile, 0)
    top = int(inside.max(initial=0))
    return [
        int.from_bytes(np.packbits(inside >= rate, bitorder="little").tobytes(), "little") for rate in range(top + 1)
    ]
