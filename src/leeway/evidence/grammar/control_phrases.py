"""States of a place in words that are no verb of taking ("in rebel hands", "under siege", "the fall of"): `control`."""

from __future__ import annotations

from collections.abc import Iterator

from leeway.evidence.grammar.arguments import after_preposition, chunks, direct_object, subject
from leeway.evidence.grammar.control_places import SPOTS as SPOTS
from leeway.evidence.grammar.control_places import absolute, it_before, topic
from leeway.evidence.grammar.lexicon import Hit
from leeway.evidence.grammar.line import BE, Chunk, Line
from leeway.evidence.grammar.scene import Scene
from leeway.evidence.grammar.wordlists import words

LOCATED = words("control.LOCATED")
GOVERNMENT_WORDS = words("control.GOVERNMENT_WORDS")

Found = Iterator[tuple[Chunk, Chunk | str | None, Chunk | None]]
"""Place, actor as a chunk or a name, the subject that belongs to the quote."""


def _ctrl_of(line: Line, hit: Hit, scene: Scene) -> Found:
    before = line.w[max(0, hit.start - 4) : hit.start]
    if any(
        w in ("for", "of", "over", "lost", "lose", "concerning", "take", "took", "taken", "gain", "seize")
        for w in before
    ):
        return
    place = direct_object(line, hit.end, SPOTS) or it_before(line, hit.end, scene)
    actor = subject(line, hit.start, ("actor", "force"))
    if place is not None and actor is not None:
        yield place, actor, actor


def _pa(line: Line, hit: Hit, scene: Scene) -> Found:
    place = subject(line, hit.start, SPOTS) or absolute(line, hit) or topic(line, hit)
    actor = direct_object(line, hit.end, ("actor", "force"))
    if place is not None:
        yield place, actor, place


def _hands(line: Line, hit: Hit, scene: Scene) -> Found:
    """ "in Taliban hands", "into its hands", "in government hands"."""
    w = line.w
    if hit.row.words == "hands":
        if hit.start < 2 or not any(w[k] in ("in", "into") for k in range(max(0, hit.start - 4), hit.start)):
            return
        if any(
            w[k] in ("fall", "fell", "fallen", "falls", "passed", "pass")
            for k in range(max(0, hit.start - 6), hit.start)
        ):
            return
        middle = range(max(0, hit.start - 3), hit.start)
    else:
        if "hands" not in w[hit.end : hit.end + 4] and "hands" not in w[hit.start : hit.end]:
            return
        middle = range(hit.start, min(len(w), hit.end + 3))
    place = subject(line, hit.start, SPOTS) or absolute(line, hit) or topic(line, hit)
    if place is None:
        return
    yield place, _side(line, scene, middle), place


def _hands_inside(line: Line, hit: Hit, scene: Scene) -> Found:
    """ "firmly in army hands", "back under the group's control": the side stands inside the trigger."""
    a, _ = line.clause(hit.start)
    if any(n.what.unit == "percent" for n in line.within("number", a, hit.start)):
        return
    place = subject(line, hit.start, SPOTS) or absolute(line, hit) or topic(line, hit)
    if place is None:
        place = it_before(line, a, scene) if line.w[a : a + 1] == ["it"] else None
    if place is not None:
        yield place, _side(line, scene, range(hit.start, hit.end)), place


def _under(line: Line, hit: Hit, scene: Scene) -> Found:
    """ "came under rebel control"."""
    after = line.w[hit.end : hit.end + 4]
    if not {"control", "rule", "hands", "sway", "command", "occupation", "administration"} & set(after):
        return
    place = subject(line, hit.start, SPOTS) or absolute(line, hit)
    if place is not None:
        yield place, _side(line, scene, range(hit.end, min(len(line.w), hit.end + 3))), place


def _under_control(line: Line, hit: Hit, scene: Scene) -> Found:
    """ "under government control", "under the group's control"."""
    if hit.end < len(line.w) and line.w[hit.end] == "of":
        return
    if any(
        w in ("come", "came", "comes", "coming", "fell", "fallen") for w in line.w[max(0, hit.start - 2) : hit.start]
    ):
        return
    a, _ = line.clause(hit.start)
    if any(n.what.unit == "percent" for n in line.within("number", a, hit.start)):
        return  # "two thirds of X is under their control" is a share
    place = subject(line, hit.start, SPOTS) or absolute(line, hit) or topic(line, hit)
    if place is not None:
        yield place, _side(line, scene, range(hit.start, hit.end)), place


def _side(line: Line, scene: Scene, tokens: range) -> str | None:
    for k in tokens:
        actor = line.at("actor", k)
        if actor is not None:
            return str(actor.what.name)
        if line.w[k] in GOVERNMENT_WORDS:
            return scene.government
        if line.w[k] in ("rebel", "insurgent", "militant", "its", "their", "opposition"):
            return scene.group
    return scene.group


def _acp(line: Line, hit: Hit, scene: Scene) -> Found:
    place = direct_object(line, hit.end, SPOTS)
    if place is None and not QUARTERS.isdisjoint(line.w[hit.end : hit.end + 5]):
        place = after_preposition(line, hit.end, line.clause(hit.start)[1], SPOTS, WITHIN)
    actor = subject(line, hit.start, ("actor", "force"))
    if place is not None and actor is not None:
        yield place, actor, actor


QUARTERS = frozenset(["streets", "parts", "quarters", "districts", "neighbourhoods", "areas", "buildings", "most"])
WITHIN = frozenset(["in", "of", "around"])


def _acx(line: Line, hit: Hit, scene: Scene) -> Found:
    """ "On Dessie she repeated that the army was in control"."""
    actor = subject(line, hit.start, ("actor", "force"))
    if actor is None or (hit.end < len(line.w) and line.w[hit.end] == "of"):
        return
    before = chunks(line, SPOTS, 0, hit.start)
    after = after_preposition(line, hit.end, len(line.w), SPOTS, LOCATED)
    place = after or (before[0] if before else None)
    if place is not None:
        yield place, actor, place


def _theirs(line: Line, hit: Hit, scene: Scene) -> Found:
    place = subject(line, hit.start, SPOTS)
    if place is not None:
        yield place, scene.group, place


def _bastion(line: Line, hit: Hit, scene: Scene) -> Found:
    """ "X is the government's last bastion", "the last army stronghold, X"; not where the clause says it was lost."""
    a, b = line.clause(hit.start)
    if {"fell", "fallen", "lost", "lose", "losing", "captured", "seized", "taken", "overrun"} & set(line.w[a:b]):
        return
    place = subject(line, hit.start, SPOTS, reach=False)
    if place is None:
        place = next((c for c in chunks(line, SPOTS, hit.end, b) if c.start - hit.end <= 4), None)
        if place is not None and line.w[place.start - 1] not in (",", "of", ":", "-"):
            return
    if place is not None and place.what.kind != "country":
        yield place, _owner_of(line, hit, scene), place


def _owner_of(line: Line, hit: Hit, scene: Scene) -> str | None:
    """Whose bastion: the side named in the trigger or beside it."""
    side = range(max(0, hit.start - 3), min(len(line.w), hit.end + 1))
    known = any(line.at("actor", k) is not None or line.w[k] in GOVERNMENT_WORDS for k in side)
    rebel = {"rebel", "insurgent", "militant", "opposition", "jihadist", "separatist"} & {line.w[k] for k in side}
    return _side(line, scene, side) if known or rebel else None


def _run_by(line: Line, hit: Hit, scene: Scene) -> Found:
    """ "The town is run by a committee": a town, no airport or hospital."""
    place = subject(line, hit.start, ("place",)) or topic(line, hit)
    if place is not None and place.what.kind in ("city", "town", "capital", "village", "unknown", "area", "province"):
        actor = direct_object(line, hit.end, ("actor", "force"), reach=6)
        yield place, actor or scene.group, place


def _belongs(line: Line, hit: Hit, scene: Scene) -> Found:
    """ "X has been the rebels' since Monday", "X is now the army's": the owner stands bare at the trigger."""
    a, _ = line.clause(hit.start)
    first = hit.row.words != "now"
    k = hit.start - 1 if first else hit.end
    owners = [c for c in line.of("actor") if (c.end == k + 1 if first else k <= c.start <= k + 1)]
    owners = owners or [c for c in line.of("force") if (c.end == k + 1 if first else k <= c.start <= k + 1)]
    if not owners:
        return
    _, last = line.span(owners[0].start, owners[0].end)
    if not line.owner[owners[0].end - 1] and scene.text.clean[last : last + 1] not in ("'", "’"):
        return
    if not first and owners[0].end < len(line.w) and line.w[owners[0].end].isalpha():
        return
    be = max((j for j in range(a, owners[0].start) if line.w[j] in BE), default=-1)
    place = subject(line, be, SPOTS, reach=False) if be > a else None
    if place is not None and place.what.kind != "country":
        yield place, owners[0], place


def passed_to(line: Line, hit: Hit, scene: Scene) -> Found:
    """ "X passed to Y", "X was claimed by Y": the place before the words, who has it after them."""
    place = subject(line, hit.start, SPOTS)
    actor = direct_object(line, hit.end, ("actor", "force"))
    if place is not None and actor is not None:
        yield place, actor, place


PHRASES = {
    "PA": _pa,
    "HANDS": _hands,
    "HANDSX": _hands_inside,
    "BASTION": _bastion,
    "RUNBY": _run_by,
    "POSS": _belongs,
    "UNDER": _under,
    "UNDERX": _under_control,
    "ACP": _acp,
    "ACX": _acx,
    "CTRLOF": _ctrl_of,
    "THEIRS": _theirs,
}
"""Readers of the patterns of control.tsv that are no verbs of taking."""
