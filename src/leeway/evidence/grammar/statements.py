"""The main flow of the room: the clauses of a text to its statements."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from leeway.evidence.attribution.firmness import firmness
from leeway.evidence.attribution.model import Voices
from leeway.evidence.attribution.voices import frame_at, speaker_at
from leeway.evidence.grammar import (
    access,
    advisory,
    approach,
    control,
    displacement,
    evacuated,
    evacuated_digest,
    force,
    force_tallies,
    headcount,
    incident,
    posture,
    territory,
    time_left,
)
from leeway.evidence.grammar.by_sentence import layers_by_sentence
from leeway.evidence.grammar.choice import chosen
from leeway.evidence.grammar.control_belongs import belongings
from leeway.evidence.grammar.denial import pointing_back
from leeway.evidence.grammar.displacement_further import further as displaced_further
from leeway.evidence.grammar.draft import Draft
from leeway.evidence.grammar.facts import facts
from leeway.evidence.grammar.headcount_bare import bare_counts
from leeway.evidence.grammar.how_many import how_many
from leeway.evidence.grammar.labels import remember
from leeway.evidence.grammar.lexicon import Hit
from leeway.evidence.grammar.likewise import likewise, remember_told
from leeway.evidence.grammar.line import Line, line_of
from leeway.evidence.grammar.lists import entry, label, shared, theme, under_heading
from leeway.evidence.grammar.merge import merged
from leeway.evidence.grammar.passing import enter, leave
from leeway.evidence.grammar.past import asks, background
from leeway.evidence.grammar.questions import REACH, Asked, answered, asked
from leeway.evidence.grammar.scene import TOWNS, Scene, scene_of
from leeway.evidence.grammar.spread import spread
from leeway.evidence.grammar.surety import surety
from leeway.evidence.grammar.surety_plans import to_come, unchecked
from leeway.evidence.grammar.table import table_rows
from leeway.evidence.grammar.table_rows import rows_of
from leeway.evidence.grammar.telling import TOLD_OF_TODAY, present, told_today, whole_words
from leeway.evidence.grammar.time_left_answers import answers
from leeway.evidence.language.model import Text
from leeway.evidence.model import Days, Statement

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


DATED_BY_SAYING = frozenset(
    [
        ("control", "held"),
        ("control", "threatened"),
        ("control", "contested"),
        ("territory", "held"),
        ("approach", "at_distance"),
    ]
)
"""States that hold on the day they are told; an event has a day of its own or none."""


STANDING = frozenset(
    [
        ("control", "held"),
        ("force", "present"),
        *(("access", status) for status in ("open", "limited", "suspended", "closed")),
    ]
)
"""States that a report with an "as of" day means for that day, where it tells them in the present."""


def statements(text: Text, voices: Voices) -> list[Statement]:
    """The statements of one text in the order of their spans. Linear in the number of tokens.

    `origin` is the report's own id; of a roundup of agencies each passage is one of its own.
    """
    scene = scene_of(text, voices)
    found: list[Statement] = []
    pending: list[Draft] = []
    listed: dict[str | None, tuple[int, Statement]] = {}
    rows = rows_of(text)
    question: Asked | None = None
    for sentence, layers in zip(text.sentences, layers_by_sentence(text, voices, text.sentences), strict=True):
        line = line_of(sentence, layers)
        enter(scene, line)
        if sentence.heading or scene.line_number == 1:
            theme(scene, line)
        row = table_rows(line, scene, rows, layers, drafts)
        new = drafts(line, scene) if row is None else row
        if question is not None:
            question.lines += 1
            told_back = answered(question, line, lambda d: settled(d, scene), lambda a, b: speaker_at(voices, a, b)[0])
            told_back = [one for one in told_back if not _told_in_full(one, new)]
            found.extend(replace(one, quote=text.report.body[one.span[0] : one.span[1]]) for one in told_back)
            question = None if told_back or question.lines >= REACH else question
        if asks(line):
            said = [d for d in readings(line, scene) if d.word != "tally"]
            counted = any(d.kind in ("force", "evacuated", "displacement") for d in said)
            question = asked(line, said if counted else how_many(line, scene) or said)
        pending.extend(approach.distances(line, scene, new))
        leave(scene, line)
        told = [settled(draft, scene) for draft in new]
        found.extend(told)
        listed = _without_list(listed, told, new, found, sentence.paragraph)
        denied = pointing_back(line, found, lambda start, end: speaker_at(voices, start, end)[0])
        if denied is not None:
            found.append(replace(denied, quote=text.report.body[denied.span[0] : denied.span[1]]))
    found.extend(settled(draft, scene) for draft in approach.of_taken(pending, scene))
    return merged(found)


def _told_in_full(answer: Statement, new: list[Draft]) -> bool:
    """Whether the sentence of the answer tells by itself what the question makes of it."""
    return answer.value is not None and any(d.kind == answer.kind and d.value == answer.value for d in new)


def _without_list(
    listed: dict[str | None, tuple[int, Statement]],
    told: list[Statement],
    new: list[Draft],
    found: list[Statement],
    paragraph: int,
) -> dict[str | None, tuple[int, Statement]]:
    """Take back what the heading of a list says of a place, where the entry goes on to say it itself.

    `listed`: by place, the paragraph and the statement that only the list gives.
    """
    for one, draft in zip(told, new, strict=True):
        if draft.word == "list" and one.kind == "control":
            listed[one.place] = (paragraph, one)
        elif one.kind == "control" and one.status in ("captured", "held") and one.place in listed:
            where, before = listed.pop(one.place)
            if where == paragraph and before in found and one is not before:
                found.remove(before)
    return listed


def readings(line: Line, scene: Scene) -> list[Draft]:
    """What the triggers of one line give, as they stand."""
    return [draft for hit in line.hits for draft in READERS[hit.row.family](line, hit, scene)]


def drafts(line: Line, scene: Scene) -> list[Draft]:
    """What the triggers of one line give, background left out."""
    if line.sentence.heading or not line.tokens:
        return []
    place = label(line)
    scene.entries += place is not None and line.tokens[place.start].text.isupper()
    if place is not None and (place.what.kind in TOWNS or scene.section_place is None):
        scene.section_place, scene.item_paragraph = place.what, line.sentence.paragraph
    remember(line, scene)
    under_heading(line, scene)
    found = readings(line, scene)
    found.extend(entry(line, scene, found))
    found.extend(belongings(line, scene, found))
    found.extend(shared(line, found))
    found.extend(list(spread(line, found)))
    found.extend(list(likewise(line, scene, found)))
    found.extend(answers(line, scene))
    found.extend(force_tallies.tallies(line, scene, found))
    found.extend(headcount.tallies(line, scene))
    found.extend(bare_counts(line, scene))
    found.extend(displacement.tallies(line, scene))
    found.extend(list(displaced_further(line, scene, found)))
    found.extend(evacuated_digest.tallies(line, scene))
    found.extend(facts(line, scene, found))
    kept = [draft for draft in chosen(found) if not background(draft, scene)]
    remember_told(scene, kept)
    scene.fallen = False
    for draft in kept:
        if draft.kind == "force" and draft.status == "withdrawing":
            scene.withdrew_line = scene.line_number
        if draft.kind == "control" and draft.status == "captured" and draft.place is not None:
            scene.holders[draft.place.name] = draft.actor
            scene.fallen = True
            scene.last_taken, scene.taken_line = draft.place, scene.line_number
    return kept


SETTING_IN = frozenset(["start", "starting", "begin", "beginning", "begins", "starts", "stop", "stops", "cease"])


def _sets_in(draft: Draft) -> bool:
    """ "will stop on Tuesday", "start cutting their numbers tomorrow": what sets in on a day to come and lasts."""
    a, b = draft.line.clause(draft.at)
    return not SETTING_IN.isdisjoint(draft.line.w[a:b])


def _origin(scene: Scene) -> str:
    """The report, or the passage of an agency in a roundup of several."""
    report, passage = scene.text.report, scene.passage
    if passage is None or passage.state is not None or passage.speaker.org == report.publisher:
        return report.id
    return f"{report.id}:{passage.speaker.org}"


def settled(draft: Draft, scene: Scene) -> Statement:
    """The draft with its words, its speaker and its firmness."""
    text, voices = scene.text, scene.voices
    start, end = draft.line.span(*whole_words(draft))
    inner = draft.line.span(draft.at, max(draft.at + 1, draft.trigger_end))
    speaker, stance, said = speaker_at(voices, *inner)
    if stance == "orders" and draft.kind == "posture":
        speaker = voices.default  # an order to one's own staff is told of, not said
    if draft.word == "table" and draft.kind == "access":
        speaker, draft.firmness = voices.default, "stated"  # the heading names the source of the figures only
    own = draft.line.clause(draft.at)[0]
    # What the clause before "and" or "but" denies or doubts is not meant here.
    word = draft.line.w[own + (draft.line.w[own] == "," and own + 1 < draft.at)]
    alone = draft.start < own and word in ("and", "but", "which", "where", "whose")
    first = draft.line.tokens[own].start if alone else start
    firm = surety(draft, firmness(text, voices, first, end, draft.kind, draft.status, draft.actor, inner))
    if firm == "stated" and scene.section_words and unchecked(scene.section_words):
        firm = "unverified"
    days = draft.when
    if days is None and said is not None and (draft.kind, draft.status) in DATED_BY_SAYING:
        frame = frame_at(voices, *inner)
        days = Days(said, said) if frame is not None and not frame.carried else None
    if days is None and said is not None and (draft.kind, draft.status) in TOLD_OF_TODAY and told_today(draft):
        days = Days(said, said)
    if scene.as_of is not None and (draft.kind, draft.status) in STANDING and present(draft):
        days = scene.as_of
    today = text.today(start)
    if firm == "stated" and today is not None and to_come(draft, days, today):
        firm = "planned"
    if days is not None and today and days.first and days.first == days.last and days.first > today:
        days = Days(days.first, None) if draft.kind in ("access", "posture") and _sets_in(draft) else days
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
        when=days,
        firmness=firm,
        speaker=speaker,
        said=said,
        place_id=draft.place.place_id or None if draft.place else None,
        lat=draft.place.lat if draft.place else None,
        lon=draft.place.lon if draft.place else None,
        origin=_origin(scene),
        publisher=text.report.publisher,
        published=text.report.published,
    )
