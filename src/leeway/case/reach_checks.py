"""Ways that lead nowhere: rings of routes without an exit, and dead ends for people on their own."""

from __future__ import annotations

from leeway.case.model import Plan
from leeway.case.references import References
from leeway.case.suggestions import listed


def check_reach(plan: Plan, see: References) -> None:
    """No ring of places from which no haven can be reached, and no self-moving route into a dead end.

    A site that nothing leads out of is no mistake of the file: `leeway check` names it.
    """
    if not any(place.is_haven for place in plan.places.values()):
        return
    ways: dict[str, set[str]] = {name: set() for name in plan.places}
    for route in plan.routes.values():
        if not route.empty_only and route.origin in ways and route.destination in ways:
            ways[route.origin].add(route.destination)
    out = leads_to({place.id for place in plan.places.values() if place.is_haven}, ways)
    trapped = {origin: {target for target in ways[origin] if target not in out} for origin in ways if origin not in out}
    in_ring: set[str] = set()
    for ring in rings(trapped):
        in_ring |= ring
        route = next(r for r in plan.routes.values() if r.origin in ring and r.destination in ring and not r.empty_only)
        expected = "a way on to a safe haven from the ring of places it is part of"
        hint = f"From {listed(sorted(ring))} people can only go round: a cycle without exit."
        see.fault("route", route.id, "to", route.destination, expected, hint)
    for route in plan.routes.values():
        dead_end = route.self_moving and route.destination in ways and route.destination not in out
        if dead_end and not route.empty_only and not in_ring & {route.origin, route.destination}:
            expected = "a place from which a safe haven can be reached"
            see.fault("route", route.id, "to", route.destination, expected, "The route leads nowhere.")


def leads_to(goals: set[str], ways: dict[str, set[str]]) -> set[str]:
    """Every place from which one of `goals` can be reached, goals included. `ways`: places one step on."""
    into: dict[str, set[str]] = {}
    for origin, targets in ways.items():
        for target in targets:
            into.setdefault(target, set()).add(origin)
    seen, stack = set(goals), list(goals)
    while stack:
        for origin in into.get(stack.pop(), ()):
            if origin not in seen:
                seen.add(origin)
                stack.append(origin)
    return seen


def rings(ways: dict[str, set[str]]) -> list[set[str]]:
    """Sets of two or more places that can all be reached from one another, in order of their first place."""
    ahead = {name: ahead_of(name, ways) for name in ways}
    found: list[set[str]] = []
    for name in ways:
        ring = {other for other in ahead[name] if name in ahead.get(other, ())} | {name}
        if len(ring) > 1 and ring not in found:
            found.append(ring)
    return found


def ahead_of(name: str, ways: dict[str, set[str]]) -> set[str]:
    """Places that can be reached from one, itself only where a way leads back."""
    seen: set[str] = set()
    stack = [name]
    while stack:
        for target in ways.get(stack.pop(), ()):
            if target not in seen:
                seen.add(target)
                stack.append(target)
    return seen
