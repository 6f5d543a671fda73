"""The staffing posture proposed, one step up and one down; the ladder; what is quiet and can be taken back."""

from __future__ import annotations

from typing import Final

from leeway.brief.document import Block, Paragraph, Points, Section, Strong, Table, Text, text
from leeway.brief.given import Given
from leeway.brief.words import chance, listed, rung_words, span
from leeway.posture.model import LADDER, Staffing, StaffingOption
from leeway.posture.staffing.propose import LONGEST_WARNING_H

MEANING: Final = {
    "normal": "the plan is kept current",
    "heightened": "limit movement, stop inbound travel, test communications, pack",
    "authorized_departure": "families and those who wish may go",
    "ordered_departure": "all but emergency staff must go",
    "minimum_staff": "named essential posts only, close to the exit; destruction under way",
    "suspended_operations": "everybody leaves",
}


def posture_section(given: Given) -> Section:
    """The rung proposed with its reasons, and the staffing options where the case says what the mission is for."""
    a = given.assessment
    blocks: list[Block] = [
        Paragraph(
            text(
                "Proposed for decision: ",
                Strong(rung_words(a.proposed_rung)),
                f" ({MEANING.get(a.proposed_rung, 'see the tripwires')}).",
            ),
            "answer",
        ),
        Points(tuple(text(words) for words in a.because))
        if a.because
        else Paragraph(text("No tripwire has tripped: nothing that was agreed beforehand asks for a change.")),
        Paragraph(
            text(
                "It is the highest step that a tripped tripwire names. It is not an order: the office named beside "
                "the tripwire decides, and leeway decide keeps what was decided, or put off, and why."
            )
        ),
    ]
    if a.staffing is None:
        blocks += [_ladder(given)]
        words = (
            "The case has no staffing.toml: which functions each step keeps, and who can stand in, is not worked out."
        )
        blocks.append(Paragraph(text(words), "note"))
        return Section("posture", "Posture proposed", tuple(blocks))
    s = a.staffing
    blocks.append(
        Paragraph(
            text(
                f"Staffing by rules version {s.rules_version}; those who stay must be out within "
                + (f"{span(s.warning_h)} of warning" if s.warning_h > 0 else "a warning that leaves no time")
                + f", {chance(s.confidence)} sure:"
            )
        )
    )
    options = [("one step up", s.step_up), ("proposed", s.proposed), ("one step down", s.step_down)]
    rows = tuple(_option(given, label, option) for label, option in options if option is not None)
    columns = (
        "step",
        "rung",
        "stay",
        "leave now",
        "hours to lift who stays",
        "functions lost",
        "hang on one person",
        "shows",
        "can be taken back",
    )
    blocks.append(Table("Staffing options", columns, rows, frozenset({0, 1, 5, 6, 7, 8})))
    if not any(s.proposed.keep.values()) and s.proposed.rung != LADDER[-1]:
        words = (
            f"Nobody stays in this proposal: with a warning of {span(s.warning_h)} the plan can lift nobody in time "
            "(see How many can leave within a warning time), so by the rule nobody may be kept. Either bring the first "
            "lift forward, or keep people in the knowledge that they could not be lifted on that warning; that is a "
            "decision, not a sum. What a longer warning would allow stands in the next table."
        )
        blocks.append(Paragraph(text(words), "warning"))
    if s.levels:
        blocks += _levels(given, s)
    blocks += [
        Paragraph(text("Order of leaving, with the written reason:")),
        Points(tuple(text(reason) for reason in s.proposed.reasons), numbered=True),
    ]
    blocks.append(_stay(given, s.proposed))
    return Section("posture", "Posture proposed", tuple(blocks))


def _levels(given: Given, s: Staffing) -> list[Block]:
    """What a longer or shorter warning would allow: hours it needs, functions it keeps."""
    shown = given.grouping.shown
    names = {"P5": "one chance in twenty", "P10": "one chance in ten", "P20": "one chance in five"}
    rows = []
    for level in s.levels:
        name = names.get(level.name, "the mission's own number")
        loss = span(level.loss_h) if level.loss_h < LONGEST_WARNING_H else f"{span(LONGEST_WARNING_H)} or more"
        o = level.option
        rows.append(
            (
                text(Strong(f"{name} (the case's rule)") if level.chosen else name),
                text(loss),
                text(span(level.warning_h)),
                text(shown(level.most)),
                text(shown(sum(o.keep.values()))),
                text(span(o.lift_h) if sum(o.keep.values()) else "-"),
                text(_lost(o)),
            )
        )
    columns = (
        "a loss sooner than that has",
        "loss in",
        "warning left",
        "can be lifted",
        "would stay",
        "lifted in",
        "functions given up",
    )
    chosen = next(level for level in s.levels if level.chosen)
    words = (
        f"Who may be kept hangs on the warning one reckons with. This case is ruled by {chosen.name} "
        f"(staffing.toml, warning_level); warning left is the loss less the time to decide, order and begin. A bolder "
        "level keeps more functions and risks that those who stay are caught with that chance."
    )
    return [
        Paragraph(text(words)),
        Table(
            f"Who could stay: {rung_words(chosen.option.rung)} at other warnings",
            columns,
            tuple(rows),
            frozenset({0, 6}),
        ),
    ]


def _ladder(given: Given) -> Table:
    rows = tuple(
        (
            text(Strong(rung_words(rung)) if rung == given.assessment.proposed_rung else rung_words(rung)),
            text(MEANING[rung]),
            text("proposed" if rung == given.assessment.proposed_rung else ""),
        )
        for rung in LADDER
    )
    note = "Standfast is a branch, not a step: for when the exits are lost or moving is worse than staying."
    return Table("The ladder", ("step", "means", ""), rows, frozenset({0, 1, 2}), text(note))


def _option(given: Given, label: str, o: StaffingOption) -> tuple[Text, ...]:
    shown = given.grouping.shown
    return (
        text(label),
        text(rung_words(o.rung)),
        text(shown(sum(o.keep.values()))),
        text(shown(sum(many for _, many in o.leave))),
        text(f"{o.lift_h:.0f}"),
        text(_lost(o)),
        text(listed(o.single_points) or "none"),
        text("quiet" if o.quiet else "visible"),
        text("yes" if o.reversible else "no"),
    )


def _stay(given: Given, o: StaffingOption) -> Table:
    leave = dict(o.leave)
    rows = []
    for name, members in given.grouping.members.items():
        kept, gone = sum(o.keep.get(m, 0) for m in members), sum(leave.get(m, 0) for m in members)
        if kept or gone:
            rows.append((text(name), text(given.grouping.shown(kept)), text(given.grouping.shown(gone))))
    return Table("Who would stay and who would leave", ("group", "stay", "leave now"), tuple(rows), frozenset({0}))


def _lost(o: StaffingOption) -> str:
    return "all" if o.lost and not o.functions else listed(o.lost) or "none"
