"""Running HiGHS within a clock: best solution, proven bound, Ctrl-C returns the incumbent."""

from __future__ import annotations

from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray

from leeway.movement.optimise.clock import Clock


@dataclass(frozen=True, slots=True)
class Solved:
    """`values` is None without a feasible solution; `bound` is proven (minimisation); `infeasible` is proven too."""

    values: NDArray[np.float64] | None
    objective: float
    bound: float
    optimal: bool
    infeasible: bool


THREADS = 2
"""Of every model: HiGHS has one scheduler a process and refuses to solve a model that asks for another number."""


def quiet_model() -> highspy.Highs:
    """An empty minimisation model that prints nothing and is deterministic."""
    model = highspy.Highs()
    model.setOptionValue("output_flag", False)
    model.setOptionValue("threads", THREADS)
    model.setOptionValue("random_seed", 1)
    model.HandleUserInterrupt = True
    return model


def run(
    model: highspy.Highs,
    clock: Clock,
    *,
    doing: str,
    relative_gap: float = 1e-9,
    limit_s: float | None = None,
    nodes: int | None = None,
    start: NDArray[np.float64] | None = None,
) -> Solved:
    """Minimise `model` within the clock (and `limit_s`, if less), optionally from the feasible point `start`.

    `nodes`: most nodes of the tree. It ends a search at the same place every time, a time limit does not.
    """
    budget = min(clock.remaining_s, limit_s if limit_s is not None else clock.remaining_s)
    model.setOptionValue("time_limit", max(budget, 0.01) + model.getRunTime())
    model.setOptionValue("mip_rel_gap", relative_gap)
    model.setOptionValue("mip_abs_gap", 1e-9)
    if nodes is not None:
        model.setOptionValue("mip_max_nodes", nodes)
    if start is not None:
        solution = highspy.HighsSolution()
        solution.col_value = list(start)
        model.setSolution(solution)
    _solve(model, clock)
    status = model.getModelStatus()
    info = model.getInfo()
    infeasible = status in (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible)
    has_point = info.primal_solution_status == 2
    is_mip = info.mip_node_count >= 0
    optimal = status == highspy.HighsModelStatus.kOptimal
    bound = info.mip_dual_bound if is_mip else (info.objective_function_value if optimal else -np.inf)
    values = np.array(model.getSolution().col_value) if has_point else None
    objective = info.objective_function_value if has_point else np.inf
    clock.tell(doing, objective, bound)
    return Solved(values, objective, bound, optimal, infeasible)


def _solve(model: highspy.Highs, clock: Clock) -> None:
    """Solve beside this thread, so that the wish to stop early is heard."""
    model.startSolve()
    ended = False
    while not ended:
        try:
            ended = model.wait(0.1)[0]
        except KeyboardInterrupt:
            clock.interrupted = True
        if clock.interrupted:
            model.cancelSolve()
