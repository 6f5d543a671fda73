"""Which messages a day asks for, and what they are about."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from leeway.brief.messages.load import catalogue, load_language
from leeway.brief.messages.model import AUDIENCES, Catalogue, Kind, Message, Occasion
from leeway.brief.messages.write import write_message
from leeway.case.model import Case
from leeway.case.suggestions import did_you_mean
from leeway.errors import InputError, Problem
from leeway.forecast.model import TimeLeft
from leeway.posture.model import LADDER, TripwireResult
from leeway.posture.tripwires.model import Tripwires
from leeway.situation.model import ServiceState, Situation

POSTURES: Final = (*LADDER, "standfast")
_FLIGHTS: Final = ("commercial flights", "flights", "airport")
LIKELY: Final = 0.5
LIKELY_D: Final = 14


def kinds_for(posture: str, found: Catalogue, audiences: Sequence[str] = AUDIENCES) -> list[Kind]:
    """The messages proposed at a posture, by audience; none at "normal"."""
    return [kind for audience in audiences for kind in found.kinds.values()
            if kind.audience == audience and posture in kind.rungs]  # fmt: skip


def named_by(results: Sequence[TripwireResult], tripwires: Tripwires, posture: str, found: Catalogue) -> list[Kind]:
    """Messages that tripped tripwires of this posture name. Raises `InputError` for one the catalogue does not have."""
    known, problems, kinds = tuple(found.kinds), [], []
    tripped = {result.id for result in results if result.tripped and result.posture == posture}
    for tripwire in tripwires.tripwires:
        for name in tripwire.messages:
            if name not in found.kinds:
                hint = did_you_mean(name, known) or f"There are: {', '.join(known)}."
                problems.append(Problem("tripwires.toml", f"line {tripwire.line}", "messages", name, "a message", hint))
            elif tripwire.id in tripped:
                kinds.append(found.kinds[name])
    if problems:
        raise InputError(problems)
    return kinds


def occasion_of(case: Case, situation: Situation, left: TimeLeft | None) -> Occasion:
    """What the messages of a day are about."""
    hazard = case.hazard
    p_loss = left.p_within("city", LIKELY_D) if left is not None else 0.0
    return Occasion(
        situation.target, hazard.mission if hazard is not None else None, situation.as_of, case.time_zone,
        _flights(situation), situation.lat, situation.lon, p_loss >= LIKELY,
    )  # fmt: skip


def _flights(situation: Situation) -> str:
    """State of flights at the target as last reported; unknown where nobody said."""
    here = [s for s in situation.services if s.of in _FLIGHTS and situation.target.casefold() in s.place.casefold()]
    newest: ServiceState | None = min(here, key=lambda s: (_FLIGHTS.index(s.of), s.age_h), default=None)
    return newest.status if newest is not None else "unknown"


def messages(
    kinds: Sequence[Kind], occasion: Occasion, directory: Path | None, codes: Sequence[str] = ("en",)
) -> list[Message]:
    """Each message in each language, in order, none twice."""
    found = catalogue()
    spoken = [load_language(code, directory) for code in codes]
    return [write_message(kind, language, occasion, found) for language in spoken for kind in dict.fromkeys(kinds)]
