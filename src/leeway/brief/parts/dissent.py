"""Dissent: what in the evidence speaks against the answer, and room for whoever disagrees."""

from __future__ import annotations

from leeway.brief.document import Block, Lines, Paragraph, Points, Section, Text, text
from leeway.brief.given import Given
from leeway.brief.parts.picture import estimates_points
from leeway.brief.words import chance


def dissent_section(given: Given) -> Section:
    """Members of the forecast that disagree, published estimates, open contradictions; then empty lines."""
    blocks: list[Block] = [
        Paragraph(
            text(
                "Whoever disagrees with the picture, the forecast, the plan or the posture writes it here, by office, "
                "before the brief is signed. Nobody may take it out; leeway decide keeps it in the log."
            )
        ),
        Lines("I disagree, because", 5),
        Paragraph(text("What already speaks against the answer:")),
    ]
    points = [*_members(given), *_contradicted(given)]
    if points:
        blocks.append(Points(tuple(points)))
    estimates = estimates_points(given)
    if estimates is not None:
        blocks.append(
            Paragraph(
                text("Estimates others have published. In past advances those of a month or more were all too long:")
            )
        )
        blocks.append(estimates)
    return Section("dissent", "Dissent", tuple(blocks))


def _members(given: Given) -> list[Text]:
    """The models that differ most, at 14 days."""
    at = {name: float(curve[13]) for name, curve in given.left.members.items()}
    if len(at) < 2:
        return []
    low, high = min(at, key=lambda n: (at[n], n)), max(at, key=lambda n: (at[n], n))
    return [
        text(
            f"The forecast is a mean of models that disagree: loss within 14 days is {chance(at[low])} by “{low}” and "
            f"{chance(at[high])} by “{high}”."
        )
    ]


def _contradicted(given: Given) -> list[Text]:
    found = [c for c in given.situation.contradictions if c.settled is None and c.kind == "standing"]
    words = [given.mask(c.subject) for c in found[-6:]]
    return [text(f"Who holds it is contradicted: {', '.join(words)}.")] if words else []
