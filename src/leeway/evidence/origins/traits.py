"""What the search of candidates keeps of reports, put so that one process can hand it to another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np

from leeway.evidence.origins.features import FEWEST_WORDS, figures_of, names_of, sentences, stems_of, words_of
from leeway.evidence.origins.sketches import Words


@dataclass(frozen=True, slots=True)
class Traits:
    """Of `many` reports: each word, name and figure of them (`terms`) and how many have it (`counts`); the names and
    figures of each report as places in `terms` (`marks`, `marked`: how many of each report); sketches, a row for each;
    traces of sentences and the report each is of."""

    many: int
    terms: tuple[str, ...]
    counts: Any
    marks: Any
    marked: Any
    sketches: Any
    traces: Any
    traced: Any


def traits(bodies: Sequence[str]) -> Traits:
    """The traits of reports by their texts; the same as `features` finds, without keeping sentences apart."""
    counts: Counter[str] = Counter()
    marks: list[set[str]] = []
    words: list[list[list[str]]] = []
    for body in bodies:
        said = []
        found: set[str] = set()
        for start, end in sentences(body):
            text = body[start:end]
            these = words_of(text)
            said.append(these)
            if len(these) >= FEWEST_WORDS:
                found |= names_of(text)
                found |= figures_of(text, these)
        counts.update(found | stems_of(chain.from_iterable(s for s in said if len(s) >= FEWEST_WORDS)))
        marks.append(found)
        words.append(said)
    place = {term: at for at, term in enumerate(counts)}
    all_words = Words(words)
    traces, traced = all_words.traces()
    return Traits(
        len(bodies),
        tuple(counts),
        np.fromiter(counts.values(), np.int64, len(counts)),
        np.array([place[mark] for found in marks for mark in found], dtype=np.int64),
        np.array([len(found) for found in marks], dtype=np.int64),
        all_words.sketches(),
        traces,
        traced,
    )
