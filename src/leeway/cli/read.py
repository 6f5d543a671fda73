"""`leeway read`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from leeway.errors import LeewayError

if TYPE_CHECKING:
    from leeway.evidence.extractor.protocol import Extractor
    from leeway.evidence.model import Report, Statement
    from leeway.evidence.places.gazetteer import Gazetteer
    from leeway.evidence.reports.model import Refused
    from leeway.situation.register import Register

KEY = "LEEWAY_LLM_KEY"
Flag = Annotated[bool, Parameter(negative="", show_default=False)]


def read(
    *reports: Annotated[str, Parameter(allow_leading_hyphen=True)],
    area: Annotated[tuple[str, ...], Parameter(negative="", show_default=False)] = (),
    places: Path | None = None,
    register: Path | None = None,
    json: Flag = False,
    origins: Annotated[bool, Parameter(show_default=False)] = True,
    extractor: Literal["rules", "llm"] = "rules",
    endpoint: str | None = None,
    model: str | None = None,
    workers: int = 1,
) -> int:
    """What reports say: statements with who said it, how firmly, where, when, and the exact words.

    Exit code 0 if any report was read, else 2. What was refused, a path that is not there among it, is named with the
    reason on the error stream; every other report is read.

    Parameters
    ----------
    reports
        Files, folders or "-" for standard input: text, HTML, RSS, Atom, JSON lines, WARC, mail.
    area
        ISO country codes that place names are looked up in, such as AF or AF,PK. Default: of each report the
        country it names.
    places
        A table of your own places, added to the gazetteer.
    register
        A table of what is known of reports beside their text, such as when they were published
        (docs/reference/reports.md); in a case it is reports.csv.
    json
        Print one JSON object a statement (docs/reference/statements.md).
    origins
        Find (default) or do not find which reports are one origin. Finding them keeps all texts in memory.
    extractor
        What reads: the rules, or the rules beside a language model of yours; they are shown side by side.
    endpoint
        With llm: address that speaks the OpenAI chat protocol, such as http://localhost:8080/v1.
    model
        With llm: name of the model. A key is taken from LEEWAY_LLM_KEY in the environment.
    workers
        Processes that read; the output is the same. Each takes about a second to start.
    """
    if workers != 1:
        from leeway.cli.options import at_least_one  # which loads the model of a case

        at_least_one("--workers", workers)
    if not reports:
        raise LeewayError("no reports given; expected files, folders or - for standard input.")
    for word in reports:
        if word.startswith("-") and word != "-" and not Path(word).exists():
            raise LeewayError(f"unknown option: {word}; leeway read --help lists them.")
    second = _second(extractor, endpoint, model)

    from leeway.evidence.places.gazetteer import load_gazetteer
    from leeway.evidence.processes import collected_seldom
    from leeway.evidence.reports.open import open_reports

    codes = tuple(code.strip().upper() for codes in area for code in codes.split(","))
    with collected_seldom():
        work = _Work(load_gazetteer(codes, places), second, with_origins=origins, workers=workers)
        told = None if register is None else _register(register)
        _print(work.statements(open_reports(reports, case_area=codes, register=told)), work, json)
    return 0 if work.read else 2


def _print(pairs: Iterator[tuple[list[Statement], list[Statement]]], work: _Work, json: bool) -> None:
    """The statements as they come, one JSON object a line, or all of them in a listing."""
    if not json:
        _show(pairs, work)
        return
    from leeway.evidence.json_lines import line

    for first, other in pairs:
        for statement in (*first, *other):
            print(line(statement))


@dataclass
class _Work:
    """Reports to statements of the rules and of a second reader, with the count of what was read and refused."""

    gazetteer: Gazetteer
    second: Extractor | None
    with_origins: bool
    workers: int = 1
    read: int = 0
    refused: int = 0
    titles: dict[str, str] = field(default_factory=dict)

    def statements(self, opened: Iterator[Report | Refused]) -> Iterator[tuple[list[Statement], list[Statement]]]:
        """Of each report what the rules and what the second reader found."""
        from leeway.evidence.model import Statement
        from leeway.evidence.read import of_origin
        from leeway.evidence.read_each import read_each

        texts: Sequence[Report] | Iterator[Report] = self._sound(opened)
        origin_of = None
        if self.with_origins:
            texts = list(texts)
            if len(texts) > 1:  # a single report is its own origin
                from leeway.evidence.origins.families import origins

                origin_of = origins(texts, self.workers).of
        for report, found in read_each(texts, self.gazetteer, self.workers):
            for one in found:
                if not isinstance(one, Statement):
                    self._say(one)
            self.read += all(isinstance(one, Statement) for one in found)
            told = [one for one in found if isinstance(one, Statement)]
            if origin_of is not None:
                told = [of_origin(one, origin_of) for one in told]
            yield told, self._other(report)

    def _sound(self, opened: Iterator[Report | Refused]) -> Iterator[Report]:
        """The reports; what was refused is told on the way."""
        from leeway.evidence.reports.model import Refused

        for report in opened:
            if isinstance(report, Refused):
                self._say(report)
                continue
            for note in report.notes:
                print(f"leeway: {report.source}: note: {note}", file=sys.stderr)
            yield report

    def _other(self, report: Report) -> list[Statement]:
        if self.second is None:
            return []
        from leeway.evidence.extractor.locate import located

        extraction = self.second.extract(report)
        if extraction.failure:
            print(f"leeway: {report.id}: {self.second.name}: {extraction.failure}", file=sys.stderr)
        for one in extraction.rejected:
            print(f"leeway: {report.id}: {self.second.name}: not taken: {one.reason}: {one.offered}", file=sys.stderr)
        return [located(one, self.gazetteer) for one in extraction.statements]

    def _say(self, refused: Refused) -> None:
        self.refused += 1
        print(f"leeway: {refused}", file=sys.stderr)


def _show(pairs: Iterator[tuple[list[Statement], list[Statement]]], work: _Work) -> None:
    """Everything grouped by kind, or beside what the second reader found."""
    from leeway.cli.listing import show_beside, show_by_kind
    from leeway.cli.tables import console

    found = list(pairs)
    first = [statement for statements, _ in found for statement in statements]
    out = console()
    if work.second is None:
        show_by_kind(out, first)
    else:
        show_beside(out, first, [statement for _, statements in found for statement in statements])
    reports = f"{work.read} report{'s' * (work.read != 1)} read"
    refused = f", {work.refused} refused" if work.refused else ""
    out.print(f"{len(first)} statements, {reports}{refused}")


def _register(path: Path) -> Register:
    """The register named on the command line, which must be there."""
    from leeway.situation.register import read_register

    found = read_register(path.parent, path.name)
    if found is None:
        raise LeewayError(f"{path}: no such file; expected a table with the columns report and published.")
    return found


def _second(extractor: str, endpoint: str | None, model: str | None) -> Extractor | None:
    """The reader beside the rules, if one was asked for."""
    if extractor == "rules":
        if endpoint is not None or model is not None:
            raise LeewayError("--endpoint and --model need --extractor llm")
        return None
    if endpoint is None or model is None:
        raise LeewayError("--extractor llm needs --endpoint and --model")
    from leeway.evidence.extractor.llm import ChatExtractor

    return ChatExtractor(endpoint, model, os.environ.get(KEY))
