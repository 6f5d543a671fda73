"""The main flow: a case replayed day by day, each day from what was published by its end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

import numpy as np

from leeway.case.model import Case
from leeway.errors import LeewayError
from leeway.forecast.from_case import learned_from, needed_hazard
from leeway.history.model import History
from leeway.movement.pool import Pool
from leeway.posture.bases import Bases
from leeway.posture.day import Day, day, known_places, on_map
from leeway.posture.futures import Futures
from leeway.posture.tripwires.load import load_tripwires
from leeway.replay.as_known import Archive
from leeway.replay.model import LEADS_D, CaseDay, CaseReplay, Done
from leeway.replay.was_done import read_done, rung_on

DRAWS: Final = 10_000
LEEWAY_AT: Final = 0.8


def replay_case(
    case: Case,
    history: History,
    *,
    first: date | None = None,
    last: date | None = None,
    every: int = 1,
    replications: int = 200,
    draws: int = DRAWS,
    workers: int = 1,
    tell: Callable[[str], None] = lambda words: None,
) -> CaseReplay:
    """Every `every`-th day from `first` to `last`, each seen from its end (UTC) as by `leeway assess --as-of DAY`.

    By default from the first report, or the day after the advance opened if that is later, to the newest. The war of
    the case's campaign is left out of training. What does not change from day to day is worked out once. Raises
    `LeewayError` without [hazard], for a campaign that history does not hold, and without days to replay.
    """
    hazard = needed_hazard(case)
    learned_from(hazard, history)  # a campaign that is not there is told before the reports are read
    done = read_done(case.path)
    tell("reading the reports")
    archive = Archive(case)
    days = days_between(*_span(archive, hazard.opened, first, last), every)
    exits = ("city", *(exit_.id for exit_ in hazard.exits))
    tripwires = load_tripwires(
        case.path, places=known_places(hazard, archive.all), exits=exits, on_map=on_map(case)
    )  # fmt: skip
    bases = Bases()
    since: dict[str, datetime] = {}
    found: list[CaseDay] = []
    with Pool(workers) as pool:
        for number, one in enumerate(days, 1):
            tell(f"{one}: day {number} of {len(days)}")
            as_of = end_of(one)
            seen = day(
                case, archive.evidence(as_of), as_of, history, draws=max(draws, replications),
                replications=replications, pool=pool, since=since, tripwires=tripwires, staffing=False, bases=bases,
            )  # fmt: skip
            previous = days[number - 2] if number > 1 else one - timedelta(days=1)
            found.append(_told(seen, bases, since, archive.reports_by(as_of), done, previous))
            since = {r.id: r.since for r in seen.assessment.tripwires if r.tripped and r.since is not None}
    campaign = history.campaigns.get(hazard.campaign or "")
    return CaseReplay(
        title=case.title,
        target=hazard.target,
        seed=case.settings.seed,
        replications=replications,
        days=tuple(found),
        fell=campaign.end if campaign is not None and campaign.fell else None,
        titles={t.id: t.title for t in tripwires.tripwires},
        left_out=None if campaign is None else campaign.war,
        notes=_notes(campaign is not None, hazard.opened, found, archive),
    )


def days_between(first: date, last: date, every: int) -> list[date]:
    """Every `every`-th day from `first` on, `last` included if it is one of them."""
    return [first + timedelta(days=step) for step in range(0, (last - first).days + 1, every)]


def end_of(one: date) -> datetime:
    """The last second of a day, UTC."""
    return datetime.combine(one, time.min, tzinfo=UTC) + timedelta(days=1, seconds=-1)


def _span(archive: Archive, opened: date | None, first: date | None, last: date | None) -> tuple[date, date]:
    span = archive.first_and_last()
    if span is None and (first is None or last is None):
        raise LeewayError("the case has no dated report: say which days with --from and --to.")
    begin = first or (span[0].astimezone(UTC).date() if span else last)
    if first is None and begin is not None and opened is not None:
        begin = max(begin, opened + timedelta(days=1))
    end = last or (span[1].astimezone(UTC).date() if span else first)
    assert begin is not None
    assert end is not None
    if begin > end:
        raise LeewayError(f"nothing to replay: the first day, {begin}, is after the last, {end}.")
    return begin, end


def _told(
    seen: Day, bases: Bases, since: dict[str, datetime], reports: int, done: tuple[Done, ...], previous: date
) -> CaseDay:  # fmt: skip
    a, left = seen.assessment, seen.time_left
    today = a.as_of.date()
    tripped = tuple(r.id for r in a.tripwires if r.tripped)
    target = seen.situation.places.get(left.target)
    return CaseDay(
        as_of=a.as_of,
        p_loss={days: left.p_within("city", days) for days in LEADS_D},
        earliest_loss_h=left.earliest_reasonable_loss_h("city"),
        t90_h=_t90_h(seen, bases),
        leeway_80_h=float(np.quantile(a.leeway_h[""], 1 - LEEWAY_AT, method="inverted_cdf")),
        p_all_out=a.starts[0].p_all_out,
        rung=a.proposed_rung,
        tripped=tripped,
        new=tuple(name for name in tripped if name not in since),
        reports=reports,
        lost=target is not None and target.standing == "attacker",
        done=tuple(row for row in done if previous < row.day <= today),
        done_rung=rung_on(done, today),
    )


def _t90_h(seen: Day, bases: Bases) -> float:
    """Median over replications of the hours until nine in ten of those who come forward are out, nothing closing."""
    a = seen.assessment
    futures = Futures(seen.case, seen.time_left.hours, replications=a.replications, seed=a.seed, bases=bases)
    base = futures.base(0.0)
    assert base.gone is not None
    out = base.gone.total()
    enough = out >= 0.9 * base.people.sum(axis=1)[:, None]
    hours = np.where(enough.any(axis=1), futures.grid_h[np.argmax(enough, axis=1)], np.inf)
    return float(np.quantile(hours, 0.5, method="inverted_cdf"))


def _notes(has_campaign: bool, opened: date | None, found: list[CaseDay], archive: Archive) -> tuple[str, ...]:
    notes = []
    early = sum(opened is not None and one.as_of.date() <= opened for one in found)
    if early:
        notes.append(
            f"{early} of {len(found)} days come before the advance opened ({opened}): forecast as its first day."
        )
    if not has_campaign:
        notes.append("The case names no campaign: no war is left out of training.")
    silent = sum(one.reports == 0 for one in found)
    if silent:
        notes.append(f"On {silent} of {len(found)} days no report had been published: past advances alone speak then.")
    if archive.all.refused:
        notes.append(f"{len(archive.all.refused)} reports could not be read.")
    return tuple(notes)
