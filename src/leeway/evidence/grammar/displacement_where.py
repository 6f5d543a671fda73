"""Where displaced people come from, and where they shelter; for `displacement`."""

from __future__ import annotations

from leeway.evidence.grammar.arguments import after_preposition, chunks
from leeway.evidence.grammar.lexicon import Hit
from leeway.evidence.grammar.line import Chunk, Line
from leeway.evidence.grammar.meant import city_before
from leeway.evidence.grammar.scene import TOWNS, Scene, bare
from leeway.evidence.grammar.wordlists import words
from leeway.evidence.language.model import PlaceName

FROM = words("displacement.FROM")
IN = words("displacement.IN")
IN_FRONT = frozenset(["in", "at", "around", "on", "inside", "behind", "near", "outside", "above", "below", "along"])
OUT_OF = frozenset(["from", "out", "off"])
TOWARDS = ("to", "into", "towards", "toward", "for", "onto")
GOING = ("flee", "stream", "pour", "escape", "run", "leave", "take", "get")
LEAVING = ("flee", "leave", "abandon", "escape", "quit", "desert", "have/has left", "empty", "run", "get")
MISSIONS = frozenset(["ambassador", "embassy", "consul", "consulate", "legation", "nunciature"])
BORDERS = frozenset(["border", "frontier", "borders"])
NATION = 100_000
"""From this number on, people whose origin is not told are those of the country, not of one town."""


def place_of(
    line: Line, hit: Hit, scene: Scene, pattern: str, status: str, a: int, b: int, people: Chunk | None
) -> PlaceName | None:
    """The refuge of those who shelter, else the origin of those who fled."""
    places = list(chunks(line, ("place",), 0, len(line.w)))
    if status == "sheltering":
        return _refuge(line, hit, scene, pattern, a, b, people, places)
    if pattern in ("CROSSX", "ARRIVEX", "RECEIVE", "CROSS", "ARRIVE", "FEED"):
        return _origin_of_arrivals(line, hit, scene, a, b, people, pattern)
    return _origin(line, hit, scene, a, b, people, places)


def _refuge(
    line: Line, hit: Hit, scene: Scene, pattern: str, a: int, b: int, people: Chunk | None, places: list[Chunk]
) -> PlaceName | None:
    if pattern in ("HOST", "HOSTN", "FEED"):
        if MISSIONS & set(line.w[a : hit.start]):
            return scene.section_place or city_before(scene, line, hit.start, True)
        before = [c for c in places if c.end <= hit.start and c.start >= a]
        states = [c for c in line.of("actor") if c.what.kind in ("state", "government") and c.end <= hit.start]
        if before or not states:
            return before[-1].what if before else scene.spot
        return bare(states[-1].what.name, "country")
    found = after_preposition(line, hit.end - (pattern in ("GATHER", "BEIN")), b, ("place",), IN)
    if found is None and people is not None:
        # "In Kolda some 10,000 are camping round the church"
        front = [c for c in places if a <= c.start and c.end <= people.start]
        front += [c for c in places if c.start <= 2 and c.end <= people.start and c not in front]
        found = next((c for c in front if line.w[c.start - 1] in IN_FRONT and c.start > 0), None) or next(
            (c for c in front if line.w[max(0, c.start - 2) : c.start] in (["in", "the"], ["at", "the"])), None
        )
    if found is None and people is not None:  # "in the cathedral of Kolda are sleeping"
        found = next(
            (c for c in front if line.w[c.start - 1] == "of" and IN_FRONT & set(line.w[max(a, c.start - 5) : c.start])),
            None,
        )
    if found is None:
        later = [c for c in places if c.start >= hit.end and c.what.kind != "country"]
        found = later[0] if later else None
    if found is None:
        hall = after_preposition(line, hit.end - 1, b, ("facility",), IN)
        if hall is not None and hall.what.name.split(",")[0] not in ("camp", "compound", "hospital", "hotel"):
            return hall.what  # type: ignore[no-any-return]
    return found.what if found is not None else scene.section_place or scene.spot


def _origin_of_arrivals(
    line: Line, hit: Hit, scene: Scene, a: int, b: int, people: Chunk | None, pattern: str
) -> PlaceName | None:
    """Where people came from who arrived or crossed: "from X", else the crisis itself, not where they are counted."""
    origin = after_preposition(line, a, b, ("place",), frozenset(["from"]))
    if origin is not None:
        return origin.what  # type: ignore[no-any-return]
    goal = after_preposition(line, hit.end - 1, b, ("place",), frozenset(["in", "at", "into", "to"]))
    goal = goal or next((c for c in chunks(line, ("place",), hit.end, b) if c.start - hit.end <= 2), None)
    home = scene.home[0] if scene.home else None
    inside = goal is not None and goal.what.kind != "country" and goal.what.country in scene.text.report.country
    if pattern in ("ARRIVE", "ARRIVEX") and goal is not None and inside:
        return goal.what  # type: ignore[no-any-return]
    if goal is not None and goal.what.kind == "country" and goal.what.name == home:
        return goal.what  # type: ignore[no-any-return]
    if people is not None and "refugees" in line.w[people.start : people.end + 3]:
        return scene.country() or unsaid(scene, people)  # who is a refugee has left the country
    if (state := _nationality(line, people)) is not None and state != home:
        return bare(state, "country")
    abroad = goal is not None and goal.what.kind == "country" and goal.what.name != home
    if abroad or BORDERS & set(line.w[a:b]) or of_the_country(line, scene, people):
        return scene.country() or unsaid(scene, people)
    return unsaid(scene, people)


def _nationality(line: Line, people: Chunk | None) -> str | None:
    """ "1,300 Somalis": the state whose people they are."""
    if people is None:
        return None
    near = (c for c in line.of("actor") if c.what.kind == "state" and people.start <= c.start <= people.end)
    return next((str(c.what.name) for c in near), None)


def of_the_country(line: Line, scene: Scene, people: Chunk | None) -> bool:
    """ "Some 30,000 Syrians": people called by the name of the country come from all over it."""
    if people is None or scene.home is None:
        return False
    demonym = scene.home[1].casefold()
    return len(demonym) > 3 and any(
        w.rstrip("s") == demonym.rstrip("s") for w in line.w[people.start : people.end + 3 * (people.kind == "number")]
    )


def unsaid(scene: Scene, people: Chunk | None) -> PlaceName | None:
    """The origin of people where none is told: the town of a report on one town, else the country."""
    if scene.one_city and not _nation(people, scene) and scene.first_city is not None:
        return scene.first_city
    return scene.country() or scene.section_place or scene.spot


def _of_the_land(scene: Scene) -> bool:
    """Whether the title names the country and no town of it."""
    title = (scene.text.report.title or "").casefold()
    if scene.home is None or scene.home[0].casefold() not in title:
        return False
    return not any(p.kind in TOWNS and p.name.casefold() in title for p in scene.text.about)


def _origin(
    line: Line, hit: Hit, scene: Scene, a: int, b: int, people: Chunk | None, places: list[Chunk]
) -> PlaceName | None:
    goal = next((c for c in places if c.start >= hit.end and line.w[c.start - 1] in TOWARDS), None)
    source = after_preposition(line, hit.start, b, ("place",), OUT_OF)
    if source is not None and source is not goal:
        return source.what  # type: ignore[no-any-return]
    if goal is not None and goal.what.kind == "country" and hit.row.words.startswith("flee"):
        left = after_preposition(line, hit.end, min(b, goal.start), ("place",), FROM)
        return left.what if left is not None and left is not goal else scene.country()
    places = [c for c in places if c is not goal]
    own = [c for c in places if c.start >= hit.end and c.start < b and c.start - hit.end <= 2]
    if own and hit.row.words.startswith(LEAVING) and line.w[own[0].start - 1] not in TOWARDS:
        return own[0].what  # type: ignore[no-any-return]
    found = after_preposition(line, hit.end, b, ("place",), FROM) or after_preposition(line, a, b, ("place",), FROM)
    if found is not None and found is not goal:
        return found.what  # type: ignore[no-any-return]
    inside = [c for c in places if a <= c.start < b and line.w[c.start - 1] not in TOWARDS]
    if inside:
        return inside[0].what  # type: ignore[no-any-return]
    head = [c for c in places if c.start <= 2 and c.what.kind != "country"]
    if head:
        return head[0].what  # type: ignore[no-any-return]
    if of_the_country(line, scene, people):
        return scene.country()
    if hit.row.words.startswith(GOING) and not _nation(people, scene):
        return scene.section_place or city_before(scene, line, hit.start)
    return unsaid(scene, people) if _nation(people, scene) else scene.section_place or unsaid(scene, people)


def _nation(people: Chunk | None, scene: Scene) -> bool:
    """Whether so many people come from the country rather than from one town of it."""
    low = (people.what.low or people.what.high or 0) if people is not None and people.kind == "number" else 0
    return low >= NATION or (low >= NATION / 10 and _of_the_land(scene))
