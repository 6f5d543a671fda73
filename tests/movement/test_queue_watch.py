"""Limited queues that are only watched: the shortcut changes no figure."""

from dataclasses import fields, replace

import numpy as np
import pytest

from leeway.case import load_case
from leeway.case.model import Case
from leeway.case.template import write_template
from leeway.movement.engine.run import Chunk
from leeway.movement.engine.summary import numbers
from leeway.movement.engine.world import World
from leeway.movement.simulate import simulate


@pytest.fixture(scope="module")
def embassy(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """The commented template, with a queue limit at its first desk."""
    path = tmp_path_factory.mktemp("case") / "embassy"
    write_template(path)
    return load_case(path)


def with_limit(case: Case, limit: float) -> Case:
    """The case with that limit at every station that has one."""
    stations = {
        key: replace(s, queue_limit=limit) if np.isfinite(s.queue_limit) else s for key, s in case.plan.stations.items()
    }
    return replace(case, plan=replace(case.plan, stations=stations))


@pytest.mark.parametrize("limit", [200.0, 12.0, 4.0])
def test_same_figures_as_with_the_limits_in_force(embassy: Case, limit: float) -> None:
    """Whether a limit never binds, sometimes or always: every row is that of a run in which it is in force."""
    case = with_limit(embassy, limit)
    quick = simulate(case, replications=6)
    chunk = Chunk(World(case, None, None), case.settings.seed, range(6), {}, watched=6, told=True)
    chunk.run()
    exact = numbers(chunk)
    for field in fields(exact):
        np.testing.assert_allclose(getattr(quick, field.name), getattr(exact, field.name), atol=1e-9)


def test_limits_are_seen_to_bind(embassy: Case) -> None:
    """The watch tells a wide limit from a tight one."""
    overfull = []
    for limit in (200.0, 4.0):
        chunk = Chunk(World(with_limit(embassy, limit), None, None), 1, range(4), {}, limits_bind=False)
        chunk.run()
        overfull.append(chunk.overfull())
    assert not overfull[0].any()
    assert overfull[1].all()
