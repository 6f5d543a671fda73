"""Denials that point back: "the government denied this", "called it a lie"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from leeway.evidence.grammar.draft import extent
from leeway.evidence.grammar.line import Line
from leeway.evidence.grammar.wordlists import words
from leeway.evidence.model import Speaker, Statement

DENYING = words("denial.DENYING")
BACK = words("denial.BACK")
CALLING = words("denial.CALLING")
LIES = words("denial.LIES")
DENIABLE = words("denial.DENIABLE")
PARTIES = words("denial.PARTIES")


def pointing_back(line: Line, before: list[Statement], speaker_at: Callable[[int, int], Speaker]) -> Statement | None:
    """The last statement before, denied, where the line denies it without saying it again.

    `speaker_at`: who speaks in a span of characters, where the clause names no party itself.
    """
    if DENYING.isdisjoint(line.w) and CALLING.isdisjoint(line.w):
        return None
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
        span = line.span(start, end)
        actors = [c for c in line.of("actor") if a <= c.start < k and c.what.kind in PARTIES]
        told = speaker_at(*span)
        by_role = (told.name or told.role) and told != target.speaker
        speaker = told if by_role or not actors else Speaker(org=str(actors[-1].what.name))
        if speaker == target.speaker:
            return None
        return replace(target, span=span, quote="", firmness="denied", speaker=speaker)
    return None
