"""What a share or a count of places is out of; for `territory`."""

from __future__ import annotations

from dataclasses import replace

from leeway.evidence.grammar.draft import value_of
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
    "areas": "areas",
    "airports": "airports",
    "mines": "mines",
    "settlements": "settlements",
    "localities": "localities",
    "hamlets": "hamlets",
    "boroughs": "boroughs",
    "precincts": "precincts",
    "zones": "zones",
    "sectors": "sectors",
    "oblasts": "oblasts",
    "raions": "raions",
    "cantons": "cantons",
    "constituencies": "constituencies",
    "parishes": "parishes",
    "blocks": "blocks",
    "subdistricts": "sub-districts",
    "sub-districts": "sub-districts",
}
OF_TOWNS = frozenset(
    ["districts", "neighbourhoods", "oilfields", "suburbs", "wards", "bridges", "areas", "mines", "posts"]
)
"""Parts that a town has too."""
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
    "peninsula": "peninsula",
    "island": "island",
    "valley": "valley",
    "land": "territory",
    "army": "army",
    "enclave": "enclave",
    "governorate": "governorate",
    "oblast": "region",
}


OF_THEM = (["of", "them"], ["of", "these"], ["of", "those"])
BESIDE = frozenset(["outside", "beyond"])
"""Before a place that only tells where the parts are not."""
ASIDE = frozenset([",", ";", ".", "said", "says", "and", "or", "with"])
LATELY = 2
"""Lines for which a whole is kept in mind: "56 percent of the districts are the army's. The rebels hold 14 percent"."""
REGIONS = {"country": "country", "capital": "city", "city": "city", "town": "city"}

Found = tuple[str, PlaceName | None, Value, int]
"""What a figure is out of, the place of the whole, the figure, the token after the phrase."""


def whole_of(line: Line, number: Chunk, scene: Scene) -> Found | None:
    """What is said of one figure: a share of a land, a count of its parts, a count "of them"."""
    if number.what.unit == "percent":
        return _share(line, number, scene)
    if number.what.unit not in (None, "people"):
        return None
    counted = replace(value_of(number.what), unit="count")
    w = line.w
    lately = scene.whole is not None and scene.line_number - scene.whole_line <= LATELY
    if lately and scene.whole is not None and w[number.end : number.end + 2] in OF_THEM:
        return scene.whole[0], scene.whole[1], counted, number.end + 2
    for k in range(number.start, min(len(w), number.end + 9)):
        word = w[k]
        if word in WHOLES and (k >= number.end - 1):
            if word == "capital" and "cities" not in w[k + 1 : k + 2]:
                continue
            of = parts_at(line, k)
            spots = [c for c in line.of("place") if number.start <= c.start <= k + 3 and _has(c, of)]
            spot = next(
                (c.what for c in spots if w[c.start - 1] not in BESIDE), _set_in(line, number, of) or scene.country()
            )
            explicit = "of" in w[number.end - 1 : k]
            return of, spot, counted, (k + 5 if explicit else number.end)
        if word in (",", ";", ".", "in", "from", "with") and k >= number.end:
            return None
    return None


def parts_at(line: Line, k: int) -> str:
    """The parts that the word at token `k` counts: "provincial capitals", "state capitals", "districts"."""
    if line.w[k] == "capitals" and line.w[k - 1] in ("district", "state", "regional", "departmental", "county"):
        return f"{line.w[k - 1]} capitals"
    return WHOLES[line.w[k]]


def land_at(line: Line, k: int, scene: Scene) -> tuple[str, PlaceName | None, int] | None:
    """The land whose name or word begins at token `k`, and the token after it."""
    place = next((c for c in line.of("place") if c.start == k), None)
    if place is not None:
        kind = "country" if line.w[k] in ("country", "nation") else REGIONS.get(place.what.kind, "region")
        return kind, place.what, place.end
    if line.w[k] in LAND:
        country = scene.country()
        wide = line.w[k] in ("country", "nation", "territory", "state", "land", "army")
        return LAND[line.w[k]] or "region", country if wide else (scene.spot or country), k + 1
    return None


def _share(line: Line, number: Chunk, scene: Scene) -> Found | None:
    for k in range(number.end - 1, min(len(line.w), number.end + 9)):
        land = land_at(line, k, scene)
        if land is not None:
            return land[0], land[1], value_of(number.what, "percent"), land[2]
        if line.w[k] in ASIDE and k >= number.end:
            break
    for c in line.of("place"):
        if c.start > 0 and 0 <= number.start - c.end <= 2 and "of" in line.w[max(0, c.start - 3) : c.start]:
            return REGIONS.get(c.what.kind, "region"), c.what, value_of(number.what, "percent"), number.end
    return None


def _set_in(line: Line, number: Chunk, of: str) -> PlaceName | None:
    """ "In Artibonite they are masters of seven communes": the region that opens the clause."""
    a, _ = line.clause(number.start)
    found = [c for c in line.of("place") if a <= c.start < number.start and c.what.kind != "country" and _has(c, of)]
    return next((c.what for c in found if "in" in line.w[max(a, c.start - 2) : c.start]), None)


def _has(c: Chunk, of: str) -> bool:
    """Whether a place may be the whole of such parts."""
    wide = c.what.kind in ("country", "province", "area", "district")
    return wide or (of in OF_TOWNS and c.what.kind in ("capital", "city", "town"))
