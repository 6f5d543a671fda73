"""What `[hazard]` of case.toml says arrives in its record, and what does not fit is told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from small_case import CASE, PLAN, line_of, swapped, write_case

from leeway.case import load_case
from leeway.case.hazard import Hazard, HazardExit
from leeway.errors import InputError, Problem

HAZARD = (
    CASE
    + """
[hazard]
target = "Port City"
latitude = 1.0
longitude = 2.0
attacker = ["Front", "Front spokesman"]
defender = "army"
mission = "our embassy"
opened = 2029-11-30
campaign = "port_city_2029"

[[hazard.exit]]
id = "city"
kind = "city"

[[hazard.exit]]
id = "coast road"
kind = "road"
through = ["Alpha", "Beta"]
closes = ["town-port", "sea"]

[[hazard.exit]]
id = "frontier"
kind = "border"
place = "Neighbour"
"""
)
SEA = swapped(PLAN, 'id = "crossing"\n', 'id = "crossing"\nexit = "sea"\n')


def problems(directory: Path, case: str) -> tuple[Problem, ...]:
    """Everything `load_case` says against a case.toml."""
    with pytest.raises(InputError) as caught:
        load_case(write_case(directory, case=case, plan=SEA))
    return caught.value.problems


def test_hazard_arrives(tmp_path: Path) -> None:
    """Every key of the table is in the record; one name may stand without brackets."""
    case = load_case(write_case(tmp_path, case=HAZARD, plan=SEA))
    assert case.hazard == Hazard(
        "Port City", 1.0, 2.0, ("Front", "Front spokesman"), ("army",), "our embassy", date(2029, 11, 30),
        "port_city_2029",
        (
            HazardExit("city", "city", line=line_of(HAZARD, 'id = "city"') - 1),
            HazardExit("coast road", "road", None, ("Alpha", "Beta"), ("town-port", "sea"),
                       line_of(HAZARD, "coast road") - 1),
            HazardExit("frontier", "border", "Neighbour", line=line_of(HAZARD, "frontier") - 1),
        ),
    )  # fmt: skip


def test_a_case_needs_no_hazard(tmp_path: Path) -> None:
    """Without the table there is a second clock only."""
    assert load_case(write_case(tmp_path)).hazard is None


@pytest.mark.parametrize(
    ("old", "new", "part", "field", "expected", "hint"),
    [
        ('"town-port", "sea"', '"town-prot"', "closes", "closes", "the id of a place or route", "'town-port'"),
        ('"town-port", "sea"', '"xyzzy"', "closes", "closes", "the name of an exit", "There are: crossing, haven"),
        ('id = "frontier"', 'id = "coast road"', None, "id", "no other [[hazard.exit]]", "has it already"),
        ('id = "city"', 'id = "capital"', 'id = "capital"', "id", "for nothing else", ""),
        ('through = ["Alpha", "Beta"]\n', "", None, "through", "places on the road", ""),
        ('place = "Neighbour"\n', "", None, "place", "the crossing or the neighbour", ""),
        ('kind = "border"', 'kind = "frontier"', 'kind = "frontier"', "hazard.exit.3.kind", "one of city, airport", ""),
        ('target = "Port City"\n', "", None, "hazard.target", "which is required", ""),
        ("latitude = 1.0", "latitude = 91", "latitude", "hazard.latitude", "at most 90", ""),
        ('["Front", "Front spokesman"]', "[]", "attacker", "hazard.attacker", "a name, or a list", ""),
        ('defender = "army"', 'defender = "front"', "defender", "defender", "other than the attacker", ""),
        ("2029-11-30", "2030-01-02", "opened", "opened", "not after the start, 2030-01-01", ""),
        ("2029-11-30", '"31 June"', "opened", "hazard.opened", "a day such as", ""),
        ("2029-11-30", "2029-11-30T06:00:00Z", "opened", "hazard.opened", "a day such as", ""),
        ("mission =", "missoin =", "missoin", "hazard.missoin", "a known key", "'mission'"),
    ],
)
def test_mistake_in_hazard(
    tmp_path: Path, old: str, new: str, part: str | None, field: str, expected: str, hint: str
) -> None:
    """Each mistake is told once, with its line, what was expected, and what may have been meant."""
    text = swapped(HAZARD, old, new)
    (problem,) = problems(tmp_path, text)
    assert (problem.file, problem.field) == ("case.toml", field)
    assert expected in problem.expected
    assert hint in problem.hint
    if part:
        assert f"line {line_of(text, part)}" in problem.where


def test_a_mistake_in_hazard_does_not_hide_another(tmp_path: Path) -> None:
    """An unknown plan id is told although the table cannot be read for another reason."""
    text = swapped(swapped(HAZARD, "latitude = 1.0", "latitude = 100"), '"town-port", "sea"', '"haevn"')
    assert {p.field: p.hint for p in problems(tmp_path, text)} == {
        "hazard.latitude": "",
        "closes": "Did you mean 'haven'?",
    }


def test_faulty_tables_of_the_plan_can_be_closed(tmp_path: Path) -> None:
    """A place that is there but has a mistake of its own is not called unknown."""
    case = swapped(HAZARD, '"town-port", "sea"', '"port", "sea"')
    plan = swapped(SEA, 'id = "port"\nkind = "embarkation_point"', 'id = "port"\nkind = "harbour"')
    with pytest.raises(InputError) as caught:
        load_case(write_case(tmp_path, case=case, plan=plan))
    assert "closes" not in [p.field for p in caught.value.problems]
