"""Counts behind precision, recall and F1, for the scripts that score the layers on public sets."""

from __future__ import annotations

from dataclasses import dataclass

Span = tuple[int, int]


@dataclass(slots=True)
class Tally:
    """`right` of `found` are in the set, `met` of `gold` were found; the two differ where several meet one."""

    right: int = 0
    found: int = 0
    met: int = 0
    gold: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.met / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def cells(self) -> str:
        """Precision, recall and F1 as cells of a Markdown table."""
        return f"{self.precision:.2f} | {self.recall:.2f} | **{self.f1:.2f}**"


def shared(one: list[Span], two: list[Span]) -> int:
    """Characters that two lists of spans share; the spans of a list do not overlap one another."""
    return sum(max(0, min(b, d) - max(a, c)) for a, b in one for c, d in two)


def merged(spans: list[Span]) -> list[Span]:
    """The same characters by spans that do not overlap, in order."""
    kept: list[Span] = []
    for start, end in sorted(spans):
        if kept and start <= kept[-1][1]:
            kept[-1] = (kept[-1][0], max(end, kept[-1][1]))
        else:
            kept.append((start, end))
    return kept
