"""What a day simulates whatever the reports say, begun before they are read."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime

from leeway.case.model import Case
from leeway.movement.levers.change import Change
from leeway.movement.outcomes import Begun
from leeway.movement.pool import Later, Pool
from leeway.movement.records import Clearance
from leeway.posture.bases import MISSED_H, STARTS_H, Bases

Tried = Sequence[tuple[Change, Begun]]


@dataclass(frozen=True, slots=True)
class Ahead:
    """A day's runs without closings, on their way. `bases` holds those of the plan.

    `watched`: some of them with what was waited for, where they were asked for; `tried`: the changes of the plan that
    promise most by these, with their operations, as soon as it is known which they are.
    """

    bases: Bases
    watched: Later[Clearance] | None
    tried: Later[Tried] | Future[Tried]


def begin_ahead(
    case: Case, as_of: datetime, replications: int, pool: Pool, *, levers: int, watch: bool, bases: Bases | None = None
) -> Ahead:
    """Begin the plan without closings for every start looked at, and then `levers` changes of it for a start now.

    `bases`: runs kept from other days of this case.
    """
    seed = case.settings.seed
    today = replace(case, start=as_of)
    bases = Bases() if bases is None else bases
    bases.begin(today, (0.0, *MISSED_H, *STARTS_H), replications, seed, pool, watch=watch or levers > 0)

    def watched() -> Clearance:
        return bases.watched(today, replications, seed)

    def tried() -> Tried:
        from leeway.posture.levers import begin_levers

        return begin_levers(today, watched(), replications, seed=seed, tried=levers, pool=pool)

    if not levers:
        return Ahead(bases, Later(watched) if watch else None, Later(tuple))
    if pool.workers <= 1:
        return Ahead(bases, Later(watched), Later(tried))
    # A thread that waits for the first runs and chooses by them, so that the other processes are never out of work.
    with_thread = ThreadPoolExecutor(1)
    begun = with_thread.submit(tried)
    with_thread.shutdown(wait=False)
    return Ahead(bases, Later(watched), begun)
