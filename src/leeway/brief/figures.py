"""The figures of a brief: drawn from the picture, the forecast and the operations, while levers are still simulated."""

from __future__ import annotations

from dataclasses import dataclass

from leeway.brief.document import Figure
from leeway.brief.masking import Mask
from leeway.brief.small_groups import Grouping
from leeway.case.model import Case
from leeway.forecast.model import TimeLeft
from leeway.movement.records import Clearance
from leeway.situation.model import Situation


@dataclass(frozen=True, slots=True)
class Figures:
    """None where there is nothing to draw. `map`: of the picture; `fan`: of the forecast; `leaving`: groups by when
    they are out; `gantt`: who moves when; `people_out`: over time."""

    map: Figure | None
    fan: Figure | None
    leaving: Figure | None
    gantt: Figure | None
    people_out: Figure | None


def figures_of(
    situation: Situation, left: TimeLeft, clearance: Clearance, case: Case, mask: Mask, grouping: Grouping
) -> Figures:
    """All figures. `clearance`: operations of the plan with nothing closing."""
    # Drawing is dear to load, and begins when other processes are at work.
    from leeway.brief.parts.clearance import curve_figure, leaving_figure
    from leeway.brief.parts.exits import fan
    from leeway.brief.parts.gantt import gantt_figure
    from leeway.brief.parts.picture import map_of

    return Figures(
        map_of(situation, case, mask),
        fan(left),
        leaving_figure(grouping, clearance),
        gantt_figure(clearance, case.settings.seed),
        curve_figure(clearance),
    )
