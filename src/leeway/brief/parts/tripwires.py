"""Tripwires and clocks: what tripped on which statements, who must act by when, what was recorded."""

from __future__ import annotations

from datetime import datetime

from leeway.brief.document import Block, Paragraph, Points, Ref, Section, Strong, Table, Text, text
from leeway.brief.given import Given
from leeway.brief.words import moment, rung_words, short_moment, span
from leeway.case.staffing import StaffingPlan
from leeway.posture.model import LADDER, TripwireResult


def tripwires_section(given: Given) -> Section:
    """Tripped ones, the gravest step first, then those that did not trip, then the decisions recorded."""
    a = given.assessment
    tripped = sorted((t for t in a.tripwires if t.tripped), key=lambda t: (-_gravity(t), t.act_by or a.as_of, t.id))
    quiet = [t for t in a.tripwires if not t.tripped]
    blocks: list[Block] = []
    if tripped:
        undecided = [t for t in tripped if t.decision is None]
        overdue = sum(t.act_by is not None and t.act_by < a.as_of for t in undecided)
        words = f"{len(tripped)} of {len(a.tripwires)} tripped, {len(undecided)} of them without a recorded decision"
        blocks.append(Paragraph(text(words, f"; {overdue} overdue" if overdue else "", ".")))
        blocks.append(
            Table(
                "Tripped: who must act by when (UTC)",
                ("tripwire", "consider", "act by", "who decides", "recorded"),
                tuple(_row(given, t) for t in tripped),
                frozenset({0, 1, 2, 3, 4}),
            )
        )
        actions = list(dict.fromkeys(action for t in tripped for action in t.actions))
        blocks += [
            Paragraph(text("Actions agreed beforehand for what has tripped:")),
            Points(tuple(text(action) for action in actions), ticks=True),
        ]
    else:
        blocks.append(Paragraph(text(f"None of {len(a.tripwires)} tripwires has tripped.")))
    blocks += [Paragraph(text(given.mask(note)), "warning") for note in a.notes]
    if quiet:
        rows = tuple((text(t.title, _line(given, t)), text(rung_words(t.posture)), text(given.value(t))) for t in quiet)
        blocks.append(Table("Not tripped", ("tripwire", "would ask for", "now"), rows, frozenset({0, 1, 2})))
    blocks.append(_decisions(given))
    return Section("tripwires", "Tripwires and clocks", tuple(blocks))


def _gravity(t: TripwireResult) -> int:
    """Place on the ladder; standing fast above all, a mere review below all."""
    return LADDER.index(t.posture) if t.posture in LADDER else len(LADDER) if t.posture == "standfast" else -1


def _row(given: Given, t: TripwireResult) -> tuple[Text, ...]:
    since = f", since {short_moment(t.since)}" if t.since is not None else ""
    stand_in = f"; if not to be reached: {t.stand_in}" if t.stand_in else ""
    decision = (
        "nothing recorded"
        if t.decision is None
        else given.mask(f"{t.decision[0]}, by {t.decision[1]}: {t.decision[2]}")
    )
    return (
        text(Strong(t.title), f" ({given.value(t)}{since})", given.trail.statements(t.grounds), _line(given, t)),
        text(rung_words(t.posture)),
        text(_due(t.act_by, given.assessment.as_of)),
        text(f"{t.authority}{stand_in}. Watches: {t.owner}."),
        text(decision),
    )


def _line(given: Given, t: TripwireResult) -> Ref | None:
    """The line of the case's own tripwires.toml; the packaged starter set has none in the case."""
    if not (given.case.path / "tripwires.toml").exists():
        return None
    line = next((w.line for w in given.day.tripwires.tripwires if w.id == t.id), 0)
    return given.trail.line("tripwires.toml", line, f"the tripwire {t.id}")


def _due(act_by: datetime | None, as_of: datetime) -> str:
    if act_by is None:
        return "no clock"
    hours = (act_by - as_of).total_seconds() / 3600
    return f"{short_moment(act_by)} ({f'overdue by {span(-hours)}' if hours < 0 else f'in {span(hours)}'})"


def _decisions(given: Given) -> Block:
    if not given.decisions:
        return Paragraph(
            text("No decision is recorded in the log of this case. Also a decision not to move is one: record it.")
        )
    zone = given.case.time_zone
    return Points(
        tuple(
            text(given.mask(f"{moment(d.at, zone)}: {d.subject}: {d.what}, by {d.by}: {d.reason}"))
            for d in given.decisions[-20:]
        )
    )


def assumptions_section(given: Given, staffing: StaffingPlan | None) -> Section:
    """What the plan leans on, with its expiry; and what is assumed by every plan of this kind."""
    a = given.assessment
    blocks: list[Block] = []
    if a.assumptions:
        rows = tuple(
            (
                text(x.words),
                text("holds" if x.valid else Strong("gone: run the plan again")),
                text("" if x.expires is None else moment(x.expires, given.case.time_zone)),
                text(x.reason),
            )
            for x in a.assumptions
        )
        blocks.append(
            Table("What the plan leans on", ("assumption", "state", "expires", "why"), rows, frozenset({0, 1, 2, 3}))
        )
    else:
        blocks.append(
            Paragraph(
                text(
                    "tripwires.toml of this case names no assumption. A plan that leans on nothing is rare: ",
                    "name the protecting force, the charter, the hospital, and when each goes.",
                ),
                "warning",
            )
        )
    if a.hastened is not None:
        words = (
            f"A visible drawdown itself speeds the collapse: the chance of loss a day times {a.hastened.factor:g}, "
            "shown beside the result without it under What each start would give. "
        )
        blocks.append(Paragraph(text(words, "Nobody knows this factor; it is stated so that it can be disputed.")))
    elif staffing is not None:
        words = (
            "A visible drawdown is taken not to speed the collapse (staffing.toml, drawdown_hastens = 1). Whether it "
            "does, and by how much, nobody knows: state a factor, and the brief shows the result with it beside the "
            "one without."
        )
        blocks.append(Paragraph(text(words)))
    hazard = given.case.hazard
    taken = [(exit_, exit_.closes) for exit_ in (hazard.exits if hazard else ()) if exit_.closes]
    if taken:
        blocks.append(Paragraph(text("What the plan takes each loss to mean:")))
        blocks.append(
            Points(
                tuple(
                    text(
                        f"the loss of {_named(given, exit_.id)} takes away {', '.join(closes)}",
                        given.trail.line("case.toml", exit_.line, f"the exit {exit_.id}"),
                    )
                    for exit_, closes in taken
                )
            )
        )
    return Section("assumptions", "Assumptions and when they end", tuple(blocks))


def _named(given: Given, exit_id: str) -> str:
    return given.left.target if exit_id == "city" else exit_id
