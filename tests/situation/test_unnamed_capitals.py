"""Capitals that are counted and not named count as taken, and give way to names."""

from __future__ import annotations

from datetime import timedelta

from told import DAY, NOON, PLACES, REBEL, RIVAL, later, seen, taken, told

from leeway.evidence.model import Statement, Value
from leeway.situation.model import Change


def counted(many: float, status: str = "held", **more: object) -> Statement:
    """So many provincial capitals are the Front's."""
    value = Value(many, many, "count")
    return told("territory", status, None, actor="Front", of="provincial capitals", value=value, **more)  # type: ignore[arg-type]


def captures(*statements: Statement, days: int = 3) -> list[Change]:
    """The captures in the picture some days later."""
    return [c for c in seen(list(statements), NOON + timedelta(days=days)).changes if c.event == "captured"]


def test_a_count_adds_what_no_name_is_known_for() -> None:
    """Four are counted, one is named: three more capitals without place or distance, resting on the count."""
    found = captures(taken(), counted(4, by=RIVAL))
    assert [c.place for c in found if c.lat is not None] == ["Alpha"]
    rest = [c for c in found if c.lat is None]
    assert len(rest) == len({c.place for c in rest}) == 3
    assert {(c.place_class, c.distance_km, c.day) for c in rest} == {("provincial_capital", None, DAY)}
    assert all(c.grounds for c in rest)


def test_counts_of_two_days_are_not_added_up() -> None:
    """Four, then six: six in all, four of the first day and two of the second; repetition adds none."""
    found = captures(counted(4), counted(6, by=RIVAL, **later(1)), counted(6, report="again", **later(1)))
    assert [(c.day - DAY).days for c in found] == [0, 0, 0, 0, 1, 1]


def test_the_lowest_count_of_a_day_and_later_counts_bound() -> None:
    """Ten and eleven on a day: ten. Thirty, and the day after five: five."""
    assert len(captures(counted(10), counted(11, by=RIVAL))) == 10
    assert len(captures(counted(30), counted(5, by=RIVAL, **later(1)))) == 5


def test_what_was_taken_in_a_run_of_days_is_held_against_names_of_those_days() -> None:
    """Three taken on a day of which one is named are two more; a total of the next day that includes them adds none."""
    three = counted(3, "captured", by=RIVAL)
    assert len(captures(taken(), three)) == 3
    assert len(captures(taken(), three, counted(3, report="next day", **later(1)))) == 3


def test_own_claims_fears_and_denials_add_nothing() -> None:
    """The attacker's word for itself, what may come and what is denied count no capital; nor do districts."""
    assert captures(counted(4, by=REBEL, firmness="claimed")) == []
    assert captures(counted(4, firmness="possible")) == []
    assert captures(counted(4, firmness="denied")) == []
    districts = told("territory", "held", None, actor="Front", of="districts", value=Value(90, 90, "count"))
    assert captures(districts) == []


def test_places_of_the_test_are_what_they_seem() -> None:
    """Alpha is a first-level capital in these tests."""
    assert PLACES["alpha"].place_class == "provincial_capital"
