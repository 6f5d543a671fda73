"""The operation in every imagined future: draw k of the exits' closings drives replication k of the movement.

Work is shared where the plan allows. Until the first closing an operation runs as it would without any, so one set
of replications without closings tells (a) every future in which the first closing comes after the last exit, whatever
the start, and (b) every future in which that closing leaves no way out: who is out by then, or on the last leg, is
out. Only futures in which some exit closes early and another stays open are run again, with their closings. A plan
whose hours follow the clock is run once for each hour of the day among the starts; one with fixed dates once for each
start.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

import numpy as np
from numpy.typing import NDArray

from leeway.case.hazard import HazardExit
from leeway.case.model import Case
from leeway.movement.outcomes import Begun, Outcomes, begin
from leeway.movement.pool import Pool
from leeway.posture.bases import Bases, clock_of, grid_of, phase_of
from leeway.posture.ways import Ways

Array = NDArray[np.float64]
Ints = NDArray[np.int64]
CITY: Final = "city"


@dataclass(frozen=True, slots=True)
class At:
    """What starting at `start_h` gives, n replications: `left[n, g]`, `out_by_exit[n, g, e]`, `people[n, g]`.

    `spare_h[n, g + 1]`: hours from the last one out of each group, and of all, to the first closing (who is on the last
    leg then gets through); negative where the closing comes first, `inf` where nothing closes.
    """

    start_h: float
    people: Ints
    left: Ints
    out_by_exit: Ints
    spare_h: Array


@dataclass(frozen=True, slots=True)
class _Open:
    """A start, hours until each key closes after it, and the rows that must be run again."""

    at: At
    shut: Mapping[str, Array]
    rows: Ints


class Futures:
    """The futures of one case, one set of draws."""

    def __init__(
        self,
        case: Case,
        hours: Mapping[str, Array],
        *,
        replications: int,
        seed: int,
        pool: Pool | None = None,
        bases: Bases | None = None,
        tell: Callable[[str], None] = lambda words: None,
    ) -> None:
        """`hours[exit]`: hours left after the as-of instant (`case.start`), at least `replications` draws each.

        `pool`: processes to simulate in. `bases`: runs without closings to use and to add to; same results with and
        without.
        """
        self.case = case
        self.replications = replications
        self._seed, self._pool, self._tell = seed, pool or Pool(1), tell
        exits = case.hazard.exits if case.hazard is not None else ()
        self._ways = Ways(case)
        self._closings = closings_of(case, exits, hours, replications, self._ways)
        self.grid_h = grid_of(case)
        self._bases = Bases() if bases is None else bases
        self._clock = clock_of(case)

    def base(self, start_h: float) -> Outcomes:
        """The operation without closings for a start then."""
        self._tell(f"simulating {self.replications:,} operations without closings")
        return self._bases.get(self.case, start_h, self.replications, self._seed, self._pool)

    def at(self, start_h: float) -> At:
        """What a start then gives, draw by draw."""
        return self.over([start_h])[0]

    def over(self, starts_h: Sequence[float]) -> list[At]:
        """What each of these starts gives; those that must be run again are run in one go for each hour of the day."""
        self._bases.begin(self.case, starts_h, self.replications, self._seed, self._pool)
        found = [self._from_base(start_h) for start_h in starts_h]
        phases = [phase_of(self._clock, start_h) for start_h in starts_h]
        begun = [
            self._begin_again(phase, [one for one, its in zip(found, phases, strict=True) if its == phase])
            for phase in dict.fromkeys(phases)
        ]
        for parts, again in begun:
            self._fill(parts, again)
        return [one.at for one in found]

    def _from_base(self, start_h: float) -> _Open:
        """What the run without closings tells of a start, and which rows it does not."""
        base = self.base(start_h)
        shut = {key: np.maximum(hours - start_h, 0.0) for key, hours in self._closings.items()}
        first = np.min(list(shut.values()), axis=0) if shut else np.full(self.replications, np.inf)
        at = At(start_h, base.people, base.left.copy(), base.out_by_exit.copy(), self._spare_h(base, first))
        if not shut:
            return _Open(at, shut, np.empty(0, dtype=np.int64))
        early = first < base.last_h
        stranded = early & self._ways.none_left(shut, first)
        self._truncate(base, first, stranded, at.left, at.out_by_exit)
        return _Open(at, shut, np.flatnonzero(early & ~stranded))

    def _spare_h(self, base: Outcomes, first: Array) -> Array:
        needed = np.column_stack([base.t100_h[:, :-1], base.last_h])
        legs = [hours for name, hours in self._ways.last_leg_h.items() if name in base.exits and np.isfinite(hours)]
        with np.errstate(invalid="ignore"):
            spare = first[:, None] + min(legs, default=0.0) - needed
        return np.where(np.isnan(spare), -np.inf, spare)  # never out, and nothing closes: no start is early enough

    def _truncate(self, base: Outcomes, first: Array, rows: NDArray[np.bool_], left: Ints, by_exit: Ints) -> None:
        if not rows.any():
            return
        assert base.gone is not None
        which = np.flatnonzero(rows)
        # Whoever arrives within the least time of the last leg was on it when it closed, and gets through.
        legs = np.array([self._ways.last_leg_h.get(name, 0.0) for name in base.exits])
        at = np.maximum(np.searchsorted(self.grid_h, first[:, None] + legs, side="right") - 1, 0)
        out = base.gone.by(at)[which]
        out[:, :, -1] = base.out_by_exit[which, :, -1]  # "own means", which uses nothing of the plan
        by_exit[which] = out
        left[which] = base.left[which] + base.out_by_exit[which].sum(axis=2) - out.sum(axis=2)

    def _begin_again(self, phase: float, parts: list[_Open]) -> tuple[list[_Open], Begun | None]:
        rows = np.concatenate([part.rows for part in parts])
        if not len(rows):
            return parts, None
        self._tell(f"simulating {len(rows):,} operations with closings")
        closings = {key: np.concatenate([part.shut[key][part.rows] for part in parts]) for key in parts[0].shut}
        start = self.case.start + timedelta(hours=phase)
        return parts, begin(self.case, rows.tolist(), self._pool, closings=closings, start=start, seed=self._seed)

    def _fill(self, parts: Sequence[_Open], again: Begun | None) -> None:
        if again is None:
            return
        found, begin_at = again.result(), 0
        for part in parts:
            end = begin_at + len(part.rows)
            part.at.left[part.rows] = found.left[begin_at:end]
            part.at.out_by_exit[part.rows] = found.out_by_exit[begin_at:end]
            begin_at = end


def closings_of(
    case: Case, exits: Sequence[HazardExit], hours: Mapping[str, Array], many: int, ways: Ways
) -> dict[str, Array]:
    """Hours until each key of the plan closes: the least over the exits that take it away.

    The city takes away what its own exit says, or everything but the havens.
    """
    closes: dict[str, Array] = {}
    stated = {exit_.id for exit_ in exits}
    taken = [(exit_.id, exit_.closes) for exit_ in exits]
    if CITY in hours and CITY not in stated:
        taken.append((CITY, ways.all_routes))
    for exit_id, keys in taken:
        if exit_id not in hours:
            continue
        for key in keys or (ways.all_routes if exit_id == CITY else ()):
            draws = np.asarray(hours[exit_id][:many], dtype=np.float64)
            closes[key] = np.minimum(closes[key], draws) if key in closes else draws
    return closes
