"""Attribution never fails, whatever the text: grammar words in any order, quotes that never close, odd letters."""

from __future__ import annotations

from attribution_reading import read
from hypothesis import given, settings
from hypothesis import strategies as st

from leeway.evidence.attribution.firmness import firmness
from leeway.evidence.attribution.lexicon import lexicon
from leeway.evidence.attribution.quotations import quotations
from leeway.evidence.attribution.voices import speaker_at

GRAMMAR = [
    "Goma",
    "Monday",
    "The",
    "U.S.",
    "RSF",
    "(RSF)",
    "Ali",
    "QUESTION:",
    "MR.",
    "said",
    "told",
    "says",
    "embassy",
    "ministry",
    "who",
]
GRAMMAR += [
    "and",
    "but",
    "that",
    "the",
    "a",
    "its",
    "he",
    "it",
    "they",
    "by",
    "to",
    "of",
    "according",
    "citing",
    "reports",
]
GRAMMAR += [",", ".", ";", ":", "'", "“", "”", "‘", "’", "(", ")", "–", "-", "…", "\u200b", "\u202eabc", "not", "no"]
ENTRIES = sorted({" ".join(e.keys) for entries in lexicon().first.values() for e in entries})
WORDS = [*ENTRIES[::7], *GRAMMAR, '"', "\n", "\n\n"]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=60), st.sampled_from(["", "SD", "AF PK"]))
def test_any_order_of_words(words: list[str], country: str) -> None:
    """Frames lie inside the text, every clause has a speaker and a firmness."""
    body = " ".join(words)
    text, heard = read(body, country)
    for frame in heard.frames:
        assert 0 <= frame.start <= frame.end <= len(body)
        assert frame.cue is None or 0 <= frame.cue[0] <= frame.cue[1] <= len(body)
    assert [a.start for a in heard.actors] == sorted(a.start for a in heard.actors)
    for start in range(0, len(body), 17):
        speaker_at(heard, start, start + 20)
        firmness(text, heard, start, min(start + 20, len(body)), "control", "captured", "rebels")


@given(st.text(alphabet="ab \"'“”‘’«»\n.,", max_size=80))
def test_quotations_of_any_marks(body: str) -> None:
    """Quotations lie inside one paragraph, in order, and hold none of each other's marks."""
    found = quotations(body)
    for quotation in found:
        assert 0 <= quotation.start <= quotation.end <= len(body)
        assert "\n" not in body[quotation.start : quotation.end]
    assert [q.start for q in found] == sorted(q.start for q in found)


def test_long_text_is_read_in_linear_time() -> None:
    """A text of one endless sentence does not make the grammar slow: ten times the words, no more than forty times
    the steps (counted, not timed)."""
    import sys

    def steps(times: int) -> int:
        counted = 0

        def tick(*_: object) -> None:
            nonlocal counted
            counted += 1

        body = "the army said the rebels told the ministry that gunmen in the town who were " * times
        sys.setprofile(tick)
        try:
            read(body, "SD")
        finally:
            sys.setprofile(None)
        return counted

    assert steps(60) < 40 * steps(6)


def test_sources_counted_by_a_run_of_digits() -> None:
    """Digits that are no count of sources are passed over, raised ones too."""
    for digits in ("1" * 50_000, "²", "٣"):
        _, heard = read(f"{digits} officials said the city fell.")
        assert all(f.speaker.number is None or f.speaker.number < 1e9 for f in heard.frames)
