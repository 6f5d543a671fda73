"""What changed since the last brief, or since the day before."""

from __future__ import annotations

from typing import Final

from leeway.brief.document import Block, Paragraph, Points, text
from leeway.brief.given import Given
from leeway.brief.parts.answer import answer_numbers
from leeway.brief.words import chance, moment, rung_words
from leeway.situation.difference import Difference

MOST: Final = 9
NEWS: Final = ("gained", "lost", "threatened", "retracted", "exit", "mission", "estimate", "contradicted", "stale")
"""Kinds that stand on the first page, the gravest first; counts stand in the picture."""
_PLACES: Final = {
    "gained": "taken by the attacker", "lost": "lost again by the attacker", "threatened": "now",
    "retracted": "no longer held for fact:",
}  # fmt: skip
_STANDING: Final = {"attacker": "held by the attacker", "defender": "held by the defender", "unknown": "held by others"}
_OTHERS: Final = {"contradicted": "Now contradicted: ", "settled": "Settled: ", "estimate": "New estimate: ",
                  "stale": "Grown stale: ", "exit": "", "mission": "", "count": ""}  # fmt: skip
LEAST_MOVE: Final = 0.005


def changed_blocks(given: Given) -> list[Block]:
    """The gravest changes, each with its words; and what the numbers of the last brief were."""
    changed = given.changed
    since = moment(changed.since, given.case.time_zone)
    own = given.case.hazard.mission if given.case.hazard is not None else None
    news = [d for kind in NEWS for d in sorted(changed.of(kind), key=lambda d: not _of(own, d))]
    blocks: list[Block] = [Paragraph(text(_moved(given)))] if given.earlier is not None else []
    if not news:
        words = f"Nothing is known to have changed since {since}. No news is not calm: see the ages in the picture."
        return [*blocks, Paragraph(text(words))]
    items = [text(given.mask(difference_words(d)), given.trail.statements(d.grounds, most=2)) for d in news[:MOST]]
    if len(news) > MOST:
        items.append(text(f"and {len(news) - MOST} more: see The picture."))
    return [*blocks, Paragraph(text(f"Since {since}:")), Points(tuple(items)), *_forecast(given)]


def _of(mission: str | None, d: Difference) -> bool:
    """Whether it is about our own mission: its staff are to read of it here first."""
    return mission is not None and d.subject.casefold().startswith(mission.casefold())


def difference_words(d: Difference) -> str:
    """One change in words."""
    if d.kind in _PLACES:
        now = f" {_STANDING.get(d.after, d.after)}" if d.kind in ("threatened", "retracted") and d.after else ""
        was = f" (before: {_STANDING.get(d.before, d.before)})" if d.before else ""
        return f"{d.subject}: {_PLACES[d.kind]}{now}{was}"
    if d.kind == "contradicted":
        return f"Now contradicted: {d.subject}: {d.after}"
    turn = ", before: ".join(part.replace("_", " ") for part in (d.after, d.before) if part)
    subject = d.subject.replace(": posture", "")
    return f"{_OTHERS.get(d.kind, '')}{subject}: {turn}" if turn else f"{_OTHERS.get(d.kind, '')}{subject}"


def _forecast(given: Given) -> list[Block]:
    moved = [r for r in given.left.reasons if abs(r.change) >= LEAST_MOVE][:3]
    if not moved:
        return []
    points = [text(f"{r.change * 100:+.1f} points: {given.mask(r.words)}", given.trail.statements(r.grounds, most=1))
              for r in moved]  # fmt: skip
    words = f"What moved the chance of losing {given.left.target} within 14 days since the day before:"
    return [Paragraph(text(words)), Points(tuple(points))]


def _moved(given: Given) -> str:
    """The numbers of the first page beside those of the last brief."""
    was = given.earlier.answer if given.earlier is not None else {}
    now = answer_numbers(given)
    words = []
    for name, label in (("p_all_out_now", "everybody out if starting now"), ("p_loss_14", "loss within 14 days")):
        old, new = was.get(name), now.get(name)
        if isinstance(old, float) and isinstance(new, float):
            words.append(f"{label}: {chance(old)} then, {chance(new)} now")
    old_rung, new_rung = str(was.get("proposed_rung") or ""), str(now["proposed_rung"])
    if old_rung and old_rung != new_rung:
        words.append(f"posture proposed: {rung_words(old_rung)} then, {rung_words(new_rung)} now")
    for name, label in (("safe_80", "latest start, 80 % sure"), ("safe_95", "latest start, 95 % sure")):
        if name in was and was[name] != now.get(name):
            words.append(f"{label}: {was[name] or 'none'} then, {now.get(name) or 'none'} now")
    same = "the numbers of this page are the same"
    return f"Against the last brief: {'; '.join(words) or same}."
