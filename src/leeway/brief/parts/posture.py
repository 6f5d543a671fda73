"""Starts weighed against one another: who is out if it starts when, last starts by group and exit, what remains."""

from __future__ import annotations

import re
from typing import Final

import numpy as np

from leeway.brief.document import Block, Paragraph, Points, Section, Strong, Table, Text, text
from leeway.brief.given import Given
from leeway.brief.parts.answer import waiting_words
from leeway.brief.parts.computed import how_all_out, how_safe_start
from leeway.brief.words import after, chance, people, short_moment, span
from leeway.posture.model import CONFIDENCES, Hastened

SHOWN_H: Final = (0, 12, 24, 36, 48, 72, 96, 120, 168, 240, 336)


def starts_section(given: Given) -> Section:
    """Assessment only: what each start would give. What to do about it stands in the second part."""
    a = given.assessment
    blocks: list[Block] = [_starts(given), _groups(given)]
    if a.waiting is not None:
        blocks.append(Paragraph(text(Strong("Waiting one more day: "), waiting_words(given), how_all_out(given), ".")))
    blocks += _leeway(given)
    if a.hastened is not None:
        blocks.append(_hastened(given, a.hastened))
    if a.branches:
        blocks.append(
            Paragraph(text(f"A start now gives less than the {chance(a.confidence)} this case asks for. What remains:"))
        )
        blocks.append(Points(tuple(text(_plainly(branch.words)) for branch in a.branches)))
    return Section("starts", "What each start would give", tuple(blocks))


def _starts(given: Given) -> Table:
    a = given.assessment
    exits = [name for name, out in sorted(a.starts[0].out_by_exit.items(), key=lambda pair: -pair[1]) if out >= 0.5][:3]
    rows = tuple(
        (
            text(
                "now" if not start.start_h else span(start.start_h), f", {short_moment(after(a.as_of, start.start_h))}"
            ),
            text(chance(start.p_all_out)),
            text(people(start.left_mean[""])),
            text(people(start.left_p90[""])),
            *(text(people(start.out_by_exit.get(name, 0.0))) for name in exits),
        )
        for start in a.starts
    )
    columns = (
        "start (UTC)",
        "everybody out",
        "left, mean",
        "left, 1 in 10 worse",
        *(f"out by {name}" for name in exits),
    )
    return Table(
        "If it starts then", columns, rows, frozenset({0}), text("People; means over all futures.", how_all_out(given))
    )


def _groups(given: Given) -> Table:
    a = given.assessment
    safe = {(item.subject, item.confidence): item.start_h for item in a.last_safe}
    end = a.starts[-1].start_h

    def cell(subjects: tuple[str, ...], level: float) -> Text:
        hours = [safe.get((s, level)) for s in subjects]
        known = [h for h in hours if h is not None]
        if len(known) < len(hours):
            return text("passed")
        first = min(known)
        return text(short_moment(after(a.as_of, first)) + (" or later" if first == end else ""))

    rows = [(text(Strong("everybody")), *(cell(("",), level) for level in CONFIDENCES))]
    rows += [
        (text(name), *(cell(members, level) for level in CONFIDENCES))
        for name, members in given.grouping.members.items()
    ]
    rows += [
        (text(f"all who leave by {subject.removeprefix('exit:')}"), *(cell((subject,), level) for level in CONFIDENCES))
        for subject in dict.fromkeys(item.subject for item in a.last_safe if item.subject.startswith("exit:"))
    ]
    note = "Passed: no start from now on is that sure. Everybody is harder than any one group: all must be out."
    columns = ("who", *(f"{chance(level)} sure" for level in CONFIDENCES))
    return Table("Latest start (UTC)", columns, tuple(rows), frozenset({0}), text(note, how_safe_start(given)))


def _leeway(given: Given) -> list[Block]:
    leeway = given.assessment.leeway_h.get("")
    if leeway is None:
        return []
    gone, week = float(np.mean(leeway < 0)), float(np.mean(leeway >= 168))
    return [
        Paragraph(
            text(
                "Leeway, time left less time needed, differs between the imagined futures: in ",
                chance(gone),
                " of them it is already gone, in ",
                chance(week),
                " it is a week or more",
                how_all_out(given),
                ". That width is what is known; a single date would be a pretence.",
            )
        ),
    ]


def _hastened(given: Given, h: Hastened) -> Table:
    """The same with the stated factor on the hazard, beside the result without it."""
    a = given.assessment
    safe = {one.confidence: one.start_h for one in a.last_safe if one.subject == ""}
    end = a.starts[-1].start_h

    def start(hours: float | None) -> str:
        if hours is None:
            return "passed"
        return short_moment(after(a.as_of, hours)) + (" or later" if hours >= end else "")

    rows = [
        ("everybody out if starting now", chance(a.starts[0].p_all_out), chance(h.p_all_out)),
        ("left behind if starting now, mean", people(a.starts[0].left_mean[""]), people(h.left_mean)),
        *((f"latest start, {chance(c)} sure (UTC)", start(safe[c]), start(h.last_safe_h[c])) for c in CONFIDENCES),
        *(
            (f"{given.left.target} lost within {days} days", chance(h.p_loss_without[days]), chance(p))
            for days, p in h.p_loss.items()
        ),
    ]
    how = (
        f"The chance of still holding at any hour raised to the power {h.factor:g}, for every exit, from the as-of "
        "instant on; the same operations. The factor is stated by whoever prepares the case, not found."
    )
    note = text(
        f"Assumed: a drawdown that shows multiplies the chance of loss a day by {h.factor:g}. No tripwire and no "
        "posture uses it.",
        given.trail.computed("a visible drawdown that speeds the loss", how),
    )
    return Table(
        "If a visible drawdown speeds the loss",
        ("what", "without", "with"),
        tuple(tuple(text(cell) for cell in row) for row in rows),
        frozenset({0}),
        note,
    )


def _plainly(words: str) -> str:
    """`P(the city holds) is` as a sentence for who does not read formulas."""
    return re.sub(r"P\(([^)]*)\) is", r"the chance that \1 is", words)
