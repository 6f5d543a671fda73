"""What stands around a name: sentences, names of persons, lines in capitals."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from leeway.evidence.language.model import Sentence
from leeway.evidence.language.quantities import words
from leeway.evidence.places.tables import Place

WORD_BEFORE: Final = re.compile(r"([^\W\d_][\w'’.-]*)[ \n]$")
WORD_AFTER: Final = re.compile(r"[ \n]([^\W\d_][\w'’-]*)")
PARTICLES: Final = frozenset(["da", "do", "dos", "das", "de", "del", "di", "du"])
LONGER_NAME: Final = re.compile(r"[A-Z][\w'’-]+[ \n]d\w{1,2}[ \n]$")
TITLE_AND_NAME: Final = re.compile(r"([^\W\d_]+\.?)[ \n][A-Z][\w'’.-]*(?:[ \n][A-Z]\.)?[ \n]$")
TITLES: Final = words("titles.txt")
BEFORE_PLACES: Final = words("places_before.txt")
AFTER_PLACES: Final = words("places_after.txt")
FIRST_NAMES: Final = words("first_names.txt")
PERSON_PEOPLE: Final = 150_000
SHIPS: Final = frozenset(["USS", "HMS", "HMAS", "HMCS", "INS", "MV", "M/V", "MS", "SS", "RFA", "USNS", "HNLMS"])
"""Before the name of a ship: "USS Nassau" is no town."""


class Setting:
    """The text around places: which words open sentences, what is prose."""

    def __init__(self, clean: str, fold: str, sentences: Sequence[Sentence]) -> None:
        self.clean, self.fold = clean, fold
        self.sentences = sentences
        self.starts = [s.start for s in sentences]

    def sentence_at(self, start: int) -> Sentence | None:
        """The sentence that holds a point."""
        i = bisect_right(self.starts, start) - 1
        return self.sentences[i] if i >= 0 and start < self.sentences[i].end else None

    def in_prose(self, start: int, end: int) -> bool:
        """Whether a span lies inside one sentence."""
        sentence = self.sentence_at(start)
        return sentence is not None and end <= sentence.end


def is_upper_line(clean: str, start: int) -> bool:
    """Whether the words around a point are all in capitals, as in a heading or a list label."""
    window = clean[max(0, start - 12) : start + 16].split("\n")[0 if start < 12 else -1]
    letters = [c for c in clean[start : start + 16].split("\n")[0] if c.isalpha()]
    return bool(window) and len(letters) > 5 and all(c.isupper() for c in letters)


def is_name_of_a_person(setting: Setting, start: int, end: int, place: Place) -> bool:
    """Whether the words are part of a person's name: "Ned Price", "President Ghani", "Hassan Idris"."""
    clean = setting.clean
    before = WORD_BEFORE.search(clean[max(0, start - 30) : start])
    if before is not None:
        word = before[1]
        low = word.casefold().rstrip(".")
        if word in SHIPS:
            return True
        if low in TITLES or word in ("Mr.", "Gen.", "Col.", "Dr."):
            return True
        if low in FIRST_NAMES and word[0].isupper():
            return True
        if titled(clean[max(0, start - 44) : start]):
            return True
        if low in PARTICLES and LONGER_NAME.search(clean[max(0, start - 30) : start]):
            return True  # "Mocímboa da Praia" is not the Praia of the tables
        small = place.people < PERSON_PEOPLE and place.rank < 1e6
        if small and word[0].isupper() and not word.isupper() and low not in BEFORE_PLACES:
            return not _opens_sentence(setting, start - len(before[0]))
    after = WORD_AFTER.match(clean, end)
    if after is not None and after[1][0].isupper() and not after[1].isupper() and place.people < PERSON_PEOPLE:
        low = after[1].casefold().removesuffix("'s")
        return place.rank < 1e6 and low not in AFTER_PLACES
    return False


def titled(before: str) -> bool:
    """ "Colonel Ramon Kano": a title and a first name stand before the name, however large the town of it is."""
    found = TITLE_AND_NAME.search(before)
    return found is not None and found[1].casefold().rstrip(".") in TITLES


def _opens_sentence(setting: Setting, at: int) -> bool:
    sentence = setting.sentence_at(at)
    return sentence is not None and at - sentence.start <= 2
