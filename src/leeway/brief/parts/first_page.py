"""One page first: the answer, what changed, what would change the answer."""

from __future__ import annotations

from typing import Final

import numpy as np

from leeway.brief.document import Block, Paragraph, Points, Section, Strong, Table, Text, text
from leeway.brief.given import Given
from leeway.brief.parts.computed import how_all_out, how_forecast, how_safe_start
from leeway.brief.words import chance, moment, people, rung_words, span
from leeway.movement.report.numbers import share_interval
from leeway.posture.model import LADDER, LastSafeStart
from leeway.situation.difference import Difference

SURE: Final = (0.8, 0.95)
MOST_CHANGES: Final = 8
_KINDS: Final = {
    "gained": "taken by the attacker",
    "lost": "lost again by the attacker",
    "threatened": "newly contested or threatened",
    "retracted": "no longer held for fact",
    "contradicted": "now contradicted",
    "settled": "contradiction settled",
    "exit": "exit or service",
    "mission": "other missions",
    "estimate": "new estimate",
    "stale": "grown stale",
}
_NEWS: Final = ("gained", "lost", "threatened", "retracted", "exit", "mission", "estimate", "contradicted", "stale")


def first_page(given: Given) -> Section:
    """The answer, the changes, what would change it; each a section of its own."""
    return Section(
        "one-page",
        "On one page",
        (Paragraph(_standing(given), "note"),),
        (
            Section("answer", "The answer", tuple(_answer(given))),
            Section("changed", "What changed", tuple(_changed(given))),
            Section("would-change", "What would change the answer", tuple(_would_change(given))),
        ),
    )


def _standing(given: Given) -> Text:
    """What the whole rests on, and that a person decides."""
    s = given.situation
    if not s.statements:
        base = (
            "No report was public by then: this brief rests on the plan and on past advances alone. "
            "That nothing is known is not calm."
        )
    else:
        base = f"Read from {s.statements:,} statements of {s.origins:,} separate origins."
    if given.refused:
        base += f" {given.refused} of the case's reports could not be read and are not in it."
    return text(
        base,
        " Leeway is time left less time needed. ",
        Strong("This brief proposes; a person decides."),
        " Marks such as [S1] lead to the exact words, the plan's line, the past case or the sum behind a number.",
    )


def _answer(given: Given) -> list[Block]:
    a = given.assessment
    if not given.has_people:
        return [
            Paragraph(
                text(
                    "The plan has no people: there is nobody to get out and no last safe start to work out. What "
                    "follows is the picture and the forecast of the exits. Fill in people.csv."
                ),
                "warning",
            ),
            Paragraph(text("Posture proposed by the tripwires: ", Strong(rung_words(a.proposed_rung)), ".")),
        ]
    now = a.starts[0]
    rows = [(text(f"Latest start for everybody out, {chance(level)} sure"), _safe(given, level)) for level in SURE]
    low, high = share_interval(round(now.p_all_out * a.replications), a.replications)
    everybody = now.left_mean[""]
    rows += [
        (
            text("Everybody out if starting now"),
            text(Strong(chance(now.p_all_out)), f" ({chance(low)} to {chance(high)})", how_all_out(given)),
        ),
        (
            text("Left behind if starting now"),
            text(
                f"{people(everybody)} on average; one chance in ten of "
                f"{people(now.left_p90[''])} or more, of {people(_expected(given))}",
                how_all_out(given),
            ),
        ),
        (text("Time needed with nothing closing"), _needed(given)),
        (
            text(f"{given.left.target} lost within"),
            text(
                ", ".join(f"{d} days: {chance(given.left.p_within('city', d))}" for d in (3, 7, 14, 30)),
                how_forecast(given),
            ),
        ),
        (text("Posture proposed"), text(Strong(rung_words(a.proposed_rung)), *_why_short(given))),
    ]
    if a.decision_lag_h:
        rows.append((text("Time to decide and order"), text(f"{span(a.decision_lag_h)}, taken off every start above")))
    return [
        Paragraph(text(Strong(_sentence(given))), "answer"),
        Table("The answer in numbers", ("what", "answer"), tuple(rows), frozenset({0, 1})),
    ]


def _sentence(given: Given) -> str:
    """The answer as one would say it aloud."""
    a = given.assessment
    by = {item.confidence: item for item in a.last_safe if item.subject == ""}
    p = chance(a.starts[0].p_all_out)
    best = max((level for level in by if not by[level].dire), default=None)
    if best is None:
        return (
            f"No start from now on gets everybody out with an even chance or better; starting at once does with {p}. "
            "Standing fast and other exits must be weighed (see Posture)."
        )
    item = by[best]
    assert item.start_h is not None and item.decide_by_h is not None
    if best < SURE[0]:
        return (
            f"It is too late to be {chance(SURE[0])} sure that everybody gets out: a start now gives {p}. "
            "Every hour waited costs; see Posture for what remains."
        )
    last = _is_end(given, item)
    words = f"To be {chance(best)} sure that everybody gets out, start by {given.at(item.start_h)}" + (
        " or later" if last else f", in {span(item.start_h)}"
    )
    if item.decide_by_h < 0:
        words += f"; the decision was due {span(-item.decide_by_h)} ago"
    elif item.decide_by_h != item.start_h:
        words += f", and decide by {given.at(item.decide_by_h)}"
    higher = [level for level in by if level > best]
    if higher:
        words += f". {chance(min(higher))} is no longer to be had: a start now gives {p}"
    return f"{words}."


def _is_end(given: Given, item: LastSafeStart) -> bool:
    return item.start_h == given.assessment.starts[-1].start_h


def _safe(given: Given, level: float) -> Text:
    item = next((i for i in given.assessment.last_safe if i.subject == "" and i.confidence == level), None)
    if item is None:
        return text("not worked out")
    if item.start_h is None:
        return text(Strong("none: passed"), ", no start from now on is that sure", how_safe_start(given))
    last = " or later (end of the starts looked at)" if _is_end(given, item) else f", in {span(item.start_h)}"
    return text(Strong(given.at(item.start_h)), last, how_safe_start(given))


def _needed(given: Given) -> Text:
    needed = given.assessment.time_needed_h[""]
    middle, sure = (float(np.quantile(needed, q, method="inverted_cdf")) for q in (0.5, given.assessment.confidence))
    words = [
        f"not everybody in {chance(level)} of runs"
        if not np.isfinite(hours)
        else f"{span(hours)} ({chance(level)} sure)"
        for level, hours in ((0.5, middle), (given.assessment.confidence, sure))
    ]
    ref = given.trail.computed(
        "time needed",
        f"Hours from the start until the last person is out when no exit closes, over {given.assessment.replications:,} "
        "simulated operations; the table under Clearance has every group.",
    )
    return text("; ".join(words), ref)


def _expected(given: Given) -> float:
    now = given.assessment.starts[0]
    return now.left_mean[""] + sum(now.out_by_exit.values())


def _why_short(given: Given) -> Text:
    """Why this rung, in a line: the tripwires that name it."""
    tripped = [t for t in given.assessment.tripwires if t.tripped and t.posture == given.assessment.proposed_rung]
    if not tripped:
        return text(": no tripwire asks for more")
    words: list[Text] = [text(t.title.rstrip("."), given.trail.statements(t.grounds, most=1)) for t in tripped[:3]]
    joined: Text = text(": ")
    for number, part in enumerate(words):
        joined = text(joined, "; " if number else "", part)
    return joined


def _changed(given: Given) -> list[Block]:
    changed = given.changed
    since = moment(changed.since, given.case.time_zone)
    news = [d for kind in _NEWS for d in changed.of(kind)]
    blocks: list[Block] = [Paragraph(text(_moved(given)))] if given.earlier is not None else []
    if not news:
        return [
            *blocks,
            Paragraph(
                text(f"Nothing known to have changed since {since}. No news is not calm: see the ages in the picture.")
            ),
        ]
    items: list[Text] = [_difference(given, d) for d in news[:MOST_CHANGES]]
    blocks.append(Paragraph(text(f"Since {since}:")))
    blocks.append(Points(tuple(items)))
    if len(news) > MOST_CHANGES:
        blocks.append(Paragraph(text(f"and {len(news) - MOST_CHANGES} more, in the picture below."), "note"))
    moved = [r for r in given.left.reasons if abs(r.change) >= 0.005]
    if moved:
        parts = [
            text(f"{r.change * 100:+.0f} points: {r.words}", given.trail.statements(r.grounds, most=1))
            for r in moved[:3]
        ]
        joined = text(f"What moved the chance of losing {given.left.target} within 14 days since the day before: ")
        for number, part in enumerate(parts):
            joined = text(joined, "; " if number else "", part)
        blocks.append(Paragraph(text(joined, ".")))
    return blocks


def difference_words(d: Difference) -> str:
    """One change in words."""
    if d.kind in ("gained", "lost", "threatened", "retracted"):
        was = f" (was: {_state(d.before)})" if d.before else ""
        now = f": {_state(d.after)}" if d.kind not in ("gained",) and d.after else ""
        return f"{d.subject}: {_KINDS[d.kind]}{now}{was}"
    turn = " → ".join(part.replace("_", " ") for part in (d.before, d.after) if part)
    return f"{_KINDS.get(d.kind, d.kind)}: {d.subject}: {turn}"


def _state(standing: str) -> str:
    return {"attacker": "held by the attacker", "defender": "held by the defender", "unknown": "others"}.get(
        standing, standing
    )


def _difference(given: Given, d: Difference) -> Text:
    return text(given.mask(difference_words(d)), given.trail.statements(d.grounds, most=2))


def _moved(given: Given) -> str:
    """The numbers of the first page beside those of the last brief."""
    assert given.earlier is not None
    was, now = given.earlier.answer, answer_numbers(given)
    words = []
    for name, label in (("p_all_out_now", "everybody out if starting now"), ("p_loss_14", "loss within 14 days")):
        old, new = was.get(name), now.get(name)
        if isinstance(old, float) and isinstance(new, float):
            words.append(f"{label}: {chance(old)} then, {chance(new)} now")
    if was.get("proposed_rung") and was["proposed_rung"] != now["proposed_rung"]:
        words.append(
            f"posture: {rung_words(str(was['proposed_rung']))} then, {rung_words(str(now['proposed_rung']))} now"
        )
    for name, label in (("safe_80", "latest start, 80 % sure"), ("safe_95", "latest start, 95 % sure")):
        if name in was and was[name] != now.get(name):
            words.append(f"{label}: {was[name] or 'none'} then, {now.get(name) or 'none'} now")
    return "Against the last brief: " + ("; ".join(words) if words else "the numbers of this page are the same") + "."


def answer_numbers(given: Given) -> dict[str, float | str | None]:
    """The numbers of the first page by name: the next brief compares itself with them."""
    a = given.assessment
    found: dict[str, float | str | None] = {
        "proposed_rung": a.proposed_rung,
        "p_loss_14": round(given.left.p_within("city", 14), 4),
    }
    if given.has_people:
        found["p_all_out_now"] = round(a.starts[0].p_all_out, 4)
        for level in SURE:
            item = next((i for i in a.last_safe if i.subject == "" and i.confidence == level), None)
            safe = None if item is None or item.start_h is None else given.at(item.start_h)
            found[f"safe_{level * 100:.0f}"] = safe
    return found


def _would_change(given: Given) -> list[Block]:
    a = given.assessment
    items: list[Text] = []
    if given.has_people:
        items += _sooner(given)
    rung = LADDER.index(a.proposed_rung) if a.proposed_rung in LADDER else 0
    higher = [t for t in a.tripwires if not t.tripped and t.posture in LADDER and LADDER.index(t.posture) > rung]
    items += [
        text("Up to ", Strong(rung_words(t.posture)), f", if it trips: {t.title.rstrip('.')}. Now {t.value}.")
        for t in sorted(higher, key=lambda t: LADDER.index(t.posture))[:3]
    ]
    holding = [t for t in a.tripwires if t.tripped and t.posture == a.proposed_rung and t.stand_down]
    items += [text(f"Down again ({t.title.rstrip('.')}), when: {t.stand_down}") for t in holding[:2]]
    items += [text(f"If it no longer holds that {x.words}: the plan is to be run again.") for x in a.assumptions[:2]]
    disputes = [c for c in given.situation.contradictions if c.settled is None]
    if disputes:
        few = f"{len(disputes)} open contradictions" if len(disputes) > 1 else "one open contradiction"
        items.append(text(f"{few} in the picture: if the worse reading is true, less time is left."))
    return [Points(tuple(items))] if items else [Paragraph(text("Nothing that was agreed beforehand."))]


def _sooner(given: Given) -> list[Text]:
    """What a shorter clearance or a start already made would give: the same futures, started a day sooner."""
    a = given.assessment
    leeway = a.leeway_h[""]
    now = float(np.mean(leeway >= 0))
    sooner, later = float(np.mean(leeway >= -24)), float(np.mean(leeway >= 24))
    ref = given.trail.computed(
        "a day sooner or later",
        "Share of the same imagined futures in which a start 24 h before, or after, the as-of instant gets everybody out. "
        "A clearance shorter by a day, or exits that last a day longer, would give about as much.",
        how_all_out(given),
    )
    return [
        text(
            f"Had it begun a day ago, or were clearance a day shorter, or do the exits last a day longer: everybody out "
            f"with {chance(sooner)} instead of {chance(now)}; a day later: {chance(later)}",
            ref,
            ".",
        )
    ]
