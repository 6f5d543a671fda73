"""The keyed streams of many replications begun at once: the same numbers as one generator a replication.

Beginning a generator costs far more than drawing a few numbers from it. What `numpy.random.SeedSequence` (after M. E.
O'Neill's `seed_seq`) and SFC64 (C. Doty-Humphrey, PractRand) do to begin, and SFC64's step, are therefore done here
for all replications side by side; tests hold them against NumPy's own, number by number.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Words = NDArray[np.uint32]
Longs = NDArray[np.uint64]
POOL = 4
SHORT = 48
"""Numbers a stream up to which stepping all streams side by side is quicker than a generator for each."""


class _Mixer:
    """The hash of `SeedSequence`: a constant that changes with every word it takes in."""

    def __init__(self, begin: int, factor: int) -> None:
        self.constant, self.factor = begin, factor

    def __call__(self, value: Words) -> Words:
        value = value ^ np.uint32(self.constant)
        self.constant = self.constant * self.factor & 0xFFFFFFFF
        value = value * np.uint32(self.constant)
        mixed: Words = value ^ (value >> np.uint32(16))
        return mixed


def _mixed(x: Words, y: Words) -> Words:
    result = np.uint32(0xCA01F9DD) * x - np.uint32(0x4973F715) * y
    mixed: Words = result ^ (result >> np.uint32(16))
    return mixed


def _words(number: int) -> list[int]:
    found = [number & 0xFFFFFFFF]
    while number := number >> 32:
        found.append(number & 0xFFFFFFFF)
    return found


def seeds(seed: int, replications: Sequence[int], key: int) -> Longs:
    """`SeedSequence(seed, spawn_key=(replication, key)).generate_state(3, uint64)` of each, (3, replications)."""
    numbers = np.asarray(replications, dtype=np.uint32)
    entropy = [np.full(numbers.shape, word, dtype=np.uint32) for word in _words(seed)]
    entropy += [np.zeros(numbers.shape, dtype=np.uint32)] * (POOL - len(entropy))
    entropy += [numbers, np.full(numbers.shape, key, dtype=np.uint32)]
    mixer = _Mixer(0x43B0D7E5, 0x931E8875)
    pool = [mixer(word) for word in entropy[:POOL]]
    for source in range(POOL):
        for target in range(POOL):
            if source != target:
                pool[target] = _mixed(pool[target], mixer(pool[source]))
    for word in entropy[POOL:]:
        for target in range(POOL):
            pool[target] = _mixed(pool[target], mixer(word))
    mixer = _Mixer(0x8B51F9DD, 0x58F38DED)
    state = [mixer(pool[k % POOL]).astype(np.uint64) for k in range(6)]
    return np.stack([state[k] | (state[k + 1] << np.uint64(32)) for k in (0, 2, 4)])


class Streams:
    """The stream of one resource in every replication given, each at its beginning (SFC64)."""

    def __init__(self, seed: int, replications: Sequence[int], key: int) -> None:
        self.a, self.b, self.c = seeds(seed, replications, key)
        self.counter = 1
        for _ in range(12):
            self._step()

    def _step(self) -> Longs:
        result: Longs = self.a + self.b + np.uint64(self.counter)
        self.counter += 1
        self.a = self.b ^ (self.b >> np.uint64(11))
        self.b = self.c + (self.c << np.uint64(3))
        self.c = ((self.c << np.uint64(24)) | (self.c >> np.uint64(40))) + result
        return result

    def uniforms(self, count: int) -> NDArray[np.float64]:
        """The first `count` uniforms in [0, 1) of each, (replications, count)."""
        table = np.empty((len(self.a), count))
        if count > SHORT:
            self._fill(table, "random")
            return table
        for k in range(count):
            table[:, k] = (self._step() >> np.uint64(11)) * (1.0 / (1 << 53))
        return table

    def exponentials(self, count: int) -> NDArray[np.float64]:
        """The first `count` standard exponentials of each (ziggurat), (replications, count)."""
        table = np.empty((len(self.a), count))
        self._fill(table, "standard_exponential")
        return table

    def _fill(self, table: NDArray[np.float64], what: str) -> None:
        """Row by row from one generator that is set to each beginning."""
        bits = np.random.SFC64(0)
        draw = getattr(np.random.Generator(bits), what)
        counter = np.full(len(self.a), self.counter, dtype=np.uint64)
        state = bits.state
        for row, begin in zip(table, np.stack([self.a, self.b, self.c, counter], axis=1), strict=True):
            state["state"]["state"] = begin
            bits.state = state
            draw(out=row)
