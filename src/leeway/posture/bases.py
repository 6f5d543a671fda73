"""Runs of one case without closings: what they depend on, begun early, done once and shared by whoever asks."""

from __future__ import annotations

import os
from collections.abc import Hashable, Mapping, Sequence
from datetime import timedelta
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from leeway.case.model import Case, Windows
from leeway.movement.outcomes import Begun, Outcomes, begin
from leeway.movement.pool import Pool
from leeway.movement.records import Clearance

STEP_H: Final = 0.25
"""Grid on which it is counted who is out when an exit closes; people who leave within the step count as left behind."""

STARTS_H: Final = (0.0, 12.0, 24.0, 36.0, 48.0, 72.0, 96.0, 120.0, 168.0, 240.0, 336.0)
"""Starts looked at: twice a day for two days, daily for a working week, then by the week; two weeks ahead."""
MISSED_H: Final = (-96.0, -72.0, -48.0, -24.0)
"""Starts that have passed: by how much it is too late, where it is."""


def grid_of(case: Case) -> NDArray[np.float64]:
    """Hours after the start at which it is counted who is out."""
    return np.arange(0.0, case.settings.horizon_h + STEP_H, STEP_H)


class Bases:
    """Kept by whoever looks at a case on many days or asks twice: people and plan must stay the same."""

    def __init__(self) -> None:
        self._begun: dict[Hashable, Begun] = {}
        self._done: dict[Hashable, Outcomes] = {}

    def begin(
        self, case: Case, starts_h: Sequence[float], replications: int, seed: int, pool: Pool, *, watch: bool = False
    ) -> None:
        """Begin those that the starts need, `starts_h` after `case.start`; nothing that is begun or done already.

        `watch`: the first of them also tells what is waited for (`watched`).
        """
        clock = clock_of(case)
        wanted: dict[Hashable, float] = {}
        for start_h in starts_h:
            phase = phase_of(clock, start_h)
            key = _key(case, clock, phase, replications, seed)
            if key not in self._done and key not in self._begun:
                wanted.setdefault(key, phase)
        # This process has work of its own in the meantime, and each piece costs as much as two hundred replications.
        spare = min(pool.workers, max(1, (os.cpu_count() or 1) - 1))
        for number, (key, phase) in enumerate(wanted.items()):
            self._begun[key] = begin(
                case, range(replications), pool, start=case.start + timedelta(hours=phase), seed=seed,
                grid_h=grid_of(case), pieces=-(-spare // len(wanted)), watch=watch and number == 0,
            )  # fmt: skip

    def get(self, case: Case, start_h: float, replications: int, seed: int, pool: Pool) -> Outcomes:
        """The operation without closings for a start then."""
        clock = clock_of(case)
        key = _key(case, clock, phase_of(clock, start_h), replications, seed)
        if key not in self._done:
            self.begin(case, [start_h], replications, seed, pool)
            self._done[key] = self._begun[key].result()
        return self._done[key]

    def watched(self, case: Case, replications: int, seed: int) -> Clearance:
        """What `simulate` gives of the first replications of a start now; it must have been begun so."""
        clock = clock_of(case)
        return self._begun[_key(case, clock, 0.0, replications, seed)].watched()


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


def phase_of(clock: str, start_h: float) -> float:
    """The start that stands for one `start_h` hours later than the case's: the same hour of the day, or itself."""
    match clock:
        case "none":
            return 0.0
        case "daily":
            return start_h % 24
        case _:
            return start_h


def _key(case: Case, clock: str, phase: float, replications: int, seed: int) -> Hashable:
    """What a run without closings depends on besides people and plan: by a clock of windows the hour of the day in
    every zone of the plan (sunrise moves, so with daylight the day too), by fixed instants the start itself."""
    start = case.start + timedelta(hours=phase)
    same = (replications, seed)
    if clock == "none":
        return same
    if clock == "dated" or any(w.daylight for w in _windows(case)):
        return (*same, start)
    zones = sorted({place.time_zone for place in case.plan.places.values()} | {case.time_zone})
    return (*same, *(start.astimezone(ZoneInfo(zone)).time() for zone in zones))


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
