"""What a report leaves behind for the search of candidates: shingles of its words, traces of its sentences."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import Any, Final
from zlib import crc32

import numpy as np

from leeway.evidence.origins.features import STEMS, Memo

TRACES: Final = 3
LONG: Final = 8
"""Words of a sentence that leaves traces."""
_CODES: Final = Memo(lambda word: crc32(STEMS[word].encode()))
_FOLD, _MIX = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9)
_HALF, _LESS = np.uint64(32), np.uint64(29)


def shingles(sentences: Sequence[Sequence[str]]) -> list[str]:
    """Word 3-shingles of a whole body, for the sketch. `sentences`: their words, in order."""
    words = [STEMS[word] for sentence in sentences for word in sentence]
    return [f"{a} {b} {c}" for a, b, c in zip(words, words[1:], words[2:], strict=False)]


def traces(sentences: Sequence[Sequence[str]]) -> array[int]:
    """The `TRACES` least hashes (64 bit) of the 4-shingles of each sentence of eight words and more, sentence by
    sentence. Sentences with the same words leave the same traces, on every machine."""
    long = [sentence for sentence in sentences if len(sentence) >= LONG]
    if not long:
        return array("Q")
    codes = np.array([_CODES[word] for sentence in long for word in sentence], dtype=np.uint64)
    of = np.repeat(np.arange(len(long)), [len(sentence) for sentence in long])
    inside = of[:-3] == of[3:]
    hashes = _mixed(codes)[inside]
    whose = of[:-3][inside]
    order = np.lexsort((hashes, whose))
    hashes, whose = hashes[order], whose[order]
    fresh = np.ones(len(hashes), dtype=bool)
    fresh[1:] = (hashes[1:] != hashes[:-1]) | (whose[1:] != whose[:-1])
    hashes, whose = hashes[fresh], whose[fresh]
    rank = np.arange(len(whose)) - np.searchsorted(whose, whose)
    return array("Q", hashes[rank < TRACES].tobytes())


def _mixed(codes: Any) -> Any:
    """One number for each run of four codes, all bits of it spread (splitmix64)."""
    with np.errstate(over="ignore"):
        found = ((codes[:-3] * _FOLD + codes[1:-2]) * _FOLD + codes[2:-1]) * _FOLD + codes[3:]
        found ^= found >> _HALF
        found *= _MIX
        found ^= found >> _LESS
    return found
