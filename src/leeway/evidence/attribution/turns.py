"""Transcripts: "MR. ROWE: ...", "QUESTION: ..."; each turn is a frame until the next."""

from __future__ import annotations

import re
from typing import Final

from leeway.evidence.attribution.cast import Cast
from leeway.evidence.attribution.line import Line, line_of
from leeway.evidence.attribution.line_heads import at_heads
from leeway.evidence.attribution.memory import Memory
from leeway.evidence.attribution.model import Frame
from leeway.evidence.attribution.turns_members import members
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
SUMMARY: Final = re.compile(
    r"(?m)^[ \t]*(?=Asked |In (?:reply|response|answer) to |Responding to |Answering |Replying to |Turning to |\[|\()"
)
SPEAKS_FOR: Final = frozenset(
    ["spokesman", "spokeswoman", "spokesperson", "minister", "ambassador", "official", "briefer"]
)
QUALIFIED: Final = frozenset(["deputy", "chief", "senior", "the", "associate", "principal", "acting"])
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
HEADS: Final = frozenset(
    ["FROM", "TO", "CC", "INFO", "DATE", "TIME", "NO", "NO.", "RE", "REF", "SUBJECT", "SUBJ", "PLACE", "LOCATION",
     "SOURCE", "COMMENT", "NOTE", "SUMMARY", "SITUATION", "UPDATE", "ACTION", "CLASSIFICATION", "PRECEDENCE"]
)  # fmt: skip
"""Words that head the lines of telegrams and memos; nobody speaks under them."""
NEAR: Final = 8


def turns(text: Text, lines: list[Line], cast: Cast, memory: Memory) -> list[Frame]:
    """Frames of the turns of a transcript, none where fewer than two turns are found. Linear.

    In a briefing the one who answers speaks for the house that gives it; in a broadcast the studio is the publisher.
    """
    marks = [m for m in at_heads(TURN, text.clean) if m["who"] not in HEADS]
    labels = {m["who"] for m in marks if m["who"]}
    asked = any(m["ask"] for m in marks)
    if len(marks) < 2 or (not asked and len(marks) < 3 and not any(known_label(x) for x in labels)):
        return of_members(text, lines)
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
            who = turn_speaker(label, mark["rest"] or "", asked, org, text, lines)
            who = people[label] = memory.by_role.get(who.role, who) if who.role and not who.name else who
        stop = summed_up(text.clean, mark.end(), stop)
        frames.append(Frame(mark.end(), stop, who, "says", cue=(mark.start(), mark.end())))
    return frames


def of_members(text: Text, lines: list[Line]) -> list[Frame]:
    """Frames of turns whose labels are printed in ordinary letters."""
    known = frozenset(text.clean[p.start : p.end] for p in text.places)
    found = members(text.clean, lines, known)
    if not found:
        return []
    stops = [*(start for start, _, _ in found[1:]), len(text.clean)]
    return [
        Frame(begin, stop, who, "says", cue=(start, begin))
        for (start, begin, who), stop in zip(found, stops, strict=True)
    ]


def summed_up(clean: str, start: int, stop: int) -> int:
    """Where a turn ends before `stop`, because a later paragraph tells of questions and answers again."""
    told = SUMMARY.search(clean, start, stop)
    return told.start() if told else stop


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
    if words[-1] in SPEAKS_FOR and (len(words) == 1 or words[0] in QUALIFIED):
        return Speaker(role=" ".join(words), org=org, number=1)
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
                    if role.role in FIELD and n - NEAR <= a and b <= n + NEAR:
                        return role.role
                    if beside(line, a, b, n):
                        return role.role
    return None


def beside(line: Line, a: int, b: int, n: int) -> bool:
    """Whether the role at tokens `[a, b)` is that of the name whose last word is token `n`: "the mayor, Ana Ruiz",
    "Ana Ruiz, a doctor"."""
    if b <= n:
        return all(line.capital(k) or line.keys[k] in (",", ".", "mr", "ms", "mrs") for k in range(b, n))
    opened = a == n + 2 or line.key(n + 2) in ("a", "an", "the", "our", "their")
    return line.key(n + 1) == "," and opened and a - n <= 5


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
    # the house that has a Secretary-General and briefs at noon
    return "United Nations" if {"secretary-general", "noon"}.intersection(folded(head).split()) else None
