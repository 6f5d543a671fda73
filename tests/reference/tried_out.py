"""Tiny instances of the published families, as plan files, with their optimum by trying everything.

Each family gives (people by group row, plan.toml, least hours until everybody is out, people nobody can get out). The
answers share no code with the optimiser: tours are put together trip by trip, streams minute by minute, flows by
augmenting paths through a network drawn out over time.
"""

from __future__ import annotations

import heapq
import math
import random
from collections import deque
from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

from test_worked_by_hand import place, road, route, stream, table


class Instance(NamedTuple):
    """`people` are the lines of people.csv."""

    people: str
    plan: str
    hours: float
    left: int = 0


def _one_group_a_site(people: dict[str, int]) -> str:
    return "group,site,count\n" + "".join(f"{site},{site},{count}\n" for site, count in people.items())


def buses(seed: int) -> Instance:
    """Bus evacuation (Bish 2011): one or two yards, whole bus loads at points, shelters with room for some loads."""
    dice = random.Random(seed)
    yards = {f"Y{k}": dice.randint(1, 2) for k in range(dice.randint(1, 2))}
    points = {f"P{k}": dice.randint(1, 2) for k in range(dice.randint(2, 3))}
    shelters = {f"S{k}": dice.randint(1, 3) for k in range(dice.randint(1, 3))}
    while sum(shelters.values()) < sum(points.values()):
        shelters[dice.choice(list(shelters))] += 1
    first = {way: dice.randint(1, 12) for way in product(yards, points)}
    ride = {way: dice.randint(1, 12) for way in product(points, shelters)}
    plan = "".join(place(y, "staging_base") for y in yards) + "".join(map(place, points))
    plan += "".join(place(s, "safe_haven", f"capacity = {30 * n}") for s, n in shelters.items())
    plan += "".join(route(*w, *road(f"{t} min", "empty_only = true", "one_way = true")) for w, t in first.items())
    plan += "".join(route(*way, *road(f"{t} min")) for way, t in ride.items())
    starts = ", ".join(f"{yard} = {many}" for yard, many in yards.items())
    plan += table(
        "fleet", 'id = "bus"', 'mode = "road"', f"count = {sum(yards.values())}", "seats = 30",
        f"starts = {{ {starts} }}", "direct = true",
    )  # fmt: skip
    people = "group,site,count,party_size\n" + "".join(f"{p},{p},{30 * n},30\n" for p, n in points.items())
    fleet = tuple((yard, 0) for yard, many in yards.items() for _ in range(many))
    return Instance(people, plan, _last_bus(fleet, points, shelters, first, ride) / 60)


def _last_bus(
    fleet: tuple[tuple[str, int], ...], points: dict[str, int], shelters: dict[str, int],
    first: dict[tuple[str, str], int], ride: dict[tuple[str, str], int],
) -> int:  # fmt: skip
    """Least minutes until the last bus is at a shelter, over every bus for every next load to every shelter."""
    best, seen = 10**9, set()
    stack = [(fleet, tuple(points.values()), tuple(shelters.values()))]
    while stack:
        state = stack.pop()
        standing, loads, room = state
        if state in seen or max(t for _, t in standing) >= best:
            continue
        seen.add(state)
        if not any(loads):
            best = max(t for _, t in standing)
            continue
        for (b, (at, t)), (i, point), (j, shelter) in product(
            enumerate(standing), enumerate(points), enumerate(shelters)
        ):
            if loads[i] and room[j]:
                end = t + (first[at, point] if (at, point) in first else ride[point, at]) + ride[point, shelter]
                others = [bus for k, bus in enumerate(standing) if k != b]
                stack.append((tuple(sorted([*others, (shelter, end)])), _less(loads, i), _less(room, j)))
    return best


def _less(counts: tuple[int, ...], k: int) -> tuple[int, ...]:
    return (*counts[:k], counts[k] - 1, *counts[k + 1 :])


def vessels(seed: int) -> Instance:
    """Isolated communities (Krutein and Goodchild 2022): one or two vessels of their own speed, room, start and lead
    time, docks that not all may use, loading at both ends."""
    dice = random.Random(seed)
    towns = {f"L{k}": dice.randint(5, 40) for k in range(dice.randint(1, 2))}
    docks = {f"D{k}": f"L{k}" if k < len(towns) else dice.choice(list(towns)) for k in range(len(towns) + 1)}
    safe = [f"H{k}" for k in range(dice.randint(1, 2))]
    miles = {way: dice.randint(5, 60) / 10 for way in product(docks, safe)}
    plan = "".join(map(place, towns)) + "".join(place(d, "embarkation_point") for d in docks)
    plan += "".join(place(s, "safe_haven") for s in safe)
    plan += "".join(route(town, dock, "self_moving = true", 'time = "0 min"') for dock, town in docks.items())
    plan += "".join(route(*way, 'mode = "sea"', f'distance = "{x} nm"') for way, x in miles.items())
    choices: list[dict[tuple[int, ...], float]] = []
    seats: list[int] = []
    for k in range(dice.randint(1, 2)):
        own = list(docks) if not k else [d for d in docks if dice.random() < 0.7] or ["D0"]
        loaded, empty = dice.choice(((10, 12), (12, 25), (20, 25)))
        load, lead, start = dice.randint(2, 10), dice.choice((0, 10, 30)), dice.choice(safe)
        seats.append(dice.randint(6, 20))
        allowed = ", ".join(f'"{name}"' for name in (*own, *safe))
        plan += table(
            "fleet", f'id = "v{k}"', 'mode = "sea"', "count = 1", f"seats = {seats[-1]}", f'starts = "{start}"',
            f'speed_loaded = "{loaded} kn"', f'speed_empty = "{empty} kn"', f'load = "{load} min"',
            f'unload = "{load} min"', f'available = "{lead} min"', f"places = [{allowed}]", "direct = true",
        )  # fmt: skip
        need = [-(-people // seats[-1]) for people in towns.values()]
        rounds = {
            (at, dock, to): miles[dock, at] / empty * 60 + miles[dock, to] / loaded * 60 + 2 * load
            for at, dock, to in product(safe, own, safe)
        }
        choices.append(_tours(start, lead, rounds, {d: list(towns).index(docks[d]) for d in own}, need))
    least = min(
        max(tours[counts] for tours, counts in zip(choices, chosen, strict=True))
        for chosen in product(*choices)
        if all(sum(c[i] * s for c, s in zip(chosen, seats, strict=True)) >= n for i, n in enumerate(towns.values()))
    )
    return Instance(_one_group_a_site(towns), plan, least / 60)


def _tours(
    start: str, lead: float, rounds: dict[tuple[str, str, str], float], town_of: dict[str, int], need: list[int]
) -> dict[tuple[int, ...], float]:
    """Least minutes for every number of trips to each town, in whatever order."""
    heap, seen = [(float(lead), start, (0,) * len(need))], set()
    best: dict[tuple[int, ...], float] = {(0,) * len(need): 0.0}
    while heap:
        t, at, counts = heapq.heappop(heap)
        if (at, counts) not in seen:
            seen.add((at, counts))
            best.setdefault(counts, t)
            for (origin, dock, to), minutes in rounds.items():
                more = tuple(n + (i == town_of[dock]) for i, n in enumerate(counts))
                if origin == at and more[town_of[dock]] <= need[town_of[dock]]:
                    heapq.heappush(heap, (t + minutes, to, more))
    return best


def islands(seed: int) -> Instance:
    """Island rescue (Pacifica): rounds of trucks and at times a helicopter from one base, fuel for so many."""
    dice = random.Random(seed)
    towns = {town: dice.randint(5, 60) for town in "ABC"[: dice.randint(2, 3)]}
    plan = "".join(map(place, towns)) + place("Z", "safe_haven")
    fleets: list[tuple[int, int, float, dict[tuple[int, ...], float]]] = []
    for mode, count, room in (("road", dice.randint(1, 2), (15, 20, 25)), ("air", dice.randint(0, 1), (10, 35))):
        if not count:
            continue
        rounds = [dice.choice((1, 1.5, 2, 3, 4)) for _ in towns]
        use = [dice.choice((40, 60, 80)) for _ in towns]
        seats, lead = dice.choice(room), dice.choice((0, 0, 2))
        tank = dice.choice((10_000, 400 if fleets else 2_000))
        names = [f"{town}-Z{' air' if mode == 'air' else ''}" for town in towns]
        plan += "".join(
            route(town, "Z", f'mode = "{mode}"', f'cycle = "{hours} h"', f'id = "{name}"')
            for town, hours, name in zip(towns, rounds, names, strict=True)
        )
        by_route = ", ".join(f'"{name}" = {gallons}' for name, gallons in zip(names, use, strict=True))
        plan += table(
            "fleet", f'id = "{mode}"', f'mode = "{mode}"', f"count = {count}", f"seats = {seats}", 'starts = "Z"',
            f'available = "{lead} h"', f'fuel = {{ stock = "{mode} fuel", by_route = {{ {by_route} }} }}',
        )  # fmt: skip
        plan += table("fuel_stock", f'id = "{mode} fuel"', f"amount = {tank}", 'unit = "gal"')
        most = [range(-(-people // seats) + 1) for people in towns.values()]
        ends = {
            trips: _shared_out([h for h, n in zip(rounds, trips, strict=True) for _ in range(n)], count, lead)
            for trips in product(*most)
            if sum(n * gallons for n, gallons in zip(trips, use, strict=True)) <= tank
        }
        fleets.append((seats, count, lead, ends))
    least = min(
        max(fleet[3][trips] for fleet, trips in zip(fleets, chosen, strict=True))
        for chosen in product(*(fleet[3] for fleet in fleets))
        if all(
            sum(trips[i] * fleet[0] for fleet, trips in zip(fleets, chosen, strict=True)) >= people
            for i, people in enumerate(towns.values())
        )
    )
    return Instance(_one_group_a_site(towns), plan, least)


def _shared_out(trips: list[float], vehicles: int, lead: float) -> float:
    """When the last of one or two vehicles is back, the trips shared out in the best way."""
    sums = {0.0}
    for hours in trips:
        sums |= {s + hours for s in sums}
    total = sum(trips)
    return lead + (min(max(s, total - s) for s in sums) if vehicles == 2 else total) if trips else 0.0


def closing_roads(seed: int) -> Instance | None:
    """Streams of constant rate over shared roads, some of which close (Artigues et al. 2018); None if not everybody
    can get out."""
    dice = random.Random(seed)
    people = {f"s{k}": dice.randint(3, 14) for k in range(dice.randint(2, 3))}
    onward = {"m": "n", "n": "H"} | {site: dice.choice("mn") for site in people}
    length = {a: dice.randint(1, 6) for a in onward}
    rate = {a: dice.randint(2, 6) for a in onward}
    closes = {a: dice.randint(4, 30) for a in onward if dice.random() < 0.5}
    plan = "".join(map(place, people)) + place("m", "assembly_point") + place("n", "assembly_point")
    plan += place("H", "safe_haven")
    for a, b in onward.items():
        more = [f'closes = "{closes[a]} min"'] if a in closes else []
        plan += stream(a, b, length[a], rate[a], *more, constant="true")

    def streams(site: str) -> Iterator[tuple[int, dict[tuple[str, int], int]]]:
        way, offset = [], 0
        at = site
        while at != "H":
            way.append((at, offset))
            offset += length[at]
            at = onward[at]
        for each in range(1, min(rate[a] for a, _ in way) + 1):
            minutes = -(-people[site] // each)
            for start in range(60):
                if all(start + o + minutes - 1 <= closes.get(a, 999) for a, o in way):
                    taken = {(a, start + o + k): each for a, o in way for k in range(minutes)}
                    yield start + minutes + offset, taken

    sites = [sorted(streams(site), key=lambda found: found[0]) for site in people]
    best = 10**9

    def go(k: int, used: dict[tuple[str, int], int], last: int) -> None:
        nonlocal best
        if k == len(sites):
            best = last
            return
        for end, taken in sites[k]:
            if max(end, last) >= best:
                return
            if all(used.get(minute, 0) + n <= rate[minute[0]] for minute, n in taken.items()):
                both = {minute: used.get(minute, 0) + taken.get(minute, 0) for minute in {*used, *taken}}
                go(k + 1, both, max(end, last))

    go(0, {}, 0)
    return Instance(_one_group_a_site(people), plan, best / 60) if best < 10**9 else None


def quickest_flows(seed: int) -> Instance:
    """Roads of a rate each, room at crossings, some roads that close (Lu, George and Shekhar 2005): the least minute by
    which all who can be out are."""
    dice = random.Random(seed)
    people = {f"s{k}": dice.randint(5, 30) for k in range(dice.randint(1, 2))}
    room = {f"m{k}": dice.choice((3, 6, 20, 999)) for k in range(dice.randint(1, 3))}
    pairs = [pair for pair in product(people, room) if pair[1] == "m0" or dice.random() < 0.5]
    pairs += [(a, b) for a, b in product(room, room) if a < b and dice.random() < 0.4]
    pairs += [(m, h) for m, h in product(room, ("h0", "h1")) if (m, h) == ("m0", "h0") or dice.random() < 0.5]
    ends = {a for a, _ in pairs}
    pairs = [(a, b) for a, b in pairs if b in ends or b.startswith("h")]
    roads = [
        (a, b, dice.randint(1, 5), dice.randint(1, 6), dice.randint(2, 14) if dice.random() < 0.3 else 999)
        for a, b in pairs
    ]
    used = {name for a, b, *_ in roads for name in (a, b)}
    room = {m: n for m, n in room.items() if m in used}
    plan = "".join(map(place, people)) + "".join(place(m, "assembly_point", f"capacity = {n}") for m, n in room.items())
    plan += "".join(place(h, "safe_haven") for h in sorted(used) if h.startswith("h"))
    for a, b, minutes, per_min, last in roads:
        plan += stream(a, b, minutes, per_min, *([f'closes = "{last} min"'] if last < 999 else []))

    def out(by: int) -> int:
        arcs: dict[tuple[object, object], int] = {("from", (s, 0)): n for s, n in people.items()}
        arcs |= {((m, k), (m, k + 1)): n for m, n in (dict.fromkeys(people, 999) | room).items() for k in range(by)}
        arcs |= {((h, k), "to"): 999 for h in ("h0", "h1") for k in range(by + 1)}
        for a, b, minutes, per_min, last in roads:
            arcs |= {((a, k), (b, k + minutes)): per_min for k in range(min(last, by - minutes) + 1)}
        return _most_flow(arcs)

    most = out(120)
    minute = next(minute for minute in range(121) if out(minute) == most)
    return Instance(_one_group_a_site(people), plan, minute / 60, sum(people.values()) - most)


def _most_flow(arcs: dict[tuple[object, object], int]) -> int:
    """By shortest augmenting paths."""
    free: dict[object, dict[object, int]] = {}
    for (a, b), n in arcs.items():
        free.setdefault(a, {})[b] = free.get(a, {}).get(b, 0) + n
        free.setdefault(b, {}).setdefault(a, 0)
    total = 0
    while True:
        before: dict[object, object] = {"from": None}
        queue = deque(["from"] if "from" in free else [])
        while queue and "to" not in before:
            at = queue.popleft()
            for b, n in free[at].items():
                if n > 0 and b not in before:
                    before[b] = at
                    queue.append(b)
        if "to" not in before:
            return total
        way, at = [], "to"
        while before[at] is not None:
            way.append((before[at], at))
            at = before[at]
        more = min((free[a][b] for a, b in way), default=math.inf)
        for a, b in way:
            free[a][b] -= more
            free[b][a] += more
        total += int(more)
