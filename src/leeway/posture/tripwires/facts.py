"""What a condition may ask of the day. Each question notes the statements behind its answer."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from typing import TypeVar

import numpy as np

from leeway.case.hazard import Hazard
from leeway.distance import great_circle_km
from leeway.forecast.model import Array, TimeLeft
from leeway.situation.missions import POSTS
from leeway.situation.model import PlaceState, Situation

Answer = TypeVar("Answer")

FRONT, TARGET = "front", "target"
GAINS = ("captured", "surrendered")
LEAVING = ("authorized_departure", "ordered_departure", "reducing", "minimum_staff", "evacuating", "suspended")
FLIGHTS = ("airport", "commercial flights")
UNITS = ("km", "h", "%", "times", "open")


@dataclass
class Facts:
    """The day as conditions see it.

    `needed_h`: draws of T100 for a start now; `leeway`: draws of time left minus time needed; `p_all_out_at`: P(all
    out) as a function of the start in hours; `last_safe_h`: hours until the last safe start by confidence, None if it
    has passed. `coordinates`: of places no statement names. After an evaluation `touched` holds the ids of the
    statements asked about, `sources` the fewest independent speakers behind them, `asked` the answers with units.
    """

    situation: Situation
    hazard: Hazard
    time_left: TimeLeft | None = None
    needed_h: Array | None = None
    leeway: Array | None = None
    p_all_out_at: Callable[[float], float] | None = None
    last_safe_h: Callable[[float], float | None] | None = None
    coordinates: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    touched: list[str] = field(default_factory=list)
    asked: dict[str, tuple[object, str]] = field(default_factory=dict)
    sources: int | None = None

    front = FRONT
    target = TARGET

    @property
    def attacker(self) -> str:
        """The attacker's first name."""
        return self.hazard.attacker[0]

    @property
    def defender(self) -> str:
        """The defender's first name."""
        return self.hazard.defender[0] if self.hazard.defender else "defender"

    def fresh(self) -> Facts:
        """The same day, nothing asked yet."""
        self.touched, self.asked, self.sources = [], {}, None
        return self

    def held_by(self, place: str, party: str) -> bool:
        """Whether the place is held by the party; a place nobody reports on is not."""
        state = self._place(place)
        if state is None:
            return self._told(f"{place}", "(nothing known)", False)
        if self._is(party, self.hazard.attacker):
            answer = state.standing == "attacker"
        elif self._is(party, self.hazard.defender):
            answer = state.standing == "defender"
        else:
            answer = (state.holder or "").casefold() == party.casefold()
        return self._told(place, f"({state.standing}, {state.grade})", answer)

    def contested(self, place: str) -> bool:
        """Whether the place is fought over or about to fall."""
        state = self._place(place)
        answer = state is not None and state.standing in ("contested", "threatened")
        return self._told(place, f"({state.standing})" if state else "(nothing known)", answer)

    def captured(self, days: float) -> int:
        """Places taken by the attacker in the last `days` days."""
        return self._taken(days, None)

    def capitals_lost(self, days: float) -> int:
        """First-level capitals taken in the last `days` days."""
        return self._taken(days, "provincial_capital")

    def distance_km(self, a: str, b: str) -> float:
        """Straight line between two places; `front` is the attacker's place nearest to the other; inf if not known."""
        if FRONT in (a, b):
            other = self._where(b if a == FRONT else a)
            # A place on the equator has the latitude 0, which is not "unknown".
            held = [
                (great_circle_km(*other, state.lat, state.lon), state)
                for state in self.situation.places.values()
                if other is not None and state.standing in ("attacker", "contested")
                and state.lat is not None and state.lon is not None
            ]  # fmt: skip
            if not held:
                return self._told("front", "not known", math.inf)
            km, near = min(held, key=lambda found: found[0])
            self._ground(near)
            return self._told(f"front at {near.place}", "km", km)
        here, there = self._where(a), self._where(b)
        if here is None or there is None:
            return math.inf
        return self._told(f"{a} to {b}", "km", great_circle_km(*here, *there))

    def p_loss(self, exit_id: str, days: float) -> float:
        """P(exit lost within `days`)."""
        left = self._forecast()
        if exit_id not in left.hours:
            raise LookupError(f"no exit {exit_id!r}; there are {', '.join(left.hours)}")
        return self._told(f"P({exit_id} lost in {days:g} d)", "%", left.p_within(exit_id, days))

    def earliest_loss_h(self, exit_id: str) -> float:
        """Hours to the earliest reasonable loss of the exit."""
        left = self._forecast()
        if exit_id not in left.hours:
            raise LookupError(f"no exit {exit_id!r}; there are {', '.join(left.hours)}")
        return self._told(f"earliest reasonable loss of {exit_id}", "h", left.earliest_reasonable_loss_h(exit_id))

    def p_all_out(self, start_h: float = 0.0) -> float:
        """P(everybody out) for a start then."""
        if self.p_all_out_at is None:
            raise LookupError("no clearance has been computed")
        return self._told(f"P(all out), start in {start_h:g} h", "%", self.p_all_out_at(start_h))

    def clearance_h(self, confidence: float) -> float:
        """Hours needed at this confidence."""
        if self.needed_h is None:
            raise LookupError("no clearance has been computed")
        return self._told("time needed", "h", _quantile(self.needed_h, confidence))

    def leeway_h(self, confidence: float) -> float:
        """Hours of leeway that are there with this confidence (negative: too late)."""
        if self.leeway is None:
            raise LookupError("no clearance has been computed")
        return self._told(f"leeway at {confidence:.0%}", "h", _quantile(self.leeway, 1 - confidence))

    def time_ratio(self, confidence: float) -> float:
        """Available time over required time at this confidence."""
        if self.needed_h is None or self.leeway is None:
            raise LookupError("no clearance has been computed")
        never = ~np.isfinite(self.needed_h)
        with np.errstate(divide="ignore", invalid="ignore"):
            ratio = np.where(never, 0.0, np.maximum(self.leeway + self.needed_h, 0.0) / self.needed_h)
        ratio[np.isnan(ratio)] = np.inf  # nothing to move
        return self._told("time available over time required", "times", _quantile(ratio, 1 - confidence))

    def last_safe_start_h(self, confidence: float) -> float:
        """Hours until the last safe start, -1 if it has passed."""
        if self.last_safe_h is None:
            raise LookupError("no clearance has been computed")
        found = self.last_safe_h(confidence)
        return self._told("last safe start", "h", -1.0 if found is None else found)

    def flights_open(self) -> int:
        """Airports and commercial services that are not known to be suspended or closed."""
        known = [e for e in self.hazard.exits if e.kind in ("airport", "flights")]
        return self._told("flights", "open", sum(self._open(e.place or self.situation.target, FLIGHTS) for e in known))

    def exits_open(self) -> int:
        """Exits of the case not yet lost in the forecast's draws."""
        left = self._forecast()
        exits = [e.id for e in self.hazard.exits if e.kind != "city"]
        return self._told("exits", "open", sum(float(np.median(left.hours[e])) > 0 for e in exits if e in left.hours))

    def service(self, place: str, of: str) -> str:
        """Status of a service at a place as reported last."""
        where = self._named(place)
        found = [s for s in self.situation.services if s.place == where and s.of == of]
        for state in found:
            self.touched.extend(state.grounds)
        return self._told(f"{of} at {place}", "", found[-1].status if found else "unknown")

    def independent_sources(self, place: str) -> int:
        """Independent speakers behind what is known of the place."""
        state = self._place(place)
        return self._told(
            f"sources on {place}", "", 0 if state is None else min(state.grade.speakers, state.grade.origins)
        )

    def missions_leaving(self) -> int:
        """Other missions that reduce, leave or have suspended work; "the embassy" of nobody named may be our own."""
        own = ((self.hazard.mission or "").casefold(), *POSTS)
        found = [m for m in self.situation.missions if m.kind == "posture" and m.status in LEAVING
                 and m.firmness != "denied" and m.mission.casefold() not in own]  # fmt: skip
        for one in found:
            self.touched.extend(one.grounds)
        return self._told("missions leaving", "", len({m.mission for m in found}))

    def mission(self, name: str) -> str:
        """Posture of a mission as reported last."""
        found = [m for m in self.situation.missions if m.kind == "posture" and m.mission.casefold() == name.casefold()]
        for one in found:
            self.touched.extend(one.grounds)
        return self._told(name, "", found[-1].status if found else "unknown")

    def incidents(self, place: str, days: float) -> int:
        """Attacks and clashes at a place in the last `days` days."""
        since = (self.situation.as_of - timedelta(days=days)).date()
        where = self._named(place)
        found = [i for i in self.situation.incidents if i.place == where and i.day is not None and i.day >= since]
        for one in found:
            self.touched.extend(one.grounds)
        return self._told(f"incidents at {place}", "", len(found))

    def support(self, side: str) -> str:
        """State of outside support to a side."""
        return self._told(f"support to the {side}", "", self.situation.support.get(side, "unknown"))

    def count_low(self, subject: str) -> float:
        """Lowest current figure for what is counted, -1 if there is none."""
        found = [c for c in self.situation.counts if c.subject == subject and c.low is not None]
        for one in found:
            self.touched.extend(one.grounds)
        return self._told(subject, "", min((c.low for c in found if c.low is not None), default=-1.0))

    def contradictions(self) -> int:
        """Contradictions not settled."""
        return self._told("contradictions", "open", sum(c.settled is None for c in self.situation.contradictions))

    def _taken(self, days: float, place_class: str | None) -> int:
        since = self.situation.as_of - timedelta(days=days)
        found = [
            c for c in self.situation.changes
            if c.event in GAINS and place_class in (None, c.place_class)
            and datetime.combine(c.day, time.max, tzinfo=UTC) >= since
        ]  # fmt: skip
        for change in found:
            self.touched.extend(change.grounds)
            state = self.situation.places.get(change.place)
            if state is not None:
                self._sourced(state)
        what = "capitals taken" if place_class else "places taken"
        return self._told(f"{what} in {days:g} d", "", len({c.place for c in found}))

    def _open(self, place: str, kinds: tuple[str, ...]) -> bool:
        shut = [s for s in self.situation.services if s.place == place and s.of in kinds
                and s.status in ("closed", "suspended") and s.firmness not in ("denied", "possible")]  # fmt: skip
        for state in shut:
            self.touched.extend(state.grounds)
        return not shut

    def _forecast(self) -> TimeLeft:
        if self.time_left is None:
            raise LookupError("no forecast has been computed")
        return self.time_left

    def _place(self, name: str) -> PlaceState | None:
        state = self.situation.places.get(self._named(name))
        if state is not None:
            self._ground(state)
        return state

    def _named(self, name: str) -> str:
        return self.situation.target if name == TARGET else name

    def _ground(self, state: PlaceState) -> None:
        self.touched.extend(state.grounds)
        self._sourced(state)

    def _sourced(self, state: PlaceState) -> None:
        behind = min(state.grade.speakers, state.grade.origins)
        self.sources = behind if self.sources is None else min(self.sources, behind)

    def _where(self, name: str) -> tuple[float, float] | None:
        if name in (TARGET, self.situation.target):
            return self.situation.lat, self.situation.lon
        state = self._place(name)
        if state is not None and state.lat is not None and state.lon is not None:
            return state.lat, state.lon
        return self.coordinates.get(name)

    @staticmethod
    def _is(party: str, names: tuple[str, ...]) -> bool:
        return party.casefold() in {name.casefold() for name in names}

    def _told(self, what: str, how: str, answer: Answer) -> Answer:
        """Note an answer: "km", "h", "%", "times" and "open" are units that follow it, other words belong to `what`."""
        unit = how if how in UNITS else ""
        self.asked[what if unit else f"{what} {how}".strip()] = (answer, unit)
        return answer


def _quantile(draws: Array, share: float) -> float:
    return float(np.quantile(draws, min(max(share, 0.0), 1.0), method="inverted_cdf"))
