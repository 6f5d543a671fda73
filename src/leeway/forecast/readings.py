"""What the forecast would be under each reading of what is contradicted: what settling it is worth."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from leeway.forecast.exits import CITY
from leeway.forecast.model import TimeLeft
from leeway.situation.model import Contradiction, Situation

LEAD_D: Final = 14
LEAST_APART: Final = 0.005
"""Half a point of probability: readings nearer than this on every exit are told as making no difference."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading in its words, and P(lost within 14 days) of every exit if it is taken."""

    words: str
    p14: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Disputed:
    """An open contradiction with the forecast under each of its readings."""

    id: str
    kind: str
    subject: str
    readings: tuple[Reading, ...]

    @property
    def apart(self) -> float:
        """Largest difference between two readings, over the exits."""
        exits = self.readings[0].p14 if self.readings else {}
        return max((self._span(name) for name in exits), default=0.0)

    @property
    def moved(self) -> tuple[str, ...]:
        """The exits on which the readings differ enough to be told; beside the city those that move by themselves."""
        exits = self.readings[0].p14 if self.readings else {}
        with_city = self._span(CITY) if CITY in exits and self._span(CITY) >= LEAST_APART else 0.0
        return tuple(
            name
            for name in exits
            if self._span(name) >= LEAST_APART and (name == CITY or abs(self._span(name) - with_city) >= LEAST_APART)
        )

    def _span(self, exit_id: str) -> float:
        found = [reading.p14[exit_id] for reading in self.readings]
        return max(found) - min(found)


def under_each_reading(
    contradictions: Sequence[Contradiction],
    pictures: Callable[[str], Sequence[tuple[str, Situation]]],
    forecast: Callable[[Situation], TimeLeft],
) -> tuple[Disputed, ...]:
    """The open contradictions, the one that matters most first.

    `pictures(id)`: (words, picture) of each reading; `forecast`: of one picture, with the same random numbers each
    time, so that a difference is the reading's and not chance.
    """
    found = [
        Disputed(entry.id, entry.kind, entry.subject, tuple(_reading(*one, forecast) for one in pictures(entry.id)))
        for entry in contradictions
        if entry.settled is None
    ]
    return tuple(sorted(found, key=lambda one: (-one.apart, one.id)))


def _reading(words: str, picture: Situation, forecast: Callable[[Situation], TimeLeft]) -> Reading:
    left = forecast(picture)
    return Reading(words, {name: left.p_within(name, LEAD_D) for name in left.hours})
