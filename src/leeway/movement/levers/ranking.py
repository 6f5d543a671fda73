"""Which change buys most hours: every change tried on the same imagined futures, ranked, each with its interval.

Two stages, as ranking and selection has it: all changes on a few replications, the best of them on more. Replication k
of a changed plan draws the same numbers as replication k of the plan itself (streams keyed by entity and resource), so
that gains are differences within a future, not between two samples.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from leeway.case.model import Case
from leeway.movement.levers.change import Change
from leeway.movement.levers.changes import changes
from leeway.movement.records import Clearance
from leeway.movement.report.numbers import INTERVAL_SHARE, at_quantile

LEAST_TRIED, MOST_TRIED, EVENTS_TRIED = 6, 48, 60_000
"""Changes tried: as many as keep the events of one replication of each below `EVENTS_TRIED` in sum,
within the first two. Large plans are dear to simulate; there the resources most waited for come first. Counted in
events, not in seconds, so that every machine tries the same."""
SCREENED = 100
"""Replications of the first look at each change."""
REFINED, REFINED_ON = 5, 1000
"""Changes that get a second look, and on how many replications of the baseline at most."""
RESAMPLES = 400
"""Bootstrap resamples behind an interval."""

Simulate = Callable[..., Clearance]
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Lever:
    """What one change gains over the plan as it is, on common random numbers.

    `gained_h`: hours by which the chosen quantile of `measure` (all groups) falls, `inf` if only the change makes it
    finite, 0 if it is infinite with and without; `low_h` to `high_h` its 95 % bootstrap interval. `more_out`: mean
    people more out by the horizon, with `more_out_low` to `more_out_high`. `replications` it was measured on.
    """

    kind: str
    target: str
    label: str
    gained_h: float
    low_h: float
    high_h: float
    more_out: float
    more_out_low: float
    more_out_high: float
    replications: int
    measure: str = "t100"

    @property
    def helps(self) -> bool:
        """Whether the gain, in hours or in people, stands clear of chance."""
        return self.low_h > 0 or self.more_out_low > 0


def levers(
    case: Case,
    baseline: Clearance,
    *,
    simulate: Simulate,
    seed: int,
    start: datetime | None = None,
    closings: Mapping[str, Any] | None = None,
    quantile: float = 0.9,
    tell: Progress | None = None,
    workers: int = 1,
) -> list[Lever]:
    """Every change of `leeway.movement.levers.changes`, the most useful first.

    `baseline`: `simulate(case, policy="dispatch", seed=seed, start=start, closings=closings)`. `quantile` in (0, 1).
    `tell(label, done, all)` is called for each run, `workers` processes (`simulate` then has to be a plain function).
    Hours; deterministic for a seed, whatever the number of workers.
    """
    case = case if start is None else replace(case, start=start)
    tried = worth_trying(changes(case, _last_exit_h(baseline)), baseline)
    rows = baseline.people.shape[0]
    again = min(REFINED, -(-len(tried) // 4)) if rows > SCREENED else 0
    total = len(tried) + again
    done = 0

    def measure(found: list[Change], replications: int) -> Iterator[Lever]:
        nonlocal done
        run = partial(simulate, replications=min(replications, rows), seed=seed, start=start, closings=closings)
        changed_cases = (change.apply(case) for change in found)
        for change, changed in zip(found, _each(run, changed_cases, min(workers, len(found))), strict=True):
            if tell is not None:
                tell(change.label, done, total)
            done += 1
            yield compare(change, baseline, changed, quantile, seed)

    first = _ranked(list(measure(tried, SCREENED)), baseline, quantile)
    if not again:
        return first
    by_key = {(change.kind, change.target): change for change in tried}
    second = list(measure([by_key[lever.kind, lever.target] for lever in first[:again]], REFINED_ON))
    return _ranked(second, baseline, quantile) + first[again:]


def _each(run: Callable[[Case], Clearance], cases: Iterable[Case], workers: int) -> Iterator[Clearance]:
    """The cases simulated one after another, or whole ones side by side in several processes."""
    if workers <= 1:
        yield from map(run, cases)
        return
    with ProcessPoolExecutor(workers) as pool:
        yield from pool.map(run, cases)


def worth_trying(found: list[Change], baseline: Clearance) -> list[Change]:
    """As many as the plan's size allows: those of no single resource first, then by person-hours waited for it."""
    many = min(MOST_TRIED, max(LEAST_TRIED, EVENTS_TRIED // max(1, len(baseline.events))))
    if len(found) <= many:
        return found
    waited = dict(zip(baseline.resources, baseline.waiting_person_h.mean(axis=0).tolist(), strict=True))
    order = sorted(found, key=lambda c: -(waited.get(c.resource, 0.0) if c.resource else math.inf))
    kept = {(c.kind, c.target) for c in order[:many]}
    return [c for c in found if (c.kind, c.target) in kept]


def compare(change: Change, baseline: Clearance, changed: Clearance, quantile: float, seed: int) -> Lever:
    """The gain of `changed` over the same first replications of `baseline`, bootstrapped over pairs of replications
    (Efron and Tibshirani 1993, percentile interval)."""
    n = changed.people.shape[0]
    measure = measured(baseline, quantile)
    before, after = _times(baseline, measure)[:n], _times(changed, measure)
    more = (baseline.left[:n].sum(axis=1) - changed.left.sum(axis=1)).astype(np.float64)
    rng = np.random.Generator(np.random.SFC64(np.random.SeedSequence(seed, spawn_key=(n,))))
    picks = rng.integers(0, n, size=(RESAMPLES, n), dtype=np.int32)
    hours = _fall(_quantiles(before[picks], quantile), _quantiles(after[picks], quantile))
    people = more[picks].mean(axis=1)
    tail = (1 - INTERVAL_SHARE) / 2
    gained = float(_fall(np.array([at_quantile(before, quantile)]), np.array([at_quantile(after, quantile)]))[0])
    return Lever(
        change.kind, change.target, change.label,
        gained, at_quantile(hours, tail), at_quantile(hours, 1 - tail),
        float(more.mean()), at_quantile(people, tail), at_quantile(people, 1 - tail), n, measure,
    )  # fmt: skip


def measured(baseline: Clearance, quantile: float) -> str:
    """Which clearance time gains are told in: T100 if it is finite at that quantile, else T90, else T50, so that a
    group nobody can reach does not hide what helps the others."""
    finite = (m for m in ("t100", "t90", "t50") if math.isfinite(at_quantile(_times(baseline, m), quantile)))
    return next(finite, "t100")


def _times(clearance: Clearance, measure: str) -> NDArray[np.float64]:
    return {"t100": clearance.t100_h, "t90": clearance.t90_h, "t50": clearance.t50_h}[measure][:, -1]


def _quantiles(draws: NDArray[np.float64], share: float) -> NDArray[np.float64]:
    """`at_quantile` of every row."""
    rank = max(1, math.ceil(share * draws.shape[1] - 1e-9))
    return np.asarray(np.partition(draws, rank - 1, axis=1)[:, rank - 1])


def _fall(before: NDArray[np.float64], after: NDArray[np.float64]) -> NDArray[np.float64]:
    """before - after, with never less never counted as no gain."""
    with np.errstate(invalid="ignore"):
        return np.where(np.isinf(before) & np.isinf(after), 0.0, before - after)


def _last_exit_h(baseline: Clearance) -> float:
    """Median hours until the last exit, `inf` if more often than not somebody stays."""
    return at_quantile(baseline.t100_h[:, -1], 0.5)


def _ranked(found: list[Lever], baseline: Clearance, quantile: float) -> list[Lever]:
    """Most hours first, then most people; people first where the plan leaves somebody at that quantile."""
    never = math.isinf(at_quantile(baseline.t100_h[:, -1], quantile))
    if never:
        return sorted(found, key=lambda lever: (_surely_out(lever), lever.gained_h), reverse=True)
    return sorted(found, key=lambda lever: (lever.gained_h, lever.more_out), reverse=True)


def _surely_out(lever: Lever) -> float:
    """People more out, where that is clear of chance."""
    return lever.more_out if lever.more_out_low > 0 else 0.0
