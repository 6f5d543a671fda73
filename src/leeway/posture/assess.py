"""The main flow: the two clocks of a case joined, tripwires and staffing held against them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Final

import numpy as np

from leeway.case.model import Case
from leeway.case.staffing import StaffingPlan
from leeway.errors import LeewayError
from leeway.forecast.model import TimeLeft
from leeway.movement.outcomes import Outcomes
from leeway.movement.pool import Pool
from leeway.posture.ahead import Tried
from leeway.posture.bases import MISSED_H, STARTS_H, Bases
from leeway.posture.branches import branches
from leeway.posture.capacity import capacity
from leeway.posture.clocks import leeway_h, needed_h
from leeway.posture.drawdown import hastened
from leeway.posture.futures import At, Futures
from leeway.posture.joint import joint_of
from leeway.posture.levers import REPLICATIONS as LEVER_REPLICATIONS
from leeway.posture.levers import lever_gains
from leeway.posture.model import (
    LADDER,
    Array,
    Assessment,
    Assumption,
    Start,
    TripwireResult,
    Waiting,
    WarningCost,
)
from leeway.posture.safe_start import between, last_at_least, last_safe_starts, p_at
from leeway.posture.staffing.propose import Proposal
from leeway.posture.tripwires.evaluate import evaluate
from leeway.posture.tripwires.facts import Facts
from leeway.posture.tripwires.model import Tripwires
from leeway.posture.warning_cost import Past, warning_costs
from leeway.situation.model import Situation

WAIT_H: Final = 24.0


def assess(
    case: Case,
    time_left: TimeLeft,
    situation: Situation,
    tripwires: Tripwires,
    *,
    replications: int = 1000,
    seed: int | None = None,
    pool: Pool | None = None,
    staffing: StaffingPlan | None = None,
    relief: float | None = None,
    coordinates: Mapping[str, tuple[float, float]] | None = None,
    since: Mapping[str, datetime] | None = None,
    decisions: Mapping[str, tuple[str, str, str]] | None = None,
    starts_h: Sequence[float] = STARTS_H,
    bases: Bases | None = None,
    tried: Callable[[], Tried] = tuple,
    hastens: float | None = None,
    known: Past | None = None,
    first: Callable[[], None] = lambda: None,
    then: Callable[[], None] = lambda: None,
    tell: Callable[[str], None] = lambda words: None,
) -> Assessment:
    """Join the two clocks at the as-of instant of `time_left`: what starting now, or later, gives.

    `staffing`: functions and rules of the mission, and its decision lag. `relief`: P(tomorrow's news lowers the
    alarm), None if not known. `since`, `decisions`: of tripwires, from the last evaluation and the log. `bases`:
    runs without closings kept from other days of this case, or begun before. `tried`: gives changes of the plan with
    their operations (`leeway.posture.levers`); `known`: the back-test's curve, None to leave the cost of warning out.
    `hastens`: factor on the hazard of a visible drawdown, instead of that of `staffing`. `pool`: processes to simulate
    in; `first` is called once while they simulate the plan, `then` while they simulate changes of it. Raises
    `LeewayError` without `[hazard]`.
    """
    if case.hazard is None:
        raise LeewayError("case.toml has no [hazard]: without it there is no time left to weigh against time needed.")
    seed = case.settings.seed if seed is None else seed
    pool = pool or Pool(1)
    bases = Bases() if bases is None else bases
    bases.begin(case, (*MISSED_H, *starts_h), replications, seed, pool)
    proposal = None if staffing is None else Proposal(case, staffing, time_left, pool)
    first()
    futures = Futures(case, time_left.hours, replications=replications, seed=seed, pool=pool, bases=bases, tell=tell)
    at = futures.over((*MISSED_H, *starts_h))
    ahead = at[len(MISSED_H) :]
    base = futures.base(0.0)
    starts = tuple(_start(one, base) for one in ahead)
    lag = 0.0 if staffing is None else staffing.decision_lag_h + staffing.notice_h
    needed, leeway = needed_h(base), leeway_h(at, base.groups)
    safe = last_safe_starts(starts, lag, _p_exit(ahead, base), leeway_h=leeway)
    curve = between([one.start_h for one in starts], [one.p_all_out for one in starts], leeway[""])
    facts = _facts(case, situation, time_left, curve, needed[""], leeway[""], coordinates or {})
    results, assumptions = evaluate(tripwires, facts, since=since, decisions=decisions)
    rung, because = proposed(results, assumptions)
    factor = hastens if hastens is not None else 1.0 if staffing is None else staffing.drawdown_hastens
    asked = None if proposal is None else proposal.at(rung)
    then()
    joint = joint_of(case, time_left.hours, min(LEVER_REPLICATIONS, replications))
    tell("trying what would shorten the clearance")
    gains = lever_gains(tried(), case, base, joint, futures.grid_h, lag_h=lag, known=known, seed=seed, pool=pool)
    return Assessment(
        as_of=time_left.as_of,
        title=case.title,
        seed=seed,
        replications=replications,
        confidence=case.settings.confidence,
        decision_lag_h=lag,
        starts=starts,
        last_safe=safe,
        leeway_h=leeway,
        time_needed_h=needed,
        branches=branches(case, starts[0], time_left) if starts[0].p_all_out < case.settings.confidence else (),
        waiting=waiting(starts, relief),
        capacity=capacity(base, futures.grid_h, case.settings.confidence),
        staffing=None if asked is None else asked(),
        tripwires=results,
        assumptions=assumptions,
        proposed_rung=rung,
        because=because,
        levers=gains,
        warnings=_warnings(needed[""], case.settings.confidence, lag, known),
        hastened=None
        if factor == 1
        else hastened(case, time_left, factor, starts_h, replications=replications, seed=seed, pool=pool, bases=bases),
        curve=curve,
    )


def _warnings(needed: Array, confidence: float, lag: float, known: Past | None) -> tuple[WarningCost, ...]:
    """The cost of warning at the plan's own time needed and decision lag; nothing where not all get out."""
    hours = lag + float(np.quantile(needed, confidence, method="inverted_cdf"))
    return () if known is None or not np.isfinite(hours) else warning_costs(hours, known)


def _start(at: At, base: Outcomes) -> Start:
    left = at.left
    everybody = left.sum(axis=1)
    by_group = {group: left[:, g] for g, group in enumerate(base.groups)}
    return Start(
        start_h=at.start_h,
        p_all_out=float(np.mean(everybody == 0)),
        left_mean={"": float(everybody.mean()), **{g: float(n.mean()) for g, n in by_group.items()}},
        left_p90={"": _p90(everybody), **{g: _p90(n) for g, n in by_group.items()}},
        out_by_exit={name: float(at.out_by_exit[:, :, e].sum(axis=1).mean()) for e, name in enumerate(base.exits)},
        p_group_out={g: float(np.mean(n == 0)) for g, n in by_group.items()},
    )


def _p90(people: np.ndarray[tuple[int], np.dtype[np.int64]]) -> float:
    return float(np.quantile(people, 0.9, method="inverted_cdf"))


def _p_exit(at: Sequence[At], base: Outcomes) -> dict[str, list[float]]:
    """P(as many leave by an exit as would if nothing closed), at each start."""
    planned = base.out_by_exit.sum(axis=1)
    used = [e for e in range(len(base.exits) - 1) if planned[:, e].any()]
    return {
        base.exits[e]: [float(np.mean(one.out_by_exit[:, :, e].sum(axis=1) >= planned[:, e])) for one in at]
        for e in used
    }


def waiting(starts: Sequence[Start], relief: float | None) -> Waiting:
    """What one more day costs: people at risk, against the chance that the day brings relief."""
    grid = [start.start_h for start in starts]
    p_out = [start.p_all_out for start in starts]
    left = [start.left_mean[""] for start in starts]
    lost = p_out[0] - p_at(grid, p_out, WAIT_H)
    more = p_at(grid, left, WAIT_H) - left[0]
    words = (
        f"A start one day later leaves {max(more, 0.0):,.0f} people more on average and lowers P(all out) by "
        f"{max(lost, 0.0):.0%}."
    )
    if relief is not None:
        words += f" In past advances at this level of alarm a day brought relief in {relief:.0%} of cases."
    return Waiting(more, lost, float("nan") if relief is None else relief, words)


def proposed(results: Sequence[TripwireResult], assumptions: Sequence[Assumption]) -> tuple[str, tuple[str, ...]]:
    """The highest rung that a tripped tripwire names, and why; a decision recorded against it is shown, not obeyed."""
    tripped = [result for result in results if result.tripped]
    rung = max((result.posture for result in tripped if result.posture in LADDER), key=LADDER.index, default=LADDER[0])
    because = [
        f"{result.title} ({result.id})" + (f"; {result.decision[0]} by {result.decision[1]}" if result.decision else "")
        for result in tripped
        if result.posture == rung
    ]
    because += [f"The plan is invalid until re-run: {a.words} ({a.reason})" for a in assumptions if not a.valid]
    return rung, tuple(because)


def _facts(
    case: Case,
    situation: Situation,
    time_left: TimeLeft,
    curve: tuple[tuple[float, ...], tuple[float, ...]],
    needed: Array,
    leeway: Array,
    coordinates: Mapping[str, tuple[float, float]],
) -> Facts:
    assert case.hazard is not None
    return Facts(
        situation,
        case.hazard,
        time_left,
        needed,
        leeway,
        lambda start_h: p_at(*curve, start_h),
        lambda confidence: last_at_least(*curve, confidence),
        coordinates,
    )
