"""The place meant by "the city", "the capital", "the country", "the province", "in the north", "there"."""

from __future__ import annotations

from dataclasses import replace

from leeway.evidence.grammar.line import PREPOSITIONS, Chunk, Line, is_verb
from leeway.evidence.grammar.scene import TOWNS, Scene
from leeway.evidence.grammar.town_meant import ASIDE as ASIDE
from leeway.evidence.grammar.town_meant import CITY_WORDS
from leeway.evidence.grammar.town_meant import SOURCES as SOURCES
from leeway.evidence.grammar.town_meant import city_before as city_before
from leeway.evidence.grammar.town_meant import led_to as led_to
from leeway.evidence.grammar.town_meant import measured as measured
from leeway.evidence.grammar.town_meant import salient as salient
from leeway.evidence.grammar.wordlists import words
from leeway.evidence.language.model import PlaceName

REGION_WORDS = words("meant.REGION_WORDS")
NATIONWIDE = frozenset(["nationwide", "countrywide"])
SIDES = words("meant.SIDES")
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


LAND_WORDS = frozenset(["country", "nation"])

NOT_THE_CITY = words("scene.NOT_THE_CITY")

BEFORE_CITY = words("scene.BEFORE_CITY")

TURNS = frozenset(["has", "had", "is", "was", "fell", "remains", "slipped", "falls", "belongs", "stays"])


REGIONAL = frozenset(["state", "provincial", "regional", "district", "departmental", "prefectural"])
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
            if before in REGIONAL and i > 1 and w[i - 2] in BEFORE_CITY:
                found = _seat(scene, line, i, places)
            elif before in NOT_THE_CITY or after in ("cities", "city") or (i > 1 and line.at("number", i - 1)):
                continue
            if found is not None:
                pass
            elif after == "of":
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
            if (
                verb_next
                or (word == "there" and i == 0)
                or (after == "in" and line.at("place", i + 2) is None and w[i + 2 : i + 3] == ["the"])
            ):
                continue
            said = [
                c.what
                for c in places
                if c.end <= i and c.what.kind != "country" and w[c.start - 1 : c.start] not in ASIDE
            ]
            lately = scene.city_paragraph == line.sentence.paragraph
            home = scene.first_city if word == "here" and not lately else None
            found = said[-1] if said else home or scene.spot or scene.first_city
        if found is not None:
            start, end = line.span(i, i + 1)
            places.append(Chunk("place", i, i + 1, replace(found, start=start, end=end)))


def _seat(scene: Scene, line: Line, i: int, places: list[Chunk]) -> PlaceName | None:
    """ "The state capital": the seat of a region named last in the paragraph, no capital of the country."""
    named = [c.what for c in places if c.end <= i and c.what.kind in ("city", "town")]
    if scene.city is not None and scene.city_paragraph == line.sentence.paragraph and scene.city.kind != "capital":
        named.insert(0, scene.city)
    seats = [p for p in named if p.capital_of]
    return (seats or named)[-1] if named else None


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
        if w[i + 1] == "," and c.start <= i + 3:
            continue  # "within 45 km of the city, at Gwer"
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
