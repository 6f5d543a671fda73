"""The operation in every imagined future: draw k of the exits' closings drives replication k of the movement.

Work is shared where the plan allows. Until the first closing an operation runs as it would without any, so one set
of replications without closings tells (a) every future in which the first closing comes after the last exit, whatever
the start, and (b) every future in which that closing leaves no way out: who is out by then, or on the last leg, is
out. Only futures in which some exit closes early and another stays open are run again, with their closings. A plan
whose hours follow the clock is run once for each hour of the day among the starts; one with fixed dates once for each
start.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from leeway.case.hazard import HazardExit
from leeway.case.model import Case, Windows
from leeway.movement.outcomes import Outcomes, outcomes
from leeway.posture.ways import Ways

Array = NDArray[np.float64]
Ints = NDArray[np.int64]
STEP_H: Final = 0.25
"""Grid on which it is counted who is out when an exit closes; people who leave within the step count as left behind."""
CITY: Final = "city"
Bases = MutableMapping[Hashable, Outcomes]
"""Runs without closings of one case, kept by whoever looks at it on many days: people and plan must stay the same."""


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
        workers: int = 1,
        bases: Bases | None = None,
        tell: Callable[[str], None] = lambda words: None,
    ) -> None:
        """`hours[exit]`: hours left after the as-of instant (`case.start`), at least `replications` draws each.

        `bases`: runs without closings to use and to add to; same results with and without.
        """
        self.case = case
        self.replications = replications
        self._seed, self._workers, self._tell = seed, workers, tell
        exits = case.hazard.exits if case.hazard is not None else ()
        self._ways = Ways(case)
        self._closings = closings_of(case, exits, hours, replications, self._ways)
        self.grid_h = np.arange(0.0, case.settings.horizon_h + STEP_H, STEP_H)
        self._bases: Bases = {} if bases is None else bases
        self._clock = clock_of(case)

    def base(self, start_h: float) -> Outcomes:
        """The operation without closings for a start then."""
        phase = self._phase(start_h)
        key = self._base_key(phase)
        if key not in self._bases:
            self._tell(f"simulating {self.replications:,} operations without closings")
            self._bases[key] = outcomes(
                self.case, range(self.replications), start=self.case.start + timedelta(hours=phase), seed=self._seed,
                workers=self._workers, grid_h=self.grid_h,
            )  # fmt: skip
        return self._bases[key]

    def at(self, start_h: float) -> At:
        """What a start then gives, draw by draw."""
        return self.over([start_h])[0]

    def over(self, starts_h: Sequence[float]) -> list[At]:
        """What each of these starts gives; those that must be run again are run in one go for each hour of the day."""
        found = [self._from_base(start_h) for start_h in starts_h]
        for phase in dict.fromkeys(self._phase(one.at.start_h) for one in found):
            self._again(phase, [one for one in found if self._phase(one.at.start_h) == phase])
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
        assert base.curve is not None
        which = np.flatnonzero(rows)
        out = base.out_by_exit[which].copy()
        for number, name in enumerate(base.exits[:-1]):  # the last is "own means", which uses nothing of the plan
            # Whoever arrives within the least time of the last leg was on it when it closed, and gets through.
            still_h = first[which] + self._ways.last_leg_h.get(name, 0.0)
            at = np.maximum(np.searchsorted(self.grid_h, still_h, side="right") - 1, 0)
            out[:, :, number] = base.curve[which, :, number, at]
        by_exit[which] = out
        left[which] = base.left[which] + base.out_by_exit[which].sum(axis=2) - out.sum(axis=2)

    def _again(self, phase: float, parts: Sequence[_Open]) -> None:
        rows = np.concatenate([part.rows for part in parts])
        if not len(rows):
            return
        self._tell(f"simulating {len(rows):,} operations with closings")
        closings = {key: np.concatenate([part.shut[key][part.rows] for part in parts]) for key in parts[0].shut}
        found = outcomes(
            self.case, rows.tolist(), closings=closings, start=self.case.start + timedelta(hours=phase),
            seed=self._seed, workers=self._workers,
        )  # fmt: skip
        begin = 0
        for part in parts:
            end = begin + len(part.rows)
            part.at.left[part.rows] = found.left[begin:end]
            part.at.out_by_exit[part.rows] = found.out_by_exit[begin:end]
            begin = end

    def _base_key(self, phase: float) -> Hashable:
        """What a run without closings depends on besides people and plan: by a clock of windows the hour of the day in
        every zone of the plan (sunrise moves, so with daylight the day too), by fixed instants the start itself."""
        start = self.case.start + timedelta(hours=phase)
        same = (self.replications, self._seed)
        if self._clock == "none":
            return same
        if self._clock == "dated" or any(w.daylight for w in _windows(self.case)):
            return (*same, start)
        zones = sorted({place.time_zone for place in self.case.plan.places.values()} | {self.case.time_zone})
        return (*same, *(start.astimezone(ZoneInfo(zone)).time() for zone in zones))

    def _phase(self, start_h: float) -> float:
        match self._clock:
            case "none":
                return 0.0
            case "daily":
                return start_h % 24
            case _:
                return start_h


def first_closing_h(case: Case, hours: Mapping[str, Array]) -> Array:
    """Hours until the first way out closes, the least last leg added: who is on it gets through. Shape of the draws."""
    exits = case.hazard.exits if case.hazard is not None else ()
    many = min(len(draws) for draws in hours.values())
    ways = Ways(case)
    closings = closings_of(case, exits, hours, many, ways)
    if not closings:
        return np.full(many, np.inf)
    legs = [leg for leg in ways.last_leg_h.values() if np.isfinite(leg)]
    return np.asarray(np.min(list(closings.values()), axis=0) + min(legs, default=0.0))


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


def clock_of(case: Case) -> str:
    """Whether the plan looks at a clock: "none", "daily" (hours of the day, daylight), or "dated" (fixed instants)."""
    windows = list(_windows(case))
    plan = case.plan
    moments = [m for service in plan.services.values() for m in service.departures]
    dated = any(m.at is not None for m in moments) or any(
        edge.at is not None for w in windows for span in w.spans for edge in span
    )
    if dated or any(r.closes is not None and r.closes.at is not None for r in plan.routes.values()):
        return "dated"
    return "daily" if any(w.daily or w.daylight for w in windows) else "none"


def _windows(case: Case) -> list[Windows]:
    """Every set of hours in the plan, wherever it stands."""
    found: list[Windows] = []

    def look(value: object) -> None:
        if isinstance(value, Windows):
            found.append(value)
        elif isinstance(value, Mapping):
            for part in value.values():
                look(part)
        elif isinstance(value, tuple):
            for part in value:
                look(part)
        elif hasattr(value, "__dataclass_fields__"):
            for name in value.__dataclass_fields__:
                look(getattr(value, name))

    look(case.plan)
    return found
