"""What a forecast takes from a case: its hazard, what may be learned from, where the places on its exits lie."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from leeway.case.hazard import Hazard, HazardExit
from leeway.case.model import Case
from leeway.case.suggestions import did_you_mean
from leeway.errors import InputError, LeewayError, Problem
from leeway.history.model import History
from leeway.situation.from_case import PLACES, CaseEvidence, case_gazetteer
from leeway.situation.names import folded

if TYPE_CHECKING:
    from leeway.evidence.places.gazetteer import Gazetteer

PLACED: Final = ("road", "border", "port")
"""Kinds of exit that are lost when the place they name is lost."""


def needed_hazard(case: Case) -> Hazard:
    """The hazard of a case. Raises `LeewayError` if it has none."""
    if case.hazard is None:
        raise LeewayError(
            "case.toml has no [hazard]: name the target, the attacker and the exits (docs/reference/plan-language.md)."
        )
    return case.hazard


def learned_from(hazard: Hazard, history: History) -> History:
    """What a forecast of this case may learn from. Raises `LeewayError` for a campaign that history does not hold."""
    if hazard.campaign is None:
        return history
    if hazard.campaign not in history.campaigns:
        hint = did_you_mean(hazard.campaign, history.campaigns) or "'leeway history' lists them."
        expected = "the name of a packaged campaign"
        raise InputError([Problem("case.toml", "[hazard]", "campaign", hazard.campaign, expected, hint)])
    return history.without_wars(frozenset({history.campaigns[hazard.campaign].war}))


def coordinates(case: Case, hazard: Hazard, evidence: CaseEvidence) -> dict[str, tuple[float, float]]:
    """(latitude, longitude) of places by name: of the evidence, and those on the exits from the gazetteer.

    Raises `InputError` for a place on a road, or a crossing, that neither the gazetteer nor any statement knows: it
    would be forecast as if it lay nowhere.
    """
    found = {
        known.name: (known.lat, known.lon)
        for known in evidence.places.values()
        if known.lat is not None and known.lon is not None
    }
    wanted = {name for exit_ in hazard.exits for name in (*exit_.through, exit_.place or "")} - {"", *found}
    if not wanted or not case.area:
        return found
    gazetteer = case_gazetteer(case)
    for name in sorted(wanted):
        place = gazetteer.look_up(name)
        if place is not None and place.lat is not None and place.lon is not None:
            found[name] = (place.lat, place.lon)
    told = {folded(statement.place) for statement in evidence.statements if statement.place}
    problems = [
        _nowhere(case, number, exit_, key, name, gazetteer)
        for number, exit_ in enumerate(hazard.exits, 1)
        for key, name in _on_the_way(exit_)
        if name not in found and folded(name) not in told and gazetteer.look_up(name) is None
    ]
    if problems:
        raise InputError(problems)
    return found


def _on_the_way(exit_: HazardExit) -> list[tuple[str, str]]:
    """(field, name) of the places whose loss loses the exit; the loss of an airport is not read off a place."""
    named = [("through", name) for name in exit_.through]
    return [*named, ("place", exit_.place)] if exit_.kind in PLACED and exit_.place else named


def _nowhere(case: Case, number: int, exit_: HazardExit, key: str, name: str, gazetteer: Gazetteer) -> Problem:
    known = {place.name for places in gazetteer.named.values() for place in places}
    hint = f"{did_you_mean(name, known)} {PLACES} of the case takes places of your own.".strip()
    where = f"line {exit_.line} ([[hazard.exit]] {number})" if exit_.line else f"[[hazard.exit]] {number}"
    expected = f"a place that the gazetteer of {', '.join(case.area)}, {PLACES} or a report knows"
    return Problem("case.toml", where, key, name, expected, hint)
