"""A small case for tests of the brief: one mission, one airport, five reports, a handful of people."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from tempfile import mkdtemp

from leeway.brief.document import Brief
from leeway.brief.make import Asked, make_brief
from leeway.case.load import load_case
from leeway.history.load import load_history
from leeway.situation.from_case import case_evidence

CASE = """
title = "Test mission"
area = ["AF"]
start = 2021-08-12T18:00:00Z
time_zone = "Asia/Kabul"

[settings]
horizon = "5 d"
replications = 40
confidence = 0.9

[hazard]
target = "Kabul"
latitude = 34.53
longitude = 69.17
attacker = ["Taliban"]
defender = ["Afghan government"]
mission = "Test embassy"
opened = 2021-05-04
campaign = "kabul_2021"

[[hazard.exit]]
id = "airport"
kind = "airport"
place = "Kabul airport"
closes = ["airport"]
"""
PEOPLE = """group,site,low,likely,high,category,function,priority,party_size,mobilization,show_up
families,Embassy,20,30,40,families,,1,3,"uniform(1 h, 4 h)",1
staff,Embassy,40,50,60,mission staff,,2,1,"uniform(2 h, 6 h)",1
"""
SMALL = PEOPLE + 'guards,Embassy,3,3,3,mission staff,,3,1,"uniform(2 h, 6 h)",1\n'
PLAN = """
[[place]]
id = "Embassy"
kind = "site"

[[place]]
id = "Gulf"
kind = "safe_haven"

[[route]]
id = "airport road"
from = "Embassy"
to = "Gulf"
mode = "air"
time = "3 h"
exit = "airport"

[[fleet]]
id = "jet"
mode = "air"
count = 1
seats = 60
starts = "Embassy"
available = "uniform(4 h, 8 h)"

[[closure_task]]
id = "destroy rosters"
group = "staff"
duration = "uniform(2 h, 5 h)"
crew = 6
"""
REPORTS = {
    "r1": ("2021-08-10T09:00:00Z", "The Taliban captured Kunduz on Sunday, a provincial council member said."),
    "r2": ("2021-08-12T06:00:00Z", 'The Taliban captured Ghazni on Thursday, governor Daoud Testname said. "We had to '
           'leave Ghazni", Daoud Testname said. Later Testname denied that Kunduz had fallen.'),
    "r3": ("2021-08-12T10:00:00Z", "The Taliban claimed to have captured Herat. The defence ministry denied that Herat "
           "had fallen."),
    "r4": ("2021-08-12T12:00:00Z", "US officials said Kabul could fall within 90 days. The Pentagon is sending 3,000 "
           "troops to Kabul airport."),
    "r5": ("2021-08-13T12:00:00Z", "The Taliban captured Kandahar on Friday, an official said."),
}  # fmt: skip
AS_OF = datetime(2021, 8, 12, 20, tzinfo=UTC)


def write_case(directory: Path, *, people: str = PEOPLE, case: str = CASE, reports: dict | None = None) -> Path:
    """A case directory."""
    directory.mkdir(parents=True, exist_ok=True)
    (directory / "case.toml").write_text(case, encoding="utf-8")
    (directory / "people.csv").write_text(people, encoding="utf-8")
    (directory / "plan.toml").write_text(PLAN, encoding="utf-8")
    given = REPORTS if reports is None else reports
    if given:
        (directory / "reports").mkdir(exist_ok=True)
    for name, (published, body) in given.items():
        text = f"id: {name}\npublisher: Test Wire\npublished: {published}\ncountry: AF\ntitle: News\n\n{body}\n"
        (directory / "reports" / f"{name}.txt").write_text(text, encoding="utf-8")
    return directory


def made(directory: Path, as_of: datetime = AS_OF, **asked: object) -> Brief:
    """The brief of a case directory."""
    case = load_case(directory)
    options = {"replications": 40, **asked}
    return make_brief(case, case_evidence(case), as_of, load_history(), Asked(**options))  # type: ignore[arg-type]


@lru_cache(maxsize=1)
def small_brief() -> Brief:
    """The brief of the small case, made once."""
    return made(write_case(Path(mkdtemp()) / "case"))
