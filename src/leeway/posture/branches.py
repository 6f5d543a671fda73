"""What remains where a start now no longer gets everybody out at the wanted confidence."""

from __future__ import annotations

from collections.abc import Sequence

from leeway.case.hazard import HazardExit
from leeway.case.model import Case
from leeway.forecast.model import TimeLeft
from leeway.posture.model import Branch, Start


def branches(case: Case, now: Start, time_left: TimeLeft) -> tuple[Branch, ...]:
    """Start at once, wait sheltered (standfast), or turn to another exit, the one that lasts longest: what each offers.

    No other exit is one whose loss takes away every way of the plan: whoever leaves by the plan leaves by it already.
    """
    people = sum(now.left_mean[group] for group in case.groups) + sum(now.out_by_exit.values())
    share = 1.0 if people <= 0 else 1 - now.left_mean[""] / people
    found = [
        Branch(
            "start_now", now.p_all_out, now.left_mean[""],
            f"Start at once: {share:.0%} of the people out on average; {now.left_mean['']:,.0f} left behind.",
        ),
        Branch(
            "standfast", 1 - time_left.p_within("city", 30), people,
            f"Stay under shelter: P(the city holds 30 days) is {1 - time_left.p_within('city', 30):.0%}; nobody moves.",
        ),
    ]  # fmt: skip
    lasting = [
        (time_left.p_within(exit_.id, 7), exit_)
        for exit_ in _others(case.hazard.exits if case.hazard is not None else ())
        if exit_.id in time_left.hours
    ]
    for lost, exit_ in sorted(lasting, key=lambda pair: (pair[0], pair[1].id))[:1]:
        if lost >= 1:
            break
        words = f"Turn to {exit_.id}: P(it lasts seven days) is {1 - lost:.0%}."
        if not exit_.closes:
            words += " The plan has no way by it: it would have to be planned."
        found.append(Branch(f"another_exit:{exit_.id}", 1 - lost, now.left_mean[""], words))
    return tuple(found)


def _others(exits: Sequence[HazardExit]) -> list[HazardExit]:
    """Exits to turn to; flights go with the airport they leave from."""
    ways = {key for exit_ in exits for key in exit_.closes}
    needed = [exit_ for exit_ in exits if ways and ways <= set(exit_.closes)]
    gone = {"city", "flights"} if any(exit_.kind == "airport" for exit_ in needed) else {"city"}
    return [exit_ for exit_ in exits if exit_.kind not in gone and exit_ not in needed]
