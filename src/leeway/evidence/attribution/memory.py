"""Who has spoken so far in one text."""

from __future__ import annotations

from dataclasses import dataclass, field

from leeway.evidence.attribution.lexicon import Role
from leeway.evidence.model import Speaker


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
