"""How long until a place falls or an exit is lost: `time_left`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from leeway.evidence.grammar.draft import Draft, extent
from leeway.evidence.grammar.inflect import Form
from leeway.evidence.grammar.lexicon import Hit
from leeway.evidence.grammar.line import Chunk, Line, is_verb
from leeway.evidence.grammar.scene import Scene
from leeway.evidence.grammar.time_left_horizons import by_a_day, horizons
from leeway.evidence.grammar.time_left_other import of_siege, perfect, tallied
from leeway.evidence.grammar.time_left_place import exit_lost, falls
from leeway.evidence.grammar.wordlists import words
from leeway.evidence.model import Value

FUTURE = words("time_left.FUTURE")
AHEAD = words("time_left.AHEAD")
FILLERS = words("time_left.FILLERS")
NOT = words("time_left.NOT")
DROPPED = words("time_left.DROPPED")
FALLS = ("S", "O", "N", "IN", "SEXIT", "OEXIT")
SIEGED = (*FALLS, "GIVE", "HAVE")
LED = frozenset(["within", "in", "of", "by", "before", "than", "under", "inside", "only", "just", "perhaps", "maybe"])
HEDGES = frozenset(["perhaps", "maybe", "possibly"])
LEADS = (["within"], ["in"], ["of"], ["perhaps"], ["only"], ["just"])
BETWEEN = frozenset(["before", "until", "away", "from", "as", "remain", "remaining"])
FEW = {3.0: 7.0, 14.0: 28.0, 21.0: 49.0}
"""Upper end in days of "a few" or "several" days or weeks, of which "more than" keeps the lower."""
LITOTES = (["less"], ["only"], ["unlikely"], ["without"], ["surprisingly"])
"""Words that a negation before them turns into praise: "who is no less expert"."""
LOSING = ("S", "GIVE", "HAVE", "HOLD", "KEEP", "N")
STORES = frozenset(["ammunition", "food", "fuel", "water", "supplies", "shells", "flour", "bread", "rations"])
WAY = 14
"""Tokens between the words of falling and the span."""


def read(line: Line, hit: Hit, scene: Scene) -> Iterator[Draft]:
    """A place or exit with a span of time ahead of it."""
    pattern, status = hit.row.pattern, hit.row.status
    a, b = line.clause(hit.start)
    if line.w[hit.start] == "according":
        return
    found = _horizon(line, hit, scene, pattern, a, b)
    if found is None or _told(line, hit, pattern, a, b):
        return
    chunk, value = found
    place, of = falls(line, hit, scene, pattern, status, a, b)
    if place is None:
        return
    if of is not None:
        status = "until_loss"
    elif status == "until_loss":
        return
    firmness = None
    doubted = _doubted(line, hit, a)
    if _given_up(line, hit):
        firmness = "denied"
    elif pattern in ("HOLD", "GIVE", "HAVE") and doubted:
        high = value.high or FEW.get(value.low or 0.0, value.low)
        value = replace(value, low=None, high=high)  # "hardly able to resist for more than a week"
        firmness = "expected"
    elif _hangs(line, hit) or _hedged(line, chunk):
        firmness = "possible"
    if status == "until_fall" and (lost := exit_lost(line, chunk)) is not None:
        status, of = "until_loss", lost  # "a week before the road is cut"
    if place.kind == "airport" and status == "until_fall" and pattern in LOSING:
        status, of = "until_loss", "airport"
    start, last = extent(line, hit.start, max(hit.end, chunk.end), chunk)
    scene.estimate, scene.estimated = (place, value), scene.line_number
    main = Draft(
        line, min(start, chunk.start), max(last, chunk.end), hit.start, "time_left", status,
        scene.group if status == "until_fall" else None, place, value, of, None, firmness=firmness,
        trigger_end=hit.end, word=hit.row.words,
    )  # fmt: skip
    yield main
    if pattern in LOSING:
        yield from _and_another(line, scene, main, chunk)


def _and_another(line: Line, scene: Scene, main: Draft, chunk: Chunk) -> Iterator[Draft]:
    """ "Kenge for 48 hours and the capital for five days", "gives Kolda a week and Segou a month"."""
    end = chunk.end
    for c, value in horizons(line, scene):
        spots = [x for x in line.of("place") if end < x.start and x.end <= c.start]
        between = line.w[end : c.start]
        if c.start < end or not spots or between[0] not in ("and", ",", ";", ".") or len(between) > 6:
            continue
        if any(is_verb(line, k) for k in range(end, c.start)):
            continue
        yield replace(
            main, start=end + 1, end=c.end, at=c.start, place=spots[-1].what, value=value, trigger_end=c.end,
            word="another",
        )  # fmt: skip
        end = c.end


def _hedged(line: Line, chunk: Chunk) -> bool:
    """ "A week, perhaps, before ..."; a hedge right before a figure ("perhaps four or five days") doubts the figure."""
    for k in range(max(0, chunk.start - 1), min(len(line.w), chunk.end + 2)):
        if line.w[k] in HEDGES and line.at("number", k + 1) is None and line.at("time", k + 1) is None:
            return chunk.start > k + 1 or line.w[k + 1 : k + 2] not in (["a"], ["an"], ["another"], ["the"])
    return False


def _doubted(line: Line, hit: Hit, a: int) -> bool:
    """ "Hardly able to resist for more than a week", "nobody thinks that it will last"; not "who did not wish to be
    named, gave it a day"."""
    first, w = max(a, hit.start - 8), line.w
    own = any(w[k] in NOT and w[k + 1 : k + 2] not in LITOTES for k in range(first, hit.end))
    return own or bool((NOT - {"not"}) & set(w[max(0, hit.start - 8) : a]))


def _horizon(line: Line, hit: Hit, scene: Scene, pattern: str, a: int, b: int) -> tuple[Chunk, Value] | None:
    """The span that the words go with: the nearest, after them rather than before."""
    w = line.w
    found = []
    for c, value in horizons(line, scene):
        gap = c.start - hit.end if c.start >= hit.end else hit.start - c.end
        stores = w[c.end : c.end + 1] == ["of"] and (pattern != "HAVE" or not STORES & set(w[c.end + 1 : c.end + 3]))
        if not (a - WAY <= c.start < b + WAY) or gap > WAY or stores:
            continue
        first = c.start - 3 if w[c.start - 3 : c.start] in (["as", "little", "as"], ["as", "few", "as"]) else c.start
        lead = w[first] if w[first] in LED else next(iter(w[first - 1 : first]), "")
        if pattern in FALLS and c.start >= hit.end and lead not in LED and w[c.end : c.end + 1] not in (["away"],):
            continue
        if pattern in FALLS and c.start < hit.start and not _before(line, c, hit):
            continue
        if pattern in ("HAVE", "GIVE") and _task(line, c):
            continue
        if pattern in FALLS and by_a_day(line, c) and hit.row.words != "be:v over":
            continue  # "Maashiq falls by Saturday" is a fall foretold for a day
        if pattern == "HAVE" and not _beside(line, c, hit):
            continue
        if pattern in SIEGED and of_siege(line, c, hit):
            continue
        if pattern == "S" and ";" in w[hit.end : c.start]:
            continue  # "Sake is gone; with it nine towns have been taken in a week"
        found.append((c.start < hit.end and pattern not in ("S", "N"), gap, c, value))
    if not found:
        return None
    _, _, c, value = min(found, key=lambda f: (f[0], f[1], f[2].start))
    return c, value


def _before(line: Line, c: Chunk, hit: Hit) -> bool:
    """ "Within ten days the capital falls", "days before Kolda falls", "six months as the time for the fall of"."""
    w = line.w
    if w[c.start] in LED or w[c.start - 1 : c.start] in LEADS or c.end > hit.start:
        return True  # also "is two days from falling"
    if w[max(0, hit.start - 2) : hit.start - 1] == ["and"]:
        return True  # "ten days without flour and it is over"
    between = w[c.end : hit.start + 1]
    if "must" in between or "first" in between:
        return False  # "ten days, as they must first take Kolda"
    return bool(BETWEEN & set(between))


def _task(line: Line, c: Chunk) -> bool:
    """ "48 hours to leave" is an ultimatum; "two days to live" is none."""
    after = line.w[c.end : c.end + 2]
    return after[:1] == ["to"] and after[1:] not in (["live"], ["go"], ["save"], ["survive"])


def _beside(line: Line, c: Chunk, hit: Hit) -> bool:
    between = line.w[hit.end : c.start] if c.start >= hit.end else line.w[c.end : hit.start]
    return len(between) <= 4 and all(x in FILLERS for x in between)


def _told(line: Line, hit: Hit, pattern: str, a: int, b: int) -> bool:
    """Whether the words tell what was: nothing of what is to come stands before or around them."""
    if hit.row.words.startswith(("days/", "days away", "weeks away", "away from", "days off", "weeks off")):
        return False
    if pattern in FALLS and (tallied(line, hit) or perfect(line, hit)):
        return True
    own = line.w[a:b]
    if own[:1] == ["and"] and line.clause_of[hit.start]:
        own = line.w[line.clauses[line.clause_of[hit.start] - 1][0] : b]
    wide = line.w[max(0, a - WAY) : b]
    if "been" in own and not {"could", "would", "will", "may", "might"} & set(own):
        return True
    if pattern in ("GIVE", "HAVE", "AWAY"):
        return pattern == "HAVE" and bool(hit.form & Form.PAST) and "had" in own and not FUTURE & set(wide)
    if hit.verb >= 0 and hit.form & (Form.BASE | Form.THIRD) and not hit.form & Form.PAST:
        return False  # "in the worst case the capital falls in two weeks"
    finite = hit.verb >= 0 and bool(hit.form & Form.PAST) and not hit.form & Form.BASE
    if finite and pattern in ("HOLD", "KEEP"):
        return not FUTURE & set(line.w[a : hit.start])  # "that NATO held it, and that it would take 22 weeks"
    if finite or pattern in FALLS:
        return not AHEAD & set(wide)
    return not FUTURE & set(wide)


def _given_up(line: Line, hit: Hit) -> bool:
    """ "No longer count on four months before the fall", "dismissed talk that it would fall in weeks"."""
    before = line.w[max(0, hit.start - 16) : hit.start]
    return any(before[k : k + 2] == ["no", "longer"] for k in range(len(before))) or bool(DROPPED & set(before))


def _hangs(line: Line, hit: Hit) -> bool:
    """A condition on it ("should the bridge go", "if they are stubborn"), or a bare "can be had in"."""
    w = line.w
    can = w[hit.start - 1 : hit.start] == ["can"] and hit.row.pattern == "S"
    return (
        can
        or "if" in w[hit.start :]
        or "once" in w[: hit.start]
        or any(w[k] == "should" for k in range(hit.end, len(w)))
    )
