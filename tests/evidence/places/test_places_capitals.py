"""Which city "the capital" is: of the day, of the country or region named, and where it is none."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from leeway.evidence.language.layers import layers
from leeway.evidence.language.quantities import rows
from leeway.evidence.model import Report
from leeway.evidence.places.capitals import governed_from
from leeway.evidence.places.find import country_of, find_places
from leeway.evidence.places.gazetteer import load_gazetteer
from leeway.evidence.places.subject_country import most_named


def named(body: str, country: str, published: str = "2021-08-12") -> list[str]:
    """Names of the places of one body, in order."""
    day = datetime.fromisoformat(published).replace(hour=16, tzinfo=UTC)
    text = layers(Report("t", body, publisher="Test Wire", published=day, country=(country,)))
    find_places(text, load_gazetteer(()))
    return [p.name for p in text.places]


CAPITALS = [
    ("Shots were heard in the capital.", "BI", "2015-05-14", ["Bujumbura"]),
    ("Shots were heard in the capital.", "BI", "2020-05-14", ["Gitega"]),
    ("Shots were heard in the capital.", "NG", "1990-04-22", ["Lagos"]),
    ("Shots were heard in the capital.", "CI", "2011-03-31", ["Abidjan"]),
    ("Shots were heard in the Chadian capital.", "SD", "2023-04-17", ["N'Djamena"]),
    ("Shots were heard in Helmand's capital.", "AF", "2021-08-12", ["Helmand", "Lashkar Gah"]),
    ("Shots were heard in the country's capital.", "ML", "2012-03-22", ["Bamako"]),
]


@pytest.mark.parametrize(("body", "country", "published", "names"), CAPITALS)
def test_the_capital(body: str, country: str, published: str, names: list[str]) -> None:
    """The seat of government of that day, of the country or region that the words name."""
    assert named(body, country, published) == names


@pytest.mark.parametrize(
    "body",
    [
        "They took the tenth capital on Thursday.",
        "They took the last capital on Thursday.",
        "They took the provincial capital on Thursday.",
        "They marched on the commercial capital.",
        "He raised the capital cost.",
    ],
)
def test_no_capital(body: str) -> None:
    """Counted capitals, those of regions and those of trade are not the country's."""
    assert named(body, "AF") == []


@pytest.mark.parametrize("row", rows("places_capitals.csv"), ids=lambda r: f"{r['country']} {r['name']}")
def test_rows(row: dict[str, str]) -> None:
    """Each city is in the gazetteer of its country and found in its example; it holds until its day and no longer."""
    gazetteer = load_gazetteer((row["country"],))
    city = gazetteer.look_up(row["name"])
    assert city is not None
    assert city.name in named(row["example"], row["country"])
    if row["until"]:
        until = date.fromisoformat(row["until"])
        assert governed_from(row["country"], date(until.year - 1, 1, 1)) == row["name"]
        assert governed_from(row["country"], until) is None


def test_country_of_a_report_without_one() -> None:
    """The area of the gazetteer where it has one, else the country the text names most often."""
    report = Report("t", "Malian soldiers left. Mali is calm, France said.")
    assert country_of(report, load_gazetteer(("NE",))) == ("NE",)
    assert country_of(report, load_gazetteer(())) == ("ML",)


ABOUT = [
    ("FREETOWN - Ghana sent troops. Freetown was calm; in Freetown shops opened.", ("SL",)),
    ("Congolese rebels took Goma. Belgian and French troops left, Belgium said, Belgium confirmed.", ("CD",)),
    ("Britain said so.", ("GB",)),
    ("Nobody said so.", ()),
]


@pytest.mark.parametrize(("body", "codes"), ABOUT)
def test_the_country_a_text_is_about(body: str, codes: tuple[str, ...]) -> None:
    """Its towns and people count as well as its name; great powers only where nobody else is named."""
    assert most_named(body) == codes
