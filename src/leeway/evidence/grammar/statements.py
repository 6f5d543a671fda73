"""The main flow of the room: the clauses of a text to its statements."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from leeway.evidence.attribution.firmness import firmness
from leeway.evidence.attribution.model import Voices
from leeway.evidence.attribution.voices import speaker_at
from leeway.evidence.grammar import (
    access,
    advisory,
    approach,
    control,
    displacement,
    evacuated,
    force,
    headcount,
    incident,
    posture,
    territory,
    time_left,
)
from leeway.evidence.grammar.choice import chosen
from leeway.evidence.grammar.draft import Draft
from leeway.evidence.grammar.lexicon import Hit
from leeway.evidence.grammar.line import Line, line_of
from leeway.evidence.grammar.merge import merged
from leeway.evidence.grammar.past import background
from leeway.evidence.grammar.scene import Scene, enter, layers_by_sentence, scene_of
from leeway.evidence.grammar.table import table_rows
from leeway.evidence.language.model import Text
from leeway.evidence.model import Statement

READERS: dict[str, Callable[[Line, Hit, Scene], Iterator[Draft]]] = {
    "control": control.read,
    "approach": approach.read,
    "territory": territory.read,
    "force": force.read,
    "posture": posture.read,
    "headcount": headcount.read,
    "advisory": advisory.read,
    "access": access.read,
    "displacement": displacement.read,
    "evacuated": evacuated.read,
    "incident": incident.read,
    "time_left": time_left.read,
}


def statements(text: Text, voices: Voices) -> list[Statement]:
    """The statements of one text in the order of their spans. Linear in the number of tokens.

    `origin` is left empty; publisher and publication are filled in by `leeway.evidence.read`.
    """
    scene = scene_of(text, voices)
    found: list[Statement] = []
    for sentence, layers in zip(text.sentences, layers_by_sentence(text, voices), strict=True):
        line = line_of(sentence, layers)
        enter(scene, line)
        found.extend(settled(draft, scene) for draft in table_rows(line, scene) or drafts(line, scene))
    return merged(found)


def drafts(line: Line, scene: Scene) -> list[Draft]:
    """What the triggers of one line give, background left out."""
    if not line.clauses or line.sentence.heading:
        return []
    found = [draft for hit in line.hits for draft in READERS[hit.row.family](line, hit, scene)]
    found.extend(approach.distances(line, scene, found))
    kept = [draft for draft in chosen(found) if not background(draft, scene)]
    for draft in kept:
        if draft.kind == "control" and draft.status == "captured" and draft.place is not None:
            scene.holders[draft.place.name] = draft.actor
    return kept


def settled(draft: Draft, scene: Scene) -> Statement:
    """The draft with its words, its speaker and its firmness."""
    text, voices = scene.text, scene.voices
    start, end = draft.line.span(draft.start, draft.end)
    inner = draft.line.span(draft.at, max(draft.at + 1, draft.trigger_end))
    speaker, _, said = speaker_at(voices, *inner)
    firm = draft.firmness or firmness(text, voices, start, end, draft.kind, draft.status, draft.actor)
    return Statement(
        report=text.report.id,
        span=(start, end),
        quote=text.report.body[start:end],
        kind=draft.kind,
        status=draft.status,
        actor=draft.actor or None,
        place=draft.place.name if draft.place else None,
        value=draft.value,
        of=draft.of,
        when=draft.when,
        firmness=firm,
        speaker=speaker,
        said=said,
        place_id=draft.place.place_id or None if draft.place else None,
        lat=draft.place.lat if draft.place else None,
        lon=draft.place.lon if draft.place else None,
    )
