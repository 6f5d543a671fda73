"""Reports of different origin that rest on the same mouth: two texts, one witness."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations

from leeway.evidence.model import Speaker, Statement
from leeway.evidence.origins.families import Origins
from leeway.evidence.origins.features import folded


def witness(speaker: Speaker, publisher: str | None) -> str | None:
    """One word for who speaks: a name, or a role at an organisation; None for publisher and anonymous."""
    if speaker.anonymous or (speaker.org == publisher and not speaker.name and not speaker.role):
        return None
    if speaker.name:
        return " ".join(folded(speaker.name).split()[-1:])
    if speaker.role and speaker.org:
        return f"{folded(speaker.role)} of {folded(speaker.org)}"
    return folded(speaker.org) if speaker.org else None


def shared_witnesses(statements: Iterable[Statement], found: Origins) -> dict[tuple[str, str], tuple[str, ...]]:
    """Witnesses that pairs of reports of different families share: (report, report) in order of id -> who."""
    heard: defaultdict[str, set[str]] = defaultdict(set)
    for statement in statements:
        who = witness(statement.speaker, statement.publisher)
        if who is not None:
            heard[who].add(statement.report)
    shared: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for who, reports in heard.items():
        for a, b in combinations(sorted(reports), 2):
            if found.family.get(a, a) != found.family.get(b, b):
                shared[a, b].add(who)
    return {pair: tuple(sorted(names)) for pair, names in sorted(shared.items())}
