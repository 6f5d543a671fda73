"""What shortening the clearance buys: the changes that touch what the last person waits for, tried on the same futures.

Which to try is read off a few simulated operations: the hours for which the last person waits for what a change adds,
times the share it adds. Each is then simulated with the same random numbers as the plan itself, and both are held
against the joint closings (`leeway.posture.joint`): all draws of those that leave no way out, against each simulated
time needed (the two are independent by construction), which tells small gains from chance with few operations; where
some way stays open, the operations are run with their closings.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from leeway.case.model import Case
from leeway.movement.levers.change import Change
from leeway.movement.levers.changes import changes
from leeway.movement.outcomes import Begun, Outcomes, begin
from leeway.movement.pool import Pool
from leeway.movement.records import Clearance
from leeway.posture.bases import grid_of
from leeway.posture.broad_changes import NOTICE_H, broad_changes
from leeway.posture.joint import Ints, Joint
from leeway.posture.model import Array, Gain, LeverGain
from leeway.posture.warning_cost import Past, warning_costs

TRIED: Final = 4
"""Changes tried by default."""
REPLICATIONS: Final = 64
"""Operations behind each: dear plans must still be told in seconds; the interval says what they are worth."""
RESAMPLES: Final = 400
TAIL: Final = 0.025


def begin_levers(
    case: Case, watched: Clearance, replications: int, *, seed: int, tried: int = TRIED, pool: Pool
) -> list[tuple[Change, Begun]]:
    """The `tried` most promising changes with the operations they would give, begun. `watched`: some operations of the
    plan itself with what was waited for. Same inputs, same bytes, in whatever processes."""
    rows = range(min(REPLICATIONS, replications))
    return [
        (change, begin(change.apply(case), rows, pool, seed=seed, grid_h=grid_of(case), pieces=1))
        for change in promising(case, watched, tried)
    ]


def lever_gains(
    tried: Sequence[tuple[Change, Begun]],
    case: Case,
    base: Outcomes,
    joint: Joint,
    grid_h: Array,
    *,
    lag_h: float,
    known: Past | None,
    seed: int,
    pool: Pool,
) -> tuple[LeverGain, ...]:
    """What each change buys, the best first by hours gained.

    `base`: the plan's own operations without closings, counted on `grid_h`. `joint`: the closings for as many
    operations as `tried` has. `lag_h`: decision lag, part of the warning a post needs.
    """
    if not tried:
        return ()
    changed = [begun.result() for _, begun in tried]
    n = changed[0].people.shape[0]
    cases = [case, *(change.apply(case) for change, _ in tried)]
    found = [(one, joint.begin(own, one, pool, seed)) for own, one in zip(cases, [base, *changed], strict=True)]
    before, *after = [_against(one, joint, again, n, grid_h) for one, again in found]
    gains = [
        _gain(change, before, one, case, lag_h, float(_quantile(needed(base), case)), known, seed)
        for (change, _), one in zip(tried, after, strict=True)
    ]
    return tuple(
        sorted(gains, key=lambda one: (not one.helps, -one.hours.value, -one.fewer_left.value, one.kind, one.target))
    )


@dataclass(frozen=True, slots=True)
class _Held:
    """The operations of a plan held against the closings: hours needed, P(all out) and people left of each."""

    needed_h: Array
    p_all_out: Array
    left: Array


def _against(found: Outcomes, joint: Joint, again: tuple[Ints, Begun | None], n: int, grid_h: Array) -> _Held:
    """Closings that leave no way out: every draw against every operation, which is exact. Others: each operation run
    with some of them."""
    hours, left = needed(found)[:n], joint.left(found, again)
    p = (1 - joint.share) * joint.mean((left == 0).astype(np.float64), n)
    people = (1 - joint.share) * joint.mean(left.astype(np.float64), n)
    if len(joint.whole_h):
        p = joint.share * chance_in_time(hours, joint.whole_h) + p
        people = joint.share * left_in_time(found, n, joint.whole_h, grid_h) + people
    return _Held(hours, p, people)


def _quantile(draws: Array, case: Case) -> Array:
    return np.asarray(np.quantile(draws, case.settings.confidence, axis=-1, method="inverted_cdf"))


def promising(case: Case, watched: Clearance, tried: int) -> list[Change]:
    """The changes that promise most, in hours of the last person's way: broad ones and those of `leeway clearance`."""
    last_h = float(np.quantile(watched.t100_h[:, -1], 0.5, method="inverted_cdf"))
    binding = dict(zip(watched.resources, watched.binding_h.mean(axis=0).tolist(), strict=True))
    promise = [(_promise(case, change, binding), change) for change in changes(case, last_h)]
    for change, eases, share in broad_changes(case):
        waited = sum(hours for name, hours in binding.items() if not eases or name in eases)
        most = min(waited, NOTICE_H) if change.kind == "notice 6 h" else share * waited
        promise.append((most, change))
    order = sorted((pair for pair in promise if pair[0] > 0), key=lambda pair: -pair[0])
    return [change for _, change in order[:tried]]


def _promise(case: Case, change: Change, binding: dict[str, float]) -> float:
    if change.resource is not None:
        return binding.get(change.resource, 0.0) / (1 + _there_already(case, change))
    match change.kind:
        case "notice":
            return 1.0
        case "nearer":
            route = case.plan.routes[change.target]
            leg = route.time_h or route.cycle_h
            half_h = math.inf if leg is None else leg.mean / 2
            return min(half_h, binding.get("under way", 0.0))
        case "depth":
            return sum(hours for name, hours in binding.items() if name.startswith("station "))
    return max(binding.values(), default=0.0)


def _there_already(case: Case, change: Change) -> float:
    """How many of what it adds one of the plan has; a change by a share or of hours counts as one beside three."""
    plan, target = case.plan, change.target
    match change.kind:
        case "vehicle":
            return plan.fleets[target].count
        case "desk":
            return plan.stations[target].servers
        case "departure":
            return len(plan.services[target].departures)
        case "escort":
            return plan.escort_pools[target].count
        case "slot" | "stand":
            slots = plan.places[target].slots
            assert slots is not None
            return slots.movements_per_h if change.kind == "slot" else slots.maximum_on_ground
    return 3.0


def _gain(
    change: Change,
    before: _Held,
    after: _Held,
    case: Case,
    lag_h: float,
    needed_h: float,
    known: Past | None,
    seed: int,
) -> LeverGain:
    n = len(after.needed_h)
    rng = np.random.Generator(np.random.SFC64(np.random.SeedSequence(seed, spawn_key=(n,))))
    picks: NDArray[np.int64] = rng.integers(0, n, size=(RESAMPLES, n))
    hours = Gain(
        _fall(_quantile(before.needed_h, case), _quantile(after.needed_h, case)),
        *_interval(_falls(_quantile(before.needed_h[picks], case), _quantile(after.needed_h[picks], case))),
    )
    p, fewer = after.p_all_out - before.p_all_out, before.left - after.left
    warning_h = lag_h + needed_h - hours.value
    return LeverGain(
        change.kind,
        change.target,
        change.label,
        n,
        hours,
        Gain(float(p.mean()), *_interval(p[picks].mean(axis=1))),
        Gain(float(fewer.mean()), *_interval(fewer[picks].mean(axis=1))),
        warning_costs(warning_h, known) if known is not None and math.isfinite(warning_h) else (),
    )


def needed(found: Outcomes) -> Array:
    """Hours until everybody is out, `inf` where somebody never is; shape (n,)."""
    return np.where(found.left.sum(axis=1) > 0, np.inf, found.t100_h[:, -1])


def chance_in_time(needed_h: Array, first_h: Array) -> Array:
    """For each time needed the share of futures whose first closing comes after it, 0 where it is `inf`; shape of
    `needed_h`."""
    ordered = np.sort(first_h)
    share = 1 - np.searchsorted(ordered, needed_h, side="left") / len(ordered)
    return np.where(np.isfinite(needed_h), share, 0.0)


def left_in_time(found: Outcomes, n: int, first_h: Array, grid_h: Array) -> Array:
    """Mean people not out when the first way out closes, for each of the first `n` operations; shape (n,)."""
    assert found.gone is not None
    out = found.gone.total()[:n]
    at = np.clip(np.searchsorted(grid_h, first_h, side="right") - 1, 0, out.shape[1] - 1)
    weight = np.bincount(at, minlength=out.shape[1]) / len(first_h)
    return np.asarray(found.people[:n].sum(axis=1) - out @ weight)


def _fall(before: Array, after: Array) -> float:
    return float(_falls(np.atleast_1d(before), np.atleast_1d(after))[0])


def _falls(before: Array, after: Array) -> Array:
    """before - after, with never less never counted as no gain."""
    with np.errstate(invalid="ignore"):
        return np.where(np.isinf(before) & np.isinf(after), 0.0, before - after)


def _interval(resampled: Array) -> tuple[float, float]:
    low, high = np.quantile(resampled, [TAIL, 1 - TAIL], method="inverted_cdf")
    return float(low), float(high)
