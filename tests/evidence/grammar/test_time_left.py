"""How long until a place falls: spans in every dress, estimates that follow a question, what is no estimate."""

from __future__ import annotations

import pytest
from grammar_reading import read

from leeway.evidence.model import Statement, Value


def told(body: str) -> list[Statement]:
    return [s for s in read(body) if s.kind == "time_left"]


@pytest.mark.parametrize(
    ("sentence", "place", "low", "high"),
    [
        ("The president has two days left, not more, said a Western diplomat.", "Kabul", None, 2),
        ("Kandahar has a month at most.", "Kandahar", None, 30),
        ("Ghazni will fall within days, the governor warned.", "Ghazni", None, 7),
        ("It is a matter of hours before Ghazni falls.", "Ghazni", 0.125, 1),
        ("Kandahar could fall in weeks, not months.", "Kandahar", 14, 28),
        ("Nobody thinks Kandahar will last the month.", "Kandahar", None, 30),
        ("The garrison in Herat will surrender in three days, maybe four.", "Herat", 3, 4),
        ("Herat can be had in four days, or in ten if its guns hold.", "Herat", 4, 10),
        ("Only days remain until Kandahar falls.", "Kandahar", 3, 7),
        ("A trader gives Kandahar a week, ten days at the outside.", "Kandahar", 7, 10),
        ("Kandahar is two or three days from falling.", "Kandahar", 2, 3),
        ("The brigade buys Kandahar two days, three at the most.", "Kandahar", 2, 3),
        ("Another trader, who is not less expert, concedes Kandahar three months.", "Kandahar", 90, 90),
        ("In the worst case Herat falls in two weeks.", "Herat", 14, 14),
        ("US intelligence believes the government could collapse within 90 days.", "Afghanistan", None, 90),
        ("Few in the bazaar think that Kandahar will resist for more than a few weeks.", "Kandahar", None, 28),
    ],
)
def test_spans_ahead(sentence: str, place: str, low: float | None, high: float | None) -> None:
    """The span is found before and after the words of falling, with the bounds that stand around it."""
    assert [(s.place, s.value) for s in told(sentence)] == [(place, Value(low, high, "days"))]


@pytest.mark.parametrize(
    "sentence",
    [
        "Kunduz fell within hours on Sunday.",
        "The Taliban gave the government 48 hours to leave Kunduz.",
        "Kunduz has electricity for four hours a day at most.",
        "The rebels captured Kunduz three days ago.",
    ],
)
def test_no_estimate(sentence: str) -> None:
    """What was, an ultimatum and a rate are no time left."""
    assert told(sentence) == []


def test_answers_and_second_estimates() -> None:
    """Bare spans answer the question before them; "sooner" takes the estimate before as its bound."""
    found = told(
        'How long can Herat hold? "Two weeks," said a European ambassador.\n\n'
        "American officials now expect the capital to fall in six months. Others say it could happen much sooner."
    )
    assert [(s.value.low, s.value.high) for s in found if s.value] == [(14, 14), (180, 180), (None, 180)]
    assert [s.firmness for s in found] == ["expected", "expected", "possible"]


def test_given_up() -> None:
    """An estimate that its makers no longer hold is denied."""
    found = told("The ministry no longer counts on four months before the fall of the government.")
    assert [(s.place, s.firmness) for s in found] == [("Afghanistan", "denied")]


@pytest.mark.parametrize(
    ("body", "place", "low", "high"),
    [
        ('What, then, of Kandahar? "A fortnight, if they find shells," reckons a trader there.', "Kandahar", 14, 14),
        ("Can Herat hold? My own guess is ten days.", "Herat", 10, 10),
        ("Will Ghazni survive? Two weeks, said its governor.", "Ghazni", 14, 14),
    ],
)
def test_answers_are_about_the_place_asked_for(body: str, place: str, low: float, high: float) -> None:
    """A span that answers whether a town can hold is about that town."""
    assert [(s.place, s.value) for s in told(body)] == [(place, Value(low, high, "days"))]


def test_a_second_place_with_its_span() -> None:
    """One verb may give two places their times."""
    found = told("The general gives Kandahar a week and Herat ten days.")
    assert [(s.place, s.value) for s in found] == [
        ("Kandahar", Value(7, 7, "days")),
        ("Herat", Value(10, 10, "days")),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "The next 24 hours will decide the fate of Kandahar.",
        "Such a move would take 22 weeks.",
        "Kandahar airport is closed until tomorrow at least, the army said.",
        "The runway stays shut for two days, according to the army.",
        "The rebels held parts of Kandahar for weeks in the spring.",
    ],
)
def test_spans_of_other_things(sentence: str) -> None:
    """After an estimate not every span of time is one."""
    assert len(told(f"Kandahar will fall within ten days, said the governor. {sentence}")) == 1
