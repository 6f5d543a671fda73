"""Posts, barracks and camps whose troops have left them: "the checkpoint was abandoned"."""

from __future__ import annotations

from collections.abc import Iterator

from leeway.evidence.grammar.arguments import subject
from leeway.evidence.grammar.days import when
from leeway.evidence.grammar.draft import Draft, extent
from leeway.evidence.grammar.force_where import place_of
from leeway.evidence.grammar.lexicon import Hit
from leeway.evidence.grammar.line import Line
from leeway.evidence.grammar.scene import Scene

POSTS = frozenset(
    ["checkpoint", "base", "barracks", "post", "army base", "military base", "camp", "garrison", "border post"]
)
POST_WORDS = frozenset(["post", "posts", "checkpoint", "checkpoints", "position", "positions", "barracks", "base"])


def left_empty(line: Line, hit: Hit, scene: Scene, b: int) -> Iterator[Draft]:
    """ "The checkpoint was abandoned": its troops left."""
    left = subject(line, hit.start, ("building",))
    a = line.clause(hit.start)[0]
    posts = POST_WORDS & set(line.w[a : hit.start])
    if left is None and posts:
        left = next((c for c in line.of("force") if a <= c.start < hit.start), None)  # "traffic police posts"
        left = left or next((c for c in line.of("actor") if a <= c.start < hit.start and c.what.kind == "army"), None)
    elif left is None and any(c.what.kind == "army" and c.end <= a for c in line.of("actor")):
        left = subject(line, hit.start, ("place",))  # "The army denies that the town has been abandoned"
        posts = POST_WORDS
    if left is None or not (posts or left.what.status in POSTS):
        return
    spot = place_of(line, hit, scene, hit.row.status, b, None)
    start, last = extent(line, hit.start, hit.end, left)
    yield Draft(
        line, start, last, hit.start, "force", hit.row.status, scene.army, spot, None, None,
        when(line, scene, hit.start, True), trigger_end=hit.end, word=hit.row.words,
    )  # fmt: skip
