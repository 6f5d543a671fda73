"""Who is out, by which exit, and when: chosen replications of a plan, without curves and events.

What posture needs: the same imagined operation (replication k, keyed draws) under other closings and at other starts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from itertools import repeat
from typing import Final

import numpy as np
from numpy.typing import NDArray

from leeway.case.model import Case
from leeway.movement.engine.run import Chunk
from leeway.movement.engine.spans import chunk_rows
from leeway.movement.engine.summary import Numbers, joined, numbers, replaced
from leeway.movement.engine.world import World

Array = NDArray[np.float64]
FEW: Final = 64
"""Fewer rows than this are not worth a second process."""


@dataclass(frozen=True, slots=True)
class Outcomes:
    """One row for each replication asked for. Axes: n rows, g groups (order of `groups`), e exits (order of `exits`).

    `people[n, g]`: who came forward; `left[n, g]`: not out by the horizon; `out_by_exit[n, g, e]`: people out; the last
    exit is "own means". `t100_h[n, g + 1]`: hours until all who get out are out, `inf` if somebody never does, the last
    column all groups together. `last_h[n]`: hour of the last exit of anybody who uses the plan
    (own means aside). `curve[n, g, e, t]`: people out by the
    grid hours asked for, None if none were.
    """

    groups: tuple[str, ...]
    exits: tuple[str, ...]
    people: NDArray[np.int64]
    left: NDArray[np.int64]
    out_by_exit: NDArray[np.int64]
    t100_h: Array
    last_h: Array
    curve: NDArray[np.int32] | None = None


def outcomes(
    case: Case,
    replications: Sequence[int],
    *,
    closings: Mapping[str, Array] | None = None,
    start: datetime | None = None,
    seed: int | None = None,
    workers: int = 1,
    grid_h: Array | None = None,
) -> Outcomes:
    """Run the given replications (any numbers, in any order, also repeatedly) of the plan, dispatched greedily.

    `closings[key]`, shape (n,): hours after the start at which a route, place or exit closes in each of them. The same
    replication number draws the same people, speeds and delays whatever the closings and the start. `workers`:
    processes; same bytes with any number. `grid_h`: ascending hours at which `curve` counts who is out.
    """
    world = World(case, start, None)
    seed = case.settings.seed if seed is None else seed
    rows = list(replications)
    # The more replications side by side, the less each costs; no result depends on it.
    most = chunk_rows(world) if workers <= 1 else min(chunk_rows(world), max(FEW, -(-len(rows) // workers)))
    parts = [slice(begin, begin + most) for begin in range(0, len(rows), most)] or [slice(0, 0)]
    shut = {key: np.asarray(values, dtype=np.float64) for key, values in (closings or {}).items()}
    pieces = [(rows[part], {key: values[part] for key, values in shut.items()}) for part in parts]
    if workers > 1 and len(rows) > FEW and len(pieces) > 1:
        with ProcessPoolExecutor(workers) as pool:
            found = list(pool.map(_run, repeat(world), repeat(seed), repeat(grid_h), *zip(*pieces, strict=True)))
    else:
        found = [_run(world, seed, grid_h, *piece) for piece in pieces]
    n = joined([part.numbers for part in found])
    groups = tuple(group.id for group in world.groups)
    last_h = np.concatenate([part.last_h for part in found])
    curves = [part.curve for part in found if part.curve is not None]
    curve = np.concatenate(curves) if curves else None
    return Outcomes(groups, world.exits, n.people, n.left, n.out_by_exit, n.t100_h, last_h, curve)


@dataclass(slots=True)
class _Part:
    numbers: Numbers
    last_h: Array
    curve: NDArray[np.int32] | None


def _run(world: World, seed: int, grid_h: Array | None, rows: list[int], closings: Mapping[str, Array]) -> _Part:
    chunk = Chunk(world, seed, rows, closings, limits_bind=False)
    chunk.run()
    found = _part(chunk, grid_h)
    again = np.nonzero(chunk.overfull())[0]
    if len(again):
        chunk = Chunk(world, seed, [rows[k] for k in again], {key: v[again] for key, v in closings.items()})
        chunk.run()
        by = _part(chunk, grid_h)
        found.numbers = replaced(found.numbers, again, by.numbers)
        found.last_h[again] = by.last_h
        if found.curve is not None and by.curve is not None:
            found.curve[again] = by.curve
    return found


def _part(chunk: Chunk, grid_h: Array | None) -> _Part:
    world, ledger, parties = chunk.world, chunk.ledger, chunk.parties
    out_h = np.where((ledger.out_h <= world.horizon_h) & (parties.size > 0), ledger.out_h, np.inf)
    moved_h = np.where(np.isfinite(out_h), out_h, 0.0)
    for block in parties.own_blocks:
        moved_h[:, block] = 0.0
    last_h = moved_h.max(axis=1, initial=0.0)
    counted = numbers(chunk)
    return _Part(counted, last_h, None if grid_h is None else _curve(chunk, out_h, grid_h))


def _curve(chunk: Chunk, out_h: Array, grid_h: Array) -> NDArray[np.int32]:
    """People out by group, exit and grid hour."""
    world, parties, exit_of = chunk.world, chunk.parties, chunk.ledger.exit
    many, groups, exits, points = len(out_h), len(world.groups), len(world.exits), len(grid_h)
    gone = np.zeros((many, groups, exits, points + 1), dtype=np.int32)
    for g in range(groups):
        for block in (parties.blocks[g], parties.own_blocks[g]):
            row, party = np.nonzero(np.isfinite(out_h[:, block]))
            hours, size = out_h[:, block][row, party], parties.size[:, block][row, party]
            step = np.searchsorted(grid_h, hours - 1e-12, side="left")
            by = exit_of[:, block][row, party]
            np.add.at(gone[:, g], (row, by, step), size)
    return np.cumsum(gone, axis=3, dtype=np.int32)[..., :points]
