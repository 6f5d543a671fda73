"""The tables of places as they lie on disk: open data cut at build time, and what was added by hand."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from leeway.errors import InputError, Problem
from leeway.evidence.language.quantities import rows

CITY_PEOPLE = 50_000
"""From this many people a populated place is called a city."""


@dataclass(frozen=True, slots=True)
class Place:
    """One place of the gazetteer. `kind`: as in `PlaceName`, and "district", "bridge", "road".

    `people`: inhabitants, 0 if unknown. `town`: of an airport or facility the town it belongs to. `capital_of`: the
    first-level area whose seat it is; of a country's capital the country. `rank`: larger wins where names agree.
    """

    id: str
    name: str
    kind: str
    lat: float | None
    lon: float | None
    country: str | None
    people: int = 0
    aliases: tuple[str, ...] = ()
    town: str | None = None
    capital_of: str | None = None
    rank: float = 0.0


@dataclass(frozen=True, slots=True)
class Country:
    """A country with its further names and the names of its people, which are never places."""

    code: str
    name: str
    capital: str
    neighbours: tuple[str, ...]
    aliases: tuple[str, ...]
    demonyms: tuple[str, ...]


def english(name: str) -> str:
    """A name as English texts print it: letters of western European alphabets kept, other diacritics dropped."""
    from leeway.evidence.language.fold import folded

    def plain(letter: str) -> str:
        if ord(letter) < 0x100 and letter not in "`´":
            return letter
        low = folded(letter)
        if low in "'":
            return ""
        return low.upper() if letter.isupper() else low

    return "".join(map(plain, name)).strip("'").replace("  ", " ")


def _table(name: str) -> Iterator[dict[str, str]]:
    data = files("leeway.evidence.places").joinpath("data", name).read_bytes()
    return csv.DictReader(io.StringIO(gzip.decompress(data).decode("utf-8")))


def parts(text: str) -> tuple[str, ...]:
    """The names in a cell, separated by |."""
    return tuple(p.strip() for p in text.split("|") if p.strip())


@cache
def countries() -> dict[str, Country]:
    """All countries by code."""
    own = {r["code"]: r for r in rows("places_countries.csv")}
    found = {}
    for row in _table("countries.csv.gz"):
        mine = own.get(row["code"])
        found[row["code"]] = Country(
            row["code"],
            mine["name"] if mine else row["name"],
            row["capital"],
            tuple(row["neighbours"].split(",")) if row["neighbours"] else (),
            parts(mine["aliases"]) if mine else (),
            parts(mine["demonyms"]) if mine else (),
        )
    return found


def populated(code: str) -> Iterator[Place]:
    """Populated places and airports of one country, as cut from the open tables."""
    for row in _table(f"{code}.csv.gz"):
        people = int(row["people"] or 0)
        airport = row["kind"] == "airport"
        kind = row["kind"] if row["kind"] != "place" else "city" if people >= CITY_PEOPLE else "town"
        yield Place(
            row["id"],
            english(row["name"]),
            kind,
            float(row["lat"]),
            float(row["lon"]),
            code,
            people,
            () if airport else (row["name"], *parts(row["aliases"])),
            english(row["admin1"]) or None if airport else None,
            None,
            _rank(row, people),
        )


def _rank(row: dict[str, str], people: int) -> float:
    """Inhabitants; the capital before all others; of a town's airports the international one, then one with a code."""
    if row["kind"] == "airport":
        return 2.0 * ("International" in row["name"]) + bool(row["aliases"])
    return float(people) + (1e8 if row["kind"] == "capital" else 0.0)


@cache
def world() -> tuple[Place, ...]:
    """Capitals and the largest cities of the world."""
    return tuple(
        Place(
            r["id"],
            english(r["name"]),
            "capital" if r["kind"] == "capital" else "city",
            float(r["lat"]),
            float(r["lon"]),
            r["country"],
            int(r["people"] or 0),
            (r["name"],),
            rank=float(r["people"] or 0),
        )
        for r in _table("world.csv.gz")
    )


def known(code: str) -> list[Place]:
    """Places added by hand: crossings, bases, districts."""
    return [
        Place(
            f"lw:{code}:{r['name']}",
            r["name"],
            r["kind"],
            float(r["lat"]),
            float(r["lon"]),
            code,
            0,
            parts(r["aliases"]),
            r["town"] or None,
            None,
            5e7,
        )
        for r in rows("places_known.csv")
        if r["country"] == code
    ]


KINDS = (
    "capital", "city", "town", "province", "country", "airport", "border", "river", "area", "facility", "district",
    "bridge", "road",
)  # fmt: skip


def own_places(path: Path) -> list[Place]:
    """The user's `places.csv`: columns name, lat, lon and, if wanted, kind, aliases (|), country, town.

    Raises `InputError` with every bad row.
    """
    found: list[Place] = []
    problems: list[Problem] = []
    with path.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines)
        missing = {"name", "lat", "lon"} - set(reader.fieldnames or ())
        if missing:
            expected = "columns name, lat, lon, and kind, aliases, country, town if wanted"
            raise InputError([Problem(str(path), "line 1", field, "", expected) for field in sorted(missing)])
        for number, row in enumerate(reader, 2):
            where = f"line {number}"
            name = (row["name"] or "").strip()
            if not name:
                problems.append(Problem(str(path), where, "name", row["name"] or "", "the name of a place"))
            degrees = []
            for field, most in (("lat", 90.0), ("lon", 180.0)):
                try:
                    value = float(row[field] or "")
                except ValueError:
                    value = float("nan")
                if not -most <= value <= most:
                    problems.append(
                        Problem(str(path), where, field, row[field] or "", f"degrees from -{most:g} to {most:g}")
                    )
                degrees.append(value)
            kind = (row.get("kind") or "town").strip()
            if kind not in KINDS:
                problems.append(Problem(str(path), where, "kind", kind, "one of " + ", ".join(KINDS)))
            found.append(
                Place(
                    f"own:{name}",
                    name,
                    kind,
                    degrees[0],
                    degrees[1],
                    (row.get("country") or "").strip() or None,
                    0,
                    parts(row.get("aliases") or ""),
                    (row.get("town") or "").strip() or None,
                    None,
                    1e9,
                )
            )
    if problems:
        raise InputError(problems)
    return found
