"""Who has been named so far in one text, for "the group", "the embassy", "the ministry"."""

from __future__ import annotations

from dataclasses import dataclass, field

from leeway.evidence.attribution.lexicon import Lexicon
from leeway.evidence.attribution.model import Actor


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
