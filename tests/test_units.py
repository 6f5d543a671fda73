"""Quantities and uncertain quantities as people write them."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leeway.units import DIMENSIONS, Distribution, UnitError, distribution, fixed, quantity

EXAMPLES = [
    ("3 h", "duration", 3.0),
    ("45 min", "duration", 0.75),
    ("90 s", "duration", 0.025),
    ("2 d", "duration", 48.0),
    ("65 km", "distance", 65.0),
    ("5 nm", "distance", 9.26),
    ("4804 m", "distance", 4.804),
    ("1,500 km", "distance", 1500.0),
    ("1_500 km", "distance", 1500.0),
    ("20 kn", "speed", 37.04),
    ("25 mph", "speed", 40.2336),
    ("10 m/s", "speed", 36.0),
    ("6 per min", "rate", 360.0),
    ("3000 per  day", "rate", 125.0),
    ("60 %", "share", 0.6),
    (0.6, "share", 0.6),
    ("60%", "share", 0.6),
]


@pytest.mark.parametrize(("text", "dimension", "value"), EXAMPLES)
def test_examples_of_the_reference(text: str | float, dimension: str, value: float) -> None:
    """The examples of the plan language come out in internal units."""
    assert quantity(text, dimension) == pytest.approx(value, rel=1e-12)


@pytest.mark.parametrize(
    ("text", "dimension"),
    [("3", "duration"), (3, "duration"), ("3 km", "duration"), ("h", "duration"), ("", "duration"), ("3 H", "duration"),
     ("1,5 h", "duration"), ("0,600 h", "duration"), ("1e400 h", "duration"), ("nan h", "duration"), (True, "share"),
     (math.nan, "share"), (math.inf, "number"), ("3 h 5 min", "duration"), ("٣ h", "duration")],
)  # fmt: skip
def test_refused(text: str | float, dimension: str) -> None:
    """A missing or wrong unit, a decimal comma, infinities and truth values are refused, and told what was expected."""
    with pytest.raises(UnitError, match=DIMENSIONS[dimension][1][:10]):
        quantity(text, dimension)


@given(st.sampled_from([d for d in DIMENSIONS if d != "number"]), st.data())
def test_every_unit_round_trips(dimension: str, data: st.DataObject) -> None:
    """A number written in any unit of a dimension is that number times the unit."""
    units = DIMENSIONS[dimension][0]
    unit = data.draw(st.sampled_from(sorted(units)))
    number = data.draw(st.floats(-1e9, 1e9, allow_subnormal=False))
    assert quantity(f"{number!r} {unit}", dimension) == number * units[unit]


@given(st.integers(0, 10**12), st.sampled_from(["h", "min"]))
def test_thousands_separators_change_nothing(number: int, unit: str) -> None:
    """1,234,567 is 1234567."""
    assert quantity(f"{number:,} {unit}", "duration") == quantity(f"{number} {unit}", "duration")


hours = st.floats(0.001, 1e4)


@given(st.lists(hours, min_size=3, max_size=3).map(sorted), st.sampled_from(["triangular", "pert", "empirical"]))
def test_ordered_families_round_trip(values: list[float], family: str) -> None:
    """Written and read again, parameters are the same; mean, low and high are in order."""
    read = distribution(f"{family}({', '.join(f'{value!r} h' for value in values)})", "duration")
    assert read.parameters in (tuple(values), (values[0],))
    assert values[0] == read.low <= read.mean * (1 + 1e-12)
    assert read.mean <= read.high * (1 + 1e-12)
    assert read.high == values[2]


@given(hours, st.floats(1.0, 10.0), st.floats(0.1, 10.0))
def test_scaling_scales_the_mean(median: float, ratio: float, factor: float) -> None:
    """Twice the quantity has twice the mean, whatever the family."""
    for read in (
        Distribution("lognormal", (median, median * ratio)),
        Distribution("weibull", (median, ratio)),
        Distribution("gamma", (median, ratio)),
        Distribution("exponential", (median,)),
        Distribution("uniform", (median, median * ratio)),
        fixed(median),
    ):
        assert read.scaled(factor).mean == pytest.approx(read.mean * factor, rel=1e-9)


def test_known_means() -> None:
    """Means by hand: lognormal of median 1 h and P90 2 h, Weibull of shape 1, and quantiles."""
    sigma = math.log(2) / 1.2815515655446004
    assert distribution("lognormal(1 h, 2 h)", "duration").mean == pytest.approx(math.exp(sigma**2 / 2))
    assert distribution("weibull(3 h, 1)", "duration").mean == pytest.approx(3.0)
    assert distribution("pert(1 h, 2 h, 9 h)", "duration").mean == pytest.approx(3.0)
    assert distribution("empirical(1 h, 2 h, 4 h)", "duration").mean == pytest.approx(2.25)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("normal(3 h, 4 h)", "one of fixed"), ("uniform(3 h)", r"uniform\(low, high\)"), ("uniform(4 h, 3 h)",
     "ascending"),
     ("lognormal(3 h, 2 h)", "p90 at or above"), ("exponential(0 h)", "above zero"), ("uniform(3, 4)", "a duration"),
     ("weibull(3 h, x)", "a number"), ("uniform(3 h,, 4 h)", r"uniform\(low, high\)"), ("exponential()", "a duration"),
     ("uniform(3 h, 4 h", "a duration")],
)  # fmt: skip
def test_refused_families(text: str, expected: str) -> None:
    """Unknown families, wrong arguments and impossible parameters are refused in words."""
    with pytest.raises(UnitError, match=expected):
        distribution(text, "duration")


def test_one_possible_value_is_fixed() -> None:
    """A family without width is the fixed value."""
    assert distribution("triangular(2 h, 2 h, 2 h)", "duration") == fixed(2.0)
    assert distribution("90 min", "duration") == fixed(1.5)
    assert not distribution("exponential(1 h)", "duration").is_fixed
