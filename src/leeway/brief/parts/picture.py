"""The picture: who holds what, which exits work, what others do; with the map. And what contradicts what."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Final

from leeway.brief.document import Block, Figure, Paragraph, Points, Section, Table, Text, text
from leeway.brief.drawing import drawn
from leeway.brief.given import Given
from leeway.brief.masking import Mask
from leeway.brief.parts.news import difference_words
from leeway.case.model import Case
from leeway.situation.difference import is_stale
from leeway.situation.items import Known
from leeway.situation.model import Contradiction, PlaceState, Situation
from leeway.situation.words import UNITS, age, day, number

MOST_PLACES: Final = 14
MOST_ROWS: Final = 12
LEAST_SURE: Final = 0.05
"""A stale word that still holds with less chance than this tells nothing of today."""
STANDING: Final = {
    "attacker": "attacker",
    "contested": "contested",
    "threatened": "threatened",
    "defender": "defender",
    "unknown": "others",
}
_BEARING: Final = ("attacker", "contested", "threatened", "defender", "unknown")


def picture_section(given: Given) -> Section:
    """Map, nearest places, exits and services, other missions, estimates, counts, all that changed."""
    s = given.situation
    blocks: list[Block] = [Paragraph(text(_summary(given)))]
    if not s.statements:
        return Section("picture", "The picture", tuple(blocks))
    blocks += [given.figures["map"]] if "map" in given.figures else []
    tables = [_places(given), _services(given), _missions(given), _counts(given), _changes(given)]
    blocks += [table for table in tables if table.rows]
    return Section("picture", "The picture", tuple(blocks))


def _summary(given: Given) -> str:
    s = given.situation
    if not s.statements:
        return "No statement was public by then. Nothing is known; that is not calm."
    taken = sum(p.standing == "attacker" for p in s.places.values())
    unsure = sum(p.standing in ("contested", "threatened") for p in s.places.values())
    newest = min((p.age_h for p in s.places.values()), default=math.nan)
    words = f"{taken} places held by the attacker, {unsure} contested or threatened."
    if not math.isnan(newest):
        words += f" The newest word on any place is {age(newest)} old."
    if s.ignored:
        words += (
            " Left out: " + ", ".join(f"{many:,} statements ({why})" for why, many in sorted(s.ignored.items())) + "."
        )
    return words


def map_of(s: Situation, case: Case, mask: Mask, sites: Mapping[str, Known]) -> Figure | None:
    """The map as a figure; None where no place has coordinates. `sites`: where exits are that no statement names."""
    from leeway.situation.figures.map import map_figure

    if not s.statements:
        return None
    exits = case.hazard.exits if case.hazard else ()
    near = [p for p in nearest(s.places.values()) if p.standing == "attacker"][:5]
    told = ", ".join(f"{p.place} ({p.distance_km:,.0f} km)" for p in near if p.distance_km is not None)
    alt = (
        f"Map of the places around {s.target} and who holds them. Nearest held by the attacker: {told or 'none known'}."
    )
    return drawn("map", f"Who holds what around {s.target}.", mask(alt), lambda: map_figure(s, exits, sites))


def nearest(places: Iterable[PlaceState]) -> list[PlaceState]:
    """Places not simply held by others, nearest to the target first."""
    return sorted(places, key=lambda p: (math.inf if p.distance_km is None else p.distance_km, p.place))


def _places(given: Given) -> Table:
    near = [p for p in nearest(given.situation.places.values()) if _telling(p, given.situation.target)]
    telling = [p for p in near if p.confidence >= LEAST_SURE or not is_stale(p)]
    rows = [
        (
            text(given.mask(p.place)),
            text(STANDING[p.standing] + (", disputed" if p.disputed else "") + (", stale" if is_stale(p) else "")),
            text(day(p.since)),
            text("" if p.distance_km is None else f"{p.distance_km:,.0f}"),
            text(f"{p.confidence:.0%}"),
            text(age(p.age_h)),
            text(f"{p.firmness}, {p.grade}", given.trail.statements(p.grounds)),
        )
        for p in telling[:MOST_PLACES]
    ]
    more, unknown = len(telling) - len(rows), len(near) - len(telling)
    note = (
        "Sure: chance that it still holds as stated. Grade: reliability of the best source A to F, credibility 1 to 6."
        + (f" Further away and not shown here: {more}." if more > 0 else "")
        + (f" Last heard of so long ago that nothing is known of them today: {unknown}." if unknown else "")
        + (" leeway situation has them." if more > 0 or unknown else "")
    )
    columns = ("place", "standing", "since", "km", "sure", "age", "firmness, grade, words")
    return Table("Places nearest to the target", columns, tuple(rows), frozenset({0, 1, 6}), text(note))


def _telling(p: PlaceState, target: str) -> bool:
    """Not places that are others' anyway, nor the target itself while nobody says that it is taken or threatened."""
    return p.disputed or p.standing not in ("unknown", "defender" if p.place == target else "")


def _services(given: Given) -> Table:
    own = _own_places(given)
    # What the case's people would leave by first, then what is fresh and shut.
    order = sorted(
        given.situation.services, key=lambda x: (x.place not in own, is_stale(x), x.status == "open", x.of, x.place)
    )
    rows = [
        (
            text(given.mask(f"{x.of}, {x.place}")),
            text(x.status + (", stale" if is_stale(x) else "")),
            text(day(x.since)),
            text(age(x.age_h)),
            text(f"{x.firmness}, {x.grade}", given.trail.statements(x.grounds)),
        )
        for x in order[:MOST_ROWS]
    ]
    columns = ("what", "status", "since", "age", "firmness, grade, words")
    return Table("Exits and services as reported", columns, tuple(rows), frozenset({0, 1, 4}), _more(len(order)))


def _own_places(given: Given) -> set[str]:
    """The target and where the case's exits are, by every name they go by."""
    exits = given.case.hazard.exits if given.case.hazard else ()
    named = {given.situation.target, *(name for exit_ in exits for name in (exit_.place, *exit_.through) if name)}
    return named | {f"{given.situation.target} International Airport"}


def _more(many: int) -> Text:
    return text(f"{many - MOST_ROWS} more in leeway situation." if many > MOST_ROWS else "")


def _missions(given: Given) -> Table:
    # Newest word first; advice to citizens of the same hour after what a mission does itself.
    postures = sorted(given.situation.missions, key=lambda m: (m.age_h, m.kind != "posture", m.mission))
    rows = [
        (
            text(given.mask(m.mission)),
            text(f"{m.status.replace('_', ' ')}" + (" (advice)" if m.kind != "posture" else "")),
            text(day(m.since)),
            text(age(m.age_h)),
            text(f"{m.firmness}, {m.grade}", given.trail.statements(m.grounds)),
        )
        for m in postures[:MOST_ROWS]
    ]
    columns = ("mission", "posture or advice", "since", "age", "firmness, grade, words")
    return Table("What other missions do", columns, tuple(rows), frozenset({0, 1, 4}), _more(len(postures)))


def _counts(given: Given) -> Table:
    shown = sorted(
        (c for c in given.situation.counts if c.low is None or c.low >= given.grouping.fewest or c.unit == "km"),
        key=lambda c: (c.age_h, c.subject, c.place or ""),
    )
    rows = [
        (
            text(given.mask(", ".join(part for part in (c.subject, c.whose, c.place) if part))),
            text(c.status.replace("_", " ")),
            text(f"{number(c.low, c.high)} {UNITS.get(c.unit or '', '')}".strip()),
            text(f"{number(*c.lead_h)} h" if c.lead_h else ""),
            text(day(c.as_of)),
            text(f"{c.firmness}, {c.grade}", given.trail.statements(c.grounds)),
        )
        for c in shown[:MOST_ROWS]
    ]
    columns = ("what", "status", "reported", "lead", "as of", "firmness, grade, words")
    return Table(
        "Forces, counts and distances, newest first", columns, tuple(rows), frozenset({0, 1, 5}), _more(len(shown))
    )


def _changes(given: Given) -> Table:
    kinds = [d for d in given.changed.differences if d.kind != "count"]
    rows = [(text(given.mask(difference_words(d))), given.trail.statements(d.grounds, most=2)) for d in kinds[:40]]
    more = f"{len(kinds) - 40} more." if len(kinds) > 40 else ""
    title = f"All that changed since {given.changed.since:%Y-%m-%d %H:%M} UTC"
    return Table(title, ("change", "words"), tuple(rows), frozenset({0, 1}), text(more))


def contradictions_section(given: Given) -> Section:
    """Every open contradiction with its readings; settled ones with who and why."""
    entries = sorted(given.situation.contradictions, key=lambda c: (c.settled is not None, _reversed(c), c.id))
    if not entries:
        words = "The reports do not contradict one another, or there are too few of them to do so."
        return Section("contradictions", "What contradicts what", (Paragraph(text(words)),))
    rows = tuple(
        (text(c.id), text(given.mask(c.subject), f", {day(c.day)}" if c.day else ""), _readings(given, c), _settled(c))
        for c in entries[:20]
    )
    note = "Nothing is dropped in silence: a contradiction stays open until somebody settles it with leeway settle."
    if len(entries) > len(rows):
        note += f" {len(entries) - len(rows)} more in leeway situation."
    table = Table(
        "Contradictions, newest first",
        ("id", "about", "readings", "settled"),
        rows,
        frozenset({0, 1, 2, 3}),
        text(note),
    )
    return Section("contradictions", "What contradicts what", (table,))


def _reversed(c: Contradiction) -> int:
    return -(c.day.toordinal() if c.day else 0)


def _readings(given: Given, c: Contradiction) -> Text:
    found: Text = ()
    for k, words in enumerate(c.readings):
        found = text(found, " — or — " if k else "", given.mask(words), given.trail.statements(c.grounds[k], most=2))
    return found


def _settled(c: Contradiction) -> Text:
    return text("open") if c.settled is None else text(f"reading {c.settled[2] + 1}, by {c.settled[0]}: {c.settled[1]}")


def estimates_points(given: Given) -> Points | None:
    """Published estimates of the time left, beside what this brief says."""
    found = [
        text(
            f"{given.mask(e.speaker)}, {day(e.made)}: {e.place} {number(e.low_d, e.high_d)} days ({e.firmness})",
            given.trail.statements(e.grounds, most=1),
        )
        for e in sorted(given.situation.estimates, key=lambda e: (-e.made.toordinal(), e.speaker, e.place))[:8]
    ]
    return Points(tuple(found)) if found else None
