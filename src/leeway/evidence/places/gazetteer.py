"""Names of places of the area of a case, ready to be found in texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import ahocorasick

from leeway.distance import great_circle_km
from leeway.errors import InputError, Problem
from leeway.evidence.language.fold import folded
from leeway.evidence.language.quantities import rows, words
from leeway.evidence.places.spelling import by_skeleton, opening, skeleton
from leeway.evidence.places.tables import CITY_PEOPLE, Place, countries, known, own_places, parts, populated, world

NOT_NAMES = words("places_stop.txt")
"""Words that are names of small places somewhere and ordinary words or first names in nearly every text."""
RENAMED = 6e7
"""From this rank on, and its people, a town of the open table stands under the name of `places_variants.csv`."""
KEPT_PEOPLE = 100_000
"""A place of this size keeps a name that is an ordinary word."""
SAME_KM = 30.0
"""Within this distance two towns of one name are one."""
RESPELLED = frozenset(["capital", "city", "town", "district", "province"])


def key(name: str) -> str:
    """A name as it is matched: folded, hyphens as blanks, one blank between words."""
    return " ".join(folded(name).replace("-", " ").split())


@lru_cache(maxsize=1 << 15)
def keys(name: str) -> frozenset[str]:
    """The ways a name is matched: with and without apostrophes and full stops. Kept, as loading asks several times."""
    plain = key(name)
    bare = plain.replace("'", "").replace("`", "")
    return frozenset(k for k in (plain, bare, bare.replace(".", "")) if len(k) > 1)


@dataclass(slots=True)
class Gazetteer:
    """Places of an area. `area`: ISO codes, first the main one; empty: chosen for each text by the countries it names.

    `named[key]`: the places of that name, best first. `automaton` finds the keys in folded text.
    """

    area: tuple[str, ...]
    named: dict[str, tuple[Place, ...]] = field(default_factory=dict)
    automaton: Any = None
    own: Path | None = None
    sounds: dict[str, dict[str, str]] = field(default_factory=dict, repr=False)

    def look_up(self, name: str) -> Place | None:
        """The best place of that name, None if there is none."""
        found = self.named.get(key(name)) or self.named.get(key(name).replace("'", ""))
        return found[0] if found else None

    def respelled(self, name: str) -> Place | None:
        """The best town whose name sounds like `name`, which no table holds letter for letter; None without one."""
        wanted = skeleton(name)
        if not wanted:
            return None
        group = opening(key(name))
        if group not in self.sounds:
            known = (n for n in self.named if opening(n) == group and self.named[n][0].kind in RESPELLED)
            self.sounds[group] = by_skeleton(sorted(known, key=lambda n: (-self.named[n][0].rank, n)))
        found = self.sounds[group].get(wanted)
        return self.named[found][0] if found is not None else None

    def airport(self, town: str) -> Place | None:
        """The main airport of a town, by the town's usual name."""
        for place in self.named.get(f"@airport {key(town)}", ()):
            return place
        return None

    def seat(self, region: str) -> Place | None:
        """The capital of a first-level region or country, by its name."""
        for place in self.named.get(f"@seat {key(region)}", ()):
            return place
        return None


def load_gazetteer(area: Sequence[str], own: Path | None = None) -> Gazetteer:
    """The gazetteer of an area: ISO 3166 alpha-2 codes, and the user's own `places.csv`.

    Neighbours of the area are known as countries and through their border crossings, not with their towns. With an
    empty `area` `scoped` chooses for each text. Raises `InputError` for an unknown code or a bad row.
    """
    codes = tuple(dict.fromkeys(code.upper() for code in area))
    unknown = [code for code in codes if code not in countries()]
    if unknown:
        raise InputError(
            [Problem("area", "", "", code, "an ISO 3166 alpha-2 country code such as AF") for code in unknown]
        )
    return _loaded(codes, own)


@lru_cache(maxsize=16)
def _loaded(codes: tuple[str, ...], own: Path | None) -> Gazetteer:
    gazetteer = Gazetteer(codes, own=own)
    named: dict[str, list[Place]] = {}
    people = {key(demonym) for country in countries().values() for demonym in country.demonyms}
    for place in _places(codes, own):
        for one in {k for name in (place.name, *place.aliases) for k in keys(name)}:
            if (one in NOT_NAMES or one in people) and place.people < KEPT_PEOPLE and place.rank < 1e6:
                continue
            named.setdefault(one, []).append(place)
        if place.kind == "airport" and place.town:
            named.setdefault(f"@airport {key(place.town)}", []).append(place)
        if place.capital_of:
            named.setdefault(f"@seat {key(place.capital_of)}", []).append(place)
    gazetteer.named = {k: tuple(sorted(v, key=_better(k))) for k, v in named.items()}
    automaton = ahocorasick.Automaton()
    for name in gazetteer.named:
        if not name.startswith("@"):
            automaton.add_word(name, name)
    if len(automaton):
        automaton.make_automaton()
        gazetteer.automaton = automaton
    return gazetteer


def _better(name: str) -> Callable[[Place], tuple[int, float, str]]:
    """Order of places of one name: by hand under that name, by hand otherwise, large, named so, the rest. A city under
    its own name stands before a smaller one that the tables only rename: Khanabad, not Taloqan."""

    def order(place: Place) -> tuple[int, float, str]:
        own_name = name in keys(place.name) or (name[0] == "@" and key(place.name).startswith(name[9:]))
        by_hand, renamed = place.rank >= 1e7, place.kind in ("city", "town") and place.rank >= RENAMED
        if by_hand and own_name:
            return (0, -place.rank, place.id)
        if by_hand and not renamed:
            return (1, -place.rank, place.id)
        if by_hand or (own_name and place.people >= CITY_PEOPLE):
            return (2, -float(place.people), place.id)
        return (3 if own_name else 4, -place.rank, place.id)

    return order


def _places(codes: tuple[str, ...], own: Path | None) -> Iterable[Place]:
    """Countries, the area, its neighbours' crossings, the world's capitals and large cities, own places."""
    table = countries()
    for country in table.values():
        rank = 2e8 if country.code in codes else 1e8
        yield Place(country.code, country.name, "country", None, None, country.code, 0, country.aliases, rank=rank)
    for code in codes:
        yield from _of_country(code)
    for code in {n for c in codes for n in table[c].neighbours if n in table} - set(codes):
        yield from (p for p in known(code) if p.kind == "border")
    for place in world():
        if place.country not in codes:
            capital_of = table[place.country].name if place.kind == "capital" and place.country else None
            yield replace(place, capital_of=capital_of)
    if own is not None:
        yield from own_places(own)


def _of_country(code: str) -> list[Place]:
    """The places of one country: the open table with names corrected, regions with seats, places known by hand."""
    by_hand = known(code)
    places = _renamed(list(populated(code)), code)
    hand_names = {k for p in by_hand for n in (p.name, *p.aliases) for k in keys(n)}
    places = [p for p in places if not (p.kind == "airport" and keys(p.name) & hand_names)]
    towns: dict[str, list[Place]] = {}
    for place in places:
        for one in keys(place.name) if place.kind != "airport" else ():
            towns.setdefault(one, []).append(place)
    # A town known by hand steps back where the open table has it; one far away that only bears its name is another.
    places += [p for p in by_hand if p.kind not in ("town", "district") or not _has(towns, p)]
    regions = [r for r in rows("places_regions.csv") if r["country"] == code]
    seats = _seats(places, regions)
    made = []
    for row in regions:
        seat = seats.get(row["name"])
        same = seat is not None and key(seat.name) == key(row["name"])
        made.append(
            Place(
                f"lw:{code}:{row['name']} (region)",
                row["name"],
                "province",
                seat.lat if seat else None,
                seat.lon if seat else None,
                code,
                0,
                (f"{row['name']} province", *parts(row["aliases"])),
                None,
                None,
                1e4 if same else 4e7,
            )
        )
    capital_of = {p.id: name for name, p in reversed(seats.items())}
    country = countries()[code].name
    places = [replace(p, capital_of=country if p.kind == "capital" else capital_of.get(p.id)) for p in places]
    return places + made


def _has(towns: dict[str, list[Place]], place: Place) -> bool:
    """Whether one of the towns of that name lies where the place does."""
    for town in (t for one in keys(place.name) for t in towns.get(one, ())):
        if place.lat is None or place.lon is None or town.lat is None or town.lon is None:
            return True
        if great_circle_km(place.lat, place.lon, town.lat, town.lon) <= SAME_KM:
            return True
    return False


def _seats(places: list[Place], regions: list[dict[str, str]]) -> dict[str, Place]:
    """The seat of each region: the largest place of that name."""
    named: dict[str, Place] = {}
    for place in places:
        if place.kind in ("airport", "border"):
            continue
        for one in keys(place.name):
            if one not in named or place.rank > named[one].rank:
                named[one] = place
    return {r["name"]: named[key(r["capital"])] for r in regions if key(r["capital"]) in named}


def _renamed(places: list[Place], code: str) -> list[Place]:
    """Places under their usual English names: the row of `places_variants.csv` takes the largest place of its names."""
    by_key: dict[str, list[int]] = {}
    for i, place in enumerate(places):
        if place.kind == "airport":
            continue
        for one in {k for name in (place.name, *place.aliases) for k in keys(name)}:
            by_key.setdefault(one, []).append(i)
    for row in rows("places_variants.csv"):
        if row["country"] != code:
            continue
        spelled = (row["name"], *parts(row["aliases"]))
        found = {i for name in spelled for k in keys(name) for i in by_key.get(k, ())}
        if not found:
            continue
        own = {i for i in found if keys(places[i].name) & keys(row["name"])}
        best = max(own or found, key=lambda i: (places[i].people, places[i].id))
        if own and max(places[i].people for i in found) > 20 * places[best].people:
            best = max(found, key=lambda i: (places[i].people, places[i].id))
        old = places[best]
        places[best] = replace(
            old, name=row["name"], aliases=(*old.aliases, old.name, *spelled), rank=max(old.rank, RENAMED + old.people)
        )
    return places
