"""The word lists of attribution, read once from `leeway.evidence.lexicons` and keyed by their first word."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from leeway.evidence.language.fold import folded
from leeway.evidence.language.tokens import tokens_of


@dataclass(frozen=True, slots=True)
class Name:
    """A name of the lexicon. `form`: "name", "demonym", "capital" (a seat that may stand for its state) or "common"
    (lower-case words such as "gunmen"). `side`: "yes", "no" or "home" (a party where the report is about its state).
    """

    name: str
    kind: str
    form: str
    side: str = "no"
    iso: str = ""


@dataclass(frozen=True, slots=True)
class Role:
    """What a speaker may be; see the head of `roles.csv`."""

    role: str
    anonymous: bool
    office: str
    plural: bool


@dataclass(frozen=True, slots=True)
class Cue:
    """A form of a verb of saying; see the head of `cues.csv`. `form`: "base", "third", "past" or "ing"."""

    cue: str
    stance: str
    needs: str
    form: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One printed form: its `keys`, what they stand for, the case its first word must have ("any", "title", "upper")
    and its `layer`: 0 names, 1 roles, 2 cues."""

    keys: tuple[str, ...]
    case: str
    what: Name | Role | Cue
    layer: int


@dataclass(slots=True)
class Lexicon:
    """`first`: first key -> entries, longest first. `states`: ISO code -> (name, demonym, capital)."""

    first: dict[str, list[Entry]] = field(default_factory=dict)
    states: dict[str, tuple[str, str, str]] = field(default_factory=dict)

    def add(self, printed: str, what: Name | Role | Cue) -> None:
        printed = printed[4:] if printed[:4].casefold() == "the " and not isinstance(what, Cue) else printed
        keys = keys_of(printed)
        if not keys:
            return
        letters = printed.replace(".", "")
        upper = letters.isupper() and len(letters) > 1
        case = "upper" if upper else "title" if printed[:1].isupper() else "any"
        if isinstance(what, Cue | Role):
            case = "any"
        self.first.setdefault(keys[0], []).append(
            Entry(keys, case, what, 0 if isinstance(what, Name) else 1 if isinstance(what, Role) else 2)
        )


def key_of(norm: str) -> str:
    """The form words are compared in: a folded word without full stops and without a possessive ending."""
    if norm.isalnum():
        return norm
    if "." in norm and norm != ".":
        norm = norm.replace(".", "")
    if norm.endswith("'s") and len(norm) > 2:
        return norm[:-2]
    return norm


def keys_of(printed: str) -> tuple[str, ...]:
    """Keys of a printed phrase."""
    if printed.isascii() and printed.replace(" ", "").isalpha():  # nine phrases in ten
        return tuple(printed.lower().split())
    tokens = tokens_of(printed, folded(printed), 0, len(printed))
    return tuple(key_of(t.norm) for t in tokens if t.norm != "'")


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of one word list; lines that start with # are remarks."""
    text = (files("leeway.evidence.lexicons") / name).read_text(encoding="utf-8")
    yield from csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))


@cache
def lexicon() -> Lexicon:
    """All word lists of attribution."""
    lex = Lexicon()
    for row in rows("actors_states.csv"):
        iso, name, demonyms = row["iso"], row["name"], row["demonyms"].split(";")
        lex.states[iso] = (name, demonyms[0], row["capital"])
        for printed in (name, *filter(None, row["also"].split(";"))):
            lex.add(printed, Name(name, "state", "name", "no", iso))
        for printed in filter(None, demonyms):
            lex.add(printed, Name(name, "state", "demonym", "no", iso))
        if row["capital"]:
            lex.add(row["capital"], Name(name, "state", "capital", "no", iso))
    for row in rows("actors_groups.csv"):
        form = "name" if row["name"][0].isupper() or row["name"].startswith("al-") else "common"
        for printed in (row["name"], *filter(None, row["aliases"].split(";"))):
            named = printed if form == "common" and row["side"] == "home" else row["name"]
            lex.add(printed, Name(named, row["kind"], form, row["side"]))
    for row in rows("organisations.csv"):
        side = "home" if row["iso"] and row["kind"] in ("army", "government", "ministry", "media") else "no"
        for printed in (row["name"], *filter(None, row["aliases"].split(";"))):
            lex.add(printed, Name(row["name"], row["kind"], "name", side, row["iso"]))
    for row in rows("roles.csv"):
        for n, printed in enumerate((row["role"], *filter(None, row["forms"].split(";")))):
            plural = n > 0 and (printed.endswith(("s", "men", "people", "women")) and not printed.endswith("ss"))
            role = Role(printed if n and not plural else row["role"], row["anonymous"] == "yes", row["office"], plural)
            if plural:
                role = Role(singular(printed, row["role"]), role.anonymous, role.office, True)
            lex.add(printed, role)
    for row in rows("cues.csv"):
        forms = forms_of(row["cue"], row["forms"])
        for printed, form in forms:
            lex.add(printed, Cue(row["cue"], row["stance"], row["needs"], form))
    for entries in lex.first.values():
        entries.sort(key=lambda e: -len(e.keys))
    return lex


def forms_of(cue: str, forms: str) -> list[tuple[str, str]]:
    """(printed form, "base" | "third" | "past" | "ing") of a cue; several words in one form are joined by "+"."""
    printed = [f.replace("+", " ") for f in forms.split()]
    out = []
    for n, form in enumerate(printed):
        last = form.split()[0]
        kind = "base" if n == 0 else "third" if n == 1 else "ing" if last.endswith("ing") else "past"
        out.append((form, kind))
    if not any(kind == "past" for _, kind in out):  # "put", "broadcast": the plain form is the past form too
        out[0] = (out[0][0], "past")
    return out


def singular(printed: str, role: str) -> str:
    """ "army officers" -> "army officer"; irregular plurals give the role itself."""
    if printed.endswith("ies"):
        return printed[:-3] + "y"
    if printed.endswith(("sses", "ches", "shes", "xes")):
        return printed[:-2]
    return printed[:-1] if printed.endswith("s") else role
