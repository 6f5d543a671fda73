"""`tripwires.toml` of a case: read and checked, every mistake at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from importlib import resources
from pathlib import Path
from typing import Annotated, Any, Final

from pydantic import BaseModel, ConfigDict, PlainValidator

from leeway.case import fields
from leeway.case.key_types import Duration, Id, Instant, Name, Text, Texts, Whole
from leeway.case.suggestions import did_you_mean, listed
from leeway.case.toml_source import TomlSource, read_toml
from leeway.case.validate import validated
from leeway.errors import InputError, Problem
from leeway.posture.model import LADDER
from leeway.posture.tripwires.conditions import ConditionError, exits_named, places_named, read
from leeway.posture.tripwires.model import AssumptionRule, Tripwire, Tripwires
from leeway.units import UnitError

FILE: Final = "tripwires.toml"
POSTURES: Final = (*LADDER, "standfast", "review")


def condition(value: object) -> str:
    """A condition that parses."""
    if not isinstance(value, str) or not value.strip():
        raise UnitError('a condition in quotes, such as "capitals_lost(days=14) >= 1"')
    try:
        read(value.strip())
    except ConditionError as error:
        raise UnitError(str(error)) from None
    return value.strip()


Condition = Annotated[str, PlainValidator(condition)]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class TripwireTable(_Table):
    id: Id
    title: Name
    family: Text = ""
    condition: Condition
    posture: Annotated[str, PlainValidator(fields.one_of(POSTURES))]
    actions: Texts = ()
    owner: Name
    clock: Duration
    authority: Name
    stand_in: Text = ""
    messages: Texts = ()
    stand_down: Text = ""
    sources: Whole = 1


class AssumptionTable(_Table):
    id: Id
    words: Name
    expires: Instant | None = None
    condition: Condition | None = None


class Header(_Table):
    version: Text = "1"
    starter: bool = False
    tripwire: tuple[Any, ...] = ()
    assumption: tuple[Any, ...] = ()


def load_tripwires(
    directory: Path,
    *,
    places: Iterable[str] = (),
    exits: Iterable[str] = (),
    on_map: Callable[[str], str | None] = lambda name: None,
) -> Tripwires:
    """The tripwires of a case; the packaged starter set where it has none, and beside its own where it says
    `starter = true` (one of its own with the same id takes the place of the packaged one).

    `places`: names a condition may use, `exits`: ids of exits; empty: not checked. `on_map`: the name under which the
    gazetteer has a place that no report has named yet, None if it has none. Raises `InputError` with every
    mistake: keys, conditions that do not parse (with the position), unknown places and exits (with a suggestion).
    """
    if not (directory / FILE).exists():
        return starter()
    source, problems = read_toml(directory, FILE)
    found = None if source is None else _read(source, problems)
    if source is not None and found is not None:
        problems += _unknown(source, found, tuple(places), tuple(exits), on_map)
    if problems or found is None:
        raise InputError(dict.fromkeys(problems))
    return found


def starter() -> Tripwires:
    """The packaged set: the matrix of practice, without names of places."""
    path = resources.files("leeway.posture.tripwires").joinpath("starter.toml")
    with resources.as_file(path) as file:
        source, problems = read_toml(file.parent, file.name)
    found = None if source is None else _read(source, problems)
    if found is None or problems:
        raise InputError(problems)
    return found


def _read(source: TomlSource, problems: list[Problem]) -> Tripwires | None:
    header, _ = validated(Header, source.data, source, (), problems)
    if header is None:
        return None
    tripwires, assumptions = [], []
    for number, entry in enumerate(header.tripwire):
        table, _ = validated(TripwireTable, entry, source, ("tripwire", number), problems)
        if table is not None:
            tripwires.append(_tripwire(table, source.line(("tripwire", number))))
    for number, entry in enumerate(header.assumption):
        rule, _ = validated(AssumptionTable, entry, source, ("assumption", number), problems)
        if rule is not None:
            line = source.line(("assumption", number))
            assumptions.append(AssumptionRule(rule.id, rule.words, rule.expires, rule.condition or "", line))
    if header.starter:
        own = {t.id for t in tripwires}
        tripwires += [replace(t, line=0) for t in starter().tripwires if t.id not in own]
    problems += _twice(source, "tripwire", [t.id for t in tripwires])
    problems += _twice(source, "assumption", [a.id for a in assumptions])
    return Tripwires(header.version, tuple(tripwires), tuple(assumptions))


def _tripwire(t: TripwireTable, line: int) -> Tripwire:
    return Tripwire(
        t.id, t.title, t.family, t.condition, t.posture, t.actions, t.owner, t.clock, t.authority, t.stand_in,
        t.messages, t.stand_down, t.sources, line,
    )  # fmt: skip


def _twice(source: TomlSource, table: str, ids: list[str]) -> list[Problem]:
    return [
        Problem(source.name, source.where((table, number)), "id", name, f"an id that no other [[{table}]] has")
        for number, name in enumerate(ids)
        if name in ids[:number]
    ]


def _unknown(
    source: TomlSource,
    found: Tripwires,
    places: tuple[str, ...],
    exits: tuple[str, ...],
    on_map: Callable[[str], str | None],
) -> list[Problem]:
    """Conditions that name a place or an exit nobody knows: they could never trip."""
    problems = []
    rows: Mapping[str, tuple[tuple[str, str], ...]] = {
        "tripwire": tuple((t.id, t.condition) for t in found.tripwires),
        "assumption": tuple((a.id, a.condition) for a in found.assumptions),
    }
    for table, conditions in rows.items():
        for number, (_, text) in enumerate(conditions):
            where = source.where((table, number, "condition"))
            for name in places_named(text) if places else ():
                if name not in places and (mapped := on_map(name)) != name:
                    hint = did_you_mean(name, places) if mapped is None else f"The map calls it {mapped!r}."
                    expected = "a place of the case's area or of its places.csv"
                    problems.append(Problem(source.name, where, "condition", name, expected, hint))
            for name in exits_named(text) if exits else ():
                if name not in exits:
                    hint = did_you_mean(name, exits) or f"There are: {listed(exits)}."
                    problems.append(Problem(source.name, where, "condition", name, "the id of an exit", hint))
    return problems
