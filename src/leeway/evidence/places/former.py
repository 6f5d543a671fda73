"""Cities under the name of their time: a text that prints a former name means the place by that name throughout."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from leeway.evidence.language.model import Text
from leeway.evidence.language.quantities import rows
from leeway.evidence.model import Statement


@lru_cache(maxsize=1)
def _former() -> tuple[re.Pattern[str], dict[str, str]]:
    today = {r["name"]: r["today"] for r in rows("places_former.csv")}
    names = sorted(today, key=lambda name: (-len(name), name))
    return re.compile(r"\b(?:" + "|".join(map(re.escape, names)) + r")\b"), today


def former_names(text: Text) -> dict[str, str]:
    """Today's names to the former ones that the text prints, where it never prints today's."""
    pattern, today = _former()
    whole = f"{text.report.title or ''}\n{text.clean}"
    printed = {m[0]: today[m[0]] for m in pattern.finditer(whole)}
    return {now: name for name, now in printed.items() if not re.search(rf"\b{re.escape(now)}\b", whole)}


def as_then_named(statements: Sequence[Statement], names: dict[str, str]) -> list[Statement]:
    """The statements with each of `names` (today's: former) as the text prints it, in places, actors and speakers."""
    if not names:
        return list(statements)
    today = re.compile(r"\b(?:" + "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)) + r")\b")

    def then(words: str | None) -> str | None:
        return today.sub(lambda m: names[m[0]], words) if words else words

    def renamed(s: Statement) -> Statement:
        speaker = replace(s.speaker, org=then(s.speaker.org))
        return replace(s, place=then(s.place), of=then(s.of), actor=then(s.actor), speaker=speaker)

    return [renamed(s) for s in statements]
