"""A plan that cannot get everybody out: the report all the same, then the rule in the way, the remedy, exit code 2."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import jsonschema
import pytest

from leeway.cli import main
from leeway.movement.report.schema import schema

PACIFICA = Path(__file__).parents[2] / "examples" / "pacifica"
ROAD = 'from = "Abyss"\nto = "Delta"\nmode = "road"\n'
FORCE = '\n[[security_force]]\nid = "marines"\nlead = "90 d"\n'
PORT = '\n[[place]]\nid = "Port"\nkind = "site"\n'
SHIP = '\n[[service]]\nid = "liner"\nroute = "Abyss-Delta"\nseats = 500\ndepartures = ["900 h"]\n'
PLANE = '\n[[fleet]]\nid = "jet"\nmode = "air"\ncount = 1\nseats = 200\nspeed = "800 km/h"\nstarts = "Barnacle"\n'


def case_with(directory: Path, *changes: tuple[str, str], added: str = "", people: str = "") -> Path:
    """Pacifica with replacements in its plan, tables added to it, and other people."""
    shutil.copytree(PACIFICA, directory)
    plan = (directory / "plan.toml").read_text(encoding="utf-8")
    for old, new in changes:
        assert old in plan
        plan = plan.replace(old, new)
    (directory / "plan.toml").write_text(plan + added, encoding="utf-8")
    if people:
        (directory / "people.csv").write_text(people, encoding="utf-8")
    return directory


def run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    """Exit code, standard output, and standard error with its white space made single."""
    words = ("clearance", *words, "--no-levers", "--replications", 50, "--time-limit", "3 s")
    code = main([str(word) for word in words])
    out, err = capsys.readouterr()
    return code, out, " ".join(err.split())


# what stands in the way: (changes of the plan, tables added, people, what the message says, what it suggests)
PLANS = {
    "no fleet of the mode": (
        ((ROAD, ROAD.replace("road", "air")),), "", "",
        "No fleet and no service of mode 'air' serves route Abyss-Delta", "A fleet of mode 'air'",
    ),
    "a fleet that cannot come": (
        ((ROAD + 'cycle = "uniform(3 h, 4 h)"', ROAD.replace("road", "air") + 'distance = "500 km"'),), PLANE, "",
        "jet, which starts at Barnacle, has no way to Abyss", "Removing one of these bars",
    ),
    "a fleet that may not": (
        (('starts = "Delta"', 'starts = "Delta"\nroutes = ["Barnacle-Delta", "Calypso-Delta"]'),), "", "",
        "GT does not list it among its routes", "Removing one of these bars",
    ),
    "no departure in time": (
        ((ROAD + 'cycle = "uniform(3 h, 4 h)"', ROAD.replace("road", "sea") + 'time = "5 h"'),), SHIP, "",
        "No departure of liner over route Abyss-Delta lies between the start and the horizon of 720 h", "A departure",
    ),
    "no route": (
        (), PORT, "group,site,count\nAbyss,Abyss,100\nsailors,Port,7\n",
        "sailors (7): No route for people leaves Port.", "A route for people from there",
    ),
    "a road that closes": (
        ((ROAD, ROAD + 'closes = "5 h"\n'),), "", "",
        "closes before all are through (Abyss-Delta after 5 h)", "A later closing",
    ),
    "a lock that stays": (
        ((ROAD, ROAD + 'unlocked_by = "marines"\n'),), FORCE, "",
        "Abyss-Delta needs marines, which takes 2160 h, past the horizon of 720 h", "shorter lead",
    ),
    "a party too large": (
        (), "", "group,site,count,party_size\nAbyss,Abyss,90,30\n",
        "Their smallest party needs 30 seats, the largest vehicle that calls at Abyss has 20", "A larger vehicle",
    ),
    "a haven too small": (
        (('kind = "safe_haven"', 'kind = "safe_haven"\ncapacity = 150'),), "", "", "150", "another haven",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PLANS)
def test_the_rule_in_the_way_and_the_remedy_are_told(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str
) -> None:
    """Exit code 2 after the whole report; the message names who, the rule and what would help."""
    changes, added, people, why, remedy = PLANS[name]
    code, out, err = run(capsys, case_with(tmp_path / "case", *changes, added=added, people=people))
    assert code == 2
    assert "When each group is out" in out
    assert "Who cannot get out" in out
    assert "feasible plan" in err
    assert why in err
    assert remedy in err


def test_json_stays_whole(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """The document on standard output has the same reasons, the message is on standard error, files are written."""
    directory = case_with(tmp_path / "case", (ROAD, ROAD.replace("road", "air")))
    code, out, err = run(capsys, directory, "--json", "--out", tmp_path / "out")
    doc = json.loads(out)
    jsonschema.Draft202012Validator(schema("clearance")).validate(doc)
    assert code == 2
    assert err.startswith("leeway: infeasible plan: 100 of 170 people cannot get out. Abyss (100): No fleet")
    assert [(left["group"], left["people"]) for left in doc["left_in_optimum"]] == [("Abyss", 100)]
    assert "No fleet and no service of mode 'air'" in doc["left_in_optimum"][0]["reason"]
    assert (tmp_path / "out" / "clearance.json").exists()


def test_nobody_at_all_gets_out(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Words, not 'never h', in the sentences, and no chart of moves that are none."""
    directory = case_with(tmp_path / "case", ('mode = "road"\ncycle', 'mode = "air"\ncycle'))
    code, out, _ = run(capsys, directory, "--out", tmp_path / "out")
    text = " ".join(out.split())
    assert code == 2
    assert "170 cannot be got out; nobody else is to be moved" in text
    assert "nobody gets out in any of them" in text
    assert "never h" not in text
    assert (tmp_path / "out" / "people_out.svg").exists()
