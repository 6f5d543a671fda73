"""Embassies and consulates, and the town they are in."""

from __future__ import annotations

from functools import cache
from typing import Final

from leeway.evidence.attribution.cast import Cast
from leeway.evidence.attribution.lexicon import lexicon
from leeway.evidence.attribution.line import Line
from leeway.evidence.attribution.model import Actor

SHORT: Final = {"United States": "US", "United Kingdom": "UK", "European Union": "EU"}
"""Owners that a mission is called after by their initials."""
TWO_WORDS = frozenset(
    [
        ("high", "commission"),
        ("interests", "section"),
        ("liaison", "office"),
        ("apostolic", "nunciature"),
        ("consular", "agency"),
        ("consular", "office"),
        ("representative", "office"),
    ]
)
"""Missions under another name: between Commonwealth states, or where relations are short of full."""


def mission_at(line: Line, j: int, owner: str, cast: Cast) -> tuple[int, Actor] | None:
    """ "UN mission", "EU embassy": the mission of `owner` if its noun stands at `j`."""
    two = (line.key(j), line.key(j + 1)) in TWO_WORDS
    if two or line.key(j) in ("embassy", "consulate"):
        j += two
        return mission(line, j, {"European Union": "EU", "United Nations": "UN"}.get(owner, owner), cast)
    return None


def mission(line: Line, k: int, owner: str, cast: Cast) -> tuple[int, Actor]:
    """The mission whose noun is token `k`: "US embassy Kabul". Where no town is printed, the home state's capital."""
    noun = line.key(k)
    if k and (line.key(k - 1), noun) in TWO_WORDS:
        noun = f"{line.key(k - 1)} {noun}"
    noun = {"embassies": "embassy", "consulates": "consulate", "mission": "embassy", "compound": "embassy"}.get(
        noun, noun
    )
    end, town = k + 1, ""
    if noun == "consulate" and line.key(end) == "general":
        end += 1
    if line.key(end) in ("in", "at", "to") and line.capital(end + 1):
        town, end = name_at(line, end + 1)
    elif line.capital(end) and line.capital(k):
        town, end = name_at(line, end)
    elif line.key(end) in ("in", "at") and line.key(end + 1) == "the" and line.key(end + 3) == "capital":
        end += 4
    if town and town in {h[0] for h in cast.home}:
        town = ""
    town = town or (cast.home[0][2] if cast.home else "")
    return end, Actor(0, 0, f"{owner} {noun} {town}".strip(), "mission", False)


def adjective(state: str) -> str:
    """What the missions of a state are called: "US", "Indian"; the name itself of what is no state."""
    demonym = _demonyms().get(state)
    return state if demonym is None else SHORT.get(state, demonym)


@cache
def label_of(body: str) -> str:
    """What the missions of the state of a ministry are called: "US" of the "US State Department"."""
    for state, demonym in _demonyms().items():
        for label in (SHORT.get(state), demonym):
            if label and body.startswith(f"{label} "):
                return SHORT.get(state, demonym)
    return SHORT["United States"] if body == "Pentagon" else adjective(body)


def state_of(mission: str) -> str | None:
    """The state of a mission by its usual name: "US embassy Kabul" is of the United States."""
    owner = mission.partition(" embassy")[0].partition(" consulate")[0]
    return next((state for state, demonym in _demonyms().items() if owner in (SHORT.get(state), demonym, state)), None)


@cache
def _demonyms() -> dict[str, str]:
    return {state: demonym for state, demonym, _ in lexicon().states.values()}


def name_at(line: Line, n: int) -> tuple[str, int]:
    """The run of capitalised words at token `n` (at most three) and where it ends."""
    end = n + 1
    while end < n + 3 and line.capital(end) and not line.possessive(end - 1):
        end += 1
    words = line.words(n, end)
    return (words[:-2] if words.endswith(("'s", "’s")) else words), end


def of_owner(line: Line, i: int, cast: Cast) -> tuple[int, Actor] | None:
    """ "the embassy of the European Union", "the Consulate General of India": owner behind the noun."""
    noun, i = line.keys[i], i + (line.keys[i] == "consulate" and line.key(i + 1) == "general")
    if line.key(i + 1) != "of":
        return None
    k = i + 3 if line.key(i + 2) == "the" else i + 2
    for a, b, name in line.names:
        if a == k and name.kind in ("state", "organisation"):
            owner = adjective(cast.lex.states[name.iso][0]) if name.iso else SHORT.get(name.name, name.name)
            town = cast.home[0][2] if cast.home else ""
            if line.key(b) in ("in", "at") and line.capital(b + 1):
                town, b = name_at(line, b + 1)
            return b, Actor(0, 0, f"{owner} {noun} {town}".strip(), "mission", False)
    return None
