"""People driven from home: `displacement`."""

from __future__ import annotations

from collections.abc import Iterator

from leeway.evidence.grammar.arguments import after_preposition, chunks
from leeway.evidence.grammar.days import when
from leeway.evidence.grammar.draft import Draft, extent, value_of
from leeway.evidence.grammar.evacuated import CARRIERS
from leeway.evidence.grammar.headcount import class_of
from leeway.evidence.grammar.lexicon import Hit
from leeway.evidence.grammar.line import Chunk, Line, is_verb
from leeway.evidence.grammar.meant import city_before
from leeway.evidence.grammar.scene import Scene
from leeway.evidence.grammar.wordlists import words
from leeway.evidence.language.model import PlaceName

FROM = words("displacement.FROM")
IN = words("displacement.IN")
IN_FRONT = frozenset(["in", "at", "around"])
REFUGES = words("displacement.REFUGES")
LISTS = frozenset(["idp", "idps", "displaced", "displacement", "refugees", "refugee"])
CIVIL = frozenset(["people", "displaced", "citizen"])
NOT_DISPLACED = frozenset(["staff", "contractors", "aid workers"])
KILLING = frozenset(["killing", "killed", "wounding", "wounded", "injuring"])
SHELTERS = ("SHELTER", "SHELTERD", "HOST")


def read(line: Line, hit: Hit, scene: Scene) -> Iterator[Draft]:
    """People, mostly counted, with a verb of flight or of sheltering."""
    pattern, status = hit.row.pattern, hit.row.status
    a, b = line.clause(hit.start)
    if pattern == "GATHER" and _soldiers(line, a, b):
        return
    if pattern == "LABELN" and (hit.start > 1 or line.w[hit.end : hit.end + 1] not in ([":"], ["-"], ["("])):
        return
    number, group = _people(line, hit, scene, pattern, a, b)
    if pattern in ("CROSSX", "ARRIVEX", "GATHER", "RECEIVE", "LABELN") and number is None:
        return
    if pattern == "CROSSX" and not any("border" in w or w in ("frontier", "river", "over") for w in line.w[a:b]):
        return
    if pattern == "RECEIVE" and not (
        (group is not None and group.what.pattern == "displaced") or "arrivals" in line.w[hit.end : b]
    ):
        return
    if pattern in ("ARRIVEX", "CROSSX") and any(w in CARRIERS for w in line.w[a:b]):
        return
    if pattern == "GATHER" and group is not None and group.what.pattern not in CIVIL:
        return
    pronoun = None
    if number is None and group is None:
        said = line.w[a : hit.start]
        if (
            "they" not in said
            or scene.people is None
            or line.sentence.paragraph != scene.people_paragraph
            or status != "sheltering"
        ):
            return
        pronoun = scene.people
    if group is not None and group.what.status in NOT_DISPLACED:
        return
    if pattern == "LEFT":
        whole = group is not None and group.what.pattern in ("people", "displaced") and number is not None
        whole = whole or (number is not None and not number.what.noun and (number.what.low or 0) >= 1000)
        if not whole or not any(c.start == hit.end for c in line.of("place")):
            return
    if pronoun is None and number is None and (pattern in ("CROSS", "ARRIVE", "SHELTERD") or status == "displaced"):
        known = group is not None and group.what.status in ("people", "families", "civilians")
        if not known or pattern in ("CROSS", "ARRIVE"):
            return
    if pattern == "SHELTERD" and (group is None or group.what.pattern != "displaced"):
        return
    if pattern == "ARRIVE" and any(w in CARRIERS for w in line.w[a:b]):
        return  # moved out by somebody
    if (
        pattern == "ARRIVE"
        and group is not None
        and group.what.pattern != "displaced"
        and not {"from", "border", "frontier", "crossing", "camp", "camps"} & set(line.w[hit.start : b])
    ):
        return
    place = _place(line, hit, scene, pattern, status, a, b, number or group)
    of = (
        str(group.what.status)
        if group is not None and group.what.status in ("families", "households", "children", "relatives")
        else None
    )
    value = (
        value_of(number.what, of if of in ("families", "households") else "people") if number is not None else pronoun
    )
    if number is not None:
        scene.people, scene.people_paragraph = value, line.sentence.paragraph
    start, last = extent(line, hit.start, hit.end, number, group)
    days = when(line, scene, hit.start, False) or scene.period_days(line)
    yield Draft(
        line, start, last, hit.start, "displacement", status, None, place, value, of, days,
        trigger_end=hit.end, word=hit.row.words,
    )  # fmt: skip


def _people(line: Line, hit: Hit, scene: Scene, pattern: str, a: int, b: int) -> tuple[Chunk | None, Chunk | None]:
    """The number and the class of those displaced."""
    numbers = [n for n in line.of("number") if n.what.unit in (None, "people") and not _money(line, n)]
    numbers = [n for n in numbers if not set(line.w[max(0, n.start - 2) : n.start]) & KILLING]
    near: list[Chunk]
    if pattern in ("O", "HOST", "RECEIVE", "LABELN"):
        near = [n for n in numbers if hit.start <= n.start <= hit.end + 3]
    elif pattern in ("N", "SO") and not [n for n in numbers if a <= n.start < hit.start]:
        near = [n for n in numbers if hit.start <= n.start < b]
    else:
        near = [n for n in numbers if a <= n.start < hit.start]
        if not near and line.clause_of[hit.start] > 0:
            pa = line.clauses[line.clause_of[hit.start] - 1][0]
            own = [w for w in line.w[a : hit.start] if w.isalpha()]
            if len(own) <= 3:
                near = [n for n in numbers if pa <= n.start < hit.start]
    number = near[0] if near else None
    if number is not None and pattern not in ("N", "HOST", "O", "RECEIVE", "LABELN"):
        number = near[-1] if len(near) > 1 and (near[-1].what.low or 0) > (near[0].what.low or 0) else near[0]
    group = class_of(line, number) if number is not None else None
    if number is None:
        civil = [c for c in line.of("class") if a <= c.start < hit.start and c.what.pattern in CIVIL]
        group = civil[0] if civil else None
        if pattern in ("SO", "N") and group is not None and group.what.pattern != "people":
            group = None
    elif (
        group is None
        and number.what.noun
        and not number.what.noun.endswith(("ians", "ese", "eans"))
        and not any(
            w in number.what.noun
            for w in (
                "people",
                "person",
                "famil",
                "resident",
                "civilian",
                "refugee",
                "displaced",
                "inhabitant",
                "child",
                "women",
                "villager",
                "household",
                "relative",
                "newly",
                "internally",
                "more",
                "others",
                "trader",
                "arrival",
                "soul",
                "idp",
                "national",
                "newcomer",
                "peasant",
                "farmer",
                "muslim",
                "christian",
                "student",
            )
        )
    ):
        return None, None
    return number, group


def _arrived(line: Line, hit: Hit, scene: Scene, a: int, b: int) -> PlaceName | None:
    """Where people came through or from: "its border" is that of the state that speaks."""
    origin = after_preposition(line, hit.start, b, ("place",), frozenset(["from"]))
    if origin is not None:
        return origin.what  # type: ignore[no-any-return]
    if hit.row.pattern == "RECEIVE" or "its" in line.w[hit.end : hit.end + 2]:
        states = [c for c in line.of("actor") if c.what.kind in ("state", "government") and c.end <= hit.start]
        if states:
            return PlaceName(0, 0, states[-1].what.name, "", None, None, "country")
    inside = chunks(line, ("place",), a, b)
    if inside:
        return inside[0].what  # type: ignore[no-any-return]
    return scene.spot or scene.section_place or scene.country()


def _soldiers(line: Line, a: int, b: int) -> bool:
    """Fighters in a school are no displaced people, nor are the dead."""
    forces = [
        c for c in line.of("force") if a <= c.start < b and c.what.status == "troops" and c.what.pattern != "base"
    ]
    forces = [c for c in forces if line.w[c.start - 1 : c.start] not in (["the"], ["un"])]
    return bool(forces) or bool(KILLING & set(line.w[a:b])) or any(x in line.w[a:b] for x in ("staff", "police"))


def _money(line: Line, n: Chunk) -> bool:
    return n.start > 0 and line.w[n.start - 1] in ("$", "us$", "€", "£")


def _place(
    line: Line, hit: Hit, scene: Scene, pattern: str, status: str, a: int, b: int, people: Chunk | None
) -> PlaceName | None:
    places = list(chunks(line, ("place",), 0, len(line.w)))
    if status == "sheltering":
        if pattern == "HOST":
            before = [c for c in places if c.end <= hit.start and c.start >= a]
            return before[-1].what if before else scene.spot
        found = after_preposition(line, hit.end, b, ("place",), IN)
        if found is None and people is not None:
            # "In Kolda some 10,000 are camping round the church"
            found = next(
                (c for c in places if a <= c.start and c.end <= people.start and line.w[c.start - 1] in IN_FRONT), None
            ) or next(
                (
                    c
                    for c in places
                    if a <= c.start and c.end <= people.start and line.w[max(0, c.start - 2) : c.start] == ["in", "the"]
                ),
                None,
            )
        if found is None:
            later = [c for c in places if c.start >= hit.end]
            found = later[0] if later else None
        return found.what if found is not None else scene.section_place or scene.spot
    if pattern in ("CROSSX", "ARRIVEX", "RECEIVE"):
        return _arrived(line, hit, scene, a, b)
    if pattern in ("CROSS", "ARRIVE"):
        origin = after_preposition(line, hit.start, b, ("place",), frozenset(["from"]))
        if origin is not None:
            return origin.what  # type: ignore[no-any-return]
        goal = after_preposition(line, hit.end - 1, b, ("place",), frozenset(["in", "at"]))
        if goal is not None and pattern == "ARRIVE":
            return goal.what  # type: ignore[no-any-return]
        return scene.country() if pattern == "CROSS" else scene.section_place or scene.spot
    goal = next((c for c in places if c.start >= hit.end and line.w[c.start - 1] in ("to", "into", "towards")), None)
    if goal is not None and goal.what.kind == "country" and hit.row.words.startswith("flee"):
        return scene.country()
    places = [c for c in places if c is not goal]
    own = [c for c in places if c.start >= hit.end and c.start < b and c.start - hit.end <= 2]
    if own and hit.row.words.startswith(("flee", "leave", "abandon", "escape")):
        return own[0].what  # type: ignore[no-any-return]
    found = after_preposition(line, hit.end, b, ("place",), FROM) or after_preposition(line, a, b, ("place",), FROM)
    if found is not None:
        return found.what  # type: ignore[no-any-return]
    inside = [c for c in places if a <= c.start < b and line.w[c.start - 1] not in ("to", "towards", "toward", "into")]
    if inside:
        return inside[0].what  # type: ignore[no-any-return]
    head = [c for c in places if c.start <= 2 and c.what.kind != "country"]
    if head:
        return head[0].what  # type: ignore[no-any-return]
    if hit.row.words.startswith(("flee", "stream", "pour", "escape")):
        return scene.section_place or city_before(scene, line, hit.start)
    return scene.section_place or scene.country()


def tallies(line: Line, scene: Scene) -> Iterator[Draft]:
    """Bare counts of notes under a heading of the displaced: "Kolda: approx 30,000 in mission yard + school"."""
    if not LISTS & set(scene.section_words.split()) or any(is_verb(line, k) for k in range(len(line.w))):
        return
    for n in line.of("number"):
        if n.what.unit not in (None, "people") or n.what.noun or (n.what.low or n.what.high or 0) < 20:
            continue
        tail = line.w[n.end : n.end + 6]
        place = next((c for c in line.of("place") if c.end <= n.start), None)
        stop = next((k for k in range(n.end, len(line.w)) if line.w[k] in (",", ".", ";")), len(line.w))
        if tail[:1] in (["in"], ["at"]) and REFUGES & set(tail):
            status, spot = "sheltering", place.what if place else scene.section_place or scene.spot
        elif tail[:1] == ["out"]:
            of = next((c for c in line.of("place") if n.end < c.start < stop), None)
            status, spot = "displaced", of.what if of else scene.section_place or scene.first_city
        else:
            continue
        days = when(line, scene, n.start, False)
        yield Draft(
            line, n.start, stop, n.start, "displacement", status, None, spot, value_of(n.what, "people"), None,
            days, trigger_end=n.end, word="tally",
        )  # fmt: skip
        return
