"""Exits in notes and digests, airlines, qualified states; missions in short and in lists."""

from __future__ import annotations

import pytest
from grammar_reading import read

from leeway.evidence.model import Value


@pytest.mark.parametrize(
    ("sentence", "of", "status"),
    [
        ("The airport is open to aid flights only.", "airport", "limited"),
        ("The airport was closed to all but aid flights.", "airport", "limited"),
        ("The airport has been closed since Monday.", "airport", "suspended"),
        ("Mobile telephones were working only at times.", "phones", "limited"),
        ("No commercial flights are operating.", "commercial flights", "suspended"),
        ("Two airlines still fly to Kabul.", "commercial flights", "open"),
        ("No airline flies to Kabul.", "commercial flights", "suspended"),
        ("The last airline gave up its flights on Monday.", "commercial flights", "suspended"),
        ("Gulf carriers have not flown to Kabul since Monday.", "commercial flights", "suspended"),
        ("Planes are landing at Kabul again.", "airport", "open"),
    ],
)
def test_states_of_exits(sentence: str, of: str, status: str) -> None:
    """A qualified state is limited, a negated one suspended, and airlines speak for their flights."""
    assert [(s.of, s.status) for s in read(sentence) if s.kind == "access"] == [(of, status)]


def test_a_digest_names_its_exit_before_the_colon() -> None:
    """The heading says what the entries are, the label which of them; a bare "open" is said of it."""
    found = read(
        "AIR\n\nKANDAHAR: Open.\nHERAT: Shut until further notice.\n\nSEA\n\nES SIDER: To reopen on 20 August.\n"
    )
    assert [(s.of, s.place, s.status) for s in found if s.kind == "access"] == [
        ("airport", "Kandahar", "open"),
        ("airport", "Herat", "suspended"),
        ("port", "Es Sider", "open"),
    ]


@pytest.mark.parametrize(
    ("sentence", "status", "firmness"),
    [
        ("The French embassy has announced that it will close on Friday.", "suspended", "planned"),
        ("The British embassy withdrew its remaining staff.", "evacuating", "stated"),
        ("The British embassy withdrew some of its staff.", "reducing", "stated"),
        ("Swedish emb says not leaving.", "evacuating", "denied"),
        ("He spoke of a reduction, as opposed to a shuttering of the embassy.", "suspended", "denied"),
        ("The Dutch ambassador left on Sunday.", "evacuating", "stated"),
    ],
)
def test_states_of_missions(sentence: str, status: str, firmness: str) -> None:
    """Who is left decides between reducing and evacuating; pronouns, short forms and contrasts are understood."""
    assert (status, firmness) in [(s.status, s.firmness) for s in read(sentence) if s.kind == "posture"]


def test_two_spans_of_one_assessment() -> None:
    """The bare second figure takes the unit of the first, which is that of a siege and of no fall."""
    found = read("A US intelligence assessment says Kabul could be isolated in 30 to 60 days and captured in 90.")
    assert [s.value for s in found if s.kind == "time_left"] == [Value(90, 90, "days")]
