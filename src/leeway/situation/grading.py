"""Corroboration and the Admiralty grade: how many independent voices, through how many origins.

A hundred copies are one origin, three outlets that quote one spokesman are one voice, and all spokesmen of one party
are one voice: each pair of independent witnesses needs a speaker of its own *and* an origin of its own. Their number is
the largest matching between speakers and origins.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from leeway.situation.items import WEAK, Item, origin_of
from leeway.situation.model import Grade

ENOUGH: Final = 9
"""Independent voices are counted up to here: nine or ninety say the same."""
_RELIABLE: Final = "ABC"
CHANCE: Final = {1: 0.95, 2: 0.85, 3: 0.65, 4: 0.45, 5: 0.2, 6: 0.5}
"""Chance that an item of this credibility is right, from a source of reliability A or B. Reasoned: the words of the
code (confirmed, probably, possibly, doubtful, improbable, cannot be judged) as usually put into numbers."""
TRUST: Final = {"A": 1.0, "B": 1.0, "C": 0.95, "D": 0.85, "E": 0.7, "F": 0.8}


def voices(items: Iterable[Item]) -> int:
    """How many independent voices: speakers who can know, each through an origin that no other needs."""
    edges: dict[str, set[str]] = {}
    for item in items:
        if item.source.knows:
            edges.setdefault(item.voice, set()).add(origin_of(item))
    taken: dict[str, str] = {}

    def seated(voice: str, tried: set[str]) -> bool:
        for origin in sorted(edges[voice] - tried):
            tried.add(origin)
            if origin not in taken or seated(taken[origin], tried):
                taken[origin] = voice
                return True
        return False

    for voice in sorted(edges):
        if len(taken) == ENOUGH:
            break
        if len(edges[voice]) > ENOUGH:  # one of its origins is free, whatever the others need
            taken[min(edges[voice] - set(taken))] = voice
        else:
            seated(voice, set())
    return len(taken)


def strong(item: Item, favours: str | None) -> bool:
    """Whether this word alone is firm enough to count as fact until something speaks against it.

    `favours`: the side that the statement speaks for. A party's word counts alone only against its own interest; a
    claim or an unchecked report never does; "confirmed" does whoever speaks.
    """
    if not item.done or not (item.source.knows or item.statement.firmness == "confirmed"):
        return False
    if item.statement.firmness == "confirmed":
        return True
    if item.side is not None and favours is not None:
        return item.side != favours
    return item.statement.firmness not in WEAK


def graded(supports: Sequence[Item], opposes: Sequence[Item], firm: bool) -> Grade:
    """The grade of an item of information from all who say it and all who say otherwise.

    Credibility 1: two independent voices, nobody against; 2: one firm voice of a source of class A to C, or borne out;
    3: possibly true, a single weak or unjudged voice; 4: more than half as many against as for; 5: more against than
    for; 6: nobody who can know has spoken. Against what is firm only firm words count, and weak ones (a party's own
    denial) cost one step.
    """
    loud = [i for i in opposes if strong(i, i.side)] if firm else opposes
    for_, against = voices(supports), voices(loud)
    origins = len({origin_of(i) for i in supports})
    best = min((i.source.reliability for i in supports), default="F")
    if not for_:
        credibility = 6
    elif against > for_:
        credibility = 5
    elif against and against * 2 > for_:
        credibility = 4
    elif for_ >= 2:
        credibility = 1 if not opposes else 2
    else:
        borne_out = any(i.statement.firmness == "confirmed" for i in supports)
        credibility = 2 if firm and (borne_out or (best in _RELIABLE and not opposes)) else 3
    return Grade(best, credibility, for_, origins)


def chance(grade: Grade) -> float:
    """Chance that an item of this grade is right, before it ages."""
    return CHANCE[grade.credibility] * TRUST[grade.reliability]
