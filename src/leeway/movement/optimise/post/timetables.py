"""Guides by which vehicles fly by timetable through places with movement slots."""

from __future__ import annotations

import math
from dataclasses import replace

from leeway.movement.network import Network
from leeway.movement.optimise.dispatch.guide import Guide

MOST_PATTERNS = 6


def timetables(network: Network, base: Guide) -> list[Guide]:
    """Turnarounds booked whole at places with slots: with n movements in a period, c vehicles that come together leave
    n - c of them the slots to go on at once; the others stay until the period is over."""
    guides = []
    for fleet in network.plan.fleets.values():
        vehicles = [v for v, f, _ in network.vehicles if f == fleet.id and v not in base.idle]
        stops = [network.plan.places[o.pickup] for o in network.options[fleet.id]]
        slots = [p.slots for p in stops if p.slots is not None and (not p.slots.modes or fleet.mode in p.slots.modes)]
        if not vehicles or not slots:
            continue
        tightest = min(slots, key=lambda s: s.movements_per_h)
        guides += [
            replace(base, turn_h={**base.turn_h, fleet.id: wait_h}, turn_ready=ready)
            for ready in (-math.inf, 0.0)
            for wait_h in (0.5, 2.0)
        ]
        if math.isinf(tightest.movements_per_h) or tightest.movements_per_h <= 0:
            continue
        rate = tightest.movements_per_h
        many, period_h = (math.floor(rate + 1e-9), 1.0) if rate >= 1 else (1, 1 / rate)
        rest_h = period_h - max(network.hours(fleet.load_h), tightest.parking_h)
        together = range(math.ceil(many / 2), min(many, len(vehicles)) + 1)
        for c in together[:: max(1, len(together) // MOST_PATTERNS)]:
            stay_h = {v: rest_h for k, v in enumerate(vehicles) if k % c >= many - c and rest_h > 0}
            turn_h = {**base.turn_h, fleet.id: 0.5}
            guides.append(replace(base, turn_h=turn_h, turn_ready=-math.inf, stay_h={**base.stay_h, **stay_h}))
    return guides


def turning_fleets(network: Network) -> frozenset[str]:
    """Fleets that may fly by timetable."""
    return frozenset(f for guide in timetables(network, Guide()) for f in guide.turn_h)
