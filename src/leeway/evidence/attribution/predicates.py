"""Words of a body given as the rest of a sentence about it: the ministry "ordered the departure of all staff"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Final

from leeway.evidence.attribution.model import Actor, Frame, Quotation
from leeway.evidence.language.model import Text
from leeway.evidence.model import Speaker

BODIES: Final = frozenset({"ministry", "mission", "organisation", "government"})
BETWEEN: Final = re.compile(
    r"(?:,? (?:has|have|had|is|are|was|were|will|would|also|already|in [A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?|there|now))* ?"
    r"[\"“„«]"
)
PREDICATE: Final = re.compile(
    r"(?:also |already |still |now )?(?:[a-z]+(?:ed|ing|s)|be|been|not|no longer|begun|taken)\b"
)
SHORTEST: Final = 24
"""Characters of a quotation that carries a statement; shorter ones only set a word apart."""


def predicates(text: Text, actors: list[Actor], quotes: list[Quotation]) -> Iterator[Frame]:
    """One carried frame for each quotation that goes on from the body before it; frames with a verb of saying go first.

    Linear in actors and quotations.
    """
    ends = [a.end for a in actors]
    for quote in quotes:
        if quote.end - quote.start < SHORTEST or not PREDICATE.match(text.clean, quote.start):
            continue
        n = bisect_left(ends, quote.start) - 1
        if n < 0 or actors[n].kind not in BODIES or "\n" in text.clean[ends[n] : quote.start]:
            continue
        if BETWEEN.fullmatch(text.clean, ends[n], quote.start):
            yield Frame(actors[n].start, quote.end, Speaker(org=actors[n].name), "says", carried=True)
