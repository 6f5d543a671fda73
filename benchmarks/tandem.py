"""Replications per CPU second of the tandem model: Leeway beside SimPy, Ciw and salabim, one run, one machine.

    python benchmarks/tandem.py [--repeats 5] [--replications 2048] [--out docs/background/speed-simulation.md]

5,000 people arrive (mean gap 0.25 min), pass three first-come desks in sequence (10, 8, 12 servers; exponential
service, means 3, 2.5, 4 min), then a departure every 45 min takes up to 180 who wait. Result: minutes until the last
one leaves. The peers model exactly this and record nothing else; Leeway runs its ordinary `simulate` with all its
tables. Where numba can be imported, a loop written for this one model and compiled by it is shown for comparison;
Leeway does not use it. Engines take turns, so that a busy machine slows all of them alike; compare ratios, not seconds.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import time
import warnings
from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from leeway.case.model import Arrival, Case, Group, Moment, Place, Plan, Route, Service, Settings, Station
from leeway.movement.simulate import simulate
from leeway.units import Distribution, fixed

PEOPLE, GAP_MIN = 5000, 0.25
DESKS = ((10, 3.0), (8, 2.5), (12, 4.0))
EVERY_MIN, SEATS = 45.0, 180
Minutes = list[float]


def tandem_case() -> Case:
    """The model as an ordinary case: a control centre with three stations and a timetable."""
    stations = [
        Station(f"desk {k}", "centre", servers, {"full": Distribution("exponential", (mean / 60,))})
        for k, (servers, mean) in enumerate(DESKS, 1)
    ]
    departures = tuple(Moment(hours=k * EVERY_MIN / 60) for k in range(1, 900))
    plan = Plan(
        places={"centre": Place("centre", "control_centre"), "away": Place("away", "safe_haven")},
        routes={"out": Route("out", "centre", "away", "air", time_h=fixed(0.0))},
        fleets={}, fuel_stocks={}, escort_pools={}, stations={s.id: s for s in stations},
        services={"flight": Service("flight", "out", SEATS, departures)}, closure_tasks={}, security_forces={},
    )  # fmt: skip
    people = Group("everybody", "centre", PEOPLE, PEOPLE, PEOPLE, arrival=Arrival("poisson", rate_per_h=60 / GAP_MIN))
    start = datetime(2026, 1, 1, tzinfo=UTC)
    return Case(Path("."), "tandem", (), start, None, "UTC", Settings(), {people.id: people}, plan)


def leeway(replications: int, seed: int) -> Minutes:
    """This package."""
    return [float(60 * t) for t in simulate(tandem_case(), replications=replications, seed=seed).t100_h[:, -1]]


def simpy_engine(replications: int, seed: int) -> Minutes:
    """SimPy: a process a person, resources for desks."""
    import simpy

    def once(rng: random.Random) -> float:
        env = simpy.Environment()
        desks = [simpy.Resource(env, c) for c, _ in DESKS]
        waiting, gone, last = [0], [0], [0.0]

        def person():  # type: ignore[no-untyped-def]
            for desk, (_, mean) in zip(desks, DESKS, strict=True):
                with desk.request() as turn:
                    yield turn
                    yield env.timeout(rng.expovariate(1 / mean))
            waiting[0] += 1

        def arrive():  # type: ignore[no-untyped-def]
            for _ in range(PEOPLE):
                yield env.timeout(rng.expovariate(1 / GAP_MIN))
                env.process(person())

        def depart():  # type: ignore[no-untyped-def]
            while gone[0] < PEOPLE:
                yield env.timeout(EVERY_MIN)
                load = min(SEATS, waiting[0])
                waiting[0] -= load
                gone[0] += load
                last[0] = env.now

        env.process(arrive())
        env.run(env.process(depart()))
        return last[0]

    return [once(random.Random(f"{seed}/{k}")) for k in range(replications)]


def ciw_engine(replications: int, seed: int) -> Minutes:
    """Ciw: three service centres; departures are counted from its records, as its language has no batch departures."""
    import ciw

    results = []
    for k in range(replications):
        ciw.seed(seed * 1000 + k)
        rng = random.Random(f"{seed}/{k}")
        gaps = [rng.expovariate(1 / GAP_MIN) for _ in range(PEOPLE)]
        network = ciw.create_network(
            arrival_distributions=[ciw.dists.Sequential([*gaps, float("inf")]), None, None],
            service_distributions=[ciw.dists.Exponential(1 / mean) for _, mean in DESKS],
            number_of_servers=[c for c, _ in DESKS],
            routing=[[0.0, 1.0, 0.0], [0.0, 0.0, 1.0], [0.0, 0.0, 0.0]],
        )
        run = ciw.Simulation(network)
        run.simulate_until_max_customers(PEOPLE, method="Finish")
        results.append(last_departure(sorted(r.exit_date for r in run.get_all_records() if r.node == 3)))
    return results


def salabim_engine(replications: int, seed: int) -> Minutes:
    """salabim: a component a person, without its yield-free threads."""
    import salabim

    salabim.yieldless(False)

    class Person(salabim.Component):  # type: ignore[misc]
        def process(self):  # type: ignore[no-untyped-def]
            for desk, (_, mean) in zip(self.env.desks, DESKS, strict=True):
                yield self.request(desk)
                yield self.hold(self.env.rng.expovariate(1 / mean))
                self.release(desk)
            self.env.done.append(self.env.now())

    class Arrive(salabim.Component):  # type: ignore[misc]
        def process(self):  # type: ignore[no-untyped-def]
            for _ in range(PEOPLE):
                yield self.hold(self.env.rng.expovariate(1 / GAP_MIN))
                Person()

    results = []
    for k in range(replications):
        env = salabim.Environment(random_seed=seed * 1000 + k, trace=False, do_reset=True)
        env.rng, env.done = random.Random(f"{seed}/{k}"), []
        env.desks = [salabim.Resource(f"desk {j}", capacity=c) for j, (c, _) in enumerate(DESKS)]
        Arrive()
        env.run()
        results.append(last_departure(sorted(env.done)))
    return results


def numba_engine(replications: int, seed: int) -> Minutes:
    """The same model as one compiled loop: first-come desks by the earliest free server, nothing recorded."""
    run = _compiled()
    return [float(run(seed * 100_003 + k)) for k in range(replications)]


@lru_cache(maxsize=1)
def _compiled() -> Callable[[int], float]:
    import numba
    import numpy as np

    servers, means = np.array([c for c, _ in DESKS]), np.array([mean for _, mean in DESKS])

    @numba.njit
    def run(seed):  # type: ignore[no-untyped-def]
        np.random.seed(seed)  # noqa: NPY002 the generator numba compiles
        ready = np.cumsum(np.random.exponential(GAP_MIN, PEOPLE))  # noqa: NPY002
        for desk in range(len(servers)):
            free = np.zeros(servers[desk])
            for k in range(PEOPLE):
                server = np.argmin(free)
                free[server] = max(ready[k], free[server]) + np.random.exponential(means[desk])  # noqa: NPY002
                ready[k] = free[server]
            ready.sort()
        gone, minute = 0, 0.0
        while gone < PEOPLE:
            minute += EVERY_MIN
            gone += min(SEATS, int(np.searchsorted(ready, minute, side="right")) - gone)
        return minute

    return run  # type: ignore[no-any-return]


def last_departure(done: Minutes) -> float:
    """Minute at which the last of those done at the ascending minutes `done` leaves."""
    waiting, at, gone = 0, 0, 0
    minute = 0.0
    while gone < len(done):
        minute += EVERY_MIN
        while at < len(done) and done[at] <= minute:
            at += 1
            waiting += 1
        load = min(SEATS, waiting)
        waiting -= load
        gone += load
    return minute


ENGINES: dict[str, tuple[Callable[[int, int], Minutes], float]] = {
    "Leeway": (leeway, 1.0), "SimPy": (simpy_engine, 1 / 256), "Ciw": (ciw_engine, 1 / 1024),
    "salabim": (salabim_engine, 1 / 2048),
}  # fmt: skip
"""Engine and its share of the replications, so that the whole ends within three minutes."""


def measured(repeats: int, replications: int) -> dict[str, tuple[list[float], Minutes]]:
    """Replications per CPU second of each repeat, and every completion, by engine; a first round warms up."""
    engines = dict(ENGINES)
    if find_spec("numba") is not None:
        engines["numba"] = (numba_engine, 0.25)
    results: dict[str, tuple[list[float], Minutes]] = {name: ([], []) for name in engines}
    for repeat in range(repeats + 1):
        for name, (engine, share) in engines.items():
            many = max(1, round(replications * share)) if repeat else 1
            began = time.process_time()
            minutes = engine(many, repeat)
            if repeat:
                results[name][0].append(many / (time.process_time() - began))
                results[name][1].extend(minutes)
    return results


def page(results: dict[str, tuple[list[float], Minutes]], repeats: int, replications: int) -> str:
    """The table and what was measured, in Markdown."""
    base = statistics.median(results["SimPy"][0])
    rows = []
    for name, (rates, minutes) in results.items():
        label = f"{name} {version(name.lower())}" if name not in ("Leeway", "numba") else name
        label = f"a loop for this model, compiled by numba {version('numba')}" if name == "numba" else label
        rate, spread = statistics.median(rates), f"{min(rates):,.1f}–{max(rates):,.1f}"
        error = statistics.stdev(minutes) / len(minutes) ** 0.5
        rows.append(f"| {label} | {rate:,.1f} ({spread}) | {rate / base:,.1f} | {statistics.fmean(minutes):,.1f} "
                    f"± {error:.1f} | {statistics.stdev(minutes):.1f} | {len(minutes):,} |")  # fmt: skip
    desks = ", ".join(f"{c} servers with a mean of {mean:g} min" for c, mean in DESKS)
    compiled = ""
    if "numba" in results:
        times = statistics.median(results["numba"][0]) / statistics.median(results["Leeway"][0])
        compiled = (
            f"The compiled loop knows this one model only and reaches {times:.1f} times Leeway's rate\n"
            "without recording anything. Numba and its compiler take some 200 MB on disk and seconds to compile\n"
            "at each start, so it is not a dependency and Leeway does not use it.\n\n"
        )
    return f"""# Speed of the simulation

The tandem model: {PEOPLE:,} people arrive at random (mean gap {GAP_MIN:g} min), pass {len(DESKS)} first-come desks
in sequence (exponential service: {desks}), then a departure every {EVERY_MIN:g} min takes up to {SEATS} who wait.
Completion is the minute at which the last one leaves.

| engine | replications per CPU second: median (range) | ratio to SimPy | mean completion, min | sd, min | n |
|---|---|---|---|---|---|
{chr(10).join(rows)}

Medians of {repeats} repeats of one run on one core, {replications:,} replications of Leeway in each, fewer of the
others; engines take turns. CPU seconds of the whole call, drawing random numbers included; means with standard
errors.
Only the ratios carry over to other machines. Load average at the end (15 min): {os.getloadavg()[2]:.0f} on
{os.cpu_count()} cores. Leeway runs its ordinary `simulate`: every party's waits by cause,
utilisation, queue and exit curves and the event table of one replication are recorded. The other engines record nothing
but completion. Ciw and salabim count departures from the hours at which people are done, up to the last person.

{compiled}Regenerated by `python benchmarks/tandem.py`.
"""


def main() -> None:
    """Print the table and write the page."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--repeats", type=int, default=5)
    options.add_argument("--replications", type=int, default=2048)
    root = Path(__file__).parent.parent
    options.add_argument("--out", type=Path, default=root / "docs" / "background" / "speed-simulation.md")
    chosen = options.parse_args()
    if chosen.repeats < 2:
        options.error("--repeats: expected 2 or more")
    warnings.simplefilter("ignore")
    text = page(measured(chosen.repeats, chosen.replications), chosen.repeats, chosen.replications)
    print(text)
    chosen.out.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
