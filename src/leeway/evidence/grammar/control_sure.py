"""How firm the words of a capture or a loss make it: vowed, failed, conceded, told of oneself; for `control`."""

from __future__ import annotations

from leeway.evidence.attribution.voices import speaker_at
from leeway.evidence.grammar.lexicon import Hit
from leeway.evidence.grammar.line import Line
from leeway.evidence.grammar.scene import Scene
from leeway.evidence.grammar.wordlists import words

PLANNING, FAILING = words("control.PLANNING"), words("control.FAILING")
CONCEDING = words("control.CONCEDING")
SELF = frozenset(["they", "it", "we"])
DENYING = words("denial.DENYING") | {
    "not",
    "never",
    "no",
    "nor",
    "deny",
    "denied",
    "denies",
    "false",
    "untrue",
    "reports",
}
LOSING = frozenset(["GIVE", "LOSTX"])
"""What a party says of its own losses is no claim."""


def firm_by_words(line: Line, hit: Hit, scene: Scene, status: str) -> str | None:
    """ "vowed to retake X", "failed to retake X", "an attempt to take X failed", "conceded that X was lost"."""
    if hit.row.pattern == "LEFTTO":
        return "possible"
    if hit.row.pattern in LOSING and _own_loss(line, hit, scene):
        return "stated"
    a, b = line.clause(hit.start)
    before = set(line.w[max(0, hit.start - 5) : hit.start])
    if line.w[hit.start - 1 : hit.start] == ["to"]:
        if FAILING & before or (
            {"attempt", "bid", "attempts", "effort"} & before and FAILING & set(line.w[hit.end : b])
        ):
            return "denied"
        if PLANNING & before and not {"not", "no", "never", "if"} & before:
            return "planned"
    if status == "captured" and line.w[a] in ("once", "should", "were", "unless"):
        return "possible"
    conceded = CONCEDING & set(line.w[max(0, a - 8) : hit.start])
    if status == "captured" and conceded and not {"not", "refused", "yet"} & set(line.w[max(0, a - 8) : hit.start]):
        return "confirmed"
    return None


def of_ourselves(line: Line, hit: Hit) -> bool:
    """ "The airport is in our hands", "said its forces had taken X": a party on itself."""
    a, b = line.clause(hit.start)
    near = line.w[max(a, hit.start - 6) : min(b, hit.end + 2)]
    if {"our", "ours", "we"} & set(near) and not {"said", "reported", "wrote"} & set(near):
        return True
    told = line.w[max(0, a - 2) : a]
    if (
        told in (["they", "say"], ["they", "said"], ["they", "claim"], ["it", "says"], ["it", "said"])
        and line.w[a] in SELF
    ):
        return True
    own = [c for c in line.of("force") if a <= c.start < hit.start]
    return bool(own) and line.w[own[0].start - 1] in ("its", "their", "his") and own[0].start - a <= 3


def _own_loss(line: Line, hit: Hit, scene: Scene) -> bool:
    """Whether the state of the report says itself that it lost the place, and denies nothing."""
    if not DENYING.isdisjoint(line.w) or any(x.endswith("n't") for x in line.w):
        return False
    org = speaker_at(scene.voices, *line.span(hit.start, hit.end))[0].org or ""
    return scene.home is not None and any(name and name in org for name in scene.home[:2])
