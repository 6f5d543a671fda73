"""Keyed random numbers and the inverse transforms."""

from __future__ import annotations

import numpy as np
import pytest
from simulation_cases import case, exponential, group, uniform

from leeway.case.model import Arrival, Fleet, Place, Route
from leeway.movement.draws import normal_quantile, quantile, sample, uniforms
from leeway.movement.engine.people import draw_parties
from leeway.movement.engine.world import World
from leeway.units import Distribution, fixed

FAMILIES = (
    Distribution("uniform", (1.0, 3.0)),
    Distribution("triangular", (1.0, 2.0, 5.0)),
    Distribution("pert", (1.0, 2.0, 5.0)),
    Distribution("lognormal", (2.0, 4.0)),
    Distribution("exponential", (2.0,)),
    Distribution("gamma", (2.0, 1.0)),
    Distribution("gamma", (2.0, 4.0)),
    Distribution("weibull", (2.0, 1.5)),
    Distribution("empirical", (1.0, 2.0, 2.5, 7.0)),
)


@pytest.mark.parametrize("uncertain", FAMILIES, ids=lambda d: d.family)
def test_quantiles_have_the_mean_and_range_of_their_family(uncertain: Distribution) -> None:
    """The mean over evenly spread probabilities is the family's mean; quantiles rise and stay within its range."""
    u = (np.arange(400_000) + 0.5) / 400_000
    values = quantile(uncertain, u)
    assert values.mean() == pytest.approx(uncertain.mean, rel=5e-3)
    assert (np.diff(values) >= 0).all()
    assert values.min() >= uncertain.low - 1e-9
    assert values.max() <= uncertain.high + 1e-9


def test_lognormal_is_given_by_its_median_and_ninth_decile() -> None:
    """What the plan says of it comes back."""
    assert quantile(Distribution("lognormal", (2.0, 4.0)), [0.5, 0.9]) == pytest.approx([2.0, 4.0], rel=1e-8)


def test_normal_quantile_by_known_values() -> None:
    """Against tabulated quantiles, in the middle and in the tails."""
    u = [0.5, 0.841344746068543, 0.975, 1e-6, 1 - 1e-6]
    known = [0.0, 1.0, 1.959963984540054, -4.753424308822899, 4.753424308822899]
    assert normal_quantile(u) == pytest.approx(known, abs=1e-7)


def test_streams_are_keyed_by_replication_and_resource() -> None:
    """Replication 7 of a resource is the same whichever others are drawn, and longer streams begin alike; another
    resource, replication or seed gives other numbers."""
    together = uniforms(1, range(10), "desk a", 50)
    alone = uniforms(1, [7], "desk a", 80)
    assert np.array_equal(together[7], alone[0, :50])
    others = [uniforms(1, [7], "desk b", 50), uniforms(1, [8], "desk a", 50), uniforms(2, [7], "desk a", 50)]
    assert all(not np.isin(alone[0, :50], other).any() for other in others)


def test_exponential_samples() -> None:
    """Mean and standard deviation of the fast exponential generator."""
    values = sample(exponential(0.25), 3, range(100), "gap", 1000)
    assert values.mean() == pytest.approx(0.25, rel=0.01)
    assert values.std() == pytest.approx(0.25, rel=0.02)


def waiting(arrival: Arrival, people: int = 500, party_size: float = 1.0, seats: int = 3) -> World:
    """A site with a bus."""
    plan = case(
        places=[Place("site", "site"), Place("haven", "safe_haven")],
        routes=[Route("road", "site", "haven", "road", time_h=fixed(1.0))],
        groups=[group("g", "site", people, arrival=arrival, party_size=party_size), group("other", "site", 5)],
        fleets=[Fleet("bus", "road", 1, seats, starts=(("site", 1),))],
    )
    return World(plan, None, None)


def test_poisson_arrivals_have_exponential_gaps() -> None:
    """Gaps of parties at 4 a minute: mean and deviation of 15 s, ascending, and the count in an hour varies as it must:
    variance equal to the mean."""
    parties = draw_parties(waiting(Arrival("poisson", rate_per_h=240.0)), 1, range(400))
    ready = parties.ready_h[:, parties.blocks[0]]
    gaps = np.diff(np.concatenate([np.zeros((400, 1)), ready], axis=1), axis=1)
    assert (gaps >= 0).all()
    assert gaps.mean() == pytest.approx(1 / 240, rel=0.01)
    assert gaps.std() == pytest.approx(1 / 240, rel=0.02)
    counts = (ready <= 1.0).sum(axis=1)
    assert counts.mean() == pytest.approx(240, rel=0.02)
    assert counts.var() == pytest.approx(240, rel=0.2)


def test_poisson_families_come_at_the_rate_of_people() -> None:
    """Parties of three at 240 people an hour come 80 an hour."""
    parties = draw_parties(waiting(Arrival("poisson", rate_per_h=240.0), party_size=3.0), 1, range(200))
    ready = parties.ready_h[:, parties.blocks[0]]
    assert ready.shape[1] == 167
    assert ready[:, -1].mean() == pytest.approx(500 / 240, rel=0.02)


def test_poisson_draws_do_not_depend_on_the_rest_of_the_plan() -> None:
    """The same group with other vehicles, and one person more, comes at the same hours."""
    a = draw_parties(waiting(Arrival("poisson", rate_per_h=240.0)), 1, range(5))
    b = draw_parties(waiting(Arrival("poisson", rate_per_h=240.0), people=501, seats=9), 1, range(5))
    assert np.array_equal(a.ready_h[:, a.blocks[0]], b.ready_h[:, b.blocks[0]][:, :500])


def test_arrivals_at_a_rate_and_along_a_curve_are_those_of_the_schedule() -> None:
    """Without chance the parties of a replication are ready when a schedule plans them to be."""
    for arrival in (Arrival("rate", rate_per_h=30.0), Arrival("curve", curve=((0.0, 0.0), (2.0, 0.4), (6.0, 1.0)))):
        world = waiting(arrival, people=50, party_size=2.5)
        parties = draw_parties(world, 1, range(2))
        planned = world.network.demands["g"]
        for row in range(2):
            assert parties.ready_h[row, parties.blocks[0]] == pytest.approx(planned.ready_h)
            assert parties.size[row, parties.blocks[0]].tolist() == list(planned.sizes)


def test_counts_are_drawn_between_low_and_high() -> None:
    """Triangular counts: within their limits, with the mean of the triangle."""
    plan = case(
        places=[Place("site", "site"), Place("haven", "safe_haven")],
        routes=[Route("path", "site", "haven", "foot", time_h=fixed(1.0), self_moving=True)],
        groups=[group("g", "site", 100, low=70, high=190, show_up=uniform(0.5, 1.0))],
    )
    people = draw_parties(World(plan, None, None), 4, range(4000)).people[:, 0]
    assert people.min() >= 35
    assert people.max() <= 190
    assert people.mean() == pytest.approx(120 * 0.75, rel=0.02)
