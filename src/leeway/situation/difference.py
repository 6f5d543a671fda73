"""What changed between two pictures: gained, lost, retracted, newly contradicted, newly stale, and what else is new."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from leeway.situation.half_lives import half_life_h
from leeway.situation.model import Count, MissionState, PlaceState, ServiceState, Situation

KINDS: Final = ("gained", "lost", "threatened", "retracted", "contradicted", "settled", "exit", "mission", "estimate",
                "count", "stale")  # fmt: skip
"""gained, lost: by the attacker. retracted: what was held for fact is not any more. stale: old news that nothing has
renewed, which says less by the hour and never that all is calm."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is other than it was. `before`, `after`: in words; "" where there was or is nothing."""

    kind: str
    subject: str
    before: str
    after: str
    grounds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WhatChanged:
    """Everything that changed from `since` to `until`, in the order of `KINDS`."""

    since: datetime
    until: datetime
    differences: tuple[Difference, ...]

    def of(self, kind: str) -> tuple[Difference, ...]:
        """The differences of one kind."""
        return tuple(d for d in self.differences if d.kind == kind)


def what_changed(before: Situation, after: Situation) -> WhatChanged:
    """The differences between two pictures of one case."""
    found = [
        *_places(before.places, after.places),
        *_contradictions(before, after),
        *_states("exit", _services(before), _services(after)),
        *_postures(before, after),
        *_states("mission", _advice(before), _advice(after)),
        *_estimates(before, after),
        *_states("count", _counts(before), _counts(after)),
        *_stale(before, after),
    ]
    found.sort(key=lambda d: (KINDS.index(d.kind), d.subject, d.before, d.after))
    return WhatChanged(before.as_of, after.as_of, tuple(found))


def is_stale(state: PlaceState | ServiceState) -> bool:
    """Whether the newest word is older than a half-life: an even chance or worse that it still holds."""
    if isinstance(state, PlaceState):
        return state.age_h > half_life_h("standing", state.standing)
    return state.age_h > half_life_h("service", state.status)


def _places(before: Mapping[str, PlaceState], after: Mapping[str, PlaceState]) -> Iterable[Difference]:
    for name in sorted({*before, *after}):
        old, new = before.get(name), after.get(name)
        was, now = (old.standing if old else ""), (new.standing if new else "")
        if was == now:
            continue
        grounds = new.grounds if new else old.grounds if old else ()
        yield Difference(_turn(was, now, old, new), name, was, now, grounds)


def _turn(was: str, now: str, old: PlaceState | None, new: PlaceState | None) -> str:
    if now == "attacker":
        return "gained"
    if was == "attacker":
        later = old is not None and new is not None and (new.since or old.since) != old.since
        return "lost" if later and now in ("defender", "unknown", "contested") else "retracted"
    if not now or (was in ("contested", "threatened") and now == "defender" and _same_since(old, new)):
        return "retracted"
    return "threatened" if now in ("contested", "threatened") else "lost"


def _same_since(old: PlaceState | None, new: PlaceState | None) -> bool:
    return old is not None and new is not None and old.since == new.since


def _contradictions(before: Situation, after: Situation) -> Iterable[Difference]:
    old = {c.id: c for c in before.contradictions}
    for entry in after.contradictions:
        grounds = tuple(ground for reading in entry.grounds for ground in reading)
        told = " / ".join(entry.readings)
        if entry.id not in old:
            yield Difference("contradicted", entry.subject, "", told, grounds)
        elif entry.settled and not old[entry.id].settled:
            yield Difference("settled", entry.subject, told, entry.readings[entry.settled[2]], grounds)
        elif len(entry.readings) > len(old[entry.id].readings):
            yield Difference("contradicted", entry.subject, " / ".join(old[entry.id].readings), told, grounds)


States = dict[str, tuple[str, tuple[str, ...]]]


def _states(kind: str, old: States, new: States) -> Iterable[Difference]:
    for name in sorted({*old, *new}):
        was, now = old.get(name, ("", ())), new.get(name, ("", ()))
        if was[0] != now[0]:
            yield Difference(kind, name, was[0], now[0], now[1] or was[1])


def _services(s: Situation) -> States:
    return {f"{x.of}, {x.place}": (x.status, x.grounds) for x in s.services}


def _postures(before: Situation, after: Situation) -> Iterable[Difference]:
    """Steps of each mission that are new, or that no longer hold: a post can be under an order, work with a core and
    move its staff at once, and announce more."""
    old, new = _steps(before), _steps(after)
    for name in sorted({*old, *new}):
        was, now = old.get(name, {}), new.get(name, {})
        gone = {status: grounds for status, grounds in was.items() if status not in now}
        come = {status: grounds for status, grounds in now.items() if status not in was}
        if gone or come:
            grounds = tuple(dict.fromkeys(g for some in (come or gone).values() for g in some))
            yield Difference("mission", name, ", ".join(gone), ", ".join(come), grounds)


def _steps(s: Situation) -> dict[str, dict[str, tuple[str, ...]]]:
    """Grounds by step, by mission and whether it is done or announced."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for x in s.missions:
        if x.kind == "posture":
            found.setdefault(f"{x.mission}: posture{_announced(x)}", {})[x.status] = x.grounds
    return found


def _advice(s: Situation) -> States:
    return {
        f"{x.mission}: {x.status.replace('_', ' ')}": ("in force", x.grounds)
        for x in s.missions
        if x.kind == "advisory"
    }


def _announced(state: MissionState) -> str:
    return f" ({state.firmness})" if state.firmness in ("planned", "expected", "possible") else ""


def _counts(s: Situation) -> States:
    return {
        ", ".join(part for part in (f"{c.subject} {c.status}", c.whose, c.place, c.unit, _planned(c)) if part): (
            f"{_bound(c.low)} to {_bound(c.high)}" if c.low != c.high else _bound(c.low), c.grounds)
        for c in s.counts
    }  # fmt: skip


def _planned(c: Count) -> str:
    return c.firmness if c.firmness in ("planned", "expected", "possible") else ""


def _bound(value: float | None) -> str:
    return "?" if value is None else f"{value:,.10g}"


def _estimates(before: Situation, after: Situation) -> Iterable[Difference]:
    old = set(before.estimates)
    for e in after.estimates:
        if e not in old:
            words = f"{_range(e.low_d, e.high_d)} days ({e.firmness})"
            yield Difference("estimate", f"{e.place}, {e.speaker}", "", words, e.grounds)


def _range(low: float | None, high: float | None) -> str:
    if low is None or high is None:
        return f"at most {_bound(high)}" if low is None else f"at least {_bound(low)}"
    return _bound(low) if low == high else f"{_bound(low)} to {_bound(high)}"


def _stale(before: Situation, after: Situation) -> Iterable[Difference]:
    was = {name for name, state in before.places.items() if is_stale(state)}
    for name, state in after.places.items():
        if is_stale(state) and name not in was:
            yield Difference("stale", name, f"{state.standing}, fresh", f"{state.standing}, {state.age_h:.0f} h old",
                             state.grounds)  # fmt: skip
    old = {(s.place, s.of) for s in before.services if is_stale(s)}
    for s in after.services:
        if is_stale(s) and (s.place, s.of) not in old:
            yield Difference("stale", f"{s.of}, {s.place}", f"{s.status}, fresh", f"{s.status}, {s.age_h:.0f} h old",
                             s.grounds)  # fmt: skip
