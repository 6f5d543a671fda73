"""Adjectives that tell which people, faith or part of the world somebody is of: no names of persons."""

from __future__ import annotations

from typing import Final

from leeway.evidence.language.quantities import words

PEOPLES: Final = words("peoples.txt")
"""Of peoples and faiths."""
SIDES: Final = PEOPLES | frozenset(
    ["western", "eastern", "northern", "southern", "african", "asian", "european", "gulf", "baltic", "balkan",
     "caribbean", "andean", "sahelian", "nordic"]
)  # fmt: skip
"""Of parts of the world, too, under which nobody fights."""
