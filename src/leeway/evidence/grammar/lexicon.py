"""Trigger words of every kind, read once from `leeway.evidence.lexicons` and found in one pass over a sentence.

A row is `words <tab> status <tab> pattern <tab> example`. In `words`, "capture:v" stands for every form of a verb,
"take:en" for past and participle, "hold:ing" for the form in -ing, "a/b" for either word, "word?" may lack, "*" stands
for up to four words that are no mark, "**" for up to eight.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files

from leeway.evidence.grammar.inflect import DONE, Form, common_verbs, forms_of
from leeway.evidence.grammar.wordlists import words

FAMILIES = (
    "control", "approach", "territory", "force", "posture", "headcount", "advisory", "access", "displacement",
    "evacuated", "incident", "time_left",
)  # fmt: skip
NOUNS = ("access_exits", "force_nouns", "headcount_classes", "control_facilities")
GAP, WIDE_GAP = 4, 8
NO_PATTERN = "NONE"
CONTRACTED = words("lexicon.CONTRACTED")


@dataclass(slots=True, unsafe_hash=True)
class Row:
    """One line of a trigger lexicon. Not frozen, as five thousand are made at the start; nobody changes one."""

    family: str
    words: str
    status: str
    pattern: str
    example: str


@dataclass(frozen=True, slots=True)
class Step:
    """One word of a trigger: the words that fit with their verb form (0 for no verb), or a gap."""

    fits: dict[str, int]
    optional: bool = False
    gap: int = 0
    verb: bool = False


@dataclass(frozen=True, slots=True)
class Trigger:
    """A compiled row."""

    row: Row
    steps: tuple[Step, ...]


@dataclass(slots=True)
class Hit:
    """A trigger found: tokens `[start, end)` of a line, its verb at token `verb` (-1 if none) in form `form`.

    Not frozen, as a sentence has several and a frozen one takes three times as long to make; nobody changes one.
    """

    start: int
    end: int
    row: Row
    verb: int = -1
    form: int = 0


Sole = tuple[Row, bool, int]
"""A trigger of one word: its row, whether the word is a verb, in which form."""


@dataclass(slots=True)
class _Opened:
    """Triggers of one first word. `pairs`: by their second word where that is fixed, each with its third step where
    that is fixed too; `alone`: the others, each with the words of which the line must have one (None if it is a single
    word); `far`: those of them with such words, and how many tokens on these may stand (0: anywhere); `reach`: all of
    these words. `single`: those of a single word; `plain`: what is left of them where nothing longer fits, None where
    the words beside must tell the verb from the noun."""

    alone: list[tuple[frozenset[str] | None, Trigger]] = field(default_factory=list)
    far: list[tuple[frozenset[str], int, Trigger]] = field(default_factory=list)
    pairs: dict[str, list[tuple[Step | None, Trigger]]] = field(default_factory=dict)
    reach: frozenset[str] = frozenset()
    single: list[Sole] = field(default_factory=list)
    plain: list[Sole] | None = None


class Index:
    """Triggers by their first word, and of those with a fixed second word by both.

    The rows of a word are compiled when a text first has it: of five thousand, a report needs few.
    """

    def __init__(self, rows: Iterable[Row]) -> None:
        self._first: dict[str, _Opened] = {}
        self._closed: dict[str, list[Row]] = {}
        closed = self._closed
        for row in rows:
            for word in _step(row.words.partition(" ")[0]).fits:
                if word in closed:
                    closed[word].append(row)
                else:
                    closed[word] = [row]

    def _open(self, words: frozenset[str]) -> None:
        """Compile the rows that begin with one of the words."""
        for word in words & self._closed.keys():
            self._first[word] = _opened(word, self._closed.pop(word))

    def hits(self, words: Sequence[str]) -> list[Hit]:
        """Every trigger in `words`, in order; of one family only the longest that starts at a word. One pass.

        Most words that open a trigger open one of a single word, which needs no search.
        """
        found: list[Hit] = []
        present = frozenset(words)
        if not self._closed.keys().isdisjoint(present):
            self._open(present)
        following = [*words[1:], "", ""]
        for i, opened in enumerate(map(self._first.get, words)):
            if opened is None:
                continue
            known = opened.pairs.get(following[i])
            here: list[Hit] = []
            if known is not None:
                after = following[i + 1]
                for third, trigger in known:
                    if (third is None or after in third.fits) and (hit := _match(trigger, words, i)) is not None:
                        here.append(hit)
            plain = opened.plain
            if plain is None or (not opened.reach.isdisjoint(present) and _afar(opened, words, i, present)):
                tried = (t for needed, t in opened.alone if needed is None or not needed.isdisjoint(present))
                here = [*(hit for t in tried if (hit := _match(t, words, i)) is not None), *here]
            elif not here:
                for row, verb, form in plain:
                    found.append(Hit(i, i + 1, row, i if verb else -1, form))
                continue
            elif opened.single:
                here = [*(Hit(i, i + 1, row, i if verb else -1, form) for row, verb, form in opened.single), *here]
            if len(here) > 1:
                found.extend(_kept(here, words))
            elif here and here[0].row.pattern != NO_PATTERN:
                found.append(here[0])
        return found


def _opened(word: str, rows: Iterable[Row]) -> _Opened:
    """The triggers of the rows that begin with one word."""
    opened = _Opened()
    for row in rows:
        steps = tuple(map(_step, row.words.split()))
        trigger = Trigger(row, steps)
        if len(steps) > 1 and not steps[0].optional and not steps[1].optional and not steps[1].gap:
            third = steps[2] if len(steps) > 2 and not steps[2].optional and not steps[2].gap else None
            for second in steps[1].fits:
                opened.pairs.setdefault(second, []).append((third, trigger))
        else:
            opened.alone.append((_needed(steps), trigger))
    opened.reach = frozenset().union(*(needed for needed, _ in opened.alone if needed is not None))
    for needed, trigger in opened.alone:
        if needed is not None:
            opened.far.append((needed, trigger.steps[1].gap + 2 if trigger.steps[1].gap else 0, trigger))
    single = _single(word, opened)
    opened.single, opened.plain = [_sole(hit) for hit in single], _plain(word, single)
    return opened


def _afar(opened: _Opened, words: Sequence[str], i: int, present: frozenset[str]) -> bool:
    """Whether a trigger whose second word may lack or stand apart begins at word `i`."""
    for needed, reach, trigger in opened.far:
        around = words[i + 1 : i + reach] if reach else present
        if not needed.isdisjoint(around) and _match(trigger, words, i) is not None:
            return True
    return False


def _needed(steps: Sequence[Step]) -> frozenset[str] | None:
    """Words of which a line with the trigger has at least one besides its first; None for a trigger of one word."""
    if len(steps) == 1:
        return None
    return frozenset(next((s.fits for s in steps[1:] if not s.optional and not s.gap), steps[0].fits))


def _single(word: str, opened: _Opened) -> list[Hit]:
    """The triggers of this word alone."""
    return [hit for needed, t in opened.alone if needed is None and (hit := _match(t, (word,), 0)) is not None]


def _plain(word: str, hits: Sequence[Hit]) -> list[Sole] | None:
    """What a word gives by itself; None where a word beside it tells its verb from its noun."""
    verbs = {hit.row.family for hit in hits if hit.verb >= 0 and hit.form == Form.ING}
    if any(hit.verb < 0 and hit.row.family in verbs for hit in hits):
        return None
    return [_sole(hit) for hit in _kept(hits, (word,))]


def _sole(hit: Hit) -> Sole:
    return hit.row, hit.verb >= 0, hit.form


def _kept(hits: Sequence[Hit], words: Sequence[str]) -> Iterator[Hit]:
    """Of the hits that start at one word the longest of each family, and the noun that it may be as well."""
    best: dict[str, Hit] = {}
    nouns: dict[str, Hit] = {}
    for hit in hits:
        family = hit.row.family
        if hit.verb < 0:
            nouns[family] = hit
        old = best.get(family)
        if old is None or hit.end > old.end or (hit.end == old.end and _noun_in_ing(old, hit, words)):
            best[family] = hit
    yield from (hit for hit in best.values() if hit.row.pattern != NO_PATTERN)
    yield from (nouns[family] for family, hit in best.items() if family in nouns and _or_noun(hit, nouns[family]))


def _or_noun(verb: Hit, noun: Hit) -> bool:
    """Whether a verb may as well be the noun ("clashes", "attacks"): which one, the words around it tell later."""
    present = bool(verb.form & (Form.BASE | Form.THIRD)) and not verb.form & DONE
    return verb.verb >= 0 and present and noun.end == verb.end and noun.row.pattern != NO_PATTERN


def _noun_in_ing(verb: Hit, noun: Hit, words: Sequence[str]) -> bool:
    """Whether "shelling" is the noun: so in "there was shelling in", not so in "was shelling the"."""
    if verb.form != Form.ING or noun.verb >= 0:
        return False
    before = words[verb.start - 1] if verb.start else ""
    after = words[verb.end] if verb.end < len(words) else ""
    running = before in ("is", "are", "was", "were", "been", "be", "keep", "kept") and words[
        verb.start - 2 : verb.start - 1
    ] != ["there"]
    return not running and after not in ("the", "a", "an", "its", "their")


def _match(trigger: Trigger, words: Sequence[str], i: int) -> Hit | None:
    verb, form = -1, 0
    at, last, gap = i, len(words), 0
    for step in trigger.steps:
        if step.gap:
            gap = step.gap
            continue
        fits = step.fits
        if gap:  # the step stands after words that do not matter, none of them a mark
            stop = at + gap
            k = at
            while k < last and words[k] not in fits:
                if k == stop or not words[k][:1].isalnum():
                    return None
                k += 1
            if k == last:
                return None
            at, gap = k, 0
        if at < last and (word := words[at]) in fits:
            if step.verb and verb < 0:
                verb, form = at, fits[word]
            at += 1
        elif not step.optional:
            return None
    return Hit(i, at, trigger.row, verb, form)


@cache
def _step(word: str) -> Step:
    """One word of a row."""
    if word in ("*", "**"):
        return Step({}, gap=GAP if word == "*" else WIDE_GAP)
    optional = word.endswith("?")
    base, _, kind = word.rstrip("?").partition(":")
    if not kind:
        return Step(dict.fromkeys(map(without_possessive, base.split("/")), 0), optional)
    wanted = {"v": Form.ANY, "en": DONE, "ing": Form.ING}[kind]
    return Step({w: f for w, f in forms_of(base).items() if f & wanted}, optional, verb=True)


def without_possessive(word: str) -> str:
    """ "city's" is "city", "it's" stays."""
    if word.endswith("'s") and word not in CONTRACTED:
        return word[:-2]
    return word[:-1] if word.endswith("s'") else word


@cache
def _lines(file: str) -> tuple[str, ...]:
    """The lines of one lexicon file, without remarks."""
    text = (files("leeway.evidence.lexicons") / file).read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))


def rows(family: str) -> list[Row]:
    """The rows of one lexicon file."""
    found = []
    for line in _lines(f"{family}.tsv"):
        parts = line.split("\t")
        found.append(Row(family, *(parts if len(parts) == 4 else [*parts[:2], "NOUN", parts[-1]])))
    short = [
        replace(row, words="don't " + row.words[7:], example=re.sub("(?i)do not", "don't", row.example))
        for row in found
        if row.words.startswith("do not ")
    ]
    return found + short


@cache
def triggers() -> Index:
    """The triggers of all twelve kinds, and the nouns: exits, forces, classes of people, facilities."""
    return Index(row for family in (*FAMILIES, *NOUNS) for row in rows(family))


@cache
def phrases(name: str) -> Index:
    """A plain list of phrases ("background.txt") as triggers without status."""
    return Index(Row(name, line, "", "PHRASE", line) for line in _lines(name))


@cache
def verb_forms() -> dict[str, int]:
    """Every verb form the room knows, for finding clauses."""
    found = dict(common_verbs())
    heads = (line.partition("\t")[0] for family in FAMILIES for line in _lines(f"{family}.tsv"))
    verbs = (word for head in heads if ":" in head for word in head.split())
    bases = {base: None for base, _, kind in (word.partition(":") for word in verbs) if kind}
    for base in bases:
        for word, form in forms_of(base).items():
            found[word] = found.get(word, 0) | form
    return found
