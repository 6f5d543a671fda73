"""Denials that point back: "the government denied this", "called it a lie"."""

from __future__ import annotations

from dataclasses import replace

from leeway.evidence.grammar.draft import extent
from leeway.evidence.grammar.line import Line
from leeway.evidence.model import Speaker, Statement

DENYING = frozenset(
    ["denied", "denies", "deny", "rejected", "rejects", "dismissed", "dismisses", "contradicted", "contradicts", "refuted"]
    + ["refutes", "disputed", "disputes", "contested"]
)
BACK = frozenset(["this", "that", "it", "claim", "claims", "report", "reports", "allegation", "allegations", "statement", "accusation", "account", "second", "first", "version", "suggestion"])
CALLING = frozenset(["called", "calls", "qualifies", "qualified", "described", "describes", "labelled", "labeled", "branded"])
LIES = frozenset(["lie", "lies", "fabrication", "fabrications", "false", "nonsense", "untrue", "propaganda", "rumour", "rumours", "rumor", "rumors", "theatre", "fiction", "invention", "baseless", "fake", "lying", "absurd", "disinformation"])
DENIABLE = frozenset(["control", "incident", "force", "access", "approach", "posture", "time_left"])
PARTIES = frozenset(["armed_group", "army", "government", "state", "ministry", "mission", "organisation"])


def pointing_back(line: Line, before: list[Statement], speaker_of: Speaker, new: bool) -> Statement | None:
    """The last statement before the line, denied, where the line denies it without saying it again.

    `new`: the line itself gave statements before the denial; then the denial is of the last of those.
    """
    for k, word in enumerate(line.w):
        if word in DENYING:
            after = line.w[k + 1 : k + 4]
            tail = line.w[k + 1 : k + 5]
            if not after or not (set(after) & BACK) or len([w for w in line.w[k + 1 :] if w.isalpha()]) > 4:
                continue
            if "that" in tail and line.w[k + 2 : k + 3] not in ([], ["."], [":"], [","]):
                continue
        elif word in CALLING:
            if not set(line.w[k + 1 : k + 12]) & LIES:
                continue
        else:
            continue
        target = next((s for s in reversed(before[-4:]) if s.kind in DENIABLE and s.firmness != "denied"), None)
        if target is None:
            return None
        a, b = line.clause(k)
        start, end = extent(line, k, min(b, k + 12))
        actors = [c for c in line.of("actor") if c.start < k and c.what.kind in PARTIES]
        org = actors[-1].what.name if actors else None
        if speaker_of.org == org or speaker_of.name or speaker_of.role or org is None:
            speaker = speaker_of
        else:
            speaker = Speaker(org=org)
        if speaker == target.speaker:
            return None
        span = line.span(start, end)
        return replace(target, span=span, quote="", firmness="denied", speaker=speaker)
    return None
