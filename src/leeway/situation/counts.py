"""Counts of people and things as ranges: troops, staff, citizens, displaced, capitals held, distances, lead times."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from leeway.evidence.model import Value
from leeway.situation.events import DAYS
from leeway.situation.grading import graded
from leeway.situation.half_lives import half_life_h, widened
from leeway.situation.items import Frame, Item, firmest, ids_of, near, origin_of
from leeway.situation.model import Count
from leeway.situation.names import key_of
from leeway.situation.places import age

KINDS: Final = {"force": "troops", "headcount": "people", "displacement": "displaced", "evacuated": "people",
                "territory": "territory", "approach": "distance", "control": "places"}  # fmt: skip
"""Kinds that carry counts, and what is counted where the statement does not say."""
_SAME: Final = {
    "soldiers": "troops", "marines": "troops", "service members": "troops", "forces": "troops",
    "nationals": "citizens", "employees": "staff", "diplomats": "staff",
}  # fmt: skip
TOLERANCE: Final = 0.1
""""About" is read as a tenth to either side."""
LOOSE: Final = 4
"""A range whose end is as many times its beginning is no count but a word: "thousands"."""


_WHEN: Final = ("done", "announced", "conditional")


class Counted(NamedTuple):
    """What one number is of: its kind and status, the thing, whose, where, in which unit, done or announced."""

    kind: str
    status: str
    subject: str
    whose: str
    place: str
    unit: str
    when: str


def subject_of(item: Item) -> str:
    """What is counted, under one name for soldiers and one for employees."""
    s = item.statement
    if s.kind in ("displacement", "approach"):
        return KINDS[s.kind]
    name = key_of(s.of)
    return _SAME.get(name, name) or KINDS[s.kind]


def is_lead(item: Item) -> bool:
    """Whether the value of a force statement is a time: its lead time."""
    value = item.statement.value
    return item.statement.kind == "force" and value is not None and (value.unit or "") in DAYS


def counted(item: Item) -> Counted | None:
    """What the number of a statement is of; None without a number, and for a denied one."""
    s = item.statement
    if s.kind not in KINDS or s.value is None or s.firmness == "denied":
        return None
    subject = subject_of(item)
    return Counted(s.kind, s.status, subject, whose_of(item), item.place, _unit(s.value), item.when)


def whose_of(item: Item) -> str:
    """Whose a count is, as a key: troops of the Pentagon are those of the United States; a distance is to a place."""
    s = item.statement
    if s.kind == "force" and item.actor_group:
        return key_of(item.actor_group)
    return key_of(s.of) if s.kind == "approach" else "" if s.kind == "displacement" else key_of(s.actor)


def _unit(value: Value) -> str:
    unit = value.unit or "count"
    return unit if unit in ("people", "percent", "km") else "count"


def counts(items: Iterable[Item], frame: Frame) -> tuple[Count, ...]:
    """One range for each thing counted: the words of the newest day, from the lowest to the highest said of it.

    Of one origin only its newest version counts. Lead times stand with the forces they are of.
    """
    groups: dict[Counted, list[Item]] = {}
    leads: dict[tuple[str, str], list[Item]] = {}
    for item in items:
        s = item.statement
        if is_lead(item):
            if s.firmness != "denied":
                leads.setdefault((whose_of(item), s.status), []).append(item)
        elif (what := counted(item)) is not None:
            groups.setdefault(what, []).append(item)
    found = [_count(what, group, leads, frame) for what, group in sorted(groups.items(), key=lambda g: _order(g[0]))]
    with_force = {(key_of(c.whose), c.status) for c in found if c.lead_h}
    found += [_lead_alone(group, frame) for key, group in sorted(leads.items()) if key not in with_force]
    return tuple(found)


def _order(what: Counted) -> tuple[object, ...]:
    return (
        tuple(KINDS).index(what.kind),
        what.subject,
        what.whose,
        what.place,
        what.status,
        what.unit,
        _WHEN.index(what.when),
    )


def newest(group: Sequence[Item]) -> list[Item]:
    """The words of the newest day, of each origin the newest version from each voice."""
    day = max(i.last for i in group)
    latest: dict[tuple[str, str], Item] = {}
    for item in sorted((i for i in group if i.last == day), key=lambda i: i.known):
        latest[origin_of(item), item.voice] = item
    return list(latest.values())


def agree(a: Item, b: Item) -> bool:
    """Whether two numbers can be the same: their ranges touch, "about" taken as a tenth."""
    low_a, high_a = bounds(a)
    low_b, high_b = bounds(b)
    return low_a <= high_b and low_b <= high_a


def differ(a: Item, b: Item) -> bool:
    """Whether two numbers contradict each other. A loose one ("thousands", from 2,000 to 9,999) may be of a part: it
    contradicts smaller counts only."""
    return not agree(a, b) and not _part_of(a, b) and not _part_of(b, a)


def _part_of(loose: Item, whole: Item) -> bool:
    low, high = bounds(loose)
    return low > 0 and LOOSE * low <= high < bounds(whole)[0] < float("inf")


def bounds(item: Item) -> tuple[float, float]:
    """The range of a value with its hedge; open ends are infinite."""
    value = item.statement.value or Value(None, None)
    hedge = TOLERANCE if value.about else 0.0
    low = float("-inf") if value.low is None else value.low * (1 - hedge)
    high = float("inf") if value.high is None else value.high * (1 + hedge)
    return low, high


def _count(what: Counted, group: list[Item], leads: dict[tuple[str, str], list[Item]], frame: Frame) -> Count:
    now = newest(group)
    best = _most_said(now)
    supports = [i for i in group if agree(i, best) and near(i, best)]
    against = [i for i in now if not agree(i, best)]
    values = [i.statement.value for i in now if i.statement.value is not None]
    low, high = _least([v.low for v in values]), _most([v.high for v in values])
    s = best.statement
    half_h = half_life_h(what.kind, what.status)
    age_h = age(now, frame.as_of)
    told = leads.get((what.whose, what.status), []) if what.kind == "force" and what.when != "conditional" else []
    lead = _lead_h(told)
    return Count(
        subject=what.subject,
        whose=_shown_whose(best),
        place=s.place,
        status=what.status,
        low=low,
        high=high,
        unit=s.value.unit if s.value else None,
        as_of=best.last,
        firmness=firmest(now),
        grade=graded(supports, against, best.done),
        grounds=ids_of([*now, *told]),
        lead_h=lead,
        age_h=round(age_h, 3),
        now=_capped(widened(low, high, any(v.about for v in values), age_h, half_h), what.unit),
    )


def _shown_whose(item: Item) -> str | None:
    s = item.statement
    if s.kind == "force" and item.actor_group:
        return item.actor_group
    return s.of if s.kind == "approach" else None if s.kind == "displacement" else s.actor


def _capped(range_now: tuple[float | None, float | None], unit: str) -> tuple[float | None, float | None]:
    """No share is above 100 percent."""
    low, high = range_now
    return low, min(high, 100.0) if high is not None and unit == "percent" else high


def _most_said(now: Sequence[Item]) -> Item:
    """A word of the range that agrees with most of the others; of equals the newest."""
    alike: dict[tuple[float, float], list[Item]] = {}
    for item in now:
        alike.setdefault(bounds(item), []).append(item)
    firsts = [group[0] for group in alike.values()]
    many = {id(f): sum(len(alike[bounds(g)]) for g in firsts if agree(f, g)) for f in firsts}
    best = max(firsts, key=lambda i: (many[id(i)], i.known, i.id))
    return max(alike[bounds(best)], key=lambda i: (i.known, i.id))


def _least(lows: Sequence[float | None]) -> float | None:
    given = [low for low in lows if low is not None]
    return min(given) if given else None


def _most(highs: Sequence[float | None]) -> float | None:
    given = [high for high in highs if high is not None]
    return None if None in highs or not given else max(given)


def _lead_h(items: Sequence[Item]) -> tuple[float | None, float | None] | None:
    """Lead time in hours, from the shortest to the longest said on the newest day."""
    if not items:
        return None
    now = [(i.statement.value, DAYS[i.statement.value.unit or ""] * 24) for i in newest(items) if i.statement.value]
    low = _least([None if v.low is None else v.low * scale for v, scale in now])
    return low, _most([None if v.high is None else v.high * scale for v, scale in now])


def _lead_alone(group: list[Item], frame: Frame) -> Count:
    """A force whose lead time is told and whose number is not."""
    now = newest(group)
    last = now[-1]
    return Count(
        subject=subject_of(last),
        whose=_shown_whose(last),
        place=last.statement.place,
        status=last.statement.status,
        low=None,
        high=None,
        unit=None,
        as_of=last.last,
        firmness=firmest(now),
        grade=graded(now, (), last.done),
        grounds=ids_of(now),
        lead_h=_lead_h(group),
        age_h=round(age(now, frame.as_of), 3),
    )
