"""An assessment as sentences and tables a person can read."""

from __future__ import annotations

import math

import numpy as np

from leeway.posture.model import CONFIDENCES, Array, Assessment, Hastened, Staffing, WarningCost
from leeway.tables import Table

ALL = "everybody"


def headline(a: Assessment) -> list[str]:
    """The answer first: last safe start, P(all out), rung proposed; a person decides."""
    now = a.starts[0]
    lines = [f"{a.title}, as of {a.as_of:%Y-%m-%d %H:%M} UTC"]
    safe = {one.confidence: one for one in a.last_safe if one.subject == ""}
    last = a.starts[-1].start_h
    said = ", ".join(f"{c:.0%}: {start_text(safe[c].start_h, last)}" for c in CONFIDENCES)
    lines.append(f"Last safe start for everybody at {said}.")
    lines.append(
        f"Starting now: P(all out) {now.p_all_out:.0%}, {now.left_mean['']:,.0f} people left on average "
        f"(one time in ten {now.left_p90['']:,.0f} or more)."
    )
    if a.dire:
        lines.append("DIRE: more time is required than is available at every level shown; see the branches.")
    lines.append(f"Posture to consider: {a.proposed_rung.replace('_', ' ')}. A person decides.")
    lines.extend(f"  because: {why}" for why in a.because)
    lines.extend(a.notes)
    return lines


def tables(a: Assessment) -> list[Table]:
    """Clocks, starts, last safe starts, capacity, branches, tripwires, assumptions."""
    found = [clocks_table(a), starts_table(a), safe_table(a), capacity_table(a)]
    if a.branches:
        found.append(branches_table(a))
    if a.staffing is not None and a.staffing.levels:
        found.append(staffing_table(a.staffing))
    if a.levers:
        found.append(levers_table(a))
    if a.hastened is not None:
        found.append(hastened_table(a, a.hastened))
    found.append(tripwires_table(a))
    if a.assumptions:
        found.append(assumptions_table(a))
    return found


def clocks_table(a: Assessment) -> Table:
    """Time needed and leeway by group: what is there with 95, 80 and 50 % chance."""
    rows = []
    for name, draws in a.time_needed_h.items():
        spare = a.leeway_h.get(name)
        rows.append(
            (
                name or ALL,
                *(hours_text(_at(draws, q)) for q in (0.5, 0.9)),
                *("" if spare is None else hours_text(_at(spare, 1 - c)) for c in CONFIDENCES[::-1]),
            )
        )
    heads = ("group", "needed, median", "needed, 90 %", "leeway, 95 %", "leeway, 80 %", "leeway, 50 %")
    note = (
        "Leeway = time left - time needed: hours by which the start can wait and all still get out, with that chance."
    )
    return Table("The two clocks", heads, tuple(rows), frozenset({"group"}), note)


def starts_table(a: Assessment) -> Table:
    """What starting at each hour gives."""
    exits = [name for name in a.starts[0].out_by_exit if any(s.out_by_exit[name] > 0 for s in a.starts)]
    rows = tuple(
        (
            "now" if s.start_h == 0 else f"+{s.start_h:.0f} h",
            f"{s.p_all_out:.0%}",
            f"{s.left_mean['']:,.0f}",
            f"{s.left_p90['']:,.0f}",
            *(f"{s.out_by_exit[name]:,.0f}" for name in exits),
        )
        for s in a.starts
    )
    heads = ("start", "P(all out)", "left, mean", "left, 1 in 10", *(f"out by {name}" for name in exits))
    note = a.waiting.words if a.waiting is not None else ""
    return Table("What each start gives", heads, rows, frozenset({"start"}), note)


def safe_table(a: Assessment) -> Table:
    """Last safe start by group and exit."""
    last = a.starts[-1].start_h
    subjects = dict.fromkeys(one.subject for one in a.last_safe)
    by = {(one.subject, one.confidence): one for one in a.last_safe}
    rows = tuple(
        (subject or ALL, *(start_text(by[subject, c].start_h, last) for c in CONFIDENCES)) for subject in subjects
    )
    heads = ("for", *(f"at {c:.0%}" for c in CONFIDENCES))
    note = ""
    if a.decision_lag_h:
        note = f"The decision must fall {hours_text(a.decision_lag_h)} before."
    return Table("Last safe start", heads, rows, frozenset({"for"}), note)


def capacity_table(a: Assessment) -> Table:
    """People who can be lifted within a warning time."""
    rows = tuple((hours_text(c.warning_h), f"{c.people:,}") for c in a.capacity)
    return Table(f"People lifted within a warning time ({a.confidence:.0%} sure)", ("warning", "people"), rows)


def branches_table(a: Assessment) -> Table:
    """What remains where the last safe start has passed."""
    rows = tuple((b.name.replace("_", " "), f"{b.p_out:.0%}", f"{b.people_left:,.0f}", b.words) for b in a.branches)
    return Table("Branches", ("branch", "P", "people left", ""), rows, frozenset({"branch", ""}))


def staffing_table(s: Staffing) -> Table:
    """The proposed rung at several warning times."""
    rows = tuple(
        (
            f"{level.name} (rules)" if level.chosen else level.name,
            hours_text(level.loss_h),
            hours_text(level.warning_h),
            f"{level.most:,}",
            f"{sum(level.option.keep.values()):,}",
            hours_text(level.option.lift_h),
            ", ".join(level.option.functions) or "none",
        )
        for level in s.levels
    )
    heads = ("warning", "loss in", "left", "can be lifted", "stay", "lifted in", "functions kept")
    note = (
        "P5, P10, P20: the first exit is lost sooner with that chance. Left: less the time to decide, order and begin."
    )
    title = f"Staffing at {s.proposed.rung.replace('_', ' ')} by warning time"
    return Table(title, heads, rows, frozenset({"warning", "functions kept"}), note)


def levers_table(a: Assessment) -> Table:
    """What shortening the clearance buys, with 95 % intervals, and on the miss/false-alarm curve."""
    rows: list[tuple[str, ...]] = []
    if a.warnings:
        rows.append(("the plan as it is", "", "", "", hours_text(a.warnings[0].warning_h), *_cost(a.warnings)))
    for one in a.levers:
        p, more = one.p_all_out, one.fewer_left
        rows.append(
            (
                one.label,
                f"{one.hours.value:.1f} h ({one.hours.low:.1f} to {one.hours.high:.1f})",
                f"{p.value * 100:+.1f} ({p.low * 100:+.1f} to {p.high * 100:+.1f})",
                f"{more.value:+,.0f} ({more.low:+,.0f} to {more.high:+,.0f})",
                hours_text(one.warnings[0].warning_h) if one.warnings else "",
                *_cost(one.warnings),
            )
        )
    heads = ("change", "sooner", "P(all out), points", "fewer left", "warning", "threshold", "needless", "held, warned")
    many = a.levers[0].replications
    note = (
        f"Common random numbers, {many} operations each, 95 % intervals. Warning: decision lag and time needed, "
        f"{a.confidence:.0%} sure. The last three: to miss one fall in ten with that warning, over past advances, "
        "leave at this P(loss within it); so many departures were needless, so many advances that held were left."
    )
    return Table("What shortening the clearance buys", heads, tuple(rows), frozenset({"change"}), note)


def _cost(costs: tuple[WarningCost, ...]) -> tuple[str, str, str]:
    if not costs or math.isnan(costs[0].threshold):
        return "", "out of reach", ""
    return f"{costs[0].threshold:.1%}", f"{costs[0].needless:.0%}", f"{costs[0].warned_held:.0%}"


def hastened_table(a: Assessment, h: Hastened) -> Table:
    """The result with a stated factor on the hazard beside the one without."""
    last = a.starts[-1].start_h
    safe = {one.confidence: one.start_h for one in a.last_safe if one.subject == ""}
    now = a.starts[0]
    rows = [
        ("P(all out), start now", f"{now.p_all_out:.0%}", f"{h.p_all_out:.0%}"),
        ("people left, start now, mean", f"{now.left_mean['']:,.0f}", f"{h.left_mean:,.0f}"),
        *((f"P(lost in {d} d)", f"{h.p_loss_without[d]:.0%}", f"{p:.0%}") for d, p in h.p_loss.items()),
        *(
            (f"last safe start, {c:.0%}", start_text(safe[c], last), start_text(h.last_safe_h[c], last))
            for c in CONFIDENCES
        ),
    ]
    note = f"Assumed, not found: a drawdown that shows multiplies the chance of loss a day by {h.factor:g} from now on."
    return Table("If a visible drawdown speeds the loss", ("", "without", "with"), tuple(rows), frozenset({""}), note)


def assumptions_table(a: Assessment) -> Table:
    """What the plan leans on, and whether it still stands."""
    rows = tuple(("valid" if one.valid else "INVALID", one.words, one.reason) for one in a.assumptions)
    heads = ("", "the plan leans on", "why")
    return Table("Assumptions", heads, rows, frozenset(heads))


def tripwires_table(a: Assessment) -> Table:
    """Tripped first."""
    order = sorted(a.tripwires, key=lambda t: not t.tripped)
    rows = tuple(
        (
            "TRIPPED" if t.tripped else "-",
            t.title,
            t.posture.replace("_", " "),
            f"{t.authority} by {t.act_by:%d %b %H:%M}" if t.tripped and t.act_by is not None else t.authority,
            t.value if t.decision is None else f"{t.value}; {t.decision[0]} by {t.decision[1]}: {t.decision[2]}",
        )
        for t in order
    )
    heads = ("", "tripwire", "consider", "who decides", "what was found")
    return Table("Tripwires", heads, rows, frozenset(heads))


def start_text(start_h: float | None, last_h: float) -> str:
    """A last safe start in words."""
    if start_h is None:
        return "passed"
    return f"{last_h / 24:.0f} d or later" if start_h >= last_h else hours_text(start_h)


def hours_text(hours: float) -> str:
    """Hours as hours or days; "never" and "not at all" for the infinities."""
    if math.isnan(hours):
        return "-"
    if math.isinf(hours):
        return "no limit" if hours > 0 else "none"
    return f"{hours:.0f} h" if abs(hours) < 96 else f"{hours / 24:.1f} d"


def _at(draws: Array, share: float) -> float:
    return float(np.quantile(draws, min(max(share, 0.0), 1.0), method="inverted_cdf"))
