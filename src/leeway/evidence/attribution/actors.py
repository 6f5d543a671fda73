"""Who acts: parties, states, armies, missions, ministries, organisations, by name and by general patterns."""

from __future__ import annotations

from typing import Final

from leeway.evidence.attribution.cast import Cast
from leeway.evidence.attribution.lexicon import Name
from leeway.evidence.attribution.line import Line
from leeway.evidence.attribution.missions import adjective, mission, name_at, of_owner
from leeway.evidence.attribution.model import Actor
from leeway.evidence.attribution.named import DEFINITE, named
from leeway.evidence.attribution.peoples import PEOPLES
from leeway.evidence.attribution.seats import seated
from leeway.evidence.attribution.words import (
    ARMED_HEADS,
    ARMY_NOUNS,
    BODY_HEADS,
    GROUP_NOUNS,
    LINKS,
    MINISTRY_KINDS,
    MISSION_NOUNS,
    NOT_NAMES,
    NUMBERS,
    REBEL_NOUNS,
)

HEADS: Final = ARMED_HEADS | BODY_HEADS | REBEL_NOUNS | {"embassy", "consulate"}
PARTIES: Final = frozenset(
    ["brigades", "brigade", "militia", "militias", "forces", "fighters", "factions", "rebels", "troops", "men"]
)
BANDS: Final = (REBEL_NOUNS | {"forces"}) - {"rebel", "opposition"}
"""Those who fight, in the plural or as one body, that a people's adjective stands before."""
TRIGGERS: Final = (
    PARTIES | GROUP_NOUNS | MINISTRY_KINDS | {"embassy", "consulate", "ministry", "department", "high", "diplomatic"}
)


def actors_of(line: Line, cast: Cast) -> list[Actor]:
    """Actors of one sentence in order; `cast` learns the names it introduces. Linear in the tokens."""
    found: list[Actor] = []
    names = {i: (j, name) for i, j, name in line.names}
    keys, caps = line.keys, line.caps
    heads = not HEADS.isdisjoint(keys) or not cast.aliases.keys().isdisjoint(keys)
    first_free = 0
    for i in [n for n, key in enumerate(keys) if key in TRIGGERS or n in names or (heads and caps[n])]:
        if i < first_free:
            continue
        step = None
        if i in names:
            step = named(line, i, names[i][0], names[i][1], cast)
        if step is None and heads and caps[i]:
            step = unnamed(line, i, cast, names)
        elif step is None and keys[i] in GROUP_NOUNS and line.key(i - 1) in DEFINITE and cast.group:
            step = (i + 1, cast.group)
        if step is None and i not in names:
            step = common(line, i, cast)
        if step is None:
            continue
        first_free, who = step
        actor = Actor(line.tokens[i].start, line.tokens[first_free - 1].end, who.name, who.kind, who.side)
        found.append(actor)
        learn(line, first_free, actor, cast)
    return found


def learn(line: Line, j: int, actor: Actor, cast: Cast) -> None:
    """Remember the actor for "the group", "the ministry", and an acronym that follows in brackets."""
    if actor.kind == "armed_group" and actor.name[0].isupper():
        cast.group = actor
    elif actor.kind == "mission":
        cast.mission = actor
    elif actor.kind == "ministry":
        cast.ministry = actor
    elif actor.kind == "organisation":
        cast.body = actor
    if line.key(j) == "(" and line.key(j + 2) == ")" and line.tokens[j + 1].text.replace(".", "").isupper():
        cast.aliases[line.keys[j + 1]] = actor


def unnamed(line: Line, i: int, cast: Cast, names: dict[int, tuple[int, Name]]) -> tuple[int, Actor] | None:
    """A run of capitalised words that ends in what such bodies are called: "Moora Liberation Front"; an acronym
    introduced before; "Embassy Niamey"."""
    if line.keys[i] in DEFINITE or line.keys[i] in NUMBERS:
        return None  # "The British High Commission": the name begins after the article
    if line.keys[i] in PEOPLES and line.key(i + 1) in BANDS:
        return i + 2, Actor(0, 0, line.words(i, i + 2), "armed_group", True)  # "Oromo fighters"
    alias = cast.aliases.get(line.keys[i])
    if alias and line.tokens[i].text.replace(".", "").isupper():
        return i + 1, alias
    if line.keys[i] in MISSION_NOUNS and line.keys[i] in ("embassy", "consulate"):
        if line.key(i + 1) == "general" and (theirs := of_owner(line, i, cast)) is not None:
            return theirs
        owner = cast.mission.name.split(" embassy")[0].split(" consulate")[0] if cast.mission else "US"
        if line.capital(i + 1) and (i + 1) not in names:
            return mission(line, i, owner, cast)
        if cast.mission and line.key(i - 1) in DEFINITE | {""}:
            return i + 1, cast.mission
        if line.capital(i + 1):
            return mission(line, i, owner, cast)
        return None
    if line.key(i + 1) == "of" and line.keys[i] in PARTIES | REBEL_NOUNS | ARMY_NOUNS | {"members", "leaders"}:
        return None  # "Fighters of the Moora Front": the name begins later
    end, head = i, -1
    while end < len(line.keys) and end < i + 9:
        key = line.keys[end]
        if line.capital(end) and (end == i or end not in names or names[end][1].form != "name"):
            if (end > i or line.key(i + 1) in ("for", "of")) and (key in ARMED_HEADS or key in BODY_HEADS):
                head = end
            end += 1
        elif (
            key in LINKS
            and end > i
            and (line.capital(end + 1) or (key in ("for", "of") and line.key(end + 1) == "the"))
        ):
            end += 1
        else:
            break
    if head < 0:
        key = line.key(end)
        if end > i and key in REBEL_NOUNS and line.key(i - 1) != "" and key != "opposition" and not _no_name(line, i):
            return end + 1, Actor(0, 0, line.words(i, end), "armed_group", True)
        return None
    stop = max(head + 1, end) if line.keys[end - 1] not in LINKS else head + 1
    label = line.words(i, stop)
    label = label[4:] if label.startswith("The ") else label
    armed = line.keys[head] in ARMED_HEADS
    return stop, Actor(0, 0, label, "armed_group" if armed else "organisation", armed)


def _no_name(line: Line, i: int) -> bool:
    """Whether a capitalised word before "fighters" is no name: "On 26 July fighters", "Under rebel control"."""
    return line.keys[i] in NOT_NAMES or line.key(i - 1).isdigit()


def common(line: Line, i: int, cast: Cast) -> tuple[int, Actor] | None:
    """ "the embassy", "the ministry": the one last named."""
    key = line.keys[i]
    if key in ("embassy", "consulate") and cast.mission and line.key(i - 1) in DEFINITE:
        if line.key(i + 1) in ("in", "of") and line.key(i + 1) == "of":
            return of_owner(line, i, cast)
        return i + 1, cast.mission
    if key == "high" and line.key(i + 1) == "commission" and cast.mission and line.key(i - 1) in DEFINITE:
        return i + 2, cast.mission
    if key == "diplomatic" and cast.mission and line.key(i - 1) in DEFINITE and line.key(i + 1) in ("team", "mission"):
        return i + 2, cast.mission
    if key in ("embassy", "consulate") and line.key(i + 1) == "of":
        return of_owner(line, i, cast)
    if key in PARTIES and line.key(i + 1) == "of":
        n = i + 3 if line.key(i + 2) in ("the", "general", "commander") else i + 2
        if line.capital(n):
            label, end = name_at(line, n)
            state = next((x for a, _, x in line.names if a == n and x.kind == "state"), None)
            group = next(((b, x) for a, b, x in line.names if a == n and x.kind == "armed_group"), None)
            if group:
                return group[0], Actor(0, 0, group[1].name, "armed_group", True)
            if line.key(end - 1) in ARMED_HEADS:
                return end, Actor(0, 0, label, "armed_group", True)
            if state is None:
                return end, Actor(0, 0, f"{label} {key}", "armed_group", True)
    if key == "ministry" and line.key(i + 1) == "of":
        end = i + 3 if line.key(i + 2) == "the" else i + 2
        label = f"{cast.demonym()} {line.key(end).replace('defense', 'defence')} ministry".strip()
        end = end + 2 if line.key(end + 1) == "affairs" else end + 1
        return min(end, len(line.keys)), Actor(0, 0, label, "ministry", bool(cast.home_iso))
    if key in MINISTRY_KINDS and line.key(i + 1) == "ministry" and line.key(i - 1) in ("its", "their", "his", "her"):
        owner = next((x for a, b, x in line.names if a < i and x.kind == "state" and x.iso not in cast.home_iso), None)
        if owner:
            label = f"{cast.lex.states[owner.iso][1]} {key.replace('defense', 'defence')} ministry"
            return i + 2, Actor(0, 0, label, "ministry", False)
    if key in MINISTRY_KINDS and line.key(i + 1) == "ministry" and (abroad := seated(line, i, i + 5, cast)):
        label = f"{adjective(abroad)} {key.replace('defense', 'defence')} ministry"
        return i + 2, Actor(0, 0, label, "ministry", False)
    if key in MINISTRY_KINDS and line.key(i + 1) == "ministry":
        label = f"{cast.demonym()} {key.replace('defense', 'defence')} ministry".strip()
        return i + 2, Actor(0, 0, label, "ministry", bool(cast.home_iso))
    if key == "department" and cast.ministry and line.key(i - 1) in DEFINITE:
        return i + 1, cast.ministry
    return None
