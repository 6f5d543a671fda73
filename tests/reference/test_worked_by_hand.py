"""Small plans of the published families, written as a user writes them, with answers worked out by hand.

Each is run by `leeway clearance --json` or `latest-start --json` on a directory of plain files.
"""

from __future__ import annotations

import json
from itertools import combinations_with_replacement, permutations, product
from pathlib import Path

import pytest

from leeway.cli import main


def table(name: str, *lines: str) -> str:
    return "\n".join([f"[[{name}]]", *lines, ""])


def place(id: str, kind: str = "site", *more: str) -> str:
    return table("place", f'id = "{id}"', f'kind = "{kind}"', *more)


def route(origin: str, destination: str, *more: str) -> str:
    return table("route", f'from = "{origin}"', f'to = "{destination}"', *more)


def fleet(mode: str, count: int, seats: int, starts: str, *more: str) -> str:
    return table(
        "fleet", f'id = "{mode} fleet"', f'mode = "{mode}"', f"count = {count}", f"seats = {seats}",
        f'starts = "{starts}"', *more,
    )  # fmt: skip


def road(hours: str, *more: str) -> tuple[str, ...]:
    return ('mode = "road"', f'time = "{hours}"', *more)


def stream(origin: str, destination: str, minutes: int, per_min: int, *more: str, constant: str = "false") -> str:
    return route(
        origin, destination, "self_moving = true", f'time = "{minutes} min"', f'people = "{per_min} per min"',
        f"constant_rate = {constant}", *more,
    )  # fmt: skip


def asked(
    directory: Path, capsys: pytest.CaptureFixture[str], people: dict[str, int], plan: str, command: str = "clearance",
    deadline: str = "",
) -> dict[str, object]:  # fmt: skip
    """The deterministic part of the answer for a case with one group a site."""
    settings = '[settings]\nhorizon = "10 d"\ntime_limit = "5 s"\nreplications = 10\n'
    directory.mkdir(exist_ok=True)
    (directory / "case.toml").write_text(f'title = "by hand"\nstart = 2026-01-01T00:00:00Z\n{deadline}\n{settings}')
    rows = "".join(f"people of {site},{site},{count}\n" for site, count in people.items())
    (directory / "people.csv").write_text(f"group,site,count\n{rows}")
    (directory / "plan.toml").write_text(plan)
    words = ["--no-levers", "--workers", "1"] if command == "clearance" else []
    main([command, str(directory), "--json", "--quiet", *words])
    document = json.loads(capsys.readouterr().out)
    found: dict[str, object] = document["optimum" if command == "clearance" else "deterministic"]
    return found


TOWNS = {"A": 100, "B": 50, "C": 20}


def towns(count: int, seats: int, *cycles: float) -> str:
    places = "".join(place(town) for town in TOWNS) + place("D", "safe_haven")
    roads = "".join(
        route(town, "D", 'mode = "road"', f'cycle = "{hours} h"') for town, hours in zip(TOWNS, cycles, strict=True)
    )
    return places + roads + fleet("road", count, seats, "D")


PAIR = place("S") + place("H", "safe_haven")
PADS = place("S", "site", 'berths = [{ id = "pad", count = 1 }]') + place("H", "safe_haven")
FLIGHT = route("S", "H", 'mode = "air"', 'time = "30 min"')
HANDLING = ('load = "6 min"', 'unload = "6 min"')
CENTRE = place("S") + place("C", "control_centre") + place("H", "safe_haven")
DESK = table("station", 'id = "desk"', 'place = "C"', "servers = 1", 'service = "6 min"')
WALK_IN = route("S", "C", "self_moving = true", 'time = "0 min"')
TWO_HOURS = route("C", "H", 'mode = "air"', 'time = "2 h"')
CASES = {
    # Pacifica: 5 + 3 + 1 trips of 3 h for three vehicles; 4 + 2 + 1 of 25 seats for two; trips of 3, 4 and 2 h add up
    # to 29 h, and two vehicles share them as 15 and 14
    "three vehicles": (TOWNS, towns(3, 20, 3, 3, 3), 9.0),
    "larger vehicles": (TOWNS, towns(2, 25, 3, 3, 3), 12.0),
    "towns at unequal distances": (TOWNS, towns(2, 20, 3, 4, 2), 15.0),
    # helicopters: 24 loads by four, 72 min a round; at one pad the fourth begins 18 min late
    "helicopters": ({"S": 720}, PAIR + FLIGHT + fleet("air", 4, 30, "H", *HANDLING), 7.2),
    "one pad": ({"S": 720}, PADS + FLIGHT + fleet("air", 4, 30, "H", *HANDLING), 7.5),
    # one desk of 6 min: 100 parties take 10 h; a plane of 20 takes 2 h each way and so leaves at 2, 6, 10, 14, 18 h
    "desk and plane": ({"S": 100}, CENTRE + WALK_IN + TWO_HOURS + DESK + fleet("air", 1, 100, "C"), 12.0),
    "desk and small plane": ({"S": 100}, CENTRE + WALK_IN + TWO_HOURS + DESK + fleet("air", 1, 20, "C"), 20.0),
    # four arrivals at 1 h, but two movements an hour: arrivals and departures at 1, 2, 3 and 4 h, an hour's flight
    "slots": (
        {"S": 200},
        place("S", "embarkation_point", 'slots = { movements = "2 per h" }') + place("H", "safe_haven")
        + route("S", "H", 'mode = "air"', 'time = "1 h"') + fleet("air", 4, 50, "H"),
        5.0,
    ),
    # 40 seats after 2, 10 and 20 h, 3 h of flight: the last twenty on the third
    "timetable": (
        {"S": 100},
        PAIR + route("S", "H", 'mode = "air"', 'time = "3 h"')
        + table("service", 'id = "charter"', 'route = "S-H"', "seats = 40", 'departures = ["2 h", "10 h", "20 h"]'),
        23.0,
    ),
    # quickest flows: 5 a minute over 10 min; 3 a minute over 5 min beside 2 a minute over 10 min; a narrow second half
    "one road": ({"S": 100}, PAIR + stream("S", "H", 10, 5), 29 / 60),
    "two roads": (
        {"S": 50},
        PAIR + place("M", "assembly_point") + stream("S", "H", 5, 3) + stream("S", "M", 4, 2) + stream("M", "H", 6, 9),
        16 / 60,
    ),
    "room on the way": (
        {"S": 60},
        PAIR + place("M", "assembly_point", "capacity = 5") + stream("S", "M", 2, 10) + stream("M", "H", 3, 4),
        19 / 60,
    ),
    # town to port by road, port to ship by one helicopter: the first load leaves the port at 2 h, then every 3 h
    "two stages": (
        {"A": 60, "B": 40},
        place("A") + place("B") + place("D", "embarkation_point") + place("K", "safe_haven")
        + route("A", "D", 'mode = "road"', 'cycle = "2 h"') + route("B", "D", 'mode = "road"', 'cycle = "2 h"')
        + route("D", "K", 'mode = "air"', 'cycle = "3 h"') + fleet("road", 2, 20, "D") + fleet("air", 1, 20, "K"),
        15.5,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_answer_by_hand(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Everybody gets out, exactly when the calculation says."""
    people, plan, hours = CASES[name]
    found = asked(tmp_path / "case", capsys, people, plan)
    assert found["left_people"] == 0
    assert found["t100_h"] == pytest.approx(hours, abs=1e-4)
    assert found["t100_bound_h"] <= hours + 1e-4  # type: ignore[operator]


def test_a_road_that_closes_leaves_the_third_load(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One bus of ten, an hour each way, closed after 3 h: loads leave at 0 and 2 h, ten of thirty stay, proved."""
    plan = PAIR + route("S", "H", *road("1 h", 'closes = "3 h"')) + fleet("road", 1, 10, "S")
    found = asked(tmp_path / "case", capsys, {"S": 30}, plan)
    assert (found["left_people"], found["left_weighted_proved"], found["t100_h"]) == (10, True, 3)


@pytest.mark.parametrize(("count", "seats", "hours"), [(3, 20, 63), (2, 25, 60), (2, 20, 57)])
def test_latest_start_before_a_deadline(
    count: int, seats: int, hours: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """72 h less 9, 12 and 15 h."""
    plan = towns(count, seats, 3, 3, 3)
    found = asked(tmp_path / "case", capsys, TOWNS, plan, "latest-start", 'deadline = "72 h"')
    assert found["latest_start_h"] == hours


def test_latest_start_before_roads_close(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Two streams share a road of 10 a minute that closes after 60 min: 49 min, by trying every rate and start."""
    closes = "closes = 2026-01-01T01:00:00Z"
    plan = PAIR + place("T") + place("M", "assembly_point")
    plan += stream("S", "M", 5, 8, constant="true") + stream("T", "M", 3, 6, constant="true")
    plan += stream("M", "H", 4, 10, closes, constant="true")
    found = asked(tmp_path / "case", capsys, {"S": 40, "T": 30}, plan, "latest-start")
    best = 0
    for rates in product(range(1, 9), range(1, 7)):
        length = [-(-people // rate) for people, rate in zip((40, 30), rates, strict=True)]
        for starts in product(range(60), repeat=2):
            spans = [(s + d, s + d + n) for s, d, n in zip(starts, (5, 3), length, strict=True)]
            together = spans[0][0] < spans[1][1] and spans[1][0] < spans[0][1]
            if max(end for _, end in spans) <= 61 and not (together and sum(rates) > 10):
                best = max(best, min(starts))
    assert best == 49
    assert found["latest_start_h"] == pytest.approx(best / 60, abs=1e-4)


@pytest.mark.parametrize(
    ("loads", "room", "to_pickup", "to_shelter"),
    [
        ({"A": 2, "B": 1}, {"X": 2, "Z": 1}, (2, 4), ((5, 9), (6, 3))),
        ({"A": 2, "B": 3}, {"X": 3, "Z": 3}, (7, 3), ((4, 6), (8, 5))),
        ({"A": 1, "B": 3}, {"X": 1, "Z": 4}, (6, 2), ((3, 7), (4, 9))),
    ],
)
def test_buses_from_a_yard_to_shelters_with_limited_room(
    loads: dict[str, int], room: dict[str, int], to_pickup: tuple[int, ...], to_shelter: tuple[tuple[int, ...], ...],
    tmp_path: Path, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    """The bus evacuation problem (Bish 2011) with two buses: the least makespan over every order and shelter."""
    yard = dict(zip(loads, to_pickup, strict=True))
    ways = {(p, s): t for p, row in zip(loads, to_shelter, strict=True) for s, t in zip(room, row, strict=True)}
    plan = place("Y", "staging_base") + "".join(map(place, loads))
    plan += "".join(place(s, "safe_haven", f"capacity = {10 * n}") for s, n in room.items())
    plan += "".join(route("Y", p, *road(f"{t} min", "empty_only = true", "one_way = true")) for p, t in yard.items())
    plan += "".join(route(p, s, *road(f"{t} min")) for (p, s), t in ways.items())
    plan += fleet("road", 2, 10, "Y", "direct = true")
    trips = [p for p, n in loads.items() for _ in range(n)]
    best = min(
        max(_tour(order[:cut], yard, ways), _tour(order[cut:], yard, ways))
        for shelters in combinations_with_replacement([s for s, n in room.items() for _ in range(n)], len(trips))
        if all(shelters.count(s) <= n for s, n in room.items())
        for goes in set(permutations(shelters))
        for order in set(permutations(zip(trips, goes, strict=True)))
        for cut in range(len(trips) + 1)
    )
    found = asked(tmp_path / "case", capsys, {p: 10 * n for p, n in loads.items()}, plan)
    assert found["left_people"] == 0
    assert found["t100_h"] == pytest.approx(best / 60, abs=1e-4)


def _tour(trips: tuple[tuple[str, str], ...], yard: dict[str, int], ways: dict[tuple[str, str], int]) -> int:
    minutes, at = 0, ""
    for pickup, shelter in trips:
        minutes += (ways[pickup, at] if at else yard[pickup]) + ways[pickup, shelter]
        at = shelter
    return minutes
