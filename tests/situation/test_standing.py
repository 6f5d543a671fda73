"""Who holds a place: what moves a standing, and what never does."""

from __future__ import annotations

from datetime import timedelta

import pytest
from told import ARMY, DAY, NOON, REBEL, RESIDENT, RIVAL, WIRE, claimed, later, seen, taken, told

from leeway.evidence.model import Speaker, Value


def test_a_statement_without_interest_takes_a_place() -> None:
    """A wire agency that states a capture makes the attacker hold the place, since the day it says."""
    state = seen([taken(day=DAY - timedelta(days=1))]).places["Alpha"]
    assert (state.standing, state.holder, state.since) == ("attacker", "Front", DAY - timedelta(days=1))
    assert (str(state.grade), state.place_class, state.disputed) == ("B2", "provincial_capital", False)
    assert state.distance_km == pytest.approx(157.2, abs=0.5)


def test_a_claim_alone_makes_a_place_contested() -> None:
    """What only the attacker says of its own gain is contested, with a lower grade than a firm word."""
    state = seen([claimed()]).places["Alpha"]
    assert (state.standing, state.firmness, str(state.grade)) == ("contested", "claimed", "D3")
    assert state.confidence < seen([taken()]).places["Alpha"].confidence


@pytest.mark.parametrize("firmness", ["planned", "expected", "possible"])
def test_announced_or_feared_is_not_done(firmness: str) -> None:
    """A capture that is planned, expected or possible ("if confirmed") moves nothing and is no change."""
    picture = seen([taken(firmness=firmness)])
    assert "Alpha" not in picture.places
    assert picture.changes == ()


def test_an_independent_voice_bears_a_claim_out() -> None:
    """A claim and an independent unchecked report of another origin are firm together, since the day claimed."""
    found = [claimed(), taken(by=RIVAL, firmness="unverified", **later(1))]
    state = seen(found, NOON + timedelta(days=1, hours=1)).places["Alpha"]
    assert (state.standing, state.since, state.grade.speakers) == ("attacker", DAY, 2)


def test_the_side_that_loses_concedes() -> None:
    """The defender's own word that a place is lost is firm."""
    assert seen([taken(by=ARMY)]).places["Alpha"].standing == "attacker"


def test_confirmed_counts_whoever_is_named_as_speaker() -> None:
    """ "Confirmed" is said to be borne out by another: the claimer's name beside it does not weaken it."""
    state = seen([claimed(firmness="confirmed")]).places["Alpha"]
    assert (state.standing, str(state.grade)) == ("attacker", "D2")


def test_denial_by_the_defender_leaves_a_firm_capture() -> None:
    """A denial by the party that has lost keeps the place with the attacker, disputed, and less sure."""
    state = seen([taken(), taken(by=ARMY, firmness="denied")]).places["Alpha"]
    assert (state.standing, state.disputed, str(state.grade)) == ("attacker", True, "B3")


def test_claim_against_denial_is_contested() -> None:
    """One side claims, the other denies: contested and disputed."""
    state = seen([claimed(), taken(by=ARMY, firmness="denied")]).places["Alpha"]
    assert (state.standing, state.disputed, state.grade.credibility) == ("contested", True, 4)


def test_a_place_once_lost_is_not_threatened_again_on_that_day() -> None:
    """An older word that a place is about to fall, or one of the same day, does not give it back."""
    found = [taken(), told("control", "threatened", by=RIVAL, at=NOON + timedelta(hours=2))]
    assert seen(found).places["Alpha"].standing == "attacker"


def test_retaken() -> None:
    """A firm word of a later day gives a place back, and the change is told."""
    back = told("control", "retaken", by=RIVAL, actor="army", **later(2))
    picture = seen([taken(), back], NOON + timedelta(days=3))
    assert (picture.places["Alpha"].standing, picture.places["Alpha"].holder) == ("defender", "army")
    assert [(c.event, c.day) for c in picture.changes] == [("captured", DAY), ("lost_again", DAY + timedelta(days=2))]


def test_the_army_alone_does_not_retake() -> None:
    """The same rule for both sides: the defender's own claim does not undo a firm capture."""
    back = told("control", "retaken", by=ARMY, actor="army", firmness="claimed", **later(2))
    assert seen([taken(), back], NOON + timedelta(days=3)).places["Alpha"].standing == "attacker"


def test_a_claim_to_have_retaken_does_not_ride_on_a_denial() -> None:
    """On the day of a firm capture an unnamed denial and the army's own "retaken" together give nothing back."""
    found = [
        taken(),
        taken(by=Speaker(role="commander", anonymous=True), firmness="denied", at=NOON + timedelta(hours=2)),
        told("control", "retaken", by=ARMY, actor="army", firmness="claimed", at=NOON + timedelta(hours=3)),
    ]
    assert seen(found).places["Alpha"].standing == "attacker"


def test_taken_after_fighting_on_one_day_is_one_change() -> None:
    """A place contested and taken on the same day is told once, as taken."""
    assert [c.event for c in seen([told("control", "contested"), taken(by=RIVAL)]).changes] == ["captured"]


def test_the_fall_of_the_target_takes_two_voices() -> None:
    """One agency's word that the target has fallen makes it contested; a second independent voice makes it so, and so
    does what an analyst saw."""
    one = [taken("Port City")]
    assert seen(one).places["Port City"].standing == "contested"
    assert [c.event for c in seen(one).changes] == ["contested"]
    assert seen([*one, taken("Port City", by=RIVAL)]).places["Port City"].standing == "attacker"
    own = taken("Port City", by=Speaker(org="roof post"), origin="observation:roof post")
    assert seen([own]).places["Port City"].standing == "attacker"


def test_fighting_words() -> None:
    """Contested and threatened by somebody without interest stand as they are; a third party is neither side."""
    assert seen([told("control", "contested")]).places["Alpha"].standing == "contested"
    assert seen([told("control", "threatened")]).places["Alpha"].standing == "threatened"
    other = seen([taken(actor="Third Force")]).places["Alpha"]
    assert (other.standing, other.holder) == ("unknown", "Third Force")


def test_hearsay_moves_nothing() -> None:
    """An account whose origin nobody knows cannot know: two of them are no voice at all."""
    accounts = [taken(by=Speaker(role="account", org=f"channel {k}", anonymous=True)) for k in (1, 2)]
    state = seen(accounts).places["Alpha"]
    assert (state.standing, state.grade.speakers, state.grade.credibility) == ("contested", 0, 6)


def test_witnesses_of_two_texts_are_two() -> None:
    """Residents quoted in two independent texts are two voices."""
    found = [taken(by=RESIDENT, report=name) for name in ("a", "b")]
    assert seen(found).places["Alpha"].grade.speakers == 2


def test_a_count_is_no_place() -> None:
    """ "Three towns taken" is a count; a capture that names no place is counted apart."""
    picture = seen([taken("Highlands", value=Value(3, 3, "count"), of="towns"), taken(None)])  # type: ignore[arg-type]
    assert picture.places == {}
    assert [(c.subject, c.low, c.status) for c in picture.counts] == [("towns", 3, "captured")]
    assert picture.ignored["control of no one place"] == 1


def test_names_in_other_spelling_are_one_place() -> None:
    """Case, accents and articles make no second place, nor does a missing id."""
    found = [taken("Álpha", place_id="gn:1"), taken("alpha", by=RIVAL)]
    (state,) = seen(found, places={}).places.values()
    assert state.grade.speakers == 2


def test_a_firm_turn_is_known_when_it_became_firm() -> None:
    """The change bears the day of the claim and the instant of the confirmation: nothing looks ahead."""
    found = [claimed(), taken(by=WIRE, day=DAY, at=NOON + timedelta(days=1))]
    before = seen(found, NOON + timedelta(hours=1)).changes
    (after,) = seen(found, NOON + timedelta(days=2)).changes
    assert [c.event for c in before] == ["contested"]
    assert (after.event, after.day, after.known) == ("captured", DAY, NOON + timedelta(days=1))


def test_an_old_claim_does_not_date_a_later_capture() -> None:
    """A claim a month old was another event: the capture is dated by what bears it out."""
    found = [claimed(), taken(**later(30))]
    assert seen(found, NOON + timedelta(days=31)).places["Alpha"].since == DAY + timedelta(days=30)


def test_the_attacker_against_its_own_interest() -> None:
    """The attacker's word that it has left a place is firm."""
    left = told("control", "captured", by=REBEL, actor="Front", firmness="denied", **later(1))
    assert seen([taken(), left], NOON + timedelta(days=2)).places["Alpha"].standing == "defender"
