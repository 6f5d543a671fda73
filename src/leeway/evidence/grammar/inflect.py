"""Forms of English verbs, so that a lexicon names each verb once."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Final

from leeway.evidence.grammar.wordlists import words

DOUBLED = words("inflect.DOUBLED")
"""Verbs that double their last letter before -ed and -ing."""


class Form:
    """Forms of a verb as bits; a word may be several ("captured": past and participle)."""

    BASE: Final = 1
    THIRD: Final = 2
    PAST: Final = 4
    PARTICIPLE: Final = 8
    ING: Final = 16
    ANY: Final = 31


DONE = Form.PAST | Form.PARTICIPLE


@cache
def forms_of(base: str) -> dict[str, int]:
    """Every form of a verb with what it may be; "be" includes its contractions."""
    if base == "be":
        be: dict[str, int] = dict.fromkeys(("am", "is", "are", "'s", "'re"), Form.THIRD)
        return be | {"was": Form.PAST, "were": Form.PAST, "be": Form.BASE, "been": Form.PARTICIPLE, "being": Form.ING}
    irregular = _irregular().get(base)
    past, participle = irregular or (_with_ed(base), _with_ed(base))
    found: dict[str, int] = {}
    third = "has" if base == "have" else _with_s(base)
    for word, form in (
        (base, Form.BASE),
        (third, Form.THIRD),
        (past, Form.PAST),
        (participle, Form.PARTICIPLE),
        (_with_ing(base, bool(irregular)), Form.ING),
    ):
        found[word] = found.get(word, 0) | form
    return found


def _with_s(base: str) -> str:
    if base.endswith(("s", "x", "z", "ch", "sh", "o")):
        return base + "es"
    return base[:-1] + "ies" if _consonant_y(base) else base + "s"


def _with_ed(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    if base in DOUBLED:
        return base + base[-1] + "ed"
    return base[:-1] + "ied" if _consonant_y(base) else base + "ed"


def _with_ing(base: str, irregular: bool) -> str:
    if base in ("die", "lie", "tie"):
        return base[:-2] + "ying"
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")):
        return base[:-1] + "ing"
    short = irregular and len(base) > 2 and base[-1] in "tnpdmg" and base[-2] in "aeiou" and base[-3] not in "aeiou"
    if base in DOUBLED or (short and base not in ("happen", "open")):
        return base + base[-1] + "ing"
    return base + "ing"


def _consonant_y(base: str) -> bool:
    return base.endswith("y") and base[-2:-1] not in "aeiou"


@cache
def _irregular() -> dict[str, tuple[str, str]]:
    rows = (line.split() for line in lines("irregular_verbs.txt"))
    return {base: (past, participle) for base, past, participle in rows}


@cache
def common_verbs() -> dict[str, int]:
    """Forms of the verbs that have no lexicon of their own."""
    found: dict[str, int] = {}
    bases = [word for line in lines("common_verbs.txt") for word in line.split()] + list(_irregular())
    for base in bases:
        for word, form in forms_of(base).items():
            found[word] = found.get(word, 0) | form
    return found


def lines(name: str) -> list[str]:
    """Lines of a word list of this room, without remarks."""
    text = (files("leeway.evidence.grammar") / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
