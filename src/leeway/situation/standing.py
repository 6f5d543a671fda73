"""Who holds a place: the turns it took, by what was said of it, firmly enough.

Rules, with reasons in docs/background/situation.md:

- What is planned, expected or possible never moves a standing: announced is not done.
- A word is *firm* if somebody without an interest in it states it, if the side that loses by it concedes it, if it is
  said to be borne out, or if two independent voices claim it. All spokesmen of a party are one voice.
- A place turns when a reading becomes firm. It turns back to the defender only by a word of a later day, or by an
  express "retaken"; a place once lost is not "threatened" again.
- What a party claims and nobody else says makes the place contested, and no more, until it is firm.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Final, NamedTuple

from leeway.situation.grading import strong
from leeway.situation.items import ANALYST, Frame, Item, near, origin_of

GRAVITY: Final = {"attacker": 3, "unknown": 3, "contested": 2, "threatened": 1, "defender": 0}
NEVER: Final = datetime.max.replace(tzinfo=UTC)
MEMORY: Final = timedelta(days=7)
"""A claim borne out within a week dates the turn; an older one was another event."""


_NAMED: Final = ("org:", "party:", "group:", "name:")
"""Voices that are one speaker whoever prints them; unnamed ones cannot take back."""
_EXCLUDE: Final = {
    frozenset(pair)
    for pair in (("attacker", "defender"), ("attacker", "threatened"), ("attacker", "unknown"), ("defender", "unknown"))
}


def excludes(standing: str, other: str) -> bool:
    """Whether a place cannot be both on one day; a contested or threatened place may still be held."""
    return frozenset((standing, other)) in _EXCLUDE


class Reading(NamedTuple):
    """What one statement says of a place: a standing and who holds it; `express` for "retaken"."""

    standing: str
    holder: str | None
    express: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """A place's standing from `since` on. `known`: the instant by which it was firm. `supports`: who says so, in
    order of days; `claimed`: True for a turn that rests on claims only (the place is then contested)."""

    standing: str
    holder: str | None
    since: date
    known: datetime
    supports: tuple[Item, ...]
    claimed: bool = False


@dataclass(frozen=True, slots=True)
class Course:
    """The turns of one place in order, what speaks against the last, what weak words alone have since made of it, and,
    where nothing is firm, the words that do not say so."""

    turns: tuple[Turn, ...]
    against: tuple[Item, ...]
    claim: Turn | None
    others: tuple[Item, ...] = ()

    @property
    def now(self) -> Turn:
        """The standing now: a claim of a graver state comes before what is firm."""
        return self.claim or self.turns[-1]


def reading_of(item: Item, frame: Frame) -> Reading | None:
    """What a control statement says of who holds its place; None where it says nothing yet done."""
    s = item.statement
    if s.kind != "control" or not item.done or s.value is not None:
        return None  # places that are counted and not named are a count
    denied = s.firmness == "denied"
    defender = frame.parties.shown("defender")
    if s.status in ("contested", "threatened"):
        return Reading("defender", defender) if denied else Reading(s.status, defender)
    side = item.actor_side
    if s.actor is None:
        side = "attacker" if s.status == "captured" else "defender"
    attacker = frame.parties.shown("attacker")
    if denied:
        return Reading("attacker", attacker) if side == "defender" else Reading("defender", defender)
    if side is None:
        return Reading("unknown", s.actor)
    return Reading(side, s.actor or (attacker if side == "attacker" else defender), s.status == "retaken")


@dataclass(slots=True)
class _Case:
    """What speaks for one reading since the last turn of the place. `by_one`: whether one firm word is enough."""

    standing: str
    by_one: bool = True
    items: list[Item] = field(default_factory=list)
    voices: set[str] = field(default_factory=set)
    origins: set[str] = field(default_factory=set)
    firm: bool = False
    holder: str | None = None
    since: date = date.max
    latest: date = date.min
    known: datetime = NEVER

    def add(self, item: Item, reading: Reading) -> None:
        self.items.append(item)
        self.holder = self.holder or reading.holder
        self.latest = max(self.latest, item.first)
        alone = is_firm(item, reading) and (self.by_one or item.statement.origin.startswith(ANALYST))
        if self.firm:
            if item.known < self.known and alone:
                self.known = item.known
            return
        if item.source.knows:
            self.voices.add(item.voice)
            self.origins.add(origin_of(item))
        # two voices and two origins among them: the matching has two pairs
        self.firm = alone or (len(self.voices) > 1 and len(self.origins) > 1)
        if self.firm:
            self.known = item.known
            self.since = min(i.first for i in self.items if item.first - i.first <= MEMORY)

    def turn(self) -> Turn:
        return Turn(self.standing, self.holder, self.since, self.known, tuple(self.items))


def is_firm(item: Item, reading: Reading) -> bool:
    """Whether one statement alone makes its reading firm."""
    favours = {"attacker": "attacker", "contested": "attacker", "threatened": "attacker"}.get(
        reading.standing, "defender"
    )
    return strong(item, favours if reading.standing != "unknown" else None)


def without_retracted(items: Sequence[Item], frame: Frame) -> list[Item]:
    """The items of one place without those that their own speaker has since taken back: a later word of the same
    outlet, organisation or party on the same day that excludes the earlier one."""
    said: dict[tuple[str, date], set[str]] = {}
    kept = []
    for item in sorted(items, key=lambda i: i.known, reverse=True):
        reading = reading_of(item, frame)
        if reading is None:
            continue
        later = said.setdefault((item.voice, item.first), set())
        if not item.voice.startswith(_NAMED) or not any(excludes(reading.standing, other) for other in later):
            kept.append(item)
            later.add(reading.standing)
    return kept[::-1]


def course_of(items: Sequence[Item], frame: Frame, *, target: bool = False) -> Course:
    """The turns of one place, from all control statements about it.

    `target`: the place is the target, whose fall takes two independent voices, or an analyst's own word.
    """
    read = [(item, reading) for item in items if (reading := reading_of(item, frame)) is not None]
    read.sort(key=lambda pair: (pair[0].first, pair[0].known, GRAVITY[pair[1].standing]))
    spells: list[_Case] = []
    cases: dict[str, _Case] = {}
    for item, reading in read:
        current = spells[-1] if spells else None
        case = cases.setdefault(
            reading.standing, _Case(reading.standing, not (target and reading.standing == "attacker"))
        )
        case.add(item, reading)
        if case is not current and case.firm and _may_turn(current, item, reading):
            spells.append(case)
            cases = {reading.standing: case}
    turns = tuple(spell.turn() for spell in spells)
    against, claim = _open(read, turns[-1] if turns else None)
    claiming = {id(item) for item in claim.supports} if claim else set()
    others = () if turns else tuple(item for item, _ in read if id(item) not in claiming)
    return Course(turns, against, claim, others)


def _may_turn(current: _Case | None, item: Item, reading: Reading) -> bool:
    if current is None or GRAVITY[reading.standing] >= GRAVITY[current.standing]:
        return True
    if GRAVITY[current.standing] == GRAVITY["attacker"] and reading.standing == "threatened":
        return False
    if reading.express and is_firm(item, reading):
        return True
    return item.first > current.latest and item.known > current.known


def _open(read: Sequence[tuple[Item, Reading]], last: Turn | None) -> tuple[tuple[Item, ...], Turn | None]:
    """What speaks against the last turn around its days, and what is claimed since and not firm."""
    if last is None:
        return (), _claimed(read, None)
    newest = max((i.first, i.known) for i in last.supports)
    around = last.supports[-8:]
    others = [(item, reading) for item, reading in read if reading.standing != last.standing]
    against = tuple(
        item
        for item, reading in others
        if excludes(reading.standing, last.standing) and any(near(item, support) for support in around)
    )
    since = [
        (item, reading)
        for item, reading in others
        if GRAVITY[reading.standing] > GRAVITY[last.standing] and (item.first, item.known) > newest
    ]
    return against, _claimed(since, last)


def _claimed(read: Sequence[tuple[Item, Reading]], last: Turn | None) -> Turn | None:
    """What weak words make of a place: contested where it is said to have fallen, else the gravest they say."""
    if not read:
        return None
    top = max(GRAVITY[reading.standing] for _, reading in read)
    chosen = [(item, reading) for item, reading in read if GRAVITY[reading.standing] == top]
    items = tuple(item for item, _ in chosen)
    fallen = top == GRAVITY["attacker"]
    holder = last.holder if last else None if fallen else chosen[-1][1].holder
    standing = "contested" if fallen else chosen[-1][1].standing
    return Turn(standing, holder, min(i.first for i in items), min(i.known for i in items), items, claimed=True)
