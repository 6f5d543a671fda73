"""Places that nobody holds, or both sides say they hold; for `control`."""

from __future__ import annotations

from leeway.evidence.grammar.arguments import chunks, direct_object
from leeway.evidence.grammar.control_phrases import SPOTS, Found
from leeway.evidence.grammar.lexicon import Hit
from leeway.evidence.grammar.line import Line
from leeway.evidence.grammar.scene import Scene
from leeway.evidence.grammar.wordlists import words

ASKING = words("control.ASKING")


def _who(line: Line, hit: Hit, scene: Scene) -> Found:
    """Rival accounts of who holds a place."""
    if line.w[hit.start] == "who" and (hit.start == 0 or line.w[hit.start - 1] not in ASKING):
        return  # "the rebels who hold X"
    if line.w[hit.end : hit.end + 1] in (["what"], ["which"], ["where"]):
        return  # "accounts of who held what": of no place
    found = chunks(line, SPOTS, hit.end, len(line.w)) or chunks(line, SPOTS, 0, hit.start)
    words = line.w
    if not any(w in ("control", "charge", "controls", "holds", "holding", "held") for w in words):
        return
    if found:
        yield found[0], "", found[0]


def _unclear(line: Line, hit: Hit, scene: Scene) -> Found:
    """ "its control was not clear"."""
    before = chunks(line, SPOTS, 0, hit.end)
    if before:
        yield before[0], "", before[0]


def _neither(line: Line, hit: Hit, scene: Scene) -> Found:
    """ "Neither side controls X", "no one is in charge of X", "in X nobody is in control"."""
    found = chunks(line, SPOTS, hit.end, line.clause(hit.start)[1]) or chunks(line, SPOTS, 0, hit.start)
    found = [c for c in found if c.what.kind != "country"]
    if found:
        yield found[0], "", found[0]


def _both_claim(line: Line, hit: Hit, scene: Scene) -> Found:
    """ "Both sides claim X"."""
    place = direct_object(line, hit.end, SPOTS, reach=4)
    if place is not None:
        yield place, "", place


RIVALS = {
    "WHO": _who,
    "PVX": _unclear,
    "NEITHER": _neither,
    "WHOX": _both_claim,
}
"""Readers of the patterns of control.tsv that tell of rival claims."""
