"""The class of people that a figure counts, and whose people they are."""

from __future__ import annotations

from leeway.evidence.grammar.line import Chunk, Line
from leeway.evidence.grammar.scene import Scene
from leeway.evidence.grammar.wordlists import words

OWNERS = frozenset(["mission", "state", "organisation", "government", "ministry"])
OURS = frozenset(["us", "ours", "our", "we"])
BETWEEN = frozenset([",", ";", "and", "in", "from", "to", "-", "of", "at", "on", "for", "with"])
BODIES = words("posture.BODIES")
ADJECTIVES, LABEL = 4, 4
HALVES = frozenset(["international", "expatriate", "foreign", "expat", "national", "local"])
CLASSES = frozenset(["citizen", "staff", "staffx"])
NUMBERING = frozenset(
    ["some", "about", "only", "perhaps", "nearly", "almost", "over", "around", "roughly", "numbering", "who", "number",
     "there", "are", "estimated", "at"]
)  # fmt: skip
WHOSE = (["the"], ["its"], ["their"], ["our"], ["his"], ["her"], ["my"], ["your"])
VAGUE = frozenset(["hundreds", "thousands", "dozens", "scores", "tens", "couple", "number", "handful"])


def class_of(line: Line, number: Chunk) -> Chunk | None:
    """The class noun that a number counts: the next one, with nothing but adjectives between, or after "of the"."""
    end = number.end
    while line.w[end : end + 1] == ["of"] and line.w[end + 1 : end + 2] in WHOSE:
        end += 2  # "60 of its staff"
    if line.w[end : end + 1] == ["of"] and VAGUE & set(line.w[number.start : end]):
        end += 1  # "hundreds of foreigners"
    if line.w[number.start - 1 : number.start] == [":"]:
        labels = [c for c in line.of("class") if c.end < number.start and number.start - c.end <= LABEL]
        if labels and line.w[end : end + 1] in ([], ["."], [","], [";"], ["("]):
            return max(labels, key=lambda c: (c.end, -c.start))  # "National staff: 112"
    if line.w[end : end + 1] and line.w[end] in HALVES and line.w[end + 1 : end + 2] == ["and"]:
        other = next((n for n in line.of("number") if n.start == end + 2), None)
        return class_of(line, other) if other is not None else None  # "9 international and 112 national staff"
    for c in line.of("class"):
        if number.start <= c.start and c.start - end <= ADJECTIVES:
            between = line.w[end : c.start] if c.start > end else []
            if any(w in BETWEEN or not w[:1].isalpha() for w in between):
                return None
            force = line.at("force", c.start)
            if force is not None and force.end - force.start > c.end - c.start:
                return None  # "uniformed personnel"
            return c
    return None


def part_of(line: Line, number: Chunk) -> Chunk | None:
    """The part of a whole that is counted: "nine" in "nine of the embassy's 35 staff"."""
    for n in line.of("number"):
        between = line.w[n.end : number.start]
        if n.end < number.start <= n.end + 5 and between[0] == "of" and n.what.unit in (None, "people"):
            return n if "," not in between and between[-1] not in ("of", ",") else None
    return None


def owner_of(line: Line, number: Chunk, b: int) -> str | None:
    """Whose people: the last mission, organisation or state of the sentence up to the figure and its class."""
    found = [c for c in line.of("actor") if c.end <= b and c.what.kind in OWNERS and c.start <= number.end + 4]
    return str(found[-1].what.name) if found else None


def at_home(group: Chunk, scene: Scene, line: Line) -> bool:
    """Nationals of the country itself: "40,000 Haitians" in Haiti is no head count of foreigners."""
    if scene.home is None or group.what.pattern != "citizen" or group.what.status != "citizens":
        return False
    demonym = scene.home[1].casefold()
    word = line.w[group.start]
    return len(demonym) > 3 and word.rstrip("s") == demonym.rstrip("s")


def chain(line: Line, group: Chunk) -> Chunk:
    """The last class of a list: "60 Dutch" of "300 Britons, 120 Germans and 60 Dutch"."""
    last = group
    for n in line.of("number"):
        if n.start >= last.end and line.w[last.end : n.start] in (["and"], [","], [",", "and"]):
            more = class_of(line, n)
            last = more if more is not None else last
    return last


def in_all(line: Line, number: Chunk, group: Chunk | None) -> tuple[str, int] | None:
    """ "Told its nationals, about 1,500 in all, to stay indoors": a figure set beside the class it counts."""
    k = number.start - 1
    while k > 0 and line.w[k] in NUMBERING:
        k -= 1
    if group is not None or number.what.noun or k < 1 or line.w[k] not in (",", "(", "-", "–", "—"):
        return None
    after = line.w[number.end : number.end + 2]
    if after not in (["in", "all"], ["in", "total"], ["of", "them"]) and after[:1] not in (
        ["altogether"],
        [","],
        [")"],
    ):
        return None
    beside = next((c for c in line.of("class") if c.end == k and c.what.pattern in CLASSES), None)
    return (str(beside.what.status), number.end) if beside is not None else None


def joined(line: Line, number: Chunk) -> list[tuple[Chunk, Chunk]]:
    """The figures and classes that "and" sets before this one: "7 internationals and 31 staff"."""
    found: list[tuple[Chunk, Chunk]] = []
    first = number.start
    for n in reversed(line.of("number")):
        group = class_of(line, n) if n.end <= first and n.what.unit in (None, "people") else None
        if group is None or group.what.pattern not in CLASSES or line.w[group.end : first] not in (["and"], [","]):
            continue
        found.append((n, group))
        first = n.start
    return found
