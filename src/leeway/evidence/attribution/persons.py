"""The role, the name and the number in a noun phrase."""

from __future__ import annotations

from typing import Final

from leeway.evidence.attribution.lexicon import Role
from leeway.evidence.attribution.line import Line
from leeway.evidence.attribution.model import Actor
from leeway.evidence.attribution.peoples import SIDES
from leeway.evidence.attribution.words import DETERMINERS, NUMBERS, PREPOSITIONS, TITLES, WEEKDAYS

MONTHS: Final = frozenset(
    ["january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december"]
)
RANKS: Final = frozenset(["general", "colonel", "brigadier", "major", "captain", "lieutenant", "sergeant", "admiral"])
ARTICLES: Final = ("al-", "el-", "an-", "ar-", "as-", "at-", "ad-", "az-", "ul-", "ash", "ibn", "bin")
LONGEST_COUNT: Final = 10
"""Digits from which a run of them counts no people."""


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
            or line.keys[n] in MONTHS
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
        if end - n == 1 and line.keys[n] in SIDES and end < last:
            n = end  # "a Western security adviser"
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
    printed = line.words(*best).replace(" .", ".")
    return printed.removesuffix("'s").removesuffix("’s")


def role_follows(line: Line, n: int) -> bool:
    """Whether a role starts at token `n`."""
    return any(a == n for a, _, _ in line.roles)
