"""Whatever stands in the files, loading ends in a case or in a list of problems, never otherwise."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_case import CASE, PEOPLE, PLAN, write_case

from leeway.case import load_case
from leeway.case.template import template_text
from leeway.case.understanding import understand
from leeway.errors import InputError, Problem

VALUES = [
    "1", "-1", "0", "1e999", "1e300", "nan", "true", '""', '"x"', '"town"', '"bus"', '"/"', '"60 %"', '"\\u0000"',
    "99999999999999999999", '"0 h"', '"-3 h"', '"3 h"', '"9999 d"', '"1e300 h"',
    '"uniform(1 h, 2 h)"', '"gamma(1 h, 1 h)"',
    "[]", "{}", "[[]]", "[{}]", '["town"]', "{ a = 1 }", '{ stock = "diesel", by_route = { x = -1 } }',
    '[{ id = "b", count = 0 }]', '"daylight"', '"06:00-06:00"', '"1 h/0 h"',
    "2030-01-01T00:00:00Z", "2030-01-01", "07:32:00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:00:00-12:00",
]  # fmt: skip
LINES = [
    number
    for number, line in enumerate(template_text("plan.toml").splitlines())
    if "=" in line and not line.startswith("#")
]
SHORT = [b"", b"\n", b"\xef\xbb\xbf", b"\x00", b"\xff\xfe", b'"', b"[[", b"[[place]]", b",,,\n,,,"]


def problems(path: Path) -> tuple[Problem, ...]:
    """What is wrong with a case; nothing if it can be loaded and summed up."""
    try:
        understand(load_case(path))
    except InputError as error:
        return error.problems
    return ()


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(LINES), st.sampled_from(VALUES)), min_size=1, max_size=3))
def test_any_value_for_any_key(tmp_path: Path, changes: list[tuple[int, str]]) -> None:
    """Odd values in the template's plan end in a case that can be summed up, or in problems that can be printed."""
    lines = template_text("plan.toml").splitlines()
    for number, value in changes:
        lines[number] = f"{lines[number].split('=')[0]}= {value}"
    write_case(tmp_path, case=template_text("case.toml"), people=template_text("people.csv"), plan="\n".join(lines))
    for problem in problems(tmp_path):
        assert problem.file
        assert problem.expected in str(problem)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(["case.toml", "people.csv", "plan.toml"]), st.integers(0, 10**9), st.integers(1, 4))
def test_any_damage_to_any_file(tmp_path: Path, name: str, seed: int, cuts: int) -> None:
    """Bytes lost, doubled or changed anywhere in a file end in a case or in problems."""
    path = write_case(tmp_path)
    rng = random.Random(seed)
    raw = bytearray({"case.toml": CASE, "people.csv": PEOPLE, "plan.toml": PLAN}[name].encode())
    for _ in range(cuts):
        at, length = rng.randrange(len(raw)), rng.randrange(1, 12)
        noise = bytes(rng.randrange(256) for _ in range(3))
        raw[at : at + length] = rng.choice([b"", raw[at : at + length] * 2, noise])
        raw = raw or bytearray(b"\n")
    (path / name).write_bytes(raw)
    for problem in problems(path):
        assert problem.file
        assert problem.expected in str(problem)


@pytest.mark.parametrize("name", ["case.toml", "people.csv", "plan.toml"])
@pytest.mark.parametrize("raw", SHORT)
def test_shortest_files(tmp_path: Path, name: str, raw: bytes) -> None:
    """Files with next to nothing in them are problems."""
    path = write_case(tmp_path)
    (path / name).write_bytes(raw)
    with pytest.raises(InputError):
        load_case(path)
