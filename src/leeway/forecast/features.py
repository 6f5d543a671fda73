"""What a forecast looks at: numbers read from a situation, the same way for the present and for a day of the past.

Every number is a state or a count that anybody could have had on the day. None uses what was recorded for one outcome
only (stalls, interventions, surrenders as a word of their own), and none counts covariate rows, since coders differ in
how many they wrote. Where nothing is known a feature takes the value that says nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, time
from math import exp, inf
from typing import Final

import numpy as np

from leeway.forecast.model import Array
from leeway.situation.model import Change, Situation

FEATURES: Final = (
    "age_d", "front_km", "reached_km", "front_14d_ago_km", "captures_3d", "captures_7d", "captures_14d", "captures_28d",
    "captures", "capitals_14d", "capitals_28d", "capitals", "big_28d", "tempo_3d", "tempo_14d", "quiet_d", "easy_28d",
    "modes_28d", "setbacks_28d", "contested_7d", "near_100km_14d", "at_gates_d", "support_defender", "support_attacker",
    "embassy_left", "airport_closed", "nothing_known", "advance_km", "since_record_d", "importance",
)  # fmt: skip
"""Names of the features, in the order of the vector. `_d` days, `_km` kilometres, else counts or scales.

- `age_d`: days since the advance opened, at least 1.
- `front_km`: straight line from the target to the nearest place the attacker holds or contests; `reached_km`: to the
  nearest one ever held or contested; `front_14d_ago_km`: what `reached_km` was fourteen days ago.
- `captures_Nd`, `capitals_Nd`, `setbacks_Nd`, `contested_Nd`: places taken, first-level capitals taken, places lost
  again by the attacker, places newly contested, in the last N days; `captures`, `capitals`: since the beginning.
- `big_28d`: places taken in 28 days that are a first-level capital, a city, a base or an airport.
- `tempo_Nd`: places taken, each weighted exp(-age / N days). `quiet_d`: days since the attacker last gained anything.
- `easy_28d`: places given up without a fight or by deal; `modes_28d`: places taken of which the manner is known.
- `near_100km_14d`: places taken within 100 km of the target in 14 days.
- `at_gates_d`: days the nearest place reached has been within 30 km, 0 if it is not.
- `support_defender`, `support_attacker`: outside support, from -1 (withdrawn) over 0 (unknown) to 1 (reinforcing).
- `embassy_left`: 1 if a mission was ordered out or suspended in 28 days; `airport_closed`: 1 if the target's airport or
  one within 30 km closed in 28 days.
- `nothing_known`: 1 if no place has changed hands yet.
- Of this advance only (rows before it opened left out, since coders wrote more of them where the target fell):
  `advance_km`: straight line from the target to the nearest place gained or contested; `since_record_d`: days since
  that nearest place was reached, so since the advance last came closer than ever; `importance`: places taken, each by
  the weight of its class (`IMPORTANCE`), twice taken twice counted.
"""

INDEX: Final = {name: position for position, name in enumerate(FEATURES)}

FAR_KM: Final = 300.0
"""Distance taken where no front is known: the middle of the coded campaigns on their first day is 150 to 350 km."""
SUPPORT_SCALE: Final = {
    "withdrawn": -1.0,
    "withdrawing": -1.0,
    "absent": -0.5,
    "present": 0.0,
    "reinforcing": 1.0,
    "intervening": 1.0,
}
IMPORTANCE: Final = {
    "provincial_capital": 1.0,
    "national_capital": 1.0,
    "city": 0.6,
    "airport": 0.4,
    "base": 0.3,
    "border_crossing": 0.3,
    "town": 0.15,
}
"""Weight of a lost place: set by judgement before any fit, one for a first-level capital."""
CLOSER_KM: Final = 1.0
"""An advance has come closer than ever when it beats its record by more than this."""
GAINS: Final = ("captured", "surrendered")
BIG: Final = ("provincial_capital", "national_capital", "city", "base", "airport")


def features_of(situation: Situation) -> Array:
    """The features of a situation, shape (len(FEATURES),), all finite."""
    as_of = situation.as_of
    ground = [found for found in situation.changes if found.event in (*GAINS, "contested", "lost_again")]
    gains = [
        (days_before(as_of, found), found)
        for found in ground
        if found.event in GAINS and found.place != situation.target
    ]
    pushes = [(days_before(as_of, found), found) for found in ground if found.event in (*GAINS, "contested")]
    capitals = [(ago, found) for ago, found in gains if found.place_class == "provincial_capital"]
    known = [found.easy for ago, found in gains if ago <= 28 and found.easy is not None]
    age = _age_d(situation, [ago for ago, _ in pushes])
    quiet = min((ago for ago, _ in pushes), default=age)
    own = [(ago, found) for ago, found in pushes if situation.opened is None or found.day >= situation.opened]
    advance_km, since_record = _record(own, age)
    front = front_km(situation)
    values = {
        "age_d": age,
        "front_km": FAR_KM if front is None else front,
        "reached_km": _reached_km(pushes, 0.0),
        "front_14d_ago_km": _reached_km(pushes, 14.0),
        "captures_3d": _count(gains, 3),
        "captures_7d": _count(gains, 7),
        "captures_14d": _count(gains, 14),
        "captures_28d": _count(gains, 28),
        "captures": float(len(gains)),
        "capitals_14d": _count(capitals, 14),
        "capitals_28d": _count(capitals, 28),
        "capitals": float(len(capitals)),
        "big_28d": float(sum(ago <= 28 and found.place_class in BIG for ago, found in gains)),
        "tempo_3d": sum(exp(-ago / 3) for ago, _ in gains),
        "tempo_14d": sum(exp(-ago / 14) for ago, _ in gains),
        "quiet_d": quiet,
        "easy_28d": float(sum(known)),
        "modes_28d": float(len(known)),
        "setbacks_28d": float(sum(found.event == "lost_again" and days_before(as_of, found) <= 28 for found in ground)),
        "contested_7d": float(sum(found.event == "contested" and ago <= 7 for ago, found in pushes)),
        "near_100km_14d": float(sum(ago <= 14 and _km(found) <= 100 for ago, found in gains)),
        "at_gates_d": max((ago for ago, found in pushes if _km(found) <= 30), default=0.0),
        "support_defender": SUPPORT_SCALE.get(situation.support.get("defender", ""), 0.0),
        "support_attacker": SUPPORT_SCALE.get(situation.support.get("attacker", ""), 0.0),
        "embassy_left": _happened(situation, ("embassy_ordered_departure", "embassy_suspended"), 28),
        "airport_closed": _happened(situation, ("airport_closed",), 28),
        "nothing_known": float(not pushes),
        "advance_km": advance_km,
        "since_record_d": since_record,
        "importance": sum(
            IMPORTANCE.get(found.place_class, IMPORTANCE["town"])
            for _, found in own
            if found.event in GAINS and found.place != situation.target
        ),
    }
    return np.array([values[name] for name in FEATURES])


def days_before(as_of: datetime, change: Change) -> float:
    """Days from the end of the change's day to the as-of instant, plus one: yesterday is 1."""
    return max(0.0, (as_of - datetime.combine(change.day, time.min, tzinfo=UTC)).total_seconds() / 86400)


def _age_d(situation: Situation, ago: list[float]) -> float:
    """Days since the advance opened; where that is not known, since the first thing known of it."""
    if situation.opened is None:
        return max([1.0, *ago])
    opened = datetime.combine(situation.opened, time.min, tzinfo=UTC)
    return max(1.0, (situation.as_of - opened).total_seconds() / 86400)


def front_km(situation: Situation) -> float | None:
    """Straight line from the target to the nearest place held or contested, None if no such place is known."""
    near = [
        place.distance_km
        for place in situation.places.values()
        if place.standing in ("attacker", "contested") and place.distance_km is not None
    ]
    return min(near, default=None)


def _reached_km(pushes: Iterable[tuple[float, Change]], ago: float) -> float:
    return min((_km(found) for days, found in pushes if days > ago and _km(found) < inf), default=FAR_KM)


def _record(own: Iterable[tuple[float, Change]], age: float) -> tuple[float, float]:
    """The nearest place of the advance, and days since it was reached; `own` in order of day."""
    nearest, ago = inf, age
    for days, found in own:
        if _km(found) < nearest - CLOSER_KM:
            nearest, ago = _km(found), days
    return (nearest if nearest < inf else FAR_KM), ago


def _km(change: Change) -> float:
    return inf if change.distance_km is None else change.distance_km


def _count(changes: Iterable[tuple[float, Change]], days: float) -> float:
    return float(sum(ago <= days for ago, _ in changes))


def _happened(situation: Situation, events: tuple[str, ...], days: float) -> float:
    return float(
        any(found.event in events and days_before(situation.as_of, found) <= days for found in situation.changes)
    )


def nearness(front_km: Array) -> Array:
    """log(100 km / distance) / 1.2 with a floor of 5 km: 0 at 100 km, 1 at 30 km (scale of the landmark hazard)."""
    return np.asarray(np.log(100.0 / np.maximum(front_km, 5.0)) / 1.2)


def log_age(age_d: Array) -> Array:
    """log(age / 30 days)."""
    return np.asarray(np.log(np.maximum(age_d, 1.0) / 30.0))
