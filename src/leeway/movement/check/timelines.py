"""Counting over time: flows that may not outrun their source, things in use at once, events in a sliding window."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence

from leeway.movement.check.facts import TOLERANCE_H


def instants(events: Iterable[tuple[float, float]]) -> Iterator[tuple[float, list[float]]]:
    """Events (hour, amount) gathered into instants: those within the tolerance of the first are the same instant."""
    gathered: list[float] = []
    first = 0.0
    for hour, amount in sorted(events):
        if gathered and hour - first > TOLERANCE_H:
            yield first, gathered
            gathered = []
        if not gathered:
            first = hour
        gathered.append(amount)
    if gathered:
        yield first, gathered


def first_outrun(
    inflow: Iterable[tuple[float, int]], outflow: Iterable[tuple[float, int]]
) -> tuple[float, int, int] | None:
    """(hour, out so far, in so far) when more has gone out than has come in; None if never."""
    events = [(hour, float(amount)) for hour, amount in inflow] + [(hour, -float(amount)) for hour, amount in outflow]
    total_in = total_out = 0.0
    for hour, amounts in instants(events):
        total_in += sum(a for a in amounts if a > 0)
        total_out -= sum(a for a in amounts if a < 0)
        if total_out > total_in + TOLERANCE_H:
            return hour, round(total_out), round(total_in)
    return None


def first_excess(uses: Iterable[tuple[float, float, int]], limit: float) -> tuple[float, int] | None:
    """(hour, in use) when half-open intervals (from, to, amount) overlap beyond the limit; None if never."""
    changes: list[tuple[float, float]] = []
    for begin, end, amount in uses:
        if end - begin > TOLERANCE_H:
            changes += [(begin, float(amount)), (end, -float(amount))]
    total = 0.0
    for hour, amounts in instants(changes):
        total += sum(amounts)
        if total > limit + TOLERANCE_H:
            return hour, round(total)
    return None


def crowded_hour(hours: Sequence[float], rate_per_h: float) -> tuple[float, int, float] | None:
    """(begin, events, window length) of the first sliding window with too many events; None if none.

    A rate of one or more allows its whole part in any hour; below one, events lie at least 1/rate apart.
    """
    if math.isinf(rate_per_h):
        return None
    if rate_per_h <= 0:
        return (min(hours), len(hours), 1.0) if hours else None
    allowed, window = (int(rate_per_h + 1e-9), 1.0) if rate_per_h >= 1 else (1, 1 / rate_per_h)
    ordered = sorted(hours)
    for k in range(len(ordered) - allowed):
        if ordered[k + allowed] - ordered[k] < window - TOLERANCE_H:
            return ordered[k], allowed + 1, window
    return None
