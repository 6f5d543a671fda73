"""Which side of the fight a name belongs to."""

from __future__ import annotations

from collections.abc import Iterable

from leeway.situation.names import folded

_STATE_WORDS = frozenset({
    "army", "forces", "force", "police", "ministry", "government", "president", "presidency", "minister", "parliament",
    "officials", "official", "troops", "soldiers", "security", "military", "navy", "air", "guard", "council",
    "authorities", "spokesman", "spokeswoman", "commander",
})  # fmt: skip
_AGAINST = frozenset({"anti", "former", "ex"})


class Parties:
    """The attacker and the defender by the names reports use.

    A name belongs to a party if it is one of the party's names or holds one whole ("Taliban commander"), unless
    "anti", "former" or "ex" stands before it. A state's organs belong together: with "Afghan government" among the
    defender's names, "Afghan interior ministry" is the defender too.
    """

    def __init__(self, attacker: Iterable[str], defender: Iterable[str]) -> None:
        self.attacker = tuple(attacker)
        self.defender = tuple(defender)
        self._names = [(folded(name), "attacker") for name in self.attacker]
        self._names += [(folded(name), "defender") for name in self.defender]
        self._adjectives = {
            words[0]: side
            for name, side in self._names
            if len(words := name.split()) > 1 and _STATE_WORDS & set(words[1:])
        }
        self._known: dict[str, str | None] = {}

    def side(self, name: str | None) -> str | None:
        """ "attacker", "defender", or None for anybody else."""
        if not name:
            return None
        if name not in self._known:
            self._known[name] = self._side(folded(name))
        return self._known[name]

    def shown(self, side: str) -> str | None:
        """The name a side is shown by: the first given."""
        names = self.attacker if side == "attacker" else self.defender
        return names[0] if names else None

    def _side(self, name: str) -> str | None:
        words = name.split()
        for party, side in self._names:
            many = len(party.split())
            for k in range(len(words) - many + 1):
                if " ".join(words[k : k + many]) == party:
                    return None if k and words[k - 1] in _AGAINST else side
        return self._adjectives.get(words[0]) if words and _STATE_WORDS & set(words[1:]) else None
