"""Estimates of the time left that stand on their own: answers to "how long?", "it could come sooner"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from leeway.evidence.grammar.draft import Draft
from leeway.evidence.grammar.line import Chunk, Line
from leeway.evidence.grammar.scene import Scene
from leeway.evidence.grammar.time_left_horizons import by_a_day, horizons
from leeway.evidence.grammar.wordlists import words
from leeway.evidence.language.model import PlaceName
from leeway.evidence.model import Value

LASTING = words("time_left.LASTING")
SAYING = words("time_left.SAYING")
NOT = frozenset(["not", "even", "nobody", "never"])
SOONER = frozenset(["sooner", "faster", "earlier", "quicker", "quickly"])
COMING = frozenset(["happen", "come", "fall", "go", "be", "collapse", "end"])
ENDURING = frozenset(["hold", "last", "survive", "resist", "stand", "fall", "endure"])
CLOCK = frozenset(
    ["days", "weeks", "hours", "month", "months", "week", "clock", "hold", "holds", "falls", "fall", "dates", "window",
     "time", "last", "falling"]
)  # fmt: skip
VIEWS = frozenset(
    ["talk", "talks", "talked", "talking", "speak", "spoke", "speaking", "think", "believe", "believes", "assume",
     "assumes", "reckoned", "expect", "expects", "predict", "predicts", "insist", "insists", "hope", "hopes"]
)  # fmt: skip
BESIDE = frozenset(
    ["that", "of", "it", "about", "perhaps", "maybe", "within", "in", "at", "for", "a", "an", "only", "just", "some",
     "around", "roughly", "less", "than", "more", "is", "has", "itself", "the", "city", "town", "capital", "me", "us"]
)  # fmt: skip
AFTERWARDS = frozenset(["at", "before", "more", "and", "but", "or", "if", "while", "tops", "perhaps", "maybe", "left"])
REACH = 5
"""Lines after the question in which an answer is looked for."""


def answers(line: Line, scene: Scene) -> Iterator[Draft]:
    """ "A Polish delegate says two days", after "how long has the city got?"; then "others say it could be sooner"."""
    here = scene.line_number
    w = line.w
    if _asks_whether_it_holds(line):
        scene.asked_how_long, scene.asked_place = here, _place_asked(line)
        return
    if "how" in w and w[w.index("how") + 1 : w.index("how") + 2] == ["long"] and LASTING & set(w):
        scene.asked_how_long, scene.asked_place = here, _place_asked(line)
        asked = w.index("how")
        told = [(c, v) for c, v in horizons(line, scene) if c.end <= asked or c.start > asked]
        if not told or "?" in w[-2:]:
            return
        yield _estimate(line, scene, *told[0])
        return
    yield from _sooner(line, scene)
    if on_the_clock(scene) and here - scene.asked_how_long > REACH and (heard := _told(line, scene)) is not None:
        yield heard
        return
    asked = here - scene.asked_how_long <= REACH
    if not asked and here - scene.estimated > REACH - 2:
        return
    short = len([x for x in w if x[:1].isalnum()]) <= 9
    for c, value in horizons(line, scene):
        if any(h.row.family == "time_left" and abs(h.start - c.start) <= 8 for h in line.hits):
            continue
        tail = w[c.end :] if asked and c.start <= 1 else w[c.end : c.end + 6]
        said = SAYING & {*w[max(0, c.start - 8) : c.start], *tail}
        if by_a_day(line, c) and here - scene.asked_how_long > 2:
            continue
        led = set(w[max(0, c.start - 2) : c.start + 1])
        if {"next", "coming", "lead"} & led or w[c.start - 1 : c.start] == ["take"]:
            continue  # "the next 24 hours will decide", "lead time three days", "it would take 22 weeks"
        if not said and not (short and here - scene.asked_how_long <= 2) and "give" not in w[c.end - 3 : c.end + 1]:
            continue
        near = SAYING & (set(w[max(0, c.start - 3) : c.start]) | set(w[c.end : c.end + (8 if c.start <= 1 else 3)]))
        if not asked and not (near and (c.start <= 2 or SAYING & set(w[max(0, c.start - 3) : c.start]))):
            continue
        if w[max(0, c.start - 1) : c.start] == ["time"]:
            continue  # "lead time three days"
        if line.at("place", c.start - 1) is not None or w[c.end : c.end + 1] in (["of"], ["to"]):
            continue
        yield _estimate(line, scene, c, value)
        return


def on_the_clock(scene: Scene) -> bool:
    """Whether the title says that the report is about how long a place holds."""
    title = (scene.text.report.title or "").casefold()
    found = set("".join(x if x.isalnum() else " " for x in title).split())
    return bool(CLOCK & found) or {"how", "long"} <= found


def _told(line: Line, scene: Scene) -> Draft | None:
    """ "Other consultancies say ten days", "the Turks say Aleppo within weeks", "they talk of a week": nothing but the
    place stands between who says it and the span, nothing but a bound behind it."""
    w = line.w
    for c, value in horizons(line, scene):
        if any(h.row.family == "time_left" and abs(h.start - c.start) <= 8 for h in line.hits):
            continue
        k, spot = c.start - 1, None
        while k >= 0 and w[k] not in SAYING | VIEWS:
            place = line.at("place", k)
            spot = place or spot
            if place is None and w[k] not in BESIDE:
                break
            k -= 1
        after = w[c.end] if c.end < len(w) else "."
        if k < 0 or w[k] not in SAYING | VIEWS or (after[:1].isalpha() and after not in AFTERWARDS):
            continue
        if w[k] in ("said", "told") and c.kind == "time" and c.what.kind not in ("duration",):
            continue
        if "longer" in w[max(0, k - 3) : k]:
            continue  # "no longer speak of six months": given up
        draft = _estimate(line, scene, c, value)
        return replace(draft, place=spot.what) if spot is not None and spot.what.kind != "country" else draft
    return None


def _asks_whether_it_holds(line: Line) -> bool:
    """ "Can the city hold?", "What, then, of Kolda?": the answer may be a span of time."""
    w = line.w
    if "?" not in w[-2:] or any(w[k : k + 2] == ["how", "long"] for k in range(len(w))):
        return False
    if {"can", "will", "could", "would"} & set(w) and ENDURING & set(w):
        return True
    what = w.index("what") if "what" in w else -1
    about = what >= 0 and bool({"of", "about"} & set(w[what + 1 : what + 5]))
    return about and _place_asked(line) is not None


def _place_asked(line: Line) -> PlaceName | None:
    return next((c.what for c in line.of("place") if c.what.kind != "country"), None)


def _estimate(line: Line, scene: Scene, c: Chunk, value: Value) -> Draft:
    if NOT & set(line.w[max(0, c.start - 3) : c.start]) and value.high is not None:
        value = replace(value, low=None)
    place = scene.section_place or scene.first_city
    if scene.asked_place is not None and scene.line_number - scene.asked_how_long <= REACH:
        place = scene.asked_place
    elif scene.estimate is not None:
        place = scene.estimate[0]
    if place is not None:
        scene.estimate, scene.estimated = (place, value), scene.line_number
    stop = next((k for k in range(c.end, len(line.w)) if line.w[k] in (".", ";")), len(line.w))
    return Draft(
        line, 0, stop, c.start, "time_left", "until_fall", scene.group, place, value,
        trigger_end=c.end, word="answer", firmness="expected",
    )  # fmt: skip


def _sooner(line: Line, scene: Scene) -> Iterator[Draft]:
    """ "It might come a good deal sooner": the estimate before is the bound from above."""
    short = len(line.w) <= 6 and scene.line_number - scene.estimated <= 1
    if scene.estimate is None or not ("it" in line.w or short):
        return
    for k, word in enumerate(line.w):
        near = line.w[max(0, k - 5) : k]
        sooner = word in SOONER or (short and word == "less")
        if sooner and COMING & set(near) and {"could", "may", "might", "would", "can"} & set(near):
            if word == "quickly" and "more" not in near:
                continue
            place, value = scene.estimate
            bound = value.high if value.high is not None else value.low
            if bound is None:
                return
            start = line.clause(k)[0]
            yield Draft(
                line, start, k + 1, k, "time_left", "until_fall", scene.group, place, Value(None, bound, "days"),
                trigger_end=k + 1, word="sooner", firmness="possible",
            )  # fmt: skip
            return
