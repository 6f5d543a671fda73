"""When shares of a group's people are out, and of one group among several that were put together."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from leeway.case.model import Alike, Group
from leeway.movement.draws import Array, uniforms
from leeway.movement.engine.people import Parties
from leeway.movement.network import party_sizes

Ints = NDArray[np.int64]
SHARES = (0.5, 0.9, 1.0)


def times_of(hours: Array, size: Ints) -> tuple[Array, Array, Array]:
    """Hours until each of `SHARES` of the people are out, from parties' exits and sizes (replications, parties)."""
    total = size.sum(axis=1)
    if hours.shape[1] == 0:
        return np.zeros(len(hours)), np.zeros(len(hours)), np.zeros(len(hours))
    if size.max(initial=0) <= 1:
        hours = np.sort(hours, axis=1)  # absent parties are at infinity
        present = np.broadcast_to(np.arange(1, hours.shape[1] + 1), hours.shape)
    else:
        order = np.argsort(np.where(size > 0, hours, np.inf), axis=1, kind="stable")
        hours, present = np.take_along_axis(hours, order, 1), np.take_along_axis(size, order, 1).cumsum(axis=1)
    result = []
    for share in SHARES:
        wanted = np.ceil(share * total - 1e-9)
        at = (present < wanted[:, None]).sum(axis=1)
        at = np.minimum(at, hours.shape[1] - 1)
        result.append(np.where(total > 0, hours[np.arange(len(hours)), at], 0.0))
    return result[0], result[1], result[2]


def of_members(
    groups: Sequence[Group], parties: Parties, out_h: Array, rejected: NDArray[np.bool_], seed: int,
    replications: Sequence[int],
) -> tuple[Array, Array, Array, Ints]:  # fmt: skip
    """(T50, T90, T100, people left) of one member of each size, shape (replications, sizes of all groups in order).

    The members are alike, so that any choice of parties may be one's own: one is drawn in each replication.
    """
    found: list[tuple[Array, Array, Array, Ints]] = []
    for g, group in enumerate(groups):
        if not group.members:
            continue
        moved, own = (
            _shuffled(block, f"{who}/{group.id}", seed, replications)
            for block, who in ((parties.blocks[g], "members"), (parties.own_blocks[g], "own members"))
        )
        taken = own_taken = 0
        for part in group.members:
            many, own_many = parties_of(part, group.party_size)
            ids = np.concatenate([moved[:, taken : taken + many], own[:, own_taken : own_taken + own_many]], axis=1)
            taken, own_taken = taken + many, own_taken + own_many
            hours, size = np.take_along_axis(out_h, ids, 1), np.take_along_axis(parties.size, ids, 1)
            turned = np.take_along_axis(rejected, ids, 1)
            left = np.where(np.isinf(hours) & ~turned, size, 0).sum(axis=1)
            found.append((*times_of(hours, np.where(turned, 0, size)), left))
    if not found:
        nothing = np.zeros((len(out_h), 0))
        return nothing, nothing, nothing, nothing.astype(np.int64)
    t50, t90, t100, left = zip(*found, strict=True)
    return np.stack(t50, axis=1), np.stack(t90, axis=1), np.stack(t100, axis=1), np.stack(left, axis=1)


def parties_of(part: Alike, party_size: float) -> tuple[int, int]:
    """(parties that are moved, parties that leave by themselves) of one such member."""
    return len(party_sizes(part.people - part.own_means, party_size)), len(party_sizes(part.own_means, party_size))


def _shuffled(block: slice, key: str, seed: int, replications: Sequence[int]) -> Ints:
    """The columns of a block in an order of their own for each replication."""
    width = block.stop - block.start
    order: Ints = np.argsort(uniforms(seed, replications, key, width), axis=1, kind="stable")
    order += block.start
    return order
