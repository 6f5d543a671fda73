"""One page first: the answer, what changed, what would change the answer."""

from __future__ import annotations

from typing import Final

import numpy as np

from leeway.brief.document import Block, Paragraph, Points, Section, Strong, Text, text
from leeway.brief.given import Given
from leeway.brief.parts.answer import answer_blocks
from leeway.brief.parts.computed import how_all_out
from leeway.brief.parts.news import changed_blocks
from leeway.brief.words import chance, rung_words, span
from leeway.posture.model import LADDER

SILENT_H: Final = 48.0
"""Hours without a report after which the first page says so: where the press writes daily, two days of silence are
news themselves (policy)."""


def first_page(given: Given) -> Section:
    """Each of the three a section of its own."""
    return Section(
        "one-page",
        "On one page",
        (_standing(given),),
        (
            Section("answer", "The answer", tuple(answer_blocks(given))),
            Section("changed", "What changed", tuple(changed_blocks(given))),
            Section("would-change", "What would change the answer", tuple(_would_change(given))),
        ),
    )


def _standing(given: Given) -> Paragraph:
    """What the whole rests on, and that a person decides."""
    s = given.situation
    if not given.reports and not s.statements:
        base = (
            "The case holds no reports: this brief rests on the plan and on past advances alone, and "
            "knows nothing of this "
            "one."
        )
    elif not s.statements:
        base = (
            "No report was public by then: this brief rests on the plan and on past advances alone. That "
            "nothing is known "
            "is not calm."
        )
    else:
        base = f"Read from {s.statements:,} statements of {s.origins:,} separate origins."
    unread = ""
    if given.refused:
        many = "One report" if given.refused == 1 else f"{given.refused:,} reports"
        unread = f" {many} of the case could not be read: what stands there is missing in all that follows."
    silent_h = 0.0 if given.newest is None else (given.assessment.as_of - given.newest).total_seconds() / 3600
    if silent_h > SILENT_H:
        unread += (
            f" The newest report is {span(silent_h)} old: no news is not calm, and the picture below is of that day."
        )
    told = " Leeway is time left less time needed. "
    marks = " Marks such as [S1] lead to the exact words, the plan's line, the past case or the sum behind a number."
    proposes = Strong("This brief proposes; a person decides.")
    words = text(base, Strong(unread) if unread else None, told, proposes, marks)
    return Paragraph(words, "warning" if unread or not s.statements else "note")


def _would_change(given: Given) -> list[Block]:
    a = given.assessment
    items: list[Text] = _sooner(given)
    rung = LADDER.index(a.proposed_rung) if a.proposed_rung in LADDER else 0
    higher = [t for t in a.tripwires if not t.tripped and t.posture in LADDER and LADDER.index(t.posture) > rung]
    items += [
        text("Up to ", Strong(rung_words(t.posture)), f", if: {t.title.rstrip('.')}. Now: {given.value(t)}.")
        for t in sorted(higher, key=lambda t: LADDER.index(t.posture))[:3]
    ]
    holding = [t for t in a.tripwires if t.tripped and t.posture == a.proposed_rung and t.stand_down]
    if holding:
        words = "; ".join(t.stand_down.rstrip(".") for t in holding)
        items.append(text("Down again, only when: ", words, "."))
    items += [text(f"The plan is to be run again if this ends: {x.words}.") for x in a.assumptions[:2] if x.valid]
    items += [text(Strong("The plan is invalid"), f" until run again: {x.words} ({x.reason}).")
              for x in a.assumptions if not x.valid]  # fmt: skip
    disputes = sum(c.settled is None for c in given.situation.contradictions)
    if disputes:
        many = f"{disputes} contradictions in the reports are open" if disputes > 1 else "One contradiction is open"
        items.append(text(f"{many}: where the worse reading is true, less time is left."))
    return [Points(tuple(items))] if items else [Paragraph(text("Nothing that was agreed beforehand."))]


def _sooner(given: Given) -> list[Text]:
    """What a shorter clearance or a start already made would give: the same futures, started a day sooner."""
    leeway = given.assessment.leeway_h[""]
    now = float(np.mean(leeway >= 0))
    sooner, later = float(np.mean(leeway >= -24)), float(np.mean(leeway >= 24))
    ref = given.trail.computed(
        "a day sooner or later",
        "Share of the same imagined futures in which a start 24 h before, or after, the as-of instant "
        "gets everybody out. "
        "A clearance shorter by a day, or exits that last a day longer, would give about as much.",
        how_all_out(given),
    )
    words = (
        "A clearance shorter by a day, or exits that last a day longer: everybody out with "
        f"{chance(sooner)} instead of "
        f"{chance(now)}. Exits that last a day less: {chance(later)}"
    )
    return [text(words, ref, ".")]
