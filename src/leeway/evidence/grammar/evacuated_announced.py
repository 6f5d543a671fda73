"""An evacuation without people: only where it is planned, possible, denied, begun or ended in so many words."""

from __future__ import annotations

from leeway.evidence.grammar.lexicon import Hit
from leeway.evidence.grammar.line import Line
from leeway.evidence.grammar.scene import Scene
from leeway.evidence.grammar.wordlists import words

STAGES = words("evacuated.STAGES")
OVER = frozenset(["finished", "over", "ended", "stopped", "suspended", "halted"])
DUE = words("evacuated_due.DUE")


def announced(line: Line, hit: Hit, scene: Scene, pattern: str, a: int, b: int) -> bool:
    """An evacuation without people: only where it is planned, possible, denied, begun or ended in so many words."""
    w = line.w[a:b]
    if pattern == "FLIGHTS":
        return any(
            x in ("military", "evacuation", "raf", "rescue", "charter", "government-chartered")
            for x in line.w[max(a, hit.start - 4) : hit.start]
        ) and any(
            x in ("begin", "began", "start", "started", "resume", "leave", "planned")
            for x in line.w[hit.end : hit.end + 20]
        )
    if pattern == "CONVOYX":
        return any(
            x in ("discussion", "planned", "organised", "organized", "prepared", "possible", "rumoured", "rumored")
            for x in w
        )
    if pattern == "MORE":
        return line.w[hit.start - 1 : hit.start] != ["no"] and any(
            x in ("way", "due", "scheduled", "expected", "planned", "leave", "follow") for x in line.w[hit.end : b]
        )
    if hit.row.words == "airlift" and OVER & set(line.w[hit.end : b]):
        return False  # the exit is gone, nobody is moved
    if "flight" in hit.row.words and DUE & set(w):
        return True
    return any(x in STAGES for x in w)
