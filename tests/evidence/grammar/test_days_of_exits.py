"""The days of states: since an event, since a stop not taken back, at the cut-off of a report, through a day."""

from __future__ import annotations

from datetime import date

import pytest
from grammar_reading import FRIDAY, read

from leeway.evidence.model import Days

WEDNESDAY = date(2021, 8, 11)


@pytest.mark.parametrize(
    ("body", "days"),
    [
        ("Kabul airport has been a write-off since jets blasted its runways on Wednesday.", Days(WEDNESDAY, None)),
        ("The road to Herat has been closed since a gang attacked a convoy on August 11.", Days(WEDNESDAY, None)),
        ("The road to Herat has been closed since Wednesday.", Days(WEDNESDAY, None)),
        ("The phones in Kabul went dead on Wednesday and have not come back.", Days(WEDNESDAY, None)),
        ("The airlines cancelled all flights on Wednesday and have not yet resumed.", Days(WEDNESDAY, None)),
        ("All flights to Kabul were cancelled on Wednesday.", Days(WEDNESDAY, WEDNESDAY)),
        ("The airlines have cancelled all flights through August 17.", Days(None, date(2021, 8, 17))),
        ("The Torkham crossing was open at the cut-off.", Days(FRIDAY.date(), FRIDAY.date())),
    ],
)
def test_days(body: str, days: Days) -> None:
    """From the day of the event on, to the day named, on the day of the report."""
    assert days in [s.when for s in read(body) if s.kind == "access"]


def test_a_range_through_a_day() -> None:
    """ "Thursday through Saturday" is a run of days."""
    found = [s.when for s in read("The banks will be closed from August 14 through August 17.") if s.kind == "access"]
    assert found == [Days(date(2021, 8, 14), date(2021, 8, 17))]


def test_states_of_a_notice_have_no_day_of_its_head() -> None:
    """The date line of a notice dates the notice, not what stands open."""
    body = (
        "Travel notices\n\nBRITAIN (FCO)\nAugust 10, 2021\nThe airport is open.\n\n"
        "CANADA (Foreign Affairs)\nAugust 11, 2021\nThe banks are open."
    )
    assert {s.when for s in read(body) if s.kind == "access"} == {None}
