"""Missions named in short: "US emb", "EU delegation", a state that labels an entry under "Missions"."""

from __future__ import annotations

from dataclasses import replace

from leeway.evidence.attribution.missions import SHORT, adjective
from leeway.evidence.grammar.line import Chunk, Line
from leeway.evidence.grammar.scene import Scene
from leeway.evidence.grammar.wordlists import words

MISSION_SHORT = words("scene.MISSION_SHORT")

OF_MISSIONS = frozenset(["ambassador", "diplomats", "embassy", "emb", "consulate", "staff", "families", "dependants"])

HEADED = frozenset(["missions", "embassies", "diplomats", "missions:", "embassies:", "diplomats:", "embassies,"])

MISSION_HEADINGS = frozenset(["missions", "embassies", "diplomatic"])


def missions(scene: Scene, line: Line) -> None:
    """Missions in short: "US emb", "EU delegation", and a state that labels an entry under "Missions"."""
    town = scene.home[2] if scene.home else ""
    actors = line.of("actor")
    for k, c in enumerate(actors):
        if c.what.kind not in ("state", "organisation"):
            continue
        after = line.w[c.end : c.end + 1]
        short = bool(after) and after[0] in MISSION_SHORT
        bare = c.start <= 1 and bool(after) and after[0] in (":", "-", "–", "—", "|") and c.what.kind == "state"
        listed = bare and not MISSION_HEADINGS.isdisjoint(scene.section_words.split())
        listed = listed or (bare and not HEADED.isdisjoint((scene.text.report.title or "").casefold().split()))
        label = bare and (listed or bool(OF_MISSIONS & set(line.w[c.end :])))
        if not short and not label:
            continue
        owner = SHORT.get(c.what.name) or adjective(c.what.name)
        noun = after[0] if after[0] in ("delegation", "legation") else "embassy"
        what = replace(c.what, name=f"{owner} {noun} {town}".strip(), kind="mission")
        actors[k] = Chunk("actor", c.start, c.end + short, what)
