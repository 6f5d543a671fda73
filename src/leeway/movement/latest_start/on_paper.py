"""The last start that is still in time, by the schedule: everything goes as planned.

Relative moments of the plan count from the start of the operation and move with it; fixed instants, hours of the day
and daylight stay where they are. A deadline in hours counts from the case's own start: starting s hours later leaves s
less.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime, timedelta

from leeway.case.model import Case, Moment, Shift, Windows
from leeway.errors import InfeasiblePlan, LeewayError
from leeway.movement.latest_start.streams import only_closings_are_fixed, start_by_margin
from leeway.movement.records import Left, Schedule
from leeway.movement.report.obstacles import obstacles

Solve = Callable[[Case, datetime], Schedule]
"""The best schedule of a case that starts at an instant."""

RESOLUTION_H = 1 / 60
MEANINGLESS_H = 1e-9


@dataclass(frozen=True, slots=True)
class LatestStart:
    """`delay_h` after the case's start, at `start`, is the last start found to be in time, with its `schedule`.

    `deadline_h` after the case's start (`inf`: none, only closings at fixed times). `proved`: no start later than
    `resolution_h` after it can be in time (0: exact).
    """

    start: datetime
    delay_h: float
    deadline_h: float
    schedule: Schedule
    resolution_h: float
    proved: bool


def deadline_hours(case: Case, deadline: Moment | None) -> float:
    """Hours after the case's start of `deadline`, or of the case's own; `inf` if there is neither.

    Raises `LeewayError` for a deadline that is not after the start.
    """
    moment = deadline or case.deadline
    if moment is None:
        return math.inf
    hours = moment.after(case.start)
    if not hours > 0:
        raise LeewayError(
            f"the deadline is {-hours:g} h before the start of the case ({case.start:%Y-%m-%dT%H:%MZ}); "
            "expected one after it."
        )
    return hours


def clock_bound(case: Case) -> tuple[str, ...]:
    """What in the plan happens at an instant or an hour of the day, whatever the start: ids in plan order."""
    plan = case.plan
    kinds = (plan.places, plan.routes, plan.fleets, plan.fuel_stocks, plan.stations, plan.services)
    return tuple(name for kind in kinds for name, record in kind.items() if _has_clock(record))


def _has_clock(record: object) -> bool:
    match record:
        case Moment():
            return record.at is not None
        case Windows(daily=daily, daylight=daylight) if daily or daylight:
            return True
        case Shift(daily=daily) if daily is not None:
            return True
        case tuple():
            return any(_has_clock(part) for part in record)
        case Mapping():
            return any(_has_clock(part) for part in record.values())
    if is_dataclass(record) and not isinstance(record, type):
        return any(_has_clock(getattr(record, field.name)) for field in fields(record))
    return False


def latest_start(case: Case, solve: Solve, deadline: Moment | None = None) -> LatestStart:
    """The last start at which a schedule gets everybody out by the deadline (`deadline`, else the case's own) and
    before every closing.

    Where nothing in the plan is bound to the clock it is the deadline less the shortest completion, exactly. For
    streams of constant rate whose roads close at instants it is their largest margin, in whole steps. Otherwise the
    start is halved down to whole minutes, taking it that a plan in time is in time from any earlier start too.
    Raises `InfeasiblePlan` if not even the case's own start is in time; `LeewayError` if nothing limits the start.
    """
    deadline_h = deadline_hours(case, deadline)
    bound_to_clock = clock_bound(case)
    if math.isinf(deadline_h) and not bound_to_clock:
        raise LeewayError(
            "nothing in the case says when it is too late: no deadline, and no closing, hour or departure at a fixed "
            "instant. Give a deadline, or draws of closings."
        )
    if only_closings_are_fixed(case, bound_to_clock):
        found = _by_margin(case, deadline_h)
        if found is not None:
            return found
    now = solve(case, case.start)
    _require_in_time(case, now, deadline_h)
    if not bound_to_clock:
        delay_h = deadline_h - now.objective.completion_h
        return LatestStart(case.start + timedelta(hours=delay_h), delay_h, deadline_h, now, 0.0, now.proved[1])
    most_h = deadline_h if math.isfinite(deadline_h) else case.settings.horizon_h
    return _halved(case, solve, deadline_h, most_h, now)


def _by_margin(case: Case, deadline_h: float) -> LatestStart | None:
    """The start by the largest margin before closings, if its plan is in time for the deadline as well."""
    found = start_by_margin(case)
    if found is None:
        return None
    delay_h, bound_h, plan = found
    if not in_time(plan, deadline_h - delay_h):
        return None
    step_h = case.settings.flow_step_h
    proved = bound_h <= delay_h + MEANINGLESS_H
    return LatestStart(case.start + timedelta(hours=delay_h), delay_h, deadline_h, plan, step_h, proved)


def _halved(case: Case, solve: Solve, deadline_h: float, most_h: float, now: Schedule) -> LatestStart:
    least, best, proved = 0, now, True
    most = math.floor(most_h / RESOLUTION_H + MEANINGLESS_H) + 1
    while most - least > 1:
        middle = (least + most) // 2
        hours = middle * RESOLUTION_H
        tried = solve(case, case.start + timedelta(hours=hours))
        if in_time(tried, deadline_h - hours):
            least, best = middle, tried
        else:
            most = middle
            proved = proved_late(tried, deadline_h - hours)
    delay_h = least * RESOLUTION_H
    start = case.start + timedelta(minutes=least)
    return LatestStart(start, delay_h, deadline_h, best, RESOLUTION_H, proved)


def in_time(schedule: Schedule, limit_h: float) -> bool:
    """Whether the schedule leaves nobody and ends within `limit_h` of its start."""
    return not schedule.left and schedule.objective.completion_h <= limit_h + MEANINGLESS_H


def proved_late(schedule: Schedule, limit_h: float) -> bool:
    """Whether the schedule's bounds show that no other could be in time."""
    someone_stays = schedule.bound.left_weighted > MEANINGLESS_H
    return someone_stays or (schedule.proved[0] and schedule.bound.completion_h > limit_h + MEANINGLESS_H)


def _require_in_time(case: Case, now: Schedule, deadline_h: float) -> None:
    if in_time(now, deadline_h):
        return
    if now.left:
        raise InfeasiblePlan(
            f"Even with an immediate start {_people(now.left)} cannot get out.",
            _reasons(case, now.left),
        )
    needed_h = now.objective.completion_h
    if proved_late(now, deadline_h):
        raise InfeasiblePlan(
            f"Even with an immediate start the last person is out after {needed_h:.4g} h, the deadline leaves "
            f"{deadline_h:.4g} h; no schedule is quicker than {now.bound.completion_h:.4g} h.",
            f"A deadline {now.bound.completion_h - deadline_h:.4g} h later, fewer people or more capacity would help.",
        )
    raise InfeasiblePlan(
        f"The best schedule found gets the last person out after {needed_h:.4g} h, the deadline leaves "
        f"{deadline_h:.4g} h; it is only proved that none is quicker than {now.bound.completion_h:.4g} h.",
        "A longer time limit of the search, a later deadline or more capacity would help.",
    )


def _people(left: tuple[Left, ...]) -> str:
    by_group: dict[str, int] = {}
    for record in left:
        by_group[record.group] = by_group.get(record.group, 0) + record.people
    return ", ".join(f"{people} of {group}" for group, people in by_group.items())


def _reasons(case: Case, left: tuple[Left, ...]) -> str:
    return " ".join(dict.fromkeys(found.text for found in obstacles(case, left)))
