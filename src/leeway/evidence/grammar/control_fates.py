"""Verbs whose subject is the place: it falls, goes, holds, follows; for `control`."""

from __future__ import annotations

from leeway.evidence.grammar.arguments import after_preposition, direct_object, subject
from leeway.evidence.grammar.control_phrases import Found
from leeway.evidence.grammar.control_places import SPOTS, apposed, labelled, topic
from leeway.evidence.grammar.inflect import Form
from leeway.evidence.grammar.lexicon import Hit
from leeway.evidence.grammar.line import MODALS, PREPOSITIONS, Line, is_verb
from leeway.evidence.grammar.scene import Scene
from leeway.evidence.grammar.time_left_spans import spans

DAYS = frozenset(["day", "night", "same", "next", "previous", "following", "evening", "morning"])
GOING = frozenset(["has", "have", "had", "is", "are", "was", "already", "now", "also", "then", "too", "all", "itself"])


def pv(line: Line, hit: Hit, scene: Scene) -> Found:
    place = subject(line, hit.start, SPOTS) or apposed(line, hit) or labelled(line, hit, scene)
    if place is None:
        return
    if (
        hit.row.words.startswith("fall:v")
        and line.w[hit.start - 1 : hit.start] == ["to"]
        and "would" in line.w[: hit.start]
    ):
        return
    after = line.w[hit.end] if hit.end < len(line.w) else ""
    if hit.row.words.startswith("fall") and after in ("back", "short", "silent", "ill", "sick", "quiet", "victim"):
        return
    ahead = MODALS & set(line.w[line.clause(hit.start)[0] : hit.start])
    if hit.row.words.startswith("fall") and ahead and spans(line, hit.end, hit.end + 4):
        return  # "could fall within a week": an estimate of the time left
    dated = line.at("time", hit.end) or line.at("time", hit.end + 1)
    if hit.row.words.startswith("fall") and after in ("on", "in", "near") and dated is None:
        return  # "rockets fell on the airport"
    agent = after_preposition(line, hit.end - 1, line.clause(hit.start)[1], ("actor", "force"), frozenset(["to", "by"]))
    yield place, agent, place


def pv_city(line: Line, hit: Hit, scene: Scene) -> Found:
    for place, agent, part in pv(line, hit, scene):
        if place.kind == "place" and place.what.kind in ("city", "town", "capital"):
            yield place, agent, part


def pv_or_object(line: Line, hit: Hit, scene: Scene) -> Found:
    place = direct_object(line, hit.end, SPOTS) or subject(line, hit.start, SPOTS) or apposed(line, hit)
    if place is not None:
        yield place, None, place


def holding(line: Line, hit: Hit, scene: Scene) -> Found:
    """ "Kolda is holding": nothing is held, the town holds."""
    after = line.w[hit.end] if hit.end < len(line.w) else "."
    free = after in (".", ",", ";", "out", "firm", "for", "but", "and", "against", "fast", "so", "!", "-", "–", "on")
    if free or line.at("time", hit.end) is not None:
        for place, _, part in pv(line, hit, scene):
            if place.end <= hit.start and place.what.kind != "country":
                yield place, scene.army, part


def pvp(line: Line, hit: Hit, scene: Scene) -> Found:
    """ "X is contested": nothing but forms of being between; "how long X can last is disputed" is none."""
    for place, agent, part in pv(line, hit, scene):
        if "how" not in line.w[: hit.start] or "long" not in line.w[: hit.start]:
            yield place, agent, part
            return
    head = topic(line, hit)
    if head is not None and hit.start - head.end == 1:
        yield head, None, head  # "Baliet: contested"


def followed(line: Line, hit: Hit, scene: Scene) -> Found:
    """ "Kemise followed on Tuesday", after a sentence on towns that fell."""
    place = subject(line, hit.start, ("place",), reach=False)
    end = line.w[hit.end : hit.end + 1]
    if (
        place is not None
        and scene.fallen
        and (end in ([], ["."], [","], ["soon"], ["hours"]) or line.at("time", hit.end) or end == ["on"])
    ):
        yield place, None, place


def went(line: Line, hit: Hit, scene: Scene) -> Found:
    """ "If Kolda goes", "Kolda went on Thursday", "Kolda has gone": lost, where the place itself goes and nowhere."""
    a, b = line.clause(hit.start)
    place = subject(line, hit.start, SPOTS, reach=False)
    k = hit.start - 1
    while k > a and line.w[k] in GOING:
        k -= 1
    if place is None:
        place = apposed(line, hit)  # "Kolda, its twin town, had gone by Sunday"
    elif place.end != k + 1 or line.owner[k]:
        if line.w[place.end : place.end + 1] != [","] or line.w[k] != "," or k - place.end > 10:
            return
        if any(is_verb(line, j) for j in range(place.end + 1, k)):
            return
    if place is None or place.what.kind == "country":
        return
    after = line.w[hit.end : hit.end + 1]
    over = after in ([], ["."], [","], [";"], ["and"], ["too"], ["first"], ["by"], ["quickly"], ["overnight"])
    over = over or line.w[hit.end : hit.end + 3][:2] == ["on", "the"]
    over = over or (after == ["the"] and not DAYS.isdisjoint(line.w[hit.end + 1 : hit.end + 2]))
    supposing = line.w[a : a + 1] in (["if"], ["should"], ["once"], ["unless"]) and place.start - a <= 2
    over = over or (supposing and after[0] not in PREPOSITIONS and after[0] not in ("back", "ahead", "wrong"))
    if not over and line.at("time", hit.end) is None and not (after == ["on"] and line.at("time", hit.end + 1)):
        return
    supposed = {"if", "should", "once", "when", "unless", "after", "before", "until"} & set(
        line.w[max(0, a - 1) : place.start]
    )
    if line.w[a : a + 1] == ["with"] and place.start == a + 1 and place.end == hit.start:
        yield place, None, place  # "With Kolda gone"
        return
    if supposed or hit.form & Form.PARTICIPLE or (hit.form & Form.PAST and (scene.fallen or not over)):
        agent = after_preposition(line, hit.end, b, ("actor", "force"), frozenset(["to"]))
        yield place, agent, place


FATES = {
    "PV": pv,
    "PVCITY": pv_city,
    "PVORO": pv_or_object,
    "PVP": pvp,
    "HOLDING": holding,
    "FOLLOW": followed,
    "GO": went,
}
"""Readers of the patterns of control.tsv that say what became of a place."""
