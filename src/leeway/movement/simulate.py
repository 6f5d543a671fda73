"""Simulation: the plan with every distribution live, thousands of imagined futures side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import fields
from datetime import datetime
from functools import partial

import numpy as np
from numpy.typing import NDArray

from leeway.case.model import Case
from leeway.errors import LeewayError
from leeway.movement.engine.spans import run_all
from leeway.movement.engine.summary import Numbers, Watched, queue_curves
from leeway.movement.engine.world import World
from leeway.movement.events import in_order
from leeway.movement.records import Clearance, Schedule

Array = NDArray[np.float64]


def simulate(
    case: Case,
    *,
    policy: str | Schedule = "dispatch",
    closings: Mapping[str, Array] | None = None,
    replications: int | None = None,
    seed: int | None = None,
    start: datetime | None = None,
    workers: int = 1,
) -> Clearance:
    """Draws of the time needed: `replications` runs of the plan (default: the case's setting, or one a closing draw).

    `policy`: "dispatch" (the next free vehicle takes the next trip, greedily by priority) or a `Schedule` to follow.
    `closings[key][k]`: hours after the start at which a route, place or exit closes in replication k, `inf` for never.
    Same inputs and seed, same bytes, whatever the number of `workers` (processes). Raises `LeewayError`.
    """
    draws = _checked(case, closings or {})
    many = _replications(case, draws, replications)
    if policy != "dispatch" and not isinstance(policy, Schedule):
        raise LeewayError(f"policy is {policy!r}; expected 'dispatch' or a schedule.")
    world = World(case, start, policy if isinstance(policy, Schedule) else None)
    seed = case.settings.seed if seed is None else seed
    results = run_all(world, seed, draws, many, workers)
    return clearance_of(world, *results)


def simulate_starts(
    case: Case,
    starts: Sequence[datetime],
    *,
    policy: str | Schedule = "dispatch",
    closings: Sequence[Mapping[str, Array]] | None = None,
    replications: int | None = None,
    seed: int | None = None,
    workers: int = 1,
) -> Iterator[Clearance]:
    """`simulate` for each of several starts, in their order, each as soon as it is done; same bytes as one by one.

    Replication k draws the same numbers for every start (counts, mobilization, services), so that starts differ by the
    clock and the closings alone. `closings[n]`: those of start n, in hours after it. `workers` processes take the
    starts in turn, each a whole one, which keeps all of them busy and joins nothing afterwards. Raises `LeewayError`.
    """
    listed: Sequence[Mapping[str, Array] | None] = [None] * len(starts) if closings is None else closings
    if len(listed) != len(starts):
        raise LeewayError(f"{len(listed)} sets of closings for {len(starts)} starts; expected one for each.")
    one = partial(simulate, case, policy=policy, replications=replications, seed=seed)
    if workers <= 1 or len(starts) < 2:
        for start, own in zip(starts, listed, strict=True):
            yield one(start=start, closings=own)
        return
    with ProcessPoolExecutor(min(workers, len(starts))) as pool:
        begun = [pool.submit(one, start=start, closings=own) for start, own in zip(starts, listed, strict=True)]
        try:
            for future in begun:
                yield future.result()
        finally:
            for future in begun:
                future.cancel()


def _checked(case: Case, closings: Mapping[str, Array]) -> dict[str, Array]:
    plan = case.plan
    known = set(plan.routes) | set(plan.places)
    known |= {r.exit for r in plan.routes.values() if r.exit} | {p.exit for p in plan.places.values() if p.exit}
    draws = {}
    for key, values in closings.items():
        if key not in known:
            raise LeewayError(f"closings name {key!r}; expected a route, a place or an exit of the plan.")
        draws[key] = np.asarray(values, dtype=np.float64)
        if draws[key].ndim != 1 or np.isnan(draws[key]).any():
            raise LeewayError(f"closings of {key!r}: expected one hour after the start for each replication.")
    return draws


def _replications(case: Case, draws: Mapping[str, Array], wanted: int | None) -> int:
    given = min((len(values) for values in draws.values()), default=None)
    many = wanted if wanted is not None else case.settings.replications if given is None else given
    if many < 1:
        raise LeewayError(f"replications is {many}; expected 1 or more.")
    if given is not None and given < many:
        raise LeewayError(f"{many} replications are wanted but only {given} closing draws are given.")
    return many


def clearance_of(world: World, found: Numbers, seen: Watched, grid_h: Array, out_curve: Array) -> Clearance:
    """The record of what was found for each replication (`found`, `out_curve`) and of the watched ones."""
    return Clearance(
        start=world.start,
        groups=tuple(g.id for g in world.groups),
        exits=world.exits,
        resources=world.names.resources,
        queues=world.names.queues,
        **{f.name: getattr(found, f.name) for f in fields(found)},
        grid_h=grid_h, out_curve=out_curve, queue=queue_curves(world, seen, grid_h),
        events=in_order(seen.events),
        members=tuple((g, part.people, part.groups) for g, group in enumerate(world.groups) for part in group.members),
    )  # fmt: skip
