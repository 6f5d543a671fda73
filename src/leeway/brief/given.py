"""What the sections of a brief are written from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from leeway.brief.document import Figure
from leeway.brief.masking import Mask
from leeway.brief.small_groups import Grouping
from leeway.brief.trail import Trail
from leeway.brief.words import after, moment
from leeway.case.model import Case
from leeway.forecast.model import TimeLeft
from leeway.history.model import History
from leeway.movement.records import Clearance
from leeway.posture.day import Day
from leeway.posture.decisions import Decision
from leeway.posture.model import Assessment, TripwireResult
from leeway.situation.difference import WhatChanged
from leeway.situation.model import Situation

_INFINITE: Final = re.compile(r"(?<![\w-])inf\b(?: times)?")


@dataclass(frozen=True, slots=True)
class Earlier:
    """The first page of an earlier brief, to compare with: its instant and its numbers by name."""

    as_of: datetime
    answer: Mapping[str, float | str | None]


@dataclass(frozen=True, slots=True)
class Given:
    """One day, what changed, who may be shown, and the trail that fills while the sections are written.

    `clearance`: a simulation of the plan from the as-of instant with nothing closing.
    `figures`: by name (`leeway.brief.figures`), those that there is something to draw for.
    `reports`: how many reports the case holds; `refused`: how many of them could not be read; `newest`: when the newest
    statement was published that was public by the as-of instant.
    """

    day: Day
    changed: WhatChanged
    trail: Trail
    mask: Mask
    grouping: Grouping
    history: History
    clearance: Clearance
    figures: Mapping[str, Figure]
    decisions: tuple[Decision, ...] = ()
    earlier: Earlier | None = None
    reports: int = 0
    refused: int = 0
    newest: datetime | None = None

    @property
    def case(self) -> Case:
        """The case, its start at the as-of instant."""
        return self.day.case

    @property
    def situation(self) -> Situation:
        """The picture."""
        return self.day.situation

    @property
    def left(self) -> TimeLeft:
        """Time left of each exit."""
        return self.day.time_left

    @property
    def assessment(self) -> Assessment:
        """The two clocks together."""
        return self.day.assessment

    def value(self, tripwire: TripwireResult) -> str:
        """What a tripwire's condition came to, in words."""
        return self.mask(_INFINITE.sub("beyond the horizon", tripwire.value))

    def at(self, hours: float) -> str:
        """The instant some hours after the as-of instant, in words."""
        return moment(after(self.assessment.as_of, hours), self.case.time_zone)
