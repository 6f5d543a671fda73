"""What a case directory says arrives in the records of the case."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from small_case import CASE, PEOPLE, PLAN, swapped, write_case

from leeway.case import load_case
from leeway.case.model import Moment
from leeway.units import Distribution


def test_small_case_arrives_in_internal_units(tmp_path: Path) -> None:
    """Quantities become hours, kilometres and people; defaults are those of the records."""
    case = load_case(write_case(tmp_path))
    assert case.start == datetime(2030, 1, 1, 6, tzinfo=UTC)
    assert case.deadline == Moment(hours=48.0)
    families = case.groups["families"]
    assert (families.low, families.likely, families.high, families.line) == (90, 100, 120, 2)
    assert case.plan.routes["town-port"].distance_km == 30.0
    assert case.plan.routes["crossing"].time_h == Distribution("uniform", (3.0, 4.0))
    assert case.plan.fleets["bus"].starts == (("town", 4),)
    assert case.plan.fleets["bus"].speed_empty_kmh == 40.0


def test_default_weight_falls_with_priority(tmp_path: Path) -> None:
    """The last priority present weighs 1, each step before it one more; a weight in the file stands."""
    case = load_case(write_case(tmp_path))
    assert [group.weight for group in case.groups.values()] == [2.0, 1.0]
    people = "group,site,count,priority,weight\na,town,5,1,\nb,town,5,4,0.5\n"
    case = load_case(write_case(tmp_path / "second", people=people))
    assert [group.weight for group in case.groups.values()] == [4.0, 0.5]


def test_speed_for_both_ways_and_a_different_one_back(tmp_path: Path) -> None:
    """`speed` counts for loaded and empty; speed_empty alone changes the way back."""
    plan = swapped(PLAN, 'speed = "40 km/h"', 'speed_loaded = "30 km/h"\nspeed_empty = "60 km/h"')
    bus = load_case(write_case(tmp_path, plan=plan)).plan.fleets["bus"]
    assert (bus.speed_loaded_kmh, bus.speed_empty_kmh) == (30.0, 60.0)


@pytest.mark.parametrize("text", ["\ufeff" + PEOPLE, PEOPLE.replace(",", ";"), PEOPLE.replace("\n", "\r\n"),
                                  PEOPLE.replace(",", "\t"), PEOPLE + "\n\n,,,,,,\n"])  # fmt: skip
def test_csv_as_spreadsheets_write_it(tmp_path: Path, text: str) -> None:
    """A byte order mark, semicolons, tabs, Windows line ends and blank rows at the end change nothing."""
    plain = load_case(write_case(tmp_path / "plain"))
    assert load_case(write_case(tmp_path / "other", people=text)).groups == plain.groups


def test_arrivals(tmp_path: Path) -> None:
    """At once, at a rate, along a curve, at random at a rate."""
    people = (
        "group,site,count,arrival\na,town,5,at once\nb,town,5,30 per h\nc,town,5,0 h:0; 2 h:0.4; 6 h:100 %\nd,town,5,\n"
        "e,town,5,poisson 4 per min\n"
    )
    groups = load_case(write_case(tmp_path, people=people)).groups
    assert [group.arrival.kind for group in groups.values()] == ["at_once", "rate", "curve", "at_once", "poisson"]
    assert groups["b"].arrival.rate_per_h == 30.0
    assert groups["c"].arrival.curve == ((0.0, 0.0), (2.0, 0.4), (6.0, 1.0))
    assert groups["e"].arrival.rate_per_h == 240.0


TABLE = '\n[[route_table]]\nfile = "miles.csv"\nunit = "nm"\nmode = "sea"\none_way = true\n'


def test_route_table_from_a_file(tmp_path: Path) -> None:
    """Each filled cell is a route with the keys of the table; blank cells and the diagonal are none; a taken id gets
    the mode."""
    plan = PLAN.replace('id = "crossing"\n', "").replace("seats = 200", 'seats = 200\nspeed = "20 kn"') + TABLE
    files = {"miles.csv": "from,haven,port\nport,10,0\ntown,20,\n"}
    case = load_case(write_case(tmp_path, plan=plan, files=files))
    assert list(case.plan.routes) == ["town-port", "port-haven", "port-haven sea", "town-haven"]
    assert case.plan.routes["town-haven"].distance_km == pytest.approx(37.04)
    assert case.plan.routes["town-haven"].one_way
    assert not case.plan.routes["town-port"].one_way


def test_route_table_inline_with_times(tmp_path: Path) -> None:
    """A unit of time makes times."""
    plan = PLAN + (
        '\n[[route_table]]\nfrom = ["town"]\nto = ["haven", "port"]\nvalues = [[90, 45]]\nunit = "min"\nmode = "road"\n'
    )
    case = load_case(write_case(tmp_path, plan=plan))
    assert case.plan.routes["town-haven"].time_h == Distribution("fixed", (1.5,))
    assert case.plan.routes["town-port road"].time_h == Distribution("fixed", (0.75,))


def test_timetable_runs_to_last_and_not_past_the_horizon(tmp_path: Path) -> None:
    """first, every, last make departures; the horizon ends them when last does not."""
    service = '\n[[service]]\nid = "s"\nroute = "crossing"\nseats = 9\nfirst = "2 h"\nevery = "90 min"\n'
    case = load_case(write_case(tmp_path, plan=PLAN + service + 'last = "6 h"\n'))
    assert [moment.hours for moment in case.plan.services["s"].departures] == [2.0, 3.5, 5.0]
    short = CASE + '[settings]\nhorizon = "4 h"\n'
    case = load_case(write_case(tmp_path / "short", case=short.replace("48 h", "3 h"), plan=PLAN + service))
    assert [moment.hours for moment in case.plan.services["s"].departures] == [2.0, 3.5]


def test_fixed_instants_keep_their_place_in_the_calendar(tmp_path: Path) -> None:
    """A departure with a zone becomes an instant in UTC, whatever zone it was written in."""
    service = (
        '\n[[service]]\nid = "s"\nroute = "crossing"\nseats = 9\ndepartures = [2030-01-01T12:00:00+02:00, "12 h"]\n'
    )
    departures = load_case(write_case(tmp_path, plan=PLAN + service)).plan.services["s"].departures
    assert departures == (Moment(at=datetime(2030, 1, 1, 10, tzinfo=UTC)), Moment(hours=12.0))


def test_windows_of_every_kind(tmp_path: Path) -> None:
    """Daily hours (also over midnight), daylight and spans, alone or together."""
    hours = 'kind = "site"\nhours = ["06:00-18:00", "22:00-04:00", "daylight", "10 h/16 h"]'
    windows = load_case(write_case(tmp_path, plan=swapped(PLAN, 'kind = "site"', hours))).plan.places["town"].hours
    assert windows.daily == ((360, 1080), (1320, 1680))
    assert windows.daylight
    assert windows.spans == ((Moment(hours=10.0), Moment(hours=16.0)),)


def test_ids_of_any_script(tmp_path: Path) -> None:
    """Arabic, Devanagari and accented ids are ids; composed and decomposed letters are the same."""
    plan = PLAN.replace('"town"', '"काबुल é"')
    people = PEOPLE.replace(",town,", ",काबुल e\u0301,").replace("staff,", "كابل,", 1)
    case = load_case(write_case(tmp_path, plan=plan, people=people))
    assert case.groups["families"].site == "काबुल é"


def test_many_groups_load(tmp_path: Path) -> None:
    """Twenty thousand groups arrive, each with its own row."""
    rows = "".join(f"g{k},town,{k % 9 + 1},{k % 3 + 1}\n" for k in range(20_000))
    case = load_case(write_case(tmp_path, people="group,site,count,priority\n" + rows))
    assert len(case.groups) == 20_000
    assert case.groups["g19999"].line == 20_001
