"""No double standard: whatever of threat or advice one audience is told, the public is told too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from leeway.brief.messages.model import Catalogue, Message

_FIGURE: Final = re.compile(r"\d+(?:[.:,]\d+)*")


@dataclass(frozen=True, slots=True)
class ToldOnly:
    """Something the public is not told. `kind`: "sentence" (of [facts]), "place" or "figure"."""

    message: str
    kind: str
    what: str

    def __str__(self) -> str:
        return f"{self.message} tells a {self.kind} that the public is not told: {self.what}"


def told_only(messages: Sequence[Message], catalogue: Catalogue, places: Iterable[str] = ()) -> list[ToldOnly]:
    """What other audiences are told and the public is not: sentences of [facts], and places and figures in free words.

    Facts that the catalogue calls internal (assembly points, pay) are arrangements and may differ. `places`: names to
    look for. Messages of several languages are held against the public's of the same language. Free words without a
    place or a figure are not compared: put what matters into [facts].
    """
    found: list[ToldOnly] = []
    names = sorted(set(places))
    for language in dict.fromkeys(m.language for m in messages):
        here = [m for m in messages if m.language == language]
        public = [m for m in here if m.kind.audience == catalogue.public]
        facts = frozenset[str]().union(*(m.facts for m in public)) | catalogue.internal
        figures = {figure for m in public for figure in _FIGURE.findall(m.open)}
        words = " ".join(m.open for m in public).casefold()
        for m in (m for m in here if m.kind.audience != catalogue.public):
            found += [ToldOnly(m.kind.id, "sentence", fact) for fact in sorted(m.facts - facts)]
            found += [
                ToldOnly(m.kind.id, "figure", f) for f in dict.fromkeys(_FIGURE.findall(m.open)) if f not in figures
            ]
            found += [ToldOnly(m.kind.id, "place", name) for name in names
                      if _named(name, m.open.casefold()) and not _named(name, words)]  # fmt: skip
    return found


def _named(name: str, words: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name.casefold())}(?!\w)", words) is not None
