"""One sentence as the grammar sees it: words without quotation marks, named chunks on them, clauses."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from leeway.evidence.grammar.inflect import Form
from leeway.evidence.grammar.lexicon import Hit, triggers, verb_forms, without_possessive
from leeway.evidence.grammar.wordlists import words
from leeway.evidence.language.model import Sentence, Token

QUOTES = frozenset("\"'“”‘’«»")
BE = words("line.BE")
MODALS = words("line.MODALS")
AUXILIARIES = (
    BE
    | MODALS
    | frozenset(
        ["has", "have", "had", "do", "does", "did", "hasn't", "haven't", "hadn't", "didn't", "doesn't", "don't"]
    )
    | frozenset(
        ["isn't", "aren't", "wasn't", "weren't", "wouldn't", "shouldn't", "they'll", "we'll", "we've", "they've"]
    )
)
BREAKS = words("line.BREAKS")
BETWEEN = words("line.BETWEEN")
SUBJECTS = words("line.SUBJECTS")
STATE_NOUNS = words("line.STATE_NOUNS")
SAYING = words("line.SAYING")
HARD = frozenset([";", "…", "|"])
SOFT = words("line.SOFT")
NO_NOUNS = frozenset(["remain", "belong"])
"""Plain forms of verbs that are no nouns: "the embassy and the consulate in Kolda remain open"."""
LINKING = frozenset(["since", "yet", "once"])
CUTTING = HARD | SOFT | BREAKS | SAYING
"""Words at which or after which a piece of a sentence may begin."""
TELLING = words("line.TELLING")
DETERMINERS = words("line.DETERMINERS")
PREPOSITIONS = words("line.PREPOSITIONS")


@dataclass(slots=True)
class Chunk:
    """A named run of tokens `[start, end)`. `kind`: place, actor, number, time, exit, force, class, building, facility.

    `what`: the record of the layer it comes from, or the lexicon row. Not frozen for the same reason as `Hit`.
    """

    kind: str
    start: int
    end: int
    what: Any


@dataclass(slots=True)
class Line:
    """Words `w` (folded, possessive endings cut, `owner` says where), chunks by kind, clauses as token ranges.

    `kept`: what a reader worked out for the whole line, so that it does so once and not for every trigger.
    """

    sentence: Sentence
    tokens: list[Token]
    w: list[str]
    owner: list[bool]
    chunks: dict[str, list[Chunk]] = field(default_factory=dict)
    clauses: list[tuple[int, int]] = field(default_factory=list)
    clause_of: list[int] = field(default_factory=list)
    hits: list[Hit] = field(default_factory=list)
    kept: dict[str, Any] = field(default_factory=dict)

    def of(self, kind: str) -> list[Chunk]:
        return self.chunks.get(kind, [])

    def within(self, kind: str, start: int, end: int) -> list[Chunk]:
        """Chunks of a kind that lie in `[start, end)`."""
        return [c for c in self.chunks.get(kind, ()) if c.start >= start and c.end <= end]

    def at(self, kind: str, i: int) -> Chunk | None:
        """The chunk of a kind that covers token `i`."""
        for c in self.chunks.get(kind, ()):
            if c.start <= i < c.end:
                return c
        return None

    def covered(self, kinds: Sequence[str], i: int) -> bool:
        """Whether a chunk of one of the kinds covers token `i`."""
        for kind in kinds:
            for c in self.chunks.get(kind, ()):
                if c.start <= i < c.end:
                    return True
        return False

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Characters of tokens `[start, end)`, at least one token of the line."""
        last = len(self.tokens)
        start = max(0, min(start, last - 1))
        return self.tokens[start].start, self.tokens[max(start + 1, min(end, last)) - 1].end

    def clause(self, i: int) -> tuple[int, int]:
        return self.clauses[self.clause_of[i]]


def line_of(sentence: Sentence, layers: dict[str, Sequence[Any]]) -> Line:
    """The line of one sentence; `layers`: the records of each kind that begin in it."""
    tokens = [t for t in sentence.tokens if t.text not in QUOTES]
    printed = [t.norm for t in tokens]
    w = printed
    owner = [False] * len(tokens)
    if "'" in "".join(printed):
        w = [without_possessive(word) if "'" in word else word for word in printed]
        owner = [word != norm for word, norm in zip(w, printed, strict=True)]
    line = Line(sentence, tokens, w, owner)
    starts = [t.start for t in tokens]
    for kind, records in layers.items():
        found = []
        for record in records:
            a, b = bisect_left(starts, record.start), bisect_left(starts, record.end)
            if a < b:
                found.append(Chunk(kind, a, b, record))
        line.chunks[kind] = found
    hits: list[Hit] = []
    void: list[tuple[str, int, int]] = []
    for hit in triggers().hits(w):
        noun = _KIND.get(hit.row.family)
        if noun is None:
            hits.append(hit)
        elif hit.row.status != "NONE":
            line.chunks.setdefault(noun, []).append(Chunk(noun, hit.start, hit.end, hit.row))
        else:
            void.append((noun, hit.start, hit.end))
    for noun, start, end in void:  # the corps of "the press corps" is none
        line.chunks[noun] = [c for c in line.of(noun) if not start < c.start < end]
    line.hits = _one_reading([hit for hit in hits if _verbal(line, hit)])
    if tokens:
        _split(line)
    return line


def _one_reading(hits: list[Hit]) -> list[Hit]:
    """Of a word that is in the lexicons as verb and as noun, the verb where it stands as one, else the noun."""
    verbs = {(h.row.family, h.start, h.end) for h in hits if h.verb >= 0}
    return [h for h in hits if h.verb >= 0 or (h.row.family, h.start, h.end) not in verbs]


def _verbal(line: Line, hit: Hit) -> bool:
    """A trigger whose verb may be a noun ("the attack", "two strikes") counts only where it stands as a verb."""
    if hit.verb < 0 or not hit.form & (Form.BASE | Form.THIRD) or hit.form & (Form.PAST | Form.PARTICIPLE):
        return True
    if line.w[hit.verb] in BE or (hit.end - hit.start >= 3 and line.w[hit.verb - 1] not in DETERMINERS):
        return True
    i = hit.verb
    if i == 0 or not line.w[i - 1][:1].isalnum():
        follows = verb_forms().get(line.w[i + 1]) if i + 1 < len(line.w) else None
        if follows is not None and follows & Form.PAST and not follows & Form.BASE:
            return False  # "Bombs fell on Kolda"
        return line.w[i] != "near"
    return is_verb(line, i)


_KIND = {"access_exits": "exit", "force_nouns": "force", "headcount_classes": "class", "control_facilities": "building"}


def is_verb(line: Line, i: int) -> bool:
    """Whether token `i` is likely a finite verb or auxiliary."""
    w = line.w
    word = w[i]
    if word in AUXILIARIES or word in NO_NOUNS:
        return True
    form = verb_forms().get(word)
    if form is None or line.owner[i] or line.covered(("time", "actor", "place"), i):
        return False
    if any(c.start < i < c.end for c in line.of("building")):
        return False  # "the air base", "a police station"
    k = i - 1
    while k > 0 and w[k] in BETWEEN:
        k -= 1
    before = w[k] if k >= 0 else ""
    if form & Form.PAST:
        return before not in DETERMINERS and before not in ("of", "by")
    if form & Form.THIRD:
        if before in ("which", "who", "it", "he", "she", "that"):
            return True
        if line.owner[k] or k < 0:
            return False
        if before in STATE_NOUNS or line.covered(("actor", "place", "force", "exit"), k):
            return True
        # "Maashiq falls by Saturday": a name that no table holds.
        named = line.tokens[k].text[:1].isupper() and line.tokens[k].kind == "word" and before not in DETERMINERS
        return named and (k > 0 or word in ("falls", "holds", "goes")) and w[i + 1 : i + 2] != ["of"]
    if form & Form.BASE:
        if (
            before in SUBJECTS
            or before in MODALS
            or before in ("did", "do", "does", "didn't", "don't", "doesn't", "help")
        ):
            return True
        if k < 0 or line.owner[k]:
            return False
        if "should" in w[max(0, i - 5) : i] and line.tokens[k].text[:1].isupper():
            return True  # "Should Melut go": a condition without "if"
        if k and w[k - 1] == "the" and line.tokens[k].text[:1].isupper() and w[k].endswith("s") and not form & Form.ING:
            return True  # "The Tigers hold Kolda": a party that no list holds
        place = line.at("place", k)
        if place is not None and w[place.start - 1] in ("in", "at", "from", "of", "near"):
            k = place.start - 2  # "rebels in Daraa rise"
        return not form & Form.ING and line.covered(("actor", "force", "class", "exit", "number"), k)
    return False


def _opens_content(w: Sequence[str], a: int) -> bool:
    """Whether what is said begins at token `a`: after "said", or with a "that" after "denies", "confirmed"."""
    if w[a] == "that":
        return w[a - 1] in TELLING
    return w[a - 1] in ("said", "says", "say")


def _split(line: Line) -> None:
    """Pieces between marks and conjunctions; a piece without a verb belongs to the one before it."""
    w = line.w
    n = len(w)
    marks = [i for i, word in enumerate(w) if word in CUTTING]
    cuts = _cuts(line, sorted({k for i in marks for k in (i, i + 1) if 0 < k < n})) if marks else [0]
    cuts.append(n)
    pieces: list[tuple[int, int]] = []
    verbs: list[bool] = []
    forms = verb_forms()
    verbal = [i for i, word in enumerate(w) if word in forms or word in AUXILIARIES]
    for a, b in itertools.pairwise(cuts):
        verb = any(is_verb(line, i) for i in verbal if a <= i < b)
        hard = w[a] in HARD
        # "said that Kolda, to the east, had fallen": what is said is a clause, its verb behind the apposition.
        said = not verb and a > 0 and b < n and w[b] in (",", "and", "or") and verbs[-1] and _opens_content(w, a)
        if pieces and not hard and not said and (not verb or not verbs[-1]):
            pieces[-1] = (pieces[-1][0], b)
            verbs[-1] = verbs[-1] or verb
        else:
            pieces.append((a, b))
            verbs.append(verb)
    line.clauses = pieces
    line.clause_of = [k for k, (a, b) in enumerate(pieces) for _ in range(a, b)]


def _cuts(line: Line, spots: Sequence[int]) -> list[int]:
    """The tokens at which pieces begin; `spots`: those that are or follow a word of `CUTTING`."""
    w = line.w
    n = len(w)
    inside = [False] * n  # a comma inside a date or a number of a chunk is no break
    for kind in ("time", "number", "place"):
        for c in line.chunks.get(kind, ()):
            for k in range(c.start, c.end):
                inside[k] = True
    places = line.chunks.get("place", ())
    joined = {c.end for c in places for d in places if c.end < d.start <= c.end + 2} if len(places) > 1 else set()
    cuts = [0]
    for i in spots:
        word = w[i]
        if i in joined and word in ("and", ",") and w[i - 1] not in SAYING:
            continue  # "said that Kolda and Sola had fallen": one clause tells of both
        if inside[i] and not (w[i - 1] in SAYING and not inside[i - 1]):
            continue
        if word in LINKING and (w[i - 1] in AUXILIARIES or i + 1 >= n or w[i + 1] in (".", ",", ";")):
            continue  # "has since closed", "might yet land": no clause begins here
        if w[i - 1] in SAYING and word not in BREAKS and word not in SOFT and cuts[-1] != i:
            cuts.append(i)
        elif word == "and" and w[i - 1] in PREPOSITIONS and i + 1 < n and w[i + 1] in PREPOSITIONS:
            continue  # "to and from"
        elif word in HARD or word in SOFT or word in BREAKS:
            if cuts[-1] != i:
                cuts.append(i)
        elif w[i - 1] in SOFT and cuts[-1] != i - 1:
            cuts.append(i - 1)
    return cuts
