"""From the words of a noun phrase to a speaker: name, role, organisation, anonymous or not, how many."""

from __future__ import annotations

from typing import Final

from leeway.evidence.attribution.bodies import adjective_body, body_in, joined_sources, joint_bodies, loose_body
from leeway.evidence.attribution.body_words import BODIES, DOCUMENTS
from leeway.evidence.attribution.cast import Cast
from leeway.evidence.attribution.lexicon import Role
from leeway.evidence.attribution.line import Line
from leeway.evidence.attribution.memory import Memory
from leeway.evidence.attribution.model import Actor
from leeway.evidence.attribution.persons import count_of, name_in, role_in
from leeway.evidence.attribution.seats import army_of, of_region, office_abroad, spoken_abroad
from leeway.evidence.attribution.words import FIRST_PERSON, MANY, NOBODY, NUMBERS, PERSON, PREPOSITIONS, THING
from leeway.evidence.model import Speaker

AMERICAN: Final = frozenset(
    {
        "secretary of state",
        "assistant secretary",
        "secretary of defense",
        "defense secretary",
        "undersecretary",
        "congressman",
        "congresswoman",
    }
)
BEST: Final = frozenset(["most", "few", "only", "best", "worst", "last", "first"])
"""With superlatives: "one of the largest posts" is no speaker, "one of the two" is."""
ADMINISTRATIONS: Final = frozenset(["biden", "trump", "obama", "bush", "clinton", "reagan", "carter", "ford", "nixon"])


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
    org = spoken_abroad(line, first, last, role, org, cast) or army_of(role, org, org_kind)
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
            and not any(w.endswith("est") or w in BEST for w in line.keys[base_end + 1 : base_end + 4])
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
        if name and " " in name and name.split()[-1].casefold() in BODIES:
            return Speaker(org=name)  # "according to a Halvard Group assessment"
        if name:
            return Speaker(name=name, number=1)
        if line.keys[base_end - 1] in DOCUMENTS and line.key(base_end) in ("from", "by", "of"):
            writer = [x for x in actors if line.tokens[base_end].start < x.start < line.tokens[last - 1].end]
            if writer:
                return Speaker(org=writer[0].name)  # "a statement from the front"
        return loose_body(line, first, base_end, last, cast, memory)
    if role is None:
        if name and (org_kind == "media" or " " in name) and line.possessive_near(first, base_end):
            return Speaker(name=name, org=org, number=1)
        if joint := joint_bodies(line, first, base_end, actors):
            return Speaker(org=joint)
        return Speaker(org=org) if org is not None else None
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
    if org is None and role.office in ("gov", "org"):
        org = of_region(line, base_end, last)
    if org is None and role.office == "gov":
        org = office_abroad(line, first, role, cast)
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
            org = "US State Department" if label in AMERICAN and "defense" not in label else "United States"
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
