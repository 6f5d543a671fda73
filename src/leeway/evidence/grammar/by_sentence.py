"""What the stages before found, sentence by sentence."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from leeway.evidence.attribution.model import Voices
from leeway.evidence.language.model import Sentence, Text


def layers_by_sentence(text: Text, voices: Voices, sentences: Sequence[Sentence]) -> list[dict[str, Sequence[object]]]:
    """For every sentence the places, actors, numbers and times that begin in it. One pass."""
    kinds: dict[str, Sequence[object]] = {
        "place": text.places,
        "actor": voices.actors,
        "number": text.numbers,
        "time": text.times,
    }
    found: list[dict[str, Sequence[object]]] = [dict.fromkeys(kinds, ()) for _ in sentences]
    starts = [sentence.start for sentence in sentences]
    for kind, records in kinds.items():
        begin = [record.start for record in records]  # type: ignore[attr-defined]
        first = 0
        while first < len(records):
            # The sentence that holds the next record, and the last record that begins in it.
            k = bisect_right(starts, begin[first]) - 1
            last = bisect_left(begin, sentences[k].end, first) if k >= 0 else first
            if last > first:
                found[k][kind] = records[first:last]
            first = max(last, first + 1)
    return found
