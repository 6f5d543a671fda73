"""The town a passage is about: "the city", "the airport", where nothing else names one."""

from __future__ import annotations

from dataclasses import replace

from leeway.evidence.grammar.line import PREPOSITIONS, Chunk, Line
from leeway.evidence.grammar.scene import TOWNS, Scene
from leeway.evidence.grammar.wordlists import words
from leeway.evidence.language.model import PlaceName

SOURCES = words("meant.SOURCES")


GOVERNING = words("meant.GOVERNING")


CITY_WORDS = frozenset(["city", "town", "village"])


ASIDE = (["from"], ["via"])


WAYS = frozenset(
    ["road", "roads", "highway", "route", "flight", "flights", "bridge", "ferry", "track", "corridor", "drive", "train"]
)


def city_before(scene: Scene, line: Line, i: int, facility: bool = False) -> PlaceName | None:
    """The town meant at token `i`: one named before it in the sentence, the section's, the one the paragraph is about,
    the one the report is about; for "the airport" the last of these goes before the paragraph's."""
    here = [t for c in line.of("place") if c.end <= i and (t := _town_of(scene, c)) and salient(scene, line, c)]
    whole = line.w[i] in CITY_WORDS
    small = line.w[i] in ("town", "village")
    here = [p for p in here if p.kind != "capital" or not small] or here
    if here:
        return _city_of(scene, here[-1]) if whole else here[-1]
    if scene.stage_paragraph == line.sentence.paragraph and scene.stage is not None:
        return scene.stage
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
    if small and scene.town is not None and not scene.one_city and _lately(scene, line):
        return scene.town  # no capital is "the town", where another was named lately
    return scene.first_city or scene.city or scene.capital()


def _lately(scene: Scene, line: Line) -> bool:
    capital = scene.first_city is not None and scene.first_city.kind == "capital"
    return capital and line.sentence.paragraph - scene.town_paragraph <= 1


def _town_of(scene: Scene, c: Chunk) -> PlaceName | None:
    """The town of a chunk: itself, or that of its airport."""
    if c.what.kind in TOWNS:
        return c.what  # type: ignore[no-any-return]
    if c.what.kind != "airport" or not c.what.town:
        return None
    named = next((p for p in scene.text.places if p.name == c.what.town and p.kind in TOWNS), None)
    return named or replace(c.what, name=c.what.town, kind="city", place_id="", town=None)


def _city_of(scene: Scene, place: PlaceName) -> PlaceName:
    """The city the report is about, where the place is one of its quarters: "Crater is lost; the city is cut off"."""
    city = scene.first_city
    if city is None or city.kind == "town" or place.name == city.name or place.kind in ("city", "capital"):
        return place
    if None in (place.lat, place.lon, city.lat, city.lon):
        return place
    near = abs(float(place.lat or 0) - float(city.lat or 0)) < QUARTER_DEGREES
    return city if near and abs(float(place.lon or 0) - float(city.lon or 0)) < QUARTER_DEGREES else place


RETREAT = frozenset(["gone", "withdrew", "withdrawn", "retreated", "retreating", "relocated"])
QUARTER_DEGREES = 0.1
"""About eleven kilometres: within that of a city's middle a place is one of its quarters."""


def salient(scene: Scene, line: Line, c: Chunk) -> bool:
    """Whether "the city" may mean the town: no origin, no end of a distance, not where a speaker is, not abroad."""
    before = line.w[c.start - 1 : c.start]
    if line.w[c.end : c.end + 1] in (["road"], ["highway"], ["axis"]):
        return False
    if before in ASIDE or measured(line, c):
        return False
    if led_to(line, c) or (before == ["to"] and not RETREAT.isdisjoint(line.w[max(0, c.start - 4) : c.start])):
        return False  # "the army has gone to Sola"
    if before == ["in"] and line.w[c.end : c.end + 1] in (["told"], ["said"], ["says"], ["put"], ["give"], ["gave"]):
        return False
    if before == ["in"] and c.start > 1 and line.w[c.start - 2] in SOURCES:
        return False
    if c.what.kind == "capital" and _for_its_government(line, c):
        return False  # "Kiev and the separatists blamed each other"
    area = scene.text.report.country
    return not (area and c.what.country and c.what.country not in area)


def _for_its_government(line: Line, c: Chunk) -> bool:
    """Whether the capital is the subject of a verb of governments: it "blames", "denies", "has ordered"."""
    if c.start > 1 and line.w[c.start - 1] not in (",", "but", "and", "while", "that", "which"):
        return False
    verb = next((k for k in range(c.end, min(len(line.w), c.end + 6)) if line.w[k] in GOVERNING), -1)
    return verb >= 0 and PREPOSITIONS.isdisjoint(line.w[c.end : verb]) and line.owner[c.end - 1] is False


def led_to(line: Line, c: Chunk) -> bool:
    """ "The road to Erbil", "flights to Erbil": an end, not where the story is."""
    toward = line.w[c.start - 1 : c.start] in (["to"], ["towards"], ["toward"])
    return toward and not WAYS.isdisjoint(line.w[max(0, c.start - 4) : c.start])


def measured(line: Line, c: Chunk) -> bool:
    """Whether a distance is measured to the place ("330 km north of the capital")."""
    return any(n.what.unit == "km" and 0 < c.start - n.end <= 5 for n in line.of("number"))
