"""Airports, palaces, bridges, headquarters: places built on a place."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache, cached_property
from typing import Any, Final

import ahocorasick

from leeway.evidence.language.model import PlaceName, Text
from leeway.evidence.language.quantities import rows
from leeway.evidence.places.capitals import seat_on
from leeway.evidence.places.context import Setting
from leeway.evidence.places.gazetteer import Gazetteer, key
from leeway.evidence.places.tables import Place

_FIELD: Final = r"airports?|airfield|airstrip|aerodrome|air\s?base|air\s?field"
AIRPORT_AFTER: Final = re.compile(
    rf"(?:'s)?\s+(?:(?:main|international|military|civilian|old|new|city|domestic)\s+){{0,2}}(?P<what>{_FIELD})\b"
)
AIRPORT_BEFORE: Final = re.compile(rf"\b(?:{_FIELD}) (?:of|at|in|outside|near) $")
FIELD_OPENS: Final = ("air", "aerodrome", "runway", "tarmac")
FIELD_NEXT: Final = re.compile(rf" (?:international )?(?:{_FIELD})\b")
FIELD_LAST: Final = re.compile(rf"\b(?:{_FIELD}) (?:at |of |in )?$")
FIELD: Final = re.compile(rf"(?:{_FIELD}|runway|tarmac)\b(?!\s+road)")
ALONE_BEFORE: Final = re.compile(
    r"\b(?:the|its|their|city's|that)\s+(?P<kind>(?:main|principal|international|military|city's|city|only|nearby)\s+){0,2}$"
)
FACILITIES: Final = {r["phrase"]: r for r in rows("places_facilities.csv")}
FACILITY: Final = re.compile(
    rf"(?P<phrase>{'|'.join(re.escape(p) for p in sorted(FACILITIES, key=len, reverse=True))})(?!\w)"
)
IN_TOWN: Final = re.compile(
    r"\s+(?:in|of|at|outside|near|on the edge of)\s+(?:the\s+)?(?:city of\s+|town of\s+|capital,\s+)?$"
)
FIELD_NAME: Final = re.compile(
    r"(?<=[a-z,] )(?!International|Military|Main)[A-Z][\w'’-]+ (?:[Ii]nternational |[Mm]ilitary )?$"
)
STRANGE_TOWN: Final = re.compile(r"\s+(?:of|at|in)\s+(?P<town>[A-Z][\w'’-]+)")
OWN_NAME: Final = re.compile(r"(?<=[a-z,] )(?:[A-Z][\w'’-]+ ){1,3}$")
"""What a border post is called by: "the Grande Barrière border post"."""
GOVERNING: Final = re.compile(
    r"(?: and (?:the )?[\w-]+)? (?:has |have |had )?"
    r"(?:blam|accus|den(?:y|ie)|reject|insist|demand|refus|announc|claim|condemn|protest|admit|conced)\w*\b"
)
"""Behind a capital that stands for its government."""
PREFIX: Final = re.compile(r"\b([A-Z]{2,6})\s+(?:\d+\w*\s+)?$")
WORD: Final = re.compile(r"[^\W\d_]+")
GENERIC: Final = frozenset(["international", "airport", "airfield", "air", "base", "military", "regional", "national"])
RENAMED_BY: Final = 1993
"""From this year on the airports of capitals are called international in print and in the tables."""
BY_HAND: Final = 1e7
"""Rank from which a place is of the tables kept by hand, under its usual name."""
TOWNS: Final = ("capital", "city", "town", "district")


def facilities_of(
    text: Text, fold: str, gazetteer: Gazetteer, places: Sequence[PlaceName], setting: Setting
) -> list[PlaceName]:
    """Facilities named with their place ("Kunduz airport", "the airfield at Merowe") or standing for the one of the
    town the passage is about ("the airport", "the palace"). Linear in the length of the text."""
    named = _Names(fold, text.anchor is not None and text.anchor.year >= RENAMED_BY)
    found = [made for place in places if (made := _airport_of(text.clean, fold, gazetteer, place, named)) is not None]
    taken = sorted((p.start, p.end) for p in (*found, *places))
    around = _Around(text, gazetteer, places)
    fields, built = _starts(fold)
    for match in _matches(FIELD, fold, fields):
        lead = ALONE_BEFORE.search(fold[max(0, match.start() - 40) : match.start()])
        if lead is None or _overlaps(taken, *match.span()) or not setting.in_prose(*match.span()):
            continue
        main = (lead["kind"] or "").strip() in ("main", "principal", "international")
        strange = STRANGE_TOWN.match(text.clean, match.end())
        if strange is not None and not _overlaps(taken, *strange.span("town")):
            continue  # "the airport of Rayak", which no table holds, is not that of the capital
        town = around.town(match.start() - len(lead[0]), match.end(), "capital" if main else "town")
        if town is not None:
            found.append(_airport(gazetteer, town, *match.span(), named))
    for match in _matches(FACILITY, fold, built):
        if _overlaps(taken, *match.span()) or not setting.in_prose(*match.span()):
            continue
        row = FACILITIES[match["phrase"]]
        own_name = OWN_NAME.search(text.clean[max(0, match.start() - 40) : match.start()])
        if row["kind"] == "border" and own_name is not None:
            start, name = match.start() - len(own_name[0]), own_name[0].strip()
            if not _overlaps(taken, start, match.start()):
                country = gazetteer.area[0] if gazetteer.area else None
                found.append(PlaceName(start, match.end(), name, "", None, None, "border", country))
            continue
        town = around.town(match.start(), match.end(), row["scope"])
        if town is None or (match["phrase"] == "palace" and fold[max(0, match.start() - 4) : match.start()] != "the "):
            continue
        start, prefix = match.start(), ""
        if "{prefix}" in row["name"] and (own := PREFIX.search(text.clean[max(0, start - 14) : start])):
            start, prefix = start - len(own[0]), own[0]
        name = row["name"].format(town=town.name, prefix=prefix)
        found.append(_built(gazetteer, name, row["kind"], town, start, match.end()))
    return found


@cache
def _openings() -> Any:
    """Finds what a match of `FIELD` (True) or `FACILITY` (False) begins with, each with its length."""
    automaton = ahocorasick.Automaton()
    opened: dict[str, set[bool]] = {}
    for word, field in [*((w, True) for w in FIELD_OPENS), *((p, False) for p in FACILITIES)]:
        opened.setdefault(word, set()).add(field)
    for word, sorts in opened.items():
        automaton.add_word(word, (len(word), sorts))
    automaton.make_automaton()
    return automaton


def _starts(fold: str) -> tuple[list[int], list[int]]:
    """Where fields and facilities may begin, found in one pass: the patterns alone try every character."""
    fields: set[int] = set()
    built: set[int] = set()
    for last, (size, sorts) in _openings().iter(fold):
        if True in sorts:
            fields.add(last + 1 - size)
        if False in sorts:
            built.add(last + 1 - size)
    return sorted(fields), sorted(built)


def _matches(pattern: re.Pattern[str], fold: str, starts: Sequence[int]) -> Iterator[re.Match[str]]:
    """What `pattern.finditer` finds, where it can begin only at `starts`."""
    after = 0
    for start in starts:
        match = pattern.match(fold, start) if start >= after else None
        if match is not None:
            yield match
            after = match.end()


def _governs(clean: str, place: PlaceName) -> bool:
    """ "Kiev and the separatists blamed each other": the capital as the subject of what governments do."""
    return place.kind == "capital" and GOVERNING.match(clean, place.end) is not None


class _Around:
    """The town a passage is about."""

    def __init__(self, text: Text, gazetteer: Gazetteer, places: Sequence[PlaceName]) -> None:
        self.text = text
        self.towns = [
            p
            for p in sorted(places, key=lambda p: p.start)
            if p.kind in TOWNS and p.country in gazetteer.area and not _governs(text.clean, p)
        ]
        self.starts = [p.start for p in self.towns]
        opened: dict[int, int] = {}
        for sentence in text.sentences:
            opened.setdefault(sentence.paragraph, sentence.start)
        self.openings = sorted(opened.values())
        self.capital = _as_town(seat_on(gazetteer, gazetteer.area[0], text.anchor)) if gazetteer.area else None
        self.main = self._named_most(text) or self.capital
        self.dateline = _as_town(gazetteer.look_up(text.dateline)) if text.dateline else None
        if self.dateline is not None and self.dateline.country not in gazetteer.area:
            self.dateline = None

    def town(self, start: int, end: int, scope: str) -> PlaceName | None:
        """The town named with the words, else (but for `scope` "capital") the last one before in the paragraph, else
        (but for "near") that of the dateline, else the capital."""
        after = bisect_left(self.starts, end)
        if after < len(self.towns):
            between = self.text.clean[end : self.starts[after]] if self.starts[after] - end < 30 else ""
            if IN_TOWN.fullmatch(between):
                return self.towns[after]
        before = self.towns[bisect_left(self.starts, start) - 1] if self.towns and self.starts[0] < start else None
        if before is not None and self.text.clean[before.end : min(start, before.end + 4)] in (" ", "'s ", "’s "):
            return before
        if scope != "capital":
            paragraph = bisect_right(self.openings, start) - 1
            if before is not None and paragraph >= 0 and before.start >= self.openings[paragraph]:
                return before
            if scope == "near":
                return None
            return self.dateline or self.main
        return self.dateline or self.capital

    def _named_most(self, text: Text) -> PlaceName | None:
        """The town a report without a dateline is about: named three times, and twice as often as the capital."""
        counts = Counter(p.name for p in self.towns)
        title = (text.report.title or "").casefold()
        for name in counts:
            counts[name] += 2 * (name.casefold() in title)
        most, times = counts.most_common(1)[0] if counts else ("", 0)
        capital = counts.get(self.capital.name, 0) if self.capital is not None else 0
        if times < 3 or times < 2 * capital:
            return None
        return replace(next(p for p in self.towns if p.name == most), start=0, end=0)


def _as_town(place: Place | None) -> PlaceName | None:
    if place is None or place.kind not in TOWNS:
        return None
    return PlaceName(0, 0, place.name, place.id, place.lat, place.lon, place.kind, place.country, place.capital_of)


def _airport_of(clean: str, fold: str, gazetteer: Gazetteer, place: PlaceName, named: _Names) -> PlaceName | None:
    """ "Kunduz airport", "airport of Kunduz"; None if the words do not say so."""
    if place.kind not in TOWNS and place.kind != "province":
        return None
    after = AIRPORT_AFTER.match(fold, place.end)
    before = AIRPORT_BEFORE.search(fold[max(0, place.start - 28) : place.start])
    if after is None and before is not None:
        lead = clean[max(0, place.start - len(before[0]) - 40) : place.start - len(before[0])]
        if FIELD_NAME.search(lead):
            return None  # "the Belbek air base near Sevastopol"
    if after is None and before is None:
        return None
    start = place.start if before is None else place.start - len(before[0])
    return _airport(gazetteer, place, start, place.end if after is None else after.end(), named)


class _Names:
    """Whether a report prints the name an airport has beside that of its town."""

    def __init__(self, fold: str, of_today: bool) -> None:
        self.fold, self.of_today = fold, of_today

    @cached_property
    def words(self) -> str:
        """The words of the report, one blank between them."""
        return " ".join(WORD.findall(self.fold))

    def name(self, field: Place, town: str, capital: bool) -> str:
        """The field's name where the report prints what is its own in it or the tables kept by hand have it, else
        that of the town with what the report calls it: "Kigali Airport"; a capital's of today is international."""
        own = [w for w in key(field.name).replace("–", " ").split() if w not in {*key(town).split(), *GENERIC}]
        usual = field.rank >= BY_HAND and (not own or key(town) in key(field.name))
        if usual or (own and self._prints(" ".join(own))):
            return field.name
        called = "international airport" in self.words or (capital and self.of_today)
        international = called and "international" in key(field.name)
        return f"{town} International Airport" if international else f"{town} Airport"

    def _prints(self, own: str) -> bool:
        """ "Kavumu airport", "the airport at Kavumu": the own name stands beside the word, and is not a quarter's."""
        words = self.words
        at = words.find(own)
        while at >= 0:
            end = at + len(own)
            if words[at - 1 : at] in ("", " ") and FIELD_NEXT.match(words, end):
                return True
            if words[end : end + 1] in ("", " ") and FIELD_LAST.search(words, max(0, at - 24), at):
                return True
            at = words.find(own, at + 1)
        return False


def _airport(gazetteer: Gazetteer, town: PlaceName, start: int, end: int, named: _Names) -> PlaceName:
    host = town.town or town.name
    field = gazetteer.airport(host) or gazetteer.look_up(f"{town.name} airport")
    if field is None:
        return _built(gazetteer, f"{town.name} Airport", "airport", town, start, end)
    name = named.name(field, host, town.kind == "capital")
    return PlaceName(
        start, end, name, field.id, field.lat, field.lon, "airport", field.country, None, field.town or town.name
    )


def _built(gazetteer: Gazetteer, name: str, kind: str, town: PlaceName, start: int, end: int) -> PlaceName:
    """A facility at its town's coordinates, or the known one of that name."""
    known = gazetteer.look_up(name)
    if known is not None:
        return PlaceName(start, end, known.name, known.id, known.lat, known.lon, kind, known.country, None, town.name)
    return PlaceName(
        start, end, name, f"{town.place_id}:{name}", town.lat, town.lon, kind, town.country, None, town.name
    )


def _overlaps(taken: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether a span touches one of `taken`, which are in order; at most two of them cover one point."""
    i = bisect_left(taken, (end, 0))
    return any(start < last for _, last in taken[max(0, i - 3) : i])
