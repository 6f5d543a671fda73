"""Words beside a name that say it is a place: what it suffers, how far it lies, whose it is."""

from __future__ import annotations

from leeway.evidence.grammar.line import Line
from leeway.evidence.grammar.wordlists import words

LOCATIVE = words("unknown.LOCATIVE")


BUILT = words("unknown.BUILT")


SUFFERED = words("unknown.SUFFERED")


CARRIED = words("unknown.CARRIED")


SIDE_WORDS = frozenset(["north", "south", "east", "west", "northern", "southern", "eastern", "western"])


FURTHER = frozenset(["further", "farther", "to", "the", "in", "just", "slightly", "up", "on", "coast", "road", "same"])


KEEPING = frozenset(["hands", "control", "possession", "siege", "fire", "attack", "occupation"])
LABELLED = words("unknown.LABELLED")


PARTIES = frozenset(["armed_group", "army", "government"])


def held_by(line: Line, k: int) -> bool:
    """ "Khan Shaykhun - HTS since Friday": nothing but a party behind the mark, or whether the place is contested."""
    side = line.at("actor", k)
    if side is None:
        in_hands = line.w[k] in ("in", "under") and not KEEPING.isdisjoint(line.w[k + 1 : k + 5])
        return in_hands or line.w[k] in LABELLED or (line.w[k] == "still" and line.at("actor", k + 1) is not None)
    after = line.w[side.end : side.end + 1]
    return side.what.kind in PARTIES and after in ([], ["."], [","], [";"], ["since"])


def beyond(aside: list[str]) -> bool:
    """ ", further north,", ", to the east,"."""
    return bool(SIDE_WORDS & set(aside)) and all(x in SIDE_WORDS or x in FURTHER for x in aside)


def behind_apposition(line: Line, j: int) -> int:
    """Token behind ", on the southern side," where such words follow the name; `j` where none do."""
    if line.w[j : j + 1] != [","]:
        return j
    return next((k + 1 for k in range(j + 2, min(j + 8, len(line.w))) if line.w[k] == ","), j)


def suffered(line: Line, j: int) -> bool:
    """ "Kolda fell", "Kolda is calm", "Kolda has been shelled", "Kolda is in rebel hands"."""
    w, n = line.w, len(line.w)
    k = j
    while k < n and w[k] in CARRIED and k - j < 4:
        k += 1
    if k < n and w[k] in SUFFERED:
        return True
    return k > j and k < n and w[k] in ("in", "under") and not KEEPING.isdisjoint(w[k + 1 : k + 6])


def fallen(line: Line, j: int) -> bool:
    """Whether the verb right after a name that opens a sentence says what happens to towns only."""
    return any(w in ("fell", "fall", "fallen", "recaptured", "overrun", "retaken") for w in line.w[j : j + 3])


def adjective(line: Line, i: int, j: int) -> bool:
    """A people's adjective before its noun: "Kurdish streets", "Lendu" is none."""
    noun = line.w[j][:1].isalpha() and not line.tokens[j].text[:1].isupper() and line.w[j] not in BUILT
    return noun and j == i + 1 and line.w[i].endswith(("ish", "ian", "ese")) and line.w[j] not in CARRIED | LOCATIVE


def kept(line: Line, j: int) -> bool:
    """ "Kolda is in rebel hands", "Kolda went on 30 April.": said of no person."""
    k = next((n for n in range(j, min(j + 4, len(line.w))) if line.w[n] in ("in", "under")), -1)
    if k >= 0 and not KEEPING.isdisjoint(line.w[k + 1 : k + 5]):
        return True
    day = line.at("time", j + 2) if line.w[j : j + 2] == ["went", "on"] else None
    return day is not None and line.w[day.end : day.end + 1] in ([], ["."], [";"], [","])


def far(line: Line, k: int) -> bool:
    """Whether a distance begins at token `k`, an adverb before it allowed."""
    return any(c.what.unit == "km" and k <= c.start <= k + 1 for c in line.of("number"))
