"""When two names mean one place, one organisation or one speaker, for scoring only."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

OPTIONAL_IN_PLACES = frozenset(
    ("the", "city", "town", "of", "province", "governorate", "state", "district", "region", "near", "outskirts")
)


@lru_cache(maxsize=100_000)
def plain(name: str) -> str:
    """Case-folded, without accents, apostrophes and full stops; every other mark is a space."""
    folded = unicodedata.normalize("NFKD", name).casefold()
    letters = "".join(c for c in folded if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^\w]+", " ", re.sub(r"['’‘ʼ`´.]", "", letters)).split())


def missing(value: object) -> bool:
    """Nothing said: null, or an empty string, object or list."""
    return value is None or value in ("", {}, [])


def same_place(one: str, other: str) -> bool:
    """Equal, listed as variants, or one the beginning of the other, word by word ("Hama", "Hama military airport")."""
    for a in _place_forms(one):
        for b in _place_forms(other):
            if a == b or _variants().get(a, _NONE) & _variants().get(b, _NONE):
                return True
            short, long = sorted((a.split(), b.split()), key=len)
            if long[: len(short)] == short:
                return True
    return False


def same_organisation(one: str, other: str) -> bool:
    """A telling word in common; any word where one side has only generic ones."""
    return _meet(_signs(one), _signs(other))


def same_speaker(one: object, other: object) -> bool:
    """By name and organisation where both have them; else by role, with anonymity alike."""
    a, b = _as_speaker(one), _as_speaker(other)
    who_a, who_b = _signs(a.get("name"), a.get("org")), _signs(b.get("name"), b.get("org"))
    if who_a and who_b:
        return _meet(who_a, who_b)
    role_a, role_b = _signs(a.get("role")), _signs(b.get("role"))
    hidden_a, hidden_b = bool(a.get("anonymous")), bool(b.get("anonymous"))
    if not who_a and not who_b:
        return bool(role_a & role_b) or not (role_a or role_b) or (hidden_a and hidden_b)
    return _meet(who_a | role_a, who_b | role_b) and hidden_a == hidden_b


_NONE: frozenset[int] = frozenset()


@cache
def _generic() -> frozenset[str]:
    return frozenset(word for line in _lines("generic_words.txt") for word in line.split())


@lru_cache(maxsize=100_000)
def _place_forms(name: str) -> frozenset[str]:
    forms = {plain(name)} | {plain(part) for part in re.split(r"[,;/()]", name)}
    short = {" ".join(w for w in form.split() if w not in OPTIONAL_IN_PLACES) for form in forms}
    return frozenset(form for form in forms | short if form)


@cache
def _variants() -> dict[str, frozenset[int]]:
    table: dict[str, frozenset[int]] = {}
    for number, line in enumerate(_lines("place_variants.txt")):
        for name in map(plain, line.split("|")):
            table[name] = table.get(name, _NONE) | {number}
    return table


@cache
def _organisations() -> tuple[tuple[re.Pattern[str], str], ...]:
    found = []
    for line in _lines("organisations.txt"):
        sign, names = line.split(": ", 1)
        longest_first = sorted(names.split("|"), key=len, reverse=True)
        words = "|".join(r"\s+".join(map(re.escape, name.split())) for name in longest_first)
        found.append((re.compile(rf"\b(?:{words})\b"), f" {sign} "))
    return tuple(found)


def _signs(*names: object) -> frozenset[str]:
    return _signs_of(" ".join(plain(str(name)) for name in names if not missing(name)))


@lru_cache(maxsize=100_000)
def _signs_of(words: str) -> frozenset[str]:
    for names, sign in _organisations():
        words = names.sub(sign, words)
    return frozenset(words.split())


def _meet(one: frozenset[str], other: frozenset[str]) -> bool:
    telling_one, telling_other = one - _generic(), other - _generic()
    if telling_one and telling_other:
        return bool(telling_one & telling_other)
    return bool(one & other)


def _as_speaker(given: object) -> Mapping[str, Any]:
    if isinstance(given, str):
        return {"org": given}
    if isinstance(given, list):
        given = given[0] if given else {}
    return given if isinstance(given, Mapping) else {}


def _lines(name: str) -> list[str]:
    text = (files(__package__) / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
