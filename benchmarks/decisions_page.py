"""The text of docs/background/decisions.md: numbers from the tally, sentences around them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import groupby

import numpy as np

from leeway.history.model import Campaign
from leeway.posture.model import LADDER
from leeway.replay.decisions.advice import Advice, Post
from leeway.replay.decisions.rules import CAPITAL, FRONT, ORDER, RULES, begun_by_rule, begun_by_rung
from leeway.replay.decisions.tally import (
    Interval,
    Judged,
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
Rows = Mapping[str, Mapping[str, Sequence[Judged]]]


def page(
    campaigns: Sequence[Campaign], found: Mapping[str, Advice], posts: Sequence[Post], curve: Sequence[str],
    addis: CaseReplay, digest: str,
) -> str:  # fmt: skip
    """The whole page."""
    rows = {post.name: _judged(campaigns, found, post) for post in posts}
    some = rows[posts[0].name][LEEWAY[HEADLINE]]
    falls, held = sum(row.fell for row in some), sum(row.counts and not row.fell for row in some)
    open_ended = len(some) - falls - held
    parts = [
        _head(len(some), len({row.war for row in some}), falls, held, open_ended, digest),
        *(_post(post, rows[post.name]) for post in posts),
        _differences(posts, rows),
        _rungs(campaigns, found, posts),
        _worse(posts, rows),
        _curve(curve),
        _addis(addis),
        METHOD,
    ]
    return "\n\n".join(parts) + "\n"


def _judged(campaigns: Sequence[Campaign], found: Mapping[str, Advice], post: Post) -> dict[str, list[Judged]]:
    rows: dict[str, list[Judged]] = {}
    for rung, name in LEEWAY.items():
        rows[name] = [judged(c, begun_by_rung(found[c.name], post.name, rung), post.needed_h) for c in campaigns]
    for rule in RULES:
        rows[RULE_WORDS[rule]] = [judged(c, begun_by_rule(c, rule), post.needed_h) for c in campaigns]
    return rows


def _head(campaigns: int, wars: int, falls: int, held: int, open_ended: int, digest: str) -> str:
    return f"""# Decisions, counted

Written by `python benchmarks/decisions.py` (tables of history {digest[:12]}).

What would the default tripwires have proposed on every day of {campaigns} past advances of {wars} wars, each forecast by
models that never saw its war; who would have been out in time; and who would have left for nothing? Beside it stand three
rules that people use. {falls} of the cities fell, {held} advances ended otherwise, {open_ended} record{"s end" if open_ended != 1 else " ends"} open and
count{"" if open_ended != 1 else "s"} for nothing. One campaign one vote; brackets are 95 % intervals over resampled wars. With so few falls they are wide,
and most differences are inside them.

Every rule is taken to the letter: when it first says so, everybody leaves and stays away. For Leeway that is done once for
each rung, although the ladder is meant as steps (at "authorized departure" families and volunteers may go, at "ordered
departure" all but emergency staff go, the rest follow): the rows show what it would be to empty the post at that rung."""


def _post(post: Post, rows: Mapping[str, Sequence[Judged]]) -> str:
    middle, sure = (float(np.quantile(post.needed_h, q)) for q in (0.5, 0.9))
    lines = [
        f"## A post of {post.people:,} people",
        "",
        f"Everybody out after {middle:.0f} h in half of the runs, {sure:.0f} h in nine of ten (`benchmarks/posts/{post.name}`).",
        "",
        "| everybody leaves at | out before the loss | days before (median) | more than 30 d before | held, left needlessly "
        "| needless among departures |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for name, judged_rows in rows.items():
        t = tallied(judged_rows)
        lines.append(
            f"| {name} | {_share(t.caught)} | {_number(t.days_before)} | {_percent(t.early)} | {_share(t.needless)} "
            f"| {_share(t.false)} |"
        )
    return "\n".join(lines)


def _differences(posts: Sequence[Post], rows: Rows) -> str:
    lines = [
        "## Leeway less each rule",
        "",
        f"Percentage points, {LEEWAY[HEADLINE].lower()} less the rule on the same campaigns. More caught is better, more "
        "needless is worse.",
        "",
        "| post | rule | more caught | more needless departures |",
        "|---|---|---:|---:|",
    ]
    for post in posts:
        ours = rows[post.name][LEEWAY[HEADLINE]]
        for rule in RULES:
            theirs = rows[post.name][RULE_WORDS[rule]]
            caught, needless = (difference(ours, theirs, of) for of in (caught_share, needless_share))
            lines.append(f"| {post.people:,} | {RULE_WORDS[rule].lower()} | {_points(caught)} | {_points(needless)} |")
    return "\n".join(lines)


def _rungs(campaigns: Sequence[Campaign], found: Mapping[str, Advice], posts: Sequence[Post]) -> str:
    held = [c.name for c in campaigns if not c.fell and c.known_until is None]
    lines = [
        "## How often each rung was proposed for nothing",
        "",
        "Of the advances that held: share in which the rung (or a higher one) was proposed at least once, and the mean share",
        "of their days on which it was in force. The lower rungs are meant to be cheap and to be taken back.",
        "",
        "| post | " + " | ".join(LADDER[r].replace("_", " ") for r in range(1, 6)) + " |",
        "|---|" + "---:|" * 5,
    ]
    for post in posts:
        rungs = {name: found[name].rung[post.name] for name in held}
        cells = []
        for rung in range(1, 6):
            ever = float(np.mean([bool((rungs[name] >= rung).any()) for name in held]))
            cells.append(f"{ever:.0%} ever, {days_at_rung(rungs, held, rung):.0%} of days")
        lines.append(f"| {post.people:,} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _worse(posts: Sequence[Post], rows: Rows) -> str:
    lines = ["## Where Leeway is worse", ""]
    for post in posts:
        ours = {row.campaign: row for row in rows[post.name][LEEWAY[HEADLINE]]}
        lines.append(f"**{post.people:,} people**, {LEEWAY[HEADLINE].lower()}:")
        lines.append("")
        missed = [name for name, row in ours.items() if row.fell and row.p_out < 0.5]
        lines.append(f"- falls it misses: {_list(missed)};")
        for rule in RULES:
            theirs = {row.campaign: row for row in rows[post.name][RULE_WORDS[rule]]}
            caught = [n for n, row in ours.items() if row.fell and row.p_out < 0.5 <= theirs[n].p_out]
            alone = [n for n, row in ours.items() if row.counts and row.needless and not theirs[n].needless]
            lines.append(
                f'- "{RULE_WORDS[rule].lower()}" would have caught {_list(caught)}, and would have spared '
                f"{len(alone)} of its {sum(r.counts and r.needless for r in ours.values())} needless departures: {_list(alone)};"
            )
        lines[-1] = lines[-1][:-1] + "."
        lines.append("")
    return "\n".join(lines).rstrip()


def _curve(curve: Sequence[str]) -> str:
    return "\n".join(
        [
            "## Misses and false alarms at each post's own clearance time",
            "",
            "One tripwire only: leave when P(city lost within the warning needed) passes a threshold. The warning is twelve",
            "hours to decide and the time in which everybody is out nine times in ten. Accepting few misses costs many false",
            "alarms; no tuning of tripwires gets off this curve, only better forecasts or a faster clearance do.",
            "",
            *curve,
            "",
            "![Misses against needless departures](../images/decisions-curve.svg)",
        ]
    )


def _addis(replay: CaseReplay) -> str:
    """Spells of the rung proposed and of the rung in force, and what they would have cost."""
    spells = [(rung, list(days)) for rung, days in groupby(replay.days, key=lambda one: one.rung)]
    lines = [
        "## Addis Ababa 2021: what it would have advised, and what it would have cost",
        "",
        f"From `leeway replay examples/addis-2021`: {len(replay.days)} days, {replay.replications} operations behind each. The advance "
        "stopped 190 km short and the city held.",
        "",
        "| from | to | days | rung proposed | rung in force | P(loss in 14 d) | tripwires |",
        "|---|---|---:|---|---|---:|---|",
    ]
    for rung, days in spells:
        real = ", ".join(dict.fromkeys((one.done_rung or "-").replace("_", " ") for one in days))
        p = [one.p_loss[14] for one in days]
        wires = ", ".join(dict.fromkeys(name for one in days for name in one.tripped)) or "-"
        span = f"{min(p):.0%} to {max(p):.0%}" if max(p) - min(p) > 0.005 else f"{p[0]:.0%}"
        lines.append(
            f"| {days[0].as_of:%d %b} | {days[-1].as_of:%d %b} | {len(days)} | {rung.replace('_', ' ')} | {real} | {span} | {wires} |"
        )
    out = [one for one in replay.days if LADDER.index(one.rung) >= HEADLINE]
    real_out = [one for one in replay.days if one.done_rung and LADDER.index(one.done_rung) >= HEADLINE]
    return "\n".join(
        [
            *lines,
            "",
            f"An ordered departure would have been proposed on {len(out)} days; the mission was really on one on {len(real_out)} days. "
            f"On {sum(one in real_out for one in out)} days both. All of these days were needless in hindsight: the city was never lost. "
            "Counted in days away, that is the cost of each; what a day away costs a mission in its work is not in the tables.",
        ]
    )


METHOD = """## How it is counted

- **News.** A row of the tables is known at 00:00 UTC of the day after. Nothing that only hindsight can write enters
  (`leeway.history.replay`), and no condition can read the outcome.
- **To decide.** Leeway: the clock of the tripwire that proposes the rung. Front and capital: twelve hours. An official order:
  none, it is the decision; the first order of any mission to its own staff counts, or the first mission to close, also
  before the advance began.
- **In time.** The last one is out before noon of the day the city fell, by the post's own draws of the time needed. Days
  before is counted from the last one out. The closing of the airport before the fall enters the forecast, and so the
  proposals, but not the count: how people left is taken as open.
- **Needless.** Everybody had left and the advance ended without the fall. Each advance counts once, however often a rung came
  and went. Coming back is not counted, nor what the departure itself does to the course of events.
- **Tripwires.** The packaged starter set, not tuned to these advances. The tables carry no attacks within cities and few
  missions, so tripwires on these say nothing here; a real post would see more.
- **The airport** is taken as shut from its first coded closing on, since a reopening would be hindsight."""


def _share(value: Interval) -> str:
    middle, low, high = value
    return "-" if math.isnan(middle) else f"{middle:.0%} ({low:.0%} to {high:.0%})"


def _points(value: Interval) -> str:
    return "{:+.0f} ({:+.0f} to {:+.0f})".format(*(100 * part for part in value))


def _percent(value: float) -> str:
    return "-" if math.isnan(value) else f"{value:.0%}"


def _number(value: float) -> str:
    return "-" if math.isnan(value) else f"{value:.0f}"


def _list(names: Sequence[str]) -> str:
    return ", ".join(names) if names else "none"
