"""Who goes first and why: the same rule for all, written before."""

from __future__ import annotations

from collections.abc import Callable

from leeway.brief.document import Paragraph, Section, Table, Text, text
from leeway.brief.given import Given
from leeway.brief.words import chance, people
from leeway.case.staffing import StaffingPlan


def order_section(given: Given, plan: StaffingPlan | None) -> Section:
    """Groups by priority, with the reason the rules give, and what a start now gives each."""
    now = given.assessment.starts[0]
    groups = given.case.groups
    reason = _reasons(plan, given)
    rows = []
    for name, members in sorted(
        given.grouping.members.items(), key=lambda pair: min(groups[m].priority for m in pair[1])
    ):
        first = min(members, key=lambda m: groups[m].priority)
        line = groups[first].line if len(members) == 1 else 0
        low, high = sum(groups[m].low for m in members), sum(groups[m].high for m in members)
        rows.append(
            (
                text(str(groups[first].priority), given.trail.line("people.csv", line, f"the group {name}")),
                text(name),
                text(f"{low:,}" if low == high else f"{low:,} to {high:,}"),
                text(chance(min(now.p_group_out[m] for m in members))),
                text(people(sum(now.left_mean[m] for m in members))),
                reason(members),
            )
        )
    version = (
        f"Rules version {plan.version}."
        if plan is not None
        else (
            "The case has no written rules on who leaves first (staffing.toml): the order is the plan's "
            "priority alone. "
            "Write the rules, and tell them, before they are needed."
        )
    )
    columns = ("turn", "group", "people", "all out if starting now", "left, mean", "why then")
    note = text("One rule for everybody; an exception names the office that made it and the reason.")
    return Section(
        "order",
        "Who goes first, and why",
        (Paragraph(text(version)), Table("Order of leaving", columns, tuple(rows), frozenset({0, 1, 5}), note)),
    )


def _reasons(plan: StaffingPlan | None, given: Given) -> Callable[[tuple[str, ...]], Text]:
    def told(members: tuple[str, ...]) -> Text:
        groups = [given.case.groups[m] for m in members]
        for rule in plan.leaving if plan is not None else ():
            if any(g.id in rule.groups or g.category in rule.groups for g in groups):
                line = given.trail.line("staffing.toml", rule.line, f"rule {rule.order} on who leaves first")
                override = next((o for o in plan.overrides if o.group in members), None) if plan is not None else None
                apart = f"; exception by {override.by}: {override.reason}" if override else ""
                return text(rule.reason, line, apart)
        return text("priority in people.csv; no reason is written")

    return told
