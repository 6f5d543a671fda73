"""One day of a case from end to end: reports to picture to forecast to assessment."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

import numpy as np

from leeway.case.hazard import Hazard
from leeway.case.model import Case
from leeway.errors import LeewayError
from leeway.forecast.from_case import coordinates, learned_from, needed_hazard
from leeway.forecast.model import TimeLeft
from leeway.forecast.origins import counted
from leeway.forecast.relief import LEAD_D, p_relief
from leeway.forecast.time_left import published_fit, time_left
from leeway.history.model import History
from leeway.movement.pool import Pool
from leeway.movement.records import Clearance
from leeway.posture.ahead import Ahead, begin_ahead
from leeway.posture.assess import assess
from leeway.posture.bases import Bases
from leeway.posture.decisions import latest
from leeway.posture.model import Assessment
from leeway.posture.staffing.load import load_staffing
from leeway.posture.tripwires.load import load_tripwires
from leeway.posture.tripwires.model import Tripwires
from leeway.posture.warning_cost import past
from leeway.situation.from_case import CaseEvidence, case_gazetteer, case_situation
from leeway.situation.model import Situation

DRAWS: Final = 10_000
REPLICATIONS: Final = 1_000


@dataclass(frozen=True, slots=True)
class Day:
    """A case on one day: the case with its start at the as-of instant, and everything worked out from it.

    `watched`: a few operations without closings with what was waited for, where levers or they were asked for.
    """

    case: Case
    situation: Situation
    time_left: TimeLeft
    assessment: Assessment
    tripwires: Tripwires
    watched: Clearance | None = None


def day(
    case: Case,
    evidence: CaseEvidence,
    as_of: datetime,
    history: History,
    *,
    draws: int = DRAWS,
    replications: int = REPLICATIONS,
    workers: int = 1,
    pool: Pool | None = None,
    since: Mapping[str, datetime] | None = None,
    tripwires: Tripwires | None = None,
    staffing: bool = True,
    bases: Bases | None = None,
    levers: int = 0,
    watch: bool = False,
    hastens: float | None = None,
    ahead: Ahead | None = None,
    first: Callable[[Situation, TimeLeft], None] = lambda situation, left: None,
    then: Callable[[Clearance | None], None] = lambda watched: None,
    tell: Callable[[str], None] = lambda words: None,
) -> Day:
    """Work out one day. `history` is used without the war of the case's own campaign, if it names one.

    Nothing published after `as_of` is used. Same inputs, same bytes: every draw comes from the case's seed. For
    replays: `tripwires` read before, no proposal of `staffing`, `bases` of other days (`leeway.posture.bases`), no
    `levers` (how many changes of the plan to try). `hastens`: factor on the hazard, instead of that of staffing.toml.
    `watch`: tell what is waited for, also without levers. `pool`: processes to simulate in, else `workers` of its own;
    `ahead`: what has been begun there for this day (with levers, watch and bases of its own); `first` is called
    once while they simulate the plan, `then` while they simulate changes of it.
    """
    if pool is None:
        with Pool(workers) as own_pool:
            return day(
                case, evidence, as_of, history, draws=draws, replications=replications, pool=own_pool, since=since,
                tripwires=tripwires, staffing=staffing, bases=bases, levers=levers, watch=watch, hastens=hastens,
                ahead=ahead, first=first, then=then, tell=tell,
            )  # fmt: skip
    hazard = needed_hazard(case)
    today = replace(case, start=as_of)
    if ahead is None:
        ahead = begin_ahead(case, as_of, replications, pool, levers=levers, watch=watch, bases=bases)
    situation = case_situation(case, as_of, evidence)
    places = coordinates(case, hazard, evidence)
    rng = np.random.default_rng(np.random.SeedSequence((case.settings.seed, 1)))
    tell("forecasting the exits")
    learned = learned_from(hazard, history)
    campaigns = tuple(counted(learned))
    left = time_left(situation, learned, rng, exits=hazard.exits, coordinates=places, draws=draws)
    if tripwires is None:
        exits = ("city", *(exit_.id for exit_ in hazard.exits))
        known = known_places(hazard, evidence)
        tripwires = load_tripwires(case.path, places=known, exits=exits, on_map=on_map(case))
    recorded, broken = _recorded(case, as_of)
    own = history.campaigns.get(hazard.campaign or "")
    assessment = assess(
        today,
        left,
        situation,
        tripwires,
        replications=replications,
        pool=pool,
        staffing=load_staffing(case.path, case) if staffing else None,
        relief=p_relief(published_fit(campaigns), campaigns, left.p_within("city", LEAD_D)),
        coordinates=places,
        since=since,
        decisions=recorded,
        bases=ahead.bases,
        tried=ahead.tried.result,
        hastens=hastens,
        known=past(None if own is None else own.war) if levers else None,
        first=lambda: first(situation, left),
        then=lambda: then(_watched(ahead)),
        tell=tell,
    )
    if broken:
        assessment = replace(assessment, notes=(*assessment.notes, broken))
    return Day(today, situation, left, assessment, tripwires, _watched(ahead))


def _watched(ahead: Ahead) -> Clearance | None:
    return None if ahead.watched is None else ahead.watched.result()


def _recorded(case: Case, as_of: datetime) -> tuple[dict[str, tuple[str, str, str]], str]:
    """What was decided on each tripwire by then, and what is wrong with the log: a broken one must not stop the day."""
    try:
        return latest(case.path, as_of), ""
    except LeewayError as error:
        return {}, f"The decision log cannot be trusted, so that no decision is shown: {error}"


def on_map(case: Case) -> Callable[[str], str | None]:
    """The gazetteer's name of a place; it is read only if a name is asked for."""

    def name_of(name: str) -> str | None:
        place = case_gazetteer(case).look_up(name) if case.area else None
        return None if place is None else place.name

    return name_of


def known_places(hazard: Hazard, evidence: CaseEvidence) -> tuple[str, ...]:
    """Names that a condition may use: of the evidence and of the hazard; none to check against without evidence."""
    if not evidence.places:
        return ()
    named = {known.name for known in evidence.places.values()}
    named |= {name for exit_ in hazard.exits for name in (*exit_.through, exit_.place or "") if name}
    return tuple(sorted({*named, hazard.target, "target", "front"}))
