"""Troops as the object: sent, put on standby, brought to strengthen a garrison, given as a strength."""

from __future__ import annotations

from dataclasses import dataclass

from leeway.evidence.grammar.arguments import chunks, direct_object, passive, subject
from leeway.evidence.grammar.force_where import SPOTS
from leeway.evidence.grammar.force_who import counts_force, object_force, subject_force
from leeway.evidence.grammar.lexicon import Hit
from leeway.evidence.grammar.line import Chunk, Line
from leeway.evidence.language.model import PlaceName


@dataclass(slots=True)
class Troops:
    """What a trigger tells of: the force, who sends it, its number where that is not at its noun, where."""

    status: str
    force: Chunk | None = None
    sender: Chunk | None = None
    number: Chunk | None = None
    place: PlaceName | None = None


def sent_to(line: Line, hit: Hit, b: int, found: Troops) -> bool:
    """ "Ordered 7,000 more troops to Germany": a place right after "to", troops before it."""
    first = hit.end + (line.w[hit.end : hit.end + 1] == ["the"])
    goal = next((c for c in chunks(line, SPOTS, hit.end, b) if c.start <= first), None)
    found.place = goal.what if goal is not None else None
    force = found.force
    return goal is not None and force is not None and force.kind == "force" and force.end <= hit.end


def of_object(line: Line, hit: Hit, b: int, found: Troops) -> None:
    pattern = hit.row.pattern
    if passive(line, hit):
        found.force = subject_force(line, hit)
        return
    inside = line.within("force", hit.start, hit.end)
    found.force = inside[0] if inside else object_force(line, hit.end, b)
    found.sender = subject(line, hit.start, ("actor",)) if pattern != "TH" else None
    if pattern == "OSTAND" and not inside:
        found.force = None
        found.number = next((n for n in line.of("number") if hit.start <= n.start < hit.end), None)
        if found.number is not None and not counts_force(found.number):
            found.number = None
    if pattern == "CUTF":
        numbers = [n for n in line.of("number") if hit.end <= n.start < b and n.what.unit in (None, "people")]
        found.number = next((n for n in numbers if "by" in line.w[max(0, n.start - 2) : n.start + 1]), None)


def strengthened(line: Line, hit: Hit, b: int, found: Troops) -> bool:
    """ "The garrison was strengthened by 300 soldiers", "reinforced its garrison at X with 500 men"."""
    after = [c for c in line.of("force") if hit.end <= c.start < b]
    numbers = [n for n in line.of("number") if hit.end <= n.start < b and n.what.unit in (None, "people")]
    spots = chunks(line, SPOTS, 0, b)
    if hit.row.pattern == "STREN":
        if not after and not any(counts_force(n) for n in numbers):
            return False
        found.force = after[0] if after else None
        found.number = next((n for n in numbers if counts_force(n) or (after and n.end <= after[0].start)), None)
        near = [c for c in spots if c.end <= hit.start]
        found.place = near[-1].what if near else None
        return True
    numbers_of_troops = [
        n for n in numbers if counts_force(n) and {"with", "by"} & set(line.w[max(0, n.start - 3) : n.start])
    ]
    if numbers_of_troops and not passive(line, hit):
        # "will reinforce the mission with up to 5,500 troops", "has reinforced with twenty marines its embassy"
        found.sender = subject(line, hit.start, ("actor",))
        found.number = numbers_of_troops[0]
        found.force = next((c for c in after if c.start >= numbers_of_troops[0].end), None)
        spot = next((c for c in spots if c.start >= hit.end), None)
        found.place = spot.what if spot is not None else None
        return True
    post = direct_object(line, hit.end, ("building", "force", "place", "facility"), reach=6)
    if post is None or (post.kind == "building" and post.what.status not in ("garrison", "base", "camp", "post")):
        return False
    found.sender = subject(line, hit.start, ("actor", "force"))
    if found.sender is None or (found.sender.kind == "actor" and found.sender.what.kind == "organisation"):
        return False
    found.force = next((c for c in after), found.sender if found.sender.kind == "force" else None)
    if found.sender.kind == "force":
        found.sender = None
    elif found.force is None:
        found.force = found.sender if found.sender.what.kind in ("army", "armed_group", "police") else None
    found.number = next((n for n in numbers if counts_force(n)), None)
    after_spots = [c for c in spots if c.start >= hit.end]
    found.place = after_spots[0].what if after_spots else None
    return found.force is not None or found.number is not None


def strength(line: Line, hit: Hit, b: int, found: Troops) -> None:
    """ "put his strength in the city at 3,000", "the number of troops in X rose to 500"."""
    numbers = [n for n in line.of("number") if hit.end <= n.start < b and n.what.unit in (None, "people")]
    number = next((n for n in numbers if (n.what.low or n.what.high or 0) >= 20), None)
    if number is None or (number.what.noun and not counts_force(number)):
        return
    found.number = number
    found.force = next((c for c in line.of("force") if hit.start <= c.start < b), None)
