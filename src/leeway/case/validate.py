"""One table of a file through its schema: every problem in it, in the one shape of a problem."""

from __future__ import annotations

from collections.abc import Mapping
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from leeway.case.suggestions import did_you_mean, listed
from leeway.case.toml_source import Step, TomlSource
from leeway.errors import Problem

M = TypeVar("M", bound=BaseModel)


def validated(
    schema: type[M], data: object, source: TomlSource, path: tuple[Step, ...], problems: list[Problem]
) -> tuple[M | None, frozenset[Step]]:
    """The table as a record of `schema`, and the keys the record lacks; problems are added to `problems`.

    A table with bad keys is read again without them, so that checks across tables still see the rest of it;
    None, and every key, when that is not possible.
    """
    if not isinstance(data, Mapping):
        problems.append(Problem(source.name, source.where(path), str(path[-1]), _shown(data), "a table"))
        return None, frozenset()
    try:
        return schema.model_validate(data), frozenset()
    except ValidationError as error:
        details = error.errors(include_url=False)
    problems.extend(_problem(schema, detail, source, path) for detail in details)
    bad: set[Step] = {detail["loc"][0] for detail in details if detail["type"] != "missing" or len(detail["loc"]) > 1}
    try:
        return schema.model_validate({key: value for key, value in data.items() if key not in bad}), frozenset(bad)
    except ValidationError:
        return None, frozenset(data)


def _problem(schema: type[BaseModel], detail: ErrorDetails, source: TomlSource, path: tuple[Step, ...]) -> Problem:
    steps = tuple(step for step in detail["loc"] if isinstance(step, str | int))
    where = source.where((*path, *steps))
    name = ".".join(str(step + 1) if isinstance(step, int) else step for step in steps)
    match detail["type"]:
        case "missing":
            return Problem(source.name, where, name, "", "this key, which is required")
        case "extra_forbidden":
            known = keys_of(_schema_at(schema, steps[:-1]))
            hint = did_you_mean(str(steps[-1]), known)
            return Problem(source.name, where, name, str(steps[-1]), f"a known key ({listed(known, 40)})", hint)
        case "value_error":
            return Problem(source.name, where, name, _shown(detail["input"]), str(detail["ctx"]["error"]))
        case "model_type" | "model_attributes_type" | "dict_type":
            return Problem(source.name, where, name, _shown(detail["input"]), "a table such as { key = value }")
        case "tuple_type":
            return Problem(source.name, where, name, _shown(detail["input"]), "a list of tables")
        case _:
            return Problem(source.name, where, name, _shown(detail["input"]), detail["msg"])


def keys_of(schema: type[BaseModel]) -> list[str]:
    """The keys of a table as users write them."""
    return [field.alias or name for name, field in schema.model_fields.items()]


def _schema_at(schema: type[BaseModel], steps: tuple[Step, ...]) -> type[BaseModel]:
    for step in steps:
        for name, field in schema.model_fields.items():
            if step == (field.alias or name):
                schema = _inner_schema(field.annotation) or schema
    return schema


def _inner_schema(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and get_origin(annotation) is None and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) is None and not isinstance(annotation, UnionType):
        return None
    return next((found for part in get_args(annotation) if (found := _inner_schema(part))), None)


def _shown(value: object) -> str:
    shown = value.isoformat() if hasattr(value, "isoformat") else str(value)
    return shown if len(shown) <= 80 else shown[:77] + "..."
