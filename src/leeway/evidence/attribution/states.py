"""Which state a body belongs to: "Pentagon", "Portuguese defence ministry", "US embassy Kolda"."""

from __future__ import annotations

from functools import cache

from leeway.evidence.attribution.lexicon import Name, lexicon
from leeway.evidence.attribution.missions import SHORT, state_of
from leeway.evidence.model import Speaker

INITIALS = {"US": "United States", "U.S.": "United States", "American": "United States", "UK": "United Kingdom",
            "U.K.": "United Kingdom", "British": "United Kingdom"}  # fmt: skip


@cache
def state_behind(body: str) -> str | None:
    """The usual English name of the state whose body this is, None for groups, agencies and unions of states."""
    states = lexicon().states
    if any(body == name for name, _, _ in states.values()):
        return body
    first = body.split(" ", 1)[0]
    if first in INITIALS:
        return INITIALS[first]
    for entries in lexicon().first.values():
        for entry in entries:
            name = entry.what
            if isinstance(name, Name) and name.name == body and name.iso in states:
                return states[name.iso][0]
    if " " not in body:
        return None
    for state, demonym, _ in states.values():
        if body.startswith((f"{demonym} ", f"{state} ", f"{SHORT.get(state, state)} ")):
            return state
    return state_of(body)


def state_of_speaker(who: Speaker) -> str | None:
    """The state a speaker has the word of, by his organisation."""
    return state_behind(who.org) if who.org else None
