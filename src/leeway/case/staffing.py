"""What the mission is for and who can do it (`staffing.toml` of a case, optional).

Rules on who leaves first are written beforehand, carry a version and are the same for all; an override names who
decided and why.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Function:
    """Something the mission does: consular help, visas, aid, security, communications ...

    `value`: what keeping it is worth, in the mission's own points. `needs`: people by group id without whom it stops;
    `deputies`: group ids that can stand in for one another. `rungs`: rungs of the ladder at which it is kept.
    """

    id: str
    title: str
    value: float
    needs: Mapping[str, int]
    deputies: tuple[tuple[str, ...], ...] = ()
    rungs: tuple[str, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True)
class LeavingRule:
    """Who goes first: groups by category or id in this order, with the reason told to everybody."""

    order: int
    groups: tuple[str, ...]
    reason: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Override:
    """A departure from the rules, by name of office and reason."""

    group: str
    keep: int
    by: str
    reason: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class StaffingPlan:
    """`version` of the rules; `decision_lag_h`: from a proposal to the order; `notice_h`: from order to first move.

    `staff`: group ids that the posture decides about; `drawdown_hastens`: stated assumption, factor on the hazard for a
    visible drawdown (1.0: no effect; a switch, not a finding). `fewest_shown`: least group size that is shown unasked.
    `warning_level`: which warning rules who may be kept: the loss of the first exit that is sooner with a chance of 5,
    10 or 20 % ("P5", "P10", "P20"), or "own": `own_warning_h`, hours to the loss that the mission reckons with.
    """

    version: str
    staff: tuple[str, ...]
    functions: Mapping[str, Function]
    leaving: tuple[LeavingRule, ...]
    overrides: tuple[Override, ...] = ()
    decision_lag_h: float = 0.0
    notice_h: float = 0.0
    drawdown_hastens: float = 1.0
    fewest_shown: int = 5
    warning_level: str = "P10"
    own_warning_h: float | None = None
