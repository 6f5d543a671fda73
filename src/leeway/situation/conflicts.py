"""What contradicts what: the same subject, place and unit on the same day, told otherwise by somebody else.

Inside one text family a difference is a version of one text (an update, a translation), not a contradiction, unless one
report itself quotes two speakers against one another. Each finder gives `Conflict`s; `ledger` makes records of them.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from leeway.situation import services
from leeway.situation.counts import Counted, bounds, counted, differ, subject_of
from leeway.situation.items import Frame, Item, near, origin_of
from leeway.situation.missions import state_of
from leeway.situation.names import key_of
from leeway.situation.places import Held
from leeway.situation.standing import excludes, reading_of

LONGEST: Final = 14
"""Days of a statement that are looked at one by one; of longer ones the first and the last."""
_DENIABLE: Final = ("posture", "force", "advisory", "evacuated", "time_left", "incident", "headcount", "displacement")


@dataclass(frozen=True, slots=True)
class Conflict:
    """Readings of one thing that exclude one another. `readings`: what each says, with its statements, in order."""

    kind: str
    key: str
    subject: str
    day: date
    readings: tuple[tuple[str, tuple[Item, ...]], ...]


def conflicts(items: Sequence[Item], held: Sequence[Held], frame: Frame) -> list[Conflict]:
    """Every conflict among the statements, by kind and subject."""
    found = [*_standing(held, frame), *_services(items), *_values(items), *_units(items), *_denials(items)]
    return sorted(found, key=lambda c: (c.kind, c.subject, c.day, c.key))


def independent(a: Item, b: Item) -> bool:
    """Whether a difference between the two is more than a version of one text."""
    if origin_of(a) != origin_of(b):
        return True
    return a.statement.report == b.statement.report and a.voice != b.voice


Sorted = dict[Hashable, list[Item]]


def _by_day(
    items: Iterable[Item],
    label: Callable[[Item], Hashable | None],
    against: Callable[[Hashable, Hashable], bool],
    days_of: Callable[[Item], list[date]] | None = None,
) -> Iterator[tuple[date, Sorted]]:
    """Runs of days on which independent statements with labels that exclude one another meet: first day, and the
    statements of those days by label."""
    days: dict[date, Sorted] = {}
    for item in items:
        name = label(item)
        if name is not None:
            for day in (days_of or _days)(item):
                days.setdefault(day, {}).setdefault(name, []).append(item)
    run: Sorted = {}
    first = last = None
    for day in sorted(days):
        clashing = _clashing(days[day], against)
        if not clashing:
            continue
        if first is None or last is None or day - last > timedelta(days=1):
            if first is not None:
                yield first, run
            first, run = day, {}
        last = day
        for name in clashing:
            run.setdefault(name, []).extend(days[day][name])
    if first is not None:
        yield first, run


def _days(item: Item) -> list[date]:
    many = (item.last - item.first).days
    if many > LONGEST:
        return [item.first, item.last]
    return [item.first + timedelta(days=k) for k in range(many + 1)]


def _clashing(groups: Sorted, against: Callable[[Hashable, Hashable], bool]) -> list[Hashable]:
    names = list(groups)
    found: dict[Hashable, None] = {}
    for k, a in enumerate(names):
        for b in names[k + 1 :]:
            if against(a, b) and _any_independent(groups[a], groups[b]):
                found |= {a: None, b: None}
    return list(found)


def _any_independent(these: Sequence[Item], those: Sequence[Item]) -> bool:
    here, there = {origin_of(i) for i in these}, {origin_of(i) for i in those}
    if len(here | there) > 1 and not (len(here) == 1 and here == there):
        return True
    return any(independent(a, b) for a in these[:50] for b in those[:50])


def _readings(groups: Sorted, words: Callable[[Hashable, Item], str]) -> tuple[tuple[str, tuple[Item, ...]], ...]:
    """Readings by their words, each with its statements once, in order of the words."""
    by_words: dict[str, dict[int, Item]] = {}
    for name, items in groups.items():
        for item in items:
            by_words.setdefault(words(name, item), {}).setdefault(id(item), item)
    return tuple((text, tuple(by_words[text].values())) for text in sorted(by_words))


def _standing(held: Sequence[Held], frame: Frame) -> Iterator[Conflict]:
    for place in held:
        readings = {id(i): reading_of(i, frame) for i in place.items}

        def label(item: Item, of: dict[int, object] = readings) -> Hashable | None:  # type: ignore[assignment]
            return getattr(of[id(item)], "standing", None)

        for day, run in _by_day(place.items, label, lambda a, b: excludes(str(a), str(b))):
            denied = any(i.statement.firmness == "denied" for group in run.values() for i in group)
            name = place.site.name
            told = _readings(run, lambda standing, item, name=name: _standing_words(str(standing), item, name, frame))  # type: ignore[misc]
            yield Conflict("firmness" if denied else "standing", f"holds|{place.key}", f"who holds {name}", day, told)


def _standing_words(standing: str, item: Item, place: str, frame: Frame) -> str:
    match standing:
        case "attacker":
            return f"{frame.parties.shown('attacker') or 'the attacker'} holds {place}"
        case "unknown":
            return f"{item.statement.actor} holds {place}"
        case "threatened":
            return f"{place} has not fallen yet"
        case _:
            return f"{place} has not been taken"


def _services(items: Sequence[Item]) -> Iterator[Conflict]:
    groups: dict[tuple[str, str], list[Item]] = {}
    for item in items:
        if item.statement.kind == "access":
            groups.setdefault((item.place, services.service_of(item)), []).append(item)
    for (place, of), group in groups.items():
        if len(group) > 1:
            for day, run in _by_day(group, services.status_of, lambda a, b: services.opposed(str(a), str(b))):
                where = next((i.statement.place for i in group if i.statement.place), "")
                told = _readings(run, lambda status, _, of=of, at=where: f"{of}, {at}: {status}")  # type: ignore[misc]
                yield Conflict("service", f"service|{place}|{of}", f"{of}, {where}", day, told)


def _values(items: Sequence[Item]) -> Iterator[Conflict]:
    groups: dict[Counted, list[Item]] = {}
    for item in items:
        what = counted(item)
        if what is not None and (what.when == "done" or what.kind == "territory"):
            whole = Counted(what.kind, what.status, what.subject, what.whose, what.place, what.unit, "done")
            groups.setdefault(whole, []).append(item)
    for what, group in groups.items():
        firsts = {bounds(i): i for i in group}
        if len(firsts) < 2:
            continue
        apart = lambda a, b, of=firsts: differ(of[a], of[b])  # noqa: E731
        for day, run in _by_day(group, bounds, apart, lambda item: [item.last]):
            subject = _subject(what, group[0])
            yield Conflict("value", f"value|{what}", subject, day, _readings(run, lambda _, item: _number_words(item)))


def _subject(what: Counted, item: Item) -> str:
    s = item.statement
    whose = s.of if what.kind == "approach" else s.actor
    counted = what.subject if what.subject == what.status else f"{what.subject} {what.status}"
    return ", ".join(part for part in (counted, whose, s.place) if part)


def _number_words(item: Item) -> str:
    value = item.statement.value
    if value is None:
        return "no number"
    about, conditional = "about " if value.about else "", "" if item.done else f" ({item.statement.firmness})"
    if value.low == value.high and value.low is not None:
        text = f"{value.low:,.10g}"
    else:
        low, high = (f"{v:,.10g}" if v is not None else "" for v in (value.low, value.high))
        text = f"{low} to {high}" if low and high else f"at least {low}" if low else f"at most {high}"
    return f"{about}{text} {subject_of(item)}{conditional}"


def _units(items: Sequence[Item]) -> Iterator[Conflict]:
    """One number, two counted things: 1,400 troops here, 1,400 staff there. Of numbers with two digits that count, of
    people said to be there, of one state, within three days."""
    groups: dict[tuple[float, str], list[Item]] = {}
    for item in items:
        s = item.statement
        if s.kind in ("force", "headcount") and s.status in ("present", "withdrawing") and s.value and item.done:
            number = s.value.low if s.value.low == s.value.high else None
            if number is not None and number >= 100 and len(f"{number:.0f}".rstrip("0")) > 1:
                groups.setdefault((number, item.actor_group or state_of(s.actor or "")), []).append(item)
    for (number, whose), group in sorted(groups.items()):
        by_subject: Sorted = {}
        for item in group:
            by_subject.setdefault(subject_of(item), []).append(item)
        if len(by_subject) < 2:
            continue
        these, *others = (by_subject[name] for name in sorted(by_subject, key=str))
        if any(near(a, b, 3) and independent(a, b) for a in these[:50] for other in others for b in other[:50]):
            names = sorted(map(str, by_subject))
            day = min(i.first for i in group)
            told = _readings(by_subject, lambda _, item: _number_words(item).removeprefix("about "))
            yield Conflict("unit", f"unit|{number}|{whose}", f"{number:,.0f}: {' or '.join(names)}", day, told)


def _denials(items: Sequence[Item]) -> Iterator[Conflict]:
    groups: dict[tuple[str, str, str, str, str], list[Item]] = {}
    for item in items:
        s = item.statement
        if s.kind in _DENIABLE:
            of = key_of(s.of) if s.kind == "advisory" else ""
            groups.setdefault((s.kind, s.status, key_of(s.actor), item.place, of), []).append(item)
    for key, group in groups.items():
        if key[0] == "time_left":
            group = _about_the_denied_times(group)
        if len(group) > 1 and any(i.statement.firmness == "denied" for i in group):
            for day, run in _by_day(group, _said_or_denied, lambda a, b: a != b):
                s = group[0].statement
                what = " ".join(part for part in (s.actor, s.status.replace("_", " "), s.place) if part)
                told = _readings(run, lambda said, _, what=what: f"{what}: {said}")  # type: ignore[misc]
                yield Conflict("firmness", "denied|" + "|".join(key), f"{s.kind.replace('_', ' ')}: {what}", day, told)


def _about_the_denied_times(group: list[Item]) -> list[Item]:
    """Estimates that a denial speaks of: the same time, or one within the bound denied. "No longer six months" does not
    deny "much sooner than six months"."""
    denied = [i.statement.value for i in group if i.statement.firmness == "denied"]

    def spoken_of(item: Item) -> bool:
        told = item.statement.value
        return any(
            told is None
            or no is None
            or (told.low, told.high) == (no.low, no.high)
            or (no.low is None and no.high is not None and told.high is not None and told.high <= no.high)
            for no in denied
        )

    return [i for i in group if i.statement.firmness == "denied" or spoken_of(i)]


def _said_or_denied(item: Item) -> str | None:
    if item.statement.firmness == "denied":
        return "not so"
    return "so" if item.done or item.statement.firmness == "planned" or item.statement.kind == "time_left" else None
