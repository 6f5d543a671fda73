"""Whose verb it is: subjects in lists, behind appositions and relative clauses, and words that open no clause."""

from __future__ import annotations

import pytest
from grammar_reading import read

CASES = [
    (
        "Rebels said Kolda and Sedhiou had also fallen.",
        [("captured", "Kolda", "claimed"), ("captured", "Sedhiou", "claimed")],
    ),
    ("The army denied that Kolda, to the east, had fallen.", [("captured", "Kolda", "denied")]),
    ("He said that Kolda, south of Tambacounda, had surrendered.", [("captured", "Kolda", "stated")]),
    ("Should the army lose Kolda, the road is open.", [("captured", "Kolda", "possible")]),
    ("State radio, Dakar, 20:30 local time: Kolda has fallen.", [("captured", "Kolda", "stated")]),
    ("Should Kolda fall, the road is open.", [("captured", "Kolda", "possible")]),
]  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), CASES)
def test_control(body: str, expected: list[tuple[str, str, str]]) -> None:
    """Every town of the list or behind the apposition, with the firmness of its own clause."""
    found = {(s.status, s.place, s.firmness) for s in read(body, "SN") if s.kind == "control"}
    assert set(expected) <= found


def test_since_is_no_clause_after_has() -> None:
    """ "Has since closed" is one clause."""
    assert [(s.kind, s.status) for s in read("The US embassy in Dakar has since closed.", "SN")] == [
        ("posture", "suspended")
    ]


def test_long_lists_of_clauses_end() -> None:
    """A sentence of hundreds of verbs is read, its subjects looked for only so far back."""
    read("The rebels " + "took Kolda and " * 400 + "left.", "SN")
