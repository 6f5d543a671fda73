"""Entries of the trail for numbers that were computed, shared between sections."""

from __future__ import annotations

from leeway.brief.document import Ref
from leeway.brief.given import Given


def how_forecast(given: Given) -> Ref:
    """The forecast of the exits."""
    left = given.left
    shares = ", ".join(f"{name} {left.weights[name]:.0%}" for name in left.members)
    learned = given.trail.history_tables(
        "past advances learned from",
        (
            (
                "campaigns",
                f"{len(given.history.campaigns)} coded advances, without the war of this case if it is one of them",
            ),
            ("measured", left.skill.sentence if left.skill is not None else "no back-test table is installed"),
        ),
    )
    how = (
        f"{len(left.hours['city']):,} imagined futures drawn from the weighted mean of {len(left.members)} models "
        f"({shares}); an exit's probability is the share of futures in which it is lost by then."
    )
    return given.trail.computed(f"forecast of {left.target}", how, learned)


def how_all_out(given: Given) -> Ref:
    """P(all out) and people left."""
    a, case = given.assessment, given.case
    hazard = given.trail.line(
        "case.toml", _hazard_line(given), "what threatens the case, and what each exit takes away"
    )
    people = given.trail.line("people.csv", 2, "the first group of the people to get out") if case.groups else None
    return given.trail.computed(
        "everybody out",
        f"The plan run in {a.replications:,} imagined futures: in each, the exits close when the "
        "forecast's future says, and "
        f"people, vehicles, desks and delays vary as the plan says. Seed {a.seed}. In brackets: what "
        "chance in the number "
        "of runs allows to say (95 %, Wilson).",
        how_forecast(given),
        hazard,
        people,
    )


def how_safe_start(given: Given) -> Ref:
    """Last safe starts."""
    a = given.assessment
    grid = ", ".join(f"{start.start_h:g}" for start in a.starts)
    return given.trail.computed(
        "latest start",
        f"The last start up to which every start looked at ({grid} h from now, straight lines between) "
        "gets everybody out "
        "with that probability, exits closing one by one. The decision must come earlier by the time to "
        "decide and order "
        f"({a.decision_lag_h:g} h here).",
        how_all_out(given),
    )


def _hazard_line(given: Given) -> int:
    hazard = given.case.hazard
    return min((exit_.line for exit_ in hazard.exits if exit_.line), default=0) if hazard is not None else 0


def how_needed(given: Given) -> Ref:
    """Time needed."""
    return given.trail.computed(
        "time needed",
        "Hours from the start until the last person is out when no exit closes, over "
        f"{given.assessment.replications:,} "
        "simulated operations; the table under How long it takes to get out has every group.",
    )
