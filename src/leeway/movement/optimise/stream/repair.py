"""Better plans for streams by large-neighbourhood search (Shaw 1998): a few groups are taken out and put in again in
every way; the others keep their order and rates."""

from __future__ import annotations

import numpy as np

from leeway.movement.optimise.clock import Clock
from leeway.movement.optimise.flow.network import Ticks
from leeway.movement.optimise.stream.tree import Tree
from leeway.movement.optimise.stream.windows import Bars

NODES = 1_500
"""Nodes of the tree search of one try."""
LEAST_OUT, MOST_OUT = 2, 6
"""Groups taken out."""
SIDEWAYS = 4
"""Every so many tries another plan as good as the one at hand is looked for."""
Drawn = tuple[Ticks, Ticks]
"""By group: option and tick of its first arrival."""


def repaired(
    bars: Bars, last: Ticks, at_hand: Ticks, known: Drawn, rng: np.random.Generator, clock: Clock, until_s: float
) -> Drawn | None:
    """A plan that keeps the last ticks `last` (by option), near the one `known`, which keeps `at_hand` only; None if
    none is found until the clock shows `until_s`."""
    better, equal = Tree(bars, last, clock), Tree(bars, at_hand, clock)
    attempt = 0
    while better.possible and clock.remaining_s > 0 and clock.elapsed_s < until_s:
        attempt += 1
        sideways = attempt % SIDEWAYS == 0
        tree = equal if sideways else better
        found = _retried(tree, known, LEAST_OUT + attempt % (MOST_OUT - LEAST_OUT + 1), rng)
        if found is not None and not sideways:
            return found
        known = found or known
    return None


def _retried(tree: Tree, known: Drawn, count: int, rng: np.random.Generator) -> Drawn | None:
    options, starts = known
    order = starts.argsort(kind="stable").tolist()
    free = _chosen(order, min(len(order), count), rng)
    free += [job for job in order if job not in free and int(options[job]) not in tree.options[job]]
    sequence = [(job, int(options[job])) for job in order if job not in free]
    found = tree.search(sequence, free, rng, NODES).found
    return None if found is None else (np.array(found[1]), np.array(found[2]))


def _chosen(order: list[int], count: int, rng: np.random.Generator) -> list[int]:
    """Groups to take out: next to each other in time, or anywhere."""
    if rng.random() < 0.4:
        begin = int(rng.integers(len(order) - count + 1))
        return order[begin : begin + count]
    return [order[k] for k in rng.permutation(len(order))[:count].tolist()]
