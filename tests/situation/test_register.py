"""The register of reports: what is known of them beside their text."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from leeway.case.load import load_case
from leeway.case.template import write_template
from leeway.errors import InputError
from leeway.situation.from_case import case_evidence
from leeway.situation.register import read_register

CLIPPING = "The Taliban captured Ghazni on Thursday, the governor's office said.\n"
HEADED = "id: wire-1\npublisher: Reuters\npublished: 2021-08-13T10:00:00Z\n\nThe Taliban captured Herat.\n"


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """A case with a clipping that lost its header and a report that has one."""
    path = write_template(tmp_path / "case")
    text = (path / "case.toml").read_text()
    (path / "case.toml").write_text(text.replace('area = ["XX"]', 'area = ["AF"]'))
    (path / "reports").mkdir()
    (path / "reports/clipping.txt").write_text(CLIPPING)
    (path / "reports/wire-1.txt").write_text(HEADED)
    return path


def test_a_clipping_gets_its_day(directory: Path) -> None:
    """With the day of publication, "Thursday" becomes a day; without the register it stays open. What the register
    does not say stays as the header has it."""
    case = load_case(directory)
    before = {s.place: s for s in case_evidence(case).statements}
    assert before["Ghazni"].when is None
    assert before["Ghazni"].published is None
    (directory / "reports.csv").write_text(
        "report;published;publisher\nclipping.txt;2021-08-13;A Paper\nwire-1;;Agency\n"
    )
    after = {s.place: s for s in case_evidence(case).statements}
    ghazni = after["Ghazni"]
    assert ghazni.when is not None
    assert ghazni.when.first == date(2021, 8, 12)
    assert (ghazni.published, ghazni.publisher) == (datetime(2021, 8, 13, 12, tzinfo=UTC), "A Paper")
    assert (after["Herat"].published, after["Herat"].publisher) == (datetime(2021, 8, 13, 10, tzinfo=UTC), "Agency")


def test_a_row_must_name_a_report(directory: Path) -> None:
    """A slip of the pen is named with the report that was meant, not passed over."""
    (directory / "reports.csv").write_text("report,published\nclippings.txt,2021-08-13\n")
    with pytest.raises(InputError, match=r"clipping\.txt"):
        case_evidence(load_case(directory))


def test_every_fault_of_the_table_at_once(directory: Path) -> None:
    """No name, a name twice and a day that is none are all named with their rows."""
    (directory / "reports.csv").write_text("report,published\n,2021-08-13\nclipping,31 Juny\nclipping,2021-08-13\n")
    with pytest.raises(InputError) as caught:
        read_register(directory)
    assert [(p.where, p.field) for p in caught.value.problems] == [
        ("row 2", "report"),
        ("row 3", "published"),
        ("row 4", "report"),
    ]
