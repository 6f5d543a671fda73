"""Datelines: where and when a report was filed, and in which time zone its days are counted.

"KABUL, Aug 12 (Example Wire) -", "(EXW) –", "BEN GUERDANE - ", "Aug 13 (Example Wire) -": at the head of the text only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from importlib import resources
from zoneinfo import ZoneInfo

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = r"(?P<month>[A-Z][a-z]{2,8})\.?"
DAY = rf"(?:{MONTH}\s(?P<day>\d{{1,2}})|(?P<day_first>\d{{1,2}})\s(?P<month_last>[A-Z][a-z]{{2,8}})\.?)"
DATE = rf"{DAY}(?:,?\s(?P<year>(?:19|20)\d{{2}}))?"
WIRE = r"\((?P<wire>[^()\n]{2,40})\)"
CAPITALS = r"[A-ZÀ-Þ][A-ZÀ-Þ'’.\- ]{2,30}"
NAME = r"[A-ZÀ-Þ][\w'’.\-]*(?: [\w'’.\-]+){0,5}"
PATTERNS = tuple(
    re.compile(pattern + r"\s*[.:]?\s*(?:--|[-–—])\s+")
    for pattern in (
        rf"{DATE}\s*{WIRE}",
        rf"(?P<place>{CAPITALS})(?:,\s{NAME})??(?:/{CAPITALS})*,?\s{DATE}\s*(?:{WIRE})?",
        rf"(?P<place>{CAPITALS})(?:,\s{NAME})?\s*{WIRE}",
        rf"(?P<place>{NAME})(?:,\s{NAME})?,?\s(?:{DATE}\s)?{WIRE}",
        rf"(?P<place>{NAME})(?:,\s{NAME})?,\s{DATE}",
        rf"(?P<place>{CAPITALS})(?:,\s{NAME})?",
        WIRE,
    )
)
HEAD = 160
# Datelines name cities that the zone table does not: the zone each lies in.
OTHER_CITIES = {
    "abu dhabi": "Asia/Dubai", "abuja": "Africa/Lagos", "aden": "Asia/Aden", "ankara": "Europe/Istanbul",
    "beijing": "Asia/Shanghai", "bengaluru": "Asia/Kolkata", "canberra": "Australia/Sydney", "geneva": "Europe/Zurich",
    "goma": "Africa/Lubumbashi", "hanoi": "Asia/Ho_Chi_Minh", "islamabad": "Asia/Karachi", "jeddah": "Asia/Riyadh",
    "mumbai": "Asia/Kolkata", "new delhi": "Asia/Kolkata", "ottawa": "America/Toronto",
    "rabat": "Africa/Casablanca", "saigon": "Asia/Ho_Chi_Minh", "sanaa": "Asia/Aden", "tel aviv": "Asia/Jerusalem",
    "the hague": "Europe/Amsterdam", "united nations": "America/New_York", "washington": "America/New_York",
    "yangon": "Asia/Yangon",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Dateline:
    """`[start, end)` of the body; `place` and `wire` as printed; `day` and `month` as printed, `year` if printed."""

    start: int
    end: int
    place: str | None
    wire: str | None
    month: int | None = None
    day: int | None = None
    year: int | None = None


def find_dateline(text: str, start: int) -> Dateline | None:
    """The dateline that begins at `start`, if there is one."""
    head = text[start : start + HEAD].split("\n", 1)[0]
    for pattern in PATTERNS:
        match = pattern.match(head)
        if match is None:
            continue
        groups = match.groupdict()
        month = _month(groups.get("month") or groups.get("month_last"))
        if (groups.get("month") or groups.get("month_last")) and month is None:
            continue
        if _stands_for(groups.get("wire"), groups.get("place")) or not any(map(str.islower, head[match.end() :])):
            continue  # a masthead in capitals ("OFFICIAL WARNING - AVOID ALL TRAVEL") opens no story
        day = groups.get("day") or groups.get("day_first")
        year = groups.get("year")
        place = groups.get("place")
        return Dateline(
            start,
            start + match.end(),
            place.strip(" .,-") if place else None,
            groups.get("wire"),
            month,
            int(day) if day else None,
            int(year) if year else None,
        )
    return None


def _stands_for(letters: str | None, name: str | None) -> bool:
    """Whether the letters in brackets are the initials of the words before: "Rapid Support Forces (RSF) - the ..."."""
    if letters is None or name is None:
        return False
    initials = "".join(word[0] for word in name.split())
    return len(letters) > 1 and letters in (initials, initials[1:], "".join(c for c in initials if c.isupper()))


def _month(name: str | None) -> int | None:
    if name is None or name[:3].lower() not in MONTHS:
        return None
    return MONTHS.index(name[:3].lower()) + 1


def anchor_day(published: datetime | None, dateline: Dateline | None, zone: str | None) -> date | None:
    """The day the text calls today.

    The dateline's own day where it names one near publication; else the day of publication in the zone of the
    dateline, or in UTC. A dateline with its year stands in for a missing date of publication.
    """
    printed = _printed_day(published, dateline)
    if published is None:
        return printed
    there = published.astimezone(ZoneInfo(zone) if zone else UTC).date()
    if printed is not None and abs((printed - there).days) <= 3:
        return printed
    return there


def _printed_day(published: datetime | None, dateline: Dateline | None) -> date | None:
    if dateline is None or dateline.month is None or dateline.day is None:
        return None
    years = [dateline.year] if dateline.year else []
    if published is not None and not years:
        # "Dec 31" in a report of 1 January is a day of the year before.
        years = [published.year, published.year - 1, published.year + 1]
    days = [day for year in years if (day := _date(year, dateline.month, dateline.day)) is not None]
    if not days:
        return None
    if published is None:
        return days[0]
    return min(days, key=lambda day: abs(day - published.date()) / timedelta(days=1))


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def zone_of(place: str | None, country: tuple[str, ...]) -> str | None:
    """IANA zone of a dateline's place: the city's own, else that of the report's first country where it has one only.

    None where the place is None or the zone cannot be told.
    """
    if place is None:
        return None
    cities, countries = _zones()
    name = place.casefold().split(",")[0].strip()
    found = OTHER_CITIES.get(name) or cities.get(name)
    if found is None and country:
        zones = countries.get(country[0].upper(), [])
        found = zones[0] if len(zones) == 1 else None
    return found


@cache
def _zones() -> tuple[dict[str, str], dict[str, list[str]]]:
    """City to zone, and country to zones, from the zone table of the tz database (public domain)."""
    cities: dict[str, str] = {}
    countries: dict[str, list[str]] = {}
    table = resources.files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8")
    for row in table.splitlines():
        if row and not row.startswith("#"):
            country, _, zone = row.split("\t")[:3]
            cities.setdefault(zone.rsplit("/", 1)[-1].replace("_", " ").casefold(), zone)
            countries.setdefault(country, []).append(zone)
    return cities, countries
