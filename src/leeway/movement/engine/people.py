"""How many come forward in each replication, in which parties, ready when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from leeway.case.model import Group
from leeway.movement.draws import Array, quantile, sample, uniforms
from leeway.movement.engine.tasks import held_until
from leeway.movement.engine.world import World
from leeway.units import Distribution, fixed

Ints = NDArray[np.int64]


@dataclass(slots=True)
class Parties:
    """Parties of one chunk: column blocks by group, first those to be moved, then those who leave by own means.

    `size`, `ready_h` have shape (replications, parties); size 0 and ready `inf` where a replication has fewer parties.
    `group[k]`, `rank[k]`: group of column k and its number among the group's moved parties. `own[k]`: leaves by itself.
    `room[k]`: seats one person of column k takes. `held_h`: hours each party was held back by closure tasks.
    """

    size: Ints
    ready_h: Array
    held_h: Array
    group: Ints
    rank: Ints
    own: NDArray[np.bool_]
    blocks: tuple[slice, ...]
    own_blocks: tuple[slice, ...]
    people: Ints


def split(people: Ints, mean_size: float) -> Ints:
    """`leeway.movement.network.party_sizes` for many counts at once: (replications, parties), zeros at the end."""
    parties = np.maximum(1, np.minimum(people, np.rint(people / max(mean_size, 1.0)).astype(np.int64)))
    parties = np.where(people > 0, parties, 0)
    most = int(parties.max(initial=0))
    k = np.arange(most + 1)
    edges = np.minimum(k, parties[:, None]) * people[:, None] // np.maximum(parties, 1)[:, None]
    return np.diff(edges, axis=1)


def _arrival_h(group: Group, size: Ints, people: Ints, seed: int, replications: Sequence[int]) -> Array:
    """When each party comes to the assembly point, as `leeway.movement.network.demand` has it, or at random."""
    parties = (size > 0).sum(axis=1)
    arrival = group.arrival
    k = np.arange(size.shape[1])
    if arrival.kind == "poisson":
        gap = fixed(0.0) if arrival.rate_per_h == np.inf else Distribution("exponential", (1 / arrival.rate_per_h,))
        gaps = sample(gap, seed, replications, f"arrival/{group.id}", size.shape[1])
        if group.party_size > 1:
            gaps *= (people / np.maximum(parties, 1))[:, None]
        return np.cumsum(gaps, axis=1, out=gaps)
    if arrival.kind == "at_once":
        return np.zeros(size.shape)
    share = np.minimum((k + 0.5) / np.maximum(parties, 1)[:, None], 1.0)
    if arrival.kind == "rate":
        return np.asarray(share * people[:, None] / arrival.rate_per_h)
    hours = np.array([0.0] + [h for h, _ in arrival.curve])
    cumulative = np.array([0.0] + [c for _, c in arrival.curve])
    at = np.minimum(np.searchsorted(cumulative[1:], share, side="left"), len(arrival.curve) - 1)
    rise = cumulative[at + 1] - cumulative[at]
    with np.errstate(divide="ignore", invalid="ignore"):
        part = np.where(rise > 0, (share - cumulative[at]) / rise, 1.0)
    return np.asarray(hours[at] + (hours[at + 1] - hours[at]) * part)


def _ready(group: Group, size: Ints, people: Ints, seed: int, replications: Sequence[int], who: str) -> Array:
    ready = _arrival_h(group, size, people, seed, replications)
    if not group.mobilization_h.is_fixed:
        ready += sample(group.mobilization_h, seed, replications, f"{who}/{group.id}", size.shape[1])
    elif group.mobilization_h.low:
        ready += group.mobilization_h.low
    ready[size == 0] = np.inf
    if np.any(ready[:, 1:] < ready[:, :-1]):
        ready.sort(axis=1)
    return ready


def _small_first(size: Ints, ready: Array) -> Ints:
    """Of parties ready at one instant the small ones stand first, as a schedule has it."""
    if size.max(initial=0) <= 1:
        return size
    order = np.lexsort((np.where(size > 0, size, np.iinfo(np.int64).max), np.round(ready, 9)), axis=1)
    return np.take_along_axis(size, order, 1)


def draw_parties(world: World, seed: int, replications: Sequence[int]) -> Parties:
    """Counts (triangular, rounded), show-up and own means drawn; whole parties; ready times ascending in each group."""
    sizes, readies, helds, own_sizes, own_readies, people = [], [], [], [], [], []
    for group in world.groups:
        count = np.full(len(replications), float(group.likely))
        if group.low < group.high:
            shape = Distribution("triangular", (float(group.low), float(group.likely), float(group.high)))
            count = np.rint(quantile(shape, uniforms(seed, replications, f"count/{group.id}", 1)[:, 0]))
        share = sample(group.show_up, seed, replications, f"show up/{group.id}", 1)[:, 0]
        coming = np.rint(count * share).astype(np.int64)
        own = np.rint(coming * group.self_evacuating).astype(np.int64)
        size = split(coming - own, group.party_size)
        ready = _ready(group, size, coming - own, seed, replications, "mobilization")
        size = _small_first(size, ready)
        until = held_until(world, group, seed, replications, coming, size)
        held = np.zeros(size.shape)
        if until is not None:
            late = np.maximum(ready, until)
            held = np.where(np.isfinite(ready), late - np.where(np.isfinite(ready), ready, 0.0), 0.0)
            order = np.argsort(late, axis=1, kind="stable")
            ready, held = np.take_along_axis(late, order, 1), np.take_along_axis(held, order, 1)
            size = np.take_along_axis(size, order, 1)
        own_size = split(own, group.party_size)
        own_ready = _ready(group, own_size, own, seed, replications, "own means")
        sizes.append(size)
        readies.append(ready)
        helds.append(held)
        own_sizes.append(own_size)
        own_readies.append(own_ready)
        people.append(coming)
    widths = [s.shape[1] for s in sizes]
    own_widths = [s.shape[1] for s in own_sizes]
    edges = np.concatenate(([0], np.cumsum(widths + own_widths)))
    blocks = tuple(slice(int(a), int(b)) for a, b in pairwise(edges))
    many = len(world.groups)
    return Parties(
        size=np.concatenate([*sizes, *own_sizes], axis=1),
        ready_h=np.concatenate([*readies, *own_readies], axis=1),
        held_h=np.concatenate([*helds, *(np.zeros(s.shape) for s in own_sizes)], axis=1),
        group=np.repeat(np.concatenate([np.arange(many), np.arange(many)]), widths + own_widths),
        rank=np.concatenate([np.arange(w) for w in widths + own_widths] or [np.arange(0)]),
        own=np.repeat(np.array([False] * many + [True] * many), widths + own_widths),
        blocks=blocks[:many],
        own_blocks=blocks[many:],
        people=np.stack(people, axis=1),
    )
