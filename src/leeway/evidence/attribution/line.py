"""One sentence with the words of the lexicon found in it: the ground the grammar of attribution walks on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from leeway.evidence.attribution.lexicon import Cue, Entry, Lexicon, Name, Role, key_of
from leeway.evidence.language.model import Sentence, Token


@dataclass(slots=True)
class Line:
    """A sentence by token index; each mark is (first token, token after the last, what it is)."""

    sentence: Sentence
    tokens: tuple[Token, ...]
    keys: list[str]
    caps: list[bool]
    names: list[tuple[int, int, Name]] = field(default_factory=list)
    roles: list[tuple[int, int, Role]] = field(default_factory=list)
    cues: list[tuple[int, int, Cue]] = field(default_factory=list)
    _edges: tuple[set[int], set[int], set[int]] | None = None

    def key(self, n: int) -> str:
        """Key of token `n`, empty outside the sentence."""
        return self.keys[n] if 0 <= n < len(self.keys) else ""

    def capital(self, n: int) -> bool:
        """Whether token `n` is a word printed with a capital."""
        return 0 <= n < len(self.caps) and self.caps[n]

    def possessive(self, n: int) -> bool:
        """Whether token `n` ends in a possessive: "Russia's", "rebels'"."""
        if not 0 <= n < len(self.tokens):
            return False
        return self.tokens[n].norm.endswith("'s") or (self.key(n + 1) == "'" and self.keys[n].endswith("s"))

    def possessive_near(self, first: int, last: int) -> bool:
        """Whether one of tokens `[first, last)` ends in a possessive."""
        return any(self.possessive(n) for n in range(first, last))

    def edges(self) -> tuple[set[int], set[int], set[int]]:
        """First tokens and last tokens of the cues, and tokens of names after their first; worked out once."""
        if self._edges is None:
            self._edges = (
                {a for a, _, _ in self.cues},
                {b - 1 for _, b, _ in self.cues},
                {n for a, b, _ in self.names for n in range(a + 1, b)},
            )
        return self._edges

    def words(self, first: int, last: int) -> str:
        """The text of tokens `first` to `last` (exclusive), one space between words, possessive endings kept."""
        return " ".join(t.text for t in self.tokens[first:last])


def line_of(sentence: Sentence, lex: Lexicon) -> Line:
    """The sentence with its marks. Linear in its tokens."""
    tokens = sentence.tokens
    keys = [n if (n := t.norm).isalnum() else key_of(n) for t in tokens]
    line = Line(sentence, tokens, keys, [t.text[0].isupper() for t in tokens])
    following = [*keys[1:], ""]
    get = lex.first.get
    marks: tuple[list[tuple[int, int, Any]], ...] = (line.names, line.roles, line.cues)
    free = [0, 0, 0]
    for i, key in enumerate(keys):
        entries = get(key)
        if entries is None:
            continue
        after = following[i]
        for entry in entries:
            layer = entry.layer
            if i < free[layer]:
                continue
            words = entry.keys
            j = i + 1
            if len(words) > 1:
                if words[1] != after:
                    continue
                j = i + len(words)
                if len(words) > 2 and tuple(keys[i:j]) != words:
                    continue
            if entry.case != "any" and not cased(entry, tokens[i].text):
                continue
            marks[layer].append((i, j, entry.what))
            free[layer] = j
    return line


def cased(entry: Entry, text: str) -> bool:
    """Whether the first word is printed in the case the entry asks for."""
    if entry.case == "title":
        return text[0].isupper()
    letters = text.replace(".", "").replace("'s", "").replace("’s", "")
    return letters.isupper() or (len(letters) > 2 and letters.endswith("s") and letters[:-1].isupper())
