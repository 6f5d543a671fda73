"""The reference page of the plan language and the schemas say the same."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from leeway.case.people import COLUMNS
from leeway.case.schema import TABLES, CaseTable
from leeway.case.toml_source import TomlSource, line_index
from leeway.case.validate import keys_of, validated
from leeway.errors import Problem
from leeway.units import FAMILIES

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "plan-language.md").read_text(encoding="utf-8")
CASE_EXAMPLE, PLAN_EXAMPLE = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)


def faults(schema: type[BaseModel], data: object, path: tuple[Any, ...], text: str) -> list[Problem]:
    """What the schema says against a table of the page."""
    problems: list[Problem] = []
    validated(schema, data, TomlSource("page", tomllib.loads(text), line_index(text)), path, problems)
    return problems


def test_example_of_case_toml_is_valid() -> None:
    """The page's case.toml passes its schema."""
    assert faults(CaseTable, tomllib.loads(CASE_EXAMPLE), (), CASE_EXAMPLE) == []


@pytest.mark.parametrize("kind", TABLES)
def test_example_of_each_table_is_valid(kind: str) -> None:
    """Each table of the page's plan.toml is there and passes its schema."""
    tables = tomllib.loads(PLAN_EXAMPLE)[kind]
    assert [faults(TABLES[kind], table, (kind, k), PLAN_EXAMPLE) for k, table in enumerate(tables)] == [[]] * len(
        tables
    )


@pytest.mark.parametrize("kind", TABLES)
def test_every_key_is_on_the_page(kind: str) -> None:
    """No key of a table is missing from the page: in its example, or named in a comment of it."""
    start = PLAN_EXAMPLE.index(f"[[{kind}]]")
    following = re.search(r"^\[\[(?!" + kind + r"\.)", PLAN_EXAMPLE[start + 2 :], re.MULTILINE)
    part = PLAN_EXAMPLE[start : start + 2 + following.start()] if following else PLAN_EXAMPLE[start:]
    if kind == "route_table":
        part += PLAN_EXAMPLE[PLAN_EXAMPLE.index("[[route]]") : start]
    assert [key for key in keys_of(TABLES[kind]) if not re.search(rf"\b{key}\b", part)] == []


def test_columns_and_families_are_on_the_page() -> None:
    """Every column of people.csv and every family of uncertain quantities is named."""
    assert [name for name in COLUMNS if not re.search(rf"\b{name}\b", PAGE)] == []
    assert [name for name in FAMILIES if name != "fixed" and f"{name}(" not in PAGE] == []


def test_line_index_of_nested_tables() -> None:
    """Lines are found for tables in tables, dotted keys, and keys after values over many lines."""
    text = "a = [\n  1, # ]\n  2,\n]\n[[t]]\nx.y = 1\n"
    text += '[[t.u]]\nz = """\n[[no]]\n"""\n[[t.u]]\nz = 2\n[[t]]\nq = "[["\nw = 1\n'
    lines = line_index(text)
    assert tomllib.loads(text)["t"][0]["u"][1]["z"] == 2
    assert lines["a",] == 1
    assert lines["t", 0, "x", "y"] == 6
    assert (lines["t", 0, "u", 0, "z"], lines["t", 0, "u", 1, "z"], lines["t", 1, "w"]) == (8, 12, 15)
    assert ("no", 0) not in lines
