"""In a roundup of agencies each passage is an origin of its own; words taken over are of where they come from."""

from __future__ import annotations

from datetime import UTC, datetime

from leeway.evidence.model import Report, Statement
from leeway.evidence.places.gazetteer import load_gazetteer
from leeway.evidence.read import read_reports

BODY = (
    "KHARTOUM (Reuters) - Khartoum airport has been shut since Saturday.\n\n"
    "(AFP) - The road to Wad Madani is open.\n"
)  # fmt: skip


def origins(body: str, of: str | None = None) -> set[tuple[str, str]]:
    """(exit, origin) of every statement on an exit."""
    report = Report("r", body, publisher="Roundup", published=datetime(2023, 4, 20, tzinfo=UTC), country=("SD",))
    found = read_reports([report], load_gazetteer(("SD",)), origin_of=None if of is None else lambda r, s: of)
    return {(str(s.of), s.origin) for s in found if isinstance(s, Statement) and s.kind == "access"}


def test_two_agencies_are_two_origins() -> None:
    """The passages of two agencies in one report have two origins."""
    assert origins(BODY) == {("airport", "r:Reuters"), ("road", "r:Agence France-Presse")}


def test_one_agency_is_the_report() -> None:
    """A report of one agency, or of none, is one origin."""
    assert origins(BODY.replace("(AFP) - ", "")) == {("airport", "r"), ("road", "r")}


def test_families_go_before() -> None:
    """Words taken over from another report are of that report's origin; those that are not keep their passage's."""
    assert origins(BODY, of="other") == {("airport", "other"), ("road", "other")}
    assert origins(BODY, of="r") == {("airport", "r:Reuters"), ("road", "r:Agence France-Presse")}
