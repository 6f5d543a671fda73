# ruff: noqa: E501 - one case a line
"""Withdrawals and reinforcements of foreign states: when they end, where they stand, which days are none."""

from __future__ import annotations

from datetime import date

import pytest
from grammar_reading import read

from leeway.evidence.model import Days


@pytest.mark.parametrize(
    ("body", "days"),
    [
        ("The French troop withdrawal, which will be finished by late September, is half done.", Days(None, date(2021, 9, 30))),
        ("French soldiers began to leave in May. The pull-out is to conclude by the end of October.", Days(None, date(2021, 10, 31))),
        ("The withdrawal of French troops is due to end on 30 September.", Days(date(2021, 9, 30), date(2021, 9, 30))),
    ],
)  # fmt: skip
def test_when_a_withdrawal_is_to_end(body: str, days: Days) -> None:
    """The day by which a withdrawal is to be over is a planned statement of its own, of the country."""
    planned = [s for s in read(body, country="MZ") if s.kind == "force" and s.when == days]
    assert [(s.actor, s.place, s.firmness) for s in planned] == [("France", "Mozambique", "planned")]


def test_no_end_without_a_day_ahead() -> None:
    """An end that lies behind or has no day gives no second statement."""
    assert (
        len([s for s in read("The withdrawal of French troops was completed.", country="MZ") if s.kind == "force"]) <= 1
    )


def test_a_state_withdraws_from_the_country() -> None:
    """The town where officers speak of a withdrawal is not where the troops leave from."""
    found = read("Officers met in Pemba. France has completed most of the French troop withdrawal.", country="MZ")
    assert {s.place for s in found if s.kind == "force"} == {"Mozambique"}


def test_troops_sent_to_the_region() -> None:
    """Troops sent "to the region to be on standby" stand by, nobody says where; they are told of once."""
    (one,) = read("Some 2,500 French troops will be shipped to the region, on standby.", country="MZ")
    assert (one.status, one.actor, one.place) == ("standby", "France", None)


def test_days_ahead_and_no_days() -> None:
    """ "Over the next three days" counts from today; "in the coming days" and "earlier this year" are no days."""
    (ahead,) = read("Over the next three days, two French battalions will be flown to Maputo airport.", country="MZ")
    assert ahead.when == Days(date(2021, 8, 13), date(2021, 8, 16))
    vague = read(
        "Today the ministry met and a cut in the staff of the French embassy in Maputo is probable in the coming days.",
        country="MZ",
    )
    assert [s.when for s in vague if s.kind == "posture"] == [None]
    past = read("The French embassy in Maputo cut its staff earlier this year.", country="MZ")
    assert [s.when for s in past] == [None]


def test_the_military_named_before() -> None:
    """ "The military" in a paragraph on a foreign army is that army; "the army" stays the home state's."""
    body = (
        "A defence official said the US military was in favour. He said the military will send 300 soldiers to Maputo."
    )
    assert "United States" in {s.actor for s in read(body, country="MZ") if s.kind == "force"}
    home = "A US military plane landed. The army will send 300 soldiers to Pemba."
    assert {s.actor for s in read(home, country="MZ") if s.kind == "force" and s.value is not None} == {
        "Mozambican army"
    }


def test_ready_in_case() -> None:
    """Troops prepared in case of worse stand by; that somebody stays as a signal is no force."""
    (ready,) = [
        s
        for s in read("French forces in Gabon are prepared in case the truce fails.", country="MZ")
        if s.kind == "force"
    ]
    assert (ready.status, ready.actor, ready.firmness) == ("standby", "France", "stated")
    told = read("It is a message to the ministers that NATO is staying on.", country="MZ")
    assert [s for s in told if s.kind in ("force", "posture")] == []


def test_begun_and_half_done() -> None:
    """What began and is said to be half done in one sentence is one withdrawal, told at its fuller place."""
    found = read(
        "The French army began withdrawing from Mozambique in spring and has completed half of the French troop withdrawal.",
        country="MZ",
    )
    assert len([s for s in found if s.kind == "force"]) == 1


def test_ready_over_a_list() -> None:
    """The force before a list of what it keeps is the one that is ready."""
    body = "The French army keeps planes, crews and trucks in Gabon to be ready in case of worse."
    assert ("standby", "France") in {(s.status, s.actor) for s in read(body, country="MZ") if s.kind == "force"}
