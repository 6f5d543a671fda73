"""What is left out: history, comparison with it, comment, bare questions."""

from __future__ import annotations

import re

from leeway.evidence.grammar.draft import Draft
from leeway.evidence.grammar.lexicon import phrases
from leeway.evidence.grammar.line import Line
from leeway.evidence.grammar.scene import Scene

YEAR = re.compile(r"(?:19|20)\d\d$")
CENTURIES = re.compile(r"1[5-8]\d\d$")
OLD_DAYS = 300
"""Days before publication from which an event is background."""
EVENTS = frozenset(["captured", "retaken", "attack", "bombing", "shelling", "fighting", "unrest"])
OLD_EVENTS_DAYS = 45
"""So for towns taken and for clashes, of which a report that goes back further tells how it all came about."""
OF_A_CLOCK = frozenset(
    [
        "gmt",
        "utc",
        "hours",
        "hrs",
        "hr",
        "h",
        "z",
        "local",
        "zulu",
        "today",
        "yesterday",
        "tonight",
        "daily",
        "cet",
        "est",
    ]
)


def background(draft: Draft, scene: Scene) -> bool:
    """Whether the draft is about years ago, or its sentence only asks."""
    line = draft.line
    anchor = scene.today
    last = draft.when.last if draft.when is not None else None
    if anchor is not None and last is not None:
        event = draft.kind in ("control", "incident") and draft.status in EVENTS
        if (anchor - last).days > (OLD_EVENTS_DAYS if event else OLD_DAYS):
            return True
    if asks(line) or "why" in line.w[: draft.at]:
        return True
    if "background" not in line.kept:
        hits = phrases("background.txt").hits(line.w)
        line.kept["background"] = any(not _now_first(line, h.start) for h in hits)
    if line.kept["background"]:
        return True
    return _old_year(draft, scene)


def _now_first(line: Line, start: int) -> bool:
    """ "Were seen there for the first time since 2009" tells of now."""
    return line.w[start : start + 3] == ["the", "first", "time"] and line.w[start - 1 : start] in (["for"], [","])


def _old_year(draft: Draft, scene: Scene) -> bool:
    """A year long past in the clause of the draft or at the head of its sentence."""
    line = draft.line
    anchor = scene.today
    a, b = line.clause(draft.at)
    if any(line.w[k : k + 3] == ["first", "time", "since"] for k in range(len(line.w) - 2)):
        return False  # "for the first time since 2009"
    for t in line.of("time"):
        if t.what.kind == "past_year" and (a <= t.start < b or t.start <= 3) and not _of_day(line, t.end - 1):
            return True
    if anchor is None:
        return False
    for k, word in enumerate(line.w):
        if word[:1] not in "12" or _of_day(line, k):
            continue
        if CENTURIES.match(word) and line.w[k - 1 : k] in (["of"], ["in"], ["since"]):
            return True  # "the revolt of 1857"
        if k < a and line.w[k - 1 : k] == ["since"]:
            continue  # "the airport, closed since 2014, is in their hands"
        if YEAR.match(word) and (a <= k < b or k < a) and int(word) < anchor.year - (0 if k < a else 1):
            return True
    return False


def _of_day(line: Line, k: int) -> bool:
    """ "Before 1900 GMT", "since 1500 today", "from 2000 to 0600": an hour, no year."""
    w = line.w
    if OF_A_CLOCK & set(w[k + 1 : k + 2]) or w[k - 1 : k] == ["at"]:
        return True
    return any(len(x) == 4 and x.isdigit() and x[0] == "0" for x in w[max(0, k - 2) : k + 3])


def asks(line: Line) -> bool:
    """Whether the sentence is a question."""
    last = line.sentence.tokens[-2:]
    return bool(line.tokens) and "?" in (last[0].text, last[-1].text)
