"""The exact small optimisation: which functions to keep with the people who can still be lifted.

Variables: people kept of each group, functions kept or not, and who does what (a person does one function; groups
listed as deputies stand in for one another). The value kept is greatest; among equals the fewest people stay, and of
those the ones the leaving rules send last.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import highspy

from leeway.case.staffing import Function
from leeway.errors import LeewayError
from leeway.movement.optimise.highs import quiet_model

SMALL: Final = 0.05
"""What keeping everybody costs against the least valuable function: no function is given up for people saved."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """`keep`: people by group; `functions`: kept, in the plan's order; `value`: their sum."""

    keep: Mapping[str, int]
    functions: tuple[str, ...]
    value: float


def choose(
    functions: Sequence[Function],
    available: Mapping[str, int],
    most: int,
    *,
    least: Mapping[str, int] | None = None,
    order: Sequence[str] = (),
) -> Chosen:
    """The best set of functions for at most `most` people.

    `available`: people by group. `least`: people kept in any case (overrides). `order`: groups from who leaves
    first to who leaves last. Raises `LeewayError` if the overrides alone pass `most` or what is there.
    """
    kept_anyway = dict(least or {})
    if sum(kept_anyway.values()) > most:
        raise LeewayError(
            f"overrides keep {sum(kept_anyway.values())} people, but only {most} can be lifted within the warning time."
        )
    for group, number in kept_anyway.items():
        if number > available.get(group, 0):
            raise LeewayError(f"an override keeps {number} of {group}, of whom there are {available.get(group, 0)}.")
    model = quiet_model()
    inf = highspy.kHighsInf
    late = {group: place for place, group in enumerate(order)}
    scale = SMALL * min([f.value for f in functions if f.value > 0], default=1.0) / max(1, sum(available.values()))
    keep = {
        group: model.addVariable(
            kept_anyway.get(group, 0), number, scale * (2 - late.get(group, 0) / (len(late) + 1)),
            type=highspy.HighsVarType.kInteger,
        )
        for group, number in available.items()
    }  # fmt: skip
    on = {f.id: model.addVariable(0, 1, -f.value, type=highspy.HighsVarType.kInteger) for f in functions}
    doing: dict[str, list[Any]] = {group: [] for group in available}
    for f in functions:
        for group, number in f.needs.items():
            stand_ins = {group, *(h for some in f.deputies if group in some for h in some)} & set(available)
            hands = []
            for stand_in in sorted(stand_ins):
                cost = 0.0 if stand_in == group else scale / 10
                hand = model.addVariable(0, inf, cost, type=highspy.HighsVarType.kInteger)
                hands.append(hand)
                doing[stand_in].append(hand)
            model.addConstr(_sum(hands) - number * on[f.id] == 0 if hands else on[f.id] <= 0)
    for group, hands_of in doing.items():
        if hands_of:
            model.addConstr(_sum(hands_of) - keep[group] <= 0)
    model.addConstr(_sum(list(keep.values())) <= most)
    model.setOptionValue("mip_rel_gap", 0.0)
    model.run()
    if model.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise LeewayError("the staffing posture has no solution; look at the overrides of staffing.toml.")
    solution = model.getSolution().col_value
    chosen = tuple(f.id for f in functions if round(solution[on[f.id].index]) == 1)
    people = {group: round(solution[variable.index]) for group, variable in keep.items()}
    return Chosen(people, chosen, float(sum(f.value for f in functions if f.id in chosen)))


def _sum(variables: Sequence[Any]) -> Any:
    total = variables[0]
    for variable in variables[1:]:
        total = total + variable
    return total
