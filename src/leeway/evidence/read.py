"""The main flow of the room: one report to its statements, many reports one after the other.

Every report is read for itself, in bounded time; what goes wrong with one is a `Refused` with its reason, and the
next one is read. Memory does not grow with the number of reports.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from leeway.evidence.model import Report, Statement
from leeway.evidence.reports.bounded import OutOfTime, within
from leeway.evidence.reports.model import LIMITS, Limits, Refused

if TYPE_CHECKING:
    from leeway.evidence.places.gazetteer import Gazetteer


def read_report(report: Report, gazetteer: Gazetteer) -> list[Statement]:
    """The statements of one report in the order of their spans; `origin` is the report's own id, or an agency's
    passage in a roundup of several."""
    from leeway.evidence.attribution.voices import voices
    from leeway.evidence.grammar.statements import statements
    from leeway.evidence.language.layers import layers
    from leeway.evidence.places.find import country_of, find_places

    text = layers(report if report.country else replace(report, country=country_of(report, gazetteer)))
    find_places(text, gazetteer)
    found = statements(text, voices(text))
    return sorted(found, key=lambda one: (one.span, one.kind, one.status))


def read_reports(
    reports: Iterable[Report | Refused],
    gazetteer: Gazetteer,
    limits: Limits = LIMITS,
    origin_of: Callable[[str, tuple[int, int]], str] | None = None,
) -> Iterator[Statement | Refused]:
    """The statements of all reports as they come, each report isolated; what could not be read with its reason.

    `origin_of`: the origin of a span of a report, such as `Origins.of` of `leeway.evidence.origins.families`; without
    it every report is an origin of its own.
    """
    for report in reports:
        if isinstance(report, Refused):
            yield report
            continue
        try:
            with within(limits.seconds):
                found = read_report(report, gazetteer)
        except OutOfTime:
            yield Refused(report.source or report.id, "time", f"not read within {limits.seconds:g} s", report.id)
        except Exception as error:
            # A defect shows up as one report without statements and a reason, never as an archive that was not read.
            what = f"{type(error).__name__}: {error}"[:200]
            yield Refused(report.source or report.id, "defect", what, report.id)
        else:
            yield from found if origin_of is None else (of_origin(one, origin_of) for one in found)


def of_origin(one: Statement, origin_of: Callable[[str, tuple[int, int]], str]) -> Statement:
    """The statement under the origin its words were taken from; else it keeps its own, such as an agency's passage."""
    origin = origin_of(one.report, one.span)
    return one if origin == one.report else replace(one, origin=origin)
