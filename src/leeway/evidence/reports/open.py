"""Texts in, whatever their format: the one door through which reports come."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from leeway.evidence.model import Report
from leeway.evidence.reports.bounded import OutOfTime, within
from leeway.evidence.reports.build import Empty
from leeway.evidence.reports.cleaning import clean
from leeway.evidence.reports.decoding import NotText
from leeway.evidence.reports.identity import Identities
from leeway.evidence.reports.model import LIMITS, Limits, Refused
from leeway.evidence.reports.records import Record, records

# Clocks of publishers run ahead by minutes; a report dated more than this after now is dated in the future.
CLOCK_SLACK = timedelta(hours=1)


def open_reports(
    paths: Iterable[str | os.PathLike[str]],
    *,
    case_area: tuple[str, ...] = (),
    limits: Limits = LIMITS,
    now: datetime | None = None,
    register: Callable[[Report], Report] | None = None,
) -> Iterator[Report | Refused]:
    """Every report below the paths (files, folders, "-" for standard input), one at a time.

    `case_area`: ISO codes for reports that name no country. `now`: what counts as the future, UTC; default: the clock.
    `register`: gives a report back with what is known of it beside its text, such as when it was published.
    A report keeps its own id, else the name of its file, else its content hash. Nothing raises: what cannot be read
    comes as `Refused` with its reason, in its place. Opens no connection.
    """
    identities = Identities()
    latest = (now or datetime.now(UTC)) + CLOCK_SLACK
    for record in records(paths, limits):
        for found in (record,) if isinstance(record, Refused) else parsed(record, limits):
            if isinstance(found, Refused):
                yield found
            else:
                known = found if register is None else register(found)
                yield identities.settle(_noted(known, case_area, latest))


def parsed(record: Record, limits: Limits = LIMITS) -> Sequence[Report | Refused]:
    """The reports of one record, in bounded time; one refusal where it is broken."""
    try:
        with within(limits.seconds):
            return _parser(record.format)(record)
    except OutOfTime:
        return [Refused(record.source, "time", f"not opened within {limits.seconds:g} s")]
    except Empty:
        return [Refused(record.source, "empty")]
    except NotText as error:
        return [Refused(record.source, "binary" if record.format == "text" else "format", str(error))]
    except ImportError as error:
        return [Refused(record.source, "library", f"{error.name}: pip install 'leeway[feeds]'")]
    except Exception as error:
        # Parsers of foreign formats fail in ways nobody can list; one bad file must not end the reading of the rest.
        return [Refused(record.source, "format", f"{type(error).__name__}: {error}"[:200])]


def _parser(form: str) -> Callable[[Record], Sequence[Report | Refused]]:
    """The parser of a format, imported when the first such file comes."""
    if form == "html":
        from leeway.evidence.reports.html import html_reports

        return html_reports
    if form == "feed":
        from leeway.evidence.reports.feed import feed_reports

        return feed_reports
    if form == "json":
        from leeway.evidence.reports.json_objects import json_reports

        return json_reports
    if form == "mail":
        from leeway.evidence.reports.mail import mail_reports

        return mail_reports
    from leeway.evidence.reports.text import text_reports

    return text_reports


def _noted(report: Report, case_area: tuple[str, ...], latest: datetime) -> Report:
    """The report with the area of the case, and with what its own text says about its making."""
    cleaned = clean(report)
    notes = report.notes + cleaned.notes
    if report.published is not None and report.published > latest:
        notes += (f"dated in the future: {report.published:%Y-%m-%d %H:%M} UTC",)
    return replace(
        report, country=report.country or case_area, title=cleaned.title, credits=cleaned.credits, notes=notes
    )
