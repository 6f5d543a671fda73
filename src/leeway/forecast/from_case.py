"""What a forecast takes from a case: its hazard, what may be learned from, where the places on its exits lie."""

from __future__ import annotations

from leeway.case.hazard import Hazard
from leeway.case.model import Case
from leeway.errors import LeewayError
from leeway.history.model import History
from leeway.situation.from_case import PLACES, CaseEvidence


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
        raise LeewayError(f"case.toml, [hazard] campaign: no packaged campaign {hazard.campaign!r} (leeway history).")
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
        from leeway.evidence.places.gazetteer import load_gazetteer

        own = case.path / PLACES
        gazetteer = load_gazetteer(tuple(code.upper() for code in case.area), own if own.exists() else None)
        for name in sorted(wanted):
            place = gazetteer.look_up(name)
            if place is not None and place.lat is not None and place.lon is not None:
                found[name] = (place.lat, place.lon)
    return found
