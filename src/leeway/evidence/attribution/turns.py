"""Transcripts: "MR. ROWE: ...", "QUESTION: ..."; each turn is a frame until the next."""

from __future__ import annotations

import re
from typing import Final

from leeway.evidence.attribution.cast import Cast
from leeway.evidence.attribution.line import Line, line_of
from leeway.evidence.attribution.model import Frame
from leeway.evidence.language.fold import folded
from leeway.evidence.language.model import Sentence, Text
from leeway.evidence.language.tokens import tokens_of
from leeway.evidence.model import Speaker

TURN: Final = re.compile(
    r"(?m)^[ \t]*(?:(?P<ask>QUESTIONS?|REPORTER|JOURNALIST|Reporter|Journalist|Question|Q\d?|Q\.)"
    r"|(?P<reply>A|A\.|ANSWER|Answer)"
    r"|(?P<who>[A-ZÀ-Þ][A-ZÀ-Þ.'’-]+(?: [A-ZÀ-Þ.'’-]+){0,4})(?P<rest>[ \t]?[,(][^:\n]{1,60})?):[ \t]"
)
TITLE: Final = re.compile(
    r"^(?:MR|MRS|MS|MISS|DR|AMBASSADOR|AMB|SECRETARY|GENERAL|GEN|ADMIRAL|ADM|COL|COLONEL|SPOKESPERSON|SPOKESMAN|MINISTER)\b\.?\s*"
)
RANK: Final = re.compile(
    r"^(?P<rank>AMBASSADOR|SECRETARY|GENERAL|ADMIRAL|COLONEL|MAJOR|CAPTAIN|MINISTER|PRESIDENT|GOVERNOR|MAYOR|BISHOP|CONSUL)\b"
)
STUDIO: Final = frozenset(
    [
        "presenter",
        "anchor",
        "host",
        "newsreader",
        "announcer",
        "narrator",
        "studio",
        "voiceover",
        "interviewer",
        "moderator",
        "news",
        "bulletin",
        "voice",
    ]
)
FIELD: Final = frozenset(["correspondent", "editor", "analyst", "reporter"])
NEAR: Final = 8


def turns(text: Text, lines: list[Line], cast: Cast) -> list[Frame]:
    """Frames of the turns of a transcript, none where fewer than two turns are found. Linear.

    In a briefing the one who answers speaks for the house that gives it; in a broadcast the studio is the publisher.
    """
    marks = list(TURN.finditer(text.clean))
    labels = {m["who"] for m in marks if m["who"]}
    asked = any(m["ask"] for m in marks)
    if len(marks) < 2 or (not asked and len(marks) < 3 and not any(known_label(x) for x in labels)):
        return []
    org = house(text, cast)
    people: dict[str, Speaker] = {}
    frames: list[Frame] = []
    for n, mark in enumerate(marks):
        stop = marks[n + 1].start() if n + 1 < len(marks) else len(text.clean)
        label = mark["who"]
        if mark["reply"]:
            who = Speaker(role="spokesman", org=org, number=1) if org else Speaker(org=text.report.publisher)
        elif label is None:
            who = Speaker(role="reporter", anonymous=True, number=1)
        elif (who_known := people.get(label)) is not None:
            who = who_known
        else:
            who = people[label] = turn_speaker(label, mark["rest"] or "", asked, org, text, lines)
        frames.append(Frame(mark.end(), stop, who, "says", cue=(mark.start(), mark.end())))
    return frames


def known_label(label: str) -> bool:
    """Whether a label is a part in a broadcast."""
    return bool((STUDIO | FIELD).intersection(label.casefold().split()))


def turn_speaker(label: str, rest: str, asked: bool, org: str | None, text: Text, lines: list[Line]) -> Speaker:
    """Who a label stands for."""
    publisher = text.report.publisher
    rest = rest.strip()
    words = label.casefold().split()
    if STUDIO.intersection(words):
        return Speaker(org=publisher)
    if rest.startswith("(for ") or (words[-1:] == ["interpreter"] and rest):
        behalf = TITLE.sub("", rest.strip("(), ").removeprefix("for ").replace("Mrs ", "").replace("Mr ", "")).title()
        return Speaker(name=behalf, number=1)
    if FIELD.intersection(words):
        return Speaker(role=next(w for w in words if w in FIELD), org=publisher, number=1)
    name = TITLE.sub("", label).strip().title()
    if asked:
        role = "spokesman" if label.startswith(("MR", "MS", "MRS", "SPOKES")) else None
        return Speaker(name=name or None, role=role, org=org, number=1)
    rank = RANK.match(label)
    role_near = near_role(name, rest, lines) or (rank["rank"].casefold() if rank else None)
    staff = role_near is None or role_near in FIELD
    return Speaker(name=name or None, role=role_near, org=publisher if staff else None, number=1)


def near_role(name: str, rest: str, lines: list[Line]) -> str | None:
    """The role printed near the name where the text introduces it."""
    for word in rest.strip(",() ").casefold().split():
        if word in FIELD:
            return word
    surname = name.casefold().split()[-1] if name else ""
    for line in lines:
        for n, key in enumerate(line.keys):
            if key == surname and line.capital(n) and not line.tokens[n].text.isupper():
                for a, b, role in line.roles:
                    if n - NEAR <= a and b <= n + NEAR:
                        return role.role
    return None


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
