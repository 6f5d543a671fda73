"""The actor at a name of the lexicon: a group, a body, a state and what follows its name."""

from __future__ import annotations

from typing import Final

from leeway.evidence.attribution.cast import Cast
from leeway.evidence.attribution.lexicon import Name
from leeway.evidence.attribution.line import Line
from leeway.evidence.attribution.missions import TWO_WORDS, adjective, mission, mission_at
from leeway.evidence.attribution.model import Actor
from leeway.evidence.attribution.seats import seated
from leeway.evidence.attribution.words import (
    ARMY_NOUNS,
    GOVERNMENT_NOUNS,
    LOCATIVE,
    MINISTRY_KINDS,
    MISSION_NOUNS,
    REBEL_NOUNS,
)

ADJECTIVES: Final = frozenset(
    [
        "government",
        "state",
        "federal",
        "national",
        "armed",
        "special",
        "regular",
        "transitional",
        "air",
        "security",
        "ground",
    ]
)
DEFINITE: Final = frozenset(["the", "this", "that", "these", "those", "its", "their", "his", "her", "our"])
NOUNS: Final = ARMY_NOUNS | GOVERNMENT_NOUNS | REBEL_NOUNS | MISSION_NOUNS | MINISTRY_KINDS | {"ministry", "air"}


def named(line: Line, i: int, j: int, name: Name, cast: Cast) -> tuple[int, Actor] | None:
    """The actor at a name of the lexicon, with the noun that follows a demonym or a possessive."""
    if name.form == "capital":
        return capital(line, i, j, name, cast)
    if name.iso and name.kind == "state":
        return of_state(line, i, j, name, cast)
    if name.form == "common":
        return plain_party(line, i, j, name, cast)
    if name.name == "US State Department" and line.keys[i] != "us" and cast.home_iso and "US" in cast.home_iso:
        return j, Actor(0, 0, name.name, name.kind, False)
    mission = mission_at(line, j, name.name, cast)
    if mission:
        return mission
    if line.key(j) == "(" and line.key(j + 2) == ")":
        short = next((x for a, b, x in line.names if a == j + 1 and x.form == "name" and x.kind == name.kind), None)
        name = short or name
    side = name.side == "yes" or (name.side == "home" and name.iso in cast.home_iso)
    return j, Actor(0, 0, name.name, name.kind, side)


def plain_party(line: Line, i: int, j: int, name: Name, cast: Cast) -> tuple[int, Actor] | None:
    """ "the army", "gunmen", "the rebels": the home state's own, or the group last named."""
    if name.side == "home":
        if name.kind in ("government", "army") and line.key(i - 1) in ("their", "own", "her", "his", "my", "its"):
            owner = next(
                (x for a, b, x in line.names if a < i and x.kind == "state" and x.iso not in cast.home_iso), None
            )
            if owner or line.key(i - 1) in ("own", "my"):
                if owner and "ministry" in line.keys[i:j]:
                    office = line.words(i, j).lower().replace("defense", "defence")
                    label = f"{cast.lex.states[owner.iso][1]} {office}"
                    return j, Actor(0, 0, label, "ministry", False)
                return (j, Actor(0, 0, owner.name, "government", False)) if owner else None
        if "ministry" in line.keys[i:j] and (abroad := seated(line, i, j + 2, cast)):
            label = line.words(i, j).lower().replace("defense", "defence")
            return j, Actor(0, 0, f"{adjective(abroad)} {label}", "ministry", False)
        demonym = cast.demonym()
        words = line.words(i, j)
        label = words if i and all(line.capital(n) for n in range(i, j)) and j - i > 1 else words.lower()
        label = label.replace("defense", "defence").replace("ministry of defence", "defence ministry")
        label = label.removesuffix("'s").removesuffix("’s")
        kind = "ministry" if "ministry" in label else name.kind
        if name.kind == "army" and label in ("military", "armed forces", "soldiers", "the troops", "garrison"):
            label = "army"
        return j, Actor(0, 0, f"{demonym} {label}".strip(), kind, bool(cast.home_iso) or name.kind == "army")
    if (
        cast.group
        and line.key(i - 1) in DEFINITE
        and name.name in ("rebels", "insurgents", "militants", "militia", "jihadists")
    ):
        return j, cast.group
    return j, Actor(0, 0, name.name, name.kind, name.side == "yes")


def capital(line: Line, i: int, j: int, name: Name, cast: Cast) -> tuple[int, Actor] | None:
    """A seat of government that acts ("Moscow said"): not after a preposition, not of the report's own country."""
    if name.iso in cast.home_iso or line.key(i - 1) in LOCATIVE or line.possessive(j - 1):
        return None
    if line.key(i - 1) not in (
        "",
        ",",
        '"',
        "”",
        "and",
        "but",
        "that",
        "while",
        ":",
        ";",
        "if",
        "as",
        "when",
        "because",
    ):
        return None
    after = line.key(j)
    verb = after in ("has", "have", "had", "will", "would", "is", "was", "could", "may", "also", "says", "to") or any(
        a == j for a, _, _ in line.cues
    )
    if not verb and not (after.endswith(("ed", "s")) and line.tokens[j].text.islower()):
        return None
    return j, Actor(0, 0, name.name, "state", False)


def of_state(line: Line, i: int, j: int, name: Name, cast: Cast) -> tuple[int, Actor] | None:
    """What a state's name or demonym introduces: its army, government, ministry, mission, rebels, or itself."""
    home = name.iso in cast.home_iso
    adjective = name.form == "demonym" or line.possessive(j - 1) or line.key(i) in ("us", "uk", "uae")
    demonym = cast.lex.states[name.iso][1]
    if name.iso == "US":
        demonym = "US"
    elif name.iso == "GB":
        demonym = "UK"
    if adjective:
        k = j + 1 if line.key(j) in ADJECTIVES and line.key(j + 1) not in ("", ",", ".") else j
        k = k if line.key(k) in NOUNS else j
        noun = line.key(k)
        phrase = (line.key(k), line.key(k + 1))
        if noun in MINISTRY_KINDS and phrase[1] in ("ministry", "department"):
            label = f"{demonym} {'defence' if noun == 'defense' else noun} ministry"
            return k + 2, Actor(0, 0, label, "ministry", home)
        if noun == "ministry" and line.key(k + 1) == "of":
            end = k + 3 if line.key(k + 2) != "the" else k + 4
            what = line.key(end - 1).replace("defense", "defence")
            what = "foreign" if what == "foreign" else what
            end = end + 1 if line.key(end) == "affairs" else end
            return end, Actor(0, 0, f"{demonym} {what} ministry", "ministry", home)
        if phrase in TWO_WORDS:
            return mission(line, k + 1, demonym, cast)
        if noun in MISSION_NOUNS:
            return mission(line, k, demonym, cast)
        if noun in ARMY_NOUNS:
            end = k + 1
            if home:
                label = f"{demonym} {'police' if 'police' in noun or noun.startswith('gendarm') else 'army'}"
                return end, Actor(0, 0, label, "army", True)
            return end, Actor(0, 0, name.name, "army", False)
        if noun in GOVERNMENT_NOUNS:
            return k + 1, Actor(0, 0, f"{demonym} government" if home else name.name, "government", home)
        if noun in REBEL_NOUNS:
            return k + 1, Actor(0, 0, f"{demonym} {noun}", "armed_group", True)
        if line.key(k) == "air" and line.key(k + 1) == "force":
            return k + 2, Actor(0, 0, f"{demonym} army" if home else name.name, "army", home)
    if name.form == "name" and line.key(i - 1) in LOCATIVE and not adjective:
        return None
    found = mission_at(line, j, demonym, cast)
    return found or (j, Actor(0, 0, name.name, "state", False))
