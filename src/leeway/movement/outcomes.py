"""Who is out, by which exit, and when: chosen replications of a plan.

What posture needs: the same imagined operation (replication k, keyed draws) under other closings and at other starts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import numpy as np
from numpy.typing import NDArray

from leeway.case.model import Case
from leeway.movement import gone as steps
from leeway.movement.engine.run import Chunk
from leeway.movement.engine.spans import WATCHED, chunk_rows
from leeway.movement.engine.summary import (
    Exits,
    Numbers,
    Watched,
    exits,
    joined,
    numbers,
    of_rows,
    replaced,
    time_grid,
    watched,
)
from leeway.movement.engine.world import World
from leeway.movement.gone import Gone
from leeway.movement.pool import Later, Pool
from leeway.movement.records import Clearance
from leeway.movement.simulate import clearance_of

Array = NDArray[np.float64]
FEW: Final = 64
"""Fewer rows than this are not worth a second process."""


@dataclass(frozen=True, slots=True)
class Outcomes:
    """One row for each replication asked for. Axes: n rows, g groups (order of `groups`), e exits (order of `exits`).

    `people[n, g]`: who came forward; `left[n, g]`: not out by the horizon; `out_by_exit[n, g, e]`: people out; the last
    exit is "own means". `t100_h[n, g + 1]`: hours until all who get out are out, `inf` if somebody never does, the last
    column all groups together. `last_h[n]`: hour of the last exit of anybody who uses the plan
    (own means aside). `gone`: people out by the grid hours asked for, None if none were.
    """

    groups: tuple[str, ...]
    exits: tuple[str, ...]
    people: NDArray[np.int64]
    left: NDArray[np.int64]
    out_by_exit: NDArray[np.int64]
    t100_h: Array
    last_h: Array
    gone: Gone | None = None


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
    processes; same bytes with any number. `grid_h`: ascending hours at which `gone` counts who is out.
    """
    with Pool(workers) as pool:
        return begin(case, replications, pool, closings=closings, start=start, seed=seed, grid_h=grid_h).result()


def begin(
    case: Case,
    replications: Sequence[int],
    pool: Pool,
    *,
    closings: Mapping[str, Array] | None = None,
    start: datetime | None = None,
    seed: int | None = None,
    grid_h: Array | None = None,
    pieces: int | None = None,
    watch: bool = False,
) -> Begun:
    """`outcomes` begun in the processes of `pool`. `pieces`: in how many parts, by default one a process.

    `watch`: the first replications (they must be 0, 1, 2 ...) also tell what `simulate` does of them.
    """
    world = World(case, start, None)
    seed = case.settings.seed if seed is None else seed
    rows = list(replications)
    # The more replications side by side, the less each costs; no result depends on it.
    parts = pool.workers if pieces is None else pieces
    most = chunk_rows(world) if parts <= 1 else min(chunk_rows(world), max(FEW, -(-len(rows) // parts)))
    if watch:
        most = max(most, min(WATCHED, len(rows)))
    cuts = [slice(first, first + most) for first in range(0, len(rows), most)] or [slice(0, 0)]
    shut = {key: np.asarray(values, dtype=np.float64) for key, values in (closings or {}).items()}
    alone = Pool(1) if len(cuts) < 2 and len(rows) <= FEW and pieces is None else pool
    begun = [
        alone.submit(
            _run, world, seed, grid_h, rows[cut], {key: values[cut] for key, values in shut.items()},
            min(WATCHED, len(rows[cut])) if watch and not cut.start else 0,
        )
        for cut in cuts
    ]  # fmt: skip
    return Begun(world, begun)


@dataclass(slots=True)
class _Part:
    numbers: Numbers
    last_h: Array
    gone: Gone | None
    seen: tuple[Watched, Exits] | None


class Begun:
    """Replications on their way."""

    def __init__(self, world: World, parts: Sequence[Later[_Part] | Future[_Part]]) -> None:
        self._world, self._parts = world, parts

    def result(self) -> Outcomes:
        """All of them, as soon as they are done."""
        world, found = self._world, [part.result() for part in self._parts]
        n = joined([part.numbers for part in found])
        counts = [part.gone for part in found if part.gone is not None]
        return Outcomes(
            groups=tuple(group.id for group in world.groups),
            exits=world.exits,
            people=n.people,
            left=n.left,
            out_by_exit=n.out_by_exit,
            t100_h=n.t100_h,
            last_h=np.concatenate([part.last_h for part in found]),
            gone=steps.joined(counts) if counts else None,
        )

    def watched(self) -> Clearance:
        """What `simulate` gives of the first `WATCHED` replications, where they were watched."""
        first = self._parts[0].result()
        assert first.seen is not None
        seen, out = first.seen
        grid_h = time_grid(seen.last_h)
        found = of_rows(first.numbers, slice(0, seen.many))
        return clearance_of(self._world, found, seen, grid_h, out.by(grid_h))


def _run(
    world: World, seed: int, grid_h: Array | None, rows: list[int], closings: Mapping[str, Array], watch: int
) -> _Part:
    chunk = Chunk(world, seed, rows, closings, watched=watch, told=watch > 0, limits_bind=False)
    chunk.run()
    found = _part(chunk, grid_h, watch)
    over = chunk.overfull()
    again = np.flatnonzero(over)
    rewatch = bool(over[:watch].any())
    if rewatch:
        again = np.concatenate([np.arange(watch), again[again >= watch]])
    chunk.close()
    if len(again):
        own = {key: values[again] for key, values in closings.items()}
        chunk = Chunk(world, seed, [rows[k] for k in again], own, watched=watch if rewatch else 0, told=rewatch)
        chunk.run()
        by = _part(chunk, grid_h, watch if rewatch else 0)
        chunk.close()
        found.numbers = replaced(found.numbers, again, by.numbers)
        found.last_h[again] = by.last_h
        if found.gone is not None and by.gone is not None:
            found.gone = steps.replaced(found.gone, again, by.gone)
        found.seen = by.seen if rewatch else found.seen
    return found


def _part(chunk: Chunk, grid_h: Array | None, watch: int) -> _Part:
    world, ledger, parties = chunk.world, chunk.ledger, chunk.parties
    out_h = np.where((ledger.out_h <= world.horizon_h) & (parties.size > 0), ledger.out_h, np.inf)
    moved_h = np.where(np.isfinite(out_h), out_h, 0.0)
    for block in parties.own_blocks:
        moved_h[:, block] = 0.0
    last_h = moved_h.max(axis=1, initial=0.0)
    seen = (watched(chunk), exits(chunk).first(watch)) if watch else None
    return _Part(numbers(chunk), last_h, None if grid_h is None else _gone(chunk, out_h, grid_h), seen)


def _gone(chunk: Chunk, out_h: Array, grid_h: Array) -> Gone:
    """People out by group, exit and grid hour."""
    world, parties = chunk.world, chunk.parties
    row, party = np.nonzero(np.isfinite(out_h))
    shape = (len(out_h), len(world.groups), len(world.exits))
    cell = (row * shape[1] + parties.group[party]) * shape[2] + chunk.ledger.exit[row, party]
    step = np.searchsorted(grid_h, out_h[row, party] - 1e-12, side="left")
    return steps.counted(shape, len(grid_h), cell, step, parties.size[row, party])
