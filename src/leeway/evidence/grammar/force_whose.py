"""Whose troops no name stands at: "our forces", "it would send troops", "some 300 soldiers guard the embassy"."""

from __future__ import annotations

from leeway.evidence.attribution.states import state_behind, state_of_speaker
from leeway.evidence.attribution.voices import speaker_at
from leeway.evidence.grammar.line import AUXILIARIES, Chunk, Line
from leeway.evidence.grammar.scene import Scene
from leeway.evidence.grammar.wordlists import words

OURS = frozenset(["our", "my"])
SERVICES = frozenset(["Army", "Marine", "Marines", "Navy"])
"""Services of a foreign state that are written without its name by those who speak for it."""
UNNAMED = words("force_whose.UNNAMED")
"""Words for troops that do not tell whose they are."""
TO_COME = frozenset(["will", "would", "additional", "extra", "plan", "planned", "due", "ready", "set"])
OF_HOME = frozenset(["government", "the", "loyal", "loyalist", "national", "local", "their", "presidential"])
ERRANDS = frozenset(["guard", "guarding", "protect", "protecting", "secure", "securing", "help", "assist", "evacuate"])
SAME = frozenset(["military", "troops", "forces", "soldiers"])
FOREIGNERS = frozenset(
    ["embassy", "embassies", "consulate", "diplomats", "nationals", "citizens", "foreigners", "expatriates", "mission"]
)
NEAR = 2
"""Lines after which troops told of before are no longer meant."""


def named_none(line: Line, force: Chunk, name: str, scene: Scene) -> bool:
    """Whether `name` is only the home army's that a bare word for troops is given by default."""
    if scene.home is None or (name != scene.army and not name.startswith(f"{scene.home[1]} ")):
        return False
    printed = {w.casefold() for part in scene.home[:2] for w in part.split()}
    return not printed & set(line.w[max(0, force.start - 3) : force.end])


def whose(line: Line, force: Chunk, scene: Scene) -> str | None:
    """The foreign state, or the group that speaks of its own, whose troops are meant; None for the home army's."""
    w, at = line.w, force.start
    start, end = line.span(at, force.end)
    who = speaker_at(scene.voices, start, end)[0]
    foreign = speaking_state(line, at, scene)
    a, b = line.clause(at)
    if OURS & set(w[max(0, at - 3) : at]):
        return foreign or (who.org if who.org is not None and who.org == scene.group else None)
    if w[at - 1 : at] == ["the"] and SAME & set(w[at : force.end]):
        return _same_army(line, at, scene)
    if OF_HOME & set(w[max(a, at - 2) : at]) or not UNNAMED & set(w[at : force.end]):
        return None
    service = any(t.text in SERVICES for t in line.tokens[max(1, at) : force.end])
    if foreign is not None and (service or (TO_COME & set(w[a:b]) and _alone(scene, line))):
        return foreign
    if scene.sender is not None and scene.line_number - scene.sender_line <= NEAR and TO_COME & set(w[a:b]):
        return scene.sender
    if ERRANDS & set(w[at:]) and FOREIGNERS & set(w[at:]):
        return scene.sender or foreign_before(line, at, scene)
    return None


def foreign_before(line: Line, at: int, scene: Scene) -> str | None:
    """The foreign state whose army, mission or self the text named last before token `at`."""
    stop = line.tokens[at].start
    for actor in reversed(scene.voices.actors):
        if actor.start < stop and actor.kind in ("state", "army", "mission") and scene.home is not None:
            state = state_behind(actor.name)
            if state is not None and state != scene.home[0]:
                return state
    return None


def _same_army(line: Line, at: int, scene: Scene) -> str | None:
    """ "The US military would do it. ... the military is ready": the foreign army named last in the paragraph."""
    stop, paragraph = line.tokens[at].start, line.sentence.paragraph
    first = next((s.start for s in scene.text.sentences if s.paragraph == paragraph), stop)
    for actor in reversed(scene.voices.actors):
        if first <= actor.start < stop and actor.kind == "army":
            state = state_behind(actor.name)
            return state if state is not None and scene.home is not None and state != scene.home[0] else None
    return None


def _alone(scene: Scene, line: Line) -> bool:
    """Whether the sentence names no other army."""
    return not any(c.what.kind in ("army", "armed_group") and _printed(line, c) for c in line.of("actor"))


def _printed(line: Line, c: Chunk) -> bool:
    return any(t.text[:1].isupper() for t in line.tokens[max(1, c.start) : c.end])


def speaking_state(line: Line, at: int, scene: Scene) -> str | None:
    """The foreign state whose word the clause at token `at` is."""
    state = state_of_speaker(speaker_at(scene.voices, *line.span(at, at + 1))[0])
    return state if state is not None and scene.home is not None and state != scene.home[0] else None


def by_pronoun(line: Line, verb: int, scene: Scene) -> str | None:
    """ "France said it would send troops": the foreign state that speaks and acts by a pronoun."""
    k = verb - 1
    while k >= 0 and (line.w[k] in AUXILIARIES or line.w[k] in ("also", "soon", "now", "be", "to")):
        k -= 1
    if k < 0 or line.w[k] not in ("it", "we", "they"):
        return None
    return speaking_state(line, verb, scene)


def remember(scene: Scene, actor: str | None) -> None:
    """The foreign state told of last as sending, keeping or withdrawing troops."""
    state = state_behind(actor) if actor is not None else None
    if state is not None and scene.home is not None and state != scene.home[0]:
        scene.sender, scene.sender_line = state, scene.line_number
