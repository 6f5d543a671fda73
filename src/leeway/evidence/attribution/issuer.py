"""Who speaks where nobody is named: the publisher, or the mission or ministry that issues the notice."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from leeway.evidence.attribution.actors import actors_of
from leeway.evidence.attribution.cast import Cast
from leeway.evidence.attribution.line import Line, line_of
from leeway.evidence.attribution.memory import Memory
from leeway.evidence.attribution.model import Actor
from leeway.evidence.attribution.passages import issuing
from leeway.evidence.attribution.speakers import describe
from leeway.evidence.language.fold import folded
from leeway.evidence.language.model import Sentence, Text
from leeway.evidence.language.tokens import tokens_of
from leeway.evidence.model import Speaker

NOTICES: Final = frozenset(
    [
        "alert",
        "alerts",
        "advisory",
        "notice",
        "message",
        "communique",
        "communiqué",
        "statement",
        "warden",
        "advice",
        "bulletin",
        "release",
    ]
)
ISSUERS: Final = frozenset({"mission", "ministry", "organisation", "army"})
OPENING: Final = 4
SUMMED: Final = frozenset(["summary", "transcript", "excerpt", "excerpts", "extract", "extracts", "verbatim", "record"])
SPOKEN: Final = frozenset(
    ["briefing", "statement", "remarks", "address", "speech", "interview", "testimony", "conference"]
)


def issuer(text: Text, lines: list[Line], actors: list[Actor], cast: Cast, memory: Memory) -> Speaker:
    """The default speaker: a mission, ministry or organisation named beside "alert", "notice", "statement" in the
    headings a text opens with, or alone in a heading under such a word; else the publisher."""
    told = briefer(lines, actors, cast, memory)
    if told is not None:
        return told
    title = text.report.title or ""
    if title:
        whole = Sentence(0, len(title), tokens_of(title, folded(title), 0, len(title)), 0, True)
        line = line_of(whole, cast.lex)
        if NOTICES.intersection(line.keys) and not spoken(line):
            for actor in actors_of(line, replace(cast, aliases=dict(cast.aliases))):
                if actor.kind in ISSUERS:
                    return Speaker(org=actor.name)
    noted = bool(title) and bool(NOTICES.intersection(folded(title).split()))
    for line in lines[:OPENING]:
        noted = noted or bool(NOTICES.intersection(line.keys))
        if noted and line.sentence.heading:
            start, end = line.sentence.start, line.sentence.end
            body = issuing(line, [a for a in actors if start <= a.start < end], cast)
            if body is not None:
                return Speaker(org=body[0])
        words = line.keys[:14]
        if not (line.sentence.heading or line is lines[0]) or not NOTICES.intersection(words) or spoken(line):
            continue
        for actor in actors:
            if line.sentence.start <= actor.start < line.sentence.end and actor.kind in ISSUERS:
                return Speaker(org=actor.name)
    return Speaker(org=text.report.publisher)


def briefer(lines: list[Line], actors: list[Actor], cast: Cast, memory: Memory) -> Speaker | None:
    """Who speaks throughout: "the following is a summary of the briefing given by the spokeswoman, Ms. Ana Ruiz"."""
    for line in lines[:OPENING]:
        if not (SUMMED.intersection(line.keys) and SPOKEN.intersection(line.keys) and "by" in line.keys):
            continue
        first = len(line.keys) - 1 - line.keys[::-1].index("by") + 1
        last = len(line.keys) - (line.keys[-1] in (".", ":"))
        here = [a for a in actors if line.sentence.start <= a.start < line.sentence.end]
        who = describe(line, first, last, here, cast, memory)
        if who is not None and (who.name or who.role):
            return who
    return None


def spoken(line: Line) -> bool:
    """Whether the line holds a verb of saying that is no word for a notice ("alert")."""
    return any(line.keys[a] not in NOTICES for a, _, _ in line.cues)
