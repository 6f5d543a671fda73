"""Figures: value, bounds, hedge, unit, counted noun."""

from __future__ import annotations

import pytest
from language_texts import text_of

from leeway.evidence.language.quantities import rows, value_of_words

FIGURES = [
    ("nearly 1,400 people", 1400, 1400, True, "people", "people"),
    ("at least 1,000 soldiers", 1000, None, False, "people", "soldiers"),
    ("more than 400,000 people", 400000, None, False, "people", "people"),
    ("fewer than 100 people", None, 100, False, "people", "people"),
    ("up to 2,000 fighters", None, 2000, False, "people", "fighters"),
    ("some 10 thousand soldiers", 10000, 10000, True, "people", "soldiers"),
    ("~30 vehicles", 30, 30, True, None, "vehicles"),
    ("2+ wrecks", 2, None, False, None, "wrecks"),
    ("more than 2m people", 2_000_000, None, False, "people", "people"),
    ("half a million people", 500_000, 500_000, False, "people", "people"),
    ("two dozen relatives", 24, 24, False, "people", "relatives"),
    ("two hundred and fifty thousand refugees", 250_000, 250_000, False, "people", "refugees"),
    ("hundreds of troops", 200, 999, False, "people", "troops"),
    ("thousands of families", 2000, 9999, False, None, "families"),
    ("dozens of vehicles", 24, 99, False, None, "vehicles"),
    ("tens of thousands of people", 20_000, 99_999, False, "people", "people"),
    ("a few weeks", 14, 28, False, "days", None),
    ("several days", 3, 7, False, "days", None),
    ("more than a few weeks", 14, None, False, "days", None),
    ("20 metres", 0.02, 0.02, False, "km", None),
    ("48 to 72 hours", 48, 72, False, "hours", None),
    ("within 48 to 72 hours", 48, 72, False, "hours", None),
    ("within 36 hours", None, 36, False, "hours", None),
    ("three to four weeks", 21, 28, False, "days", None),
    ("a week or ten days", 7, 10, False, "days", None),
    ("three days, maybe four", 3, 4, False, "days", None),
    ("between five and six hundred people", 500, 600, False, "people", "people"),
    ("between 15 and 20 thousand men", 15_000, 20_000, False, "people", "men"),
    ("two or three hundred men", 200, 300, False, "people", "men"),
    ("four hundred and eighty men", 480, 480, False, "people", "men"),
    ("upward of 200,000 people", 200_000, None, False, "people", "people"),
    ("another day or two", 1, 2, False, "days", None),
    ("between 3,000 and 4,000 soldiers", 3000, 4000, False, "people", "soldiers"),
    ("30-40 soldiers", 30, 40, False, "people", "soldiers"),
    ("about five miles", 8, 8, True, "km", None),
    ("less than 20km", None, 20, False, "km", None),
    ("an estimated 35 to 40 km", 35, 40, True, "km", None),
    ("80%", 80, 80, False, "percent", None),
    ("more than two-thirds of it", 66.7, None, False, "percent", None),
    ("about HALF of them", 50, 50, True, "percent", None),
    ("one in five families", 20, 20, False, "percent", "families"),
    ("nine provincial capitals", 9, 9, False, None, "provincial capitals"),
    ("three of the country's 14 provincial capitals", 3, 3, False, None, "provincial capitals"),
    ("roughly 900 US personnel", 900, 900, True, "people", "us personnel"),
    ("100 of its non-essential staff", 100, 100, False, "people", "non essential staff"),
    ("two and a half thousand men", 2500, 2500, False, "people", "men"),
    ("one and a half million people", 1_500_000, 1_500_000, False, "people", "people"),
    ("within a day and a half", None, 1.5, False, "days", None),
    ("about 1.450 soldiers", 1450, 1450, True, "people", "soldiers"),
    ("between 15.000 and 20.000 refugees", 15_000, 20_000, False, "people", "refugees"),
    ("12 000 people", 12_000, 12_000, False, "people", "people"),
    ("1'200 soldiers", 1200, 1200, False, "people", "soldiers"),
    ("a couple of hundred troops", 200, 200, False, "people", "troops"),
    ("a quarter of a million people", 250_000, 250_000, False, "people", "people"),
    ("500-odd soldiers", 500, 500, True, "people", "soldiers"),
    ("2.5 percent", 2.5, 2.5, False, "percent", None),
]


@pytest.mark.parametrize("verb", ["rose", "had gone up", "was reinforced, growing", "fell"])
def test_from_one_figure_to_another(verb: str) -> None:
    """What goes from one figure to another has two figures, where "from 300 to 500" alone is a range."""
    found = text_of(f"The garrison {verb} from 300 to 500 men.").numbers
    assert [(n.low, n.high) for n in found] == [(300, 300), (500, 500)]
    (one,) = text_of("It has anything from 300 to 500 men.").numbers
    assert (one.low, one.high) == (300, 500)


@pytest.mark.parametrize(("words", "low", "high", "about", "unit", "noun"), FIGURES)
def test_figures(words: str, low: float | None, high: float | None, about: bool, unit: str | None, noun: str) -> None:
    """The first figure of the words has these bounds, hedge, unit and noun, and begins and ends where the words do."""
    text = text_of(f"They spoke of {words} that evening in the town.")
    found = text.numbers[0]
    near = None if found.low is None else pytest.approx(found.low, rel=0.01)
    assert (low, found.about, found.unit, found.noun) == (near, about, unit, noun)
    assert high == (None if found.high is None else pytest.approx(found.high, rel=0.01))
    assert found.start == text.clean.index(words)


NOT_FIGURES = [
    "The advisory is at Level 4 now.",
    "The M23 held the town in 2012 as before.",
    "It fell on 12 August 2021 in the afternoon.",
    "The road opens from 06:00 to 15:00 only.",
    "The bus left at 0900 local time on Sunday.",
    "The M5 and National Route 1 were cut.",
    "Yasir Hamid, 41, stayed at home.",
    "It cost $2.5 billion in all.",
    "It was retaken.[12] Nobody spoke of it again.",
    "After the 9/11 attacks they went in.",
]


@pytest.mark.parametrize("sentence", NOT_FIGURES)
def test_what_counts_nothing(sentence: str) -> None:
    """Dates, clock times, levels, names with digits, ages, money and footnotes are no figures."""
    assert text_of(sentence).numbers == []


@pytest.mark.parametrize("row", rows("numbers.csv"), ids=lambda r: r["phrase"])
def test_examples_of_vague_amounts(row: dict[str, str]) -> None:
    """Every vague amount of the lexicon is found in its example, with its bounds."""
    text = text_of(f"They spoke of {row['example']} there.")
    found = text.numbers[0]
    if found.unit in ("days", "hours"):
        factor = 7.0 if "week" in row["example"] else 1.0
        assert (found.low, found.high) == (float(row["low"]) * factor, float(row["high"]) * factor)
    else:
        assert (found.low, found.high) == (float(row["low"]), float(row["high"]))


@pytest.mark.parametrize("row", rows("numbers_comparators.csv"), ids=lambda r: f"{r['phrase']} ({r['side']})")
def test_examples_of_comparators(row: dict[str, str]) -> None:
    """Every comparator of the lexicon does to its example what the table says."""
    found = text_of(f"They had {row['example']} there.").numbers[0]
    assert found.about is (row["effect"] == "about")
    assert (found.low is None) is (row["effect"] == "most")
    assert (found.high is None) is (row["effect"] == "least")


@pytest.mark.parametrize("row", rows("units.csv"), ids=lambda r: r["word"])
def test_examples_of_units(row: dict[str, str]) -> None:
    """Every unit of the lexicon turns its example into the unit of the table."""
    found = text_of(f"They spoke of a {row['example']} march.").numbers[0]
    assert found.unit == row["unit"]


def test_spelled_numbers() -> None:
    """Spelled-out numbers add up."""
    assert value_of_words("six thousand two hundred and twelve") == 6212
    assert value_of_words("a hundred") == 100


def test_a_run_of_digits_without_end_is_no_figure() -> None:
    """A hash or a broken table gives no infinite figure and no error, alone, scaled, with a unit or in a range."""
    for words in ("{} people", "{} million people", "{} miles from the town", "5 to {} days", "within {} hours"):
        numbers = text_of(f"They counted {words.format('9' * 5000)}.").numbers
        assert all(n.high is None or n.high < 1e12 for n in numbers)


def test_a_comparator_belongs_to_one_figure() -> None:
    """What stands between two figures is taken once, so that figures never overlap."""
    one, two = text_of("They saw 10 at least 20 times.").numbers
    assert one.end <= two.start


@pytest.mark.parametrize(
    ("sentence", "low"),
    [
        ("3000 fled the town.", 3000.0),
        ("Officials put the dead at 3000.", 3000.0),
        ("1500 were flown out overnight.", 1500.0),
        ("The convoy left at 1500.", None),
        ("Nothing like it was seen before 1998.", None),
    ],
)
def test_four_digits_without_a_noun(sentence: str, low: float | None) -> None:
    """Four digits that count nothing named are a figure where no clock shows them or a verb of many follows; else they
    are taken for a year or a time of day."""
    found = text_of(sentence).numbers
    assert [n.low for n in found] == ([low] if low is not None else [])


@pytest.mark.parametrize(
    ("sentence", "values"),
    [
        ("The force was cut by 40 percent to 2,500.", [40.0, 2500.0]),
        ("The blast came at 10.45pm.", []),
        ("It went on from 1.05am to 7.05am.", []),
        ("A hole of 1.5mm was found.", []),
    ],
)
def test_no_part_of_a_figure(sentence: str, values: list[float]) -> None:
    """A share and the figure it leads to are no range; of "10.45pm" and "1.5mm" no digits are taken for a figure."""
    assert [n.low for n in text_of(sentence).numbers] == values
