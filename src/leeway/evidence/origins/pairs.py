"""Pairs of reports that have several things in common, counted in bounded memory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import numpy as np

MOST: Final = 1 << 20
"""Pairs held at once, but for those of a single report: 8 MB, and some times as much to sort them."""


def often_together(things: Any, reports: Any, fewest: int, most: int, least: int) -> Iterator[tuple[int, int]]:
    """Pairs (i < j) of reports that hold `least` of the same things, in order, among those that `fewest` to `most`
    reports hold. `things`, `reports`: report `reports[k]` holds thing `things[k]`, in any order, twice or once."""
    order = np.lexsort((reports, things))
    things, reports = things[order], reports[order]
    fresh = np.ones(len(things), dtype=bool)
    fresh[1:] = (things[1:] != things[:-1]) | (reports[1:] != reports[:-1])
    things, reports = things[fresh], reports[fresh]
    begins = np.flatnonzero(np.concatenate(([True], things[1:] != things[:-1]))) if len(things) else np.arange(0)
    holders = np.diff(np.append(begins, len(things)))
    sought = np.repeat((holders >= fewest) & (holders <= most), holders)
    last = np.repeat(begins + holders, holders)
    at = np.flatnonzero(sought)
    at = at[np.argsort(reports[at], kind="stable")]
    for block in _blocks(reports[at], last[at] - at - 1):
        yield from _counted(reports, at[block], last[at[block]], least)


def _blocks(reports: Any, partners: Any) -> Iterator[slice]:
    """Runs of places whose partners are about `MOST`, all places of a report in one run."""
    total = np.cumsum(partners)
    begin = 0
    while begin < len(reports):
        done = total[begin - 1] if begin else 0
        end = max(int(np.searchsorted(total, done + MOST, "right")), begin + 1)
        end = int(np.searchsorted(reports, reports[end - 1], "right"))
        yield slice(begin, end)
        begin = end


def _counted(reports: Any, at: Any, last: Any, least: int) -> Iterator[tuple[int, int]]:
    """The pairs of the reports at some places with those behind them that hold the same."""
    partners = last - at - 1
    first = np.repeat(at, partners)
    second = first + 1 + np.arange(len(first)) - np.repeat(np.cumsum(partners) - partners, partners)
    pairs, many = np.unique(reports[first].astype(np.int64) << 32 | reports[second], return_counts=True)
    for pair in pairs[many >= least].tolist():
        yield pair >> 32, pair & 0xFFFFFFFF
