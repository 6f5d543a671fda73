"""Quantities with their units, and uncertain quantities, as a person writes them in a plan.

A quantity is a number and a unit: `3 h`, `45 min`, `5 nm`, `25 kn`, `6 per min`.
An uncertain quantity is a quantity or one of the families of `FAMILIES`: `uniform(3 h, 4 h)`.
Internally hours, kilometres, kilometres per hour and "per hour" are the only units.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from itertools import pairwise
from statistics import NormalDist
from typing import Final

HOURS: Final = {
    "s": 1 / 3600, "sec": 1 / 3600, "min": 1 / 60, "minutes": 1 / 60,
    "h": 1.0, "hour": 1.0, "hours": 1.0, "d": 24.0, "day": 24.0, "days": 24.0,
}  # fmt: skip
KILOMETRES: Final = {"m": 0.001, "km": 1.0, "nm": 1.852, "mi": 1.609344, "mile": 1.609344, "miles": 1.609344}
KILOMETRES_PER_HOUR: Final = {
    "km/h": 1.0, "kn": 1.852, "mph": 1.609344, "m/s": 3.6, "m/min": 0.06, "nm/h": 1.852, "km/min": 60.0,
}  # fmt: skip
PER_HOUR: Final = {"per h": 1.0, "per hour": 1.0, "per min": 60.0, "per s": 3600.0, "per d": 1 / 24, "per day": 1 / 24}
SHARE: Final = {"": 1.0, "%": 0.01}
NUMBER: Final = {"": 1.0}

DIMENSIONS: Final = {
    "duration": (HOURS, "a duration such as '3 h', '45 min' or '2 d'"),
    "distance": (KILOMETRES, "a distance such as '65 km', '5 nm', '40 mi' or '4804 m'"),
    "speed": (KILOMETRES_PER_HOUR, "a speed such as '40 km/h', '20 kn' or '25 mph'"),
    "rate": (PER_HOUR, "a rate such as '100 per h', '6 per min' or '3000 per day'"),
    "share": (SHARE, "a share between 0 and 1 such as 0.6 or '60 %'"),
    "number": (NUMBER, "a number"),
}

# family: (least arguments, most arguments, meaning of the arguments)
FAMILIES: Final = {
    "fixed": (1, 1, "fixed(value)"),
    "uniform": (2, 2, "uniform(low, high)"),
    "triangular": (3, 3, "triangular(low, mode, high)"),
    "pert": (3, 3, "pert(low, mode, high)"),
    "lognormal": (2, 2, "lognormal(median, p90)"),
    "exponential": (1, 1, "exponential(mean)"),
    "gamma": (2, 2, "gamma(mean, standard deviation)"),
    "weibull": (2, 2, "weibull(scale, shape)"),
    "empirical": (2, 1000, "empirical(value, value, ...): equally likely quantiles, linear between them"),
}

# Commas only between groups of three digits: "1,5 h" is refused rather than read as 15 h.
_QUANTITY = re.compile(
    r"^\s*([+-]?(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]*)?|[0-9][0-9_]*\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)"
    r"\s*([A-Za-z%][A-Za-z/ ]*)?\s*$"
)
_CALL = re.compile(r"^\s*([A-Za-z_]+)\s*\((.*)\)\s*$", re.DOTALL)
P90_OF_STANDARD_NORMAL: Final = NormalDist().inv_cdf(0.9)


class UnitError(ValueError):
    """A text that is not a quantity of the wanted dimension; the message says what was expected."""


def quantity(text: str | float, dimension: str) -> float:
    """Read `text` as a quantity of `dimension` (a key of `DIMENSIONS`) in internal units.

    Plain numbers are accepted only where the dimension has a bare unit (shares, numbers).
    Raises `UnitError` with what was expected.
    """
    units, expected = DIMENSIONS[dimension]
    if isinstance(text, bool):
        raise UnitError(expected)
    if isinstance(text, int | float):
        if "" not in units or not math.isfinite(text):
            raise UnitError(expected)
        return float(text)
    match = _QUANTITY.match(text)
    if match is None:
        raise UnitError(expected)
    unit = " ".join((match[2] or "").split())
    if unit not in units:
        raise UnitError(expected)
    value = float(match[1].replace(",", "").replace("_", "")) * units[unit]
    if not math.isfinite(value):
        raise UnitError(expected)
    return value


@dataclass(frozen=True, slots=True)
class Distribution:
    """An uncertain quantity: a family of `FAMILIES` and its parameters in internal units.

    Sampling lives in `leeway.movement.draws` (inverse transform of keyed uniforms); this class needs no NumPy.
    """

    family: str
    parameters: tuple[float, ...]

    @property
    def is_fixed(self) -> bool:
        """True when there is one possible value."""
        return self.low == self.high

    @property
    def low(self) -> float:
        """Least possible value (0 for families unbounded below)."""
        if self.family in ("fixed", "uniform", "triangular", "pert", "empirical"):
            return self.parameters[0]
        return 0.0

    @property
    def high(self) -> float:
        """Greatest possible value, `inf` where there is none."""
        if self.family in ("fixed", "uniform", "triangular", "pert", "empirical"):
            return self.parameters[-1]
        return math.inf

    @property
    def mean(self) -> float:
        """Expected value."""
        p = self.parameters
        match self.family:
            case "fixed" | "exponential" | "gamma":
                return p[0]
            case "uniform":
                return (p[0] + p[1]) / 2
            case "triangular":
                return (p[0] + p[1] + p[2]) / 3
            case "pert":
                return (p[0] + 4 * p[1] + p[2]) / 6
            case "lognormal":
                sigma = math.log(p[1] / p[0]) / P90_OF_STANDARD_NORMAL
                return p[0] * math.exp(sigma**2 / 2)
            case "weibull":
                return p[0] * math.gamma(1 + 1 / p[1])
            case _:
                steps = len(p) - 1
                return sum((a + b) / 2 for a, b in pairwise(p)) / steps

    def scaled(self, factor: float) -> Distribution:
        """The distribution of `factor` times this quantity (`factor` > 0)."""
        keep = 1 if self.family == "weibull" else 0
        cut = len(self.parameters) - keep
        return Distribution(self.family, tuple(p * factor for p in self.parameters[:cut]) + self.parameters[cut:])


def fixed(value: float) -> Distribution:
    """The distribution that is always `value`."""
    return Distribution("fixed", (float(value),))


def distribution(text: str | float, dimension: str) -> Distribution:
    """Read an uncertain quantity; raises `UnitError` naming the family's arguments or the unit expected."""
    match = _CALL.match(text) if isinstance(text, str) else None
    if match is None:
        return fixed(quantity(text, dimension))
    family, arguments = match[1].lower(), match[2].split(",")
    if family not in FAMILIES:
        raise UnitError(f"one of {', '.join(FAMILIES)}, or {DIMENSIONS[dimension][1]}")
    least, most, meaning = FAMILIES[family]
    if not least <= len(arguments) <= most:
        raise UnitError(meaning)
    shape = [quantity(arguments.pop(), "number")] if family == "weibull" else []
    values = [quantity(argument, dimension) for argument in arguments] + shape
    ordered = family in ("uniform", "triangular", "pert", "empirical")
    if ordered and any(b < a for a, b in pairwise(values)):
        raise UnitError(f"{meaning} in ascending order")
    if family in ("lognormal", "weibull", "gamma", "exponential") and min(values) <= 0:
        raise UnitError(f"{meaning}, all above zero")
    if family == "lognormal" and values[1] < values[0]:
        raise UnitError("lognormal(median, p90) with p90 at or above the median")
    if family in ("uniform", "triangular", "pert") and values[0] == values[-1]:
        return fixed(values[0])
    return Distribution(family, tuple(values))
