"""The reference post: a capital with ten sites, three modes, twenty vehicles, 5,000 people and five days.

Seven sites lie on roads, three are reached by helicopter in daylight only. Everybody passes a control centre at the
airport (registration, then screening) and flies to a haven of limited room that passes people on. Mobilization is
spread over hours, the airport has movement slots and stands, roads carry curfews by night. Scaled by `sites`,
`vehicles` and `people`, the rest grows along.

`python benchmarks/reference_post.py --replications 10000` simulates it in one process and prints the most memory used.
"""

from __future__ import annotations

import argparse
import math
import resource
import time
from datetime import UTC, datetime
from pathlib import Path

from leeway.case.model import (
    Berth,
    Case,
    Fleet,
    Group,
    Moment,
    Onward,
    Place,
    Plan,
    Route,
    Settings,
    Slots,
    Station,
    Windows,
)
from leeway.movement.simulate import simulate
from leeway.units import Distribution, fixed

START = datetime(2021, 8, 15, 3, 0, tzinfo=UTC)
LATITUDE, LONGITUDE = 34.55, 69.2
ROAD_KM = (9, 14, 22, 31, 45, 62, 85)
AIR_KM = (95, 140, 190)
SHARE = (16, 14, 13, 12, 11, 9, 8, 7, 6, 4)


def reference_post(
    sites: int = 10,
    vehicles: int = 20,
    people: int = 5000,
    time_limit_s: float = 60.0,
    *,
    aircraft_lead_h: float = 6.0,
    movements_per_h: float = 6.0,
) -> Case:
    """The post as a case; `sites`, `vehicles` and `people` scale it (10, 20 and 5,000 are the reference).

    With aircraft after 3 h and 4 movements an hour the slots of the airport bind (the harder variant)."""
    scale = vehicles / 20
    buses, helicopters, aircraft = round(10 * scale), round(4 * scale), max(1, round(6 * scale))
    places: dict[str, Place] = {}
    routes: dict[str, Route] = {}
    groups: dict[str, Group] = {}
    shares = [SHARE[k % 10] for k in range(sites)]
    counts = [people * s // sum(shares) for s in shares]
    counts[0] += people - sum(counts)
    for k in range(sites):
        by_air = k % 10 >= 7
        ring = 1 + 0.07 * (k // 10)
        site = f"site {k + 1}"
        berths = (Berth("pads", 2, ("helicopter",)),) if by_air else (Berth("stops", 3, ("bus",)),)
        places[site] = Place(site, "site", latitude=LATITUDE, longitude=LONGITUDE, berths=berths)
        if by_air:
            routes[f"{site} air"] = Route(
                f"{site} air", site, "airport", "air", distance_km=AIR_KM[k % 10 - 7] * ring,
                hours=Windows(daylight=True),
            )  # fmt: skip
        else:
            routes[f"{site} road"] = Route(
                f"{site} road", site, "airport", "road", distance_km=ROAD_KM[k % 10] * ring,
                hours=Windows(daily=((5 * 60, 22 * 60),)),
            )  # fmt: skip
        for name, part, priority in (("staff", 0.25, 1), ("citizens", 0.75, 2)):
            number = round(counts[k] * 0.25) if part == 0.25 else counts[k] - round(counts[k] * 0.25)
            groups[f"{site} {name}"] = Group(
                f"{site} {name}", site, number, number, number, category=name, priority=priority,
                weight=float(3 - priority), party_size=1.0 if name == "staff" else 2.5,
                mobilization_h=Distribution("triangular", (0.5, 2.0, 6.0) if name == "staff" else (1.0, 5.0, 14.0)),
            )  # fmt: skip
    load = max(people / 5000, scale)
    stands = math.ceil(4 * max(1.0, scale))
    places["airport"] = Place(
        "airport", "control_centre", latitude=LATITUDE, longitude=LONGITUDE, capacity=2500 * load,
        slots=Slots(modes=("fixed wing",), movements_per_h=movements_per_h * max(1.0, scale), maximum_on_ground=stands,
                    parking_h=0.75),
    )  # fmt: skip
    places["haven"] = Place("haven", "safe_haven", capacity=2500 * load, onward=Onward(125 * load, Moment(hours=14.0)))
    routes["air bridge"] = Route("air bridge", "airport", "haven", "fixed wing", time_h=fixed(2.25))
    desks = math.ceil(9 * load)
    stations = {
        "registration": Station("registration", "airport", desks, {"full": fixed(4 / 60)}, ramp_up_h=2.0),
        "screening": Station("screening", "airport", desks + 2, {"full": fixed(5 / 60)}, ramp_up_h=2.0),
    }
    fleets = {
        "bus": Fleet(
            "bus", "road", buses, 45, speed_loaded_kmh=35, speed_empty_kmh=45, load_h=fixed(0.25),
            unload_h=fixed(0.15), starts=(("airport", buses),), available_h=fixed(1.0),
        ),
        "helicopter": Fleet(
            "helicopter", "air", helicopters, 24, speed_loaded_kmh=200, speed_empty_kmh=220, load_h=fixed(0.2),
            unload_h=fixed(0.15), starts=(("airport", helicopters),), available_h=fixed(4.0),
        ),
        "aircraft": Fleet(
            "aircraft", "fixed wing", aircraft, 110, load_h=fixed(0.75), unload_h=fixed(0.5),
            starts=(("haven", aircraft),), available_h=fixed(aircraft_lead_h),
        ),
    }  # fmt: skip
    plan = Plan(places, routes, fleets, {}, {}, stations, {}, {}, {})
    settings = Settings(horizon_h=120.0 * max(1.0, people / 5000 / scale), time_limit_s=time_limit_s)
    return Case(Path("reference-post"), "Reference post", (), START, Moment(hours=120.0), "UTC", settings, groups, plan)


def main() -> None:
    """Simulate the post; print replications per CPU second and the peak of resident memory."""
    options = argparse.ArgumentParser(description="Memory and speed of the reference post.")
    options.add_argument("--replications", type=int, default=10_000)
    many = options.parse_args().replications
    begun = time.process_time()
    result = simulate(reference_post(), replications=many)
    cpu_s = time.process_time() - begun
    peak_mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{many:,} replications: {cpu_s:.0f} CPU s, {many / cpu_s:.1f} a CPU second, peak {peak_mib:.0f} MiB, "
          f"mean T100 {result.t100_h[:, -1].mean():.2f} h")  # fmt: skip


if __name__ == "__main__":
    main()
