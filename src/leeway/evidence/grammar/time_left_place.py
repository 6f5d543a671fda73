"""What falls, or which exit is lost, in an estimate of the time left."""

from __future__ import annotations

from leeway.evidence.grammar.arguments import chunks, direct_object, subject
from leeway.evidence.grammar.lexicon import Hit
from leeway.evidence.grammar.line import Chunk, Line
from leeway.evidence.grammar.meant import city_before
from leeway.evidence.grammar.scene import Scene
from leeway.evidence.grammar.wordlists import words
from leeway.evidence.language.model import PlaceName

EXITS = words("time_left.EXITS")
RULERS = words("time_left.RULERS")
DEFENDERS = words("time_left.DEFENDERS")
FIELDS = frozenset(["airbase", "strip", "aerodrome", "runway", "field", "airfield", "airstrip", "airport"])
FALLING = frozenset(["fall", "falls", "collapse", "collapses", "crumble", "implode"])
LOST = frozenset(["cut", "closed", "shut", "mined", "blown", "severed", "blocked", "unusable", "closes", "shuts"])
GIVERS = frozenset(["he", "she", "they", "i", "we", "one", "another", "official", "officer", "diplomat"])
FEW = frozenset(["a", "an", "about", "perhaps", "maybe", "only", "just", "barely", "another", "less", "no", "not", "at",
                 "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "several"])  # fmt: skip
PARTS = frozenset(
    ["centre", "center", "districts", "district", "quarters", "suburbs", "enclave", "pocket", "rest", "part"]
)
REACH = 6


def falls(
    line: Line, hit: Hit, scene: Scene, pattern: str, status: str, a: int, b: int
) -> tuple[PlaceName | None, str | None]:
    """(place, exit): the place that falls, or the place of the exit that is lost and which exit it is."""
    w = line.w
    if pattern in ("GIVE", "O", "N", "IN", "OEXIT", "OEXITH"):
        exit_noun = next((x for x in w[max(hit.end - 1, hit.start) : hit.end + 4] if x in EXITS), None)
        if exit_noun and pattern != "IN":
            return city_before(scene, line, hit.start), _exit(exit_noun)
        if pattern.startswith("OEXIT"):
            named = direct_object(line, hit.end, ("place", "facility"), reach=REACH)
            return (named.what, "airport") if named is not None and named.what.kind == "airport" else (None, None)
        ruler = any(x in RULERS for x in w[hit.end : hit.end + REACH])
        found = direct_object(line, hit.end, ("place", "facility"), reach=REACH)
        if found is not None and not (ruler and found.what.kind == "country"):
            return (found.what if found.what.kind != "country" else None), None
        if ruler:
            return (scene.country() if pattern == "N" else scene.capital()), None
        if pattern in ("GIVE", "IN", "O") and any(x in DEFENDERS for x in w[hit.start + 1 : hit.end + 4]):
            return city_before(scene, line, hit.start), None
        if (
            pattern == "GIVE"
            and w[hit.end : hit.end + 1] in (["what"], ["the"])
            and PARTS & set(w[hit.end : hit.end + 6])
        ):
            return city_before(scene, line, hit.start), None  # "gives what remains of the centre two nights"
        if pattern == "GIVE" and not any(x.isalpha() and x not in FEW for x in w[hit.end : hit.end + 1]):
            return _fronted(line, hit, scene, a), None
        return None, None
    exits = [x for x in w[a : hit.start] if x in EXITS]
    if not exits:
        heard = subject(line, hit.start, ("exit",))
        exits = [x for x in w[heard.start : heard.end] if x in EXITS] if heard is not None else []
    if not exits and w[a] == "," and pattern == "HAVE":
        exits = [
            w[c.end - 1]
            for c in line.of("exit")
            if c.end < a and w[c.end : c.end + 1] == [","] and w[c.end - 1] in EXITS
        ]
    if exits and not any(c.what.kind != "facility" and c.start < hit.start for c in _subject(line, hit)):
        spot = [c.what for c in chunks(line, ("place",), a, hit.start) if c.what.kind != "facility"]
        return (spot[0] if spot else city_before(scene, line, hit.start)), _exit(exits[0])
    if status == "until_loss":
        if not exits:
            return None, None
        spot = [c.what for c in chunks(line, ("place",), a, hit.start)]
        return (spot[0] if spot else city_before(scene, line, hit.start)), _exit(exits[0])
    return _who_falls(line, hit, scene, pattern, a, b), None


def _fronted(line: Line, hit: Hit, scene: Scene, a: int) -> PlaceName | None:
    """ "The city itself he gave two weeks": what is given stands before who gives it."""
    if not GIVERS & set(line.w[a : hit.start][-2:]):
        return None
    named = next((c for c in line.of("place") if a <= c.start <= a + 1 and c.what.kind != "country"), None)
    if named is not None:
        return named.what  # type: ignore[no-any-return]
    return city_before(scene, line, hit.start) if DEFENDERS & set(line.w[a : a + 3]) else None


def exit_lost(line: Line, chunk: Chunk) -> str | None:
    """ "A week at most before it is cut", "three days until the bridge goes": the exit that the span runs to."""
    w = line.w
    if (
        w[chunk.end : chunk.end + 1] not in (["before"], ["until"], ["till"])
        and "before" not in w[chunk.end : chunk.end + 4]
    ):
        return None
    tail = w[chunk.end : chunk.end + 10]
    if not LOST & set(tail):
        return None
    noun = next((x for x in [*tail, *reversed(w[: chunk.start])] if x in EXITS), None)
    return _exit(noun) if noun is not None else None


def _exit(noun: str) -> str:
    return "airport" if noun in FIELDS else noun


def _subject(line: Line, hit: Hit) -> list:  # type: ignore[type-arg]
    """The place that the verb is said of, unless an exit stands after it ("Kolda airport")."""
    found = subject(line, hit.start, ("place",))
    if found is None or any(x in EXITS for x in line.w[found.end : found.end + 2]):
        return []
    return [found]


def _who_falls(line: Line, hit: Hit, scene: Scene, pattern: str, a: int, b: int) -> PlaceName | None:
    w = line.w
    found = subject(line, hit.start, ("place", "facility"))
    if found is None and w[a] == "," and (head := _headed_by(line)) is not None:
        return head
    own = set(w[a : hit.start])
    if found is not None and found.what.kind == "facility" and own & DEFENDERS:
        return city_before(scene, line, hit.start)
    if found is not None and found.what.kind != "country":
        return found.what  # type: ignore[no-any-return]
    if own & RULERS:
        seat = [c for c in chunks(line, ("place",), a, hit.start) if c.what.kind in ("capital", "city", "town")]
        if seat and w[seat[-1].start - 1] in ("in", "at"):
            return seat[-1].what  # type: ignore[no-any-return]
        return scene.country() if FALLING & set(w[hit.start : hit.end]) else scene.capital()
    if pattern in ("HOLD", "HAVE", "AWAY") or own & DEFENDERS:
        named = [c for c in chunks(line, ("place",), a, b) if c.what.kind in ("capital", "city", "town")]
        return named[0].what if named else city_before(scene, line, hit.start)
    inside = [c for c in chunks(line, ("place",), a, b) if c.what.kind != "country"]
    if inside:
        return inside[0].what  # type: ignore[no-any-return]
    return city_before(scene, line, hit.start) if {"it", "they", "all"} & own else None


def _headed_by(line: Line) -> PlaceName | None:
    """ "Kolda, besieged for a year, was expected to fall": the place the sentence opens with, parted by an aside."""
    first = next((c for c in line.of("place") if c.start <= 1 and c.what.kind != "country"), None)
    return first.what if first is not None and line.w[first.end : first.end + 1] == [","] else None
