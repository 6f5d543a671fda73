"""States of exits that have a construction of their own: without power, no fuel, no contact."""

from __future__ import annotations

from collections.abc import Iterator

from leeway.evidence.grammar.access_draft import drafted
from leeway.evidence.grammar.arguments import chunks, direct_object, subject
from leeway.evidence.grammar.draft import Draft
from leeway.evidence.grammar.lexicon import Hit
from leeway.evidence.grammar.line import Chunk, Line, is_verb
from leeway.evidence.grammar.meant import city_before
from leeway.evidence.grammar.scene import Scene
from leeway.evidence.grammar.wordlists import words
from leeway.evidence.language.model import PlaceName

AFTER_NONE = words("access_special.AFTER_NONE")
FIGHTING = frozenset(["armour", "armor", "column", "columns", "tanks", "troops", "fighters"])


def special(line: Line, hit: Hit, scene: Scene, a: int, b: int) -> Iterator[Draft]:
    pattern, status, w = hit.row.pattern, hit.row.status, line.w
    whole = Chunk("exit", hit.start, hit.end, hit.row)
    spots = chunks(line, ("place",), a, b)
    if pattern == "WITHOUT":
        of = "electricity" if w[hit.end - 1] == "power" else w[hit.end - 1]
        yield drafted(line, hit, scene, whole, of, status, a, b, spots[0].what if spots else None)
    elif pattern == "WITHOUTX":
        for service in line.of("exit"):
            if hit.end <= service.start < hit.end + 7 and service.what.pattern == "service":
                spot = spots[0].what if spots else None
                yield drafted(line, hit, scene, service, str(service.what.status), status, a, b, spot)
    elif pattern == "BLACKOUT":
        of = (
            "internet"
            if "internet" in w[max(0, hit.start - 3) : hit.start]
            else "phones"
            if any(x in ("phone", "communications", "telecommunications") for x in w[max(0, hit.start - 3) : hit.start])
            else "electricity"
        )
        yield drafted(line, hit, scene, whole, of, status, a, b, spots[0].what if spots else None)
    elif pattern == "DARK":
        town = subject(line, hit.start, ("place",))
        if town is not None:
            yield drafted(line, hit, scene, whole, "electricity", status, a, b, town.what)
    elif pattern == "ROADTO":
        town = subject(line, hit.start, ("place",))
        if town is not None:
            yield drafted(line, hit, scene, whole, "road", status, a, b, town.what)
    elif pattern in ("BYAIR", "BYROAD"):
        spot = spots[0].what if spots else city_before(scene, line, hit.start, True)
        yield drafted(line, hit, scene, whole, "airport" if pattern == "BYAIR" else "road", status, a, b, spot)
    elif pattern == "PHONES":
        if w[hit.end : hit.end + 1] == ["with"] and not any(hit.end < c.start for c in spots):
            return  # "no contact with 14 engineers"
        yield drafted(line, hit, scene, whole, "phones", status, a, b, spots[0].what if spots else scene.section_place)
    elif pattern == "AIDREACH":
        if w[a] in ("no", "and") and any(
            x in ("convoy", "convoys", "aid", "food", "supplies", "trucks") for x in w[a : hit.start]
        ):
            place = direct_object(line, hit.end, ("place",))
            yield drafted(line, hit, scene, whole, "aid", status, a, b, place.what if place else None)
    elif pattern == "DRIVE":
        yield drafted(line, hit, scene, whole, "road", "closed", a, b, scene.first_city or scene.capital())
    elif pattern in ("CUTFROM", "LOSEROAD"):
        place = spots[0] if spots else None
        if pattern == "CUTFROM":
            inner = [c for c in spots if hit.start <= c.start < hit.end]
            place = inner[0] if inner else None
        if place is not None:
            yield drafted(line, hit, scene, whole, "road", "closed", a, b, place.what)
    elif pattern == "FLY":
        yield drafted(
            line, hit, scene, whole, "commercial flights", "open", a, b, spots[0].what if spots else scene.country()
        )
    elif pattern == "BORDER":
        yield drafted(line, hit, scene, whole, "border", status, a, b, spots[0].what if spots else scene.spot)
    elif pattern == "ROAD":
        if any(c.start < hit.start for kind in ("force", "actor") for c in line.within(kind, a, hit.start)):
            return  # a column that turned back
        if FIGHTING & set(w[a : hit.start]):
            return
        yield drafted(line, hit, scene, whole, "road", "limited", a, b, after_near(line, hit.end, b))
    elif pattern == "NO":
        exit_after = direct_object(line, hit.end, ("exit",), reach=4)
        if exit_after is None:
            return
        e = exit_after
        if e.what.pattern in ("road", "border"):
            return
        if any(
            x in ("planned", "foreseen", "envisaged", "scheduled", "asked", "required", "needed") for x in w[e.end : b]
        ):
            return
        said = any(x in ("there", "more", "with") for x in w[max(0, hit.start - 3) : hit.end]) or (
            w[e.end : e.end + 1] == [] or w[e.end] in AFTER_NONE or _bare(line, e, a, b)
        )
        if e.start - hit.end > 2 or (e.what.status == "commercial flights" and not said):
            return
        if e.what.status == "aid" or w[hit.end : hit.end + 1] in (["one"], ["longer"]):
            return
        yield drafted(line, hit, scene, e, str(e.what.status), "suspended", a, b)


def _bare(line: Line, e: Chunk, a: int, b: int) -> bool:
    """ "No flights." as an entry of its own; not beside the shut airport that explains it."""
    verbless = not any(is_verb(line, k) for k in range(a, b))
    return verbless and not any(c.what.status == "airport" for c in line.of("exit"))


def after_near(line: Line, i: int, b: int) -> PlaceName | None:
    found = chunks(line, ("place",), i, b)
    return found[0].what if found else None
