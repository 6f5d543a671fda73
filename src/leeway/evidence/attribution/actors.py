"""Who acts: parties, states, armies, missions, ministries, organisations, by name and by general patterns."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from leeway.evidence.attribution.lexicon import Lexicon, Name
from leeway.evidence.attribution.line import Line
from leeway.evidence.attribution.model import Actor
from leeway.evidence.attribution.words import (
    ARMED_HEADS,
    ARMY_NOUNS,
    BODY_HEADS,
    GOVERNMENT_NOUNS,
    GROUP_NOUNS,
    LINKS,
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


@dataclass(slots=True)
class Cast:
    """Who has been named so far in one text. `home`: (name, demonym, capital) of the states the report is about."""

    lex: Lexicon
    home: list[tuple[str, str, str]] = field(default_factory=list)
    home_iso: frozenset[str] = frozenset()
    aliases: dict[str, Actor] = field(default_factory=dict)
    group: Actor | None = None
    mission: Actor | None = None
    ministry: Actor | None = None
    body: Actor | None = None
    publisher: str = ""

    def demonym(self) -> str:
        """Adjective of the state the report is about, or nothing where it is about several or none."""
        return self.home[0][1] if len(self.home) == 1 else ""


HEADS: Final = ARMED_HEADS | BODY_HEADS | REBEL_NOUNS | {"embassy", "consulate"}
PARTIES: Final = frozenset(
    ["brigades", "brigade", "militia", "militias", "forces", "fighters", "factions", "rebels", "troops", "men"]
)
TRIGGERS: Final = PARTIES | GROUP_NOUNS | MINISTRY_KINDS | {"embassy", "consulate", "ministry", "department"}


def actors_of(line: Line, cast: Cast) -> list[Actor]:
    """Actors of one sentence in order; `cast` learns the names it introduces. Linear in the tokens."""
    found: list[Actor] = []
    spans: list[tuple[int, int]] = []
    names = {i: (j, name) for i, j, name in line.names}
    keys, caps = line.keys, line.caps
    heads = not HEADS.isdisjoint(keys) or not cast.aliases.keys().isdisjoint(keys)
    i, count = 0, len(keys)
    while i < count:
        step = None
        if i not in names and keys[i] not in TRIGGERS and not (heads and caps[i]):
            i += 1
            continue
        if i in names:
            step = named(line, i, names[i][0], names[i][1], cast)
        if step is None and heads and caps[i]:
            step = unnamed(line, i, cast, names)
        elif step is None and line.keys[i] in GROUP_NOUNS and line.key(i - 1) in DEFINITE and cast.group:
            step = (i + 1, cast.group)
        if step is None and i not in names:
            step = common(line, i, cast)
        if step is None:
            i += 1
            continue
        j, who = step
        actor = Actor(line.tokens[i].start, line.tokens[j - 1].end, who.name, who.kind, who.side)
        found.append(actor)
        spans.append((i, j))
        learn(line, j, actor, cast)
        i = j
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
        demonym = cast.demonym()
        words = line.words(i, j)
        label = words if i and all(line.capital(n) for n in range(i, j)) and j - i > 1 else words.lower()
        label = label.replace("defense", "defence").replace("ministry of defence", "defence ministry")
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


NOUNS: Final = ARMY_NOUNS | GOVERNMENT_NOUNS | REBEL_NOUNS | MISSION_NOUNS | MINISTRY_KINDS | {"ministry", "air"}


def mission_at(line: Line, j: int, owner: str, cast: Cast) -> tuple[int, Actor] | None:
    """ "UN mission", "EU embassy": the mission of `owner` if its noun stands at `j`."""
    if line.key(j) in ("embassy", "consulate"):
        return mission(line, j, {"European Union": "EU", "United Nations": "UN"}.get(owner, owner), cast)
    return None


def mission(line: Line, k: int, owner: str, cast: Cast) -> tuple[int, Actor]:
    """The mission whose noun is token `k`: "US embassy Kabul". Where no town is printed, the home state's capital."""
    noun = line.key(k)
    noun = {"embassies": "embassy", "consulates": "consulate", "mission": "embassy", "compound": "embassy"}.get(
        noun, noun
    )
    end, town = k + 1, ""
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


def name_at(line: Line, n: int) -> tuple[str, int]:
    """The run of capitalised words at token `n` (at most three) and where it ends."""
    end = n + 1
    while end < n + 3 and line.capital(end) and not line.possessive(end - 1):
        end += 1
    words = line.words(n, end)
    return (words[:-2] if words.endswith(("'s", "’s")) else words), end


def unnamed(line: Line, i: int, cast: Cast, names: dict[int, tuple[int, Name]]) -> tuple[int, Actor] | None:
    """A run of capitalised words that ends in what such bodies are called: "Moora Liberation Front"; an acronym
    introduced before; "Embassy Niamey"."""
    alias = cast.aliases.get(line.keys[i])
    if alias and line.tokens[i].text.replace(".", "").isupper():
        return i + 1, alias
    if line.keys[i] in MISSION_NOUNS and line.keys[i] in ("embassy", "consulate"):
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
        if end > i and key in REBEL_NOUNS and line.key(i - 1) != "" and key != "opposition":
            return end + 1, Actor(0, 0, line.words(i, end), "armed_group", True)
        return None
    stop = max(head + 1, end) if line.keys[end - 1] not in LINKS else head + 1
    label = line.words(i, stop)
    label = label[4:] if label.startswith("The ") else label
    armed = line.keys[head] in ARMED_HEADS
    return stop, Actor(0, 0, label, "armed_group" if armed else "organisation", armed)


def common(line: Line, i: int, cast: Cast) -> tuple[int, Actor] | None:
    """ "the embassy", "the ministry": the one last named."""
    key = line.keys[i]
    if key in ("embassy", "consulate") and cast.mission and line.key(i - 1) in DEFINITE:
        if line.key(i + 1) in ("in", "of") and line.key(i + 1) == "of":
            return of_owner(line, i, cast)
        return i + 1, cast.mission
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
    if key in MINISTRY_KINDS and line.key(i + 1) == "ministry":
        label = f"{cast.demonym()} {key.replace('defense', 'defence')} ministry".strip()
        return i + 2, Actor(0, 0, label, "ministry", bool(cast.home_iso))
    if key == "department" and cast.ministry and line.key(i - 1) in DEFINITE:
        return i + 1, cast.ministry
    return None


def of_owner(line: Line, i: int, cast: Cast) -> tuple[int, Actor] | None:
    """ "the embassy of the European Union": owner behind the noun."""
    k = i + 3 if line.key(i + 2) == "the" else i + 2
    for a, b, name in line.names:
        if a == k and name.kind in ("state", "organisation"):
            owner = {"United States": "US", "United Kingdom": "UK", "European Union": "EU"}.get(name.name, name.name)
            if name.iso:
                owner = {"US": "US", "GB": "UK"}.get(name.iso, cast.lex.states[name.iso][1])
            town = cast.home[0][2] if cast.home else ""
            return b, Actor(0, 0, f"{owner} {line.keys[i]} {town}".strip(), "mission", False)
    return None
