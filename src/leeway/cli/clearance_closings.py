"""The file of closings on the command line, for `leeway clearance` and `leeway latest-start`."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from leeway.cli.options import refused

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from leeway.case.model import Case

    Draws = dict[str, NDArray[np.float64]]


def closing_draws(case: Case, file: Path, replications: int | None, start: datetime | None = None) -> Draws:
    """Draws by route, place or exit, cut to `replications` rows if that is given; at least one row.

    The file counts hours from the start of the case; the result from `start`, where the operation starts then. Raises
    `InputError` for a file that is wrong or has fewer rows than replications wanted.
    """
    from leeway.movement.latest_start.closings import closable, read_closings

    draws = read_closings(file, closable(case.plan))
    rows = len(next(iter(draws.values())))
    if replications is not None and rows < replications:
        raise refused("--replications", replications, f"at most {rows}, the rows of {file}")
    late_h = 0.0 if start is None else (start - case.start).total_seconds() / 3600
    return {key: values[: replications or rows] - late_h for key, values in draws.items()}
