"""The exits and services that a word of state is said of."""

from __future__ import annotations

from leeway.evidence.grammar.access_pronouns import elided, pronoun
from leeway.evidence.grammar.arguments import ADVERBS, headed, passive
from leeway.evidence.grammar.inflect import Form
from leeway.evidence.grammar.lexicon import Hit, Row
from leeway.evidence.grammar.line import BE, DETERMINERS, MODALS, Chunk, Line
from leeway.evidence.grammar.scene import Scene
from leeway.evidence.grammar.wordlists import words

PLACE_EXITS = {
    "border": Row("access_exits", "", "border", "border", ""),
    "airport": Row("access_exits", "", "airport", "exit", ""),
    "river": Row("access_exits", "", "river", "exit", ""),
}
CLOSERS = words("access_subjects.CLOSERS")
WORK = frozenset(["activity", "operations", "services", "work"])
STATE_LINKS = (
    BE
    | ADVERBS
    | frozenset(["remain", "remains", "remained", "stay", "stays", "stayed", "keep", "kept", "follows", "works"])
)


EMPTY_SUBJECTS = frozenset(
    ["and", "but", "it", "they", "which", "that", "who", "after", "being", "since", "while", "having", "again"]
)
SAME = (["same"], ["next"], ["following"], ["previous"])
PASSING = ("let", "admit", "allow", "turn", "accept", "check", "only", "nobody", "not **")
SINGULAR = frozenset(["is", "was", "has", "remains", "isn't", "hasn't", "wasn't"])
KEEPING = frozenset(["keep", "keeps", "kept", "keeping"])
NEGATED = frozenset(["not", "n't", "never", "hasn't", "isn't", "wasn't", "has", "have", "had"])


def exits_of(line: Line, hit: Hit, a: int, b: int, scene: Scene) -> list[Chunk]:
    """The exits a state is said of: the subject (with its list), else, for verbs that take one, the object."""
    all_exits = [c for c in line.of("exit") if c.what.pattern != "servicepost" and _meant(line, c)]
    if scene.spot is not None and scene.spot.kind == "border":
        all_exits += [
            Chunk("exit", c.start, c.end, PLACE_EXITS["border"])
            for c in line.of("exit")
            if c.what.pattern == "servicepost"
        ]
    all_exits += [
        Chunk("exit", p.start, p.end, PLACE_EXITS[p.what.kind])
        for p in line.of("place")
        if p.what.kind in PLACE_EXITS and not any(p.start <= c.start and c.end <= p.end + 1 for c in all_exits)
    ]
    all_exits += elided(line, scene, all_exits)
    all_exits.sort(key=lambda c: c.start)
    exits = [
        c
        for c in all_exits
        if not any(
            o is not c and o.start <= c.start and c.end <= o.end and o.end - o.start > c.end - c.start
            for o in all_exits
        )
    ]
    exits = [c for c in exits if not any(o.start == c.end and not line.owner[c.end - 1] for o in exits)]
    if not exits:
        return _crossings(line, hit, a, b, scene) or pronoun(line, hit, a, scene)
    pattern = hit.row.pattern
    after = [c for c in exits if c.start >= hit.end and c.start < b]
    if pattern == "OF":
        return [c for c in after if c.start - hit.end <= 4][:1]
    active = pattern in ("SO", "ROADCUT", "CUT") and hit.verb >= 0 and not passive(line, hit)
    opens = hit.row.words == "open" and line.w[hit.start - 1] in MODALS | {"to"}
    active = active or (opens and line.w[hit.end : hit.end + 1] in (["a"], ["the"], ["its"], ["their"], ["two"]))
    if active:
        near = [c for c in after if c.start - hit.end <= 6 and not _blocked(line, hit.end, c.start)]
        if near:
            return _list(line, near[0], exits, b)
        timed = line.at("time", hit.end) is not None or line.w[hit.end + 1 : hit.end + 2] in SAME
        if not timed and line.w[hit.end : hit.end + 1] in (["its"], ["their"], ["his"], ["our"], ["the"], ["a"]):
            return []  # something else is cut, closed, stopped
    before = [c for c in exits if a <= c.start and c.end <= hit.start]
    if not before:
        k = line.clause_of[hit.start]
        first = line.w[a : a + 3]
        empty = STATE_LINKS | EMPTY_SUBJECTS | MODALS
        words = [x for x in line.w[a : hit.start] if x.isalpha() and x not in empty]
        relative = "which" in first or ("where" in first and hit.row.words.startswith(PASSING))
        if k and (not words or relative) and not (active and hit.form == Form.ING):
            earlier = [c for c in exits if c.end <= a]
            before = earlier[-1:] if earlier else []
    if not before:
        inside = [c for c in exits if c.start >= hit.start and c.end <= hit.end]
        return inside[:1] or pronoun(line, hit, a, scene)
    heads = [c for c in before if headed(line, c, a) or _partitive(line, c) or _worked(line, c, a)]
    heads = heads or [c for c in before if _with(line, c, hit, a)]
    if not heads:
        return []
    found = _list(line, heads[0], exits, hit.start)
    return [*_earlier(line, found[0], exits, hit.start), *found]


def _earlier(line: Line, first: Chunk, exits: list[Chunk], end: int) -> list[Chunk]:
    """ "Electricity, phones and the internet are off": those before the last one, which marks cut off from it."""
    if not SINGULAR.isdisjoint(line.w[first.end : end]):
        return []
    found: list[Chunk] = []
    at = first.start
    while True:
        k = at - 1
        while k >= 0 and line.w[k] in DETERMINERS:
            k -= 1
        comma = line.w[k - 1 : k + 1] == [",", "and"]
        if k < 0 or line.w[k] not in ("and", ",") or (comma and not found and at == first.start):
            return found[::-1]
        k -= 1 + comma
        before = next((c for c in exits if c.end == k + 1), None)
        if before is None:
            return found[::-1]
        found.append(before)
        at = before.start


def _crossings(line: Line, hit: Hit, a: int, b: int, scene: Scene) -> list[Chunk]:
    """Border posts said by their town alone: "Kobero is open", "the neighbour shut Dajabón", "keeps Kakavia open"."""
    if line.w[hit.start] not in CLOSERS or hit.row.pattern not in ("S", "SO"):
        return []
    towns = [p for p in line.of("place") if p.what.kind in ("town", "city", "unknown", "village", "area")]
    after = [p for p in towns if hit.end <= p.start <= hit.end + 1]
    held = [p for p in towns if p.end == hit.start and line.w[p.start - 1] in KEEPING]
    before = [p for p in towns if a <= p.start < hit.start and all(_link(x) for x in line.w[p.end : hit.start])]
    states = [c for c in line.of("actor") if a <= c.start < hit.start and c.what.kind in ("state", "government")]
    abroad = any(scene.home is None or c.what.name != scene.home[0] for c in states)
    spoken = scene.exit is not None and scene.exit[0] == "border" and scene.line_number - scene.exit_line <= 3
    spoken = spoken or any(c.what.pattern == "border" for c in line.of("exit")) or _of_neighbour(line, scene)
    if (after or held) and (abroad or spoken) and hit.verb >= 0:
        found = after or held
    elif held and abroad:
        found = held
    elif before and spoken and headed(line, before[-1], a):
        found = before[-1:]
        while line.w[found[0].start - 1 : found[0].start] in (["and"], [","]):
            joined = next((p for p in towns if p.end == found[0].start - 1), None)
            if joined is None:
                break
            found.insert(0, joined)
    else:
        return []
    return [Chunk("exit", p.start, p.end, PLACE_EXITS["border"]) for p in found]


def _of_neighbour(line: Line, scene: Scene) -> bool:
    """ "Benin: drivers say that Malanville is open": an entry of a list of ways out."""
    return any(
        c.start <= 2 and c.what.kind == "state" and line.w[c.end : c.end + 1] == [":"]
        for c in line.of("actor")
        if scene.home is not None and c.what.name != scene.home[0]
    )


def _link(word: str) -> bool:
    return word in STATE_LINKS or word in NEGATED or word in ("still", "accordingly", "only", "therefore", "too")


def _meant(line: Line, c: Chunk) -> bool:
    """Words that are an exit only with a name after "of" ("the door of Dajabón"), and names that hold the word."""
    holder = line.at("actor", c.start)
    if holder is not None and holder.end >= c.end and holder.what.kind in ("organisation", "mission", "ministry"):
        return False  # "World Food Programme" is no food
    after = c.end + (line.w[c.end : c.end + 1] in (["are"], ["were"], ["was"]))
    if line.w[after : after + 1] in (["asked"], ["needed"], ["required"], ["police"], ["accident"]):
        return False
    if c.what.pattern != "borderof":
        name = line.at("place", c.start)  # "Port Sudan" is no port
        return c.what.status != "port" or name is None or name.what.kind not in ("city", "town", "capital", "airport")
    return line.w[c.end : c.end + 1] in (["of"], ["at"], ["in"]) and (
        line.at("place", c.end + 1) is not None
        or (c.end + 1 < len(line.tokens) and line.tokens[c.end + 1].text[:1].isupper())
    )


def _partitive(line: Line, c: Chunk) -> bool:
    k = c.start - 1
    while k >= 0 and (line.w[k] in DETERMINERS or line.at("number", k) is not None):
        k -= 1
    return k >= 0 and line.w[k] == "of"


def _with(line: Line, c: Chunk, hit: Hit, a: int) -> bool:
    """ "With telephones down in the north": the state right behind what "with" opens the clause with."""
    return line.w[a] == "with" and c.start - a <= 3 and all(x in STATE_LINKS for x in line.w[c.end : hit.start])


def _worked(line: Line, c: Chunk, a: int) -> bool:
    """ "Work at the port", "operations at the airport"."""
    k = c.start - 1
    while k > a and (line.w[k] in DETERMINERS or line.at("place", k) is not None):
        k -= 1
    return line.w[k] == "at" and bool(WORK & set(line.w[a:k]))


def _blocked(line: Line, start: int, end: int) -> bool:
    return any(
        line.at("time", k) is None
        and w
        in (
            ",",
            ";",
            "to",
            "after",
            "before",
            "near",
            "by",
            "until",
            "while",
            "because",
            "as",
            "when",
            "on",
            "at",
            "in",
            "for",
            "around",
            "since",
            "from",
        )
        for k, w in enumerate(line.w[start:end], start)
    )


def _list(line: Line, first: Chunk, exits: list[Chunk], end: int) -> list[Chunk]:
    """ "Goma airport and the port", "land and air borders"."""
    items = [first]
    for c in exits:
        if c.start >= items[-1].end and c.end <= end:
            between = line.w[items[-1].end : c.start]
            if ("and" in between or "," in between) and all(
                w in ("and", ",", "the", "all", "its") or line.at("place", k)
                for k, w in enumerate(between, items[-1].end)
            ):
                items.append(c)
    return items
