"""The tables a case may hold besides `case.toml`, people and plan: read without computing anything on them.

Every room reads its own table when it is asked for something; `leeway check` reads them all, so that nobody learns of a
slip of the pen on the evening the brief is wanted.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from leeway.errors import InputError, LeewayError, Problem

if TYPE_CHECKING:
    from leeway.case.model import Case


def checked_tables(case: Case) -> tuple[list[str], list[Problem]]:
    """The tables that are there, by name, and everything wrong in them."""
    found: list[str] = []
    problems: list[Problem] = []
    for name, reader in _READERS.items():
        if not (case.path / name).exists():
            continue
        found.append(name)
        try:
            reader(case)
        except InputError as error:
            problems += error.problems
        except LeewayError as error:
            problems.append(Problem(name, "", "", "", str(error)))
    return found, problems


def _observations(case: Case) -> object:
    from leeway.situation.observations import read_observations

    return read_observations(case.path)


def _settlements(case: Case) -> object:
    from leeway.situation.settlements import read_settlements

    return read_settlements(case.path)


def _source_classes(case: Case) -> object:
    from leeway.situation.sources import sources_of

    return sources_of(case.path)


def _register(case: Case) -> object:
    from leeway.situation.from_case import case_reports

    return case_reports(case)


def _places(case: Case) -> object:
    from leeway.situation.from_case import case_gazetteer

    return case_gazetteer(case)


def _staffing(case: Case) -> object:
    from leeway.posture.staffing.load import load_staffing

    return load_staffing(case.path, case)


def _tripwires(case: Case) -> object:
    """Keys, conditions and exits; places are checked against the reports of the day by the commands that read them."""
    from leeway.posture.tripwires.load import load_tripwires

    exits = [way.id for way in case.hazard.exits] if case.hazard else []
    return load_tripwires(case.path, exits=exits)


def _checklists(case: Case) -> object:
    from leeway.brief.parts.checklists import load_checklists

    return load_checklists(case.path)


def _messages(case: Case) -> object:
    from leeway.brief.messages.load import FOLDER, load_language

    return [load_language(path.stem, case.path) for path in sorted((case.path / FOLDER).glob("*.toml"))]


def _what_was_done(case: Case) -> object:
    from leeway.replay.was_done import read_done

    return read_done(case.path)


def _decisions(case: Case) -> object:
    from leeway.posture.decisions import verify

    return verify(case.path)


_READERS: Final[dict[str, Callable[[Case], object]]] = {
    "observations.csv": _observations,
    "settlements.csv": _settlements,
    "source_classes.csv": _source_classes,
    "reports.csv": _register,
    "places.csv": _places,
    "staffing.toml": _staffing,
    "tripwires.toml": _tripwires,
    "checklists.toml": _checklists,
    "messages": _messages,
    "what-was-done.csv": _what_was_done,
    "decisions.jsonl": _decisions,
}
"""File or folder of a case, and who reads it."""
