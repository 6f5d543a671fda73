"""Tripwires held against the day: what tripped, on which statements, since when, who must act by when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta

from leeway.errors import LeewayError
from leeway.posture.model import Assumption, TripwireResult
from leeway.posture.tripwires.conditions import ConditionError, read
from leeway.posture.tripwires.facts import Facts
from leeway.posture.tripwires.model import AssumptionRule, Tripwire, Tripwires


def evaluate(
    tripwires: Tripwires,
    facts: Facts,
    *,
    since: Mapping[str, datetime] | None = None,
    decisions: Mapping[str, tuple[str, str, str]] | None = None,
) -> tuple[tuple[TripwireResult, ...], tuple[Assumption, ...]]:
    """Every tripwire and every assumption on the day of `facts`.

    `since`: when tripwires tripped that were tripped at the last evaluation; a new one has tripped since the newest
    statement it rests on. `decisions`: what was recorded for each. Raises `LeewayError` naming the tripwire whose
    condition asks for what there is not.
    """
    results = tuple(_result(t, facts, since or {}, decisions or {}) for t in tripwires.tripwires)
    return results, tuple(_assumption(rule, facts) for rule in tripwires.assumptions)


def _result(
    tripwire: Tripwire, facts: Facts, since: Mapping[str, datetime], decisions: Mapping[str, tuple[str, str, str]]
) -> TripwireResult:
    holds = _holds(tripwire.id, tripwire.condition, facts)
    thin = holds and facts.sources is not None and facts.sources < tripwire.sources
    tripped = holds and not thin
    grounds = tuple(dict.fromkeys(facts.touched))
    begun = since.get(tripwire.id, _newest(facts, grounds)) if tripped else None
    value = _words(facts)
    if thin:
        value += f"; held back: {facts.sources} independent sources, {tripwire.sources} asked for"
    return TripwireResult(
        id=tripwire.id,
        title=tripwire.title,
        tripped=tripped,
        since=begun,
        posture=tripwire.posture,
        actions=tripwire.actions,
        owner=tripwire.owner,
        act_by=None if begun is None else begun + timedelta(hours=tripwire.clock_h),
        authority=tripwire.authority,
        stand_in=tripwire.stand_in,
        grounds=grounds,
        value=value,
        stand_down=tripwire.stand_down,
        decision=decisions.get(tripwire.id),
    )


def _assumption(rule: AssumptionRule, facts: Facts) -> Assumption:
    if rule.expires is not None and facts.situation.as_of >= rule.expires:
        return Assumption(rule.id, rule.words, rule.expires, False, f"expired {rule.expires:%Y-%m-%d %H:%M} UTC")
    if rule.condition and not _holds(rule.id, rule.condition, facts):
        return Assumption(rule.id, rule.words, rule.expires, False, f"no longer holds: {_words(facts)}")
    return Assumption(rule.id, rule.words, rule.expires, True, _words(facts) if rule.condition else "")


def _holds(name: str, condition: str, facts: Facts) -> bool:
    try:
        return read(condition).holds(facts.fresh())
    except ConditionError as error:
        raise LeewayError(f"tripwires.toml, {name}: expected {error}") from None


def _newest(facts: Facts, grounds: tuple[str, ...]) -> datetime:
    """The day the newest of the grounds' facts became known; the as-of instant where only numbers are asked."""
    behind = set(grounds)
    known = [c.known for c in facts.situation.changes if behind.intersection(c.grounds)]
    known += [
        datetime.combine(state.since, time.min, tzinfo=UTC)
        for state in facts.situation.places.values()
        if state.since is not None and behind.intersection(state.grounds)
    ]
    return min(max(known, default=facts.situation.as_of), facts.situation.as_of)


def _words(facts: Facts) -> str:
    return "; ".join(f"{what}: {_figure(answer, unit)}" for what, (answer, unit) in facts.asked.items())


def _figure(answer: object, unit: str) -> str:
    if isinstance(answer, bool):
        return "yes" if answer else "no"
    if isinstance(answer, float) and unit == "%":
        return f"{answer * 100:.0f} %" if answer >= 0.1 else f"{answer * 100:.2g} %"
    figure = str(answer)
    if isinstance(answer, float):
        figure = f"{answer:,.0f}" if abs(answer) >= 100 else f"{answer:.2g}"
    return f"{figure} {unit}" if unit else figure
