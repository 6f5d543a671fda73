"""Where sentences begin and end."""

from __future__ import annotations

import pytest
from language_texts import text_of

from leeway.evidence.language.layers import LONGEST

PAIRS = [
    ("The town fell. Two died.", ["The town fell.", "Two died."]),
    ("Gen. Idris left. Lt. Col. Bah stayed.", ["Gen. Idris left.", "Lt. Col. Bah stayed."]),
    ("The U.S. Embassy closed on Aug. 14. Staff left.", ["The U.S. Embassy closed on Aug. 14.", "Staff left."]),
    ("They flew to the U.S. The last left.", ["They flew to the U.S.", "The last left."]),
    ("J. R. Bah spoke at 6 p.m. on Monday.", ["J. R. Bah spoke at 6 p.m. on Monday."]),
    ('"We go." Nobody spoke.', ['"We go."', "Nobody spoke."]),
    ("It fell.[1] It was retaken.[2]", ["It fell.[1]", "It was retaken.[2]"]),
    ("About 3.5 million fled. Why? Nobody knows!", ["About 3.5 million fled.", "Why?", "Nobody knows!"]),
    ("“It is lost,” he said. ‘It is not.’", ["“It is lost,” he said.", "‘It is not.’"]),
    ("MOORA: overrun. The base held.", ["MOORA: overrun.", "The base held."]),
]


@pytest.mark.parametrize(("body", "expected"), PAIRS)
def test_sentences(body: str, expected: list[str]) -> None:
    """Abbreviations, initials, footnotes, quotes and decimals do not end a sentence; other stops do."""
    text = text_of("Nothing else was known that day at all.\n\n" + body)
    assert [text.clean[s.start : s.end] for s in text.sentences[1:]] == expected


def test_headings_and_sections() -> None:
    """A heading stands for itself, and what follows carries it as its section."""
    text = text_of(
        "The report covers a week.\n\nSITUATION OVERVIEW\nClashes went on in Moora.\n\nAUG. 8\nTaro was taken.\n"
    )
    found = [(text.clean[s.start : s.end], s.heading, s.section) for s in text.sentences[1:]]
    assert found == [
        ("SITUATION OVERVIEW", True, None),
        ("Clashes went on in Moora.", False, "SITUATION OVERVIEW"),
        ("AUG. 8", True, None),
        ("Taro was taken.", False, "AUG. 8"),
    ]


def test_label_of_a_numbered_item() -> None:
    """ "1. KRT." is a heading of its item; the next item does not inherit it."""
    text = text_of(
        "Short one, the network is bad here today.\n\n1. KRT. Shelling overnight. Fuel is nil.\n\n2. Nyala. Quiet.\n"
    )
    found = [(text.clean[s.start : s.end], s.heading, s.section) for s in text.sentences[1:]]
    assert found == [
        ("1. KRT.", True, None),
        ("Shelling overnight.", False, "KRT"),
        ("Fuel is nil.", False, "KRT"),
        ("2. Nyala.", True, None),
        ("Quiet.", False, "Nyala"),
    ]


def test_tokens() -> None:
    """Names with hyphens and apostrophes are one token; norms are folded; figures and marks are told apart."""
    text = text_of("Mazar-i-Sharif’s U.S. staff paid 1,400 at Cap-Haïtien!")
    assert [(t.norm, t.kind) for t in text.sentences[0].tokens] == [
        ("mazar-i-sharif's", "word"),
        ("u.s.", "word"),
        ("staff", "word"),
        ("paid", "word"),
        ("1,400", "number"),
        ("at", "word"),
        ("cap-haitien", "word"),
        ("!", "mark"),
    ]


def test_zero_width_marks_are_not_in_norms() -> None:
    """Invisible characters inside a word stay in its text and leave its norm."""
    text = text_of("Ka\u200bbul fell to them on that day.")
    token = text.sentences[0].tokens[0]
    assert (token.text, token.norm) == ("Ka\u200bbul", "kabul")


def test_a_sentence_that_never_ends_is_cut() -> None:
    """8,000 words without a full stop are pieces of bounded length that lose no word, so that no stage runs away."""
    text = text_of("Kabul " * 8_000)
    assert all(len(s.tokens) <= LONGEST for s in text.sentences)
    assert sum(len(s.tokens) for s in text.sentences) == 8_000
