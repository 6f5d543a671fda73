"""Time words resolved against the day of publication."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from language_texts import text_of

from leeway.evidence.language.quantities import rows

A = "2021-08-"
DAYS = [
    ("The town fell on Thursday.", "day", "2021-08-12", "2021-08-12"),
    ("The town fell on Friday.", "day", "2021-08-06", "2021-08-06"),
    ("The embassy will close on Friday.", "day", "2021-08-13", "2021-08-13"),
    ("The city could be lost by Friday.", "until", None, "2021-08-13"),
    ("The town fell on Saturday night.", "day", "2021-08-07", "2021-08-07"),
    ("The town fell in the early hours of Sunday.", "day", "2021-08-08", "2021-08-08"),
    ("The town fell last Thursday.", "day", "2021-08-05", "2021-08-05"),
    ("The talks are next Thursday.", "day", "2021-08-19", "2021-08-19"),
    ("The road has been shut since Monday.", "since", "2021-08-09", None),
    ("The loss was denied until Tuesday evening.", "until", None, "2021-08-10"),
    ("They left by breakfast today.", "until", None, "2021-08-12"),
    ("The town fell last night.", "day", "2021-08-11", "2021-08-11"),
    ("The town fell overnight.", "span", "2021-08-11", "2021-08-12"),
    ("The town fell yesterday.", "day", "2021-08-11", "2021-08-11"),
    ("The town fell two days ago.", "day", "2021-08-10", "2021-08-10"),
    ("The town fell a week ago today.", "day", "2021-08-05", "2021-08-05"),
    ("Six towns fell in the past week.", "span", "2021-08-05", "2021-08-12"),
    ("Two towns fell last weekend.", "span", "2021-08-07", "2021-08-08"),
    ("The embassy will move this weekend.", "span", "2021-08-14", "2021-08-15"),
    ("They must be gone by late August.", "until", None, "2021-08-31"),
    ("The town fell on Aug. 6.", "day", "2021-08-06", "2021-08-06"),
    ("The airspace is shut to 22 April 2022.", "day", "2022-04-22", "2022-04-22"),
    ("They moved between 9 and 12 August.", "span", "2021-08-09", "2021-08-12"),
    ("They left in the night of August 9 to 10.", "span", "2021-08-09", "2021-08-10"),
    ("They moved in the night from Saturday to Sunday.", "span", "2021-08-07", "2021-08-08"),
    ("The troops leave on 31 August.", "day", "2021-08-31", "2021-08-31"),
    ("The report appeared last October.", "span", "2020-10-01", "2020-10-31"),
    ("Many fled over the past year.", "span", "2020-08-12", "2021-08-12"),
    ("Many have fled since the start of the year.", "since", "2021-01-01", None),
    ("Many have been driven out this year.", "since", "2021-01-01", None),
    ("The city may fall before Christmas.", "until", None, "2021-12-24"),
    ("They fought for a second day.", "span", "2021-08-11", "2021-08-12"),
    ("The road will stay shut until 2021-08-20.", "until", None, "2021-08-20"),
    ("The city will be theirs by dawn.", "until", None, "2021-08-13"),
    ("They hold it since before dawn.", "since", "2021-08-12", None),
    ("It is now an empty shell.", "day", "2021-08-12", "2021-08-12"),
    ("Staff are to be moved as of 25 August.", "since", "2021-08-25", None),
    ("They held 11 capitals as of Thursday.", "day", "2021-08-12", "2021-08-12"),
    ("The curfew holds from tonight.", "since", "2021-08-12", None),
    ("No convoy has come for ten days.", "duration", "2021-08-02", None),
    ("He dismissed talk that banks would stay closed on Sunday.", "day", "2021-08-15", "2021-08-15"),
    ("The post was shut on the 9th.", "day", "2021-08-09", "2021-08-09"),
    ("The post was shut on the 22nd.", "day", "2021-07-22", "2021-07-22"),
    ("The post will reopen on the 22nd.", "day", "2021-08-22", "2021-08-22"),
    ("It was told on the 3rd of last month.", "day", "2021-07-03", "2021-07-03"),
    ("Banks have been shut since the eleventh of June.", "since", "2021-06-11", None),
    ("The base was taken back at dawn.", "day", "2021-08-12", "2021-08-12"),
    ("Gunmen raided the jail before dawn.", "day", "2021-08-12", "2021-08-12"),
    ("The brigade will have 2,000 more men there by Sunday.", "until", None, "2021-08-15"),
    ("The command intended to fly in troops on Sunday.", "day", "2021-08-15", "2021-08-15"),
    ("They ruled from 1996 until 2001.", "past_year", "1996-01-01", "2001-12-31"),
    ("They last ruled in 2001.", "past_year", "2001-01-01", "2001-12-31"),
    ("They burned villages two decades ago.", "past_year", "2001-01-01", "2001-12-31"),
    ("The town fell in mid-July.", "span", "2021-07-11", "2021-07-20"),
    ("The army broke apart in mid-1996.", "past_year", "1996-05-01", "1996-08-31"),
    ("They held it in the late 1990s.", "past_year", "1996-01-01", "1999-12-31"),
    ("They ruled in the 1980s.", "past_year", "1980-01-01", "1989-12-31"),
    ("It stayed after its 1990 invasion of the emirate.", "past_year", "1990-01-01", "1990-12-31"),
    ("Many districts fell this summer.", "span", "2021-06-01", "2021-08-12"),
    ("The last troops will leave this summer.", "span", "2021-08-12", "2021-08-31"),
    ("The offensive of last winter failed.", "span", "2020-12-01", "2021-02-28"),
    ("The base will close next spring.", "span", "2022-03-01", "2022-05-31"),
    ("The staff will be gone by year-end.", "until", None, "2021-12-31"),
    ("They were driven out in nineteen ninety-six.", "past_year", "1996-01-01", "1996-12-31"),
    ("They have held it since twenty twenty-one.", "since", "2021-01-01", None),
]


@pytest.mark.parametrize(
    "sentence",
    [
        "A flight leaves every Friday.",
        "They march each July.",
        "Their 2000 men left the base.",
        "They feared the next fall of a city.",
        "They came with twenty trucks and nineteen men.",
        "They lost nineteen of twenty two trucks to a band of twenty twenty men.",
    ],
)
def test_what_is_no_day(sentence: str) -> None:
    """What comes round, a head count after an owner and a fall of a city are no days."""
    assert not text_of(sentence).times


@pytest.mark.parametrize(("sentence", "kind", "first", "last"), DAYS)
def test_days(sentence: str, kind: str, first: str | None, last: str | None) -> None:
    """In a text of Thursday 12 August 2021 the last time words of the sentence mean these days."""
    word = text_of(sentence).times[-1]
    assert word.days is not None
    assert (word.kind, word.days.first, word.days.last) == (
        kind,
        date.fromisoformat(first) if first else None,
        date.fromisoformat(last) if last else None,
    )


def test_the_day_before_counts_from_the_day_named() -> None:
    """ "the day before" is the day before the one the sentence has just named."""
    words = text_of("Work stopped on Sunday after an attack the day before.").times
    assert [w.days.first for w in words if w.days] == [date(2021, 8, 8), date(2021, 8, 7)]


def test_within_is_a_duration_with_a_window() -> None:
    """ "within 24 to 48 hours" keeps its hours and the days they reach to; "within 36 hours" begins today."""
    window = text_of("The first are due within 24 to 48 hours.").times[0]
    assert window.hours == (24.0, 48.0)
    assert window.days is not None
    assert (window.days.first, window.days.last) == (date(2021, 8, 13), date(2021, 8, 14))
    near = text_of("Flights could begin within 36 hours.").times[0]
    assert near.hours == (None, 36.0)
    assert near.days is not None
    assert (near.days.first, near.days.last) == (date(2021, 8, 12), date(2021, 8, 13))


def test_a_report_without_a_date_leaves_days_open() -> None:
    """Without a day of publication relative words have no days, dates with a year keep theirs."""
    words = text_of("It was looted on Tuesday. It is shut until 22 April 2023.", published=None).times
    assert words[0].days is None
    assert words[1].days is not None
    assert words[1].days.last == date(2023, 4, 22)


def test_the_day_is_that_of_the_dateline() -> None:
    """Late in the evening in UTC it is already tomorrow in Kabul: a text from there calls that day today."""
    late = datetime(2021, 8, 12, 22, tzinfo=UTC)
    text = text_of("KABUL, Aug 13 (Test Wire) - The city of Herat fell today, two officials said.", late, ("AF",))
    assert text.times[-1].days is not None
    assert text.times[-1].days.first == date(2021, 8, 13)


@pytest.mark.parametrize("row", rows("dates.csv"), ids=lambda r: r["phrase"])
def test_examples_of_day_words(row: dict[str, str]) -> None:
    """Every phrase of the lexicon is found in its example and means the days of the table."""
    text = text_of(row["example"])
    word = text.times[-1]
    assert row["phrase"] in text.clean[word.start : word.end].lower()
    assert word.kind == row["kind"]
    if row["first"]:
        assert word.days is not None
        assert word.days.first == date.fromordinal(date(2021, 8, 12).toordinal() + int(row["first"]))


@pytest.mark.parametrize("row", rows("dates_feasts.csv"), ids=lambda r: r["feast"])
def test_examples_of_feasts(row: dict[str, str]) -> None:
    """Every feast of the lexicon is found in its example."""
    words = text_of(row["example"]).times
    assert [w for w in words if w.days is not None]


def test_hours_are_of_the_day_named() -> None:
    """ "At dawn" beside a weekday is an hour of that day; "the 7th Brigade" is no day."""
    text = text_of("The base was taken at dawn on Monday. It fell to the 7th Brigade. They left on the 12th day.")
    assert [w.days.first for w in text.times if w.days is not None] == [date(2021, 8, 9)]


def test_weekend_just_past() -> None:
    """ "This weekend" told as past early in a week is the one before."""
    text = text_of("This weekend, the embassy urged citizens to leave.", datetime(2021, 8, 10, 16, tzinfo=UTC))
    assert [w.days.first for w in text.times if w.days is not None] == [date(2021, 8, 7)]
