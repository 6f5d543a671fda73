"""How near a force is: `approach`."""

from __future__ import annotations

from collections.abc import Iterator

from leeway.evidence.grammar.approach_distances import distances as distances
from leeway.evidence.grammar.approach_distances import is_armed, name_of
from leeway.evidence.grammar.approach_distances import of_taken as of_taken
from leeway.evidence.grammar.arguments import chunks, direct_object, subject
from leeway.evidence.grammar.days import when
from leeway.evidence.grammar.draft import Draft, extent
from leeway.evidence.grammar.lexicon import Hit
from leeway.evidence.grammar.line import Line, is_verb
from leeway.evidence.grammar.meant import city_before, measured
from leeway.evidence.grammar.scene import TOWNS, Scene
from leeway.evidence.grammar.wordlists import words

MOVING = frozenset(
    [
        "they",
        "rebels",
        "fighters",
        "columns",
        "we",
        "and",
        "another",
        "others",
        "column",
        "convoy",
        "insurgents",
        "gunmen",
    ]
)
VOWS = frozenset(
    ["vow", "vows", "vowed", "plan", "plans", "planned", "intend", "intends", "promise", "promised", "pledged"]
)
STANDING = words("approach.STANDING")
"""Before "on the outskirts of" where a force is said to be there."""
AHEAD = words("approach.AHEAD")
SIDES = words("approach.SIDES")
GAINS = frozenset(["ground", "gains", "advances", "inroads"])
LATELY = 6
"""Lines for which the town that a force nears is kept in mind."""


def read(line: Line, hit: Hit, scene: Scene) -> Iterator[Draft]:
    """A force that comes nearer. `of`: what it comes nearer to; `place`: where it stands, mostly nothing."""
    pattern = hit.row.pattern
    actor = subject(line, hit.start, ("actor", "force"))
    if pattern == "NP":
        owner = [c for c in line.of("actor") if c.end <= hit.start and hit.start - c.end < 2]
        actor = owner[-1] if owner else None
    if actor is not None and not is_armed(actor):
        return
    if line.w[hit.end - 2 : hit.end] == ["up", "to"] and line.at("number", hit.end - 1) is not None:
        return  # "moved up to 1,500 recruits to Kolda"
    end = line.clause(hit.start)[1]
    target = direct_object(line, hit.end, ("place", "facility"), reach=5)
    if target is None and pattern in ("AT", "AX"):
        for c in chunks(line, ("place",), hit.end, end):
            if line.w[c.start - 1] in ("towards", "toward", "on", "to") or line.w[c.start - 2 : c.start - 1] in (
                ["towards"],
                ["toward"],
                ["on"],
            ):
                target = c
                break
    goal = target.what.name if target is not None else None
    if goal is None and (pattern in ("AX", "AE") or not SIDES.isdisjoint(line.w[hit.start : hit.end])):
        goal = _meant(line, hit, scene, actor is not None)
    if goal is None or (line.w[hit.start] == "near" and _preposition(line, hit)):
        return  # "the air base near X" is no advance
    if pattern == "REACH" and not AHEAD & set(line.w[max(0, hit.start - 6) : hit.start]):
        return  # "reached X": they are there
    columns = actor is not None and line.w[actor.start] in ("column", "columns", "convoy", "convoys")
    unnamed = actor is None or (actor.kind == "force" and (columns or actor.what.status == "troops"))
    if unnamed and scene.line_number - scene.withdrew_line <= 1:
        return  # "withdrew. Columns were seen heading for X"
    if actor is None and pattern in ("AO", "AX", "AW", "REACH") and not (pattern == "AX" and goal is not None):
        return
    if pattern == "AW" and STANDING.isdisjoint(line.w[max(0, hit.start - 3) : hit.start]):
        return
    if actor is None and not any(w in MOVING for w in line.w[: hit.start]) and pattern != "NP":
        return
    if target is not None and target.what.kind == "country":
        return
    scene.goal, scene.goal_line = str(goal), scene.line_number
    name = name_of(actor, scene)
    start, last = extent(line, hit.start, max(hit.end, target.end if target else 0), actor, target)
    before = line.w[max(0, hit.start - 5) : hit.start]
    yield Draft(
        line, start, last, hit.start, "approach", "advancing", name, None, None, goal,
        when(line, scene, hit.start, False), trigger_end=hit.end, word=hit.row.words,
        firmness="planned" if before[-1:] == ["to"] and VOWS & set(before) else None,
    )  # fmt: skip


def _meant(line: Line, hit: Hit, scene: Scene, told: bool) -> str | None:
    """What a force nears that "advances" or "pushes south": the town a distance of the sentence is to, the one it was
    nearing before, the capital; "makes gains" has none."""
    if hit.row.pattern == "AE":
        city = city_before(scene, line, hit.start)
        return str(city.name) if city is not None else None
    if not GAINS.isdisjoint(line.w[hit.start : hit.end]):
        return None
    ends = [c.what.name for c in line.of("place") if c.what.kind in TOWNS and measured(line, c)]
    lately = scene.goal if scene.line_number - scene.goal_line <= LATELY else None
    capital = scene.capital() if told else None
    if ends or lately:
        return str(ends[0] if ends else lately)
    if not told:
        they = not {"they", "column", "columns"}.isdisjoint(line.w[line.clause(hit.start)[0] : hit.start])
        return scene.goal if they else None
    return capital.name if capital is not None else None


def _preposition(line: Line, hit: Hit) -> bool:
    """ "The air base near X", "landed 4,000 men near X"; "the rebels near X" has no other verb."""
    if line.at("building", hit.start - 1) is not None or line.at("number", hit.start - 2) is not None:
        return True
    a, b = line.clause(hit.start)
    return any(k != hit.start and is_verb(line, k) for k in range(a, b))
