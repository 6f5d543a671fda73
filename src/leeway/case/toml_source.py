"""A TOML file with the line on which each table and key stands, for messages."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from leeway.case.text_source import decoded
from leeway.errors import Problem

Step = str | int
_HEADER = re.compile(r"^\s*(\[\[?)\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"""^\s*((?:"[^"]*"|'[^']*'|[A-Za-z0-9_-]+)(?:\s*\.\s*(?:"[^"]*"|'[^']*'|[A-Za-z0-9_-]+))*)\s*=""")
_PART = re.compile(r""""([^"]*)"|'([^']*)'|([A-Za-z0-9_-]+)""")
_STRINGS_AND_COMMENTS = re.compile(r""""(?:\\.|[^"\\])*"|'[^']*'|#.*""")


@dataclass(frozen=True)
class TomlSource:
    """`data` as read; `lines` maps paths such as ("route", 2, "time") to line numbers."""

    name: str
    data: Mapping[str, Any]
    lines: Mapping[tuple[Step, ...], int] = field(default_factory=dict)

    def line(self, path: tuple[Step, ...]) -> int:
        """Line of the deepest known part of `path`; 0 for the file itself."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 0)

    def where(self, path: tuple[Step, ...]) -> str:
        """The words for a message: the line and the table it belongs to."""
        line = self.line(path)
        place = f"line {line}" if line else ""
        if len(path) > 1 and isinstance(path[1], int):
            table = f"[[{path[0]}]] {path[1] + 1}"
            return f"{place} ({table})" if place else table
        return place


def read_toml(directory: Path, name: str) -> tuple[TomlSource | None, list[Problem]]:
    """Read `directory/name`; the problems are those of a file missing, not UTF-8, or not TOML."""
    text, problems = decoded(directory, name)
    if text is None:
        return None, problems
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return None, [_syntax(name, text, str(error))]
    return TomlSource(name, data, line_index(text)), []


def _syntax(name: str, text: str, message: str) -> Problem:
    found = re.search(r"^(.*) \(at (?:line (\d+), column (\d+)|end of document)\)$", message)
    if found is None:
        return Problem(name, "", "", "", "valid TOML", message)
    line, column = int(found[2] or len(text.splitlines())), found[3]
    where = f"line {line}, column {column}" if column else f"line {line} (end of file)"
    shown = text.splitlines()[line - 1].strip()[:60] if text.strip() else ""
    return Problem(name, where, "", shown, "valid TOML", f"{found[1]}.")


def line_index(text: str) -> dict[tuple[Step, ...], int]:
    """Lines of tables and of keys at the start of a line. A light scan: keys inside inline tables are found by
    the key that holds them."""
    lines: dict[tuple[Step, ...], int] = {}
    counts: dict[tuple[Step, ...], int] = {}
    table: tuple[Step, ...] = ()
    depth, closing = 0, ""
    for number, line in enumerate(text.splitlines(), 1):
        if closing:
            if closing not in line:
                continue
            line, closing = line.split(closing, 1)[1], ""
        elif depth == 0 and (header := _HEADER.match(line)):
            table = _entered(_parts(header[2]), header[1] == "[[", counts)
            lines.setdefault(table, number)
            lines.setdefault(table[:1], number)
            continue
        elif depth == 0 and (key := _KEY.match(line)):
            path = table
            for part in _parts(key[1]):
                path = (*path, part)
                lines.setdefault(path, number)
        for quotes in ('"""', "'''"):
            if line.count(quotes) % 2:
                closing, line = quotes, line.split(quotes, 1)[0]
        bare = _STRINGS_AND_COMMENTS.sub("", line)
        depth = max(0, depth + sum(bare.count(c) for c in "[{") - sum(bare.count(c) for c in "]}"))
    return lines


def _parts(dotted: str) -> list[str]:
    return [a or b or c for a, b, c in _PART.findall(dotted)]


def _entered(parts: list[str], is_array: bool, counts: dict[tuple[Step, ...], int]) -> tuple[Step, ...]:
    """The path of a table header: parts that are arrays of tables mean their latest element."""
    path: tuple[Step, ...] = ()
    for part in parts[:-1]:
        path = (*path, part)
        if path in counts:
            path = (*path, counts[path])
    path = (*path, parts[-1])
    if is_array:
        counts[path] = counts.get(path, -1) + 1
        path = (*path, counts[path])
    return path
