"""Method and limits in a page."""

from __future__ import annotations

import math

import leeway
from leeway.brief.document import Paragraph, Points, Section, Strong, text
from leeway.brief.given import Given
from leeway.brief.words import chance


def method_section(given: Given) -> Section:
    """How the numbers come about, what they cannot say, and how to get the same ones again."""
    a = given.assessment
    how = (
        text(
            Strong("Reading. "),
            "Reports are read sentence by sentence for who said what of which place, number and day, and "
            "how firmly. The reader is a set of rules; it misses things and it misreads: check what you "
            "rely on by its mark.",
        ),
        text(
            Strong("Picture. "),
            "Only what was published by the as-of instant counts. Copies and quotes of one source count "
            "once. What nobody has renewed grows stale; what contradicts is kept side by side.",
        ),
        text(
            Strong("Forecast. "),
            "Past advances, coded alike for those that ended in a fall and those that stalled, give the "
            "chance that an exit is lost by a day. It is a width, not a date. A new kind of war, a deal, "
            "or an intervention "
            "is in no table.",
        ),
        text(
            Strong("Movement. "),
            f"{a.replications:,} imagined operations, dispatched by the plan's priorities, with delays, "
            "no-shows and breakdowns as the plan states them. What the plan does not state does not happen in it.",
        ),
        text(
            Strong("Together. "),
            "Future k of the exits drives operation k. Probabilities are shares of these futures; with "
            f"{a.replications:,} of them a share near one half is uncertain by about "
            f"{chance(_half_width(a.replications))} "
            "either way from chance alone, and by more from what is not known.",
        ),
    )
    limits = (
        text("It does not know intentions, deals made in private, or orders not published."),
        text("How people behave at gates and checkpoints comes from the plan's own figures, often assumed."),
        text(
            "A visible departure can itself speed a collapse. How much is not known; it enters only as an "
            "assumption that "
            "somebody states."
        ),
        text(
            "Acting early enough to miss few bad cases means some needless departures. Cheap steps that "
            "can be taken back "
            "come first for that reason."
        ),
        text(
            "No network was used. Names of people are taken out where the reader recognised them; read "
            "before you pass it on."
        ),
    )
    again = (
        f"Leeway {leeway.__version__}; as of {a.as_of:%Y-%m-%dT%H:%M:%SZ}; seed {a.seed}; "
        f"{a.replications:,} replications; "
        f"{len(given.left.hours['city']):,} draws of the exits. The same case and words give the same bytes."
    )
    return Section(
        "method",
        "Method and limits",
        (Points(how), Paragraph(text("What it cannot do:")), Points(limits), Paragraph(text(again), "note")),
    )


def _half_width(n: int) -> float:
    return 0.98 / math.sqrt(n)
