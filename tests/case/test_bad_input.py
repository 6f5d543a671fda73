"""Every kind of mistake in a case is told with file, place, field and what was expected, all at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_case import CASE, PEOPLE, PLAN, line_of, swapped, write_case

from leeway.case import load_case
from leeway.errors import InputError, Problem


def problems(path: Path) -> tuple[Problem, ...]:
    """What loading complains of."""
    with pytest.raises(InputError) as caught:
        load_case(path)
    return caught.value.problems


def only(path: Path) -> Problem:
    """The one problem."""
    found = problems(path)
    assert len(found) == 1, [str(problem) for problem in found]
    return found[0]


STATION = '\n[[station]]\nid = "desk"\nplace = "port"\nservers = 1\nservice = "1 min"\n'
SERVICE = '\n[[service]]\nid = "liner"\nroute = "crossing"\nseats = 9\ndepartures = ["2 h", "5 h"]\n'
TASK = '\n[[closure_task]]\nid = "burn"\ngroup = "staff"\nduration = "1 h"\n'
FOOT = '\n[[route]]\nid = "path"\nfrom = "town"\nto = "port"\nself_moving = true\ntime = "1 h"\n'

# (what it is, text to replace, replacement, a part of the faulty line, field, part of what was expected or the hint)
IN_PLAN = [
    ("unknown key", 'speed = "40 km/h"', 'sped = "40 km/h"\nspeed = "9 kn"', "sped", "sped", "Did you mean 'speed'?"),
    ("unknown table", '[[fleet]]\nid = "ferry"', '[[fleat]]\nid = "ferry"', "[[fleat]]", "fleat", "'fleet'"),
    ("zero vehicles", "count = 4", "count = 0", "count = 0", "count", "a whole number of at least 1"),
    ("a slip of the pen", "count = 4", "count = 40000", "count = 40000", "count", "at most 10,000"),
    ("negative vehicles", "count = 4", "count = -4", "count = -4", "count", "a whole number of at least 1"),
    ("no seats", "seats = 50", "seats = 0", "seats = 0", "seats", "a whole number of at least 1"),
    ("half a seat", "seats = 50", "seats = 0.5", "seats = 0.5", "seats", "a whole number of at least 1"),
    ("number without unit", '"30 km"', "30", "distance = 30", "distance", "65 km"),
    ("wrong unit", '"30 km"', '"30 kg"', "30 kg", "distance", "a distance such as"),
    ("decimal comma", '"30 km"', '"1,5 km"', "1,5 km", "distance", "a distance such as"),
    ("descending family", "uniform(3 h, 4 h)", "uniform(4 h, 3 h)", "uniform(4", "time", "ascending order"),
    ("unknown family", "uniform(3 h, 4 h)", "normal(3 h, 4 h)", "normal(3", "time", "one of fixed, uniform"),
    ("two ways to give time", 'distance = "30 km"', 'distance = "30 km"\ntime = "1 h"', "distance", "distance",
     "one of"),
    ("no time at all", 'distance = "30 km"\n', "", 'from = "town"', "time", "one of time, distance, cycle"),
    ("route to nowhere", 'to = "haven"', 'to = "havn"', 'to = "havn"', "to", "Did you mean 'haven'?"),
    ("route to itself", 'to = "haven"', 'to = "port"', 'to = "port"', "to", "a place other than"),
    ("unknown start", 'starts = "port"', 'starts = "prt"', 'starts = "prt"', "starts", "Did you mean 'port'?"),
    ("starts that do not add up", 'starts = "town"', "starts = { town = 1, port = 2 }", "starts = {", "starts", "is 4"),
    ("no speed for a distance", 'speed = "40 km/h"\n', "", 'id = "bus"', "speed", "'town-port' gives a distance"),
    ("unknown kind", 'kind = "site"', 'kind = "city"', "city", "kind", "one of site, assembly_point"),
    ("no haven", 'kind = "safe_haven"', 'kind = "site"', "", "[[place]]", "at least one place of kind 'safe_haven'"),
    ("onward elsewhere", 'kind = "site"', 'kind = "site"\nonward = { rate = "9 per h" }', "onward", "onward",
     "safe_haven"),
    ("half a coordinate", "longitude = 2.0\n", "", 'id = "town"', "longitude", "together"),
    ("latitude off the globe", "latitude = 1.0", "latitude = 91", "latitude = 91", "latitude", "at most 90"),
    ("daylight nowhere", 'kind = "safe_haven"', 'kind = "safe_haven"\nhours = "daylight"', "daylight", "hours",
     "latitude"),
    ("unknown zone", 'kind = "site"', 'kind = "site"\ntime_zone = "Asia/Kabol"', "Kabol", "time_zone", "Asia/Kabul"),
    ("unreadable hours", 'kind = "site"', 'kind = "site"\nhours = "6am-6pm"', "6am", "hours", "06:00-18:00"),
    ("instant without zone", 'to = "haven"', 'to = "haven"\ncloses = 2030-01-02T00:00:00', "closes", "closes", "zone"),
    ("unknown force", 'to = "haven"', 'to = "haven"\nunlocked_by = "guard"', "unlocked_by", "unlocked_by", "none"),
    ("unknown pool", 'to = "haven"', 'to = "haven"\nescort_pool = "police"', "escort_pool", "escort_pool", "none"),
    ("escorts from nowhere", 'to = "haven"', 'to = "haven"\nescorts = 2', "escorts", "escort_pool",
     "escorts come from"),
    ("chance above one", 'to = "haven"', 'to = "haven"\ninterruption = { chance = 2, length = "1 h" }', "interruption",
     "interruption.chance", "between 0 and 1"),
    ("key in an inline table", 'to = "haven"', 'to = "haven"\ninterruption = { chanse = 0.2, length = "1 h" }',
     "chanse",
     "interruption.chanse", "Did you mean 'chance'?"),
    ("unknown fuel", 'starts = "town"', 'starts = "town"\nfuel = { stock = "diesel" }', "diesel", "fuel.stock", "none"),
    ("berth for nobody", 'kind = "site"', 'kind = "site"\nberths = [{ id = "stop", fleets = ["bus", "buss"] }]', "buss",
     "berths", "Did you mean 'bus'?"),
    ("start without berth", 'kind = "site"', 'kind = "site"\nberths = [{ id = "stop", fleets = ["ferry"] }]',
     'starts = "town"', "starts", "a berth that takes this fleet"),
    ("start at a place it may not use", 'starts = "town"', 'starts = "town"\nplaces = ["port"]', 'starts = "town"',
     "starts", "own places"),
    ("route of another mode", 'starts = "town"', 'starts = "town"\nroutes = ["crossing"]', "routes =", "routes",
     "'road'"),
    ("same id twice", 'id = "ferry"', 'id = "bus"', 'id = "bus"', "id", "has it already"),
    ("missing key", 'id = "port"\n', "", "[[place]]", "id", "this key, which is required"),
    ("single brackets", '[[fleet]]\nid = "bus"', '[[fleet]]\nid = "b/us:"', "b/us", "id", "letters, digits"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "part", "field", "expected"), [row[1:] for row in IN_PLAN],
                         ids=[row[0] for row in IN_PLAN])  # fmt: skip
def test_mistake_in_the_plan(tmp_path: Path, old: str, new: str, part: str, field: str, expected: str) -> None:
    """The message names plan.toml, the line of the key or its table, the field, and what was expected."""
    plan = swapped(PLAN, old, new)
    found = problems(write_case(tmp_path, plan=plan))
    match = [p for p in found if p.field == field and expected in f"{p.expected} {p.hint}"]
    assert match, [str(problem) for problem in found]
    assert match[0].file == "plan.toml"
    if part:
        lines = {number for number, line in enumerate(plan.splitlines(), 1) if part in line}
        tables = {max((n for n, line in enumerate(plan.splitlines()[:k], 1) if line.startswith("[[")), default=0)
                  for k in lines}  # fmt: skip
        assert int(match[0].where.split()[1].strip(",")) in lines | tables, str(match[0])


# (what it is, text added to the plan, a part of the faulty line, field, part of what was expected or the hint)
ADDED = [
    ("station nowhere", STATION.replace('"port"', '"prot"'), "prot", "place", "Did you mean 'port'?"),
    ("station for nobody", STATION + 'categories = ["citizen"]\n', "categories", "categories", "'citizens'"),
    ("station without time", STATION.replace('"1 min"', "{ quick = 3 }"), "quick", "service", "reduced"),
    ("service nowhere", SERVICE.replace('"crossing"', '"crosing"'), "crosing", "route", "Did you mean 'crossing'?"),
    ("overlapping services", SERVICE.replace('"5 h"', '"120 min"'), "departures", "departures", "each departure once"),
    ("the same flight twice", SERVICE + SERVICE.replace("liner", "other"), "departures", "departures", "'liner'"),
    ("service over a distance", SERVICE.replace("crossing", "town-port"), "town-port", "route", "gives a time"),
    ("service without timetable", SERVICE.replace("departures =", "#"), "liner", "departures", "first and every"),
    ("task for nobody", TASK.replace('"staff"', '"staf"'), "staf", "group", "Did you mean 'staff'?"),
    ("crew larger than the group", TASK + "crew = 21\n", "crew", "crew", "at most the 20 people"),
    ("tasks in a ring", TASK + 'after = ["wipe"]\n' + TASK.replace("burn", "wipe") + 'after = ["burn"]\n', "after",
     "after", "wait for one another"),
    ("task after itself", TASK + 'after = ["burn"]\n', "after", "after", "another task"),
    ("walkers at a vehicle's speed", FOOT.replace('time = "1 h"', 'distance = "5 km"'), "5 km", "distance", "a time"),
    ("table of routes without unit", '\n[[route_table]]\nfile = "x.csv"\nmode = "sea"\n', "route_table", "unit",
     "required"),
    ("matrix of another shape",
     '\n[[route_table]]\nfrom = ["town"]\nto = ["haven"]\nvalues = [[1, 2]]\nunit = "km"\nmode = "sea"\n', "values =",
     "values", "1 rows of 1 numbers"),
]  # fmt: skip


@pytest.mark.parametrize(("added", "part", "field", "expected"), [row[1:] for row in ADDED],
                         ids=[row[0] for row in ADDED])  # fmt: skip
def test_mistake_in_a_further_table(tmp_path: Path, added: str, part: str, field: str, expected: str) -> None:
    """The message names plan.toml, the line, the field, and what was expected."""
    plan = PLAN + added
    found = problems(write_case(tmp_path, plan=plan))
    match = [p for p in found if p.field == field and expected in f"{p.expected} {p.hint}"]
    assert match, [str(problem) for problem in found]
    assert match[0].file == "plan.toml"
    last = len(plan.splitlines())
    assert line_of(PLAN + added, added.strip().splitlines()[0]) <= int(match[0].where.split()[1]) <= last


def test_cycle_without_exit(tmp_path: Path) -> None:
    """Walking routes that only lead round are named; the rest of the plan is not blamed."""
    places = '\n[[place]]\nid = "x"\nkind = "site"\n[[place]]\nid = "y"\nkind = "site"\n'
    round_trip = FOOT.replace('"path"', '"p1"').replace('"port"', '"x"')
    round_trip += FOOT.replace('"path"', '"p2"').replace('"town"', '"x"').replace('"port"', '"y"')
    round_trip += FOOT.replace('"path"', '"p3"').replace('"town"', '"y"').replace('"port"', '"x"')
    found = problems(write_case(tmp_path, plan=PLAN + places + round_trip))
    ring = [problem for problem in found if "cycle without exit" in problem.hint]
    assert len(ring) == 1
    assert "x, y" in ring[0].hint
    assert not any("'port'" in str(problem) for problem in found)


def test_walking_into_a_dead_end(tmp_path: Path) -> None:
    """A self-moving route into a place nothing leads out of is refused."""
    plan = PLAN + '\n[[place]]\nid = "cliff"\nkind = "site"\n' + FOOT.replace('"port"', '"cliff"')
    assert "leads nowhere" in only(write_case(tmp_path, plan=plan)).hint


def test_a_site_without_a_way_is_no_mistake(tmp_path: Path) -> None:
    """An unreachable group loads: it is for `check` and the schedule to name it."""
    plan = PLAN + '\n[[place]]\nid = "island"\nkind = "site"\n'
    case = load_case(write_case(tmp_path, plan=plan, people=PEOPLE + "castaways,island,1,2,3,,2\n"))
    assert case.groups["castaways"].likely == 2


# (what it is, text of people.csv, row, field, part of what was expected or the hint)
IN_PEOPLE = [
    ("unknown site", PEOPLE.replace("staff,town", "staff,twon"), "row 3", "site", "Did you mean 'town'?"),
    ("nobody", PEOPLE.replace("90,100,120", "0,0,0"), "row 2", "likely", "at least 1"),
    ("fewer than nobody", PEOPLE.replace("90,", "-90,"), "row 2", "low", "at least 0"),
    ("likely above high", PEOPLE.replace("90,100,120", "90,130,120"), "row 2", "likely", "low <= likely <= high"),
    ("half a person", PEOPLE.replace("90,", "9.5,"), "row 2", "low", "whole number"),
    ("not a number", PEOPLE.replace("90,", "many,"), "row 2", "low", "whole number"),
    ("blank count", PEOPLE.replace("90,", ","), "row 2", "low", "required"),
    ("group twice", PEOPLE.replace("staff,", "families,", 1), "row 3", "group", "Row 2 has it already"),
    ("unknown column", PEOPLE.replace("category", "categry"), "row 1", "categry", "Did you mean 'category'?"),
    ("column twice", PEOPLE.replace("category", "priority"), "row 1", "priority", "each column once"),
    ("names", PEOPLE.replace("category", "Last Name"), "row 1", "Last Name", "groups and counts"),
    ("passports", PEOPLE.replace("category", "passport_no"), "row 1", "passport_no", "groups and counts"),
    ("telephones", PEOPLE.replace("category", "phone"), "row 1", "phone", "groups and counts"),
    ("mail", PEOPLE.replace("category", "e-mail"), "row 1", "e-mail", "groups and counts"),
    ("births", PEOPLE.replace("category", "date_of_birth"), "row 1", "date_of_birth", "groups and counts"),
    ("hidden cell", PEOPLE.replace("staff,2", "staff,2,J. Doe"), "row 3", "column 8", "7 cells"),
    ("hidden column", PEOPLE.replace("priority", "priority,").replace("staff,2", "staff,2,J. Doe"), "row 3", "column 8",
     "without a name"),
    ("no site column", "group,count\na,5\n", "row 1", "site", "a column 'site'"),
    ("no count column", "group,site\na,town\n", "row 1", "count", "a column 'count'"),
    ("two of three counts", "group,site,low,high\na,town,1,2\n", "row 1", "likely", "'likely'"),
    ("both counts", "group,site,count,low,likely,high\na,town,1,1,1,1\n", "row 1", "count", "either count"),
    ("no rows", "group,site,count\n", "row 2", "", "at least one group"),
    ("show-up above one", "group,site,count,show_up\na,town,5,\"uniform(0.5, 2)\"\n", "row 2", "show_up", "0 and 1"),
    ("curve that falls", "group,site,count,arrival\na,town,5,0 h:0.5; 2 h:0.2; 3 h:1\n", "row 2", "arrival", "rising"),
    ("no rate at random", "group,site,count,arrival\na,town,5,poisson\n", "row 2", "arrival", "poisson 30 per h"),
    ("standstill", "group,site,count,arrival\na,town,5,poisson 0 per h\n", "row 2", "arrival", "poisson 30 per h"),
    ("curve that stops short", "group,site,count,arrival\na,town,5,0 h:0; 2 h:0.8\n", "row 2", "arrival", "last share"),
    ("decimal comma", "group;site;count;show_up\na;town;5;0,8\n", "row 2", "show_up", "between 0 and 1"),
    ("UTF-16", PEOPLE.encode("utf-16"), "row 1", "", "UTF-8"),
    ("Latin-1", PEOPLE.replace("staff", "employés").encode("latin-1"), "row 3", "", "UTF-8"),
    ("zero byte", PEOPLE.replace("staff", "st\x00ff", 1), "row 3", "", "zero bytes"),
    ("empty file", "", "", "", "not empty"),
    ("only a byte order mark", "\ufeff\n", "", "", "not empty"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "row", "field", "expected"), [line[1:] for line in IN_PEOPLE],
                         ids=[line[0] for line in IN_PEOPLE])  # fmt: skip
def test_mistake_in_people(tmp_path: Path, text: str | bytes, row: str, field: str, expected: str) -> None:
    """The message names people.csv, the row as a spreadsheet counts it, the column, and what was expected."""
    found = problems(write_case(tmp_path, people=text))
    match = [p for p in found if p.field == field and expected.lower() in f"{p.expected} {p.hint}".lower()]
    assert match, [str(problem) for problem in found]
    assert match[0].file == "people.csv"
    assert match[0].where.startswith(row)


def test_wrong_encoding_names_the_byte(tmp_path: Path) -> None:
    """Row and byte of the first letter that is not UTF-8."""
    problem = only(write_case(tmp_path, people=PEOPLE.replace("staff", "employés", 1).encode("latin-1")))
    assert "0xe9" in problem.value
    assert f"byte {PEOPLE.index('staff,') + len('employ') + 1} " in problem.where


# (what it is, text of case.toml, field, part of what was expected)
IN_CASE = [
    ("no zone", CASE.replace("06:00:00Z", "06:00:00"), "start", "an instant with its zone"),
    ("no start", CASE.replace("start", "# start"), "start", "required"),
    ("a date only", CASE.replace("T06:00:00Z", ""), "start", "an instant with its zone"),
    ("deadline in the past", CASE.replace('"48 h"', "2029-12-31T00:00:00Z"), "deadline", "a deadline after the start"),
    ("deadline at the start", CASE.replace('"48 h"', '"0 h"'), "deadline", "a deadline after the start"),
    ("unknown zone", CASE.replace('"UTC"', '"Mars/Base"'), "time_zone", "an IANA time zone"),
    ("a year off the calendar", CASE.replace("2030-", "9999-"), "start", "in the years 1900 to 2899"),
    ("a horizon before the deadline", CASE + '[settings]\nhorizon = "1 d"\n', "settings.horizon", "which is 48 h"),
    ("an endless horizon", CASE + '[settings]\nhorizon = "99999 d"\n', "settings.horizon", "at most 87660 h"),
    ("unknown key", CASE + 'ttle = "x"\n', "ttle", "a known key"),
    ("unknown setting", CASE + "[settings]\nsed = 4\n", "settings.sed", "a known key"),
    ("unknown rule", CASE + '[settings]\nplanning_value = "best"\n', "settings.planning_value", "one of low, median"),
    ("zero horizon", CASE + '[settings]\nhorizon = "0 h"\n', "settings.horizon", "above 0"),
    ("confidence above one", CASE + "[settings]\nconfidence = 90\n", "settings.confidence", "at most 1"),
    ("not TOML", CASE + "deadline == 3\n", "", "valid TOML"),
]


@pytest.mark.parametrize(("text", "field", "expected"), [line[1:] for line in IN_CASE],
                         ids=[line[0] for line in IN_CASE])  # fmt: skip
def test_mistake_in_case_toml(tmp_path: Path, text: str, field: str, expected: str) -> None:
    """The message names case.toml, the line, the field, and what was expected."""
    problem = only(write_case(tmp_path, case=text))
    assert (problem.file, problem.field) == ("case.toml", field)
    assert expected in problem.expected
    if expected != "required":
        key = field.split(".")[-1] if field else "deadline =="
        assert problem.where.startswith(f"line {line_of(text, key)}")


def test_toml_syntax_names_line_and_column(tmp_path: Path) -> None:
    """Where the reader of TOML stopped, and what stood there."""
    problem = only(write_case(tmp_path, plan=swapped(PLAN, 'kind = "site"', "kind = site")))
    assert problem.where.startswith(f"line {line_of(PLAN, 'kind')}, column ")
    assert problem.value == "kind = site"


def test_every_error_at_once(tmp_path: Path) -> None:
    """Mistakes in three files, of values and of references, come in one go."""
    found = problems(
        write_case(
            tmp_path,
            case=CASE.replace("06:00:00Z", "06:00:00"),
            people=PEOPLE.replace("staff,town", "staff,twon").replace("90,", "-1,"),
            plan=swapped(swapped(PLAN, "seats = 50", "seats = 0"), 'to = "haven"', 'to = "heaven"'),
        )
    )
    fields = {(problem.file, problem.field) for problem in found}
    assert {("case.toml", "start"), ("people.csv", "site"), ("people.csv", "low"), ("plan.toml", "seats"),
            ("plan.toml", "to")} <= fields  # fmt: skip


def test_a_mistake_does_not_hide_another_of_the_same_table(tmp_path: Path) -> None:
    """Where seats or a count are wrong, the unknown start, berth, fuel, route, group and site beside them are told."""
    plan = swapped(
        PLAN,
        'seats = 50\nspeed = "40 km/h"\nstarts = "town"',
        'seats = 0\nspeed = "40 km/h"\nstarts = { twn = 4 }\nroutes = ["town-prt"]\nfuel = { stock = "oil" }',
    )
    plan = swapped(plan, 'kind = "site"', 'kind = "site"\nberths = [{ id = "a", count = 0, fleets = ["buss"] }]')
    plan += SERVICE.replace("seats = 9", "seats = -9").replace('"crossing"', '"crosing"')
    plan += TASK.replace('"1 h"', '"1 kg"').replace('"staff"', '"staf"') + STATION.replace('"1 min"', "{}").replace(
        '"port"', '"prot"'
    )
    people = PEOPLE.replace("90,", "-90,").replace("families,town", "families,twon")
    found = problems(write_case(tmp_path, plan=plan, people=people))
    told = {(problem.field, problem.value) for problem in found}
    assert {("seats", "0"), ("starts", "twn"), ("routes", "town-prt"), ("fuel.stock", "oil"), ("berths", "buss"),
            ("seats", "-9"), ("route", "crosing"), ("group", "staf"), ("place", "prot"), ("low", "-90"),
            ("site", "twon")} <= told  # fmt: skip
    assert all(problem.where for problem in found)


def test_of_two_tables_with_one_id_both_are_checked(tmp_path: Path) -> None:
    """The second fleet or group of a name is refused for it, and for where it starts."""
    plan = swapped(swapped(PLAN, 'id = "ferry"', 'id = "bus"'), 'starts = "port"', 'starts = "prt"')
    people = PEOPLE.replace("staff,town", "families,twon")
    told = {(problem.field, problem.value) for problem in problems(write_case(tmp_path, plan=plan, people=people))}
    assert told == {("id", "bus"), ("starts", "prt"), ("group", "families"), ("site", "twon")}


@pytest.mark.parametrize(
    ("old", "new", "added", "people"),
    [
        ("seats = 50", "seats = 0", STATION + 'categories = ["staff"]\n', PEOPLE),
        ('[[fleet]]\nid = "bus"', '[[fleat]]\nid = "bus"', "", PEOPLE),
        ("", "", STATION + 'categories = ["citizens"]\n' + TASK, PEOPLE.replace("90,", "-90,")),
        ("", "", TASK, PEOPLE.replace(",20,20,20,", ",x,20,20,")),
        ("", "", '\n[[route_table]]\nfrom = ["town"]\nto = ["haven"]\nvalues = [["x"]]\nunit = "h"\nmode = "sea"\n'
         + SERVICE.replace("crossing", "town-haven"), PEOPLE),
        ("", "", '\n[[route_table]]\nfrom = ["town"]\nto = ["haven"]\nvalues = [[1]]\nunit = "kg"\nmode = "sea"\n'
         + SERVICE.replace("crossing", "town-haven"), PEOPLE),
    ],
    ids=["fleet", "table name", "category and group", "group", "cell", "route table"],
)  # fmt: skip
def test_what_is_there_but_faulty_counts_as_known(tmp_path: Path, old: str, new: str, added: str, people: str) -> None:
    """One mistake is one problem: whatever refers to the faulty table, cell or row is not blamed as well."""
    plan = PLAN.replace(old, new, 1) if old else PLAN
    plan = swapped(plan, 'kind = "site"', 'kind = "site"\nberths = [{ id = "stop", fleets = ["bus"] }]') + added
    only(write_case(tmp_path, plan=plan, people=people))


def test_one_mistake_is_told_once(tmp_path: Path) -> None:
    """A place whose table is faulty still counts as a place for those that refer to it."""
    assert only(write_case(tmp_path, plan=swapped(PLAN, "embarkation_point", "harbour"))).field == "kind"


def test_a_gap_in_the_plan_does_not_echo(tmp_path: Path) -> None:
    """A route to a place that does not exist is one problem: the places before it are not dead ends as well."""
    walk = '\n[[place]]\nid = "hill"\nkind = "site"\n' + FOOT.replace('"town"', '"hill"')
    problem = only(write_case(tmp_path, plan=swapped(PLAN, 'to = "haven"', 'to = "hevan"') + walk))
    assert (problem.field, problem.hint) == ("to", "Did you mean 'haven'?")


def test_missing_files_and_directories(tmp_path: Path) -> None:
    """A missing file, a missing directory and a file in its place are told as such."""
    path = write_case(tmp_path / "a")
    (path / "people.csv").unlink()
    assert only(path).file == "people.csv"
    assert only(tmp_path / "nowhere").expected == "a case directory"
    assert only(path / "plan.toml").value == "a file"


def test_distance_table_mistakes(tmp_path: Path) -> None:
    """A faulty cell is told by file, row and column; a file outside the case is refused."""
    table = '\n[[route_table]]\nfile = "miles.csv"\nunit = "nm"\nmode = "sea"\n'
    problem = only(write_case(tmp_path, plan=PLAN + table, files={"miles.csv": ",haven\nport,ten\n"}))
    assert (problem.file, problem.where, problem.field, problem.value) == ("miles.csv", "row 2", "haven", "ten")
    outside = table.replace("miles.csv", "../miles.csv")
    assert "inside the case directory" in only(write_case(tmp_path / "b", plan=PLAN + outside)).expected
