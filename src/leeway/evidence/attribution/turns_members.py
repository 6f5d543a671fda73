"""Labels of turns in ordinary letters: members of a house ("Mr Hale:"), those who answer an interviewer ("Ana Ruiz:").

A label counts where it is printed twice, or where it names a rank or a title.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from leeway.evidence.attribution.line import Line
from leeway.evidence.attribution.line_heads import at_heads
from leeway.evidence.model import Speaker

TITLES: Final = (
    r"Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady|Baroness|Viscount|Senator|Sen\.|Rep\.|Hon\.|Prof\.?|Professor|Minister|"
    r"Secretary|Ambassador|Amb\.|General|Gen\.|Colonel|Col\.|Admiral|Adm\.|Major|Captain|President|Governor|Spokesman|"
    r"Spokeswoman|Spokesperson|Representative"
)
OFFICES: Final = (
    r"[Mm]inister|[Ss]ecretary|[Ss]peaker|[Cc]hair(?:man|woman)?|[Pp]resident|[Dd]irector|[Cc]ommissioner|[Aa]mbassador|"
    r"[Ss]pokes(?:man|woman|person)|[Rr]epresentative|[Cc]oordinator"
)
_NAME: Final = r"[A-ZÀ-Þ][\w'’-]+(?: (?:[A-ZÀ-Þ][\w'’-]+|de|van|von|al|bin|el)){0,3}"
_ASIDE: Final = r"(?: \([^()\n]{2,60}\)|, [^:\n.]{3,60})?"
MEMBER: Final = re.compile(
    rf"(?m)^[ \t]*(?:(?P<office>The (?:[\w'’-]+ ){{0,6}}(?:{OFFICES})(?: [\w'’ -]{{2,60}})?)"
    rf"(?: \((?:(?:{TITLES}) )*(?P<holder>{_NAME})\))?"
    rf"|(?P<title>(?:(?:{TITLES}) )+)(?P<named>{_NAME})(?P<aside>{_ASIDE})"
    rf"|(?P<plain>{_NAME})(?P<beside>{_ASIDE})):[ \t]"
)
FEWEST: Final = 2


def members(clean: str, lines: list[Line], known: frozenset[str]) -> list[tuple[int, int, Speaker]]:
    """(start of the label, start of the words, who speaks) of each turn, empty where fewer than two labels count.

    `known`: names of places and bodies as printed, which are no persons. Linear in the length of the text.
    """
    marks = [m for m in at_heads(MEMBER, clean) if _line_starts(clean, m.start())]
    often = Counter(m["plain"] for m in marks if m["plain"])
    kept = [m for m in marks if not m["plain"] or (often[m["plain"]] > 1 and _person(m["plain"], known))]
    if len(kept) < FEWEST:
        return []
    people: dict[str, Speaker] = {}
    found = []
    for mark in kept:
        name = mark["holder"] or mark["named"] or mark["plain"]
        surname = name.split()[-1].casefold() if name else ""
        who = people.get(surname) or people.get(mark["office"] or "")
        if who is None:
            role = _role(mark["office"] or mark["aside"] or mark["beside"] or mark["title"] or "", lines)
            who = Speaker(name=name, role=role, number=1)
            people[surname or mark["office"]] = who
            if mark["office"]:
                people[mark["office"]] = who
        found.append((mark.start(), mark.end(), who))
    return found


def _line_starts(clean: str, at: int) -> bool:
    return at == 0 or clean[at - 1] == "\n"


def _person(label: str, known: frozenset[str]) -> bool:
    """Whether a bare label reads as first and last name of nobody and nowhere else."""
    words = label.split()
    return len(words) in (2, 3) and label not in known and not any(w in known for w in words)


def _role(words: str, lines: list[Line]) -> str | None:
    """The office as printed in the label, without titles that are none ("Mr", "Sir")."""
    bare = words.strip(" ,()").removeprefix("The ").casefold()
    offices = re.search(OFFICES, bare)
    return bare if offices and len(bare.split()) <= 8 else None
