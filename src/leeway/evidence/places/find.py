"""The places a text names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Final

from leeway.evidence.language.fold import folded
from leeway.evidence.language.model import PlaceName, Sentence, Text
from leeway.evidence.language.quantities import words
from leeway.evidence.model import Report
from leeway.evidence.places.capitals import seat_on
from leeway.evidence.places.context import Setting, is_name_of_a_person, is_upper_line
from leeway.evidence.places.facilities import facilities_of
from leeway.evidence.places.gazetteer import Gazetteer, load_gazetteer
from leeway.evidence.places.namesakes import nearest_namesake
from leeway.evidence.places.subject_country import most_named
from leeway.evidence.places.tables import Place, countries

SEPARATED: Final = str.maketrans({"-": " ", "\n": " ", "/": " "})
REGION_AFTER: Final = re.compile(
    r"\s+(?:province|region|state|governorate|department|oblast|county|district|territory|wilaya)\b"
)
REGION_BEFORE: Final = re.compile(r"\b(?:province|region|state|governorate|department|oblast) of $")
COMPASS: Final = re.compile(
    r"\b(?P<side>northern|southern|eastern|western|central|north-?eastern|north-?western|south-?eastern|south-?western|upper|lower)"
    r"(?:\s+and\s+(?:northern|southern|eastern|western|central))?\s+$"
)
CAPITAL: Final = re.compile(
    r"\b(?:(?:the|a)\s+(?:(?P<which>[\w-]+)\s)?|(?P<owner>[\w-]+)'s?\s+(?:[\w-]+\s)?)"
    r"(?P<word>capital)\b(?!\s+(?:cit(?:y|ies)\s+of|of|punishment|letters|cost))"
)
LEAD: Final = 120
"""Characters before "the capital" in which the two words that may lead to it begin."""
NO_CAPITALS: Final = words("places_no_capitals.txt")
CAPITAL_OF: Final = re.compile(r"\bcapital (?:city )?of (?:the )?(?:province of )?$")


def find_places(text: Text, gazetteer: Gazetteer) -> None:
    """Fill `text.places`, in order of start, none overlapping another. Linear in the length of the text.

    The longest name wins; names need a capital letter (lines in capitals excepted); names of persons, demonyms and
    common words are left out; "the capital" stands for the city it means.
    """
    fold = folded(text.clean)
    scope = scoped(text, gazetteer)
    setting = Setting(text.clean, fold, text.sentences)
    found = _named(text, fold, scope, setting)
    found += facilities_of(text, fold, scope, found, setting)
    text.places = _apart(found)
    seat = (text.report.publisher or "").rpartition(",")[2].strip()
    heads = (text.report.title, text.dateline, seat if "," in (text.report.publisher or "") else None)
    text.about = [place for line in heads if line for place in _in_line(line, scope, text)]

    def respelled(name: str) -> PlaceName | None:
        place = scope.respelled(name)
        return as_name(place, 0, 0) if place is not None else None

    text.respelled = respelled


def _in_line(line: str, gazetteer: Gazetteer, text: Text) -> list[PlaceName]:
    """Places named in a title or dateline."""
    line = line.title() if line.isupper() else line  # "GORI" is no code there
    fold = folded(line)
    whole = Sentence(0, len(line), (), 0, True)
    found = _named(replace(text, clean=line, sentences=[whole]), fold, gazetteer, Setting(line, fold, [whole]))
    return _apart(found)


def country_of(report: Report, gazetteer: Gazetteer) -> tuple[str, ...]:
    """The countries a report without any is about: the area of the gazetteer, else the one it names most often."""
    return gazetteer.area or most_named(f"{report.title or ''}\n{report.body}")


def scoped(text: Text, gazetteer: Gazetteer) -> Gazetteer:
    """The gazetteer for one text: as given, else of the report's country, else of the country it names most often."""
    if gazetteer.area:
        return gazetteer
    codes: tuple[str, ...] = tuple(c for c in text.report.country if c in countries())
    return load_gazetteer(codes or most_named(text.clean), gazetteer.own)


def _named(text: Text, fold: str, gazetteer: Gazetteer, setting: Setting) -> list[PlaceName]:
    """Names of the gazetteer in the text, the longest at each point, and "the capital"."""
    if gazetteer.automaton is None:
        return []
    hay = fold.translate(SEPARATED)
    hits: list[tuple[int, int, str]] = []
    clean = text.clean
    size = len(hay)
    for last, name in gazetteer.automaton.iter(hay):
        start, end = last + 1 - len(name), last + 1
        if not clean[start].isupper() and clean[start] != "'":
            continue
        if (end < size and (hay[end].isalnum() or hay[end] == "_")) or (start and hay[start - 1].isalnum()):
            continue
        hits.append((start, end, name))
    hits.sort(key=lambda h: (h[0], -h[1]))
    found: list[PlaceName] = []
    several: dict[int, tuple[Place, ...]] = {}
    after = 0
    for start, end, name in hits:
        if start < after or not setting.in_prose(start, end):
            continue
        place = _meant(text.clean, fold, start, end, gazetteer, name, setting)
        if place is not None:
            found.append(place)
            after = end
            if len(gazetteer.named[name]) > 1:
                several[place.start] = gazetteer.named[name]
    if several:
        meant = nearest_namesake(found, several)
        found = [
            _as_printed(as_name(meant[p.start], p.start, p.end), meant[p.start], clean[p.start : p.end])
            if p.start in meant
            else p
            for p in found
        ]
    return found + _the_capital(text, fold, gazetteer, setting, found)


def _meant(
    clean: str, fold: str, start: int, end: int, gazetteer: Gazetteer, name: str, setting: Setting
) -> PlaceName | None:
    """Which of the places of one name is meant here, None if the words are no place."""
    places = gazetteer.named[name]
    place = places[0]
    if place.kind != "country" and _is_code(clean, start, end) and (place.rank < 1e6 or end - start < 3):
        return None
    before = fold[max(0, start - 30) : start]
    region = next((p for p in places if p.kind in ("province", "country")), None)
    if region is not None and (capital := CAPITAL_OF.search(before)) is not None:
        city = gazetteer.seat(region.name)
        return as_name(city, start - len(capital[0]), end) if city is not None else as_name(region, start, end)
    if region is not None and (REGION_AFTER.match(fold, end) or REGION_BEFORE.search(before)):
        place = region
    if place.kind not in ("country", "province", "border") and is_name_of_a_person(setting, start, end, place):
        return None
    if place.kind in ("country", "province") and (side := COMPASS.search(before)) is not None:
        # "eastern Congo": the country as printed, since nobody writes "eastern Democratic Republic of the Congo".
        printed = clean[start:end] if place.kind == "country" else place.name
        area = f"{' '.join(side[0].split())} {printed}"
        return PlaceName(start - len(side[0]), end, area, f"{place.id}:{area}", None, None, "area", place.country)
    return _as_printed(as_name(place, start, end), place, clean[start:end])


SMALL_RANK: Final = 3e5


def _as_printed(found: PlaceName, place: Place, printed: str) -> PlaceName:
    """A small town of the open table under the name the report gives it: the table's own is often a transliteration
    that nobody prints ("Mexmur"). What the tables kept by hand name keeps that name."""
    if place.kind not in ("town", "city") or place.rank >= SMALL_RANK or not printed[:1].isupper() or printed.isupper():
        return found
    return replace(found, name=" ".join(printed.split())) if place.country else found


def _is_code(clean: str, start: int, end: int) -> bool:
    """A few capitals in a line that is not all capitals: "KRT" is a code that the tables must know as one."""
    return end - start <= 4 and clean[start:end].isupper() and not is_upper_line(clean, start)


def as_name(place: Place, start: int, end: int) -> PlaceName:
    """A place of the gazetteer as found in a text."""
    return PlaceName(
        start, end, place.name, place.id, place.lat, place.lon, place.kind, place.country, place.capital_of, place.town
    )


def _the_capital(
    text: Text, fold: str, gazetteer: Gazetteer, setting: Setting, found: list[PlaceName]
) -> list[PlaceName]:
    """ "The capital" of the area's main country, "the Chadian capital", "Helmand's capital"."""
    if not gazetteer.area:
        return []
    by_end = {p.end: p for p in found}
    city = seat_on(gazetteer, gazetteer.area[0], text.anchor)
    capitals = []
    for m in _of_capitals(fold):
        meant = city
        which = m["which"]
        if which is not None:
            if which in NO_CAPITALS or which.isdigit():
                continue
            code = _demonyms().get(which)
            region = gazetteer.look_up(which) if code is None else None
            if code is not None:
                meant = seat_on(gazetteer, code, text.anchor)
            elif region is not None and region.kind == "province":
                meant = gazetteer.seat(region.name)
        elif m["owner"] is not None:
            owner = by_end.get(m.end("owner"))
            if owner is not None and owner.kind in ("province", "country"):
                meant = (
                    gazetteer.seat(owner.name)
                    if owner.kind == "province"
                    else seat_on(gazetteer, str(owner.country), text.anchor)
                )
            elif m["owner"] not in ("country", "nation", "state", "republic", "kingdom", "land"):
                continue
        if meant is not None and setting.in_prose(m.start(), m.end()):
            capitals.append(as_name(meant, m.start("word"), m.end("word")))
    return capitals


def _of_capitals(fold: str) -> Iterator[re.Match[str]]:
    """The matches of `CAPITAL`, looked for only around the word: a search of the whole text tries every word."""
    after = 0
    at = fold.find("capital")
    while at >= 0:
        begin = max(after, at - LEAD)
        m = CAPITAL.search(fold, begin, at + 60) if at >= after else None
        if m is not None and m.start("word") == at:
            yield m
            after = m.end()
        at = fold.find("capital", at + 1)


@lru_cache(maxsize=1)
def _demonyms() -> dict[str, str]:
    return {folded(d): c.code for c in countries().values() for d in c.demonyms}


def _apart(found: list[PlaceName]) -> list[PlaceName]:
    """In order; of names that overlap the one that begins first, then the longer one, stays."""
    kept: list[PlaceName] = []
    for place in sorted(found, key=lambda p: (p.start, -p.end)):
        if not kept or place.start >= kept[-1].end:
            kept.append(place)
        elif place.kind in ("airport", "facility") and place.end - place.start > kept[-1].end - kept[-1].start:
            kept[-1] = place
    return kept
