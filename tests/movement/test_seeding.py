"""Streams begun side by side are NumPy's own streams, number by number."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from leeway.movement.draws import key, stream
from leeway.movement.seeding import SHORT, Streams, seeds

REPLICATIONS = [0, 1, 5, 77, 100_000, 2**32 - 1]


@pytest.mark.parametrize("seed", [0, 1, 2**32, 2**65 + 3, 2**130 + 7])
def test_seeds_are_those_of_seed_sequence(seed: int) -> None:
    """The hash done for all replications at once is `SeedSequence`'s, for seeds of one word and of many."""
    own = seeds(seed, REPLICATIONS, key("desk"))
    theirs = [
        np.random.SeedSequence(seed, spawn_key=(r, key("desk"))).generate_state(3, np.uint64) for r in REPLICATIONS
    ]
    assert_array_equal(own.T, theirs)


@pytest.mark.parametrize("count", [0, 1, SHORT, SHORT + 1, 200])
def test_draws_are_those_of_one_generator_a_replication(count: int) -> None:
    """Short tables stepped side by side and long ones drawn row by row are the numbers of `draws.stream`."""
    theirs = [stream(7, r, "desk").random(count) for r in REPLICATIONS]
    assert_array_equal(Streams(7, REPLICATIONS, key("desk")).uniforms(count), theirs)
    waits = [stream(7, r, "desk").standard_exponential(count) for r in REPLICATIONS]
    assert_array_equal(Streams(7, REPLICATIONS, key("desk")).exponentials(count), waits)
