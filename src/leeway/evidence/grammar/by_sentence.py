"""What the stages before found, sentence by sentence."""

from __future__ import annotations

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
    found: list[dict[str, Sequence[object]]] = [{} for _ in sentences]
    for kind, records in kinds.items():
        at = 0
        for k, sentence in enumerate(sentences):
            while at < len(records) and records[at].start < sentence.start:  # type: ignore[attr-defined]
                at += 1
            first = at
            while at < len(records) and records[at].start < sentence.end:  # type: ignore[attr-defined]
                at += 1
            found[k][kind] = records[first:at]
    return found
