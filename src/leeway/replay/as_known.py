"""The reports of a case as they stood on a day.

Reading is done once. Which reports are copies of one another is decided anew for each day, from the reports published
by then: a later report can show that two earlier ones come from one text, and nobody could have known it then.
Judgements that analysts entered later (`settlements.csv`) do not count either.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from leeway.case.model import Case
from leeway.situation.from_case import CaseEvidence, case_evidence, case_reports
from leeway.situation.names import folded


class Archive:
    """Everything a case holds, to be asked what of it was there at an instant."""

    def __init__(self, case: Case) -> None:
        """Read the case. Raises `InputError` for tables that are wrong."""
        opened = case_reports(case)
        self.all = case_evidence(case, opened)
        self._reports = opened[0]
        exits = case.hazard.exits if case.hazard else ()
        # Places of the exits are known from the plan, whatever is reported; `case_evidence` keys them by folded name.
        self._plan_places = {folded(name) for e in exits for name in (*e.through, *([e.place] if e.place else ()))}

    def first_and_last(self) -> tuple[datetime, datetime] | None:
        """When the first and the newest report or observation were published, None where none bears a date."""
        dates = [s.published for s in self.all.statements if s.published is not None]
        dates += [report.published for report in self._reports if report.published is not None]
        return (min(dates), max(dates)) if dates else None

    def reports_by(self, as_of: datetime) -> int:
        """Reports published by then, those without a date included."""
        return sum(_by(report.published, as_of) for report in self._reports)

    def evidence(self, as_of: datetime) -> CaseEvidence:
        """What was there at `as_of` (timezone-aware)."""
        from leeway.evidence.origins.families import origins

        known = [report for report in self._reports if _by(report.published, as_of)]
        origin_of = origins(known).of
        ids = {report.id for report in known}
        statements = tuple(
            replace(s, origin=origin_of(s.report, s.span)) if s.report in ids else s
            for s in self.all.statements
            if _by(s.published, as_of)
        )
        placed = {s.place_id for s in statements if s.place_id} | self._plan_places
        return replace(
            self.all,
            statements=statements,
            places={key: place for key, place in self.all.places.items() if key in placed},
            settlements=tuple(found for found in self.all.settlements if found.settled <= as_of),
            reports=len(known),
        )


def _by(published: datetime | None, as_of: datetime) -> bool:
    return published is None or published <= as_of
