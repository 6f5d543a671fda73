"""Capitals that reports count without naming them: "eleven provincial capitals" when three are known by name.

Where few reports are at hand most losses are told as a count. Left out, an advance that took eleven capitals would be
forecast as one that took three. So a count that is firm adds as many captures without place or distance as it exceeds
what is known by name on its day; a later report that names them takes their place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from leeway.situation.grading import strong
from leeway.situation.items import Frame, Item, firmest, ids_of
from leeway.situation.model import Change
from leeway.situation.places import Held

CLASS: Final = "provincial_capital"
MOST: Final = 60
"""A count above this is none of first-level capitals (France has 96 departments; no advance took half as many)."""
_CAPITALS: Final = re.compile(r"\bcapitals?\b|\bcapital cit", re.IGNORECASE)
_UNITS: Final = frozenset({"", "count", "places", "cities", "capitals"})


@dataclass(frozen=True, slots=True)
class _Words:
    """What was counted for one day: `total` held by its end, or `taken` in the days from `first` to `last`."""

    first: date
    last: date
    many: int
    total: bool
    items: tuple[Item, ...]


def unnamed_capitals(items: Iterable[Item], held: Sequence[Held], frame: Frame) -> list[Change]:
    """One capture for each capital that is counted and not known by name, dated by the day of the count.

    Of counts for one day the lowest is taken, and none counts beyond what a later count allows. Counts of the attacker
    itself, of what is planned or feared, and of what is denied add nothing.
    """
    words = _words(items)
    named = [_days_held(place) for place in held if place.site.place_class == CLASS]
    found: list[Change] = []
    totals = [w for w in words if w.total]
    for w in words:
        if w.total:
            allowed = min(later.many for later in totals if later.last >= w.last)
            known = sum(_held_on(days, w.last) for days in named) + len(found)
        else:
            allowed = min([w.many, *(later.many for later in totals if later.last >= w.last)])
            known = sum(any(w.first <= since <= w.last for since, _ in days) for days in named)
            known += sum(w.first <= change.day <= w.last for change in found)
        found += [_change(len(found) + k + 1, w, frame) for k in range(max(0, allowed - known))]
    return found


def _words(items: Iterable[Item]) -> list[_Words]:
    """The lowest firm count of each day and sort, in order of day."""
    groups: dict[tuple[date, date, bool], list[tuple[int, Item]]] = {}
    for item in items:
        many = _many(item)
        if many is not None:
            total = item.statement.status == "held"
            first = item.last if total else item.first
            groups.setdefault((item.last, first, total), []).append((many, item))
    found = []
    for (last, first, total), counted in sorted(groups.items(), key=lambda entry: entry[0]):
        many = min(count for count, _ in counted)
        found.append(_Words(first, last, many, total, tuple(i for count, i in counted if count == many)))
    return found


def _many(item: Item) -> int | None:
    """How many capitals a statement counts as the attacker's, at least; None where it counts none, or is not firm."""
    s = item.statement
    if s.kind not in ("territory", "control") or s.status not in ("held", "captured") or s.value is None:
        return None
    if s.firmness == "denied" or not strong(item, "attacker") or item.actor_side not in (None, "attacker"):
        return None
    if not _CAPITALS.search(s.of or "") or (s.value.unit or "") not in _UNITS | {s.of}:
        return None
    low = s.value.low
    return round(low) if low is not None and 1 <= low <= MOST else None


def _days_held(place: Held) -> list[tuple[date, date]]:
    """The runs of days for which a place was the attacker's; the last may be open."""
    turns = place.course.turns
    ends = [turn.since for turn in turns[1:]] + [date.max]
    return [(turn.since, end) for turn, end in zip(turns, ends, strict=False) if turn.standing == "attacker"]


def _held_on(days: Iterable[tuple[date, date]], day: date) -> bool:
    return any(since <= day < end for since, end in days)


def _change(number: int, words: _Words, frame: Frame) -> Change:
    """A capture of which the day is known at best; of a run of days the middle."""
    return Change(
        day=words.first + timedelta(days=(words.last - words.first).days // 2),
        known=min(i.known for i in words.items),
        event="captured",
        place=f"capital not named ({number})",
        place_class=CLASS,
        lat=None,
        lon=None,
        actor=frame.parties.shown("attacker"),
        distance_km=None,
        certainty=firmest(words.items),
        grounds=ids_of(words.items),
    )
