"""The main flow: one day of a case to the document a head of mission could sign."""

from __future__ import annotations

import leeway
from leeway.brief.document import Brief, Lines, Paragraph, Section, text
from leeway.brief.given import Given
from leeway.brief.parts.answer import answer_numbers
from leeway.brief.parts.checklists import Checklist, checklists_section
from leeway.brief.parts.clearance import clearance_section
from leeway.brief.parts.dissent import dissent_section
from leeway.brief.parts.exits import exits_section
from leeway.brief.parts.first_page import first_page
from leeway.brief.parts.method import method_section
from leeway.brief.parts.order import order_section
from leeway.brief.parts.picture import contradictions_section, picture_section
from leeway.brief.parts.posture import starts_section
from leeway.brief.parts.staffing import posture_section
from leeway.brief.parts.tripwires import assumptions_section, tripwires_section
from leeway.brief.words import day_words, moment
from leeway.case.staffing import StaffingPlan


def paper(
    given: Given, staffing: StaffingPlan | None, lists: tuple[Checklist, ...], messages: Section | None = None
) -> Brief:
    """First page; part A, what is assessed; part B, what is proposed; dissent, assumptions, method; the trail."""
    page = first_page(given)
    part_a = Section(
        "assessment",
        "Part A: Assessment",
        (
            Paragraph(
                text(
                    "What is known, how long the exits may last, how long it takes to get out. No advice "
                    "stands in this part."
                ),
                "note",
            ),
        ),
        (
            picture_section(given),
            contradictions_section(given),
            exits_section(given),
            clearance_section(given),
            starts_section(given),
        ),
    )
    proposals = [posture_section(given), tripwires_section(given), order_section(given, staffing)]
    proposals += [messages] if messages is not None else []
    part_b = Section(
        "policy",
        "Part B: Proposals for decision",
        (
            Paragraph(
                text(
                    "What was agreed beforehand for a day like this, for a person to take, change or put "
                    "off. Cheap steps that can be taken "
                    "back come first."
                ),
                "note",
            ),
        ),
        (*proposals, checklists_section(given, lists), _signature()),
    )
    part_c = Section(
        "record",
        "Part C: For the record",
        (),
        (dissent_section(given), assumptions_section(given, staffing), method_section(given)),
    )
    as_of = moment(given.assessment.as_of, given.case.time_zone)
    return Brief(
        title=f"{given.assessment.title}: brief of {day_words(given.assessment.as_of)}",
        subtitle=f"As of {as_of}. For the head of mission. Proposals, not decisions.",
        as_of=given.assessment.as_of,
        language="en",
        sections=(page, part_a, part_b, part_c),
        trail=given.trail.entries,
        answer=answer_numbers(given),
        made_by=f"Leeway {leeway.__version__}, seed {given.assessment.seed}. Leeway is time left less time needed.",
    )


def _signature() -> Section:
    words = "Seen, and decided as follows (office, hour, decision; record it with leeway decide)"
    return Section("decision", "Decision", (Lines(words, 3),))
