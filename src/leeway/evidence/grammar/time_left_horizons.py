"""Every span of time a line holds that may be one ahead, in days and with the bounds that the words around it set:
"within 48 hours", "a week or ten days", "days, not weeks", "the month", "by the end of the week"."""

from __future__ import annotations

from leeway.evidence.grammar.line import Chunk, Line
from leeway.evidence.grammar.scene import Scene
from leeway.evidence.model import Value

VAGUE: dict[str, tuple[float, float]] = {
    "hours": (0.125, 1.0),
    "days": (3.0, 7.0),
    "weeks": (14.0, 28.0),
    "months": (60.0, 180.0),
}
"""Days that a bare plural stands for: "several days" is 3 to 7, "a few weeks" 14 to 28; hours are less than a day."""
ONE: dict[str, float] = {
    "hour": 1 / 24, "day": 1.0, "night": 1.0, "week": 7.0, "weekend": 2.0, "fortnight": 14.0,
    "month": 30.0, "year": 365.0,
}  # fmt: skip
ARTICLES = frozenset(["a", "an", "the", "another", "one", "this"])
VAGUE_LEAD = (
    ["matter", "of"], ["question", "of"], ["within"], ["in"], ["only"], ["just"], ["mere"], ["for"], ["merely"],
    ["its"], ["him"], ["it"], ["thing", "of"], ["some"],
)  # fmt: skip
VAGUE_TAIL = (
    ["away"], ["from"], ["before"], [",", "not"], ["rather", "than"], ["left"], ["remain"], ["or", "even"],
    ["remaining"],
    ["at", "most"], ["at", "best"], ["not"], ["to", "go"], ["to", "live"], ["off"],
)  # fmt: skip
ENDURING = frozenset(["last", "lasts", "survive", "out", "allow", "through", "see", "outlast", "give", "gives", "gave"])
JOINTS = frozenset([",", "or", "maybe", "perhaps", "possibly", "in", "to", "even", "at", "most", "within", "-"])
LONGEST = 400.0
"""Days beyond which a span is history or a term of office, no estimate."""
UNTIL = frozenset(["see", "sees", "beyond", "past", "until", "till", "through", "survive", "outlast", "last"])
RATED = frozenset(["hour", "hours", "days", "nights", "minutes"])
RATES = (["a", "day"], ["a", "night"], ["a", "week"], ["per", "day"])
BELOW = (
    ["at", "most"], ["at", "the", "most"], ["at", "best"], ["tops"], ["at", "the", "outside"], ["maximum"],
    ["or", "less"],
    ["at", "the", "very", "most"],
)  # fmt: skip
RANGES = frozenset(["to", "or", "-", "–", "between"])
HOURS = frozenset(["morning", "dawn", "nightfall", "dark", "noon", "midnight", "dusk", "evening", "sunset", "daybreak"])
LEAD_OF = frozenset(["in", "within"])
MORE_OF = frozenset(["more", "further", "additional", "extra", "full", "other"])
NO_MORE = frozenset(["more", "longer", "beyond"])
ABOVE = (["at", "least"], ["at", "the", "least"], ["at", "the", "very", "least"], ["or", "more"], ["minimum"])


def horizons(line: Line, scene: Scene) -> list[tuple[Chunk, Value]]:
    """Every span of time in the line, in order; worked out once."""
    known: list[tuple[Chunk, Value]] | None = line.kept.get("horizons")
    if known is None:
        known = line.kept["horizons"] = _horizons(line, scene)
    return known


def _horizons(line: Line, scene: Scene) -> list[tuple[Chunk, Value]]:
    taken: list[tuple[Chunk, Value]] = []
    for c in line.of("number"):
        if c.what.unit in ("days", "hours") and not _past(line, c):
            factor = 24 if c.what.unit == "hours" else 1
            low, high = (None if x is None else x / factor for x in (c.what.low, c.what.high))
            taken.append((c, Value(low, high, "days", c.what.about)))
    for c in line.of("time"):
        if any(c.start < o.end and o.start < c.end for o, _ in taken) or _past(line, c):
            continue
        if c.what.kind == "duration" and c.what.hours:
            low, high = (None if x is None else x / 24 for x in c.what.hours)
            taken.append((c, Value(low, high, "days")))
        elif (
            c.what.kind in ("day", "span", "until")
            and c.what.days is not None
            and c.what.days.last is not None
            and scene.today is not None
            and UNTIL & set(line.w[max(0, c.start - 2) : c.start + 1])
        ):
            ahead = (c.what.days.last - scene.today).days
            if 0 < ahead <= 365:
                taken.append((c, Value(float(ahead), float(ahead), "days")))
        elif c.what.kind == "until" and c.what.days is not None and scene.today is not None:
            last = c.what.days.last
            ahead = (last - scene.today).days if last is not None else 0
            if 0 < ahead <= 365:
                by = line.w[c.start] in ("by", "before") or line.w[c.start - 1 : c.start] in (["by"], ["before"])
                taken.append((c, Value(None if by else float(ahead), float(ahead), "days")))
        elif (
            c.what.kind in ("day", "span")
            and c.what.days is not None
            and c.what.days.last is not None
            and scene.text.anchor is not None
            and line.w[c.start - 1 : c.start] in (["by"], ["before"])
        ):
            ahead = (c.what.days.last - scene.text.anchor).days
            if 0 < ahead <= 365:
                taken.append((c, Value(None, float(ahead), "days")))
    taken.extend(_further(line))
    taken.extend(_until_morning(line))
    taken.extend(_inherited(line, [c for c, _ in taken]))
    for k, word in enumerate(line.w):
        if (word in ONE or word in VAGUE) and not any(c.start <= k < c.end for c, _ in taken):
            bare = _bare(line, k)
            if bare is not None:
                taken.append(bare)
    taken.sort(key=lambda t: t[0].start)
    ahead = [(c, _bounded(line, c, value)) for c, value in _joined(line, taken)]
    return [(c, value) for c, value in ahead if (value.high or value.low or 0.0) <= LONGEST]


def by_a_day(line: Line, c: Chunk) -> bool:
    """Whether the span is counted up to a named day ("by Saturday"), not told as a length."""
    named = c.kind == "time" and c.what.kind in ("day", "span", "until")
    return named and "end" not in line.w[c.start : c.end]


def _further(line: Line) -> list[tuple[Chunk, Value]]:
    """ "Two more days", "24 to 36 further hours": the unit stands behind the word that says they are still to come."""
    found = []
    for c in line.of("number"):
        unit = _unit(line.w[c.end + 1]) if line.w[c.end : c.end + 1] and line.w[c.end] in MORE_OF else 0.0
        if unit and c.what.unit is None and line.w[c.end + 1 : c.end + 2] != ["than"] and _named_unit(line, c.end + 1):
            low, high = (None if x is None else x * unit for x in (c.what.low, c.what.high))
            found.append((Chunk("span", c.start, c.end + 2, None), Value(low, high, "days", c.what.about)))
    return found


def _until_morning(line: Line) -> list[tuple[Chunk, Value]]:
    """ "Has until morning", "before nightfall": a day at most."""
    if HOURS.isdisjoint(line.w):
        return []
    until = [k for k in range(1, len(line.w)) if line.w[k] in HOURS and line.w[k - 1] in ("until", "till", "before")]
    return [(Chunk("span", k - 1, k + 1, None), Value(None, 1.0, "days")) for k in until if line.at("time", k) is None]


def _named_unit(line: Line, k: int) -> bool:
    return line.w[k : k + 1] != [] and line.w[k].removesuffix("s") in ONE


def _inherited(line: Line, told: list[Chunk]) -> list[tuple[Chunk, Value]]:
    """ "In 30 to 60 days and captured in 90": the bare figure after "in" or "within" takes the unit before it."""
    found = []
    for c in line.of("number"):
        led = line.w[c.start] if line.w[c.start] in LEAD_OF else next(iter(line.w[c.start - 1 : c.start]), "")
        ended = line.w[c.end : c.end + 1] in ([","], ["."])
        bare = c.what.unit is None and led in LEAD_OF and (not c.what.noun or ended)
        before = next((t for t in reversed(told) if t.end <= c.start), None)
        size = c.what.low or c.what.high or 0
        if not bare or before is None or not 2 <= size <= 365 or _joint(line, before.end, c.start):
            continue
        unit = _unit(line.w[before.end - 1])
        low, high = (None if x is None else x * unit for x in (c.what.low, c.what.high))
        found.append((c, Value(None if led == "within" else low, high, "days")))
    return found


def _unit(word: str) -> float:
    return ONE.get(word.removesuffix("s"), 1.0)


def _past(line: Line, c: Chunk) -> bool:
    """ "three days ago", "for the past two weeks", "a two-day battle"."""
    w = line.w
    if w[c.end : c.end + 1] in (["ago"], ["earlier"], ["later"], ["after"], ["since"], ["a"], ["per"], ["daily"]):
        return True
    if any(w[k : k + 2] in RATES and w[k - 1] in RATED for k in range(c.start + 1, c.end)):
        return True  # "four hours a day at most"
    before = w[max(0, c.start - 2) : c.start + 2]
    if {"past", "last", "previous", "after", "since", "first"} & set(before):
        return True
    if {"past", "last", "previous"} & set(w[c.start : c.end]):
        return True  # "taken in the past week"
    return bool(c.end - c.start == 1 and "-" in w[c.start] and c.end < len(w) and w[c.end][:1].isalpha())


def _bare(line: Line, k: int) -> tuple[Chunk, Value] | None:
    """ "a fortnight", "another week", "the month" as one unit; "days" only where the words say that they are ahead."""
    word, w = line.w[k], line.w
    if line.at("number", k) is not None:
        return None
    if word in ONE and k and w[k - 1] in ARTICLES and (w[k - 1] != "this" or w[k - 2 : k - 1] == ["out"]):
        if w[k - 1] in ("the", "one", "this") and not _lasting(line, k):
            return None
        if w[k + 1 : k + 2] in (["ago"], ["earlier"], ["later"], ["of"]) or w[k - 2 : k - 1] in (["times"], ["once"]):
            return None
        return Chunk("span", k - 1, k + 1, None), Value(ONE[word], ONE[word], "days")
    if word not in VAGUE:
        return None
    led = any(w[max(0, k - len(x)) : k] == x for x in VAGUE_LEAD)
    tailed = any(w[k + 1 : k + 1 + len(x)] == x for x in VAGUE_TAIL)
    if not (led or tailed) or w[k + 1 : k + 2] == ["of"]:
        return None
    if w[k - 1 : k] == ["not"] or w[k - 2 : k] == ["rather", "than"] or w[k - 1 : k + 1] == ["in", "hours"]:
        return None
    low, high = VAGUE[word]
    return Chunk("span", k, k + 1, None), Value(None if w[k - 1 : k] == ["within"] else low, high, "days")


def _lasting(line: Line, k: int) -> bool:
    """ "Nobody thinks it will last the month": the unit is the object of lasting or seeing out."""
    near = set(line.w[max(0, k - 5) : k])
    return bool(
        near & {"last", "lasts", "survive", "out", "allow", "through", "see", "outlast", "give", "gives", "gave"}
    )


def _joined(line: Line, taken: list[tuple[Chunk, Value]]) -> list[tuple[Chunk, Value]]:
    """ "Three days, maybe four", "in four days, or in ten", "a week, or ten days": one span with both ends."""
    found: list[tuple[Chunk, Value]] = []
    for c, value in taken:
        if found and _joint(line, found[-1][0].end, c.start) and value.high and (found[-1][1].low or 0) < value.high:
            first, before = found[-1]
            found[-1] = (Chunk("joined", first.start, c.end, None), Value(before.low, value.high, "days", before.about))
            continue
        further = next(
            (
                n
                for n in line.of("number")
                if n.start >= c.end
                and n.what.unit is None
                and not n.what.noun
                and _joint(line, c.end, n.start)
                and (line.w[c.end : n.start] != [","] or n.what.low is None)
                and n.what.high is not None
                and n.what.high <= 365
            ),
            None,
        )
        unit = _unit(line.w[c.end - 1])
        if further is not None and value.high and further.what.high * unit > value.high:
            c, value = (
                Chunk("joined", c.start, further.end, None),
                Value(value.low, further.what.high * unit, "days", value.about),
            )
        found.append((c, value))
    return found


def _joint(line: Line, a: int, b: int) -> bool:
    between = line.w[a:b]
    said = {"or", "maybe", "perhaps", "possibly", "to"} & set(between) or between == [","]
    return 0 < len(between) <= 3 and bool(said) and all(x in JOINTS for x in between)


def _bounded(line: Line, c: Chunk, value: Value) -> Value:
    w = line.w
    after, before = w[c.end : c.end + 6], w[max(0, c.start - 4) : c.start]
    if value.high is None or value.low is None:
        return value
    upto = any(after[: len(x)] == x for x in BELOW) or any(after[1 : 1 + len(x)] == x for x in BELOW)
    no_more = bool({"not", "no", "never"} & set(after[:4])) and bool(NO_MORE & set(after[:6]))
    apart = c.kind == "joined" or bool(RANGES & set(w[c.start : c.end]))  # "three to four weeks at the outside"
    if apart and (upto or no_more) and value.low < value.high:
        return value
    if w[c.start] == "within" and value.high is not None and not RANGES - {"or"} & set(w[c.start : c.end]):
        return Value(None, value.high, value.unit, value.about)  # "within a week or ten days"
    if upto or no_more or before[-1:] in (["within"], ["under"]) or before[-2:] in (["less", "than"], ["inside", "of"]):
        return Value(None, value.high, value.unit, value.about)
    if before[-3:] in (["not", "more", "than"], ["no", "more", "than"], ["no", "longer", "than"]) or before[-2:] == [
        "up", "to",
    ]:  # fmt: skip
        return Value(None, value.high, value.unit, value.about)
    if any(after[: len(x)] == x for x in ABOVE) or before[-2:] in (["at", "least"], ["more", "than"]):
        return Value(value.low, None, value.unit, value.about)
    return value
