"""The place meant by "the city", "the capital", "the country", "the province", "in the north", "there"."""

from __future__ import annotations

from dataclasses import replace

from leeway.evidence.grammar.line import PREPOSITIONS, Chunk, Line, is_verb
from leeway.evidence.grammar.scene import TOWNS, Scene
from leeway.evidence.grammar.wordlists import words
from leeway.evidence.language.model import PlaceName

REGION_WORDS = words("meant.REGION_WORDS")
NATIONWIDE = frozenset(["nationwide", "countrywide"])
SIDES = words("meant.SIDES")
SOURCES = words("meant.SOURCES")
COMPASS = frozenset(
    [
        "northern",
        "southern",
        "eastern",
        "western",
        "central",
        "northeastern",
        "northwestern",
        "southeastern",
        "southwestern",
    ]
)
PARTS = words("meant.PARTS")
NAMED = frozenset(["capital", "city", "town", "village", "country", "nation", "there", "here"])
SITES = frozenset(["building"])
THAT = frozenset(["the", "this", "that"])
OUTER = frozenset(["suburbs", "outskirts", "neighbourhoods", "neighborhoods", "quarters", "districts", "downtown"])
"""Parts of a town that stand for it where no other is named with them."""
INNER = COMPASS | frozenset(["outer", "inner", "lakeside", "residential", "riverside", "seaside", "outlying"])
MEANT = REGION_WORDS | NATIONWIDE | SIDES | NAMED | COMPASS | SITES | OUTER

CITY_WORDS = frozenset(["city", "town", "village"])

LAND_WORDS = frozenset(["country", "nation"])

NOT_THE_CITY = words("scene.NOT_THE_CITY")

BEFORE_CITY = words("scene.BEFORE_CITY")

TURNS = frozenset(["has", "had", "is", "was", "fell", "remains", "slipped", "falls", "belongs", "stays"])

ASIDE = (["from"], ["via"])

WAYS = frozenset(
    ["road", "roads", "highway", "route", "flight", "flights", "bridge", "ferry", "track", "corridor", "drive", "train"]
)
ASIDE_WORDS = PREPOSITIONS | frozenset(
    [
        "largest",
        "biggest",
        "main",
        "next",
        "nearest",
        "first",
        "last",
        "only",
        "most",
        "and",
        "or",
        "key",
        "big",
        "big-",
    ]
)
OF = frozenset(["of", "at"])
STOPS = frozenset([";", ":", "but", "while", "that", "which", "who", "in", "on", "after", "before"])


def meant(scene: Scene, line: Line, places: list[Chunk]) -> None:
    w, n = line.w, len(line.w)
    if MEANT.isdisjoint(w):
        return
    for i, word in enumerate(w):
        if word not in MEANT:
            continue
        found: PlaceName | None = None
        before = w[i - 1] if i else ""
        after = w[i + 1] if i + 1 < n else ""
        if line.at("place", i) is not None:
            continue
        if word == "capital":
            if before in NOT_THE_CITY or after in ("cities", "city") or (i > 1 and line.at("number", i - 1)):
                continue
            if after == "of":
                found = next((c.what for c in places if c.end <= i and c.what.kind in TOWNS), scene.section_place)
            elif before in BEFORE_CITY or line.at("actor", i - 1) or before in ("afghan", "haitian"):
                found = scene.capital()
        elif word in CITY_WORDS:
            if after == "of" or before in NOT_THE_CITY or line.at("place", i):
                continue
            head = places[0] if places and places[0].start <= 1 and places[0].end < i else None
            if head is not None and w[head.end] in (":", "-", "–", "—") and before not in BEFORE_CITY:
                found = head.what  # "Malakal: SPLA hold town"
            if _the_one(line, i):
                found = _shared_town(scene, line, i, places) or _goal(line, i) or city_before(scene, line, i)
        elif word in OUTER:
            if _part_of_city(line, i, before, after):
                found = city_before(scene, line, i)
        elif word in SITES:
            if before in THAT and after not in OF and line.at("building", i) is None:
                here = scene.facility if scene.facility_paragraph == line.sentence.paragraph else None
                found = here or (scene.city if scene.city_paragraph == line.sentence.paragraph else None)
        elif (word in LAND_WORDS and before in BEFORE_CITY) or word in NATIONWIDE:
            found = scene.country()
        elif word in COMPASS:
            if after in PARTS and w[i + 2 : i + 3] != ["of"]:
                found = _side(scene, word.removesuffix("ern"))
        elif word in SIDES:
            inside = before == "the" and i > 1 and w[i - 2] in ("in", "across", "throughout")
            # "The east has slipped from his grasp"
            alone = before == "the" and (i == 1 or w[i - 2] in (",", "and", "but", "that")) and after in TURNS
            if alone or (inside and after not in ("of", "and", "side", "bank")):
                found = _side(scene, word)
        elif word in REGION_WORDS:
            if before in BEFORE_CITY and after not in ("of", "capital"):
                found = scene.region
        elif word in ("there", "here"):
            verb_next = after in ("is", "are", "was", "were", "has", "have", "had", "remain", "may", "could", "will")
            if verb_next or (word == "there" and i == 0):
                continue
            said = [
                c.what
                for c in places
                if c.end <= i and c.what.kind != "country" and w[c.start - 1 : c.start] not in ASIDE
            ]
            found = said[-1] if said else scene.spot or scene.first_city
        if found is not None:
            start, end = line.span(i, i + 1)
            places.append(Chunk("place", i, i + 1, replace(found, start=start, end=end)))


def _the_one(line: Line, i: int) -> bool:
    """ "The city", "this central Georgian town", "their coastal city"; not "the largest city", "the second town"."""
    for k in range(i - 1, max(-1, i - 5), -1):
        word = line.w[k]
        if word in BEFORE_CITY:
            return True
        if word in NOT_THE_CITY or word in ASIDE_WORDS or not word[:1].isalpha() or line.at("place", k):
            return False
    return False


def _part_of_city(line: Line, i: int, before: str, after: str) -> bool:
    """ "The eastern suburbs", "its outskirts": no other town is named with the words; districts may be a province's."""
    if after in OF or line.at("place", i + 1) or line.within("number", max(0, i - 3), i):
        return False
    if line.at("place", i - 1) or line.at("place", i - 2):
        return False
    adjective = before in INNER
    determined = before in OWN or (i > 1 and line.w[i - 2] in OWN)
    return (adjective and determined) or (determined and before in OWN and line.w[i] != "districts")


OWN = frozenset(["the", "its", "their"])


def _shared_town(scene: Scene, line: Line, i: int, places: list[Chunk]) -> PlaceName | None:
    """ "The town and the barracks of Kolda", "both the city and airport of Kolda": the town named after the second
    noun is that of both."""
    w = line.w
    if w[i + 1 : i + 2] not in (["and"], [","], ["or"], ["nor"]) or line.at("place", i + 1):
        return None
    for c in places:
        if not i + 2 <= c.start <= i + 8 or any(
            x in STOPS or is_verb(line, i + 2 + k) for k, x in enumerate(w[i + 2 : c.start])
        ):
            continue
        if c.what.kind in ("airport", "facility") and c.what.town and OF & set(w[c.start : c.end]):
            return scene.text.respelled(c.what.town)
        if (c.what.kind in TOWNS or c.what.kind == "unknown") and w[c.start - 1] in OF:
            return c.what  # type: ignore[no-any-return]
    return None


def _goal(line: Line, i: int) -> PlaceName | None:
    """ "At Sola, 20 km west of Kolda, and moving towards the city": the town the distance is measured to."""
    if i < 2 or line.w[i - 2] not in ("towards", "toward", "on", "to", "of", "from"):
        return None
    ends = [c.what for c in line.of("place") if c.end < i - 1 and c.what.kind in TOWNS and measured(line, c)]
    return ends[-1] if ends else None


def _side(scene: Scene, side: str) -> PlaceName | None:
    """ "In the north": the northern part of the country."""
    land = scene.country()
    if land is None or side == "interior":
        return land
    whole = side if side == "central" else f"{side}ern"
    return replace(land, name=f"{whole} {land.name}", kind="area")


def city_before(scene: Scene, line: Line, i: int, facility: bool = False) -> PlaceName | None:
    """The town meant at token `i`: one named before it in the sentence, the section's, the one the paragraph is about,
    the one the report is about; for "the airport" the last of these goes before the paragraph's."""
    here = [c.what for c in line.of("place") if c.end <= i and c.what.kind in TOWNS and salient(scene, line, c)]
    whole = line.w[i] in CITY_WORDS
    if here:
        return _city_of(scene, here[-1]) if whole else here[-1]  # type: ignore[no-any-return]
    if scene.section_place is not None:
        return _city_of(scene, scene.section_place) if whole else scene.section_place
    if (
        scene.first_city is not None
        and scene.first_paragraph == line.sentence.paragraph
        and scene.first_city.kind == "capital"
    ):
        return scene.first_city
    if (
        scene.city is not None
        and (scene.first_city is None or not facility)
        and scene.city_paragraph == line.sentence.paragraph
    ):
        return _city_of(scene, scene.city) if whole else scene.city
    return scene.first_city or scene.city or scene.capital()


def _city_of(scene: Scene, place: PlaceName) -> PlaceName:
    """The city the report is about, where the place is one of its quarters: "Crater is lost; the city is cut off"."""
    city = scene.first_city
    if city is None or city.kind == "town" or place.name == city.name or place.kind in ("city", "capital"):
        return place
    if None in (place.lat, place.lon, city.lat, city.lon):
        return place
    near = abs(float(place.lat or 0) - float(city.lat or 0)) < QUARTER_DEGREES
    return city if near and abs(float(place.lon or 0) - float(city.lon or 0)) < QUARTER_DEGREES else place


QUARTER_DEGREES = 0.1
"""About eleven kilometres: within that of a city's middle a place is one of its quarters."""


def salient(scene: Scene, line: Line, c: Chunk) -> bool:
    """Whether "the city" may mean the town: no origin, no end of a distance, not where a speaker is, not abroad."""
    before = line.w[c.start - 1 : c.start]
    if before in ASIDE or measured(line, c):
        return False
    if led_to(line, c):
        return False
    if before == ["in"] and line.w[c.end : c.end + 1] in (["told"], ["said"], ["says"], ["put"], ["give"], ["gave"]):
        return False
    if before == ["in"] and c.start > 1 and line.w[c.start - 2] in SOURCES:
        return False
    area = scene.text.report.country
    return not (area and c.what.country and c.what.country not in area)


def led_to(line: Line, c: Chunk) -> bool:
    """ "The road to Erbil", "flights to Erbil": an end, not where the story is."""
    toward = line.w[c.start - 1 : c.start] in (["to"], ["towards"], ["toward"])
    return toward and not WAYS.isdisjoint(line.w[max(0, c.start - 4) : c.start])


def measured(line: Line, c: Chunk) -> bool:
    """Whether a distance is measured to the place ("330 km north of the capital")."""
    return any(n.what.unit == "km" and 0 < c.start - n.end <= 5 for n in line.of("number"))
