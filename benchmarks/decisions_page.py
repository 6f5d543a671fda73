"""The text of docs/background/decisions.md: tables of the tally, prose from decisions_text."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import groupby

import numpy as np

import decisions_text as text
from decisions_text import paragraph
from leeway.history.model import Campaign
from leeway.posture.model import LADDER
from leeway.replay.decisions.advice import Advice, Post
from leeway.replay.decisions.rules import CAPITAL, FRONT, ORDER, RULES, begun_by_rule, begun_by_rung
from leeway.replay.decisions.tally import (
    Interval,
    Judged,
    Tally,
    caught_share,
    days_at_rung,
    difference,
    judged,
    needless_share,
    tallied,
)
from leeway.replay.model import CaseReplay

LEEWAY = {rung: f"Leeway: {LADDER[rung].replace('_', ' ')}" for rung in (2, 3, 4, 5)}
HEADLINE = 3
RULE_WORDS = {
    ORDER: "Leave at the official order",
    FRONT: "Leave when the front is within 100 km",
    CAPITAL: "Leave when the first provincial capital falls",
}
RULE_SHORT = {ORDER: "official order", FRONT: "front at 100 km", CAPITAL: "first capital"}
Rows = Mapping[str, Mapping[str, Sequence[Judged]]]


def page(
    campaigns: Sequence[Campaign],
    found: Mapping[str, Advice],
    posts: Sequence[Post],
    curve: Sequence[str],
    addis: CaseReplay,
    digest: str,
) -> str:
    """The whole page."""
    rows = {post.name: _judged(campaigns, found, post) for post in posts}
    some = rows[posts[0].name][LEEWAY[HEADLINE]]
    fell = [row.campaign for row in some if row.fell]
    held = [row.campaign for row in some if row.counts and not row.fell]
    numbers = {
        "campaigns": len(some), "wars": len({row.war for row in some}), "falls": len(fell), "held": len(held),
        "open_ended": len(some) - len(fell) - len(held),
    }  # fmt: skip
    parts = [
        "# Decisions, counted",
        f"Written by `python benchmarks/decisions.py` (tables of history {digest[:12]}).",
        paragraph(text.HEAD.format(**numbers)),
        paragraph(text.LETTER),
        _short(posts, rows, found, held),
        *(_post(post, rows[post.name]) for post in posts),
        _differences(posts, rows),
        _rungs(held, found, posts),
        _tripwires(fell, held, found, posts[1]),
        _worse(posts, rows),
        "## Misses and false alarms at each post's own clearance time",
        paragraph(text.CURVE),
        "\n".join(curve),
        "![Misses against needless departures](../images/decisions-curve.svg)",
        _addis(addis),
        "## How it is counted",
        "\n".join(paragraph(point, bullet=True) for point in text.METHOD),
    ]
    return "\n\n".join(parts) + "\n"


def _judged(campaigns: Sequence[Campaign], found: Mapping[str, Advice], post: Post) -> dict[str, list[Judged]]:
    rows: dict[str, list[Judged]] = {}
    for rung, name in LEEWAY.items():
        rows[name] = [judged(c, begun_by_rung(found[c.name], post.name, rung), post.needed_h) for c in campaigns]
    for rule in RULES:
        rows[RULE_WORDS[rule]] = [judged(c, begun_by_rule(c, rule), post.needed_h) for c in campaigns]
    return rows


def _short(posts: Sequence[Post], rows: Rows, found: Mapping[str, Advice], held: Sequence[str]) -> str:
    """The answer in numbers, good and bad."""
    lines = ["## In short", "", "Out in time / left for nothing:", ""]
    for post in posts:
        of = rows[post.name]
        others = "; ".join(f"{RULE_SHORT[r]} {_two(tallied(of[RULE_WORDS[r]]))}" for r in RULES)
        ours = _two(tallied(of[LEEWAY[HEADLINE]]))
        lines.append(paragraph(f"{post.people:,} people: Leeway's ordered departure {ours}; {others}.", bullet=True))
    low = LADDER.index("authorized_departure")
    if all(bool((found[name].rung[post.name] >= low).any()) for name in held for post in posts):
        lines.append(paragraph(text.ALWAYS, bullet=True))
    lines.append(paragraph(text.LONGER, bullet=True))
    return "\n".join(lines)


def _post(post: Post, rows: Mapping[str, Sequence[Judged]]) -> str:
    middle, sure = (float(np.quantile(post.needed_h, q)) for q in (0.5, 0.9))
    heads = (
        "everybody leaves at", "out before the loss", "days before (median)", "more than 30 d before",
        "held, left needlessly", "needless among departures",
    )  # fmt: skip
    cells = []
    for name, judged_rows in rows.items():
        t = tallied(judged_rows)
        days = "-" if math.isnan(t.days_before) else f"{t.days_before:.0f}"
        cells.append((name, _share(t.caught), days, _percent(t.early), _share(t.needless), _share(t.false)))
    where = f"`benchmarks/posts/{post.name}`"
    return (
        f"## A post of {post.people:,} people\n\n"
        f"Everybody out after {middle:.0f} h in half of the runs, {sure:.0f} h in nine of ten ({where}).\n\n"
        + _table(heads, cells)
    )


def _differences(posts: Sequence[Post], rows: Rows) -> str:
    cells = []
    for post in posts:
        ours = rows[post.name][LEEWAY[HEADLINE]]
        for rule in RULES:
            theirs = rows[post.name][RULE_WORDS[rule]]
            caught, needless = (difference(ours, theirs, of) for of in (caught_share, needless_share))
            cells.append((f"{post.people:,} people: {RULE_SHORT[rule]}", _points(caught), _points(needless)))
    words = (
        "Percentage points, ordered departure less the rule on the same campaigns: more caught is better, more needless"
    )
    return f"## Leeway less each rule\n\n{paragraph(words + ' is worse.')}\n\n" + _table(
        ("post, rule", "more caught", "more needless departures"), cells
    )


def _rungs(held: Sequence[str], found: Mapping[str, Advice], posts: Sequence[Post]) -> str:
    cells = []
    for post in posts:
        rungs = {name: found[name].rung[post.name] for name in held}
        row = [f"{post.people:,}"]
        for rung in range(1, len(LADDER)):
            ever = float(np.mean([bool((rungs[name] >= rung).any()) for name in held]))
            row.append(f"{ever:.0%} ever, {days_at_rung(rungs, held, rung):.0%} of days")
        cells.append(tuple(row))
    heads = ("people", *(rung.replace("_", " ") for rung in LADDER[1:]))
    return f"## How often each rung was proposed for nothing\n\n{paragraph(text.RUNGS)}\n\n" + _table(heads, cells)


def _tripwires(fell: Sequence[str], held: Sequence[str], found: Mapping[str, Advice], post: Post) -> str:
    """Each tripwire of the set alone."""
    ids = sorted({name for one in found.values() for day in one.tripped[post.name] for name in day})
    cells = []
    for name in ids:
        on = {c: [name in day for day in found[c].tripped[post.name]] for c in (*fell, *held)}
        in_falls, in_held = (float(np.mean([any(on[c]) for c in some])) for some in (fell, held))
        days = float(np.mean([np.mean(on[c]) for c in held]))
        cells.append((name, f"{in_falls:.0%}", f"{in_held:.0%}", f"{days:.0%}"))
    heads = ("tripwire", "where the city fell", "where it held", "of the days where it held")
    return f"## Each tripwire alone\n\n{paragraph(text.ALONE.format(people=post.people))}\n\n" + _table(heads, cells)


def _worse(posts: Sequence[Post], rows: Rows) -> str:
    lines = ["## Where Leeway is worse"]
    for post in posts:
        ours = {row.campaign: row for row in rows[post.name][LEEWAY[HEADLINE]]}
        missed = [name for name, row in ours.items() if row.fell and row.p_out < 0.5]
        needless = [name for name, row in ours.items() if row.counts and row.needless]
        points = [f"misses {_list(missed)}; leaves for nothing {len(needless)} times;"]
        for rule in RULES:
            theirs = {row.campaign: row for row in rows[post.name][RULE_WORDS[rule]]}
            caught = [name for name in missed if theirs[name].p_out >= 0.5]
            spared = [name for name in needless if not theirs[name].needless]
            points.append(
                f'"{RULE_WORDS[rule].lower()}" would have caught of these {_list(caught)}, and would have stayed in '
                f"{len(spared)} of the {len(needless)}: {_list(spared)}."
            )
        lines.append(f"{post.people:,} people, ordered departure:")
        lines.append("\n".join(paragraph(point, bullet=True) for point in points))
    return "\n\n".join(lines)


def _addis(replay: CaseReplay) -> str:
    """Spells of the rung proposed beside the rung in force, and what they would have cost."""
    cells = []
    for rung, spell in groupby(replay.days, key=lambda one: one.rung):
        days = list(spell)
        force = ", ".join(dict.fromkeys((one.done_rung or "-").replace("_", " ") for one in days))
        p = [one.p_loss[14] for one in days]
        span = f"{min(p):.0%} to {max(p):.0%}" if max(p) - min(p) > 0.005 else f"{p[0]:.0%}"
        wires = ", ".join(dict.fromkeys(name for one in days for name in one.tripped)) or "-"
        first, last = (f"{one.as_of:%d %b}" for one in (days[0], days[-1]))
        cells.append((f"{first} to {last}", f"{len(days)}", rung.replace("_", " "), force, span, wires))
    out = [one for one in replay.days if LADDER.index(one.rung) >= HEADLINE]
    real = [one for one in replay.days if one.done_rung and LADDER.index(one.done_rung) >= HEADLINE]
    both = sum(one in real for one in out)
    heads = ("from, to", "days", "rung proposed", "rung in force", "P(loss in 14 d)", "tripwires")
    cost = text.ADDIS_COST.format(out=len(out), days=len(replay.days), real=len(real), both=both)
    command = "leeway replay examples/addis-2021 --every 3"
    source = f"From `{command}`: {len(replay.days)} days. The advance stopped 190 km short."
    return "\n\n".join(
        [
            "## Addis Ababa 2021: what it would have advised, and what it would have cost",
            source,
            _table(heads, cells),
            paragraph(cost),
            paragraph(text.ADDIS_WHY),
        ]
    )


def _table(heads: Sequence[str], cells: Sequence[Sequence[str]]) -> str:
    lines = [heads, ["---", *["---:"] * (len(heads) - 1)], *cells]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _two(t: Tally) -> str:
    return f"{t.caught[0]:.0%} / {t.needless[0]:.0%}"


def _share(value: Interval) -> str:
    middle, low, high = value
    return "-" if math.isnan(middle) else f"{middle:.0%} ({low:.0%} to {high:.0%})"


def _points(value: Interval) -> str:
    return "{:+.0f} ({:+.0f} to {:+.0f})".format(*(100 * part for part in value))


def _percent(value: float) -> str:
    return "-" if math.isnan(value) else f"{value:.0%}"


def _list(names: Sequence[str]) -> str:
    return ", ".join(names) if names else "none"
