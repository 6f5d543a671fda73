"""When enough people will be ready at a place whose people are all known beforehand."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from leeway.movement.draws import Array
from leeway.movement.engine.lanes import Rows, Source


class Forecast:
    """The sources of one place, all lanes together: hours ascending and the room (seats) that has come by each."""

    def __init__(self, sources: Sequence[tuple[int, Source]], room: Array, unit: float | None) -> None:
        self.sources = [source for _, source in sources]
        self.unit = unit
        if not self.sources:
            return
        self.hours = self.sources[0].ready_h
        ids = self.sources[0].ids
        if len(self.sources) > 1:
            hours = np.concatenate([s.ready_h for s in self.sources], axis=1)
            order = np.argsort(hours, axis=1, kind="stable")
            self.hours = np.take_along_axis(hours, order, 1)
            ids = np.take_along_axis(np.concatenate([s.ids for s in self.sources], axis=1), order, 1)
        if unit is None:
            each = np.where(ids >= 0, room[np.arange(len(ids))[:, None], ids], 0.0)
            self.room = np.concatenate([np.zeros((len(ids), 1)), each.cumsum(axis=1)], axis=1)

    def reach_h(self, rows: Rows, missing: Array) -> Array:
        """First hour by which `missing` more seats' worth than now have come; `inf` if never."""
        if not self.sources:
            return np.full(len(rows), np.inf)
        at = sum((s.at[rows] for s in self.sources), start=np.zeros(len(rows), dtype=np.int64))
        last = self.hours.shape[1] - 1
        possible = np.isfinite(missing)
        if self.unit is not None:
            steps = np.ceil(np.where(possible, missing, 0.0) / self.unit - 1e-9).astype(np.int64)
            which = at + np.maximum(steps, 1) - 1
        else:
            target = self.room[rows, at] + missing - 1e-9
            low, high = at, np.full(len(rows), last + 1)
            while (low < high).any():
                middle = (low + high) // 2
                enough = self.room[rows, np.minimum(middle, last) + 1] >= target
                low, high = np.where(enough, low, middle + 1), np.where(enough, middle, high)
            which = low
        possible &= which <= last
        return np.where(possible, self.hours[rows, np.minimum(which, last)], np.inf)
