"""Many replications as chunks, in this process or several; whatever the parts, the same numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from leeway.movement.draws import Array
from leeway.movement.engine.lanes import Rows
from leeway.movement.engine.run import Chunk
from leeway.movement.engine.summary import Exits, Numbers, Watched, exits, joined, numbers, replaced, time_grid, watched
from leeway.movement.engine.world import World

WATCHED = 64
"""Replications that are watched: queue curves are their means, the curves' grid comes from their last exits."""
CHUNK_BYTES = 600_000_000
MOST_ROWS = 4096


@dataclass(slots=True)
class Part:
    """What a span of replications gave. `exits`: (positions in the span, their exits), later ones in place of earlier.
    `limits_bind`: limits of queues bind in most of those watched, so that ignoring them first saves nothing."""

    numbers: Numbers
    exits: list[tuple[Rows, Exits]]
    seen: Watched | None
    limits_bind: bool

    def curve(self, grid_h: Array) -> Array:
        """People out by each grid hour, (replications, grid)."""
        table = np.empty((len(self.numbers.people), len(grid_h)))
        for rows, out in self.exits:
            table[rows] = out.by(grid_h)
        return table


def run_all(world: World, seed: int, draws: Mapping[str, Array], many: int,
            workers: int) -> tuple[Numbers, Watched, Array, Array]:  # fmt: skip
    """`many` replications: (their numbers, what the first ones tell, grid hours, people out by them).

    One span runs first, or one a worker: it tells the grid, and whether limits of queues bind.
    """
    most = min(chunk_rows(world), -(-many // workers)) if workers > 1 else chunk_rows(world)
    spans = _spans(many, most)
    if workers <= 1 or len(spans) < 2:
        parts = [run_span(world, seed, draws, True, spans[0])]
        grid_h, curves = _begin(parts)
        for span in spans[1:]:
            part = run_span(world, seed, draws, not parts[0].limits_bind, span)
            curves.append(part.curve(grid_h))
            part.exits.clear()
            parts.append(part)
    else:
        with ProcessPoolExecutor(workers) as pool:
            wave = [pool.submit(run_span, world, seed, draws, True, span) for span in spans[:workers]]
            parts = [future.result() for future in wave]
            grid_h, curves = _begin(parts)
            rest = [pool.submit(_with_curve, world, seed, draws, not parts[0].limits_bind, span, grid_h)
                    for span in spans[workers:]]  # fmt: skip
            for future in rest:
                part, curve = future.result()
                parts.append(part)
                curves.append(curve)
    seen = parts[0].seen
    assert seen is not None
    return joined([part.numbers for part in parts]), seen, grid_h, np.concatenate(curves)


def _begin(parts: Sequence[Part]) -> tuple[Array, list[Array]]:
    """The grid the first part tells, and the curves of all parts on it."""
    seen = parts[0].seen
    assert seen is not None
    grid_h = time_grid(seen.last_h)
    curves = [part.curve(grid_h) for part in parts]
    for part in parts:
        part.exits.clear()
    return grid_h, curves


def run_span(world: World, seed: int, draws: Mapping[str, Array], ignore_limits: bool, span: tuple[int, int]) -> Part:
    """Replications of a span; those in which a queue passed its limit are run again with the limits in force."""
    rows = np.arange(*span)
    watch = min(WATCHED, len(rows)) if span[0] == 0 else 0
    chunk = _run(world, seed, draws, rows, watch, not ignore_limits)
    over = chunk.overfull()
    again = np.flatnonzero(over)
    rewatch = bool(over[:watch].any())
    if rewatch:
        again = np.concatenate([np.arange(watch), again[again >= watch]])
    part = Part(numbers(chunk), [(rows - span[0], exits(chunk))], watched(chunk) if watch else None, False)
    chunk.close()
    if len(again):
        chunk = _run(world, seed, draws, rows[again], watch if rewatch else 0, True)
        part.numbers = replaced(part.numbers, again, numbers(chunk))
        part.exits.append((again, exits(chunk)))
        part.seen = watched(chunk) if rewatch else part.seen
        chunk.close()
        part.limits_bind = bool(over[:watch].mean() > 0.5) if watch else False
    return part


def _with_curve(world: World, seed: int, draws: Mapping[str, Array], ignore_limits: bool, span: tuple[int, int],
                grid_h: Array) -> tuple[Part, Array]:  # fmt: skip
    part = run_span(world, seed, draws, ignore_limits, span)
    curve = part.curve(grid_h)
    part.exits.clear()
    return part, curve


def _run(world: World, seed: int, draws: Mapping[str, Array], rows: Rows, watch: int, limits_bind: bool) -> Chunk:
    own = {key: values[rows] for key, values in draws.items()}
    chunk = Chunk(world, seed, rows.tolist(), own, watched=watch, told=watch > 0, limits_bind=limits_bind)
    chunk.run()
    return chunk


def chunk_rows(world: World) -> int:
    """Replications a chunk, so that its arrays stay small; no result depends on it."""
    parties = sum(g.high / max(g.party_size, 1.0) for g in world.groups)
    one = parties * (8 * len(world.names.resources) + 180) + 20_000
    return int(max(16, min(MOST_ROWS, CHUNK_BYTES // one)))


def _spans(many: int, most: int) -> list[tuple[int, int]]:
    """Even parts of about `most` replications, the first not smaller than what is watched."""
    parts = max(1, min(-(-many // most), many // WATCHED))
    return list(pairwise([many * k // parts for k in range(parts + 1)]))
