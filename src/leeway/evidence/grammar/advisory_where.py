"""Where advice holds, and whom it is for."""

from __future__ import annotations

from dataclasses import replace

from leeway.evidence.grammar.advisory_seats import consulate_town, land_meant
from leeway.evidence.grammar.arguments import after_preposition, chunks, direct_object, subject
from leeway.evidence.grammar.lexicon import Hit
from leeway.evidence.grammar.line import Chunk, Line
from leeway.evidence.grammar.meant import city_before
from leeway.evidence.grammar.scene import Scene
from leeway.evidence.grammar.wordlists import words
from leeway.evidence.language.model import PlaceName

SEATS = (["embassy"], ["consulate"], ["commission"], ["mission"])
IN = words("advisory.IN")
NONE = frozenset(["no", "without", "neither"])
TOWNS = frozenset(["capital", "city", "town", "village", "unknown"])
COMPASS = ("northern", "southern", "eastern", "western", "central")
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


def place_of(line: Line, hit: Hit, scene: Scene, status: str, b: int, actor: Chunk | None = None) -> PlaceName | None:
    """The place that is meant: what people are told to leave or to keep away from, else the country."""
    if status == "leave" and (home := _inhabited(line, hit)) is not None:
        return part(line, home)
    away = status == "leave" and hit.row.words.split()[-1] in GOALS  # "move to the coast": where they go
    timed = line.w[hit.end - 1] in ("while", "before")  # "leave while the crossing is open": from where is not said
    place = direct_object(line, hit.end, ("facility", "place"), reach=5) if not (away or timed) else None
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
        return land_meant(line, place, scene) or part(line, place)
    if status in ("shelter", "do_not_travel") and (town := consulate_town(actor, scene)) is not None:
        return town
    if status == "limited_help":
        inside = next((c for c in line.of("place") if _helped_in(line, c, hit, b)), None)
        if inside is not None:
            return part(line, inside)
        return scene.country() or (place.what if place is not None else None)
    citizens = any(c.what.pattern == "citizen" for c in line.of("class"))
    abroad = actor is not None and actor.what.kind in ("mission", "state", "ministry")
    staff = of_whom(line, hit, 0, b, status) == "staff"
    near = LOCALS & set(line.w) and not citizens and (staff or (not abroad and not scene.notice))
    if status == "shelter" and staff and scene.mission is not None and (actor is not None or scene.notice):
        return scene.capital()  # the staff of a mission
    if hit.row.pattern == "CURFEW" or (status == "shelter" and near):
        return scene.section_place or city_before(scene, line, hit.start, True) or scene.country()
    return scene.country()


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


def part(line: Line, c: Chunk) -> PlaceName:
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


def _helped_in(line: Line, c: Chunk, hit: Hit, b: int) -> bool:
    """ "In Goma we cannot help", "no help inside Gaza": where help ends, no seat of a mission."""
    near = c.start <= 1 or (hit.end <= c.start < b and not NONE & set(line.w[hit.end : c.start]))
    led = line.w[c.start - 1 : c.start] in (["in"], ["inside"])
    before = line.w[max(0, c.start - 2) : c.start - 1]
    lone = before not in SEATS and before not in (["including"], ["even"], ["also"]) and c.what.kind != "country"
    return near and led and lone and not _of_mission(line, c)


def of_whom(line: Line, hit: Hit, a: int, b: int, status: str) -> str | None:
    near = line.w[max(0, hit.start - 14) : b]
    if any(x in ("staff", "employees", "personnel") for x in near) and not any(
        x in ("citizens", "nationals", "americans") for x in near
    ):
        return "staff"
    if hit.row.pattern == "CURFEW":
        return None
    return "citizens"
