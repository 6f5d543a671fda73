"""Frames without a verb of saying: "according to", a claim that, a label, a bracket, a rumour."""

from __future__ import annotations

from typing import Final

from leeway.evidence.attribution.extents import forward, trail
from leeway.evidence.attribution.following import skip_ways, skip_who
from leeway.evidence.attribution.hearing import Found, Hearing, replace_frame
from leeway.evidence.attribution.line import Line
from leeway.evidence.attribution.phrases import phrase_left, phrase_right
from leeway.evidence.attribution.speakers import describe
from leeway.evidence.attribution.words import ADVERBIAL, CLOSERS, DETERMINERS, QUOTES
from leeway.evidence.model import Speaker

LABELS: Final = frozenset({"organisation", "ministry", "mission", "media", "army", "government"})
RUMOURS: Final = frozenset(
    ["rumour", "rumor", "rumours", "rumors", "rumoured", "rumored", "reportedly", "allegedly", "unconfirmed"]
) | {"hearsay", "supposedly"}
TAGS: Final = (
    ("we", "hear"),
    ("we", "are", "told"),
    ("i", "am", "told"),
    ("i'm", "told"),
    ("we're", "told"),
    ("it", "is", "said"),
)
TAGGED: Final = frozenset([",", "so", "-", "–", "—"])
PRONOUNS: Final = frozenset(["him", "her", "them", "it"])


def saying(hear: Hearing, line: Line, i: int) -> None:
    """ "A TPLF statement that ..."."""
    first = phrase_left(line, i + 1)
    who = describe(line, first, i, hear.actors, hear.cast, hear.memory) if i > first else None
    if who:
        stance = "claims" if line.keys[i] in ("claim", "assertion", "allegation") else "says"
        forward(hear, line, first, i, i + 1, i + 1, who, stance, whole=True)


def according(hear: Hearing, line: Line, i: int, n: int) -> None:
    """ "according to X": content on the left, on the right where it opens the sentence."""
    if line.key(n) in PRONOUNS:
        spoken = hear.memory.body if line.keys[n] == "it" else hear.memory.many if line.keys[n] == "them" else None
        spoken = spoken or hear.memory.person or hear.memory.last
        if spoken:
            if i <= 1 or line.key(i - 1) in (":", ";"):
                forward(hear, line, i, i, n + 1, n + 1, spoken, "says")
            else:
                trail(hear, line, i, i, n + 1, spoken, "says", wraps=True)
        return
    verb = 0
    if line.key(n) == "what":
        verb = next((b for a, b, _ in line.cues if n < a <= n + 3), 0)
        n = verb or n + 1
        while line.key(n) in ADVERBIAL:
            n += 1
    end = phrase_right(line, n)
    who = describe(line, n, end, hear.actors, hear.cast, hear.memory)
    if who is None:
        if end <= n:
            return
        words = " ".join(line.keys[x] for x in range(n, end) if line.keys[x] not in DETERMINERS)
        who = Speaker(role=words or None, anonymous=True)
    end = (
        skip_who(hear, line, end)
        if line.key(end) != "who" or not any(a in (end + 1, end + 2) for a, _, _ in line.cues)
        else end
    )
    if i <= 1:
        forward(hear, line, i, i, end, end, who, "says")
    else:
        trail(hear, line, i, i, end, who, "says", wraps=True)


def reckoned(hear: Hearing, line: Line, i: int, noun: int) -> None:
    """ "..., by the United Nations' reckoning": whose figure it is."""
    who = describe(line, i + 1, noun, hear.actors, hear.cast, hear.memory)
    if who is None:
        return
    if i <= 1:
        forward(hear, line, i, i, noun + 1, noun + 1, who, "says")
    else:
        trail(hear, line, i, i, noun + 1, who, "says", wraps=True)


def citing(hear: Hearing, line: Line, i: int) -> None:
    """ "..., said a diplomat quoting the ministry": the ministry is the first source."""
    n = i + 2 if line.key(i + 1) == "to" else i + 1
    end = phrase_right(line, n)
    who = describe(line, n, end, hear.actors, hear.cast, hear.memory)
    if who:
        hear.memory.learn(who)
        hear.here = [replace_frame(f, speaker=who) for f in hear.here]


def view(hear: Hearing, line: Line, i: int) -> None:
    """ "whose advice is to stay indoors", "its assessment is that": the view of somebody named before."""
    owner = i - 1
    if line.key(owner) == "whose":
        end = owner - 1 if line.key(owner - 1) == "," else owner
        first = next(
            (n for n in range(end - 1, max(end - 8, 0), -1) if line.keys[n] in DETERMINERS), phrase_left(line, end)
        )
    elif line.key(owner) in ("its", "their", "his", "her"):
        if hear.memory.last:
            forward(hear, line, owner, i, i + 2, i + 2, hear.memory.last, "says")
        return
    else:
        first, end = phrase_left(line, i), i
    who = describe(line, first, end, hear.actors, hear.cast, hear.memory)
    if who:
        forward(hear, line, first, i, i + 2, i + 2, who, "urges" if line.key(i + 2) == "to" else "says", whole=True)


def unlisted(hear: Hearing, line: Line) -> None:
    """Quoted words with a verb no list has: '"Get out," bellowed a sergeant', '"No," Karim growled'."""
    if QUOTES.isdisjoint(line.keys):
        return
    for n in range(2, len(line.keys)):
        if line.keys[n - 1] not in QUOTES or not hear.quote_ending(line.tokens[n - 1].start):
            continue
        if line.key(n - 2) not in (",", "!", "?", "…", "."):
            continue
        word = line.keys[n]
        if word.endswith(("ed", "s")) and word.isalpha() and not line.capital(n):
            end = phrase_right(line, n + 1)
            who = describe(line, n + 1, end, hear.actors, hear.cast, hear.memory)
            if who:
                trail(hear, line, n, n, skip_ways(hear, line, end), who, "says")
                return
        for m in range(n + 1, min(n + 6, len(line.keys))):
            word = line.keys[m]
            if word.endswith("ed") and not line.capital(m) and (m + 1 >= len(line.keys) or line.keys[m + 1] in CLOSERS):
                who = describe(line, n, m, hear.actors, hear.cast, hear.memory)
                if who:
                    trail(hear, line, n, m, m + 1, who, "says")
                    return


def label(hear: Hearing, line: Line) -> None:
    """A heading or item that opens with its speaker: "Army: no retreat from the capital"."""
    for n in range(1, min(6, len(line.keys))):
        if line.keys[n] == ":":
            if not line.sentence.heading and n > 3:
                return
            who = describe(line, 0, n, hear.actors, hear.cast, hear.memory)
            bodies = [a.kind for a in hear.actors if a.start < line.tokens[n].start]
            if who and "state" not in bodies and (line.sentence.heading or set(bodies) & LABELS):
                forward(hear, line, 0, 0, n + 1, n + 1, who, "says")
            return
        if line.keys[n] in CLOSERS:
            return


def bracket(hear: Hearing, line: Line) -> None:
    """A source in brackets at the end: "Road to Bambari closed (OCHA, 14 March)."."""
    n = len(line.keys) - 1
    while n > 0 and line.keys[n] in (".", ";", "]"):
        n -= 1
    if n < 3 or line.keys[n] != ")":
        return
    opening = next((m for m in range(n - 1, max(n - 9, 0), -1) if line.keys[m] == "("), -1)
    if opening < 2 or (n - opening == 2 and line.capital(opening - 1)):
        return
    inside = [a for a in hear.actors if line.tokens[opening].start < a.start < line.tokens[n].start]
    if inside and inside[0].kind in LABELS:
        who = Speaker(org=inside[0].name)
        trail(hear, line, opening, opening, n + 1, who, "says")
    elif line.key(opening + 1) in ("source", "sources") or any(a == opening + 1 for a, _, _ in line.roles):
        first = opening + 2 if line.key(opening + 1) in ("source", "sources") else opening + 1
        first = first + 1 if line.key(first) == ":" else first
        known = describe(line, first, n, hear.actors, hear.cast, hear.memory)
        if known:
            trail(hear, line, opening, opening, n + 1, known, "says")


def _hearsay_tag(keys: list[str]) -> bool:
    """ "..., we hear.", "..., or so we are told.": what the writer was told by nobody in particular."""
    end = len(keys) - (keys[-1:] in (["."], ["!"]))
    return any(tuple(keys[end - len(tag) : end]) == tag and keys[end - len(tag) - 1] in TAGGED for tag in TAGS)


def rumour(hear: Hearing, line: Line) -> None:
    """ "Reportedly", "rumours that", "there is a report": hearsay that nobody stands for."""
    keys = line.keys
    if _hearsay_tag(keys):
        start, stop = line.sentence.start, line.sentence.end
        n = len(keys) - 1
        hear.keep(line, Found(hear.frame(line, start, stop, Speaker(anonymous=True), "says", n, n, n), 0, n, False))
        return
    if RUMOURS.isdisjoint(keys) and "report" not in keys and "reports" not in keys:
        return
    for n, key in enumerate(keys):
        reports = key in ("report", "reports") and (
            keys[n - 1] in ("a", "some", "unconfirmed", "conflicting", "were", "are") and n > 0
        )
        if key in RUMOURS or reports:
            start, stop = line.sentence.start, line.sentence.end
            hear.keep(
                line, Found(hear.frame(line, start, stop, Speaker(anonymous=True), "reports", n, n, n), 0, n, False)
            )
            return
