"""Airlines that fly, stop flying or have never come back: `access` of commercial flights."""

from __future__ import annotations

from collections.abc import Iterator

from leeway.evidence.grammar.arguments import after_preposition
from leeway.evidence.grammar.days import when
from leeway.evidence.grammar.draft import Draft, extent
from leeway.evidence.grammar.inflect import Form
from leeway.evidence.grammar.lexicon import Hit
from leeway.evidence.grammar.line import BE, Chunk, Line
from leeway.evidence.grammar.meant import city_before
from leeway.evidence.grammar.scene import Scene
from leeway.evidence.grammar.wordlists import words
from leeway.evidence.language.model import PlaceName

CARRIERS = words("flights.CARRIERS")
PLANES = words("flights.PLANES")
NONE = frozenset(["no", "none", "nothing", "neither"])
NEVER = frozenset(["not", "never", "longer", "hasn't", "haven't", "doesn't", "don't", "didn't", "hardly"])
TO = frozenset(["to", "into", "from", "at", "in", "out", "of"])


def read(line: Line, hit: Hit, scene: Scene, a: int, b: int) -> Iterator[Draft]:
    """Rows CARRIER (an airline is the subject), PLANES (aircraft land somewhere), LASTFLIGHT (complete by itself)."""
    w, status, pattern = line.w, hit.row.status, hit.row.pattern
    before = w[a : hit.start]
    spot = _spot(line, hit, scene, a, b)
    of, negated = "commercial flights", False
    if pattern == "PLANES":
        if not (PLANES & set(before) or NONE & set(before)):
            return
        if any(c.what.unit for c in line.of("number") if a <= c.start < hit.start) or "troops" in w[a:b]:
            return
        of = "airport"
    elif pattern == "CARRIER":
        if hit.form == Form.ING and not BE & set(before):
            return  # "the two carriers still serving the country"
        told = CARRIERS & set(w[: hit.start])
        spoken = {"it", "they", "its"} & set(before) and told  # "Air Sola said it would maintain"
        known = CARRIERS & set(before) or spoken or (status == "open" and NONE & set(before) and told)
        if not known or any(x in ("army", "air", "force") and before[k + 1 : k + 2] == ["force"]
                            for k, x in enumerate(before)):  # fmt: skip
            return
    if status == "open" and (NONE & set(before) or NEVER & set(w[max(a, hit.start - 3) : hit.start])):
        status, negated = "suspended", True
    elif status == "open" and pattern == "CARRIER" and "only" in before:
        status = "limited"
    if status == "suspended" and pattern == "CARRIER" and _some_of_them(line, a, hit.start):
        status = "limited"
    if "been" in before and pattern == "PLANES" and not negated:
        return
    scene.exit, scene.exit_line = (of, spot), scene.line_number
    start, last = extent(line, hit.start, hit.end)
    yield Draft(
        line, start, last, hit.start, "access", status, _carrier(line, a, hit.start), spot, None, of,
        when(line, scene, hit.start, False), trigger_end=hit.end, word="negated" if negated else hit.row.words,
    )  # fmt: skip


def _some_of_them(line: Line, a: int, end: int) -> bool:
    """ "Two of the nine airlines have dropped their night services"."""
    return any(a <= n.start < end and line.w[n.end : n.end + 2] == ["of", "the"] for n in line.of("number"))


def _spot(line: Line, hit: Hit, scene: Scene, a: int, b: int) -> PlaceName | None:
    inside = [c for c in line.of("place") if hit.start <= c.start < hit.end]
    found = inside[0] if inside else after_preposition(line, hit.end - 1, max(b, hit.end), ("place",), TO)
    if found is not None:
        return found.what  # type: ignore[no-any-return]
    home = scene.home[0] if scene.home is not None else ""
    near: list[Chunk] = [
        c
        for c in line.of("place")
        if a <= c.start < b
        and (c.what.kind != "country" or c.what.name == home or line.w[c.start - 1 : c.start] in ([x] for x in TO))
        and CARRIERS.isdisjoint(line.w[c.start : c.end])
    ]
    if near:
        return near[-1].what  # type: ignore[no-any-return]
    return city_before(scene, line, hit.start, True) or scene.country()


def _carrier(line: Line, a: int, end: int) -> str | None:
    """The capitalised name before the verb: "Lantern Air", "Kenya Airways"."""
    run = [t.text for t in line.tokens[a:end] if t.text[:1].isupper() and t.norm not in ("the", "no", "only", "two")]
    return " ".join(run) if run and run[-1].casefold() in CARRIERS and len(run) <= 4 else None
