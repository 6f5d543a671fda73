"""Digests of what stations said ("Radio Kolda, 0630. ...") and threads of letters ("From: ..."): each item has a voice.

Square brackets in a digest hold the notes of those who listened.
"""

from __future__ import annotations

import re
from typing import Final

from leeway.evidence.attribution.line_heads import at_heads
from leeway.evidence.attribution.model import Frame
from leeway.evidence.language.model import Text
from leeway.evidence.model import Speaker

STATION: Final = re.compile(
    r"(?m)^[ \t]*(?:[•*–-] |\d{1,2}[.)] )?\[?(?P<who>[A-ZÀ-Þ][\w.'’/ -]{2,45}?)"
    r"(?: \((?P<gloss>[^()\n]{1,45})\))?,?(?: in [A-Z]\w+,)?"
    r"(?:,? \d{1,2} [A-Z][a-z]{2,8},?)? "
    r"\(?(?:at )?(?:[01]?\d|2[0-3])[:.]?[0-5]\d ?(?:(?i:gmt|utc|z|hours|hrs|local(?: time)?))?\)?"
    r"(?:, (?:quoting|citing) (?P<source>[^()\n]{3,40})\))?"
    r"(?:, [a-z ]{3,20})?(?:[.:\]]| [-–—]) "
)
NAMED: Final = re.compile(
    r"(?m)^[ \t]*(?:[•*–-] |\d{1,2}[.)] )"
    r"(?P<who>(?=[^:\n]{0,40}(?i:radio|voice of|television|\btv\b|broadcast|africa no))[A-Z][\w.'’ -]{2,40}?)"
    r"(?:, [A-Z][\w.'’ -]{2,25}?){0,2}(?:, in [A-Z]\w+)?: "
)
"""Items of a digest that tell the station, the town and the language, and no hour."""
LETTER: Final = re.compile(r"(?m)^From: *(?P<who>[^\n<@]{2,60})")
NOTE: Final = re.compile(r"\[[^\[\]]{8,400}\]")
FEWEST: Final = 3
OUTSIDE: Final = frozenset(
    ["bbc", "bfbs", "voa", "rfi", "dw", "reuters", "afp", "ap", "upi", "cnn", "okapi", "un-sponsored", "un-run", "un",
     "british", "american", "swiss", "vatican", "nhk", "rfa", "cbs", "nbc", "abc", "npr", "itn"]
)  # fmt: skip
OUTSIDE_TWO: Final = (
    ["radio", "france"],
    ["deutsche", "welle"],
    ["al", "jazeera"],
    ["united", "nations"],
    ["world", "service"],
    ["free", "europe"],
)
"""World services and those of the United Nations, by their words."""


def stations(text: Text) -> list[Frame]:
    """Frames of the items of a digest of broadcasts, none where fewer than three are found. Linear.

    The stance of a station of the parties is "broadcasts": what it tells of the fighting is a claim.
    """
    marks = list(at_heads(STATION, text.clean))
    timed = len(marks) >= FEWEST
    if not timed:
        marks = list(at_heads(NAMED, text.clean))
        if len(marks) < FEWEST - 1:
            return []
    frames: list[Frame] = []
    full = {m["gloss"]: m["who"] for m in marks if m["gloss"] and m["gloss"].isupper()} if timed else {}
    publisher = Speaker(org=text.report.publisher)
    for n, mark in enumerate(marks):
        after = marks[n + 1].start() if n + 1 < len(marks) else len(text.clean)
        paragraph = text.clean.find("\n\n", mark.end())
        stop = min(after, paragraph) if paragraph >= 0 else after
        name = full.get(mark["who"].strip(), mark["who"].strip())
        gloss = (mark["gloss"] or "") if timed else ""
        source = mark["source"] if timed else None
        stance = "says" if source or outside(f"{name} {gloss}") else "broadcasts"
        who = (
            Speaker(role=source.removeprefix("a ").removeprefix("an "), anonymous=True) if source else Speaker(org=name)
        )
        frames.append(Frame(mark.end(), stop, who, stance, cue=(mark.start(), mark.end()), carried=True))
        frames += [
            Frame(note.start(), note.end(), publisher, "says") for note in NOTE.finditer(text.clean, mark.end(), stop)
        ]
    return frames


def outside(name: str) -> bool:
    """Whether a station is none of the parties': of the world services, or of the United Nations."""
    words = name.casefold().replace(".", "").split()
    return not OUTSIDE.isdisjoint(words) or any(words[n : n + 2] in OUTSIDE_TWO for n in range(len(words)))


def letters(text: Text) -> list[Frame]:
    """Frames of the letters of a thread, each with the one it is from, none where fewer than two are found. Linear."""
    marks = list(at_heads(LETTER, text.clean))
    if len(marks) < 2:
        return []
    frames = []
    for n, mark in enumerate(marks):
        stop = marks[n + 1].start() if n + 1 < len(marks) else len(text.clean)
        role = mark["who"].split(",")[0].strip()
        frames.append(Frame(mark.end(), stop, Speaker(role=role.casefold(), number=1), "says", carried=True))
    return frames
