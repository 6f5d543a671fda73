"""Second figures of a class counted or named before: "down from 220", "the figure was above 3,000", "there are 800"."""

from __future__ import annotations

from leeway.evidence.grammar.headcount_class import class_of
from leeway.evidence.grammar.line import Chunk, Line
from leeway.evidence.grammar.scene import Scene

COUNTED = frozenset(["citizen", "staff", "staffx"])
COMPARING = (["down", "from"], ["up", "from"], ["compared", "with"], ["compared", "to"])
THERE = (["there", "are"], ["there", "were"], *([modal, "be"] for modal in ("will", "may", "might", "could", "should")))
FIGURES = frozenset(["figure", "number", "total", "count", "tally"])
BEING = frozenset(["is", "was", "stood", "stands", "been"])


def remember(line: Line, scene: Scene) -> None:
    """Nationals only spoken of ("the airlift of Americans"): "about 7,000 remain" counts them."""
    others = line.of("force") or any(c.what.pattern in ("displaced", "people") for c in line.of("class"))
    named = [] if others else [c for c in line.of("class") if c.what.pattern == "citizen"]
    if named and scene.line_number - scene.counted_line > 2:
        # One line less than after a figure: meant by the next sentence only.
        scene.counted, scene.counted_line, scene.counted_place = str(named[-1].what.status), scene.line_number - 1, None
    elif others and scene.counted_place is None and scene.counted_line < scene.line_number:
        scene.counted_line = -9


def there_are(line: Line, number: Chunk, group: Chunk | None, scene: Scene) -> tuple[str, int] | None:
    """ "There were some eleven hundred at New Year": a bare figure for the class counted in a sentence before."""
    w = line.w
    opened = w[max(0, number.start - 2) : number.start] in THERE
    after = w[number.end : number.end + 1]
    bare = (
        not after
        or after[0] in ("today", "now", "at", "by", ".", ",", ";", "left", "of", "in", "more", "others")
        or not after[0].isalpha()
    )
    if (
        opened
        and bare
        and group is None
        and scene.counted is not None
        and "there" in w[max(0, number.start - 4) : number.start]
    ):
        return scene.counted, number.end
    return None


def before_that(line: Line, number: Chunk) -> tuple[str, int] | None:
    """ "About 150 Britons, down from 220 two weeks ago": a second figure for the class counted just before."""
    first = number.start - 1 if line.w[number.start] not in ("from", "with") else number.start
    led = line.w[max(0, first - 1) : first + 1]
    if led not in COMPARING and led[-1:] != ["against"]:
        return None
    counted = [c for c in line.of("class") if c.end <= first and c.what.pattern in COUNTED]
    bare = number.end >= len(line.w) or class_of(line, number) is None
    return (str(counted[-1].what.status), number.end) if counted and bare else None


def the_figure(line: Line, number: Chunk, group: Chunk | None, scene: Scene) -> tuple[str, int] | None:
    """ "On Monday the figure was above 3,000": again of the class counted in a sentence before."""
    if group is not None or number.what.noun or scene.counted is None or scene.line_number - scene.counted_line > 2:
        return None
    before = line.w[max(0, number.start - 5) : number.start]
    said = any(before[k] == "the" and before[k + 1] in FIGURES for k in range(len(before) - 1))
    return (scene.counted, number.end) if said and any(x in BEING for x in before) else None
