"""Repetition moves nothing: copies, quoted spokesmen and coordinated parties against the picture."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from told import ARMY, DAY, EVENING, NOON, REBEL, RIVAL, WIRE, claimed, seen, taken, told

from leeway.evidence.model import KINDS, Speaker, Statement, Value
from leeway.situation.grading import ENOUGH, voices
from leeway.situation.items import Frame, weighed
from leeway.situation.model import PlaceState, Situation
from leeway.situation.parties import Parties
from leeway.situation.sources import packaged

FRAME = Frame(EVENING, "Port City", 0.0, 0.0, Parties(["Front"], ["army"]), packaged())


def essence(state: PlaceState) -> tuple[object, ...]:
    """What a state says, without the list of statements it rests on."""
    return (state.standing, state.holder, state.since, str(state.grade), state.grade.speakers, state.grade.origins,
            state.confidence, state.disputed)  # fmt: skip


def copies(statement: Statement, many: int) -> list[Statement]:
    """The same words under other report ids, of the same text family."""
    return [replace(statement, report=f"copy {k}", publisher=f"Paper {k}") for k in range(many)]


def test_a_hundred_copies_move_nothing() -> None:
    """Copies of a claim, and of a firm word, leave state, grade and confidence where the first left them."""
    for first in (claimed(), taken()):
        once, often = seen([first]), seen([first, *copies(first, 100)])
        assert essence(once.places["Alpha"]) == essence(often.places["Alpha"])
        assert once.origins == often.origins == 1
        assert len(often.changes) == len(once.changes) == 1


def test_a_coordinated_party_counts_once() -> None:
    """Twenty spokesmen of the attacker in twenty texts of their own are one voice, and prove nothing."""
    roles = [Speaker(role=f"commander {k}", org="Front") for k in range(20)]
    picture = seen([claimed(by=role, report=f"text {k}") for k, role in enumerate(roles)])
    state = picture.places["Alpha"]
    assert (state.standing, state.grade.speakers, state.grade.credibility) == ("contested", 1, 3)
    assert state.grade.origins == 20


def test_three_outlets_quoting_one_spokesman_are_one_source() -> None:
    """Three witnesses that he said it, one source that it is so."""
    speaker = Speaker(role="spokesman", org="health ministry")
    three = seen([taken(by=speaker, report=f"paper {k}") for k in range(3)]).places["Alpha"]
    one = seen([taken(by=speaker, report="paper 0")]).places["Alpha"]
    assert (three.grade.speakers, three.grade.origins) == (1, 3)
    assert (three.grade.credibility, three.confidence) == (one.grade.credibility, one.confidence)


def test_agencies_of_one_government_are_one_voice() -> None:
    """What the Pentagon and the State Department say is one government speaking."""
    found = [taken(by=Speaker(role="spokesman", org=org)) for org in ("Pentagon", "US State Department")]
    assert seen(found).places["Alpha"].grade.speakers == 1


def test_two_speakers_of_one_text_are_one_witness() -> None:
    """Each independent voice needs an origin of its own."""
    one_text = [taken(by=WIRE, report="roundup"), taken(by=RIVAL, report="roundup", start=20)]
    two_texts = [taken(by=WIRE), taken(by=RIVAL)]
    assert seen(one_text).places["Alpha"].grade.speakers == 1
    assert str(seen(two_texts).places["Alpha"].grade) == "B1"


PAIRS = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=14)


def brute(pairs: set[tuple[int, int]]) -> int:
    """The largest set of pairs no two of which share a speaker or an origin, by trying."""
    if not pairs:
        return 0
    first = min(pairs)
    without = brute(pairs - {first})
    rest = {p for p in pairs if p[0] != first[0] and p[1] != first[1]}
    return max(without, 1 + brute(rest))


@settings(max_examples=60, deadline=None)
@given(PAIRS)
def test_voices_are_the_largest_matching(pairs: list[tuple[int, int]]) -> None:
    """The count of independent voices equals exhaustive search, in any order, with any repetition."""
    found = [taken(by=Speaker(org=f"org {s}"), report=f"r {o} {n}", origin=f"origin {o}")
             for n, (s, o) in enumerate(pairs)]  # fmt: skip
    assert voices(weighed(found, FRAME)) == brute(set(pairs))


def test_counting_voices_stays_quick_and_capped() -> None:
    """Thousands of voices through thousands of origins are "enough"; one voice through thousands is one."""
    many = [taken(by=Speaker(org=f"org {k}"), report=f"r {k}") for k in range(3000)]
    assert voices(weighed(many, FRAME)) == ENOUGH
    alone = [taken(by=WIRE, report=f"r {k}") for k in range(3000)]
    assert voices(weighed(alone, FRAME)) == 1


SPEAKERS = (WIRE, RIVAL, REBEL, ARMY, Speaker(role="resident", anonymous=True), Speaker(anonymous=True), Speaker())


@st.composite
def anything(draw: st.DrawFn) -> Statement:
    """Any statement of the scheme: kinds, statuses, firmness, speakers, values, days, places."""
    kind = draw(st.sampled_from(sorted(KINDS)))
    value = draw(st.none() | st.builds(Value, st.none() | st.integers(0, 5000).map(float),
                                       st.none() | st.integers(5000, 9000).map(float),
                                       st.sampled_from(["people", "days", "km", "percent", None])))  # fmt: skip
    day = draw(st.none() | st.integers(-5, 5).map(lambda k: DAY + timedelta(days=k)))
    at = draw(st.none() | st.integers(-72, 72).map(lambda h: NOON + timedelta(hours=h)))
    return told(
        kind, draw(st.sampled_from(KINDS[kind])), draw(st.sampled_from(["Alpha", "Beta", "Port City", None])),
        by=draw(st.sampled_from(SPEAKERS)), report=draw(st.sampled_from("abcd")), origin=draw(st.sampled_from("xyz")),
        day=day, at=at, value=value, firmness=draw(st.sampled_from(("stated", "claimed", "denied", "planned",
                                                                    "unverified", "possible", "confirmed"))),
        actor=draw(st.sampled_from(["Front", "army", "Third Force", "US embassy Port City", None])),
        of=draw(st.sampled_from(["airport", "staff", "troops", None])), start=draw(st.integers(0, 3)),
    )  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(st.lists(anything(), max_size=18), st.randoms(use_true_random=False))
def test_any_statements_in_any_order_give_one_picture(found: list[Statement], rng: random.Random) -> None:
    """No order and no repetition changes anything but the count of repetitions; nothing fails; all numbers are in
    range; nothing published later enters."""
    shuffled = [*found, *found[:5]]
    rng.shuffle(shuffled)
    here, there = seen(found), seen(shuffled)
    assert replace(here, ignored={}) == replace(there, ignored={})
    for state in here.places.values():
        assert 0 <= state.confidence <= 1
        assert state.age_h >= 0
        assert state.grounds
    assert all(change.known <= EVENING for change in here.changes)
    past = seen([s for s in found if s.published is None or s.published <= EVENING])
    assert replace(here, ignored={}) == replace(past, ignored={})


@settings(max_examples=60, deadline=None)
@given(st.lists(anything(), max_size=12), st.integers(0, 11), st.integers(1, 30))
def test_copies_of_any_statement_change_no_state(found: list[Statement], which: int, many: int) -> None:
    """Adversarial repetition of any one statement, letter for letter in its own family, moves no state of a place."""
    if not found:
        return
    first = found[which % len(found)]
    flooded = seen([*found, *(replace(first, report=f"copy {k}") for k in range(many))])
    assert essences(flooded) == essences(seen(found))


def essences(picture: Situation) -> dict[str, tuple[object, ...]]:
    """The essence of every place."""
    return {name: essence(state) for name, state in picture.places.items()}
