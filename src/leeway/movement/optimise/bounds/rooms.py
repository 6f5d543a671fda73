"""Room that people take in vehicles: seats are shared out to whole parties, and some people take more than one.

In units of room that divide everybody's. So many people need at least the room of as many of those who take least; a
load takes at most what whole parties can fill of a vehicle.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from functools import reduce

import numpy as np
from numpy.typing import NDArray

MOST_UNITS, MOST_PARTS = 200_000, 100
"""Units of room in all, and parts of a seat, beyond which everybody is taken to need as little as anybody."""
TOLERANCE = 1e-9


class Rooms:
    """`needs[n - 1]`: least units of room that n of these people take. `parties`: (people, room of each)."""

    def __init__(self, parties: Sequence[tuple[int, float]]) -> None:
        each = {room: Fraction(room).limit_denominator(MOST_PARTS) for _, room in parties}
        unit = reduce(_common, each.values(), Fraction(0)) or Fraction(1)
        whole = all(abs(float(part) - room) <= TOLERANCE for room, part in each.items())
        taken = sorted(int(each[room] / unit) for size, room in parties for _ in range(size)) if whole else []
        if not whole or sum(taken) > MOST_UNITS:
            self.unit = min(each, default=1.0)
            self.needs = np.arange(1, sum(size for size, _ in parties) + 1)
            self.sizes: list[int] = []
        else:
            self.unit = float(unit)
            self.needs = np.cumsum(np.array(taken, dtype=np.int64))
            self.sizes = sorted({int(size * each[room] / unit) for size, room in parties if size})
        self.most_each = int(max(taken, default=1))
        self._seats: dict[float, int] = {}

    def seats(self, room: float) -> int:
        """Units that whole parties can take of so much room."""
        if room not in self._seats:
            units = math.floor(room / self.unit + TOLERANCE)
            self._seats[room] = _filled(units, self.sizes) if self.sizes else units
        return self._seats[room]

    def by_person(self, times: NDArray[np.float64], people: int) -> NDArray[np.float64]:
        """Times by unit of room as times by person, for the first `people` of them."""
        found: NDArray[np.float64] = times[self.needs[:people] - 1]
        return found


def _common(a: Fraction, b: Fraction) -> Fraction:
    """The greatest part that both are multiples of."""
    return Fraction(math.gcd(a.numerator * b.denominator, b.numerator * a.denominator), a.denominator * b.denominator)


def _filled(units: int, sizes: Sequence[int]) -> int:
    """The most that sums of `sizes` can be without exceeding `units`."""
    if not sizes or sizes[0] <= 1 or units > MOST_UNITS:
        return units
    can = [True] + [False] * units
    for total in range(1, units + 1):
        can[total] = any(size <= total and can[total - size] for size in sizes)
    return max(total for total, possible in enumerate(can) if possible)
