"""Whatever the text: no crash, spans in order, letter for letter, and time that grows with the length only."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from language_texts import text_of

from leeway.evidence.language.fold import folded

PIECES = (
    "The", "town", "of", "Moora", "fell", "on", "Thursday", ".", ",", '"', "(", ")", "-", "–", "\n", "\n\n", "1,400",
    "at least", "two dozen", "hundreds of thousands", "km", "hours", "between",
    "and", "48", "to", "72", "within", "since",
    "until", "last", "next",
    "week", "Aug.", "U.S.", "Gen.", "two-thirds", "half a million", "2021-08-12", "12/08/2021",
    "0900", "•", "1.", "|", "the day before", "ago", "now", "Monday", "Friday", "from", "1996", "3", "%", "\u200b",
    "\u202e", "é", "İ", "ﬁ", "ß", "١٢", "五", "May", "March", "more than", "a", "few", "weeks",
    "earlier", "this", "year",
)  # fmt: skip
WORDS = st.sampled_from(PIECES)
NOISE = (
    "a ", "1 ", "1,", "at least ", "the ", "Monday to ", "two hundred and ", "(", '"', "more than ", "A. ", "\n",
    "12 August ", "—", "of the ",
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=60).map(" ".join)))
def test_layers_of_any_text(body: str) -> None:
    """Layers of any text: every span lies in the body, spans of a layer are in order and apart, tokens are the text."""
    text = text_of(body)
    assert len(text.clean) == len(body)
    for layer in (text.sentences, text.numbers, text.times):
        ends = 0
        for span in layer:
            assert ends <= span.start < span.end <= len(body)
            ends = span.end
    for sentence in text.sentences:
        at = sentence.start
        for token in sentence.tokens:
            assert at <= token.start < token.end <= sentence.end
            assert text.clean[token.start : token.end] == token.text
            at = token.end
    for number in text.numbers:
        assert number.noun_end >= number.end or number.noun is None
        if number.low is not None and number.high is not None:
            assert number.low <= number.high
    for word in text.times:
        if word.days is not None and word.days.first is not None and word.days.last is not None:
            assert word.days.first <= word.days.last


@given(st.text(max_size=200))
def test_folding_keeps_every_place(body: str) -> None:
    """Folding changes letters, never their number."""
    assert len(folded(body)) == len(body)


@pytest.mark.parametrize("unit", NOISE)
def test_time_grows_with_length_only(unit: str) -> None:
    """Eight times the same noise takes about eight times as long: nothing looks back over the whole text."""
    small, large = unit * 1000, unit * 8000
    text_of(small)
    start = time.process_time()
    text_of(small)
    middle = time.process_time()
    text_of(large)
    end = time.process_time()
    assert end - middle < 40 * max(middle - start, 0.01)
