"""Reading on several processes: the same as on one, in the same order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from leeway.evidence.model import Report, Statement
from leeway.evidence.places.gazetteer import load_gazetteer
from leeway.evidence.processes import AHEAD
from leeway.evidence.read_each import BATCH, read_each
from leeway.evidence.reports.model import Refused

DAY = datetime(2021, 8, 12, tzinfo=UTC)
CITIES = ("Kunduz", "Herat", "Kandahar", "Ghazni", "Lashkar Gah")


def reports(many: int) -> Iterator[Report]:
    """Reports that each say something else."""
    for n in range(many):
        body = f"The Taliban captured {CITIES[n % 5]} on Wednesday. The airport is closed, {n + 20} staff remain there."
        yield Report(f"r{n}", body, "Test Wire", DAY, country=("AF",))


def test_processes_read_alike() -> None:
    """Two processes give every report's statements, origins and order as one does."""
    gazetteer = load_gazetteer(("AF",))
    one = list(read_each(reports(3 * BATCH + 1), gazetteer))
    two = list(read_each(reports(3 * BATCH + 1), gazetteer, workers=2))
    assert one == two
    assert [report.id for report, _ in two] == [f"r{n}" for n in range(3 * BATCH + 1)]
    assert all(any(isinstance(s, Statement) and s.kind == "control" for s in found) for _, found in two)


def test_reads_no_further_than_it_must() -> None:
    """Reports are taken as they are needed: a stream without end is read as far as it is asked for."""
    taken = 0

    def endless() -> Iterator[Report]:
        nonlocal taken
        while True:
            taken += 1
            yield Report(str(taken), "The road is closed.", "Test Wire", DAY, country=("AF",))

    found = read_each(endless(), load_gazetteer(("AF",)), workers=2)
    assert [report.id for report, _ in (next(found), next(found))] == ["1", "2"]
    assert taken <= 2 * AHEAD * BATCH
    found.close()  # type: ignore[attr-defined]


def test_one_that_fails() -> None:
    """A report that cannot be read is named with its reason and the next one is read, on two processes as on one."""
    bad = Report("bad", None, "Test Wire", DAY, country=("AF",))  # type: ignore[arg-type]
    good = next(reports(1))
    for workers in (1, 2):
        (_, first), (_, second) = read_each([bad, good], load_gazetteer(("AF",)), workers=workers)
        assert [(one.report, one.reason) for one in first if isinstance(one, Refused)] == [("bad", "defect")]
        assert any(isinstance(s, Statement) for s in second)
