"""`staffing.toml` of a case: the functions of the mission, who can do them, and who leaves first."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Final

from pydantic import BaseModel, ConfigDict, PlainValidator

from leeway.case import fields
from leeway.case.key_types import Amount, Duration, Id, Ids, Name, Text, Whole
from leeway.case.model import Case
from leeway.case.staffing import Function, LeavingRule, Override, StaffingPlan
from leeway.case.suggestions import did_you_mean, listed
from leeway.case.toml_source import TomlSource, read_toml
from leeway.case.validate import validated
from leeway.errors import InputError, Problem
from leeway.posture.model import LADDER
from leeway.units import UnitError

FILE: Final = "staffing.toml"
LEVELS: Final = ("P5", "P10", "P20", "own")


def read_needs(value: object) -> dict[str, int]:
    """People by group: { consular = 4, security = 2 }."""
    expected = "people by group, such as { consular = 4 }"
    if not isinstance(value, Mapping) or not value:
        raise UnitError(expected)
    found = {}
    for group, number in value.items():
        if isinstance(number, bool) or not isinstance(number, int) or number < 1:
            raise UnitError(expected)
        found[str(group)] = number
    return found


def read_rungs(value: object) -> tuple[str, ...]:
    """Rungs of the ladder."""
    if not isinstance(value, list) or not value or any(rung not in LADDER for rung in value):
        raise UnitError(f"a list of rungs: {', '.join(LADDER)}")
    return tuple(value)


def read_deputies(value: object) -> tuple[tuple[str, ...], ...]:
    """Lists of groups that can stand in for one another."""
    if not isinstance(value, list) or any(not isinstance(part, list) or len(part) < 2 for part in value):
        raise UnitError('lists of groups that stand in for one another, such as [["consular", "visas"]]')
    return tuple(tuple(str(name) for name in part) for part in value)


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class FunctionTable(_Table):
    id: Id
    title: Name
    value: Amount
    needs: Annotated[dict[str, int], PlainValidator(read_needs)]
    deputies: Annotated[tuple[tuple[str, ...], ...], PlainValidator(read_deputies)] = ()
    rungs: Annotated[tuple[str, ...], PlainValidator(read_rungs)]


class LeavingTable(_Table):
    order: Whole
    groups: Ids
    reason: Name


class OverrideTable(_Table):
    group: Id
    keep: Whole
    by: Name
    reason: Name


class Header(_Table):
    version: Text = "1"
    staff: Ids
    decision_lag: Duration = 0.0
    notice: Duration = 0.0
    drawdown_hastens: Annotated[float, PlainValidator(fields.amount("number", least=1.0, most=10.0))] = 1.0
    fewest_shown: Whole = 5
    warning_level: Annotated[str, PlainValidator(fields.one_of(LEVELS))] = "P10"
    own_warning: Duration | None = None
    function: tuple[Any, ...] = ()
    leaving: tuple[Any, ...] = ()
    override: tuple[Any, ...] = ()


def load_staffing(directory: Path, case: Case) -> StaffingPlan | None:
    """The staffing plan of a case, None if it has no `staffing.toml`. Raises `InputError` with every mistake."""
    if not (directory / FILE).exists():
        return None
    source, problems = read_toml(directory, FILE)
    plan = None if source is None else _plan(source, problems)
    if source is not None and plan is not None:
        problems += _unknown_groups(source, plan, case)
        problems += _beyond_the_post(source, plan, case)
    if problems or plan is None:
        raise InputError(dict.fromkeys(problems))
    return plan


def named_groups(plan: StaffingPlan | None) -> frozenset[str]:
    """The groups that the staffing plan speaks of by id, or may: they cannot be put together with others."""
    if plan is None:
        return frozenset()
    rules = (name for rule in plan.leaving for name in rule.groups)
    return frozenset({*plan.staff, *rules, *(override.group for override in plan.overrides)})


def _plan(source: TomlSource, problems: list[Problem]) -> StaffingPlan | None:
    header, _ = validated(Header, source.data, source, (), problems)
    if header is None:
        return None
    if header.warning_level == "own" and header.own_warning is None:
        where, expected = source.where(("warning_level",)), "an own_warning such as '48 h' beside it"
        problems.append(Problem(source.name, where, "warning_level", "own", expected))
    functions: dict[str, Function] = {}
    for number, entry in enumerate(header.function):
        table, _ = validated(FunctionTable, entry, source, ("function", number), problems)
        if table is None:
            continue
        line = source.line(("function", number))
        if table.id in functions:
            where = source.where(("function", number))
            problems.append(Problem(source.name, where, "id", table.id, "an id that no other [[function]] has"))
        functions[table.id] = Function(
            table.id, table.title, table.value, table.needs, table.deputies, table.rungs, line
        )  # fmt: skip
    leaving = []
    for number, entry in enumerate(header.leaving):
        rule, _ = validated(LeavingTable, entry, source, ("leaving", number), problems)
        if rule is not None:
            leaving.append(LeavingRule(rule.order, rule.groups, rule.reason, source.line(("leaving", number))))
    overrides = []
    for number, entry in enumerate(header.override):
        kept, _ = validated(OverrideTable, entry, source, ("override", number), problems)
        if kept is not None:
            overrides.append(Override(kept.group, kept.keep, kept.by, kept.reason, source.line(("override", number))))
    return StaffingPlan(
        version=header.version,
        staff=header.staff,
        functions=functions,
        leaving=tuple(sorted(leaving, key=lambda rule: rule.order)),
        overrides=tuple(overrides),
        decision_lag_h=header.decision_lag,
        notice_h=header.notice,
        drawdown_hastens=header.drawdown_hastens,
        fewest_shown=header.fewest_shown,
        warning_level=header.warning_level,
        own_warning_h=header.own_warning,
    )


def _unknown_groups(source: TomlSource, plan: StaffingPlan, case: Case) -> list[Problem]:
    """Groups that people.csv does not have, or that are not staff of this plan."""
    problems = []

    def told(path: tuple[str | int, ...], key: str, name: str, known: tuple[str, ...], expected: str) -> None:
        hint = did_you_mean(name, known) or f"There are: {listed(known)}."
        problems.append(Problem(source.name, source.where(path), key, name, expected, hint))

    groups = tuple(case.groups)
    for name in plan.staff:
        if name not in case.groups:
            told(("staff",), "staff", name, groups, "a group of people.csv")
    for number, function in enumerate(plan.functions.values()):
        for name in (*function.needs, *(part for some in function.deputies for part in some)):
            if name not in plan.staff:
                told(("function", number), "needs", name, plan.staff, "a group listed in 'staff'")
    for number, rule in enumerate(plan.leaving):
        for name in rule.groups:
            if name not in case.groups and name not in {g.category for g in case.groups.values()}:
                told(("leaving", number), "groups", name, groups, "a group or a category of people.csv")
    for number, override in enumerate(plan.overrides):
        if override.group not in plan.staff:
            told(("override", number), "group", override.group, plan.staff, "a group listed in 'staff'")
    return problems


def _beyond_the_post(source: TomlSource, plan: StaffingPlan, case: Case) -> list[Problem]:
    """More people than the groups have, and what is said twice."""
    problems = []

    def told(path: tuple[str | int, ...], key: str, value: object, expected: str, hint: str = "") -> None:
        problems.append(Problem(source.name, source.where(path), key, str(value), expected, hint))

    def most(names: set[str]) -> int:
        return sum(case.groups[name].high for name in names if name in case.groups)

    for name in sorted({name for name in plan.staff if plan.staff.count(name) > 1}):
        told(("staff",), "staff", name, "each group once")
    for number, function in enumerate(plan.functions.values()):
        for name, needed in function.needs.items():
            able = {name, *(part for some in function.deputies if name in some for part in some)}
            if name in case.groups and needed > most(able):
                hint = "Without them the function could never be kept."
                expected = f"at most {most(able):,}, the high count of the group and its deputies"
                told(("function", number), f"needs.{name}", needed, expected, hint)
    overridden: set[str] = set()
    for number, override in enumerate(plan.overrides):
        if override.group in overridden:
            told(("override", number), "group", override.group, "one override a group")
        overridden.add(override.group)
        if override.group in case.groups and override.keep > most({override.group}):
            expected = f"at most {most({override.group}):,}, the high count of the group"
            told(("override", number), "keep", override.keep, expected)
    return problems
