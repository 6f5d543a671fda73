"""Simulation: the plan with every distribution live, thousands of imagined futures side by side."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from datetime import datetime
from itertools import pairwise, repeat

import numpy as np
from numpy.typing import NDArray

from leeway.case.model import Case
from leeway.errors import LeewayError
from leeway.movement.engine.run import Chunk
from leeway.movement.engine.summary import Numbers, joined, numbers, queue_curves, replaced, time_grid
from leeway.movement.engine.world import World
from leeway.movement.events import in_order
from leeway.movement.records import Clearance, Schedule

Array = NDArray[np.float64]
WATCHED = 64
"""Replications of the first chunk: queue curves are their means, the curves' grid comes from their last exits."""
CHUNK_BYTES = 600_000_000


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
    first, limits_bind = _watched(world, seed, draws, min(WATCHED, many))
    grid_h = time_grid(first)
    spans = _spans(min(WATCHED, many), many, _chunk_rows(first))
    parts = [numbers(first, grid_h), *_rest(world, seed, draws, grid_h, spans, limits_bind, workers)]
    return _clearance(world, first, grid_h, joined(parts))


def _watched(world: World, seed: int, draws: Mapping[str, Array], many: int) -> tuple[Chunk, bool]:
    """The first replications, and whether limits of queues bind in most of them: ignoring them then saves nothing."""
    chunk = Chunk(world, seed, range(many), _rows(draws, slice(many)), watched=True, told=True, limits_bind=False)
    chunk.run()
    overfull = chunk.overfull()
    if overfull.any():
        chunk = Chunk(world, seed, range(many), _rows(draws, slice(many)), watched=True, told=True)
        chunk.run()
    return chunk, bool(overfull.mean() > 0.5)


def _run_span(world: World, seed: int, draws: Mapping[str, Array], grid_h: Array, limits_bind: bool,
              span: tuple[int, int]) -> Numbers:  # fmt: skip
    """Replications of a span; those in which a queue passed its limit are run again with the limits in force."""
    chunk = Chunk(world, seed, range(*span), _rows(draws, slice(*span)), limits_bind=limits_bind)
    chunk.run()
    found = numbers(chunk, grid_h)
    again = np.nonzero(chunk.overfull())[0]
    if len(again):
        rows = span[0] + again
        chunk = Chunk(world, seed, rows.tolist(), _rows(draws, rows))
        chunk.run()
        found = replaced(found, again, numbers(chunk, grid_h))
    return found


def _rest(world: World, seed: int, draws: Mapping[str, Array], grid_h: Array, spans: list[tuple[int, int]],
          limits_bind: bool, workers: int) -> list[Numbers]:  # fmt: skip
    if workers <= 1 or len(spans) < 2:
        return [_run_span(world, seed, draws, grid_h, limits_bind, span) for span in spans]
    with ProcessPoolExecutor(workers) as pool:
        return list(
            pool.map(_run_span, repeat(world), repeat(seed), repeat(draws), repeat(grid_h), repeat(limits_bind), spans)
        )


def _rows(draws: Mapping[str, Array], rows: slice | NDArray[np.int64]) -> dict[str, Array]:
    return {key: values[rows] for key, values in draws.items()}


def _chunk_rows(first: Chunk) -> int:
    """Replications a chunk, so that its arrays stay small; no result depends on it."""
    parties, resources = first.parties.size.shape[1], len(first.ledger.waited_h)
    one = parties * (8 * resources + 140) + 20_000
    return int(max(16, min(1024, CHUNK_BYTES // one)))


def _spans(begin: int, end: int, most: int) -> list[tuple[int, int]]:
    """Even parts of at most `most` replications."""
    parts = -(-(end - begin) // most)
    edges = [begin + (end - begin) * k // parts for k in range(parts + 1)] if parts else []
    return list(pairwise(edges))


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


def _clearance(world: World, first: Chunk, grid_h: Array, all_rows: Numbers) -> Clearance:
    return Clearance(
        start=world.start,
        groups=tuple(g.id for g in world.groups),
        exits=world.exits,
        resources=world.names.resources,
        queues=world.names.queues,
        people=all_rows.people, out=all_rows.out, left=all_rows.left, rejected=all_rows.rejected,
        t50_h=all_rows.t50_h, t90_h=all_rows.t90_h, t100_h=all_rows.t100_h,
        out_by_exit=all_rows.out_by_exit, utilisation=all_rows.utilisation,
        waiting_person_h=all_rows.waiting_person_h, binding_h=all_rows.binding_h,
        grid_h=grid_h, out_curve=all_rows.out_curve, queue=queue_curves(first, grid_h),
        events=in_order(first.ledger.events),
    )  # fmt: skip
