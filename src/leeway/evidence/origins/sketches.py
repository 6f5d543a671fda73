"""What reports leave behind for the search of candidates: sketches of their shingles, traces of their sentences.

Both come from one number for each word, many reports at a time, so that nothing is done word by word.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final
from zlib import crc32

import numpy as np

from leeway.evidence.origins.features import STEMS, Memo

PERMUTATIONS: Final = 128
SEED: Final = 1
SHINGLE: Final = 3
TRACES: Final = 3
LONG: Final = 8
"""Words of a sentence that leaves traces."""
RUN: Final = 4
_CODES: Final = Memo(lambda word: crc32(STEMS[word].encode()))
_FOLD, _MIX = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9)
_HALF, _LESS = np.uint64(32), np.uint64(29)


class Words:
    """The words of some reports, sentence by sentence, as numbers. Arrays have a place for each word:
    `codes` of its stem (64 bit), `sentence` and `report` it is in."""

    def __init__(self, reports: Sequence[Sequence[Sequence[str]]]) -> None:
        sentences = [sentence for report in reports for sentence in report]
        lengths = np.array([len(sentence) for sentence in sentences], dtype=np.int64)
        report = np.repeat(np.arange(len(reports)), np.array([len(report) for report in reports], dtype=np.int64))
        self.many = len(reports)
        self.codes = np.array([_CODES[word] for sentence in sentences for word in sentence], dtype=np.uint64)
        self.sentence = np.repeat(np.arange(len(sentences)), lengths)
        self.report = report[self.sentence]
        self.long = (lengths >= LONG)[self.sentence]

    def sketches(self) -> Any:
        """MinHash sketches of the word 3-shingles of each report: `PERMUTATIONS` numbers (32 bit) a row."""
        from rensa import RMinHash

        inside = self.report[: 1 - SHINGLE] == self.report[SHINGLE - 1 :]
        hashes, whose = _mixed(self.codes, SHINGLE)[inside], self.report[: 1 - SHINGLE][inside]
        ends = np.searchsorted(whose, np.arange(self.many + 1)).astype(np.uint64)
        rows = RMinHash.digest_matrix_from_flat_token_hashes(hashes, ends, PERMUTATIONS, SEED).to_rows()
        return np.array(rows, dtype=np.uint32).reshape(self.many, PERMUTATIONS)

    def traces(self) -> tuple[Any, Any]:
        """The `TRACES` least hashes (64 bit) of the 4-shingles of each sentence of eight words and more, and the report
        of each. Sentences with the same words leave the same traces, on every machine."""
        inside = (self.sentence[: 1 - RUN] == self.sentence[RUN - 1 :]) & self.long[: 1 - RUN]
        hashes, whose = _mixed(self.codes, RUN)[inside], self.sentence[: 1 - RUN][inside]
        report = self.report[: 1 - RUN][inside]
        order = np.lexsort((hashes, whose))
        hashes, whose, report = hashes[order], whose[order], report[order]
        fresh = np.ones(len(hashes), dtype=bool)
        fresh[1:] = (hashes[1:] != hashes[:-1]) | (whose[1:] != whose[:-1])
        hashes, whose, report = hashes[fresh], whose[fresh], report[fresh]
        least = np.arange(len(whose)) - np.searchsorted(whose, whose) < TRACES
        return hashes[least], report[least]


def _mixed(codes: Any, many: int) -> Any:
    """One number for each run of `many` codes, all bits of it spread (splitmix64)."""
    last = len(codes) - many + 1
    if last < 1:
        return codes[:0]
    with np.errstate(over="ignore"):
        found = codes[:last].copy()
        for k in range(1, many):
            found *= _FOLD
            found += codes[k : k + last]
        found ^= found >> _HALF
        found *= _MIX
        found ^= found >> _LESS
    return found
