"""Transcripts: "MR. ROWE: ...", "QUESTION: ..."; each turn is a frame until the next."""

from __future__ import annotations

import re
from typing import Final

from leeway.evidence.attribution.actors import Cast
from leeway.evidence.attribution.line import Line, line_of
from leeway.evidence.attribution.model import Frame
from leeway.evidence.language.fold import folded
from leeway.evidence.language.model import Sentence, Text
from leeway.evidence.language.tokens import tokens_of
from leeway.evidence.model import Speaker

TURN: Final = re.compile(
    r"(?m)^(?:(?P<ask>QUESTION|Q|REPORTER|JOURNALIST|Reporter|Question)|(?P<who>[A-Z][A-Z.'’ -]{2,40}(?:\([^)\n]{1,40}\))?)):[ \t]"
)
TITLE: Final = re.compile(
    r"^(?:MR|MRS|MS|MISS|DR|AMBASSADOR|AMB|SECRETARY|GENERAL|GEN|ADMIRAL|ADM|COL|COLONEL|SPOKESPERSON|SPOKESMAN|MINISTER)\b\.?\s*"
)


def turns(text: Text, lines: list[Line], cast: Cast) -> list[Frame]:
    """Frames of the turns of a transcript, none where fewer than two turns are found. Linear."""
    marks = list(TURN.finditer(text.clean))
    if len(marks) < 2 or not any(m["ask"] for m in marks) and len(marks) < 4:
        return []
    org = house(text, cast)
    frames = []
    for n, mark in enumerate(marks):
        stop = marks[n + 1].start() if n + 1 < len(marks) else len(text.clean)
        if mark["ask"]:
            who = Speaker(role="reporter", anonymous=True, number=1)
        else:
            label = mark["who"].split("(")[0].strip()
            name = TITLE.sub("", label).strip().title()
            role = "spokesman" if label.startswith(("MR", "MS", "MRS", "SPOKES")) else None
            who = Speaker(name=name or None, role=role, org=org, number=1)
        frames.append(Frame(mark.end(), stop, who, "says", cue=(mark.start(), mark.end())))
    return frames


def house(text: Text, cast: Cast) -> str | None:
    """Whose briefing it is, by the title; "Department Press Briefing" is the US State Department's."""
    title = text.report.title or ""
    head = title if title else text.clean[:120]
    line = line_of(Sentence(0, len(head), tokens_of(head, folded(head), 0, len(head)), 0), cast.lex)
    for _, _, name in line.names:
        if (
            name.form == "name"
            and name.kind in ("ministry", "organisation", "government", "army")
            and name.iso not in cast.home_iso
        ):
            return name.name
    if "department press briefing" in head.casefold():
        return "US State Department"
    return None
