"""Who speaks where nobody is named: the publisher, or the mission or ministry that issues the notice."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from leeway.evidence.attribution.actors import actors_of
from leeway.evidence.attribution.cast import Cast
from leeway.evidence.attribution.line import Line, line_of
from leeway.evidence.attribution.model import Actor
from leeway.evidence.attribution.passages import issuing
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


def issuer(text: Text, lines: list[Line], actors: list[Actor], cast: Cast) -> Speaker:
    """The default speaker: a mission, ministry or organisation named beside "alert", "notice", "statement" in the
    headings a text opens with, or alone in a heading under such a word; else the publisher."""
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


def spoken(line: Line) -> bool:
    """Whether the line holds a verb of saying that is no word for a notice ("alert")."""
    return any(line.keys[a] not in NOTICES for a, _, _ in line.cues)
