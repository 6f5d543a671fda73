"""A share or a count of a whole that somebody holds: `territory`; counted captures without names: `control`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from leeway.evidence.grammar.arguments import passive, subject
from leeway.evidence.grammar.days import when
from leeway.evidence.grammar.draft import Draft, extent, value_of
from leeway.evidence.grammar.enumeration import listed
from leeway.evidence.grammar.lexicon import Hit
from leeway.evidence.grammar.line import Chunk, Line
from leeway.evidence.grammar.scene import Scene
from leeway.evidence.language.model import PlaceName
from leeway.evidence.model import Value

WHOLES = {
    "capitals": "provincial capitals",
    "capital": "provincial capitals",
    "provinces": "provinces",
    "districts": "districts",
    "cities": "cities",
    "towns": "towns",
    "villages": "villages",
    "regions": "regions",
    "states": "states",
    "governorates": "governorates",
    "neighbourhoods": "neighbourhoods",
    "neighborhoods": "neighbourhoods",
    "townships": "townships",
    "bases": "bases",
    "crossings": "border crossings",
    "posts": "posts",
    "counties": "counties",
    "municipalities": "municipalities",
    "communes": "communes",
    "prefectures": "prefectures",
    "departments": "departments",
    "wards": "wards",
    "outposts": "outposts",
    "positions": "positions",
    "checkpoints": "checkpoints",
    "garrisons": "garrisons",
    "camps": "camps",
    "bridges": "bridges",
    "oilfields": "oilfields",
    "fields": "oilfields",
    "islands": "islands",
    "suburbs": "suburbs",
    "quarters": "neighbourhoods",
    "parishes": "parishes",
    "areas": "areas",
    "airports": "airports",
    "mines": "mines",
}
OF_TOWNS = frozenset(
    ["districts", "neighbourhoods", "oilfields", "suburbs", "wards", "bridges", "areas", "mines", "posts"]
)
"""Parts that a town has too."""
SITES = frozenset(["bases", "posts", "outposts", "positions", "checkpoints", "garrisons", "camps", "bridges"])
"""Parts of no administrative whole: "overran five posts" is a capture, not a share."""
TAKING = ("take", "seize", "capture", "overrun", "conquer", "occupy", "storm", "fall", "win", "wrest")
LAND = {
    "country": "country",
    "city": "city",
    "capital": "city",
    "region": "region",
    "province": "province",
    "territory": "territory",
    "state": "state",
    "town": "town",
    "district": "district",
    "it": "",
    "nation": "country",
}


Found = tuple[str, PlaceName | None, Value, int]
"""What a figure is out of, the place of the whole, the figure, the token after the phrase."""


def read(line: Line, hit: Hit, scene: Scene) -> Iterator[Draft]:
    """The share or count nearest to a verb of holding, before it (passive, "have fallen") or after it."""
    pattern = hit.row.pattern
    a, b = line.clause(hit.start)
    if pattern == "PVX" and not any(n.what.unit == "percent" for n in line.of("number") if a <= n.start < hit.start):
        return
    if pattern == "REL" and not any(h.row.family == "territory" and h.end <= hit.start for h in line.hits):
        return  # "which is two thirds of the country", after a count of towns
    after = pattern in ("SVO", "LOST", "REL") and not passive(line, hit)
    numbers = [n for n in line.of("number") if (hit.end <= n.start < b if after else a <= n.start < hit.start)]
    if after:
        numbers = [n for n in numbers if n.start - hit.end <= 4 or n.what.unit == "percent"]
    seen: set[str] = set()
    last_found: Found | None = None
    for number in numbers:
        found = _whole(line, number, scene) or _again(line, number, last_found)
        if found is None or (last_found is not None and _inside(line, number)):
            continue
        of, place, value, end = last_found = found
        other = _side_before(line, number) if value.unit in seen else None
        if (value.unit in seen and other is None) or (pattern == "REL" and value.unit != "percent"):
            continue
        seen.add(value.unit or "")
        actor = subject(line, hit.start, ("actor", "force")) if after else None
        actor = other or actor
        name = str(actor.what.name) if actor is not None and actor.kind == "actor" else scene.group
        days = when(line, scene, hit.start, False)
        share = value.unit == "percent"
        kind, status = ("territory", "held")
        if any(h.start < hit.start < h.end and h.row.family == "territory" for h in line.hits):
            continue  # "control of" within "regained control of"
        if hit.row.status == "retaken":
            kind, status = ("control", "retaken")
        elif of in SITES and hit.row.words.startswith(TAKING):
            kind, status = ("control", "captured")
        start, last = extent(line, hit.start, max(hit.end, end), number, actor)
        yield Draft(
            line, start, last, hit.start, kind, status, name, place, value, of, days,
            trigger_end=hit.end, word=hit.row.words,
        )  # fmt: skip
        if kind == "territory" and not share:
            yield from _named(line, hit, number, name, scene)


def _side_before(line: Line, number: Chunk) -> Chunk | None:
    """The party right before a second figure: "and the army 21 percent"."""
    sides = [
        c for c in line.of("actor") if c.end == number.start and c.what.kind in ("armed_group", "army", "government")
    ]
    return sides[-1] if sides else None


def _again(line: Line, number: Chunk, last: Found | None) -> Found | None:
    """ "... 44% of the land, and the army 21%": the whole of the figure before."""
    if last is None or number.what.unit != "percent" or _side_before(line, number) is None:
        return None
    return last[0], last[1], value_of(number.what, "percent"), number.end


def _inside(line: Line, number: Chunk) -> bool:
    """ "Half of the country's 400 districts": the size of the whole of a share."""
    return number.start > 0 and line.owner[number.start - 1] and number.what.unit != "percent"


def _named(line: Line, hit: Hit, number: Chunk, name: str | None, scene: Scene) -> Iterator[Draft]:
    """The places listed after the count: "three of 14 capitals: A, B and now C"."""
    marks = [k for k in range(number.end, len(line.w)) if line.w[k] in (":", "including", "-", "–")]
    if not marks:
        return
    first = [c for c in line.of("place") if marks[0] < c.start <= marks[0] + 2]
    if not first:
        return
    items = listed(line, first[0], ("place",), len(line.w))
    for n, item in enumerate(items):
        stop = items[n + 1].start if n + 1 < len(items) else item.end
        times = [t for t in line.of("time") if item.start - 2 <= t.start < stop]
        start, _ = extent(line, hit.start, hit.end, number)
        yield Draft(
            line, start, item.end, item.start, "control", "held", name, item.what, None, None,
            times[0].what.days if times and times[0].start < item.start else None, trigger_end=item.end, word="list",
        )  # fmt: skip


def _has(c: Chunk, of: str) -> bool:
    """Whether a place may be the whole of such parts."""
    wide = c.what.kind in ("country", "province", "area", "district")
    return wide or (of in OF_TOWNS and c.what.kind in ("capital", "city", "town"))


def _whole(line: Line, number: Chunk, scene: Scene) -> Found | None:
    """What is said of one figure."""
    n = number.what
    w = line.w
    country = scene.country()
    stop = min(len(w), number.end + 9)
    if n.unit == "percent":
        for k in range(number.end - 1, stop):
            place = next((c for c in line.of("place") if c.start == k), None)
            if place is not None:
                kind = {"country": "country", "capital": "city", "city": "city", "town": "city"}.get(
                    place.what.kind, "region"
                )
                if w[k] in ("country", "nation"):
                    kind = "country"
                return kind, place.what, value_of(n, "percent"), place.end
            if w[k] in LAND:
                spot = country if w[k] in ("country", "nation", "territory", "state") else (scene.spot or country)
                return LAND[w[k]] or "region", spot, value_of(n, "percent"), k + 1
            if w[k] in (",", ";", ".") or w[k] in ("said", "says"):
                return None
        return None
    if n.unit not in (None, "people"):
        return None
    for k in range(number.start, stop):
        word = w[k]
        if word in WHOLES and (k >= number.end - 1):
            if word == "capital" and "cities" not in w[k + 1 : k + 2]:
                continue
            of = WHOLES[word]
            if word == "capitals" and w[k - 1] in ("district", "state", "regional", "departmental", "county"):
                of = f"{w[k - 1]} capitals"
            spot = next(
                (c.what for c in line.of("place") if number.start <= c.start <= k + 3 and _has(c, of)),
                country,
            )
            explicit = "of" in w[number.end - 1 : k]
            return of, spot, replace(value_of(n), unit="count"), (k + 5 if explicit else number.end)
        if word in (",", ";", ".") and k >= number.end:
            return None
    return None
