"""How standings look: by colour and shape both, so that print and the colour-blind can tell."""

from __future__ import annotations

from typing import Final

from leeway.look import BLUE, GREY, ORANGE, RED

STANDINGS: Final = {
    "attacker": (RED, "square", "held by the attacker"),
    "contested": (ORANGE, "triangle-up", "contested or only claimed"),
    "threatened": ("#F0E442", "diamond", "threatened"),
    "defender": (BLUE, "circle", "held by the defender"),
    "unknown": (GREY, "cross", "held by others"),
}
"""Colour, shape and words of each standing; the shapes alone tell them apart in black and white."""
