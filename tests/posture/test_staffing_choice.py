"""Whom to keep: the small optimisation against enumeration, and its rules."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leeway.case.staffing import Function
from leeway.errors import LeewayError
from leeway.posture.staffing.choose import choose

CONSULAR = Function("consular", "consular help", 5.0, {"consular": 4, "security": 1})
VISAS = Function("visas", "visas", 3.0, {"visas": 3}, (("visas", "consular"),))
AID = Function("aid", "aid", 2.0, {"aid": 5})
SAFETY = Function("safety", "security of the post", 9.0, {"security": 6})
EVERY = [CONSULAR, VISAS, AID, SAFETY]
THERE = {"consular": 8, "visas": 2, "aid": 10, "security": 12}


def test_with_room_for_all_every_function_is_kept_by_the_fewest_people() -> None:
    """Capacity to spare: all functions, and nobody stays who is not needed."""
    found = choose(EVERY, THERE, 40)
    assert found.functions == ("consular", "visas", "aid", "safety")
    assert sum(found.keep.values()) == 4 + 1 + 3 + 5 + 6
    assert found.value == 19.0


def test_deputies_stand_in() -> None:
    """Two visa officers and a consular officer keep visas; without deputies they cannot."""
    assert choose([VISAS], THERE, 10).keep["consular"] == 1
    alone = Function("visas", "visas", 3.0, {"visas": 3})
    assert choose([alone], THERE, 10).functions == ()


def test_little_room_keeps_what_is_worth_most() -> None:
    """Eleven people: security (6) and consular help (5) are worth more than anything else that fits."""
    found = choose(EVERY, THERE, 11)
    assert found.functions == ("consular", "safety")
    assert sum(found.keep.values()) == 11
    assert choose(EVERY, THERE, 0).functions == ()


def test_overrides_stay_and_impossible_ones_are_said() -> None:
    """An override keeps its people though no function needs them; more than can be lifted is an error."""
    assert choose([SAFETY], THERE, 12, least={"aid": 2}).keep["aid"] == 2
    with pytest.raises(LeewayError, match="only 1 can be lifted"):
        choose([SAFETY], THERE, 1, least={"aid": 2})
    with pytest.raises(LeewayError, match="of whom there are 10"):
        choose([SAFETY], THERE, 99, least={"aid": 11})


def test_among_equals_those_stay_who_leave_last() -> None:
    """Either group can do it: the one the rules send last stays."""
    either = Function("watch", "watch", 1.0, {"visas": 1}, (("visas", "aid"),))
    assert choose([either], {"visas": 1, "aid": 1}, 1, order=("visas", "aid")).keep in (
        {"visas": 0, "aid": 1},
        {"visas": 1, "aid": 0},
    )


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(1, 9), st.dictionaries(st.sampled_from("abc"), st.integers(1, 4), min_size=1)),
        min_size=1,
        max_size=4,
    ),
    st.fixed_dictionaries({g: st.integers(0, 6) for g in "abc"}),
    st.integers(0, 14),
)
def test_no_choice_is_worth_more(drawn: list[tuple[int, dict[str, int]]], available: dict[str, int], most: int) -> None:
    """Against every subset of functions: the value is the greatest that fits, and the people are enough."""
    functions = [Function(f"f{i}", "", float(v), n) for i, (v, n) in enumerate(drawn)]
    best = 0.0
    for kept in product((False, True), repeat=len(functions)):
        needed = {g: sum(f.needs.get(g, 0) for f, on in zip(functions, kept, strict=True) if on) for g in "abc"}
        if all(needed[g] <= available[g] for g in "abc") and sum(needed.values()) <= most:
            best = max(best, sum(f.value for f, on in zip(functions, kept, strict=True) if on))
    found = choose(functions, available, most)
    assert found.value == best
    needed = {g: sum(f.needs.get(g, 0) for f in functions if f.id in found.functions) for g in "abc"}
    assert found.keep == needed
