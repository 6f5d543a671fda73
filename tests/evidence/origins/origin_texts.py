"""Short reports, written for these tests, about towns that do not exist."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from leeway.evidence.model import Report

DATA = Path(__file__).parent / "data"


def told(name: str) -> Report:
    """The report `data/NAME.txt`: a header, a blank line, the body."""
    head, body = (DATA / f"{name}.txt").read_text("utf-8").split("\n\n", 1)
    keys = dict(line.split(": ", 1) for line in head.splitlines())
    return Report(
        id=keys["id"],
        body=body,
        publisher=keys["publisher"],
        published=datetime.fromisoformat(keys["published"]),
        title=keys["title"],
    )


WIRE = told("wire")
ROUND_TRIP = told("round-trip")
INDEPENDENT = told("independent")
CORRECTION = told("correction")
CREDITED = told("credited")
WITH_PASSAGE = told("with-passage")
