"""The figures of a brief, drawn as soon as what they show is known, while other processes go on simulating."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from leeway.brief.document import Figure
from leeway.brief.masking import Mask
from leeway.brief.small_groups import Grouping
from leeway.case.model import Case
from leeway.forecast.model import TimeLeft
from leeway.movement.records import Clearance
from leeway.situation.items import Known
from leeway.situation.model import Situation


class Figures:
    """Of one brief. `drawn`: by name, those that there is something to draw for."""

    def __init__(
        self, case: Case, sites: Mapping[str, Known], mask: Mask, grouping: Grouping, tell: Callable[[str], None]
    ) -> None:
        """`sites`: where places are, by folded name, for those that no statement names."""
        self._case, self._sites, self._mask, self._grouping, self._tell = case, sites, mask, grouping, tell
        self.drawn: dict[str, Figure] = {}

    def of_reports(self, situation: Situation, left: TimeLeft) -> None:
        """The map, and how likely each exit is lost by when."""
        # Drawing is dear to load: not before the other processes are at work.
        from leeway.brief.parts.exits import fan_of
        from leeway.brief.parts.picture import map_of

        self._tell("drawing the map")
        self._keep([map_of(situation, self._case, self._mask, self._sites), fan_of(left)])

    def of_operations(self, clearance: Clearance | None) -> None:
        """Who is out when and who moves when, nothing closing; nothing without operations."""
        from leeway.brief.parts.clearance import curve_figure, leaving_figure
        from leeway.brief.parts.gantt import gantt_figure

        if clearance is not None:
            seed = self._case.settings.seed
            self._tell("drawing the operations")
            self._keep(
                [leaving_figure(self._grouping, clearance), gantt_figure(clearance, seed), curve_figure(clearance)]
            )

    def _keep(self, figures: Iterable[Figure | None]) -> None:
        self.drawn |= {figure.name: figure for figure in figures if figure is not None}
