"""The answer: in one sentence, and in a dozen numbers."""

from __future__ import annotations

from typing import Final

import numpy as np

from leeway.brief.document import Block, Paragraph, Strong, Table, Text, joined, text
from leeway.brief.given import Given
from leeway.brief.parts.computed import how_all_out, how_forecast, how_needed, how_safe_start
from leeway.brief.words import after, chance, people, rung_words, short_moment, span
from leeway.movement.report.numbers import share_interval
from leeway.posture.model import LastSafeStart
from leeway.posture.safe_start import last_at_least, p_at

SURE: Final = (0.8, 0.95)
LOST_D: Final = (3, 7, 14, 30)
NEARLY_ALL: Final = 0.95
TELLING_H: Final = 6.0
"""Hours between the middle reckoning and the careful one from which the careful one is the answer."""


def answer_blocks(given: Given) -> list[Block]:
    """The sentence and the table of the first page."""
    a = given.assessment
    p_now = a.starts[0].p_all_out
    low, high = share_interval(round(p_now * a.replications), a.replications)
    rows = [(text(f"Latest start for everybody out, {chance(level)} sure"), _safe(given, level)) for level in SURE]
    runs = f" (the number of runs allows {chance(low)} to {chance(high)})"
    rows += [
        (text("Everybody out if starting now"), text(Strong(chance(p_now)), runs, how_all_out(given))),
        *_decided_now(given),
        (text("Left behind if starting now"), text(_left(given), how_all_out(given))),
        (text("One more day of waiting"), text(waiting_words(given), how_all_out(given))),
        (text("Time needed with nothing closing"), text(_needed(given), how_needed(given))),
        (text(f"{given.left.target} lost within"), text(_lost(given), how_forecast(given))),
        (text("Posture proposed"), text(Strong(rung_words(a.proposed_rung)), _why(given))),
    ]
    return [
        Paragraph(text(Strong(_sentence(given))), "answer"),
        Table("The answer in numbers", ("what", "answer"), tuple(rows), frozenset({0, 1})),
    ]


def answer_numbers(given: Given) -> dict[str, float | str | None]:
    """The numbers of the first page by name: the next brief compares itself with them."""
    a = given.assessment
    found: dict[str, float | str | None] = {
        "proposed_rung": a.proposed_rung,
        "p_loss_14": round(given.left.p_within("city", 14), 4),
        "p_all_out_now": round(a.starts[0].p_all_out, 4),
    }
    for level in SURE:
        item = _item(given, level)
        found[f"safe_{level * 100:.0f}"] = None if item is None or item.start_h is None else given.at(item.start_h)
    return found


def _decided_now(given: Given) -> list[tuple[Text, Text]]:
    """Nobody starts now: with a decision now the first move is a decision lag away."""
    a = given.assessment
    if not a.decision_lag_h:
        return []
    p = p_at([start.start_h for start in a.starts], [start.p_all_out for start in a.starts], a.decision_lag_h)
    words = f"Everybody out if decided now, started in {span(a.decision_lag_h)}"
    return [(text(words), text(Strong(chance(p)), how_all_out(given)))]


def _sentence(given: Given) -> str:
    """The answer as one would say it aloud."""
    a = given.assessment
    by = {item.confidence: item for item in a.last_safe if item.subject == ""}
    p = chance(a.starts[0].p_all_out)
    best = max((level for level in by if not by[level].dire), default=None)
    if best is None:
        return (
            f"No start from now on gets everybody out with an even chance or better; starting at once does with {p}. "
            "Standing fast and other exits must be weighed: see What each start would give."
        )
    if best < SURE[0]:
        return (
            f"It is too late to be {chance(SURE[0])} sure that everybody gets out: a start now gives {p}, "
            "and waiting does "
            "not raise it. See What each start would give for what remains."
        )
    item = by[best]
    middle_h = item.start_h or 0.0
    early, _ = _allowed(given, best)
    unsure = middle_h - (early or 0.0) > TELLING_H
    start_h = (early or 0.0) if unsure else middle_h
    later = " or later" if _is_end(given, item) and not unsure else f", in {span(start_h)}" if start_h > 0 else " (now)"
    words = f"To be {chance(best)} sure that everybody gets out, start by {given.at(start_h)}{later}"
    decide_h = start_h - a.decision_lag_h
    if decide_h < 0:
        words += f"; deciding and ordering takes {span(a.decision_lag_h)}: the decision is due now"
    elif a.decision_lag_h:
        words += f", and decide by {given.at(decide_h)}"
    if unsure:
        words += (
            f". The middle reckoning is {short_moment(after(a.as_of, middle_h))} UTC"
            + (" or later" if _is_end(given, item) else "")
            + ", but the chance falls so slowly that the runs cannot tell the starts between apart: plan by the earlier"
        )
    higher = [level for level in by if level > best]
    if higher:
        words += f". {chance(min(higher))} is no longer to be had: a start now gives {p}"
    return f"{words}."


def _item(given: Given, level: float) -> LastSafeStart | None:
    return next((i for i in given.assessment.last_safe if i.subject == "" and i.confidence == level), None)


def _is_end(given: Given, item: LastSafeStart) -> bool:
    return item.start_h == given.assessment.starts[-1].start_h


def _safe(given: Given, level: float) -> Text:
    item = _item(given, level)
    if item is None:
        return text("not worked out")
    if item.start_h is None:
        words = ", no start from now on is that sure"
        return text(Strong("none: passed"), words, _as_far_as_known(given, level), how_safe_start(given))
    later = " or later (end of the starts looked at)" if _is_end(given, item) else f", in {span(item.start_h)}"
    return text(Strong(given.at(item.start_h)), later, _as_far_as_known(given, level), how_safe_start(given))


def _allowed(given: Given, level: float) -> tuple[float | None, float | None]:
    """Hours of the latest start at the lower and at the upper end of what the number of runs allows."""
    a = given.assessment
    grid, n = [start.start_h for start in a.starts], a.replications
    ends = [share_interval(round(start.p_all_out * n), n) for start in a.starts]
    low, high = [low for low, _ in ends], [high for _, high in ends]
    return last_at_least(grid, low, level), last_at_least(grid, high, level)


def _as_far_as_known(given: Given, level: float) -> str:
    """Between which hours the latest start lies, as far as the number of runs can tell."""
    a = given.assessment
    early, late = _allowed(given, level)
    if late is None or early == late:
        return ""
    words = "already past" if early is None else short_moment(after(a.as_of, early))
    until = short_moment(after(a.as_of, late)) + (" or later" if late == a.starts[-1].start_h else "")
    return f" (the number of runs allows {words} to {until} UTC)"


def _left(given: Given) -> str:
    """How many stay behind on average, and in the worst tenth of the futures."""
    now = given.assessment.starts[0]
    everybody = now.left_mean[""] + sum(now.out_by_exit.values())
    worst = now.left_p90[""]
    if worst <= 0:
        tenth = "nobody is left even then"
    else:
        tenth = "nearly nobody gets out" if worst >= NEARLY_ALL * everybody else f"it is {people(worst)} or more"
    mean = f"{people(now.left_mean[''])} of about {people(everybody)} on average"
    return f"{mean}; in the worst tenth of the futures {tenth}"


def waiting_words(given: Given) -> str:
    """What a day of waiting costs in chance and in people, and what it may bring."""
    w = given.assessment.waiting
    if w is None:
        return "not worked out"
    cost = f"the chance of everybody out {_falls(w.p_all_out_lost)}"
    cost += f", {people(max(w.left_more, 0.0))} more people left on average"
    if np.isfinite(w.p_relief):
        cost += f"; in {chance(w.p_relief)} of past days of like alarm the next day brought relief"
    return cost


def _needed(given: Given) -> str:
    needed, sure = given.assessment.time_needed_h[""], given.assessment.confidence
    parts = []
    for level in (0.5, sure):
        hours = float(np.quantile(needed, level, method="inverted_cdf"))
        out = span(hours) if np.isfinite(hours) else "not everybody within the horizon"
        parts.append(f"{out} ({chance(level)} sure)")
    return "; ".join(parts)


def _lost(given: Given) -> str:
    return ", ".join(f"{d} days: {chance(given.left.p_within('city', d))}" for d in LOST_D)


def _why(given: Given) -> Text:
    """Why this rung, in a line: the tripwires that name it, with their figures."""
    tripped = [t for t in given.assessment.tripwires if t.tripped and t.posture == given.assessment.proposed_rung]
    if not tripped:
        return text(": no tripwire asks for more")
    parts = [text(f"{t.title.rstrip('.')} ({given.value(t)})", given.trail.statements(t.grounds, most=2))
             for t in tripped[:3]]  # fmt: skip
    return text(": ", joined(parts, "; "))


def _falls(lost: float) -> str:
    """By how much a chance falls, in words."""
    points = round(max(lost, 0.0) * 100)
    return f"falls by {points} point{'s' if points > 1 else ''}" if points else "falls by less than a point"
