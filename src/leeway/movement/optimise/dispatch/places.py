"""How many people each place holds or expects, and what a haven has passed on."""

from __future__ import annotations

import math

from leeway.movement.network import Network


class Places:
    """Counts by place. `present` counts those there and those on their way (from the decision to load them); `inbound`
    only the latter; `bound_for` those who are or will be there before they go on."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self.capacity = {p.id: p.capacity for p in network.plan.places.values()}
        self.present = dict.fromkeys(network.plan.places, 0)
        self.inbound = dict.fromkeys(network.plan.places, 0)
        self.bound_for = dict.fromkeys(network.plan.places, 0)
        self._arrived: dict[str, tuple[float, float, float]] = {}  # clock, gone, there
        for place in network.plan.places.values():
            if place.onward is not None and place.is_haven and place.onward.rate_per_h > 0:
                self._arrived[place.id] = (max(0.0, place.onward.starts.after(network.start)), 0.0, 0.0)

    def never_emptier(self, place: str) -> bool:
        """Whether nobody ever leaves: a haven that passes nobody on."""
        return place in self.network.havens and place not in self._arrived

    def settle(self, place: str, people: int) -> None:
        """People whose own site it is."""
        self.present[place] += people
        self.bound_for[place] += people

    def commit(self, origin: str, destination: str, people: int) -> None:
        """A load is decided: room is taken where it goes, not yet given back where it leaves (see `gone`)."""
        self.present[destination] += people
        self.bound_for[destination] += people
        self.inbound[destination] += people
        self.bound_for[origin] -= people

    def gone(self, origin: str, people: int) -> None:
        """The load has left."""
        self.present[origin] -= people

    def set_out(self, origin: str, destination: str, people: int, t: float) -> None:
        """Decided and left in one."""
        self.commit(origin, destination, people)
        self.gone(origin, people)

    def arrive(self, place: str, people: int, t: float) -> None:
        """People are in a haven, from where it may pass them on."""
        if place in self._arrived:
            clock, gone, there = self._arrived[place]
            rate = self._rate(place)
            if t > clock:
                on = min(there, rate * (t - clock))
                clock, gone, there = t, gone + on, there - on
            self._arrived[place] = (clock, gone, there + people)

    def _rate(self, place: str) -> float:
        onward = self.network.plan.places[place].onward
        return 0.0 if onward is None else onward.rate_per_h

    def _gone(self, place: str, t: float) -> float:
        if place not in self._arrived:
            return 0.0
        clock, gone, there = self._arrived[place]
        return gone + min(there, self._rate(place) * max(0.0, t - clock))

    def room_at(self, place: str, t: float) -> float:
        """People who may set out for the place now."""
        if math.isinf(self.capacity[place]):
            return math.inf
        return math.floor(self.capacity[place] - self.present[place] + self._gone(place, t) + 1e-7)

    def room_for(self, place: str, people: float, t: float) -> float:
        """When onward flow will have made room for so many, by those who are there now; `inf` if not by itself."""
        if place not in self._arrived:
            return math.inf
        clock, gone, there = self._arrived[place]
        missing = people - (self.capacity[place] - self.present[place]) - gone
        missing = min(missing, there) if missing > there > 0 else missing
        at = clock + missing / self._rate(place) + 1e-9
        return at if 0 < missing <= there and at > t + 1e-7 else math.inf
