"""Two readings of one report side by side. Nothing is merged: a person sees where they differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from leeway.evidence.model import Statement

LEAST_OVERLAP = 0.4
COMPARED = ("status", "actor", "place", "value", "of", "when", "firmness", "speaker")


@dataclass(frozen=True, slots=True)
class Pair:
    """What two readers made of the same words; one of them None where only the other found something there.

    `differs`: names of the fields in which they disagree.
    """

    first: Statement | None
    second: Statement | None
    differs: tuple[str, ...] = ()


def side_by_side(first: Sequence[Statement], second: Sequence[Statement]) -> list[Pair]:
    """Pair statements of the same report and kind whose quotes overlap by 40 % of the shorter, the most alike first.

    In the order of their spans. One to one; quadratic in the statements of one report and kind only.
    """
    candidates = sorted(
        (
            (-_overlap(a, b), len(_differences(a, b)), i, j)
            for i, a in enumerate(first)
            for j, b in enumerate(second)
            if a.report == b.report and a.kind == b.kind and _overlap(a, b) >= LEAST_OVERLAP
        ),
        key=lambda c: (c[1], c[0], c[2], c[3]),
    )
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, i, j in candidates:
        if i not in partner and j not in taken:
            partner[i] = j
            taken.add(j)
    pairs = [
        Pair(a, second[partner[i]], _differences(a, second[partner[i]])) if i in partner else Pair(a, None)
        for i, a in enumerate(first)
    ]
    pairs += [Pair(None, b) for j, b in enumerate(second) if j not in taken]
    return sorted(pairs, key=_place)


def _place(pair: Pair) -> tuple[str, tuple[int, int], str]:
    """Where the pair stands: where its first statement does, else its second."""
    one = pair.first or pair.second
    assert one is not None
    return one.report, one.span, one.kind


def _overlap(a: Statement, b: Statement) -> float:
    """Share of the shorter span that both cover."""
    common = min(a.span[1], b.span[1]) - max(a.span[0], b.span[0])
    return max(0, common) / min(a.span[1] - a.span[0], b.span[1] - b.span[0])


def _differences(a: Statement, b: Statement) -> tuple[str, ...]:
    return tuple(field for field in COMPARED if getattr(a, field) != getattr(b, field))
