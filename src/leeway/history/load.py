"""The campaign tables, from the package or a directory of the same shape, read into a `History`."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from leeway.case.suggestions import did_you_mean
from leeway.errors import InputError, Problem
from leeway.history.model import Campaign, Covariate, Event, History
from leeway.history.rows import Row, Table, content_of, read_table
from leeway.history.schema import (
    CAMPAIGNS,
    CERTAINTIES,
    COVARIATE_WORDS,
    COVARIATES,
    EVENT_WORDS,
    EVENTS,
    FELL,
    HELD,
    KINDS,
    OPEN,
    WARS,
)
from leeway.history.tags import estimate_of, tags_of

PACKAGED = Path(__file__).parent / "data"


def load_history(directory: Path | None = None) -> History:
    """All campaigns of a directory of tables, by default the packaged ones.

    `covariates.csv` may be absent. Rows after a campaign's end are aftermath and are not kept. Raises `InputError`
    with every problem of every table: file, row and field.
    """
    history, problems, _ = read_history(directory or PACKAGED)
    if problems:
        raise InputError(problems)
    return history


def read_history(directory: Path) -> tuple[History, list[Problem], dict[str, Table]]:
    """What could be read, every problem found, and the tables as they stood (by file name)."""
    names = [CAMPAIGNS, EVENTS, WARS] + ([COVARIATES] if (directory / COVARIATES).exists() else [])
    contents = {name: content_of(directory, name) for name in names}
    problems: list[Problem] = []
    tables = {name: read_table(name, content, problems) for name, content in contents.items()}
    unread = any(problem.file == WARS for problem in problems)
    wars = _wars(tables[WARS])
    rows = _named_once(tables[CAMPAIGNS])
    events: dict[str, list[Event]] = defaultdict(list)
    covariates: dict[str, list[Covariate]] = defaultdict(list)
    readable = bool(rows)
    if not rows and not any(problem.file == CAMPAIGNS for problem in problems):
        problems.append(Problem(CAMPAIGNS, "row 2", "", "", "at least one campaign"))
    for row in tables[EVENTS]:
        if _known_campaign(row, rows, readable):
            events[row.text("campaign")].append(_event(row))
    for row in tables.get(COVARIATES, ()):
        if _known_campaign(row, rows, readable):
            covariates[row.text("campaign")].append(_covariate(row))
    # A table of wars that cannot be read is one mistake, not one a campaign.
    named = wars if tables[WARS].rows or not unread else dict.fromkeys(rows, "")
    campaigns = {name: _campaign(row, named, events[name], covariates[name]) for name, row in rows.items()}
    return History(campaigns, _digest(contents)), problems, tables


def _digest(contents: Mapping[str, bytes]) -> str:
    found = hashlib.sha256()
    for name in sorted(contents):
        found.update(name.encode() + b"\0" + hashlib.sha256(contents[name]).digest())
    return found.hexdigest()


def _wars(table: Table) -> dict[str, str]:
    wars: dict[str, str] = {}
    for row in table:
        name = row.name("campaign")
        if name in wars and wars[name] != row.text("war"):
            row.wrong("war", f"one war a campaign; {name!r} is of {wars[name]!r} already")
        wars[name] = row.name("war")
    return wars


def _named_once(table: Table) -> dict[str, Row]:
    rows: dict[str, Row] = {}
    for row in table:
        name = row.name("campaign")
        if name in rows:
            row.wrong("campaign", "a name no other campaign has", f"Row {rows[name].number} has it already.")
        rows.setdefault(name, row)
    return rows


def _known_campaign(row: Row, rows: Mapping[str, Row], readable: bool) -> bool:
    name = row.text("campaign")
    if name in rows:
        return True
    if readable:
        row.wrong("campaign", f"a campaign of {CAMPAIGNS}", did_you_mean(name, rows))
    return False


def _event(row: Row) -> Event:
    return Event(
        day=row.day("date"),
        place=row.name("place"),
        country=row.text("country"),
        lat=row.number_between("lat", -90, 90),
        lon=row.number_between("lon", -180, 180),
        kind=row.word("kind", KINDS),
        event=row.word("event", EVENT_WORDS),
        actor=row.text("actor"),
        certainty=row.word("certainty", CERTAINTIES),
        source=row.name("source"),
        note=row.text("note"),
        tags=tags_of(row.text("note")),
        estimate_d=estimate_of(row.text("note")) if row.text("event") == "estimate" else None,
        row=row.number,
    )


def _covariate(row: Row) -> Covariate:
    field = row.word("field", COVARIATE_WORDS)
    words = COVARIATE_WORDS.get(field)
    return Covariate(
        day=row.day("date"),
        field=field,
        value=row.name("value") if words is None else row.word("value", words),
        certainty=row.word("certainty", CERTAINTIES),
        source=row.name("source"),
        note=row.text("note"),
        row=row.number,
    )


def _campaign(row: Row, wars: Mapping[str, str], events: list[Event], covariates: list[Covariate]) -> Campaign:
    name, start, end = row.text("campaign"), row.day("start_date"), row.day("end_date")
    if end < start and date.min not in (start, end):
        row.wrong("end_date", f"a day on or after the start, {start}")
    if name not in wars:
        row.wrong("campaign", f"a row of {WARS} that names its war")
    outcome = row.name("outcome")
    if outcome not in (*FELL, *OPEN) and outcome.split("_")[0] not in HELD:
        row.wrong("outcome", f"one of {', '.join((*FELL, *OPEN))}, or a word that begins with {', '.join(HELD)}")
    return Campaign(
        name=name,
        war=wars.get(name, ""),
        target=row.name("target"),
        country=row.text("country"),
        lat=row.number_between("lat", -90, 90),
        lon=row.number_between("lon", -180, 180),
        attacker=row.text("attacker"),
        start=start,
        end=end,
        outcome=outcome,
        fell=outcome in FELL,
        events=tuple(event for event in sorted(events, key=_by_day) if event.day <= end),
        covariates=tuple(found for found in sorted(covariates, key=_by_day) if found.day <= end),
        closest_km=row.number_between("closest_km", 0, 20_100) if row.text("closest_km") else None,
        summary=row.text("summary"),
        sources=tuple(part.strip() for part in row.text("sources").split(" ; ") if part.strip()),
        known_until=_known_until(row, outcome, end),
    )


def _known_until(row: Row, outcome: str, end: date) -> date | None:
    if row.text("known_until"):
        if outcome in FELL:
            row.wrong("known_until", "nothing, since the target fell")
        found = row.day("known_until")
        if found < end and date.min not in (found, end):
            row.wrong("known_until", f"a day on or after the end, {end}")
        return found
    return end if outcome in OPEN else None


def _by_day(row: Event | Covariate) -> tuple[date, int]:
    return row.day, row.row
