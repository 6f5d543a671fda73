"""The words of figures, comparators and units, from the lexicon, as patterns over folded text."""

from __future__ import annotations

import csv
import re
from importlib.resources import files
from typing import Final

ONES: Final = {
    w: float(n)
    for n, w in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
TENS: Final = {
    w: 10.0 * (n + 2)
    for n, w in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"])
}
SCALES: Final = {"dozen": 12.0, "hundred": 1e2, "thousand": 1e3, "millions": 1e6, "million": 1e6, "billion": 1e9}
SHORT_SCALES: Final = {"m": 1e6, "mn": 1e6, "mln": 1e6, "bn": 1e9, "k": 1e3}


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a table of the lexicon, comment lines left out."""
    text = files("leeway.evidence.lexicons").joinpath(name).read_text("utf-8")
    return list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))


def words(name: str) -> frozenset[str]:
    """The words of a list of the lexicon, comment lines left out."""
    text = files("leeway.evidence.lexicons").joinpath(name).read_text("utf-8")
    return frozenset(w for line in text.splitlines() if not line.startswith("#") for w in line.split())


def _either(phrases: list[str]) -> str:
    """An alternation, longest first; blanks match any blanks or a hyphen."""
    parts = sorted(set(phrases), key=lambda p: (-len(p), p))
    return "|".join(re.escape(p).replace(r"\ ", r"[ -]{1,3}") for p in parts)


VAGUE: Final = {r["phrase"]: (float(r["low"]), float(r["high"]), r["unit"] or None) for r in rows("numbers.csv")}
_COMPARATORS: Final = rows("numbers_comparators.csv")
BEFORE: Final = {r["phrase"]: r["effect"] for r in _COMPARATORS if r["side"] == "before"}
AFTER: Final = {r["phrase"]: r["effect"] for r in _COMPARATORS if r["side"] == "after"}
UNITS: Final = {r["word"]: (r["unit"], float(r["factor"])) for r in rows("units.csv")}
PEOPLE: Final = frozenset(w.replace("-", " ") for w in words("people_nouns.txt"))

_WORD: Final = "|".join(sorted([*ONES, *TENS], key=len, reverse=True))
_SCALE: Final = "|".join(SCALES)
_AND: Final = r"(?:(?<=hundred )|(?<=thousand )|(?<=million ))and "
"""Within one figure "and" follows a hundred ("four hundred and eighty"); "five and six hundred" are two."""
_DIGITS: Final = (
    r"\d{1,3}(?:[,'\u00a0\u202f]\d{3})+(?:\.\d+)?|\d{1,3}(?: \d{3})+(?=\+? [a-z])|\d{1,3}(?:\.\d{3}){2,}|\d+(?:\.\d+)?"
)
CORE: Final = re.compile(
    rf"(?<![\w.,:$€£/#])(?:(?P<vague>{_either(list(VAGUE))})"
    rf"|(?P<digits>{_DIGITS})(?:(?:[ -]?(?P<scale>{_SCALE}))|(?P<short>mln|mn|bn|m|k))?"
    rf"|(?P<words>(?:(?:a|another|{_WORD})(?:[ -](?:{_WORD}))?[ -](?:{_SCALE})|(?:{_WORD}))"
    rf"(?:[ -](?:{_AND})?(?:{_WORD}|{_SCALE})){{0,5}})"
    r"|(?P<article>(?:a|an|another|one more)(?= (?:hour|day|week|fortnight|month|year|mile|kilomet))))(?!\w|\.\d)"
    rf"|(?<![\w.,:$€£/#])(?P<glued>{_DIGITS})(?=(?:km|kms|mi|hrs|nm|kilomet)\b|%)"
)
FIRST_WORDS: Final = frozenset(
    {p.split()[0].split("-")[0] for p in VAGUE} | set(ONES) | set(TENS) | {"a", "an", "another", "one"}
)
"""Words a figure may begin with, or with a hyphen after them."""
UNIT: Final = re.compile(rf"[\s-]{{0,2}}(?P<unit>{_either(list(UNITS))})(?!\w)")
RIGHT: Final = re.compile(rf"\s*(?P<phrase>{_either(list(AFTER))})(?!\w)")
SEPARATOR: Final = re.compile(
    r"\s*(?P<sep>-|to|,? ?or|,? ?(?:or )?(?:maybe|perhaps|possibly)|and)\s*(?:(?<=or )in )?(?=[\da-z])"
)
_SPLIT: Final = re.compile(r"[ -]+")


def value_of_words(text: str) -> float:
    """The value of spelled-out numbers: "two hundred and fifty thousand" is 250000."""
    total = current = 0.0
    for word in _SPLIT.split(text):
        if word in ONES or word in TENS:
            current += ONES.get(word, 0.0) + TENS.get(word, 0.0)
        elif word in SCALES:
            current = (current or 1.0) * SCALES[word]
            if SCALES[word] >= 1000:
                total, current = total + current, 0.0
    return total + current


_OPENING: Final = "\"'(["
_LONGEST: Final = max(len(p.split()) for p in BEFORE)


def comparator_before(window: str) -> tuple[str, int] | None:
    """The longest comparator at the end of `window`, and how many characters of the window it and its blanks take."""
    if window[-1:] in BEFORE:
        return window[-1], 1
    ends = len(window.rstrip())
    if ends == len(window) and window[-1:] != "-":
        return None
    starts: list[int] = []
    at = ends
    for _ in range(_LONGEST):
        at = max(window.rfind(" ", 0, at), window.rfind("\n", 0, at))
        starts.append(at + 1)
        if at < 0:
            break
    for start in reversed(starts):
        phrase = window[start:ends]
        opened = phrase.lstrip(_OPENING)
        plain = " ".join(opened.split()) if "  " in opened or "\n" in opened else opened
        if plain in BEFORE and (start > 0 or len(window) < WINDOW):
            return plain, len(window) - start - (len(phrase) - len(opened))
    return None


WINDOW: Final = 32


def phrase_key(text: str, known: dict[str, tuple[float, float, str | None]] | dict[str, str]) -> str:
    """The lexicon's own spelling of a matched phrase."""
    plain = " ".join(_SPLIT.split(text.strip()))
    if plain in known:
        return plain
    return next((k for k in known if k.replace("-", " ") == plain), text)
