"""The attributions of `leeway.evidence.attribution` against PolNeAR: who says what, without any statement.

PolNeAR (Newell, Margolin, Ruths 2018; github.com/networkdynamics/PolNeAR, data/dev): text/NAME.txt beside
attributions/NAME_ANNOTATOR.ann, brat stand-off with events that join a Cue, a Content and mostly a Source. Of a text
with several annotators the first file in order of name counts. Files under a folder named `test` are not read.

The words of attribution of a frame ("the harbour master said") stand for its Source and its Cue; its content is what
the frame covers, the sentences of running speech included. An attribution is found where its words overlap a Cue, one
to one, more content in common first. Among the found: source overlaps, where the words of attribution share a character
with the Source; content F1, of the characters of the two contents, the mean; whole, where the source overlaps and
content F1 is .7 or more. `quoted` has the attributions whose Content begins with a quotation mark.

The layer keeps only who can speak of the events this project is about; a stance without words ("openly admires", "calls
his vote a mistake") is no attribution to it, but is one in this set.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from leeway.evidence.attribution.model import Frame
from leeway.evidence.attribution.voices import voices
from leeway.evidence.language.layers import layers
from leeway.evidence.model import Report
from public_tally import Span, Tally, merged, shared

WHOLE = 0.7
QUOTE = re.compile(r"[\"“”'‘]")
HELD_OUT = "test"


@dataclass(frozen=True)
class Attribution:
    """Spans of the three parts; `source` is empty where none is told or known."""

    cue: list[Span]
    source: list[Span]
    content: list[Span]


@dataclass
class Attributions:
    """Scores over `documents`. `sources`: (overlapping, found with a Source); `contents`: F1 of each found."""

    documents: int = 0
    characters: int = 0
    found: Tally = field(default_factory=Tally)
    whole: Tally = field(default_factory=Tally)
    quoted: Tally = field(default_factory=Tally)
    sources: tuple[int, int] = (0, 0)
    contents: list[float] = field(default_factory=list)
    misses: list[str] = field(default_factory=list)

    @property
    def content_f1(self) -> float:
        return sum(self.contents) / len(self.contents) if self.contents else 0.0

    @property
    def source_right(self) -> float:
        return self.sources[0] / self.sources[1] if self.sources[1] else 0.0


def score_attributions(folder: Path) -> Attributions:
    """The scores of every text below `folder` that has a .ann file."""
    scores = Attributions()
    for text_file, ann in pairs(folder):
        with text_file.open(encoding="utf-8", newline="") as file:  # spans count characters: no line end is changed
            text = file.read()
        _document(text_file.stem, text, gold_of(ann.read_text(encoding="utf-8")), scores)
    return scores


def pairs(folder: Path) -> list[tuple[Path, Path]]:
    """(text, first annotation) of each article below `folder`, in order of name."""
    chosen: dict[Path, Path] = {}
    for ann in sorted(folder.rglob("*.ann")):
        stem = ann.stem.rpartition("_")[0]
        text = next((t for t in (ann.parent.parent / "text", ann.parent) if (t / f"{stem}.txt").exists()), None)
        if text is not None and HELD_OUT not in ann.relative_to(folder).parts:
            chosen.setdefault(text / f"{stem}.txt", ann)
    return sorted(chosen.items())


def gold_of(ann: str) -> list[Attribution]:
    """The attributions of a brat file: text-bound lines (T) joined by events (E)."""
    spans: dict[str, list[Span]] = {}
    events: list[dict[str, list[Span]]] = []
    for line in ann.splitlines():
        name, _, rest = line.partition("\t")
        if name.startswith("T"):
            places = rest.partition("\t")[0].partition(" ")[2]
            spans[name] = [(int(a), int(b)) for a, _, b in (p.partition(" ") for p in places.split(";"))]
    for line in ann.splitlines():
        name, _, rest = line.partition("\t")
        if name.startswith("E"):
            roles: dict[str, list[Span]] = defaultdict(list)
            for role, _, target in (word.partition(":") for word in rest.split()):
                roles[role.rstrip("0123456789")] += spans.get(target, [])
            events.append(roles)
    return [Attribution(merged(e["Cue"]), merged(e["Source"]), merged(e["Content"])) for e in events if e["Cue"]]


def read(name: str, text: str) -> list[Attribution]:
    """What the layer finds in a text; the words of attribution stand for cue and source."""
    frames = voices(layers(Report(name, text))).frames
    told: dict[Span, list[Frame]] = defaultdict(list)
    for frame in frames:
        if frame.cue is not None and not frame.carried:
            told[frame.cue].append(frame)
    for frame in frames:
        if frame.cue is None and frame.carried:
            mine = [cue for cue, kept in told.items() if kept[0].speaker == frame.speaker]
            if (cue := _carrier(text, frame, mine)) is not None:
                told[cue].append(frame)
    return [Attribution([cue], [cue], merged([(f.start, f.end) for f in kept])) for cue, kept in sorted(told.items())]


def _carrier(text: str, frame: Frame, cues: list[Span]) -> Span | None:
    """The words of attribution that running speech goes on from: the last before it in its paragraph, else the first
    after it there, else the last before it."""
    before = [c for c in cues if c[1] <= frame.start]
    after = [c for c in cues if c[0] >= frame.end]
    last, first = max(before, default=None), min(after, default=None)
    if last is not None and "\n" not in text[last[1] : frame.start]:
        return last
    if first is not None and "\n" not in text[frame.end : first[0]]:
        return first
    return last


def _document(name: str, text: str, gold: list[Attribution], scores: Attributions) -> None:
    ours = read(name, text)
    scores.documents += 1
    scores.characters += len(text)
    links = sorted(
        (
            (-shared(o.content, g.content), -shared(o.cue, g.cue), i, j)
            for i, o in enumerate(ours)
            for j, g in enumerate(gold)
            if shared(o.cue, g.cue)
        ),
    )
    met: dict[int, int] = {}
    for _, _, i, j in links:
        if j not in met and i not in met.values():
            met[j] = i
    whole = 0
    for j, i in met.items():
        score = content_f1(ours[i].content, gold[j].content)
        source = not gold[j].source or shared(ours[i].source, gold[j].source) > 0
        scores.contents.append(score)
        if gold[j].source:
            scores.sources = scores.sources[0] + source, scores.sources[1] + 1
        whole += source and score >= WHOLE
        if score < WHOLE or not source:
            scores.misses.append(f"{name} {score:.2f} {'' if source else 'other source '}{_said(text, gold[j])}")
            scores.misses.append(f"    read: {_said(text, ours[i])}")
    quoted = [j for j, g in enumerate(gold) if g.content and QUOTE.match(text, g.content[0][0])]
    for tally, right, theirs in (
        (scores.found, len(met), len(gold)),
        (scores.whole, whole, len(gold)),
        (scores.quoted, sum(j in met for j in quoted), len(quoted)),
    ):
        tally.right += right
        tally.met += right
        tally.found += len(ours)
        tally.gold += theirs
    scores.misses += [f"{name} missed: {_said(text, g)}" for j, g in enumerate(gold) if j not in met]
    scores.misses += [f"{name} not marked: {_said(text, o)}" for i, o in enumerate(ours) if i not in met.values()]


def content_f1(one: list[Span], two: list[Span]) -> float:
    """F1 of the characters of two contents."""
    sizes = sum(b - a for a, b in one) + sum(b - a for a, b in two)
    return 2 * shared(one, two) / sizes if sizes else 0.0


def _said(text: str, it: Attribution) -> str:
    parts = (" .. ".join(text[a:b] for a, b in spans) for spans in (it.source, it.cue, it.content))
    return " ".join(" | ".join(parts).split())[:260]
