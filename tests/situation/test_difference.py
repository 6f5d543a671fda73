"""What changed between two instants of one case."""

from __future__ import annotations

from datetime import datetime, timedelta

from told import NOON, RIVAL, WIRE, claimed, later, seen, taken, told

from leeway.evidence.model import Statement, Value
from leeway.situation.difference import Difference, what_changed


def between(found: list[Statement], hours: tuple[float, float]) -> dict[str, list[Difference]]:
    """Differences by kind between two instants, hours after noon of the usual day."""
    first, last = (seen(found, NOON + timedelta(hours=h)) for h in hours)
    kinds: dict[str, list[Difference]] = {}
    for one in what_changed(first, last).differences:
        kinds.setdefault(one.kind, []).append(one)
    return kinds


def test_gained_and_lost() -> None:
    """Places the attacker took, and gave up again."""
    found = [taken(), told("control", "retaken", by=RIVAL, actor="army", **later(2))]
    (gained,) = between(found, (-1, 1))["gained"]
    assert (gained.subject, gained.before, gained.after) == ("Alpha", "", "attacker")
    (lost,) = between(found, (24, 50))["lost"]
    assert (lost.subject, lost.before, lost.after) == ("Alpha", "attacker", "defender")


def test_claim_borne_out() -> None:
    """Contested becomes gained."""
    found = [claimed(), taken(at=NOON + timedelta(hours=10))]
    assert [(d.before, d.after) for d in between(found, (1, 11))["gained"]] == [("contested", "attacker")]


def test_newly_contradicted_and_settled() -> None:
    """A number that a second source tells otherwise is new in the ledger."""
    ten, eleven = Value(10, 10, "count"), Value(11, 11, "count")
    found = [told("territory", "held", of="towns", value=ten),
             told("territory", "held", of="towns", value=eleven, by=RIVAL, at=NOON + timedelta(hours=3))]  # fmt: skip
    (one,) = between(found, (1, 4))["contradicted"]
    assert "10 towns" in one.after
    assert "11 towns" in one.after


def test_newly_stale() -> None:
    """A threatened place without news for its half-life of three days turns stale once."""
    found = [told("control", "threatened")]
    assert [d.subject for d in between(found, (1, 80))["stale"]] == ["Alpha"]
    assert "stale" not in between(found, (80, 100))


def test_exits_missions_estimates_counts() -> None:
    """Each kind of state is compared by itself; what stays the same is not told."""
    found = [
        told("access", "open", of="airport"), told("access", "closed", of="airport", by=RIVAL, **later(1)),
        told("posture", "minimum_staff", actor="US embassy", **later(1)),
        told("time_left", "until_fall", "Port City", value=Value(1, 2, "days"), **later(1)),
        told("headcount", "present", of="staff", value=Value(40, 40, "people"), **later(1)),
        told("access", "open", "Beta", of="road"),
    ]  # fmt: skip
    kinds = between(found, (1, 30))
    assert {k: len(v) for k, v in kinds.items()} == {"exit": 1, "mission": 1, "estimate": 1, "count": 1}
    assert (kinds["exit"][0].before, kinds["exit"][0].after) == ("open", "closed")


def test_each_step_of_a_mission_is_compared_by_itself() -> None:
    """A second announcement beside an older one is news, and so is the core beside the order to leave that still
    stands; what stood before is not told again."""
    post = {"actor": "US embassy"}
    found = [
        told("posture", "ordered_departure", **post),
        told("posture", "reducing", by=RIVAL, firmness="planned", **post),
        told("posture", "minimum_staff", by=RIVAL, report="core", firmness="planned", **post, **later(1)),
        told("posture", "evacuating", by=RIVAL, report="lift", **post, **later(1)),
    ]
    told_of = {d.subject: (d.before, d.after) for d in between(found, (1, 30))["mission"]}
    assert told_of == {
        "US embassy: posture": ("", "evacuating"), "US embassy: posture (planned)": ("", "minimum_staff"),
    }  # fmt: skip


def test_retracted() -> None:
    """What its own speaker takes back is retracted, not lost, and contradicts nothing."""
    found = [taken(by=WIRE), taken(by=WIRE, report="correction", firmness="denied", at=NOON + timedelta(hours=5))]
    assert [(d.subject, d.before, d.after) for d in between(found, (1, 6))["retracted"]] == [
        ("Alpha", "attacker", "defender")]  # fmt: skip


def test_same_picture_no_difference() -> None:
    """Nothing said in between, nothing told."""
    instant: datetime = NOON + timedelta(hours=1)
    assert what_changed(seen([taken()], instant), seen([taken()], instant + timedelta(hours=1))).differences == ()
