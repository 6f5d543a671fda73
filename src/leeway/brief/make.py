"""From a case and an instant to the brief: the day worked out, the day before read, one simulation for the figures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from leeway.brief.document import Brief
from leeway.brief.figures import Figures
from leeway.brief.given import Earlier, Given
from leeway.brief.masking import Mask
from leeway.brief.paper import paper
from leeway.brief.parts.checklists import load_checklists
from leeway.brief.parts.messages import messages_section
from leeway.brief.small_groups import Choice, shown_groups
from leeway.brief.trail import Trail, grades_of
from leeway.case.model import Case
from leeway.errors import LeewayError
from leeway.history.model import History
from leeway.movement.pool import Pool
from leeway.posture.ahead import Ahead
from leeway.posture.day import day
from leeway.posture.decisions import Decision, decisions
from leeway.posture.staffing.load import load_staffing
from leeway.situation.difference import what_changed
from leeway.situation.from_case import CaseEvidence, case_situation

BEFORE_H: Final = 24
"""Hours back that "what changed" looks where no earlier brief is named."""


@dataclass(frozen=True, slots=True)
class Asked:
    """How the brief was asked for. `since`: the instant to compare with, None: 24 hours before.

    `pool`: processes to simulate in; `ahead`: what has been begun there (`leeway.posture.ahead`).
    `levers`: changes of the plan to try; `hastens`: factor on the hazard, None as the case says.
    """

    replications: int
    since: datetime | None = None
    earlier: Earlier | None = None
    small: Choice = "refuse"
    tell: Callable[[str], None] = lambda words: None
    levers: int = 0
    hastens: float | None = None
    pool: Pool = field(default_factory=lambda: Pool(1))
    ahead: Ahead | None = None


def make_brief(case: Case, evidence: CaseEvidence, as_of: datetime, history: History, asked: Asked) -> Brief:
    """The brief of a case at `as_of`, worked out.

    Raises `LeewayError` for a case without [hazard], `InputError` for groups too small to show and wrong tables.
    """
    staffing = load_staffing(case.path, case)
    groups = shown_groups(case, staffing, asked.small)
    lists = load_checklists(case.path)
    mask = Mask(evidence.statements, (*(place.name for place in evidence.places.values()), *_party_words(case)))
    figures = Figures(case, evidence.places, mask, groups, asked.tell)
    today = day(
        case, evidence, as_of, history, replications=asked.replications, pool=asked.pool, ahead=asked.ahead,
        levers=asked.levers, watch=True, hastens=asked.hastens,
        first=figures.of_reports, then=figures.of_operations, tell=asked.tell,
    )  # fmt: skip
    assert today.watched is not None
    begin = asked.since or as_of - timedelta(hours=BEFORE_H)
    changed = what_changed(case_situation(case, begin, evidence), today.situation)
    given = Given(
        day=today,
        changed=changed,
        trail=Trail(case.path, {s.id: s for s in evidence.statements}, history, mask, grades_of(today.situation)),
        mask=mask,
        grouping=groups,
        history=history,
        clearance=today.watched,
        figures=figures.drawn,
        decisions=_decided(case, as_of),
        earlier=asked.earlier,
        reports=evidence.reports,
        refused=len(evidence.refused),
        newest=max((s.published for s in evidence.statements if s.published and s.published <= as_of), default=None),
    )
    asked.tell("writing")
    return paper(given, staffing, lists, messages_section(given))


def _party_words(case: Case) -> Iterator[str]:
    """The parties by the words of their names: "Tigrayan forces" are no man called Tigrayan."""
    for party in (*case.hazard.attacker, *case.hazard.defender) if case.hazard is not None else ():
        yield party
        yield from party.split()


def _decided(case: Case, as_of: datetime) -> tuple[Decision, ...]:
    """The log's decisions by then; none where it is broken, which the assessment's notes say."""
    try:
        return tuple(decisions(case.path, as_of))
    except LeewayError:
        return ()
