"""Tripwires: the language of conditions, its bounds, and what an evaluation shows."""

from __future__ import annotations

import time as clock
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leeway.case.hazard import Hazard, HazardExit
from leeway.errors import InputError, LeewayError
from leeway.forecast.model import TimeLeft
from leeway.posture.tripwires.conditions import FUNCTIONS, ConditionError, exits_named, places_named, read
from leeway.posture.tripwires.evaluate import evaluate
from leeway.posture.tripwires.facts import Facts
from leeway.posture.tripwires.load import load_tripwires, starter
from leeway.situation.model import Change, Grade, Incident, MissionState, PlaceState, ServiceState, Situation

NOW = datetime(2031, 5, 9, 12, tzinfo=UTC)
GRADE = Grade("B", 2, 2, 2)


def place(name: str, lat: float, lon: float, standing: str, *, speakers: int = 2) -> PlaceState:
    grade = replace(GRADE, speakers=speakers, origins=speakers)
    return PlaceState(
        name, None, lat, lon, "provincial_capital", standing, "Front", date(2031, 5, 7), "stated", grade, 10.0, 0.9,
        None,
        (f"{name}-1",),
    )  # fmt: skip


def taken(name: str, day: date) -> Change:
    known = datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(days=1)
    return Change(
        day, known, "captured", name, "provincial_capital", 1.0, 1.0, "Front", 100.0, "", None, (f"{name}-1",)
    )


def facts(**others: object) -> Facts:
    """A day on which the Front holds Marenga (1 degree from Tessaly) and Dovik is fought over."""
    situation = Situation(
        as_of=NOW,
        target="Tessaly",
        lat=0.0,
        lon=0.0,
        attacker=("Front",),
        opened=date(2031, 4, 1),
        places={"Marenga": place("Marenga", 1.0, 0.0, "attacker"), "Dovik": place("Dovik", 2.0, 0.0, "contested")},
        services=(ServiceState("Tessaly", "airport", "limited", None, "stated", GRADE, 5.0, ("a-1",)),),
        missions=(MissionState("Belmarsh embassy", "posture", "reducing", None, "stated", GRADE, 5.0, ("m-1",)),),
        incidents=(Incident("Tessaly", "attack", date(2031, 5, 8), None, "stated", ("i-1",)),),
        changes=(taken("Marenga", date(2031, 5, 7)),),
        statements=5,
    )
    hours = np.array([10.0, 100.0, 200.0, np.inf, np.inf])
    left = TimeLeft(NOW, "Tessaly", {"city": hours, "airport": hours - 5}, {}, {})
    hazard = Hazard(
        "Tessaly", 0.0, 0.0, ("Front",), ("Army",), "Our mission", exits=(HazardExit("airport", "airport"),)
    )
    needed = np.full(5, 40.0)
    return Facts(
        situation, hazard, left, needed, hours - needed, lambda s: 0.6, lambda c: 60.0 if c < 0.5 else None, **others
    )  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('held_by("Marenga", attacker)', True),
        ('held_by("Marenga", "Front")', True),
        ('held_by("Dovik", attacker)', False),
        ('held_by("Nowhere", attacker)', False),
        ('contested("Dovik")', True),
        ("distance_km(front, target) <= 112.0 && distance_km(front, target) >= 110.0", True),
        ('distance_km("Dovik", target) > 200.0', True),
        ('p_loss("airport", days=14) >= 0.6', True),
        ('p_loss("city", days = 3) >= 0.3', False),
        ("leeway_h(0.8) < 72", True),
        ("leeway_h(0.2) > 72.0", True),
        ("time_ratio(0.8) <= 1.0", True),
        ("clearance_h(confidence=0.9) == 40.0", True),
        ("p_all_out(start_h=24) < 0.7", True),
        ("last_safe_start_h(0.8) < 0.0", True),
        ("flights_open() < 2", True),
        ("capitals_lost(days=14) >= 1", True),
        ("capitals_lost(days=1) >= 1", False),
        ('independent_sources("Marenga") >= 2', True),
        ('service(target, "airport") == "limited"', True),
        ("missions_leaving() >= 1", True),
        ("incidents(target, days=7) == 1", True),
        ('support("defender") == "unknown"', True),
        ('!(held_by("Marenga", attacker) && false) || false', True),
    ],
)
def test_conditions_say_what_they_say(text: str, expected: bool) -> None:
    """Every function, against a day whose answers are known."""
    assert read(text).holds(facts()) is expected


def test_a_front_on_the_equator_is_a_front() -> None:
    """A place at latitude 0 is measured like any other, and taken before a farther one."""
    day = facts()
    equator = place("Nilaa", 0.0, 0.5, "attacker")
    day.situation = replace(day.situation, places={**day.situation.places, "Nilaa": equator})
    assert read("distance_km(front, target) < 60.0 && distance_km(front, target) > 50.0").holds(day)
    day.situation = replace(day.situation, places={"Nilaa": equator})
    assert read("distance_km(front, target) < 60.0").holds(day)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 +", "parses"),
        ('heldby("Marenga", attacker)', "Did you mean 'held_by'"),
        ("attackr == front", "Did you mean 'attacker'"),
        ('"aaaa".matches("(a+)+$")', r"without matches\(\)"),
        ("[1, 2].all(x, x > 0)", r"without all\(\)"),
        ("(" * 60 + "true" + ")" * 60, "nested"),
        ("!" * 500 + "true", "nested"),
        ("true || " * 400 + "true", "characters"),
    ],
)
def test_what_cannot_be_read_is_said(text: str, expected: str) -> None:
    """Syntax with its position, unknown names with a suggestion, and what could hang is refused."""
    with pytest.raises(ConditionError, match=expected):
        read(text)


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="()[]{}!-&|\"' abx1=<>.,?:", max_size=200))
def test_any_text_is_read_or_refused_quickly(text: str) -> None:
    """No text hangs or crashes the reader of conditions."""
    begun = clock.monotonic()
    with suppress(ConditionError):
        read(text)
    assert clock.monotonic() - begun < 5.0


def test_a_condition_of_the_wrong_type_is_an_error_with_its_tripwire(tmp_path: Path) -> None:
    """`p_loss` of an exit that is not there names the tripwire and the exits there are."""
    (tmp_path / "tripwires.toml").write_text(wire('p_loss("harbour", days=3) > 0.1'), "utf-8")
    with pytest.raises(LeewayError, match=r"wire.*harbour.*airport"):
        evaluate(load_tripwires(tmp_path), facts())


def wire(condition: str, **more: object) -> str:
    extra = "\n".join(f"{key} = {value!r}" for key, value in more.items())
    return (
        f"[[tripwire]]\nid = 'wire'\ntitle = 'Marenga lost'\ncondition = '''{condition}'''\nposture = 'heightened'\n"
        f"owner = 'security adviser'\nclock = '12 h'\nauthority = 'head of mission'\n{extra}\n"
    )


def test_a_tripped_wire_shows_grounds_since_and_deadline(tmp_path: Path) -> None:
    """What tripped, on which statements, since the day it became known, and by when somebody must act."""
    (tmp_path / "tripwires.toml").write_text(wire('held_by("Marenga", attacker)'), "utf-8")
    (result,), _ = evaluate(load_tripwires(tmp_path), facts())
    assert result.tripped
    assert result.grounds == ("Marenga-1",)
    assert result.since == datetime(2031, 5, 8, tzinfo=UTC)
    assert result.act_by == datetime(2031, 5, 8, 12, tzinfo=UTC)
    earlier = datetime(2031, 5, 1, tzinfo=UTC)
    (again,), _ = evaluate(load_tripwires(tmp_path), facts(), since={"wire": earlier})
    assert again.since == earlier


def test_too_few_independent_sources_hold_a_wire_back(tmp_path: Path) -> None:
    """A wire that asks for three sources does not trip on two, and says so."""
    (tmp_path / "tripwires.toml").write_text(wire('held_by("Marenga", attacker)', sources=3), "utf-8")
    (result,), _ = evaluate(load_tripwires(tmp_path), facts())
    assert not result.tripped
    assert "2 independent sources, 3 asked for" in result.value


def test_assumptions_expire_and_fall(tmp_path: Path) -> None:
    """Past its day, or when its condition has gone, an assumption is not valid and says why."""
    (tmp_path / "tripwires.toml").write_text(
        "[[assumption]]\nid = 'charter'\nwords = 'a charter is held'\nexpires = 2031-05-09T00:00:00Z\n"
        "[[assumption]]\nid = 'force'\nwords = 'a force protects the airport'\n"
        'condition = \'support("defender") == "present"\'\n'
        "[[assumption]]\nid = 'road'\nwords = 'the road is open'\ncondition = '!contested(\"Marenga\")'\n",
        "utf-8",
    )
    _, found = evaluate(load_tripwires(tmp_path), facts())
    assert [(a.id, a.valid) for a in found] == [("charter", False), ("force", False), ("road", True)]
    assert "expired 2031-05-09" in found[0].reason


def test_unknown_places_and_exits_are_named_with_a_suggestion(tmp_path: Path) -> None:
    """Every mistake of the file at once: place, exit, posture, missing key, double id."""
    text = wire('held_by("Marengo", attacker) && p_loss("airprt", days=2) > 0.1') + wire("true").replace(
        "posture = 'heightened'", "posture = 'panic'"
    )
    (tmp_path / "tripwires.toml").write_text(text, "utf-8")
    with pytest.raises(InputError) as caught:
        load_tripwires(tmp_path, places=("Marenga", "Dovik"), exits=("airport", "city"))
    told = str(caught.value)
    assert "Did you mean 'Marenga'?" in told
    assert "Did you mean 'airport'?" in told
    assert "panic" in told


def test_names_in_conditions_are_found() -> None:
    """The places and exits a condition names, whichever way it is spaced."""
    text = 'held_by( "Ghazni" , attacker) || distance_km(\'Herat\', target) < 9.0 || p_loss("airport", days=1) > 0.5'
    assert places_named(text) == ("Ghazni", "Herat")
    assert exits_named(text) == ("airport",)


def test_the_starter_set_is_read_and_evaluated() -> None:
    """The packaged set parses, covers the ladder, and trips what this day must trip."""
    results, _ = evaluate(starter(), facts())
    tripped = {result.id for result in results if result.tripped}
    assert {"first-capital", "loss-in-two-weeks"} <= tripped
    assert {"capitals-in-series", "support-goes"}.isdisjoint(tripped)


def test_every_function_is_there() -> None:
    """What the reference lists, `Facts` answers."""
    assert all(callable(getattr(Facts, name)) for name in FUNCTIONS)


def test_the_reference_page_lists_every_function() -> None:
    """docs/reference/tripwires.md says of each function what the program says."""
    page = (Path(__file__).parents[2] / "docs/reference/tripwires.md").read_text("utf-8")
    missing = [name for name, shape in FUNCTIONS.items() if f"`{shape[2].split(': ', 1)[0]}`" not in page]
    assert not missing


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("captured(days=7)", "true or false"),
        ("1", "true or false"),
        ('held_by("Marenga")', "the place is held by the party"),
        ('captured(days="seven") >= 1', "'seven' is no number"),
        ("captured(days=-7) >= 1", "-7 is not between"),
        ("captured(days=1e308) >= 1", "is not between"),
        ("leeway_h(80) < 72", "between 0 and 1, not 80"),
        ('captured(days=7) > "x"', "does not fit"),
        ("1 / 0 > 1", "divide by zero"),
    ],
)
def test_a_condition_that_could_never_be_told_is_refused_when_read(text: str, told: str) -> None:
    """A comparison left out, arguments of the wrong kind or out of bounds: said at once, not on the day it counts."""
    with pytest.raises(ConditionError, match=told):
        read(text)


@pytest.mark.parametrize(
    "text",
    [
        "distance_km(front, target) <= 150",
        'p_loss("airport", days=14) / p_loss("city", days=14) >= 2.0',
        "1 / (captured(days=7) - 1) > 0",
        'p_all_out() < 1.0 && service("Marenga", "airport") == "closed"',
        "flights_open() < 2 || true",
    ],
)
def test_conditions_that_can_be_told_are_read(text: str) -> None:
    """Whole numbers beside fractions, a division that may be by zero on some day: read, and told on the day."""
    assert read(text).text == text


def test_a_place_that_no_report_has_named_yet_may_be_asked_about(tmp_path: Path) -> None:
    """A tripwire is written before the news: a town of the map is known, by the name the map gives it."""
    (tmp_path / "tripwires.toml").write_text(wire('held_by("Ostrel", attacker)'), "utf-8")
    with pytest.raises(InputError, match="Ostrel"):
        load_tripwires(tmp_path, places=("Marenga",))
    found = load_tripwires(tmp_path, places=("Marenga",), on_map=lambda name: name)
    assert [t.id for t in found.tripwires] == ["wire"]
    with pytest.raises(InputError, match="The map calls it 'Ostrél'"):
        load_tripwires(tmp_path, places=("Marenga",), on_map=lambda name: "Ostrél")


def test_a_case_may_add_to_the_starter_set_and_replace_one_of_it(tmp_path: Path) -> None:
    """`starter = true`: the packaged ones beside its own, without a line of this file; the same id replaces."""
    own = (
        'version = "post 1"\nstarter = true\n[[tripwire]]\nid = "first-capital"\ntitle = "Two capitals"\n'
        'condition = "capitals_lost(days=14) >= 2"\nposture = "heightened"\nowner = "o"\nclock = "1 h"\n'
        'authority = "h"\n'
    )
    (tmp_path / "tripwires.toml").write_text(own, "utf-8")
    found = {t.id: t for t in load_tripwires(tmp_path).tripwires}
    assert set(found) == {t.id for t in starter().tripwires}
    assert found["first-capital"].title == "Two capitals"
    assert found["first-capital"].line > 0
    assert found["support-goes"].line == 0


def test_answers_carry_their_units() -> None:
    """Per cent for chances, kilometres for distances, times for the ratio: no bare number in a brief."""
    condition = 'p_loss("city", days=14) >= 0.1 && distance_km(front, target) <= 500.0 && time_ratio(0.9) <= 99.0'
    from leeway.posture.tripwires.model import Tripwire, Tripwires

    wire = Tripwire("a", "A", "", condition, "heightened", (), "o", 1.0, "h", "", (), "", 1, 1)
    (result,), _ = evaluate(Tripwires("1", (wire,), ()), facts())
    assert " %" in result.value
    assert " km" in result.value
    assert "inf" not in result.value.replace("inf times", "")
