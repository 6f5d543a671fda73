"""Who speaks where nobody is named: the publisher, or the mission or ministry that issues the notice."""

from __future__ import annotations

from typing import Final

from leeway.evidence.attribution.line import Line
from leeway.evidence.attribution.model import Actor
from leeway.evidence.language.model import Text
from leeway.evidence.model import Speaker

NOTICES: Final = frozenset(
    "alert alerts advisory notice message communique communiqué statement warden advice bulletin release".split()
)
OPENING: Final = 4


def issuer(text: Text, lines: list[Line], actors: list[Actor]) -> Speaker:
    """The default speaker: a mission, ministry or organisation named beside "alert", "notice", "statement" in the
    headings a text opens with; else the publisher."""
    for line in lines[:OPENING]:
        words = line.keys[:14]
        if (
            not (line.sentence.heading or line is lines[0])
            or not NOTICES.intersection(words)
            or any(a for a, _, _ in line.cues)
        ):
            continue
        for actor in actors:
            if line.sentence.start <= actor.start < line.sentence.end and actor.kind in (
                "mission",
                "ministry",
                "organisation",
                "army",
            ):
                return Speaker(org=actor.name)
    return Speaker(org=text.report.publisher)
