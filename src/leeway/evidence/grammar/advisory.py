"""What people are told to do: `advisory`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from leeway.evidence.grammar.advisory_frame import addressed, advised
from leeway.evidence.grammar.arguments import after_preposition, chunks, direct_object, headed, subject
from leeway.evidence.grammar.days import when
from leeway.evidence.grammar.draft import Draft, extent
from leeway.evidence.grammar.lexicon import Hit
from leeway.evidence.grammar.line import Chunk, Line
from leeway.evidence.grammar.meant import city_before
from leeway.evidence.grammar.posture_said import mission_of
from leeway.evidence.grammar.scene import Scene
from leeway.evidence.grammar.wordlists import words
from leeway.evidence.language.model import PlaceName

SEATS = (["embassy"], ["consulate"], ["commission"], ["mission"])
MISSIONS = frozenset(["embassy", "consulate", "mission", "diplomats", "staff"])
IN = words("advisory.IN")
LONG = 8
NONE = frozenset(["no", "without", "neither"])
GIVING = words("advisory.GIVING")
WEIGHING = frozenset(["considering", "weighing", "mulling", "may", "might", "could", "discussing", "debating"])
PLANNING = frozenset(["plans", "plan", "planning", "intends", "will", "due", "about", "expected", "going", "set"])
TOWNS = frozenset(["capital", "city", "town", "village", "unknown"])
COMPASS = ("northern", "southern", "eastern", "western", "central")
LIFTED = frozenset(["lifted", "lifts", "withdrew", "relaxed", "eased", "dropped", "removed", "softened"])
GOALS = frozenset(["to", "to/towards/toward", "for/to", "into", "the/airport/port/border"])
SETTLED = frozenset(
    ["residents", "inhabitants", "villagers", "townspeople", "people", "civilians", "families", "population"]
)
ABROAD = frozenset(["citizens", "nationals", "foreigners", "those", "everyone", "anyone"])
REACH = 9
LOCALS = frozenset(
    [
        "one",
        "residents",
        "inhabitants",
        "people",
        "everybody",
        "nobody",
        "everyone",
        "staff",
        "all",
        "we",
        "locals",
        "workers",
    ]
)
HELPERS = frozenset(["mission", "ministry", "government", "state", "organisation"])


def read(line: Line, hit: Hit, scene: Scene) -> Iterator[Draft]:
    """Advice and orders to people; imperatives only where the report is an official notice or quotes one."""
    pattern, status = hit.row.pattern, hit.row.status
    w = line.w
    a, b = line.clause(hit.start)
    if not advised(line, hit, scene):
        return
    if pattern == "LEVEL":
        if not any("travel" in x or x == "advisory" for x in w):
            return
        if any("travel" in x for x in w[hit.end : b + 8]) and "not" in w[hit.end : b + 8]:
            return
    elif (
        status == "limited_help" and hit.row.words.startswith("no plans") and MISSIONS & set(w[hit.end : hit.end + 4])
    ) or (pattern == "CURFEW" and any(x in ("lifted", "eased", "ended") for x in w[a:b])):
        return
    elif pattern == "MISS":
        actor = subject(line, hit.start, ("actor",))
        mission = any(x in ("embassy", "mission", "consulate", "we", "ambassador", "consul") for x in w[a : hit.start])
        if not mission and (actor is None or actor.what.kind not in HELPERS):
            return
    actor = _issuer(line, hit, scene)
    place = _place(line, hit, scene, status, b, actor)
    start, last = extent(
        line,
        hit.start,
        hit.end,
        actor if actor is not None and line.clause_of[actor.start] >= line.clause_of[hit.start] - 1 else None,
    )
    if pattern == "CURFEW" and hit.start - start > LONG:
        start = max(a, hit.start - 2)  # "the markets are full, and the curfew, which begins at eight, is obeyed"
        last = max(last, next((y for x, y in line.clauses if x >= last), last))
    name = str(actor.what.name) if actor is not None else (scene.mission if scene.notice else None)
    if actor is not None and (own := _own_embassy(line, actor, scene)) is not None:
        name = own
    partner = _partner(line, actor)
    taken_back = (
        LIFTED & set(w[a : hit.start])
        or (pattern == "CURFEW" and NONE & set(w[max(a, hit.start - 3) : hit.start]))
        or (hit.row.words.startswith("advice ") and NONE & set(w[max(a, hit.start - 4) : hit.start]))
        or hit.row.words.startswith(("no need", "no reason", "not/hasn't", "asked/told/advised/ordered/urged nobody"))
    )
    said = Draft(
        line, start, last, hit.start, "advisory", status, name, place, None, _of(line, hit, a, b, status),
        when(line, scene, hit.start, False), trigger_end=hit.end, word=hit.row.words,
        firmness="denied" if taken_back else _ahead(line, hit, a),
    )  # fmt: skip
    if partner is not None:
        yield replace(said, start=min(start, partner.start), actor=str(partner.what.name))
    yield said
    for other in _beside(line, place, hit):
        yield replace(said, place=other)


def _own_embassy(line: Line, actor: Chunk, scene: Scene) -> str | None:
    """ "US citizens are told to leave" in a notice of an embassy: their own embassy tells them."""
    people = any(c.what.pattern == "citizen" and 0 <= c.start - actor.end <= 1 for c in line.of("class"))
    report = scene.text.report
    noted = "embassy" in f"{report.publisher or ''} {report.title or ''}".casefold()
    if actor.what.kind != "state" or not people or not noted:
        return None
    if any(a.kind == "government" and a.name == actor.what.name for a in scene.voices.actors):
        return None  # the notice passes on what the government advises
    return mission_of(str(actor.what.name), scene)


def _ahead(line: Line, hit: Hit, a: int) -> str | None:
    """ "Plans to ban travel", "is considering telling its citizens to go": advice not yet given."""
    verb = next((k for k in range(hit.start, max(a, hit.start - 9) - 1, -1) if line.w[k] in GIVING), None)
    if verb is None:
        return None
    before = line.w[max(a, verb - 4) : verb]
    if WEIGHING & set(before):
        return "possible"
    return "planned" if PLANNING & set(before) and line.w[verb - 1] in ("to", "will", "soon") else None


def _beside(line: Line, place: PlaceName | None, hit: Hit) -> list[PlaceName]:
    """ "Those in Mopti or Sévaré are urged to leave": the town joined to the one that is meant."""
    at = next((c for c in line.of("place") if place is not None and c.what is place and c.end <= hit.start), None)
    if at is None or at.what.kind == "country":
        return []
    joined = [c.what for c in line.of("place") if c.end == at.start - 1 and line.w[c.end] in ("or", "and")]
    return [p for p in joined if p.kind in TOWNS and at.what.kind in TOWNS]


def _issuer(line: Line, hit: Hit, scene: Scene) -> Chunk | None:
    found = [
        c
        for c in chunks(line, ("actor",), 0, hit.start)
        if c.what.kind in ("mission", "state", "ministry", "government", "organisation") and not addressed(line, c)
    ]
    heads = [c for c in found if line.clause_of[c.start] >= line.clause_of[hit.start] - 1]
    heads = [c for c in heads if headed(line, c, line.clause(c.start)[0])] or heads
    return (heads or found)[-1] if found else None


def _partner(line: Line, actor: Chunk | None) -> Chunk | None:
    """ "Germany and the Netherlands told their nationals": the other state."""
    if actor is None:
        return None
    for c in line.of("actor"):
        between = line.w[c.end : actor.start]
        if c.end <= actor.start and c.what.kind == actor.what.kind and between in (["and"], ["and", "the"], [","]):
            return c
    return None


def _place(line: Line, hit: Hit, scene: Scene, status: str, b: int, actor: Chunk | None = None) -> PlaceName | None:
    if status == "leave" and (home := _inhabited(line, hit)) is not None:
        return _part(line, home)
    away = status == "leave" and hit.row.words.split()[-1] in GOALS  # "move to the coast": where they go
    place = direct_object(line, hit.end, ("facility", "place"), reach=5) if not away else None
    if hit.row.pattern == "CURFEW":
        place = after_preposition(line, hit.end, b, ("place",), frozenset(["in", "across", "throughout"])) or place
    if place is None and status == "do_not_travel":
        place = after_preposition(line, hit.end, b, ("facility", "place"), IN)
        if place is None and hit.row.words.startswith("should"):
            place = subject(line, hit.start, ("facility", "place"))
    if place is None and not away:
        place = after_preposition(line, hit.start, min(len(line.w), b + 1), ("place",), IN)
    if place is None:
        before = [
            c
            for c in chunks(line, ("place",), 0, hit.start)
            if c.what.kind in ("country", "capital", "city", "town", "province", "area", "unknown", "village")
            and not _of_mission(line, c)
        ]
        place = before[-1] if before else None
    if hit.row.pattern == "CURFEW" and place is not None and not _held_in(line, place, hit):
        place = None
    if place is not None and status != "limited_help":
        return _part(line, place)
    if status == "limited_help":
        inside = next((c for c in line.of("place") if _helped_in(line, c, hit, b)), None)
        if inside is not None:
            return _part(line, inside)
        return scene.country() or (place.what if place is not None else None)
    citizens = any(c.what.pattern == "citizen" for c in line.of("class"))
    abroad = actor is not None and actor.what.kind in ("mission", "state", "ministry")
    staff = _of(line, hit, 0, b, status) == "staff"
    near = LOCALS & set(line.w) and not citizens and (staff or (not abroad and not scene.notice))
    if status == "shelter" and staff and scene.mission is not None and (actor is not None or scene.notice):
        return scene.capital()  # the staff of a mission
    if hit.row.pattern == "CURFEW" or (status == "shelter" and near):
        return scene.section_place or city_before(scene, line, hit.start, True) or scene.country()
    return scene.country()


def _helped_in(line: Line, c: Chunk, hit: Hit, b: int) -> bool:
    """ "In Goma we cannot help", "no help inside Gaza": where help ends, no seat of a mission."""
    near = c.start <= 1 or (hit.end <= c.start < b and not NONE & set(line.w[hit.end : c.start]))
    led = line.w[c.start - 1 : c.start] in (["in"], ["inside"])
    before = line.w[max(0, c.start - 2) : c.start - 1]
    lone = before not in SEATS and before not in (["including"], ["even"], ["also"]) and c.what.kind != "country"
    return near and led and lone and not _of_mission(line, c)


def _inhabited(line: Line, hit: Hit) -> Chunk | None:
    """ "Instructed residents of Kolda to move north of the river": they leave the place they live in."""
    for c in line.of("place"):
        k = c.start - 1
        while k > 0 and line.w[k] in ("the", "town", "city", "villages", "village", "of", "districts", "district"):
            k -= 1
        lead = line.w[k : k + 1] == ["in"] or "of" in line.w[k + 1 : c.start] or line.w[k] in ("of", "around")
        who = line.w[k] if line.w[k] in SETTLED else line.w[k - 1] if k else ""
        staying = line.w[k : k + 1] == ["in"] and who in ABROAD
        if c.end <= hit.start and hit.start - c.end <= REACH and lead and (who in SETTLED or staying):
            beside = next(
                (o for o in line.of("place") if o.start == c.end + 1 and line.w[c.end] in ("and", "or")), None
            )
            return beside if beside is not None and beside.what.kind in TOWNS else c
    return None


def _held_in(line: Line, c: Chunk, hit: Hit) -> bool:
    """ "A curfew in Goma", "Goma's curfew", "Goma: a curfew": not a town that only stands before the word."""
    if c.start >= hit.end or line.owner[c.end - 1] or line.w[c.end : c.end + 1] == [":"]:
        return True
    return line.w[c.start - 1 : c.start] in (["in"], ["across"], ["throughout"]) or c.end == hit.start


def _part(line: Line, c: Chunk) -> PlaceName:
    """ "Western Mindanao": the part of a province or an area, where its name does not say it already."""
    what: PlaceName = c.what
    word = line.w[c.start - 1] if c.start else ""
    if (
        word.startswith(COMPASS)
        and what.kind in ("province", "area", "unknown")
        and not what.name.casefold().startswith(word)
    ):
        return replace(what, name=f"{word} {what.name}")
    return what


def _of_mission(line: Line, c: Chunk) -> bool:
    """The seat of the mission that speaks is not where people are told to leave from."""
    owner = line.at("actor", c.start)
    beside = line.w[c.start - 1 : c.start] == ["in"] and line.w[max(0, c.start - 2) : c.start - 1] in SEATS
    return beside or (owner is not None and owner.what.kind == "mission")


def _of(line: Line, hit: Hit, a: int, b: int, status: str) -> str | None:
    near = line.w[max(0, hit.start - 14) : b]
    if any(x in ("staff", "employees", "personnel") for x in near) and not any(
        x in ("citizens", "nationals", "americans") for x in near
    ):
        return "staff"
    if hit.row.pattern == "CURFEW":
        return None
    return "citizens"
