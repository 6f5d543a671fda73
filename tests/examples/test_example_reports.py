"""The reports of the worked cases: whole, dated, sourced, in words of their own."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from leeway.evidence.model import Report
from leeway.evidence.reports.open import open_reports

EXAMPLES = Path(__file__).parents[2] / "examples"
CASES = {
    "kabul-2021": ("AF", datetime(2021, 7, 1, tzinfo=UTC), datetime(2021, 8, 16, tzinfo=UTC), 60),
    "addis-2021": ("ET", datetime(2021, 7, 1, tzinfo=UTC), datetime(2022, 1, 1, tzinfo=UTC), 25),
}
"""Country, first instant, end, fewest reports."""

PUBLISHERS = {
    "Agency roundup",
    "Aviation notice summary",
    "Briefing summary",
    "Embassy notice",
    "Field security note",
    "Humanitarian update",
    "Ministry statement",
    "Press digest",
    "Radio monitoring summary",
    "Regional daily digest",
    "Wire summary",
}
"""Descriptions, not outlets."""

CERTAINTY = {"sourced", "known", "approx", "illustrative"}
NO_PAGE = {"knowledge (not looked up)", "written for the example"}
HOLDERS = (
    "Biden", "Ghani", "Abdullah", "Karzai", "Saleh", "Dostum", "Noor", "Ismail Khan", "Baradar", "Mujahid", "Blinken",
    "Austin", "Milley", "McKenzie", "Kirby", "Price", "Khalilzad", "Wilson", "Wallace", "Bristow", "Kofod", "Maas",
    "Abiy", "Obasanjo", "Feltman", "Debretsion", "Getachew", "Demeke", "Kebede", "Guterres", "Dujarric", "Ford",
)  # fmt: skip
"""Office-holders of the time, who appear by office only."""


@pytest.fixture(params=sorted(CASES))
def case(request: pytest.FixtureRequest) -> str:
    """Each worked case in turn."""
    return str(request.param)


def reports_of(case: str) -> list[Report]:
    """The reports of a case as the evidence room opens them."""
    opened = list(open_reports([EXAMPLES / case / "reports"]))
    refused = [o for o in opened if not isinstance(o, Report)]
    assert not refused
    return [o for o in opened if isinstance(o, Report)]


def rows_of(case: str, name: str) -> list[dict[str, str]]:
    """The rows of a table of a case."""
    with (EXAMPLES / case / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def runs(text: str, length: int = 8) -> set[tuple[str, ...]]:
    """All runs of `length` words, without case and punctuation."""
    words = re.findall(r"[\w'’-]+", text.lower())
    return {tuple(words[k : k + length]) for k in range(len(words) - length + 1)}


def test_every_header_is_whole(case: str) -> None:
    """Each file opens as one report under its own name, with publisher, instant, address, country and title."""
    country, begins, ends, fewest = CASES[case]
    reports = reports_of(case)
    files = sorted(p.stem for p in (EXAMPLES / case / "reports").glob("*.txt"))
    assert sorted(r.id for r in reports) == files
    assert len(files) >= fewest
    for report in reports:
        assert report.publisher in PUBLISHERS, report.id
        assert report.published is not None, report.id
        assert begins <= report.published < ends, report.id
        assert report.published.strftime("%m%d") == report.id.split("-")[1], report.id
        assert report.country == (country,), report.id
        assert report.title, report.id
        assert (report.url or "").startswith("http"), report.id


def test_reports_have_the_length_of_news(case: str) -> None:
    """Bodies have 59 to 250 words."""
    for report in reports_of(case):
        assert 59 <= len(report.body.split()) <= 250, report.id


def test_last_two_weeks_of_kabul_are_told_day_by_day() -> None:
    """From 1 August on no day is without a report, and the days from the first lost capital have three on average."""
    days = Counter(r.published.date() for r in reports_of("kabul-2021") if r.published is not None)
    first = datetime(2021, 8, 1, tzinfo=UTC).date()
    assert all(days[first + timedelta(days=k)] > 0 for k in range(15))
    assert sum(n for day, n in days.items() if day >= first + timedelta(days=5)) >= 30


def test_every_fact_has_a_source(case: str) -> None:
    """Each report has facts with an address and a certainty, its header's address among them; no row hangs loose."""
    reports = {r.id: r for r in reports_of(case)}
    sources: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows_of(case, "sources.csv"):
        assert row["fact"].strip(), row
        assert row["certainty"] in CERTAINTY, row
        assert row["source"].startswith("http") or row["source"] in NO_PAGE, row
        assert (row["source"] == "written for the example") == (row["certainty"] == "illustrative"), row
        assert not (row["source"] in NO_PAGE and row["certainty"] == "sourced"), row
        sources[row["report"]].append(row)
    assert set(sources) == set(reports)
    for name, rows in sources.items():
        assert reports[name].url in {row["source"] for row in rows}, name


def test_no_report_repeats_another(case: str) -> None:
    """Reports of different origins share no run of eight words; those of one origin do: they are copies."""
    bodies = {r.id: r.body for r in reports_of(case)}
    rows = rows_of(case, "origins.csv")
    assert sorted(row["report"] for row in rows) == sorted(bodies)
    origin = {row["report"]: row["origin"] for row in rows}
    holders: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for name, body in bodies.items():
        for run in runs(body):
            holders[run].add(name)
    shared = [(run, names) for run, names in holders.items() if len(names) > 1]
    assert not [(" ".join(run), names) for run, names in shared if len({origin[n] for n in names}) > 1]
    families: dict[str, list[str]] = defaultdict(list)
    for name in sorted(bodies):
        families[origin[name]].append(name)
    copies = [(one, other) for family in families.values() for one, other in pairwise(family)]
    assert copies
    assert all(runs(bodies[one]) & runs(bodies[other]) for one, other in copies)


def test_persons_appear_by_office_only(case: str) -> None:
    """No office-holder of the time is named, neither in a title nor in a body."""
    names = re.compile(r"\b(?:" + "|".join(HOLDERS) + r")\b")
    for report in reports_of(case):
        assert not names.search(f"{report.title} {report.body}"), report.id
