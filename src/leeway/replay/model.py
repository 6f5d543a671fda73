"""Records of the replay room. Days are days of UTC; probabilities are of what is still to come after the instant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
LEADS_D: Final = (7, 14, 30)
"""Days ahead at which P(loss) is told."""


@dataclass(frozen=True, slots=True)
class Done:
    """One row of `what-was-done.csv`: what somebody really did on a day. `rung`: of the posture ladder, or None."""

    day: date
    who: str
    action: str
    rung: str | None
    source: str
    certainty: str


@dataclass(frozen=True, slots=True)
class CaseDay:
    """What the software says at `as_of`, from reports published by then.

    `p_loss[days]`: P(the city is lost within so many days). `earliest_loss_h`: P10 of the hours left, `inf` beyond the
    horizon. `t90_h`: median of the hours until nine in ten people are out if nothing closes, `inf` where not within the
    plan's horizon. `leeway_80_h`: leeway there with 80 % chance (negative: too late; infinite: beyond the starts
    looked at). `p_all_out`: for a start at once. `tripped`: ids of tripwires, `new`: those not tripped the day before.
    `reports`: published by then. `lost`: the city is reported taken. `done`: what was done since the day before;
    `done_rung`: the rung the mission was really on.
    """

    as_of: datetime
    p_loss: Mapping[int, float]
    earliest_loss_h: float
    t90_h: float
    leeway_80_h: float
    p_all_out: float
    rung: str
    tripped: tuple[str, ...]
    new: tuple[str, ...]
    reports: int
    lost: bool
    done: tuple[Done, ...]
    done_rung: str | None


@dataclass(frozen=True, slots=True)
class CaseReplay:
    """A case day by day. `fell`: when the campaign says the city fell. `titles`: of the tripwires by id.

    `left_out`: the war left out of training, None if the case names no campaign (then `notes` says so).
    """

    title: str
    target: str
    seed: int
    replications: int
    days: tuple[CaseDay, ...]
    fell: date | None
    titles: Mapping[str, str]
    left_out: str | None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """A published estimate of the time left, as coded: days after `made`."""

    made: date
    low_d: float
    high_d: float
    speaker: str


@dataclass(frozen=True, slots=True)
class CampaignDay:
    """The forecast at 00:00 UTC of `day`, and what came of it.

    `p_loss[days]`; `p10_d`, `p50_d`, `p90_d`: days left, `inf` beyond the horizon. `left_d`: days really left, `inf` if
    the city was not lost; `seen_d`: days over which that is known.
    """

    day: date
    age_d: int
    p_loss: Mapping[int, float]
    p10_d: float
    p50_d: float
    p90_d: float
    left_d: float
    seen_d: float


@dataclass(frozen=True, slots=True)
class CampaignReplay:
    """Every forecast of one campaign by models that never saw its war. `learned`: campaigns learned from.

    `said`: estimates of officials of those days; `turns`: (day, words) of what was known of the ground.
    """

    name: str
    target: str
    war: str
    outcome: str
    start: date
    end: date
    fell: bool
    learned: int
    days: tuple[CampaignDay, ...]
    said: tuple[Said, ...]
    turns: tuple[tuple[date, str], ...]
