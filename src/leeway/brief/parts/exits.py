"""How long each exit may last: the fan, the measured skill, what moved it, past days like this one."""

from __future__ import annotations

from typing import Final

from leeway.brief.document import Block, Figure, Paragraph, Points, Section, Table, text
from leeway.brief.drawing import drawn
from leeway.brief.given import Given
from leeway.brief.parts.computed import how_forecast
from leeway.brief.words import advance_name, chance, span
from leeway.forecast.model import TimeLeft

WITHIN_D: Final = (1, 3, 7, 14, 30)


def exits_section(given: Given) -> Section:
    """Fan figure, skill, exits, reasons, analogues."""
    left = given.left
    skill = (
        left.skill.sentence
        if left.skill is not None
        else "How good such forecasts have been is not installed with this copy: read them as unproven."
    )
    blocks: list[Block] = [
        Paragraph(
            text(
                f"{left.target}: a loss within 14 days has the chance {chance(left.p_within('city', 14))}; the "
                f"earliest reasonable loss (one chance in ten of sooner) is in {span(_p10(given, 'city'))}, the most "
                f"likely (even chance) {_in(left.most_likely_loss_h('city'))}",
                how_forecast(given),
                ".",
            )
        ),
        Paragraph(text(skill), "note"),
        *([given.figures["fan"]] if "fan" in given.figures else []),
        _table(given),
    ]
    if left.reasons:
        reasons = [
            text(f"{r.change * 100:+.1f} points: {given.mask(r.words)}", given.trail.statements(r.grounds, most=2))
            for r in left.reasons[:8]
        ]
        blocks += [Paragraph(text("What moved the 14 days' chance since the day before:")), Points(tuple(reasons))]
    if left.analogues:
        alike = [
            text(
                f"{a.words.replace(a.campaign, advance_name(a.campaign))} (likeness {a.likeness:.2f})",
                given.trail.campaign(a.campaign),
            )
            for a in left.analogues
        ]
        blocks += [Paragraph(text("Past days most like this one, and what came next:")), Points(tuple(alike))]
    blocks += [Paragraph(text(note), "warning") for note in left.notes]
    return Section("forecast", "How long each exit may last", tuple(blocks))


def _p10(given: Given, name: str) -> float:
    return given.left.earliest_reasonable_loss_h(name)


def _in(hours: float | None) -> str:
    return f"in {span(hours)}" if hours is not None else span(hours)


def fan_of(left: TimeLeft) -> Figure | None:
    """Probability of loss by days, for each exit."""
    from leeway.forecast.report.figure import fan_figure

    alt = "Probability of loss by days from now. " + "; ".join(
        f"{_named(left, name)}: " + ", ".join(f"{chance(left.p_within(name, d))} in {d} days" for d in (7, 30))
        for name in left.hours
    )
    caption = "Probability that each exit is lost, by days from now."
    return drawn("fan", caption, f"{alt}.", lambda: fan_figure(left))


def _lost_in(hours: float | None) -> str:
    return "lost already" if hours is not None and hours <= 0 else span(hours)


def _named(left: TimeLeft, name: str) -> str:
    return f"{left.target} itself" if name == "city" else name


def _table(given: Given) -> Table:
    lines = {exit_.id: exit_.line for exit_ in (given.case.hazard.exits if given.case.hazard else ())}
    rows = tuple(
        (
            text(_named(given.left, name), given.trail.line("case.toml", lines.get(name, 0), f"the exit {name}")),
            *(text(chance(given.left.p_within(name, days))) for days in WITHIN_D),
            text(_lost_in(_p10(given, name))),
            text(_lost_in(given.left.most_likely_loss_h(name))),
        )
        for name in given.left.hours
    )
    columns = ("exit", *(f"{d} d" for d in WITHIN_D), "earliest reasonable", "most likely")
    note = "Earliest reasonable: one chance in ten that it is lost sooner. Most likely: even chance. Plan by the first."
    return Table("Chance that an exit is lost within", columns, rows, frozenset({0}), text(note, how_forecast(given)))
