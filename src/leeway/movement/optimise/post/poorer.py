"""The plan with something less, as guides that leave it unused: what poorer plans would do is a plan of the richer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations

from leeway.movement.network import Network
from leeway.movement.optimise.dispatch.guide import Guide


def one_less(network: Network) -> list[Guide]:
    """The plan with one thing less of a kind: a vehicle of every fleet, a seat in every vehicle, a desk at every
    station, an hour of notice for every fleet."""
    guides = [Guide(idle=frozenset(_vehicles(network))), Guide(seats_less=dict.fromkeys(_seats(network), 1)),
              Guide(servers_less=dict.fromkeys(_desks(network), 1)),
              Guide(less_notice_h=dict.fromkeys(_noticed(network), 1.0))]  # fmt: skip
    return [guide for guide in guides if guide != Guide()]


def poorer(network: Network, *, twice: bool = False) -> list[Guide]:
    """`one_less`, then the plan with one thing less of one fleet or station.

    Rules of dispatch have anomalies: they may do worse with more. A search that also repeats, step by step, what it
    would do without the additional thing does not. `twice`: also with two things less, which are what the poorer plan
    would try besides itself.
    """
    guides = one_less(network)
    kinds = list(guides)
    guides += [Guide(idle=frozenset({vehicle})) for vehicle in _each(_vehicles(network))]
    guides += [Guide(servers_less={desk: 1}) for desk in _each(_desks(network))]
    guides += [Guide(seats_less={fleet: 1}) for fleet in _each(_seats(network))]
    guides += [Guide(less_notice_h={fleet: 1.0}) for fleet in _each(_noticed(network))]
    if twice:
        seats, noticed = _seats(network), _noticed(network)
        guides += [both(a, b) for a, b in combinations(kinds, 2)]
        guides += [Guide(seats_less=dict.fromkeys(seats, 2))] if seats else []
        guides += [Guide(less_notice_h=dict.fromkeys(noticed, 2.0))] if noticed else []
    return guides


def both(a: Guide, b: Guide) -> Guide:
    """Without what either leaves unused."""
    return Guide(
        idle=a.idle | b.idle,
        servers_less={**a.servers_less, **b.servers_less},
        seats_less={**a.seats_less, **b.seats_less},
        less_notice_h={**a.less_notice_h, **b.less_notice_h},
    )


def _each(names: Sequence[str]) -> Sequence[str]:
    """Each by itself, where that is not all of them."""
    return names if len(names) > 1 else ()


def _fleets(network: Network) -> Counter[str]:
    return Counter(fleet for _, fleet, _ in network.vehicles)


def _vehicles(network: Network) -> list[str]:
    last, many = {fleet: vehicle for vehicle, fleet, _ in network.vehicles}, _fleets(network)
    return [last[fleet] for fleet in network.plan.fleets if many[fleet] > 1]


def _seats(network: Network) -> list[str]:
    many = _fleets(network)
    return [fleet for fleet, spec in network.plan.fleets.items() if many[fleet] and spec.room > 1]


def _desks(network: Network) -> list[str]:
    return [station.id for station in network.plan.stations.values() if station.servers > 1]


def _noticed(network: Network) -> list[str]:
    many = _fleets(network)
    return [f for f, spec in network.plan.fleets.items() if many[f] and network.hours(spec.available_h) > 0]
