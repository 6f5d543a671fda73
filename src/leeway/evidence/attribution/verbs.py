"""Frames of a verb of saying: who says it, active, inverted or passive, and whether it is one here."""

from __future__ import annotations

from typing import Final

from leeway.evidence.attribution.body_words import DOCUMENTS
from leeway.evidence.attribution.extents import forward, trail
from leeway.evidence.attribution.following import SPANS, addressee, adverbial_start, allowed, skip_ways
from leeway.evidence.attribution.hearing import Found, Hearing
from leeway.evidence.attribution.inverted import inverted
from leeway.evidence.attribution.lexicon import Cue
from leeway.evidence.attribution.line import Line
from leeway.evidence.attribution.passive import passive
from leeway.evidence.attribution.phrases import left_of_verb, phrase_left
from leeway.evidence.attribution.speakers import describe
from leeway.evidence.attribution.subjects import before_times, subject
from leeway.evidence.attribution.words import (
    BE,
    CLOSERS,
    DETERMINERS,
    PREPOSITIONS,
    QUOTES,
    WAYS,
)
from leeway.evidence.model import Speaker

MODALS: Final = frozenset(["will", "would", "could", "may", "might", "should", "can", "must"])
ADDRESSED: Final = frozenset({"tell", "inform", "notify"})
AMBIGUOUS: Final = frozenset(
    [
        "post",
        "state",
        "report",
        "claim",
        "count",
        "record",
        "estimate",
        "order",
        "command",
        "request",
        "demand",
        "fear",
        "project",
        "press",
        "direct",
        "alert",
        "forecast",
        "comment",
        "document",
        "note",
        "signal",
        "read",
        "exclude",
        "hold",
        "put",
        "give",
        "find",
        "show",
        "view",
        "plan",
        "place",
        "brief",
        "release",
        "detail",
        "outline",
    ]
)
"""Verbs whose plain and -s forms are mostly nouns: they need a subject that fits."""
MANY_WORDS: Final = frozenset(["people", "police", "media", "men", "women", "personnel", "authorities"])

CONTENT_HEADS: Final = frozenset(["it", "he", "she", "they", "there", "nobody", "we", "such", "more", "about"])
PLAIN: Final = frozenset(["say", "tell", "add"])
"""Verbs that nobody but who can speak is the subject of."""
MUTE: Final = frozenset(["least", "most", "rest", "other", "others", "same", "latter", "former", "few", "many", "sign"])
"""What ends no noun phrase that speaks: "the rest said nothing"."""


def verb(hear: Hearing, line: Line, i: int, j: int, cue: Cue) -> None:
    """A verb of saying at tokens `[i, j)`."""
    if line.capital(i):
        return
    k = before_times(hear, line, left_of_verb(line, i))
    aux = line.keys[k:i]
    before = line.key(k - 1)
    if cue.stance == "cannot_verify":
        unverified(hear, line, i, j, k)
        return
    if before == "not" or any(a.endswith("n't") for a in aux) or line.key(i - 1) in ("not", "never"):
        if cue.stance == "confirms":
            unverified(hear, line, i, j, left_of_verb(line, k - 1))
        elif cue.cue in ("exclude", "rule out", "discard") and not (cue.form == "past" and BE.intersection(aux)):
            k = left_of_verb(line, k - 1) if before == "not" else k
            first, who = subject(hear, line, i, k, cue)
            if who is not None:
                forward(hear, line, first, i, j, j, who, "says")
        return
    if "longer" in aux and cue.cue not in SPANS:
        return
    if line.key(i - 1) == "to" and line.key(i - 2) not in ("on", "continued"):
        return
    if any(a in MODALS for a in aux):
        return
    if line.key(i - 1) in ("to",):
        k = left_of_verb(line, i - 2)
        while line.key(k - 1) in ("went", "goes", "continued", "on"):
            k -= 1
    if cue.form in ("base", "third") and (line.key(i - 1) in DETERMINERS or line.key(i - 1) in PREPOSITIONS):
        noun(hear, line, i, j, cue)
        return
    if (
        cue.form == "past"
        and line.key(i - 1) in DETERMINERS
        and line.key(i - 1) not in ("two", "three", "one", "all", "both", "some")
    ):
        return
    if cue.form == "past" and any(a in BE for a in aux):
        passive(hear, line, i, j, k, cue)
        return
    if cue.form == "ing" and not any(a in BE for a in aux):
        before = line.key(i - 1)
        if before in DOCUMENTS:
            first = phrase_left(line, i)
            who = describe(line, first, i, hear.actors, hear.cast, hear.memory)
            if who:
                forward(hear, line, first, i, j, j, who, cue.stance)
            return
        if before not in (",", "and", "while", "-", "–", "—", "”", '"'):
            return
    elif cue.form == "ing" and cue.needs != "to" and cue.cue not in SPANS and line.key(j) != "that":
        return
    after = skip_ways(hear, line, addressee(hear, line, j) if cue.cue in ADDRESSED else j)
    if cue.cue in ADDRESSED and line.key(after) != "that":
        after = told_later(line, after, QUOTES) or after
    if inverted(hear, line, i, j, cue):
        return
    first, who = subject(hear, line, i, k, cue)
    if cue.cue in PLAIN and (who is None or (who.name and who.role is None and who.org is None)):
        who = unlisted_role(line, first, k) or who
    if who is None:
        return
    several = cue.form == "base" and who.role is not None and who.number is None and who.name is None
    if cue.form in ("base", "third") and cue.cue in AMBIGUOUS and not (several or agrees(hear, line, k, cue.form)):
        return  # "travellers by the Central Highway report" agrees with its head
    one = who.number == 1 and "and" not in line.keys[first:k]
    if cue.form == "base" and not aux and one and not agrees(hear, line, k, "base"):
        return
    left = line.key(first - 1)
    closed = (
        after >= len(line.keys)
        or line.keys[after] in CLOSERS
        or line.key(after) in ("as", "while", "but", "who", "after", "when", "without")
        or (
            line.key(after) in WAYS
            and left == ","
            and cue.stance in ("says", "admits", "announces")
            and not adverbial_start(hear, line, first - 1)
        )
    )
    if closed and line.key(after) in WAYS and told_later(line, after) is not None:
        closed = False
    if line.key(after) == "that" and left == "," and _of_the_occasion(line, after + 1):
        closed = True
    if left in QUOTES and cue.stance in ("says", "admits", "announces", "claims", "warns", "expects", "confirms"):
        closed = True
    trailing = closed and first > 0 and (left in CLOSERS or left in QUOTES or left in ("as", "so")) and after > i
    if trailing and line.key(after) in (":",):
        trailing = False
    if trailing and first > 1 and left == "," and adverbial_start(hear, line, first - 1) and line.key(after) != ",":
        trailing = after >= len(line.keys) - 1
    if not trailing and not allowed(hear, line, j, after, cue):
        return
    if (
        not trailing
        and closed
        and line.key(after) != ":"
        and not (line.key(after) == "," and line.key(after + 1) == "that")
        and not hear.quote_after(line.tokens[j - 1].end, 4)
    ):
        return
    stance = cue.stance
    if cue.cue == "give":
        stance = "expects"
    if trailing:
        trail(hear, line, first, i, after, who, stance)
    else:
        forward(hear, line, first, i, j, after, who, stance, whole=cue.needs in ("to", "figure"))


def _of_the_occasion(line: Line, n: int) -> bool:
    """ "told the radio in a call that broke off": what "that" opens is said of the call."""
    key = line.key(n)
    return key in ("broke", "was", "ended", "lasted", "went", "ran") or (key.endswith("ed") and not line.capital(n))


def told_later(line: Line, after: int, over: frozenset[str] = frozenset()) -> int | None:
    """Token of the "that" of a clause that follows where, when or to whom: "said at a rally in the north that the road
    was cut"; None where there is none. Marks in `over` do not end the search."""
    for n in range(after, min(after + 12, len(line.keys))):
        if line.keys[n] in CLOSERS and line.keys[n] not in over:
            return None
        if line.keys[n] == "that":
            head = line.key(n + 1)
            clause = head in DETERMINERS or head in QUOTES or head in CONTENT_HEADS or line.capital(n + 1)
            return n if clause else None
    return None


def unlisted_role(line: Line, first: int, last: int) -> Speaker | None:
    """ "The harbour master said": who speaks by a common noun no list has, three words at most."""
    words = line.keys[first:last]
    if first == 0 and len(words) == 2 and words[1].endswith("s") and not words[1].endswith(("ss", "us", "is")):
        plain = words[0].isalpha() and words[0] not in DETERMINERS and words[1].isalpha() and not line.capital(1)
        return Speaker(role=" ".join(words), anonymous=True) if plain and words[1] not in MUTE else None
    if not (2 <= len(words) <= 4) or words[0] not in ("a", "an", "the", "one", "another"):
        return None
    if not all(w.isalpha() and not line.capital(n) for n, w in enumerate(words[1:], first + 1)):
        return None
    noun = words[-1]
    if noun in MUTE or noun.endswith(("ing", "tion", "ment", "ity", "ness", "ed", "ly")):
        return None
    return Speaker(role=" ".join(words[1:]), anonymous=words[0] != "the", number=None if noun.endswith("s") else 1)


def agrees(hear: Hearing, line: Line, k: int, form: str) -> bool:
    """Whether the word before token `k` can be the subject of such a form: a plural for "say", none for "says"."""
    word = line.key(k - 1)
    if word in ("they", "we", "i", "you"):
        return form == "base"
    if word in ("it", "he", "she"):
        return form == "third"
    plural = (word.endswith("s") and not word.endswith("ss")) or word in MANY_WORDS or line.key(k - 1) == "taliban"
    if form == "base":
        return plural or any(b == k and x.form == "demonym" for _, b, x in line.names)
    return not plural or line.capital(k - 1)


def noun(hear: Hearing, line: Line, i: int, j: int, cue: Cue) -> None:
    """A noun of saying before "that": "the claim that", "reports that"."""
    if line.key(j) != "that":
        return
    first = phrase_left(line, i)
    who = describe(line, first, i, hear.actors, hear.cast, hear.memory) if i > first else None
    if who is None:
        return
    forward(hear, line, first, i, j, j, who, cue.stance)


def unverified(hear: Hearing, line: Line, i: int, j: int, k: int) -> None:
    """ "cannot confirm reports that": what follows is hearsay nobody stands for."""
    if line.key(j) in (".", ",", "") or (
        line.key(j) in ("it", "this", "that", "them") and line.key(j + 1) in (".", ",", "")
    ):
        return
    first = phrase_left(line, k)
    frame = hear.frame(
        line,
        line.tokens[first].start if first < len(line.tokens) else line.sentence.start,
        line.sentence.end,
        Speaker(anonymous=True),
        "cannot_verify",
        first,
        i,
        j,
    )
    hear.keep(line, Found(frame, first, j, False))
