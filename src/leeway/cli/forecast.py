"""`leeway forecast`."""

from __future__ import annotations

import json as json_text
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from leeway.cli.options import at_least_one, refused
from leeway.cli.situation import seen_from
from leeway.errors import LeewayError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leeway.forecast.model import TimeLeft
    from leeway.forecast.readings import Disputed
    from leeway.situation.model import Situation

Flag = Annotated[bool, Parameter(negative="", show_default=False)]


def forecast(
    directory: Path,
    /,
    *,
    as_of: str | None = None,
    suppose: tuple[str, ...] = (),
    draws: int = 10_000,
    json: Flag = False,
    out: Path | None = None,
    force: Flag = False,
) -> int:
    """How long each exit will last: draws of the loss of the city, its roads, airport and crossings.

    Parameters
    ----------
    directory
        The case directory, with [hazard] in case.toml and texts in reports/.
    as_of
        The instant to look from: with its zone, or a day (its end in UTC), or "now". Default: the newest report.
    suppose
        A supposed statement, shown beside the actual forecast: "Ghazni falls", "Ghazni falls tomorrow",
        "support to the defender withdrawn". May be given several times.
    draws
        Imagined futures.
    json
        Print the result as JSON (docs/reference/forecast-json.md).
    out
        Write forecast.json and the figure (SVG and PNG) into this directory.
    force
        Replace files in --out that were not written by leeway.
    """
    import numpy as np

    from leeway.case.load import load_case
    from leeway.case.suggestions import did_you_mean
    from leeway.forecast.from_case import coordinates, learned_from, needed_hazard
    from leeway.forecast.readings import under_each_reading
    from leeway.forecast.report.document import forecast_document, readings_document
    from leeway.forecast.scenario import supposing
    from leeway.forecast.time_left import time_left
    from leeway.history.load import load_history
    from leeway.situation import from_case
    from leeway.situation.from_case import case_evidence, case_situation

    at_least_one("--draws", draws)
    case = load_case(directory)
    hazard = needed_hazard(case)
    evidence = case_evidence(case)
    for report in evidence.refused:
        print(f"leeway: {report}", file=sys.stderr)
    until = seen_from("--as-of", as_of, case, evidence)
    actual = case_situation(case, until, evidence)
    places = coordinates(case, hazard, evidence)
    seen: list[tuple[str | None, Situation]] = [(None, actual)]
    for words in suppose:
        try:
            seen.append((words, supposing(actual, words, places)))
        except ValueError as error:
            raise refused("--suppose", words, str(error)) from None
        except LeewayError as error:
            hint = did_you_mean(words.split(" falls")[0], {*actual.places, *places})
            raise LeewayError(" ".join(part for part in (f"--suppose: {error}", hint) if part)) from None
    history = learned_from(hazard, load_history())

    def left_of(situation: Situation, *, explained: bool = True) -> TimeLeft:
        rng = np.random.default_rng(np.random.SeedSequence((case.settings.seed, 1)))
        return time_left(
            situation, history, rng, exits=hazard.exits, coordinates=places, draws=draws, explained=explained
        )

    found = [(words_or_none, left_of(situation)) for words_or_none, situation in seen]
    disputed = under_each_reading(
        actual.contradictions,
        lambda name: from_case.under_each_reading(case, until, name, evidence),
        lambda situation: left_of(situation, explained=False),
    )
    documents = [forecast_document(left, case.title, supposed=words) for words, left in found]
    whole = {**documents[0], "contradictions": readings_document(disputed)}
    if len(documents) > 1:
        whole["suppositions"] = documents[1:]
    text = json_text.dumps(whole, indent=1, ensure_ascii=False, allow_nan=False)
    if out is not None:
        _write(out, found[0][1], text, force=force)
    if json:
        print(text)
    else:
        _show(found, disputed)
    return 0


def _show(found: list[tuple[str | None, TimeLeft]], disputed: Sequence[Disputed]) -> None:
    from leeway.cli.tables import console, show
    from leeway.forecast.report.words import exits_table, headline, readings_table, tables

    screen = console()
    made = tables(found[0][1])
    show(screen, headline(found[0][1]), [*made, readings_table(disputed)] if disputed else made)
    for words, left in found[1:]:
        screen.print()
        show(screen, headline(left, words)[:2], [exits_table(left)])


def _write(out: Path, left: TimeLeft, text: str, *, force: bool) -> None:
    from leeway.cli.out_directory import write_directory
    from leeway.forecast.report.figure import fan_figure
    from leeway.look import png, svg

    figure = fan_figure(left)
    files = {"forecast.json": f"{text}\n".encode(), "forecast.svg": svg(figure), "forecast.png": png(figure)}
    write_directory(out, files, force=force)
