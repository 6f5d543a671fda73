"""A small case about an imaginary end of Kabul: three reports, one car, one aircraft, one airport."""

from __future__ import annotations

from pathlib import Path

CASE = """
title = "Small replay"
area = ["AF"]
start = 2021-08-10T00:00:00Z

[settings]
horizon = "3 d"
seed = 3

[hazard]
target = "Kabul"
latitude = 34.53
longitude = 69.17
attacker = ["Taliban"]
defender = ["Afghan government"]
opened = 2021-05-04
CAMPAIGN

[[hazard.exit]]
id = "city"
kind = "city"
place = "Kabul"
closes = ["airport"]

[[hazard.exit]]
id = "airport"
kind = "airport"
place = "Kabul airport"
closes = ["airport"]
"""
PLAN = """
[[place]]
id = "compound"
kind = "site"
latitude = 34.5
longitude = 69.1

[[place]]
id = "field"
kind = "embarkation_point"
latitude = 34.56
longitude = 69.2
exit = "airport"

[[place]]
id = "haven"
kind = "safe_haven"
latitude = 25.0
longitude = 51.0

[[route]]
id = "road"
from = "compound"
to = "field"
mode = "road"
time = "uniform(20 min, 60 min)"

[[route]]
id = "flight"
from = "field"
to = "haven"
mode = "air"
time = "4 h"
exit = "airport"

[[fleet]]
id = "car"
mode = "road"
count = 2
seats = 10
load = "10 min"
unload = "10 min"
starts = "compound"

[[fleet]]
id = "aircraft"
mode = "air"
count = 1
seats = 40
load = "30 min"
unload = "30 min"
starts = "field"
available = "uniform(4 h, 12 h)"
"""
PEOPLE = """group,site,low,likely,high,category,function,priority,party_size,mobilization,show_up,arrival
staff,compound,18,20,22,mission staff,all,1,2,"uniform(1 h, 3 h)",1,at once
"""
DONE = """date,who,action,rung,source,certainty
2021-08-07,Ruritania,staff reduced,ordered departure,https://example.org/a,sourced
2021-08-09,Ruritania,families left,,https://example.org/b,sourced
2021-08-09,Elsewhere,works as usual,normal,https://example.org/c,sourced
2021-08-10,Ruritania,closed,suspended operations,https://example.org/d,sourced
"""
REPORTS = {
    "one": ("2021-08-07T08:00:00Z", "The Taliban captured Zaranj on Friday, the interior ministry said."),
    "two": ("2021-08-08T08:00:00Z", "The Taliban captured Kunduz on Sunday, the head of the provincial council said."),
    "three": ("2021-08-10T08:00:00Z", "The Taliban captured Farah on Tuesday, a member of parliament said."),
}


def write_case(directory: Path, *, campaign: str | None = "kabul_2021", done: str | None = DONE) -> Path:
    """The case directory; `campaign` None: a live case, `done` None: no record of what was done."""
    directory.mkdir(parents=True)
    line = "" if campaign is None else f'campaign = "{campaign}"'
    (directory / "case.toml").write_text(CASE.replace("CAMPAIGN", line), encoding="utf-8")
    (directory / "plan.toml").write_text(PLAN, encoding="utf-8")
    (directory / "people.csv").write_text(PEOPLE, encoding="utf-8")
    if done is not None:
        (directory / "what-was-done.csv").write_text(done, encoding="utf-8")
    for name, (published, words) in REPORTS.items():
        add_report(directory, name, published, words)
    return directory


def add_report(directory: Path, name: str, published: str, words: str) -> None:
    """One more report."""
    (directory / "reports").mkdir(exist_ok=True)
    head = f"id: {name}\npublisher: Wire {name}\npublished: {published}\nurl: https://example.org/{name}\ncountry: AF\n"
    (directory / "reports" / f"{name}.txt").write_text(f"{head}title: Report {name}\n\n{words}\n", encoding="utf-8")
