"""Records of the posture room: what starting at each hour would give, last safe starts, staffing, tripwires.

Hours are after the as-of instant. Draw k of time left and replication k of the movement are one imagined future.
People are groups and counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

LADDER: Final = (
    "normal", "heightened", "authorized_departure", "ordered_departure", "minimum_staff", "suspended_operations",
)  # fmt: skip
"""Rungs of the posture ladder, 0 to 5. "standfast" is a branch for when exits are lost, not a rung."""
CONFIDENCES: Final = (0.5, 0.8, 0.95)


@dataclass(frozen=True, slots=True)
class Start:
    """What starting the operation `start_h` hours after the as-of instant gives.

    `p_all_out`: share of replications with nobody left. `left_mean`, `left_p90`: people left by group id, and under
    "" of all groups together. `out_by_exit`: mean people out by exit. `p_group_out`: P(the whole group is out).
    """

    start_h: float
    p_all_out: float
    left_mean: Mapping[str, float]
    left_p90: Mapping[str, float]
    out_by_exit: Mapping[str, float]
    p_group_out: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class LastSafeStart:
    """The last start that still gets the subject out with `confidence`.

    `subject`: "" for everybody, a group id, or "exit:ID". `start_h`: None if no start from now on does (`dire`).
    `decide_by_h`: `start_h` less the decision lag; negative means the decision is overdue.
    """

    subject: str
    confidence: float
    start_h: float | None
    decide_by_h: float | None

    @property
    def dire(self) -> bool:
        """True where required time exceeds available time at this confidence."""
        return self.start_h is None


@dataclass(frozen=True, slots=True)
class Branch:
    """What remains where the last safe start has passed: "standfast", "hibernation" or "another_exit:ID"."""

    name: str
    p_out: float
    people_left: float
    words: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """The cost of waiting one more day, against what the day may bring.

    `left_more`: mean people left more if the start is a day later. `p_all_out_lost`: fall of P(all out).
    `p_relief`: P(by tomorrow P(loss in 14 d) has fallen below the level that would keep people in place).
    """

    left_more: float
    p_all_out_lost: float
    p_relief: float
    words: str


@dataclass(frozen=True, slots=True)
class Capacity:
    """N(w): the most people that can be lifted within `warning_h` hours with `confidence`."""

    warning_h: float
    confidence: float
    people: int


@dataclass(frozen=True, slots=True)
class StaffingOption:
    """One step of the staffing posture.

    `keep`: people who stay by group id; `leave`: those who go now, in order. `functions`: kept functions, `lost`: those
    that fall away, `single_points`: functions that hang on one person. `lift_h`: hours to lift those who stay at the
    chosen confidence. `quiet`, `reversible`: whether the step shows, and whether it can be taken back.
    """

    rung: str
    keep: Mapping[str, int]
    leave: tuple[tuple[str, int], ...]
    functions: tuple[str, ...]
    lost: tuple[str, ...]
    single_points: tuple[str, ...]
    value: float
    lift_h: float
    quiet: bool
    reversible: bool
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StaffingLevel:
    """The staffing that another warning time would allow, at the proposed rung (the one below where all are to leave).

    `name`: "P5", "P10", "P20" (chance that the first exit is lost sooner) or "own" (hours stated in the case).
    `loss_h`: hours to that loss, `warning_h`: less decision lag and notice. `most`: staff who can be lifted within it.
    `chosen`: whether this level rules the proposal.
    """

    name: str
    loss_h: float
    warning_h: float
    most: int
    option: StaffingOption
    chosen: bool


@dataclass(frozen=True, slots=True)
class Staffing:
    """The proposed staffing posture, and one step up and down with what each buys in hours and costs in functions.

    `levels`: the same rung at several warning times, the shortest first; the chosen one gave `proposed`.
    """

    warning_h: float
    confidence: float
    proposed: StaffingOption
    step_up: StaffingOption | None
    step_down: StaffingOption | None
    rules_version: str
    levels: tuple[StaffingLevel, ...] = ()


@dataclass(frozen=True, slots=True)
class TripwireResult:
    """One tripwire evaluated: whether it tripped, since when, on which statements, who must act by when.

    `posture`: earliest rung to consider. `act_by`: tripped instant plus the clock. `decision`: None, or what was
    recorded ("acknowledged", "not now") with who and why. `value`: what the condition's parts were, in words.
    """

    id: str
    title: str
    tripped: bool
    since: datetime | None
    posture: str
    actions: tuple[str, ...]
    owner: str
    act_by: datetime | None
    authority: str
    stand_in: str
    grounds: tuple[str, ...]
    value: str
    stand_down: str
    decision: tuple[str, str, str] | None = None


@dataclass(frozen=True, slots=True)
class Assumption:
    """Something the plan leans on. `valid`: False once it has expired or its condition has gone: re-run the plan."""

    id: str
    words: str
    expires: datetime | None
    valid: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Gain:
    """One figure with its 95 % interval, `low` to `high`."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class LeverGain:
    """What one change of the plan buys, on common random numbers over `replications` operations.

    `hours`: hours by which everybody is out sooner at the case's confidence, and so the last safe start later.
    `p_all_out`: rise of P(everybody out under the joint closings) if starting now. `fewer_left`: people fewer
    who are left behind then, mean. `warnings`: the cost of warning at the time needed with the change, as in
    `Assessment.warnings`.
    """

    kind: str
    target: str
    label: str
    replications: int
    hours: Gain
    p_all_out: Gain
    fewer_left: Gain
    warnings: tuple[WarningCost, ...] = ()

    @property
    def helps(self) -> bool:
        """Whether the gain, in hours or in people, stands clear of chance."""
        return self.hours.low > 0 or (self.hours.low >= 0 and self.fewer_left.low >= 0.5)


@dataclass(frozen=True, slots=True)
class WarningCost:
    """What it cost, over past advances, to miss no more than `missed` of the falls with `warning_h` hours of warning.

    One leaves when P(loss within the warning) reaches `threshold`; `needless`: share of the departures after which the
    place held; `warned_held`: share of the advances that held in which one would have left. `missed`: the share really
    missed at that threshold. NaN where the warning is longer than most falls gave.
    """

    warning_h: float
    asked: float
    missed: float
    threshold: float
    needless: float
    warned_held: float


@dataclass(frozen=True, slots=True)
class Hastened:
    """The same day if a visible drawdown multiplied the hazard of every exit by `factor`: an assumption, not a finding.

    `p_loss`: P(city lost within days) by days, `p_loss_without` without the factor;
    `p_all_out`, `left_mean`: for a start now; `last_safe_h`: last safe start for everybody by confidence, None where no
    start from now on is that safe.
    """

    factor: float
    p_loss: Mapping[int, float]
    p_loss_without: Mapping[int, float]
    p_all_out: float
    left_mean: float
    last_safe_h: Mapping[float, float | None]


@dataclass(frozen=True, slots=True)
class Assessment:
    """The two clocks together at `as_of`.

    `starts`: grid of start times, first 0. `leeway_h[subject]`: draws of time left minus time needed ("" everybody,
    "exit:ID" by exit), shape (n,), `inf` where the exit is not lost within the horizon. `time_needed_h`: draws of T100
    for a start now with no exit closing, per group and "" . `proposed_rung`: what rules and numbers propose; a person
    decides. `levers`: what shortening the clearance buys, the most useful first; `warnings`: what warning costs at this
    plan's own time needed; `hastened`: None unless a factor for the effect of a visible drawdown is stated.
    `curve`: P(everybody out) by start, (hours, chances), finer than `starts`.
    """

    as_of: datetime
    title: str
    seed: int
    replications: int
    confidence: float
    decision_lag_h: float
    starts: tuple[Start, ...]
    last_safe: tuple[LastSafeStart, ...]
    leeway_h: Mapping[str, Array]
    time_needed_h: Mapping[str, Array]
    branches: tuple[Branch, ...]
    waiting: Waiting | None
    capacity: tuple[Capacity, ...]
    staffing: Staffing | None
    tripwires: tuple[TripwireResult, ...]
    assumptions: tuple[Assumption, ...]
    proposed_rung: str
    because: tuple[str, ...]
    notes: tuple[str, ...] = ()
    levers: tuple[LeverGain, ...] = ()
    warnings: tuple[WarningCost, ...] = ()
    hastened: Hastened | None = None
    curve: tuple[tuple[float, ...], tuple[float, ...]] = ((), ())

    @property
    def dire(self) -> bool:
        """True where no start from now on gets everybody out with the case's confidence level or better."""
        return all(item.dire for item in self.last_safe if item.subject == "")
