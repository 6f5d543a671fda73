"""Writes the case directories of the Isolated Community Evacuation Problem on Bowen Island from its published tables.

Source: Krutein and Goodchild, Transportation Research E 2022, 102710, and Krutein, McGowan and Goodchild, IJDRR 2022,
102865; data in repository singfie/ICEP-exact-implementation, commit 737ee605 (MIT), case_study_instances/.

Run as a script it rewrites the directories that are kept here: the smallest fleet in all four scenarios.
"""

from __future__ import annotations

import csv
from pathlib import Path

HERE = Path(__file__).parent
TABLES = HERE / "tables" / "bowen-island"
KEPT = tuple(("small_default", scenario) for scenario in ("S1", "S2", "S3", "S4"))

LOCATIONS = {
    "Snug Cove": ("Snug Cove Ferry Terminal", "Snug Cove Marina", "Mannion Bay Wharf", "Mannion Bay Beach"),
    "Bowen Bay": ("Bowen Bay Marina", "Bowen Bay Beach"),
    "Hood Point": ("Hood Point Dock", "Cates Bay Dock", "Cates Bay Beach"),
    "Tunstall Bay": ("Tunstall Bay Dock", "Tunstall Bay Beach"),
    "Mt Gardner": ("Mt Gardner Wharf", "Mt Gardner Beach"),
}
BEACHES = ("Mannion Bay Beach", "Bowen Bay Beach", "Cates Bay Beach", "Tunstall Bay Beach", "Mt Gardner Beach")
FERRY_TERMINALS = ("Snug Cove Ferry Terminal", "Horseshoe Bay Terminal")
SAFE_DOCKS = ("Horseshoe Bay Terminal", "Gibsons Harbor", "Fishermans Cove")
STAGING = {"default": (), "staging_keats": ("Keats Island Eastbourne Wharf",)} | {
    "staging": ("Keats Island Eastbourne Wharf", "Pasley Island Wharf")
}
# A vessel moored here may set out from here; nobody is brought here.
MOORINGS = {"Snug Cove Marina": "Snug Cove moorings"}

# scenario: (name, probability, {location: (people, of whom by private boat)})
SCENARIOS = {
    "S1": ("Mount Collins", 0.40, {"Snug Cove": (2067, 56), "Hood Point": (1037, 148)}),
    "S2": ("Mid Island", 0.10, {"Tunstall Bay": (1884, 174), "Bowen Bay": (1861, 170)}),
    "S3": ("Killarney Lake", 0.15, {"Mt Gardner": (270, 29)}),
    "S4": ("Eaglecliff", 0.35, {"Hood Point": (560, 148)}),
}
FLEETS = tuple(f"{size}_{docks}" for size in ("small", "large") for docks in STAGING)

Table = dict[str, dict[str, str]]


def read_table(name: str) -> Table:
    """Rows of a published table by their first column."""
    with (TABLES / name).open(encoding="utf-8", newline="") as lines:
        first, *_ = reader = list(csv.reader(lines))
    return {row[0]: dict(zip(first[1:], row[1:], strict=True)) for row in reader[1:]}


def write_case(directory: Path, fleet: str, scenario: str) -> Path:
    """Write the plan files of one published instance, `fleet` one of `FLEETS`, `scenario` one of `SCENARIOS`."""
    size, _, docks = fleet.partition("_")
    vessels = {k: v for k, v in read_table("vessels.csv").items() if size == "large" or v["fleet"] == "small"}
    distances = read_table("distances.csv")
    safe = (*SAFE_DOCKS, *STAGING[docks])
    starts = dict.fromkeys(v["start"] for v in vessels.values() if v["start"] not in safe)
    sea_docks = [dock for dock in distances if dock not in FERRY_TERMINALS]
    directory.mkdir(parents=True, exist_ok=True)
    files = {
        "case.toml": _header(fleet, scenario),
        "people.csv": _people(scenario),
        "plan.toml": _plan(vessels, safe, list(starts)),
        "distances.csv": _matrix("dock", safe, {d: [distances[d][s] for s in safe] for d in sea_docks}),
        "start_legs.csv": _matrix(
            "start", sea_docks, {MOORINGS.get(s, s): [distances[d][s] for d in sea_docks] for s in starts}
        ),
    }
    for name, content in files.items():
        (directory / name).write_text(content, encoding="utf-8")
    return directory


def _header(fleet: str, scenario: str) -> str:
    return f"""\
# Isolated Community Evacuation Problem, Bowen Island: fleet {fleet}, scenario {scenario} ({SCENARIOS[scenario][0]}).
# Source: Krutein and Goodchild, Transportation Research E 2022, 102710; data in repository
# singfie/ICEP-exact-implementation, commit 737ee605 (MIT). Written by tests/reference/bowen_island.py.

title = "Bowen Island {fleet} {scenario}"
start = 2021-07-01T12:00:00Z
"""


def _people(scenario: str) -> str:
    rows = ["group,site,count,self_evacuating"]
    rows += [f"{site},{site},{all_},{own / all_:.4f}" for site, (all_, own) in SCENARIOS[scenario][2].items()]
    return "\n".join(rows) + "\n"


def _matrix(corner: str, columns: tuple[str, ...] | list[str], rows: dict[str, list[str]]) -> str:
    return "\n".join([",".join([corner, *columns]), *(",".join([k, *cells]) for k, cells in rows.items())]) + "\n"


def _quoted(names: tuple[str, ...] | list[str]) -> str:
    return "[" + ", ".join(f'"{name}"' for name in names) + "]"


def _place(name: str, kind: str) -> str:
    return f'[[place]]\nid = "{name}"\nkind = "{kind}"\n'


def _plan(vessels: Table, safe: tuple[str, ...], starts: list[str]) -> str:
    docks = [dock for several in LOCATIONS.values() for dock in several]
    parts = [_place(name, "site") for name in LOCATIONS]
    parts += [_place(name, "embarkation_point") for name in docks]
    parts += [_place(name, "safe_haven") for name in safe]
    parts += [_place(MOORINGS.get(name, name), "staging_base") for name in starts]
    parts += ["# People of a location may use any of its docks; the way there is not counted.\n"]
    parts += [
        f'[[route_table]]\nfrom = ["{site}"]\nto = {_quoted(several)}\nvalues = [{[0] * len(several)}]\n'
        'unit = "min"\nself_moving = true\n'
        for site, several in LOCATIONS.items()
    ]
    parts += [
        "# Docks to safe docks, both ways; from the moorings vessels only set out.\n",
        '[[route_table]]\nfile = "distances.csv"\nunit = "nm"\nmode = "sea"\n',
        '[[route_table]]\nfile = "start_legs.csv"\nunit = "nm"\nmode = "sea"\nempty_only = true\none_way = true\n',
        "# The ferry runs between the two ferry terminals only, and nobody else uses the one on the island.\n",
        f'[[route]]\nfrom = "{FERRY_TERMINALS[0]}"\nto = "{FERRY_TERMINALS[1]}"\nmode = "ferry"\ndistance = "2.8 nm"\n',
        "# A vessel needs its loading time at both ends.\n",
    ]
    open_docks = [dock for dock in docks if dock not in BEACHES and dock not in FERRY_TERMINALS]
    parts += [_vessel(name, v, open_docks, safe) for name, v in vessels.items()]
    return "\n".join(parts)


def _vessel(name: str, v: dict[str, str], open_docks: list[str], safe: tuple[str, ...]) -> str:
    start = MOORINGS.get(v["start"], v["start"])
    places = [*open_docks, *safe, *([start] if start not in safe else [])]
    lines = [
        "[[fleet]]",
        f'id = "{name}"',
        f'mode = "{"ferry" if v["beaches"] == "ferry" else "sea"}"',
        "count = 1",
        f"seats = {v['seats']}",
        f'speed_loaded = "{v["kn_loaded"]} kn"',
        f'speed_empty = "{v["kn_empty"]} kn"',
        f'load = "{v["load_min"]} min"',
        f'unload = "{v["load_min"]} min"',
        f'starts = "{start}"',
        f'available = "{v["available_min"]} min"',
        *([f"places = {_quoted(places)}    # no beaches"] if v["beaches"] == "no" else []),
        "most_trips = 26",
        "direct = true",
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    for kept_fleet, kept_scenario in KEPT:
        name = f"bowen-{kept_fleet.replace('_', '-')}-{kept_scenario.lower()}"
        write_case(HERE / "cases" / name, kept_fleet, kept_scenario)
