"""The plan with something less, as guides that leave it unused: what poorer plans would do is a plan of the richer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations

from leeway.movement.network import Network
from leeway.movement.optimise.dispatch.guide import Guide


def poorer(network: Network, *, twice: bool = False) -> list[Guide]:
    """The plan with one thing less: a vehicle or a seat of a fleet, a desk, an hour of notice, of all kinds first, then
    of one.

    Rules of dispatch have anomalies: they may do worse with more. A search that also repeats, step by step, what it
    would do without the additional thing does not. `twice`: also with two things less, which are what the poorer plan
    would try besides itself.
    """
    last = {f: v for v, f, _ in network.vehicles}
    many = Counter(f for _, f, _ in network.vehicles)
    vehicles = [last[f] for f in network.plan.fleets if many[f] > 1]
    seats = [f for f in network.plan.fleets if many[f] and network.plan.fleets[f].room > 1]
    desks = [s.id for s in network.plan.stations.values() if s.servers > 1]
    known = [f for f in network.plan.fleets if many[f] and network.hours(network.plan.fleets[f].available_h) > 0]
    kinds = [Guide(idle=frozenset(vehicles)), Guide(seats_less=dict.fromkeys(seats, 1)),
             Guide(servers_less=dict.fromkeys(desks, 1)), Guide(less_notice_h=dict.fromkeys(known, 1.0))]  # fmt: skip
    guides = [guide for guide in kinds if guide != Guide()]
    guides += [Guide(idle=frozenset({vehicle})) for vehicle in one_of(vehicles)]
    guides += [Guide(servers_less={desk: 1}) for desk in one_of(desks)]
    guides += [Guide(seats_less={fleet: 1}) for fleet in one_of(seats)]
    guides += [Guide(less_notice_h={fleet: 1.0}) for fleet in one_of(known)]
    if twice:
        guides += [both(a, b) for a, b in combinations(kinds, 2) if Guide() not in (a, b)]
        guides += [Guide(seats_less=dict.fromkeys(seats, 2))] if seats else []
        guides += [Guide(less_notice_h=dict.fromkeys(known, 2.0))] if known else []
    return guides


def both(a: Guide, b: Guide) -> Guide:
    """Without what either leaves unused."""
    return Guide(
        idle=a.idle | b.idle,
        servers_less={**a.servers_less, **b.servers_less},
        seats_less={**a.seats_less, **b.seats_less},
        less_notice_h={**a.less_notice_h, **b.less_notice_h},
    )


def one_of(names: Sequence[str]) -> Sequence[str]:
    """Each by itself, where that is not all of them."""
    return names if len(names) > 1 else ()
