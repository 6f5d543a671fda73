"""Names of the resources and queues that tables of results speak of."""

from __future__ import annotations

from leeway.case.model import Case


class Names:
    """Resources, in a fixed order, as "kind id"; `index[name]` is the column in the arrays of a `Clearance`."""

    def __init__(self, case: Case, walks: tuple[int, ...]) -> None:
        plan = case.plan
        routes = tuple(plan.routes.values())
        names = ["mobilization"]
        names += [f"fleet {f}" for f in plan.fleets]
        names += [f"station {s}" for s in plan.stations]
        names += [f"service {s}" for s in plan.services]
        names += [f"route {routes[k].id}" for k in walks]
        limited = [r for r in routes if not r.self_moving and r.vehicles_per_h != float("inf")]
        names += [f"route {r.id}" for r in limited]
        names += [f"slots {p.id}" for p in plan.places.values() if p.slots is not None]
        names += [f"berths {p.id}" for p in plan.places.values() if p.berths]
        names += [f"room {p.id}" for p in plan.places.values() if p.capacity != float("inf")]
        names += [f"queue {s.id}" for s in plan.stations.values() if s.queue_limit != float("inf")]
        names += [f"escorts {e}" for e in plan.escort_pools]
        names += [f"fuel {s}" for s in plan.fuel_stocks]
        names += [f"force {f}" for f in plan.security_forces]
        names += ["hours and closings", "under way"]
        if plan.closure_tasks:
            names += ["closure tasks"]
        self.resources: tuple[str, ...] = tuple(dict.fromkeys(names))
        self.index: dict[str, int] = {name: k for k, name in enumerate(self.resources)}
        self.queues: tuple[str, ...] = tuple(
            [p.id for p in plan.places.values() if not p.is_haven] + [f"station {s}" for s in plan.stations]
        )
