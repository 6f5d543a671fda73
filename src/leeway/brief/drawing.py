"""From a chart to a figure of the document."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from leeway.brief.document import Figure


def drawn(name: str, caption: str, alt: str, make: Callable[[], Any]) -> Figure | None:
    """The chart that `make` gives as a figure; None where it gives none.

    Charts are made here, not by users: Altair's checks against its schema are left out, which halves the time of a map.
    """
    from altair.utils.schemapi import debug_mode

    from leeway.look import svg

    with debug_mode(False):
        chart = make()
        return None if chart is None else Figure(name, caption, alt, svg(chart, checked=False).decode())
