"""Priors of the models, read from `priors.toml` beside this file, with meaning and source of each."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("priors.toml")


@dataclass(frozen=True, slots=True)
class Normal:
    """A normal prior."""

    mean: float
    sd: float


@cache
def prior(model: str, name: str) -> Normal:
    """The prior of one parameter of one model."""
    found = _read()[model][name]
    return Normal(float(found["mean"]), float(found["sd"]))


@cache
def digest() -> str:
    """SHA-256 of the priors as they stand: printed with every evaluation."""
    return hashlib.sha256(FILE.read_bytes()).hexdigest()


@cache
def _read() -> dict[str, dict[str, dict[str, float]]]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))
