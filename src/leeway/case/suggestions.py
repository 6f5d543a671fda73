"""'Did you mean': the known name nearest to one that is not known."""

from __future__ import annotations

from collections.abc import Iterable

# Near enough to ask: 'hevan' and 'haven' are 0.76 alike, 'north' and 'south' 0.73.
NEAR = 0.75


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A question naming the nearest of `known`, or "" if none is near."""
    found = nearest(word, known)
    return f"Did you mean {found!r}?" if found else ""


def nearest(word: str, known: Iterable[str]) -> str:
    """The nearest of `known`, or "" if none is near (by Jaro-Winkler similarity)."""
    from rapidfuzz import process
    from rapidfuzz.distance import JaroWinkler

    found = process.extractOne(
        word, sorted(set(known)), scorer=JaroWinkler.similarity, processor=str.casefold, score_cutoff=NEAR
    )
    return str(found[0]) if found else ""


def listed(names: Iterable[str], most: int = 12) -> str:
    """Names for a message, shortened when there are many."""
    chosen = list(names)
    more = f" and {len(chosen) - most} more" if len(chosen) > most else ""
    return ", ".join(chosen[:most]) + more
