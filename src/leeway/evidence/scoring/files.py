"""Annotated reports and predictions read from disk."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from leeway.errors import InputError, Problem

GOLD_SUFFIX = ".gold.jsonl"


@dataclass(frozen=True, slots=True)
class Gold:
    """Bodies by report id, in order of file name, the annotated statements, and the text file of each report."""

    bodies: dict[str, str]
    statements: list[dict[str, Any]]
    texts: dict[str, Path]


def read_gold(directory: Path) -> Gold:
    """Every NAME.gold.jsonl of `directory` with its NAME.txt.

    The body of a text is what follows its first blank line. Raises InputError where a file is missing or no JSON.
    """
    gold = Gold({}, [], {})
    for path in sorted(directory.glob(f"*{GOLD_SUFFIX}")):
        name = path.name.removesuffix(GOLD_SUFFIX)
        text = directory / f"{name}.txt"
        if not text.is_file():
            raise InputError([Problem(text.name, "", "", "", f"the report that {path.name} annotates")])
        with text.open(encoding="utf-8", newline="") as file:
            _, _, gold.bodies[name] = file.read().replace("\r\n", "\n").partition("\n\n")
        gold.texts[name] = text
        gold.statements.extend(read_predictions(path))
    if not gold.statements:
        raise InputError([Problem(str(directory), "", "", "", f"a directory with NAME.txt and NAME{GOLD_SUFFIX}")])
    strays = sorted({str(s.get("report")) for s in gold.statements} - set(gold.bodies))
    if strays:
        raise InputError([Problem(str(directory), "", "report", s, "the id of a report there") for s in strays])
    return gold


def read_predictions(path: Path) -> list[dict[str, Any]]:
    """One JSON object a line. Raises InputError with every line that is none."""
    items: list[dict[str, Any]] = []
    problems = []
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError([Problem(str(path), "", "", "", f"a readable file of JSON lines ({error})")]) from error
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            item = json.loads(line)
        except ValueError:
            item = None
        if isinstance(item, dict):
            items.append(item)
        else:
            problems.append(Problem(path.name, f"line {number}", "", line[:60], "a JSON object"))
    if problems:
        raise InputError(problems)
    return items
