"""Head counts: parts of a whole, registers, labels, the inhabitants of a place."""

from __future__ import annotations

import pytest
from grammar_reading import read


@pytest.mark.parametrize(
    ("sentence", "low", "of"),
    [
        ("Only nine of the embassy's 35 staff are left.", 9, "staff"),
        ("There are 218 names on the embassy's register.", 218, "citizens"),
        ("Hundreds of foreigners are trapped in hotels.", 200, "foreigners"),
        ("National staff: 112.", 112, "local staff"),
        ("Some 250,000 civilians remain in Kankan.", 250_000, "civilians"),
        ("The number of Canadians in Guinea rose to 780.", 780, "citizens"),
        ("Guinea is home to 20,000 Lebanese.", 20_000, "citizens"),
    ],
)
def test_counted(sentence: str, low: float, of: str) -> None:
    """The figure is the part that is there, of the class that it counts."""
    found = [s for s in read(sentence, "GN") if s.kind in ("headcount", "displacement")]
    assert [(s.kind, s.value.low if s.value else None) for s in found] == [("headcount", low)]
    assert (found[0].of or "") in (of, "people")


def test_label_of_an_entry() -> None:
    """The place that opens an entry is where its figures are."""
    found = [s for s in read("Notes for today.\n\nKankan: 14 intl, 60 natl staff.", "GN") if s.kind == "headcount"]
    assert [(s.place, s.of) for s in found] == [("Kankan", "international staff"), ("Kankan", "local staff")]


def test_of_whom() -> None:
    """A part told after "of whom" is counted in the class before it."""
    found = read("There are 300 Canadians in Guinea, of whom about 60 live in Kankan.", "GN")
    assert [(s.of, s.place, s.value.low) for s in found if s.kind == "headcount" and s.value] == [
        ("citizens", "Guinea", 300),
        ("citizens", "Kankan", 60),
    ]


@pytest.mark.parametrize(
    ("body", "low"),
    [
        ("The mission has gone down from 31 staff to 11.", 11),
        ("About 300 Canadians are in the hotel. A further sixty are stranded in Kankan.", 60),
    ],
)
def test_what_is_left_and_those_besides(body: str, low: float) -> None:
    """A bare figure counts the class told just before."""
    found = [s.value.low for s in read(body, "GN") if s.kind == "headcount" and s.value]
    assert found[-1] == low


@pytest.mark.parametrize(
    ("body", "low"),
    [
        ("About 300 Canadians are in Guinea. On Monday the figure was above 900.", 900),
        ("The Chinese had 30,000 to move.", 30_000),
        ("Norway has 40 there.", 40),
        ("Fewer than 400 Danes are registered with us, of whom about 60 live upcountry.", 60),
    ],
)
def test_nationals_without_a_noun(body: str, low: float) -> None:
    """The people of a state, and those counted before, need no noun; they are counted over the country."""
    found = [(s.value.low, s.of, s.place) for s in read(body, "GN") if s.kind == "headcount" and s.value]
    assert found[-1] == (low, "citizens", "Guinea")


def test_staff_counted_again() -> None:
    """ "We've 96 today" counts the staff named just before."""
    found = [
        s.value.low for s in read("We had 41 internationals in Kankan last week and we've 96 today.", "GN") if s.value
    ]
    assert found == [41, 96]


@pytest.mark.parametrize(
    ("body", "low", "place"),
    [
        (
            "A: Good afternoon.\n\nQ: How many Americans are still in Guinea?\n\nMR. HALL: I believe it is about 900.",
            900,
            "Guinea",
        ),
        (
            "A: Welcome.\n\nQ: And how many French are there in the country?\n\nMR. HALL: Two thousand, roughly.",
            2000,
            "Guinea",
        ),
        (
            "The agency flew 43 staff out of Kankan; nine international and 60 national staff stayed behind.",
            9,
            "Kankan",
        ),
        ("Italy has 60 citizens in Guinea. There remain in the country about 60.", 60, "Guinea"),
    ],
)
def test_counted_by_answers_and_after_the_verb(body: str, low: float, place: str) -> None:
    """A figure counts where it answers "how many?", stands after its verb, or shares its noun with another."""
    found = [s for s in read(body, "GN") if s.kind == "headcount"]
    assert (low, place) in [(s.value.low, s.place) for s in found if s.value]


def test_lists_of_nationals() -> None:
    """Each figure of a list counts, whichever the place follows."""
    found = [
        s for s in read("There are 300 Britons, 120 Germans and 60 Dutch in Guinea.", "GN") if s.kind == "headcount"
    ]
    assert [s.value.low for s in found if s.value] == [300, 120, 60]


def test_having_to_do_is_not_having() -> None:
    """ "Has to send 1,000 staff" counts nobody who is there."""
    assert not [s for s in read("Kenya has to send 1,000 staff.", "GN") if s.kind == "headcount"]
