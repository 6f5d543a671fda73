"""Every trigger fires in its own example; every counted or closed noun is found in its own."""

from __future__ import annotations

import pytest

from leeway.evidence.grammar.inflect import Form, forms_of
from leeway.evidence.grammar.lexicon import FAMILIES, NO_PATTERN, NOUNS, Index, Row, rows, without_possessive
from leeway.evidence.grammar.line import QUOTES
from leeway.evidence.language.fold import folded
from leeway.evidence.language.tokens import tokens_of
from leeway.evidence.model import KINDS


def words(example: str) -> list[str]:
    return [
        without_possessive(t.norm) for t in tokens_of(example, folded(example), 0, len(example)) if t.text not in QUOTES
    ]


ALL = [row for family in (*FAMILIES, *NOUNS) for row in rows(family)]


@pytest.mark.parametrize("row", [r for r in ALL if r.pattern != NO_PATTERN], ids=lambda r: f"{r.family}:{r.words}")
def test_example_holds_its_trigger(row: Row) -> None:
    """A row found in its example is one that can fire at all."""
    assert Index([row]).hits(words(row.example)), words(row.example)


@pytest.mark.parametrize("family", FAMILIES)
def test_statuses_are_of_the_scheme(family: str) -> None:
    """No trigger gives a status its kind does not have; a counted recapture is a `control`."""
    allowed = set(KINDS[family]) | ({"retaken"} if family == "territory" else set())
    assert {row.status for row in rows(family)} <= allowed


def test_no_row_twice() -> None:
    """A trigger with two patterns would fire by order of the file."""
    seen = [(row.family, row.words) for row in ALL]
    assert sorted({pair for pair in seen if seen.count(pair) > 1}) == []


@pytest.mark.parametrize(
    ("base", "past", "ing"),
    [("flee", "fled", "fleeing"), ("hit", "hit", "hitting"), ("die", "died", "dying"), ("stop", "stopped", "stopping"),
     ("carry", "carried", "carrying"), ("open", "opened", "opening"), ("repel", "repelled", "repelling")],
)  # fmt: skip
def test_forms(base: str, past: str, ing: str) -> None:
    """Irregular, doubled and y-verbs have the forms print uses."""
    forms = forms_of(base)
    assert forms[past] & Form.PAST
    assert forms[ing] & Form.ING
