"""From the words of a noun phrase to a speaker: name, role, organisation, anonymous or not, how many."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

from leeway.evidence.attribution.actors import Cast
from leeway.evidence.attribution.lexicon import Role
from leeway.evidence.attribution.line import Line
from leeway.evidence.attribution.model import Actor
from leeway.evidence.attribution.words import (
    DETERMINERS,
    FIRST_PERSON,
    MANY,
    NOBODY,
    NUMBERS,
    PERSON,
    PREPOSITIONS,
    THING,
    TITLES,
    WEEKDAYS,
)
from leeway.evidence.model import Speaker

PRIVATE: Final = frozenset(
    [
        "resident",
        "witness",
        "person",
        "doctor",
        "teacher",
        "driver",
        "shopkeeper",
        "farmer",
        "worker",
        "mother",
        "priest",
        "refugee",
        "man",
        "analyst",
        "activist",
    ]
)
"""Roles that an adjective of nationality does not make speak for a state."""
RANKS: Final = frozenset(["general", "colonel", "brigadier", "major", "captain", "lieutenant", "sergeant", "admiral"])
BODIES: Final = frozenset(
    [
        "ministry",
        "department",
        "embassy",
        "consulate",
        "agency",
        "office",
        "organisation",
        "organization",
        "group",
        "movement",
        "company",
        "council",
        "committee",
        "commission",
        "party",
        "institute",
        "union",
        "mission",
        "bank",
        "airline",
        "junta",
        "government",
        "army",
        "military",
        "police",
        "front",
        "militia",
        "authority",
        "centre",
        "center",
        "team",
        "service",
        "statement",
        "alert",
        "advisory",
        "notice",
        "bulletin",
        "communique",
        "communiqué",
        "assessment",
        "report",
        "figures",
        "data",
        "command",
        "coalition",
        "alliance",
        "administration",
        "charity",
        "operator",
        "media",
        "television",
        "radio",
        "network",
        "hospital",
        "church",
        "university",
    ]
)
DOCUMENTS: Final = frozenset(
    [
        "statement",
        "alert",
        "advisory",
        "notice",
        "bulletin",
        "communique",
        "assessment",
        "report",
        "figures",
        "data",
        "estimate",
        "estimates",
        "message",
        "post",
        "tweet",
        "website",
        "release",
        "briefing",
        "letter",
        "images",
        "imagery",
        "footage",
        "video",
        "photographs",
        "pictures",
        "map",
        "intelligence",
        "tally",
        "count",
    ]
)
ARTICLES: Final = ("al-", "el-", "an-", "ar-", "as-", "at-", "ad-", "az-", "ul-", "ash", "ibn", "bin")
AMERICAN: Final = frozenset(
    {
        "secretary of state",
        "assistant secretary",
        "secretary of defense",
        "undersecretary",
        "congressman",
        "congresswoman",
    }
)
ADMINISTRATIONS: Final = frozenset(["biden", "trump", "obama", "bush", "clinton", "reagan", "carter", "ford", "nixon"])
OFFICIAL: Final = frozenset(
    [
        "ministry",
        "department",
        "army",
        "military",
        "police",
        "government",
        "junta",
        "parliament",
        "presidency",
        "command",
        "council",
        "front",
        "militia",
        "party",
    ]
)
ANONYMOUS_GROUPS: Final = frozenset(["aid", "western", "foreign", "relief", "humanitarian", "rights"])
LONGEST_COUNT: Final = 10
"""Digits from which a run of them counts no people."""


@dataclass(slots=True)
class Memory:
    """Who has spoken so far in one text, for pronouns, surnames and "the official"."""

    person: Speaker | None = None
    body: Speaker | None = None
    many: Speaker | None = None
    last: Speaker | None = None
    by_name: dict[str, Speaker] = field(default_factory=dict)
    by_role: dict[str, Speaker] = field(default_factory=dict)
    people: Role | None = None
    subject: tuple[int, Speaker] | None = None
    places: frozenset[str] = frozenset()

    def learn(self, who: Speaker) -> None:
        """Remember a speaker who has just spoken."""
        self.last = who
        if who.name or (who.role and who.number == 1):
            self.person = who
        if who.org and not who.role and not who.name:
            self.body = who
        elif who.role and who.number != 1:
            self.many = who
        if who.name:
            self.by_name[who.name.split()[-1].lower()] = who
        if who.role:
            self.by_role[who.role] = who
            if who.number == 1:
                self.by_role[who.role.split()[-1]] = who


def describe(line: Line, first: int, last: int, actors: list[Actor], cast: Cast, memory: Memory) -> Speaker | None:
    """The speaker whom tokens `first` to `last` name, None where they name nobody who could speak."""
    while first < last and line.keys[first] in (",", '"', "”", "(", "-", "–", "—", "and", "but", ":", "•"):
        first += 1
    if first >= last:
        return None
    head = line.keys[first]
    if last - first == 1:
        if head in PERSON:
            return memory.person or memory.last
        if head in THING:
            if memory.subject and memory.subject[0] < line.tokens[first].start:
                return memory.subject[1]
            return memory.body or memory.last
        if head in MANY:
            return memory.many or memory.last
    if head == "us" and line.tokens[first].text.replace(".", "").isupper():
        head = "american"
    if (
        (head in NOBODY and last - first == 1)
        or head in FIRST_PERSON
        or (head in NOBODY and line.key(first + 1) in NOBODY)
    ):
        return None
    joined = joined_sources(line, first, last, actors)
    if joined:
        return joined
    ours = head in ("our", "my") and cast.publisher
    inside_role = {n for a, b, _ in line.roles for n in range(a + 1, b)}
    base_end = next(
        (
            n
            for n in range(first + 1, last)
            if n not in inside_role
            and (
                line.keys[n] in PREPOSITIONS
                or line.keys[n] in (",", "who", "whose")
                or (line.keys[n] == "and" and any(b == n for _, b, _ in line.roles))
            )
        ),
        last,
    )
    role = role_in(line, first, base_end, actors)
    if role is None and line.key(base_end) != "who" and line.key(base_end + 1) not in ("who", "which", "whose"):
        role = role_in(line, base_end, last, actors, first_of=True)
    org, org_kind = body_in(line, first, base_end, last, actors, role)
    number = count_of(line, first, base_end, role)
    if ours and role:
        return Speaker(role=role.role, org=cast.publisher, number=number)
    if role and (joint := joint_bodies(line, first, base_end, actors)):
        return Speaker(role=f"{joint} {role.role}", anonymous=True, number=number)
    name = name_in(line, first, last, actors, role)
    if name in memory.places and role is None:
        name = None
    if not role and not org:
        known = memory.by_name.get(line.keys[base_end - 1]) if line.capital(base_end - 1) else None
        known = known or (memory.by_name.get(name.split()[-1].lower()) if name else None)
        if known:
            return known
        if (
            head in NUMBERS
            and all(line.keys[n] in NUMBERS or line.keys[n] in ("other", "others") for n in range(first, base_end))
            and (memory.people or memory.many)
        ):
            people = memory.people.role if memory.people else memory.many.role if memory.many else None
            return Speaker(role=people, anonymous=True, number=NUMBERS[head])
        state = next((x for a, b, x in line.names if first <= a < base_end and x.kind == "state"), None)
        if state and state.iso not in cast.home_iso and base_end - first <= 3:
            return Speaker(org=state.name)
        if (
            name
            and base_end > first + 1
            and line.keys[base_end - 1] in DOCUMENTS | BODIES
            and not line.capital(base_end - 1)
        ):
            return Speaker(org=name)
        if (
            name
            and line.tokens[first].text.istitle()
            and first == 0
            and " " not in name
            and head.endswith(("ing", "ly"))
        ):
            return None
        if name:
            return Speaker(name=name, number=1)
        return loose_body(line, first, base_end, last, cast, memory)
    if role is None:
        if name and (org_kind == "media" or " " in name) and line.possessive_near(first, base_end):
            return Speaker(name=name, org=org, number=1)
        if joint := joint_bodies(line, first, base_end, actors):
            return Speaker(org=joint)
        return body_alone(line, first, base_end, org, org_kind, cast, memory)
    if name is None and org is None and head in ("the", "this", "that"):
        known = memory.by_role.get(role.role)
        if known and (known.org or known.name or known.role != role.role):
            return known
    known = memory.by_name.get(name.split()[-1].lower()) if name else None
    if known and known.role and not org:
        return known
    if org is None:
        owner = next((n for n in range(first, base_end) if line.possessive(n) and line.keys[n] in BODIES), -1)
        if owner > first:
            body = loose_body(line, first, owner + 1, owner + 1, cast, memory)
            org = body.org if body else None
    if org is None and role.office and head in ("his", "her") and actors and actors[0].start < line.tokens[first].start:
        org = next((a.name for a in reversed(actors) if a.end <= line.tokens[first].start and a.kind != "state"), None)
    if org is None and role.office and head in ("its", "their"):
        owner_body = memory.subject[1] if memory.subject else memory.body
        org = owner_body.org if owner_body else None
    if org is None:
        org = adjective_body(line, first, base_end, actors)
    if role.role == "embassy" and DOCUMENTS.intersection(line.keys[first:base_end]) and cast.mission:
        return Speaker(org=cast.mission.name)
    if org is None and base_end < last and line.keys[base_end] == "to":
        chief = next((r for a, b, r in line.roles if a > base_end and b <= last), None)
        if chief:
            role = Role(f"{role.role} to the {chief.role}", role.anonymous, chief.office, role.plural)
    return spoken_for(role, name, org, number, cast)


def spoken_for(role: Role, name: str | None, org: str | None, number: int | None, cast: Cast) -> Speaker:
    """The speaker with the organisation whose word such a role gives, where none is printed."""
    label = role.role
    demonym = cast.demonym()
    if org is None and demonym and not role.plural:
        if (name and f"{name.split()[-1].lower()}" in ADMINISTRATIONS) or label in AMERICAN:
            org = "US State Department" if label in AMERICAN else "United States"
        elif role.office in ("gov", "army") and label != "government":
            org = f"{demonym} {'army' if role.office == 'army' else 'government'}"
    if role.office == "media" and label.startswith(("state", "national")) and org is None and not name:
        return Speaker(org=f"{demonym} {label}".strip())
    if label in ("government", "authorities", "police", "media") and not name:
        if label == "police":
            return Speaker(org=f"{demonym} police".strip())
        if label == "authorities":
            return Speaker(org=org or f"{demonym or 'local'} authorities")
        if label == "media" and org:
            return Speaker(org=f"{org} {label}")
    anonymous = role.anonymous and name is None
    if number is None and not role.plural:
        number = 1
    return Speaker(name=name, role=label, org=org, anonymous=anonymous, number=number)


def body_alone(
    line: Line, first: int, base_end: int, org: str | None, kind: str, cast: Cast, memory: Memory
) -> Speaker | None:
    """A body that speaks without a person: "The RSF", "the embassy security alert", "a US intelligence assessment"."""
    if org is None:
        return None
    return Speaker(org=org, anonymous=False)


def joined_sources(line: Line, first: int, last: int, actors: list[Actor]) -> Speaker | None:
    """ "two army officers and a UN official": sources of two bodies speak as one, for neither body."""
    roles = [(a, b, r) for a, b, r in line.roles if first <= a and b <= last]
    if len(roles) < 2:
        return None
    for (_, b, one), (a, end, other) in pairwise(roles):
        if b < len(line.keys) and line.keys[b] == "and" and a - b <= 4:
            left = [x.name for x in actors if line.tokens[first].start <= x.start < line.tokens[b].start]
            right = [x.name for x in actors if line.tokens[b].start <= x.start < line.tokens[end - 1].end]
            if left and right and left[0] != right[0]:
                return Speaker(role=f"{left[0]} {one.role} and {right[0]} {other.role}", anonymous=True)
    return None


def adjective_body(line: Line, first: int, base_end: int, actors: list[Actor]) -> str | None:
    """The organisation before a role that no list has: "a Eurasia Group analyst", "Maersk spokesman"; an adjective
    ("European official") is none."""
    at = next((a for a, b, _ in line.roles if first < a < base_end), -1)
    if at < 0:
        return None
    n = at
    while n > first and line.capital(n - 1) and line.keys[n - 1] not in DETERMINERS and line.keys[n - 1] not in TITLES:
        n -= 1
    if n == at or any(a.start <= line.tokens[n].start < a.end for a in actors):
        return None
    word = line.keys[at - 1]
    if at - n == 1 and (
        n == 0 or word.endswith(("ern", "ean", "ian", "ese", "ish", "fic", "ic", "ist", "al", "ed", "ior", "or"))
    ):
        return None
    return line.words(n, at)


def joint_bodies(line: Line, first: int, base_end: int, actors: list[Actor]) -> str | None:
    """ "army and UN sources": the two bodies, joined as printed."""
    lo, mid = line.tokens[first].start, line.tokens[base_end - 1].end
    inside = [x for x in actors if lo <= x.start and x.end <= mid]
    if len(inside) == 2 and "and" in line.keys[first:base_end] and inside[0].name != inside[1].name:
        between = [n for n in range(first, base_end) if inside[0].end <= line.tokens[n].start < inside[1].start]
        if [line.keys[n] for n in between] in (["and"], ["or"]):
            return f"{inside[0].name} and {inside[1].name}"
    return None


def loose_body(line: Line, first: int, base_end: int, last: int, cast: Cast, memory: Memory) -> Speaker | None:
    """A common noun for a body that no name goes with: "the ministry", "its communication office", "one aid group"."""
    nouns = [line.keys[n] for n in range(first, base_end)]
    noun = nouns[-1]
    known: Actor | None = None
    if noun in ("group", "movement", "front", "militia"):
        known = cast.group
    elif noun in ("embassy", "consulate"):
        known = cast.mission
    elif noun in ("ministry", "department"):
        known = cast.ministry
    elif noun in ("agency", "organisation", "organization", "body", "charity"):
        known = cast.body
    if known and nouns[0] in ("the", "that", "this"):
        return Speaker(org=known.name)
    if nouns[0] in ("its", "their") and memory.body and noun in BODIES:
        return replace(memory.body, role=None)
    if noun in BODIES or noun.rstrip("s") in BODIES:
        if noun in DOCUMENTS and nouns[0] in ("the", "its", "that", "this") and memory.body:
            return memory.body
        demonym = cast.demonym()
        words = " ".join(w for w in nouns if w not in DETERMINERS)
        if nouns[0] in ("a", "an", "one", "another") or set(nouns) & ANONYMOUS_GROUPS or noun not in OFFICIAL:
            return Speaker(role=words, anonymous=True, number=NUMBERS.get(nouns[0]))
        return Speaker(org=f"{demonym} {words}".strip())
    return None


def role_in(line: Line, first: int, last: int, actors: list[Actor], first_of: bool = False) -> Role | None:
    """The role the phrase turns on: the last one before a preposition; a rank only where there is no other. `first_of`:
    the first one, for what follows the head of the phrase."""
    best: Role | None = None
    for a, b, role in line.roles:
        if a >= last:
            break
        if a < first or b > last or (role.role == "embassy" and best is not None):
            continue
        start, end = line.tokens[a].start, line.tokens[b - 1].end
        if any(
            x.start <= start and end <= x.end and role.role not in ("resident", "commander", "fighter") for x in actors
        ):
            continue
        if best is None or role.role not in RANKS:
            best = role
        if first_of and best is not None and best.role not in RANKS:
            break
    return best


def body_in(
    line: Line, first: int, base_end: int, last: int, actors: list[Actor], role: Role | None
) -> tuple[str | None, str]:
    """The organisation of a phrase: the actor before the role, else the one behind "of", "for", "at", "in"."""
    if first >= last:
        return None, ""
    lo, mid = line.tokens[first].start, line.tokens[base_end - 1].end
    hi = line.tokens[last - 1].end
    inside = [x for x in actors if lo <= x.start and x.end <= hi]
    before = [x for x in inside if x.start < mid]
    private = role is not None and role.role in PRIVATE
    if role is None:
        pick = before[:1]
        if len(before) > 1 and before[0].kind in ("state", "media") and before[1].start <= before[0].end + 12:
            pick = before[1:2] if before[1].kind != "media" else before[:1]
        return (pick[0].name, pick[0].kind) if pick else (None, "")
    if private:
        return None, ""
    if before:
        strong = [x for x in before if x.kind != "state"]
        pick_one = (strong or before)[-1 if not strong else 0]
        return pick_one.name, pick_one.kind
    for x in inside:
        n = next(k for k in range(first, last) if line.tokens[k].start >= x.start)
        link = line.key(n - 1) if line.key(n - 1) not in ("the", "our") else line.key(n - 2)
        if link in ("of", "for", "at", "with", "from", "in", "to", ",", "inside") and not (
            x.kind in ("state",) and link in ("in", "at", "from", "to") and role.office != "org"
        ):
            return x.name, x.kind
    return None, ""


def count_of(line: Line, first: int, base_end: int, role: Role | None) -> int | None:
    """How many: "two sources", "a diplomat"; None for a bare plural."""
    for n in range(first, min(first + 3, base_end)):
        key = line.keys[n]
        if key in NUMBERS:
            if key in ("a", "an") or not (role and role.plural):
                return 1 if key in ("a", "an", "one", "another", "this", "third", "second") else NUMBERS[key]
            return 1 if key == "one" and line.key(n + 1) == "of" else NUMBERS[key]
        if key.isdecimal() and len(key) < LONGEST_COUNT:
            return int(key)
    if role and not role.plural:
        return 1
    return None


def name_in(line: Line, first: int, last: int, actors: list[Actor], role: Role | None) -> str | None:
    """A personal name: the longest run of capitalised words that is no actor, role, title, weekday or place in a
    prepositional phrase."""
    taken: set[int] = set()
    for a, b, _ in line.roles:
        if b <= last:
            taken.update(range(a, b))
    for actor in actors:
        if actor.end <= line.tokens[first].start or actor.start >= line.tokens[last - 1].end:
            continue
        taken.update(n for n in range(first, last) if actor.start <= line.tokens[n].start < actor.end)
    for a, b, _ in line.names:
        if a < last and b > first:
            taken.update(range(a, b))
    best: tuple[int, int] | None = None
    role_starts = {a for a, _, _ in line.roles if not line.capital(a)}
    n = first
    while n < last:
        if (
            n in taken
            or not line.capital(n)
            or line.keys[n] in TITLES
            or line.keys[n] in WEEKDAYS
            or line.keys[n] in DETERMINERS
        ):
            n += 1
            continue
        end = n
        while (
            end < last
            and end not in taken
            and (
                ((line.capital(end) or line.tokens[end].text[:3] in ARTICLES) and line.keys[end] not in WEEKDAYS)
                or (
                    line.keys[end] in ("al", "bin", "ibn", "van", "von", "de", "el", "abu", "ul", "der")
                    and line.capital(end + 1)
                )
                or (line.keys[end] == "." and line.capital(end + 1) and len(line.keys[end - 1]) <= 2)
            )
        ):
            end += 1
        if (
            n == first
            and end - n == 1
            and (
                line.keys[n] in ("local", "senior")
                or "-" in line.keys[n]
                or any(a == end for a, _, _ in line.roles)
                or line.keys[end - 1].endswith("ern")
            )
        ):
            n = end  # an adjective that opens the sentence: "Local sources", "Opposition-affiliated accounts"
            continue
        if end in role_starts and end < last:
            n = end  # "European official", "Maersk spokesman"
            continue
        placed = line.key(n - 1) in PREPOSITIONS and n > first
        after_in = line.key(first - 1) in ("in", "at", "near") and n == first
        adjective = end - n == 1 and end in taken and end < last and not role_follows(line, end)
        longer = best is None or end - n > best[1] - best[0]
        if longer and not placed and not after_in and not adjective:
            best = (n, end)
        n = end + 1
    if best is None:
        return None
    words = line.words(*best)
    return words.removesuffix("'s").removesuffix("’s")


def role_follows(line: Line, n: int) -> bool:
    """Whether a role starts at token `n`."""
    return any(a == n for a, _, _ in line.roles)
