"""Whatever words come in whatever order, the grammar ends, raises nothing, and quotes the body."""

from __future__ import annotations

import random

from grammar_reading import read

from leeway.evidence.grammar.lexicon import FAMILIES, NOUNS, rows
from leeway.evidence.model import FIRMNESS, KINDS, Statement

SPICE = ["Kunduz", "Taliban", "on Monday", "150 km", "from Kabul", "1,400 people", "who", "which", "and", "said", "it"]
SPICE += ["the US embassy", "two weeks", "the airport", "denied this", "they", "not", "if"]
SPICE += list(",;:-|“”")


def sound(body: str, found: list[Statement]) -> None:
    for s in found:
        assert s.quote == body[s.span[0] : s.span[1]]
        assert s.quote
        assert s.status in KINDS[s.kind]
        assert s.firmness in FIRMNESS


def test_every_example_in_a_report() -> None:
    """All examples one after the other give statements of every kind, each quoted letter for letter."""
    examples = [row.example for family in (*FAMILIES, *NOUNS) for row in rows(family)]
    kinds = set()
    for n in range(0, len(examples), 60):
        body = "\n".join(examples[n : n + 60])
        found = read(body)
        sound(body, found)
        kinds |= {s.kind for s in found}
    assert kinds == set(KINDS)


def test_shuffled_words() -> None:
    """Examples cut up and mixed with names, figures, marks and conjunctions."""
    rng = random.Random(7)
    words = [w for family in FAMILIES for row in rows(family) for w in row.example.rstrip(".").split()]
    for _ in range(40):
        lines = []
        for _ in range(12):
            picked = [rng.choice(SPICE) if rng.random() < 0.4 else rng.choice(words) for _ in range(rng.randint(1, 25))]
            lines.append(" ".join(picked) + rng.choice([".", "", "?", ":"]))
        body = rng.choice(["\n", " ", "\n\n"]).join(lines)
        sound(body, read(body))


def test_nothing_and_next_to_nothing() -> None:
    """Empty, marks only, one word, one endless line."""
    for body in ["", ".", "| | |", "captured", "fell to", "Kabul", "to " * 3000, "Kunduz fell, " * 1500]:
        sound(body, read(body))
