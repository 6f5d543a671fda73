"""Names of places that no gazetteer holds, known by their form and by the words beside them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from leeway.evidence.grammar.line import DETERMINERS, Chunk, Line
from leeway.evidence.grammar.unknown_signs import (
    BUILT,
    LOCATIVE,
    adjective,
    behind_apposition,
    beyond,
    fallen,
    far,
    held_by,
    kept,
    suffered,
)
from leeway.evidence.grammar.wordlists import words
from leeway.evidence.language.model import PlaceName, Text

SORTS = words("unknown.SORTS")
TAKING = words("unknown.TAKING")
BUILT_BEFORE = words("unknown.BUILT_BEFORE")
WATERS = words("unknown.WATERS")
AIMED = words("unknown.AIMED")
MOTION = words("unknown.MOTION")
BULLETS = frozenset("-–—•*·▪")
TOWNS = frozenset(["capital", "city", "town"])
MARKS = frozenset([":", "-", "–", "—"])
SAID = frozenset(["said", "says", "told", "added", "warned"])
PARTICLES = frozenset(
    ["da", "do", "dos", "das", "de", "del", "della", "di", "du", "des", "la", "el", "al", "bin", "ibn"]
)
COMPASS = frozenset(["northern", "southern", "eastern", "western", "central", "upper", "lower"])
OF_SORTS = frozenset(["displacement", "refugee", "idp", "training", "gas", "copper", "power", "railway", "shopping"])
SHARES = frozenset(
    ["half", "third", "thirds", "quarter", "quarters", "most", "much", "percent", "cent", "%", "parts", "rest", "whole",
     "north", "south", "east", "west"]
)  # fmt: skip
ARTICLES = frozenset(
    ["Al", "El", "As", "Ad", "Ar", "At", "An", "Az", "Ash", "Ech", "Ras", "Bir", "Ain", "Ed", "Er", "Es"]
)
HELD_IN = frozenset(["hands", "control", "custody", "rule", "hours", "time"])
SETTLED = frozenset(["town", "city", "village", "township", "commune", "municipality"])
COVERED = ("place", "actor", "time", "number", "class", "force", "exit", "building")
OF_PERSONS = words("unknown.OF_PERSONS")
"""Verbs whose object may as well be a person: there a name of one word is taken for a place."""
NO_PLACES = words("unknown.NO_PLACES")
LONGEST = 4


def unknown_places(
    line: Line,
    printed: Mapping[str, PlaceName],
    capitalised: frozenset[str],
    respelled: Callable[[str], PlaceName | None],
    listing: bool = False,
) -> list[Chunk]:
    """Capitalised names after "in", "the town of" or a verb of taking, or before "airport", "crossing", "district".

    Each keeps its name and has the position of the place that is spelled nearly so (`respelled`), else none and is of
    kind "unknown". `printed`: towns found elsewhere in the text by the words printed; where such a word opens a
    sentence it is that town. `capitalised`: words that have their capital inside sentences, so are names. `listing`:
    the text is a list of places, so that a label in capitals is one.
    """
    found: list[Chunk] = []
    tokens, n = line.tokens, len(line.w)
    if listing and n > 2 and _labelled(line):
        found.append(Chunk("place", 0, 1, _place(line, 0, 1, respelled)))
    i = len(found)
    for first in [k for k, t in enumerate(tokens) if t.text[0].isupper() or t.text[:3] in ("al-", "el-")]:
        mount = _mount(line, first)
        article = tokens[first].text in ARTICLES and first + 1 < n and _named(line, first + 1) and _clear(line, first)
        if first < i or not (mount or article or _named(line, first)):
            continue
        i = first
        known = printed.get(tokens[i].text)
        if known is not None:
            start, end = line.span(i, i + 1)
            found.append(Chunk("place", i, i + 1, replace(known, start=start, end=end)))
            i += 1
            continue
        j = i + 1 + (mount or tokens[i].text in ARTICLES)
        while j < n and j - i < LONGEST and tokens[j].start - tokens[j - 1].end <= 1:
            if line.w[j] in PARTICLES and j + 1 < n and _named(line, j + 1):
                j += 1  # "Morro da Cal"
            elif not _named(line, j):
                break
            j += 1
        if line.w[i] in WATERS and j == i + 1 and line.w[j : j + 1] == ["of"] and j + 1 < n and _named(line, j + 1):
            j += 2  # "Bay of Bengal"
        if _is_place(line, i, j, found, capitalised) and not (j < n and line.w[j] in SAID):
            found.append(Chunk("place", i, j, _place(line, i, j, respelled)))
        i = j
    return found


def names_of(text: Text) -> frozenset[str]:
    """Words that stand with a capital inside a sentence, where an ordinary word would have none."""
    found = set()
    for sentence in text.sentences:
        if not sentence.heading:
            for before, token in zip(sentence.tokens, sentence.tokens[1:], strict=False):
                if token.text[:1].isupper() and before.kind == "word":
                    found.add(token.text)
    return frozenset(found)


def _is_place(line: Line, i: int, j: int, found: list[Chunk], capitalised: frozenset[str]) -> bool:
    """Whether the words beside the name `[i, j)` say that it is a place."""
    w, n = line.w, len(line.w)
    if j < n and (w[j] in HELD_IN or adjective(line, i, j)):
        return False  # "in Serb hands", "on Kurdish streets"
    beside = j < n and not line.owner[j - 1] and (w[j] in BUILT or line.at("building", j) is not None)
    beside = beside or (j + 1 < n and w[j] in OF_SORTS and w[j + 1] in BUILT)
    measured = j + 1 < n and w[j] in ("(", ",") and far(line, j + 1)
    told = j < n and suffered(line, j)
    if i <= 1 and (_labels(line, i, j, capitalised) or _paired(line, j)):
        return True
    if i == 0 or (i == 1 and line.w[0] in BULLETS):
        aside = behind_apposition(line, j)
        told = told or (aside > j and suffered(line, aside))
        measured = measured or (aside > j and beyond(w[j + 1 : aside - 1]))
        return (
            measured
            or (beside and (line.tokens[i].text in capitalised or line.tokens[i].text[-1:].isdigit()))
            or (told and (line.tokens[i].text in capitalised or j - i > 1 or fallen(line, j) or kept(line, j)))
        )
    k = i - 1
    while k > 0 and (w[k] in DETERMINERS or w[k] in COMPASS):
        k -= 1
    before = w[k]
    sort_of = (
        before == "of" and k > 0 and (w[k - 1] in SORTS or w[k - 1] in SHARES or line.at("building", k - 1) is not None)
    )
    within = line.owner[i - 1] and (town := line.at("place", i - 1)) is not None and town.what.kind in TOWNS
    partner = before in ("and", ",", "or") and bool(found) and found[-1].end == k
    taken = before in TAKING and j - i <= (1 if before in OF_PERSONS else 3)
    aimed = before in ("on", "against") and w[k - 1] in AIMED
    moved = before in ("to", "for") and not MOTION.isdisjoint(w[max(0, k - 7) : k])
    return (
        before in LOCATIVE
        or moved
        or aimed
        or sort_of
        or taken
        or within
        or beside
        or partner
        or told
        or measured
        or _mount(line, i)
    )


def _mount(line: Line, i: int) -> bool:
    """ "Mount Rebero", "Camp Kigali", "Fort Bonifacio": the sort goes before the name."""
    capital = line.tokens[i].text[0].isupper() and line.w[i] in BUILT_BEFORE
    return capital and i + 1 < len(line.w) and _named(line, i + 1)


def _labels(line: Line, i: int, j: int, capitalised: frozenset[str]) -> bool:
    """ "Nangade: 4,210 arrivals", "HILLI - attacks since Monday": an entry of a list with its place first."""
    sorted_so = line.w[j : j + 1] != [] and line.w[j] in SETTLED | {"district"} and line.w[j + 1 : j + 2] == [":"]
    if sorted_so:
        return i == 0 or line.w[i - 1] in BULLETS  # "Nangade district: calm"
    if (i and line.w[i - 1] not in BULLETS) or j + 1 >= len(line.w) or line.w[j] not in MARKS:
        return False
    if line.w[j] != ":" and line.tokens[j].start == line.tokens[j - 1].end:
        return False
    text = line.tokens[i].text
    return line.tokens[j + 1].kind == "number" or text in capitalised or not text.isascii() or held_by(line, j + 1)


def _labelled(line: Line) -> bool:
    """A name in capitals before a dash or colon at the head of a line: "HILLI - Attacks since Monday"."""
    text = line.tokens[0].text
    free = all(line.at(kind, 0) is None for kind in COVERED)
    return free and text.isupper() and len(text) > 3 and line.w[1] in MARKS and line.w[0] not in NO_PLACES


def _paired(line: Line, j: int) -> bool:
    """ "Paloch–Renk by road": a name that a dash without blanks ties to a place."""
    tied = line.w[j : j + 1] != [] and line.w[j] in MARKS and line.tokens[j].start == line.tokens[j - 1].end
    return tied and line.at("place", j + 1) is not None


def _place(line: Line, i: int, j: int, respelled: Callable[[str], PlaceName | None]) -> PlaceName:
    name = line.tokens[i].text if j == i + 1 else " ".join(t.text for t in line.tokens[i:j])
    name = name.title() if name.isupper() and name.isalpha() else name
    name = name.removesuffix("'s").removesuffix("’s")
    start, end = line.span(i, j)
    known = respelled(name)
    if known is not None:
        return replace(known, start=start, end=end, name=name)
    settled = i > 1 and line.w[i - 1] == "of" and line.w[i - 2] in SETTLED
    return PlaceName(start, end, name, "", None, None, "town" if settled else "unknown")


def _clear(line: Line, i: int) -> bool:
    """Whether no other layer covers a token, and it does not open its sentence."""
    return i > 0 and all(line.at(kind, i) is None for kind in COVERED)


def _numbered(line: Line, i: int) -> bool:
    """ "K1 air base"; "N4 highway" is no place."""
    built = line.at("building", i + 1)
    return line.tokens[i].text[-1:].isdigit() and built is not None and built.what.status != "highway"


def _named(line: Line, i: int) -> bool:
    text = line.tokens[i].text
    letter = text[3:4] if text.startswith(("al-", "el-", "al ", "Al-")) and len(text) > 4 else text[:1]
    word = line.w[i]
    if (
        not letter.isupper()
        or line.tokens[i].kind != "word"
        or (len(text) < 3 and not _numbered(line, i))
        or word in NO_PLACES
        or word in DETERMINERS
    ):
        return False
    if text.isupper() and not text[-1:].isdigit():
        return False
    return not line.covered(COVERED, i)
