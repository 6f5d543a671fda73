"""What a forecast takes from a case: its hazard, what may be learned from, where the places on its exits lie."""

from __future__ import annotations

from leeway.case.hazard import Hazard
from leeway.case.model import Case
from leeway.case.suggestions import did_you_mean
from leeway.errors import InputError, LeewayError, Problem
from leeway.history.model import History
from leeway.situation.from_case import CaseEvidence, case_gazetteer


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
    """(latitude, longitude) of places by name: of the evidence, and those on the exits from the gazetteer."""
    found = {
        known.name: (known.lat, known.lon)
        for known in evidence.places.values()
        if known.lat is not None and known.lon is not None
    }
    wanted = {name for exit_ in hazard.exits for name in (*exit_.through, exit_.place or "")} - {"", *found}
    if wanted and case.area:
        gazetteer = case_gazetteer(case)
        for name in sorted(wanted):
            place = gazetteer.look_up(name)
            if place is not None and place.lat is not None and place.lon is not None:
                found[name] = (place.lat, place.lon)
    return found
