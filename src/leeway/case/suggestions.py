"""'Did you mean': the known name nearest to one that is not known."""

from __future__ import annotations

from collections.abc import Iterable


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A question naming the nearest of `known`, or "" if none is near (Jaro-Winkler similarity 0.8 or more)."""
    from rapidfuzz import process
    from rapidfuzz.distance import JaroWinkler

    found = process.extractOne(
        word, sorted(set(known)), scorer=JaroWinkler.similarity, processor=str.casefold, score_cutoff=0.8
    )
    return f"Did you mean {found[0]!r}?" if found else ""


def listed(names: Iterable[str], most: int = 12) -> str:
    """Names for a message, shortened when there are many."""
    chosen = list(names)
    more = f" and {len(chosen) - most} more" if len(chosen) > most else ""
    return ", ".join(chosen[:most]) + more
