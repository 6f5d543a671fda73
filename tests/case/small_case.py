"""Small case directories for tests: three files as text, with single replacements."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

CASE = """\
title = "Small"
start = 2030-01-01T06:00:00Z
deadline = "48 h"
time_zone = "UTC"
"""
PEOPLE = """\
group,site,low,likely,high,category,priority
families,town,90,100,120,citizens,1
staff,town,20,20,20,staff,2
"""
PLAN = """\
[[place]]
id = "town"
kind = "site"
latitude = 1.0
longitude = 2.0

[[place]]
id = "port"
kind = "embarkation_point"

[[place]]
id = "haven"
kind = "safe_haven"

[[route]]
from = "town"
to = "port"
mode = "road"
distance = "30 km"

[[route]]
id = "crossing"
from = "port"
to = "haven"
mode = "sea"
time = "uniform(3 h, 4 h)"

[[fleet]]
id = "bus"
mode = "road"
count = 4
seats = 50
speed = "40 km/h"
starts = "town"

[[fleet]]
id = "ferry"
mode = "sea"
count = 1
seats = 200
starts = "port"
"""


def write_case(
    directory: Path,
    *,
    case: str = CASE,
    people: str | bytes = PEOPLE,
    plan: str = PLAN,
    files: Mapping[str, str] | None = None,
) -> Path:
    """Write the small case, with other texts where given."""
    directory.mkdir(parents=True, exist_ok=True)
    (directory / "case.toml").write_text(case, encoding="utf-8")
    (directory / "plan.toml").write_text(plan, encoding="utf-8")
    (directory / "people.csv").write_bytes(people if isinstance(people, bytes) else people.encode())
    for name, text in (files or {}).items():
        (directory / name).write_text(text, encoding="utf-8")
    return directory


def swapped(text: str, old: str, new: str) -> str:
    """`text` with the one occurrence of `old` replaced."""
    assert text.count(old) == 1, (old, text.count(old))
    return text.replace(old, new)


def line_of(text: str, part: str) -> int:
    """The line, from 1, of the first line that holds `part`."""
    return next(number for number, line in enumerate(text.splitlines(), 1) if part in line)
