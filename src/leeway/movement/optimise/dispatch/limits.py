"""Shared limits of the dispatcher as timelines: things in use at once, and movements in any sliding period."""

from __future__ import annotations

import math
from bisect import bisect_left, insort

TOLERANCE_H = 1e-9


class Pool:
    """`capacity` units; reservations (from, to, units) may lie in the future and may be open-ended (`to` = inf)."""

    __slots__ = ("_items", "available_h", "capacity")

    def __init__(self, capacity: float, available_h: float = -math.inf) -> None:
        self.capacity = capacity
        self.available_h = available_h
        self._items: list[list[float]] = []

    def earliest(self, t: float, length_h: float, units: float = 1) -> float:
        """First start at or after `t` at which `units` are free for `length_h`; `inf` if never."""
        if units > self.capacity:
            return math.inf
        t = max(t, self.available_h)
        while True:
            end = t + length_h
            hit = [i for i in self._items if i[0] < end - TOLERANCE_H and i[1] > t + TOLERANCE_H]
            if length_h <= TOLERANCE_H:
                hit = [i for i in self._items if i[0] <= t + TOLERANCE_H < i[1] - TOLERANCE_H]
            if sum(i[2] for i in hit) + units <= self.capacity:
                return t
            # Exact when those that overlap do so at one instant; otherwise later than needed, never wrong.
            peak = [t, *(i[0] for i in hit if i[0] > t)]
            over = [p for p in peak if sum(i[2] for i in hit if i[0] <= p + TOLERANCE_H < i[1]) + units > self.capacity]
            if not over:
                return t
            last = max(over)
            ends = [i[1] for i in hit if i[0] <= last + TOLERANCE_H < i[1]]
            following = min((e for e in ends if e > t + TOLERANCE_H), default=math.inf)
            if following == math.inf:
                return math.inf
            t = following

    def reserve(self, start_h: float, end_h: float, units: float = 1) -> list[float]:
        """Take units; the list returned is the reservation, whose end (index 1) may be changed later."""
        item = [start_h, end_h, units]
        self._items.append(item)
        return item


class Spacing:
    """At most floor(`rate_per_h`) movements in any sliding hour; a rate below one spaces them by its inverse."""

    __slots__ = ("_times", "many", "period_h")

    def __init__(self, rate_per_h: float) -> None:
        self.many = math.inf if math.isinf(rate_per_h) else max(1, math.floor(rate_per_h + 1e-9))
        self.period_h = 1.0 if rate_per_h >= 1 else (1 / rate_per_h if rate_per_h > 0 else math.inf)
        self._times: list[float] = []

    def earliest(self, t: float) -> float:
        """First time at or after `t` at which one more movement fits."""
        if math.isinf(self.many):
            return t
        n, times = int(self.many), self._times
        while True:
            k = bisect_left(times, t)
            # windows of n+1 consecutive movements that contain the new one must last at least the period
            wait = t
            for first in range(max(0, k - n), k + 1):
                low = times[first] if first < k else t
                last = first + n
                if last < k:
                    continue
                high_index = last - 1
                if last == k:
                    high = t
                elif high_index < len(times):
                    high = times[high_index]
                else:
                    continue
                if high - low < self.period_h - TOLERANCE_H:
                    wait = max(wait, (low + self.period_h) if last == k else high + TOLERANCE_H * 2)
            if wait <= t:
                return t
            t = wait

    def take(self, t: float) -> None:
        """Book a movement."""
        if not math.isinf(self.many):
            insort(self._times, t)

    def give_back(self, t: float) -> None:
        """Cancel a movement booked at exactly `t`."""
        if not math.isinf(self.many):
            self._times.remove(t)
