"""Who holds a named place: `control`."""

from __future__ import annotations

from collections.abc import Iterator

from leeway.evidence.attribution.model import Actor
from leeway.evidence.grammar.arguments import (
    after_preposition,
    chunks,
    direct_object,
    headed,
    listed,
    passive,
    subject,
    when,
)
from leeway.evidence.grammar.draft import Draft, extent
from leeway.evidence.grammar.inflect import Form
from leeway.evidence.grammar.lexicon import Hit
from leeway.evidence.grammar.line import DETERMINERS, Chunk, Line
from leeway.evidence.grammar.scene import Scene, city_before
from leeway.evidence.grammar.wordlists import words
from leeway.evidence.model import Value

SPOTS = ("facility", "place")
LOCATED = words("control.LOCATED")
PARTIES = words("control.PARTIES")
WEAK_VERBS = words("control.WEAK_VERBS")
GOVERNMENT_WORDS = words("control.GOVERNMENT_WORDS")
FORCES = words("control.FORCES")
POSSESSIVE = frozenset(["its", "their", "his", "our"])


def read(line: Line, hit: Hit, scene: Scene) -> Iterator[Draft]:
    """Every `control` statement of one trigger."""
    pattern, status = hit.row.pattern, hit.row.status
    reader = _READERS.get(pattern)
    if reader is None:
        return
    for place, actor, part in reader(line, hit, scene):
        yield from _drafts(line, hit, scene, status, place, actor, part)
        if pattern in ("PV", "PVTO", "PVORO"):
            for other in _gapped(line, hit):
                yield from _drafts(line, hit, scene, status, other, actor, other)


def _gapped(line: Line, hit: Hit) -> list[Chunk]:
    """ "X fell on Monday and Y on Tuesday", "... and Y before it": places of a second subject without its verb."""
    b = line.clause(hit.start)[1]
    return [c for c in chunks(line, ("place",), hit.end, b) if line.w[c.start - 1] == "and" and _alone(line, c)]


def _alone(line: Line, c: Chunk) -> bool:
    """A place followed by a day or by "before", "after", "too"."""
    dated = any(t.start - c.end in (0, 1) for t in line.of("time"))
    return dated or line.w[c.end : c.end + 1] in (["before"], ["after"], ["too"], ["also"])


Found = Iterator[tuple[Chunk, Chunk | str | None, Chunk | None]]
"""Place, actor as a chunk or a name, the subject that belongs to the quote."""


def _drafts(
    line: Line, hit: Hit, scene: Scene, status: str, place: Chunk, actor: Chunk | str | None, part: Chunk | None
) -> Iterator[Draft]:
    if (
        place.kind == "place"
        and place.what.kind in ("country", "river")
        and status in ("captured", "retaken", "held", "contested")
    ):
        return
    end = line.clauses[line.clause_of[place.start]][1]
    items = listed(line, place, SPOTS, end)
    name = _led(line, actor) or _name(actor, scene, status)
    if (
        isinstance(actor, Chunk)
        and actor.kind == "actor"
        and actor.what.kind in ("mission", "media", "ministry", "organisation")
    ):
        return
    for n, item in enumerate(items):
        if any(o is not item and o.start <= item.start and item.end <= o.end for o in items):
            continue
        stop = items[n + 1].start if n + 1 < len(items) else end
        window = (item.end, stop) if len(items) > 1 or item.start > hit.start else None
        days = when(line, scene, hit.start, status in ("captured", "retaken"), window)
        if status == "held" and hit.row.pattern in ("PA", "HANDS") and days is not None and days.last is None:
            status = "captured"
        start, last = extent(
            line, hit.start, max(hit.end, item.end), part, item, actor if isinstance(actor, Chunk) else None
        )
        if n + 1 < len(items):
            last = max(hit.end, stop)
        yield Draft(
            line, start, last, hit.start, "control", status, name, item.what, None, None, days,
            trigger_end=hit.end, word=hit.row.words,
            firmness={"LEFTTO": "possible", "CLAIM": None, "CLAIMP": None}.get(hit.row.pattern),
            claimed=hit.row.pattern in ("CLAIM", "CLAIMP"),
        )  # fmt: skip


def _led(line: Line, actor: Chunk | str | None) -> str | None:
    """ "Forces led by X", "militias loyal to X"."""
    if not isinstance(actor, Chunk):
        return None
    if line.w[actor.end : actor.end + 2] in (["led", "by"], ["loyal", "to"], ["aligned", "with"], ["allied", "with"]):
        leader = line.at("actor", actor.end + 2)
        return str(leader.what.name) if leader is not None else None
    return None


def _name(actor: Chunk | str | None, scene: Scene, status: str) -> str | None:
    if isinstance(actor, str):
        return actor
    if actor is not None:
        if actor.kind == "actor":
            return str(actor.what.name) if actor.what.name not in ("men", "fighters") else scene.group
        if actor.what.status == "fighters":
            return scene.group
        if actor.what.status in ("troops", "police"):
            return scene.army
    if status in ("captured", "threatened"):
        return scene.group
    if status in ("retaken", "held"):
        return scene.army
    return None


def _svo(line: Line, hit: Hit, scene: Scene) -> Found:
    base = hit.row.words.split(":")[0]
    if passive(line, hit):
        place = subject(line, hit.start, SPOTS)
        if place is None and status_of_siege(hit):
            place = after_preposition(line, hit.end, line.clause(hit.start)[1], SPOTS, LOCATED)
        if place is None and base in WEAK_VERBS:
            return
        place = place or _topic(line, hit)
        if place is None:
            return
        agent = after_preposition(line, hit.end, line.clause(hit.start)[1], ("actor", "force"), frozenset(["by"]))
        yield place, agent, place
        return
    place = direct_object(line, hit.end, SPOTS)
    if place is None:
        inside = chunks(line, SPOTS, hit.start, hit.end)
        place = inside[0] if inside else _it(line, hit.end, scene)
    if place is None and hit.form & Form.PARTICIPLE and base not in WEAK_VERBS:
        place = subject(line, hit.start, SPOTS)
        after = line.w[hit.end] if hit.end < len(line.w) else "."
        bare = subject(line, hit.start, ("actor",)) is None or line.w[hit.start - 1] == "not"
        if place is not None and bare and not after[:1].isalpha():
            yield place, None, place
        return
    if place is not None:
        if any(
            n.what.unit == "percent" or line.w[n.end : n.end + 1] == ["of"]
            for n in line.within("number", hit.end, place.start)
        ):
            return
        actor = subject(line, hit.start, ("actor", "force"))
        if actor is None and base in WEAK_VERBS and not _pronoun(line, hit):
            return
        yield place, actor, actor


def status_of_siege(hit: Hit) -> bool:
    return hit.row.status == "threatened"


def _it(line: Line, i: int, scene: Scene) -> Chunk | None:
    """ "captured it", "controlled all of it": the place last spoken of."""
    k = i
    while k < len(line.w) and line.w[k] in ("all", "most", "half", "much", "of", "part", "parts"):
        k += 1
    if (
        k < len(line.w)
        and line.w[k] == "it"
        and line.w[k + 1 : k + 2] in ([], ["."], [","], [";"], ["and"], ["on"], ["for"], ["from"])
    ):
        before = list(chunks(line, SPOTS, 0, i))
        spot = before[-1].what if before else scene.section_place or scene.city
        if scene.facility is not None and not before and scene.section_place is None:
            spot = scene.facility
        return Chunk("place", k, k + 1, spot) if spot is not None else None
    return None


def _pronoun(line: Line, hit: Hit) -> bool:
    a, _ = line.clause(hit.start)
    return (
        any(w in ("they", "it", "he", "who", "which", "we", "men", "rebels") for w in line.w[a : hit.start])
        or hit.start - a <= 2
    )


def _pv(line: Line, hit: Hit, scene: Scene) -> Found:
    place = subject(line, hit.start, SPOTS)
    if place is None:
        return
    if (
        hit.row.words.startswith("fall:v")
        and line.w[hit.start - 1 : hit.start] == ["to"]
        and "would" in line.w[: hit.start]
    ):
        return
    after = line.w[hit.end] if hit.end < len(line.w) else ""
    if hit.row.words.startswith("fall:v") and after in ("back", "short", "silent", "ill"):
        return
    agent = after_preposition(line, hit.end - 1, line.clause(hit.start)[1], ("actor", "force"), frozenset(["to", "by"]))
    yield place, agent, place


def _pvto(line: Line, hit: Hit, scene: Scene) -> Found:
    place = subject(line, hit.start, SPOTS)
    agent = direct_object(line, hit.end, ("actor", "force"))
    if place is not None and agent is not None:
        yield place, agent, place


def _pv_city(line: Line, hit: Hit, scene: Scene) -> Found:
    for place, agent, part in _pv(line, hit, scene):
        if place.kind == "place" and place.what.kind in ("city", "town", "capital"):
            yield place, agent, part


def _pv_or_object(line: Line, hit: Hit, scene: Scene) -> Found:
    place = direct_object(line, hit.end, SPOTS) or subject(line, hit.start, SPOTS)
    if place is not None:
        yield place, None, place


def _pvp(line: Line, hit: Hit, scene: Scene) -> Found:
    yield from _pv(line, hit, scene)


def _threat(line: Line, hit: Hit, scene: Scene) -> Found:
    place = subject(line, hit.start, SPOTS)
    if place is None:
        found = chunks(line, SPOTS, line.clause(hit.start)[0], hit.start)
        place = found[-1] if found else None
    if place is not None:
        agent = after_preposition(line, hit.end, line.clause(hit.start)[1], ("actor",), frozenset(["to", "by", "from"]))
        yield place, agent, place


def _cut_off(line: Line, hit: Hit, scene: Scene) -> Found:
    if passive(line, hit):
        if line.within("exit", line.clause(hit.start)[0], hit.start):
            return
        for place, agent, part in _threat(line, hit, scene):
            if place.what.kind in ("city", "town", "capital"):
                yield place, agent, part
    else:
        yield from _svo(line, hit, scene)


def _np(line: Line, hit: Hit, scene: Scene) -> Found:
    place = direct_object(line, hit.end, SPOTS)
    if place is None:
        return
    end = line.clause(hit.start)[1]
    agent = after_preposition(line, place.end, end, ("actor", "force"), frozenset(["by", "to"]))
    owner = [c for c in line.of("actor") if c.end == hit.start or (c.end == hit.start - 1 and line.owner[c.end - 1])]
    yield place, agent or (owner[0] if owner else None), None


def _ctrl_of(line: Line, hit: Hit, scene: Scene) -> Found:
    before = line.w[max(0, hit.start - 4) : hit.start]
    if any(
        w in ("for", "of", "over", "lost", "lose", "concerning", "take", "took", "taken", "gain", "seize")
        for w in before
    ):
        return
    place = direct_object(line, hit.end, SPOTS) or _it(line, hit.end, scene)
    actor = subject(line, hit.start, ("actor", "force"))
    if place is not None and actor is not None:
        yield place, actor, actor


def _pa(line: Line, hit: Hit, scene: Scene) -> Found:
    place = subject(line, hit.start, SPOTS) or _topic(line, hit)
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
    place = subject(line, hit.start, SPOTS) or _topic(line, hit)
    if place is None:
        return
    yield place, _side(line, scene, middle), place


def _under(line: Line, hit: Hit, scene: Scene) -> Found:
    """ "came under rebel control"."""
    after = line.w[hit.end : hit.end + 4]
    if "control" not in after and "rule" not in after:
        return
    place = subject(line, hit.start, SPOTS)
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
    place = subject(line, hit.start, SPOTS) or _topic(line, hit)
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


def _ain(line: Line, hit: Hit, scene: Scene) -> Found:
    place = direct_object(line, hit.end, SPOTS, reach=7)
    end = line.clause(hit.start)[1]
    if place is None:
        place = after_preposition(line, hit.end, end, SPOTS, LOCATED)
    if place is None and hit.row.words == "hold:v out":
        first = line.clause(hit.start)[0]
        before = [c for c in chunks(line, SPOTS, 0, first) if first - c.end <= 2]
        place = before[-1] if before and "where" in line.w[first : first + 2] else None
    actor = subject(line, hit.start, ("actor", "force"))
    if place is not None and (actor is not None or _pronoun(line, hit)):
        yield place, actor, actor


def _acp(line: Line, hit: Hit, scene: Scene) -> Found:
    place = direct_object(line, hit.end, SPOTS)
    actor = subject(line, hit.start, ("actor", "force"))
    if place is not None and actor is not None:
        yield place, actor, actor


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


def _give(line: Line, hit: Hit, scene: Scene) -> Found:
    """A place lost or handed over by its holder: the other side captures."""
    if passive(line, hit):
        place = subject(line, hit.start, SPOTS)
        if place is not None and place.kind == "facility" and hit.row.words == "abandon:en":
            return  # an empty checkpoint: troops that left, not a place that was taken
    else:
        place = direct_object(line, hit.end, SPOTS)
        if place is None and hit.end - hit.start > 2:
            inner = chunks(line, SPOTS, hit.start, hit.end)
            place = inner[0] if inner else None
    if place is None:
        return
    agent = after_preposition(line, hit.end, line.clause(hit.start)[1], ("actor",), frozenset(["to"]))
    yield place, agent or scene.group, place


def _claim(line: Line, hit: Hit, scene: Scene) -> Found:
    place = direct_object(line, hit.end, SPOTS)
    if place is not None:
        yield place, subject(line, hit.start, ("actor", "force")), None


def _claimed_by(line: Line, hit: Hit, scene: Scene) -> Found:
    place = subject(line, hit.start, SPOTS)
    actor = direct_object(line, hit.end, ("actor", "force"))
    if place is not None and actor is not None:
        yield place, actor, place


def _theirs(line: Line, hit: Hit, scene: Scene) -> Found:
    place = subject(line, hit.start, SPOTS)
    if place is not None:
        yield place, scene.group, place


def _who(line: Line, hit: Hit, scene: Scene) -> Found:
    """Rival accounts of who holds a place."""
    found = chunks(line, SPOTS, hit.end, len(line.w)) or chunks(line, SPOTS, 0, hit.start)
    words = line.w
    if not any(w in ("control", "charge", "controls", "holds", "holding", "held") for w in words):
        return
    if found:
        yield found[0], "", found[0]


def _unclear(line: Line, hit: Hit, scene: Scene) -> Found:
    """ "its control was not clear"."""
    before = chunks(line, SPOTS, 0, hit.end)
    if before:
        yield before[0], "", before[0]


def _repel(line: Line, hit: Hit, scene: Scene) -> Found:
    a, b = line.clause(hit.start)
    place = after_preposition(line, hit.end, b, SPOTS, LOCATED)
    if place is None:
        place = direct_object(line, hit.end, SPOTS)
    if place is None:
        before = chunks(line, SPOTS, a, hit.start) or chunks(line, SPOTS, 0, hit.start)
        place = before[-1] if before else None
    if place is None and any(w in line.w for w in ("attack", "attacks", "assault", "offensive", "attackers", "raid")):
        city = city_before(scene, line, hit.start)
        place = Chunk("place", hit.start, hit.end, city) if city is not None else None
    if place is not None:
        yield place, scene.army, None


def _out(line: Line, hit: Hit, scene: Scene) -> Found:
    place = direct_object(line, hit.end, SPOTS, reach=6)
    if place is None:
        return
    victims = line.w[line.clause(hit.start)[0] : hit.end]
    lost_by_army = any(w in FORCES for w in victims)
    yield place, (scene.group if lost_by_army else None), None


def _clear(line: Line, hit: Hit, scene: Scene) -> Found:
    place = direct_object(line, hit.end, SPOTS)
    if place is not None and "of" in line.w[place.end : place.end + 2]:
        yield place, subject(line, hit.start, ("actor", "force")), None


def _followed(line: Line, hit: Hit, scene: Scene) -> Found:
    """ "Kemise followed on Tuesday", after a sentence on towns that fell."""
    place = subject(line, hit.start, ("place",), reach=False)
    end = line.w[hit.end : hit.end + 1]
    if (
        place is not None
        and scene.fallen
        and (end in ([], ["."], [","], ["soon"], ["hours"]) or line.at("time", hit.end) or end == ["on"])
    ):
        yield place, None, place


def _if_went(line: Line, hit: Hit, scene: Scene) -> Found:
    """ "If Kolda goes"."""
    a, _ = line.clause(hit.start)
    place = subject(line, hit.start, ("place",), reach=False)
    if (
        place is not None
        and "if" in line.w[max(0, a - 1) : place.start]
        and line.w[hit.end : hit.end + 1] in ([], ["."], [","])
    ):
        yield place, None, place


def _topic(line: Line, hit: Hit) -> Chunk | None:
    """The place that heads the line, before a dash or colon ("HERAT - Overrun")."""
    for c in chunks(line, SPOTS, 0, hit.start):
        if c.start <= 1 and c.end < len(line.w) and line.w[c.end] in ("-", "–", "—", ":", "("):
            return c
    return None


def _sides(line: Line, hit: Hit, scene: Scene) -> Found:
    """ "on three sides": encircled, where somebody or a verb of encircling stands before it."""
    a, _ = line.clause(hit.start)
    found = chunks(line, SPOTS, a, hit.start)
    actor = subject(line, hit.start, ("actor", "force"))
    if any(w in ("cut", "surrounded", "encircled", "besieged", "hemmed") for w in line.w[a : hit.start]):
        return
    if actor is not None and scene.section_place is not None:
        yield Chunk("place", hit.start, hit.end, scene.section_place), actor, actor
    elif actor is not None and found:
        yield found[-1], actor, actor


_READERS = {
    "SVO": _svo,
    "PV": _pv,
    "PVTO": _pvto,
    "PVCITY": _pv_city,
    "PVORO": _pv_or_object,
    "PVP": _pvp,
    "PVS": _threat,
    "CUTOFF": _cut_off,
    "NP": _np,
    "NPCITY": _np,
    "NPCITYB": _np,
    "PA": _pa,
    "HANDS": _hands,
    "UNDER": _under,
    "UNDERX": _under_control,
    "FOLLOW": _followed,
    "LEFTTO": _threat,
    "IFGO": _if_went,
    "AIN": _ain,
    "ACP": _acp,
    "ACX": _acx,
    "CTRLOF": _ctrl_of,
    "GIVE": _give,
    "CLAIM": _claim,
    "CLAIMP": _claimed_by,
    "THEIRS": _theirs,
    "WHO": _who,
    "PVX": _unclear,
    "REPEL": _repel,
    "OUT": _out,
    "CLEAR": _clear,
    "SIDES": _sides,
}

__all__ = ["DETERMINERS", "Actor", "Value", "headed", "read"]
