"""Attribution frames: which words are whose. One walk over a sentence, by the verbs of saying found in it."""

from __future__ import annotations

from typing import Final

from leeway.evidence.attribution.cues import (
    according,
    bracket,
    citing,
    label,
    reckoned,
    rumour,
    saying,
    unlisted,
    view,
)
from leeway.evidence.attribution.hearing import Hearing
from leeway.evidence.attribution.lexicon import Cue
from leeway.evidence.attribution.line import Line
from leeway.evidence.attribution.model import Actor, Frame
from leeway.evidence.attribution.phrases import phrase_left, phrase_right
from leeway.evidence.attribution.speakers import describe
from leeway.evidence.attribution.subjects import opening
from leeway.evidence.attribution.verbs import verb
from leeway.evidence.attribution.words import SAYINGS
from leeway.evidence.model import Speaker

BODIES_ABOUT: Final = frozenset({"mission", "ministry", "organisation", "army", "government", "armed_group", "state"})
DENIALS: Final = frozenset(
    [
        "lie",
        "lies",
        "fabrication",
        "fabrications",
        "nonsense",
        "propaganda",
        "false",
        "untrue",
        "baseless",
        "fake",
        "rumour",
        "rumours",
        "unfounded",
        "fiction",
    ]
)
VIEWS: Final = frozenset(
    [
        "advice",
        "assessment",
        "estimate",
        "view",
        "message",
        "warning",
        "position",
        "judgement",
        "judgment",
        "order",
        "instruction",
        "guidance",
    ]
)
BRANDS: Final = frozenset(["qualified", "qualifies", "called", "calls", "branded", "described", "labelled", "dubbed"])
RECKONINGS: Final = frozenset(
    ["reckoning", "count", "tally", "estimate", "estimates", "account", "figures", "calculation", "measure"]
)
LISTENED: Final = RECKONINGS | VIEWS | SAYINGS | BRANDS | {"according", "per", "citing", "quoting"}


def listen(hear: Hearing, line: Line, actors: list[Actor]) -> list[Frame]:
    """Frames of one sentence."""
    hear.here, hear.actors = [], actors
    hear.memory.subject = None
    if actors and actors[0].kind in BODIES_ABOUT and actors[0].start < line.sentence.start + 12:
        hear.memory.subject = (actors[0].end, Speaker(org=actors[0].name))
    cues = {i: (j, cue) for i, j, cue in line.cues}
    if LISTENED.isdisjoint(line.keys):
        places = sorted(cues)
    else:
        places = [n for n, key in enumerate(line.keys) if n in cues or key in LISTENED or key == "by"]
    for i in places:
        key = line.keys[i]
        if i in cues:
            quote = hear.quote_over(line.tokens[i].start)
            if quote is None or (quote.start >= line.tokens[i].start - 1 and quote.end - quote.start > 400):
                verb(hear, line, i, *cues[i])
        elif key == "according" and line.key(i + 1) == "to":
            according(hear, line, i, i + 2)
        elif (
            key == "per"
            and (i == 0 or line.key(i - 1) in (",", ";") or line.capital(i + 1) or line.key(i + 1) == "local")
            and line.key(i + 1) not in ("cent", "day", "week")
        ):
            according(hear, line, i, i + 1)
        elif key == "by" and (noun := _reckoning(line, i)) > 0:
            reckoned(hear, line, i, noun)
        elif key in ("citing", "quoting") and hear.here:
            citing(hear, line, i)
        elif key in SAYINGS and line.key(i + 1) == "that":
            saying(hear, line, i)
        elif key in BRANDS and DENIALS.intersection(line.keys[i + 1 : i + 9]):
            verb(hear, line, i, i + 1, Cue("call", "denies", "any", "past"))
        elif key in VIEWS and line.key(i + 1) in ("is", "was", "remains") and line.key(i + 2) in ("that", "to"):
            view(hear, line, i)
    if line.key(0) == "citing":
        citing(hear, line, 0)
    if not hear.here:
        unlisted(hear, line)
    if not hear.here:
        label(hear, line)
    if not hear.here:
        bracket(hear, line)
    if not hear.here:
        rumour(hear, line)
    return [f.frame for f in hear.here if f.frame.end > f.frame.start]


def _reckoning(line: Line, i: int) -> int:
    """Token of the noun of "by the United Nations' reckoning", "by its own count"; -1 where "by" leads to none."""
    for n in range(i + 2, min(i + 7, len(line.keys))):
        if line.keys[n] in RECKONINGS:
            own = line.key(n - 1) in ("own", "latest")
            return n if line.possessive(n - 1 - own) or line.key(n - 2) == "'" or line.key(n - 1) == "'" else -1
        if line.keys[n] in (",", ".", ";"):
            return -1
    return -1


def notice(hear: Hearing, line: Line, actors: list[Actor]) -> None:
    """Remember the last group of people named, for "Two said ...", and the body the sentence is about, for "it"."""
    bodily = bool(hear.here) and hear.here[-1].frame.speaker.org is not None and not hear.here[-1].frame.speaker.role
    if actors and not bodily and actors[0].kind in BODIES_ABOUT and actors[0].start < line.sentence.start + 12:
        hear.memory.body = Speaker(org=actors[0].name)
    if line.sentence.heading and "from" in line.keys:
        n = line.keys.index("from")
        if line.key(n - 1) in ("figures", "data", "numbers", "estimates", "information", "reports"):
            source = describe(line, n + 1, phrase_right(line, n + 1), actors, hear.cast, hear.memory)
            if source:
                hear.headings[hear.text.clean[line.sentence.start : line.sentence.end].strip()] = source
    for _, _, role in line.roles:
        if role.plural and role.anonymous:
            hear.memory.people = role
    if not hear.here and line.roles:
        about = opening(hear, line, min(len(line.keys), 16))
        if about and about.role and about.number == 1:
            hear.memory.person = about
    for a, b, role in line.roles:
        n = b + 1 if line.key(b) == "," else b
        if role.office and line.capital(n) and line.capital(n + 1) and n < len(line.keys) - 1:
            end = n + 2
            while line.capital(end) and end < n + 4:
                end += 1
            who = describe(line, phrase_left(line, a + 1), end, hear.actors, hear.cast, hear.memory)
            if who and who.name:
                hear.memory.by_name.setdefault(who.name.split()[-1].lower(), who)
