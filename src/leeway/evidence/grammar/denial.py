"""Denials that point back: "the government denied this", "called it a lie"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from leeway.evidence.grammar.draft import extent
from leeway.evidence.grammar.line import AUXILIARIES, BE, Line
from leeway.evidence.grammar.wordlists import words
from leeway.evidence.model import Speaker, Statement

DENYING = words("denial.DENYING")
BACK = words("denial.BACK")
CALLING = words("denial.CALLING")
LIES = words("denial.LIES")
DENIABLE = words("denial.DENIABLE")
PARTIES = words("denial.PARTIES")
REPLYING = words("denial.REPLYING")
REPORTING = words("denial.REPORTING")
REFUSING = words("denial.REFUSING")
ANSWERING = DENYING | CALLING | REPLYING | {"not"}


def pointing_back(line: Line, before: list[Statement], speaker_at: Callable[[int, int], Speaker]) -> Statement | None:
    """The last statement before, denied, where the line denies it without saying it again.

    `speaker_at`: who speaks in a span of characters, where the clause names no party itself.
    """
    if ANSWERING.isdisjoint(line.w):
        return None
    reply = _reply(line)
    if reply < 0 and DENYING.isdisjoint(line.w) and CALLING.isdisjoint(line.w):
        return None
    for k, word in enumerate(line.w):
        if k == reply:
            pass
        elif word in DENYING:
            after = line.w[k + 1 : k + 4]
            tail = line.w[k + 1 : k + 5]
            if "which" in line.w[max(0, k - 6) : k] and not any(x.isalpha() for x in after[:1]):
                pass  # "which the army disputed"
            elif not after or not (set(after) & BACK) or len(_until_break(line.w, k + 1)) > 4:
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


def _until_break(w: list[str], k: int) -> list[str]:
    """The words up to the next mark or "and": "disputed this and said that ..."."""
    end = next((j for j in range(k, len(w)) if not w[j][:1].isalnum() or w[j] in ("and", "but", "saying")), len(w))
    return w[k:end]


def _reply(line: Line) -> int:
    """Token of a short answer that takes back what was said: "that was untrue", "they do not", "Not true"; or -1."""
    w = line.w
    for k, word in enumerate(w):
        if word != "not" and word not in REPLYING:
            continue
        after = w[k + 1 : k + 4]
        if word == "not" and after[:1] in (["so"], ["true"], ["correct"]) and (k == 0 or not w[k - 1].isalpha()):
            return k
        if word not in REPLYING or (k and w[k - 1].isalpha() and w[k - 1] not in REPORTING):
            continue
        if len(after) > 1 and after[0] in BE and set(w[k + 2 : k + 6]) & LIES and not _more(line, k + 2):
            return k
        two = after[:2] if after[1:2] == ["not"] else []
        short = after[:1] != [] and after[0] in REFUSING
        end = k + (2 if short else 3)
        if (short or (two and two[0] in AUXILIARIES)) and (end >= len(w) or not w[end].isalpha()):
            return k
    return -1


def _more(line: Line, k: int) -> bool:
    """Whether the clause goes on to say what is false: "it was wrong to leave"."""
    at = next((n for n in range(k, min(k + 4, len(line.w))) if line.w[n] in LIES), k)
    return line.w[at + 1 : at + 2] in (["to"], ["that"], ["for"])
