"""The closed sets of words in `words.txt`: "module.NAME: word word ...", extended without touching code."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


def words(name: str) -> frozenset[str]:
    """One set by its name, such as "access.AFTER_BE". Raises KeyError where the file has none."""
    return _all()[name]


@cache
def _all() -> dict[str, frozenset[str]]:
    text = (files("leeway.evidence.grammar") / "words.txt").read_text(encoding="utf-8")
    rows = (line.split(": ", 1) for line in text.splitlines() if line and not line.startswith("# "))
    return {name: frozenset(listed.split()) for name, listed in rows}
