"""Whether an exit or a service works: `access`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from leeway.evidence.grammar import access_let, flights
from leeway.evidence.grammar.access_counter import public, to_the_public
from leeway.evidence.grammar.access_draft import drafted
from leeway.evidence.grammar.access_neighbours import neighbours, owners
from leeway.evidence.grammar.access_place import cut_at
from leeway.evidence.grammar.access_scope import scope
from leeway.evidence.grammar.access_special import special
from leeway.evidence.grammar.access_subjects import PLACE_EXITS, STATE_LINKS, exits_of
from leeway.evidence.grammar.draft import Draft
from leeway.evidence.grammar.labels import labelled
from leeway.evidence.grammar.lexicon import Hit, Row
from leeway.evidence.grammar.line import Chunk, Line
from leeway.evidence.grammar.scene import Scene
from leeway.evidence.grammar.wordlists import words
from leeway.evidence.language.model import PlaceName

SOME_OF_IT = frozenset(["social media", "whatsapp", "facebook", "twitter", "text messages", "sms", "vpn"])
AFTER_BE = words("access.AFTER_BE")


def read(line: Line, hit: Hit, scene: Scene) -> Iterator[Draft]:
    """The exits that a word of state is said of."""
    pattern, status = hit.row.pattern, hit.row.status
    a, b = line.clause(hit.start)
    if pattern in (
        "WITHOUT",
        "BLACKOUT",
        "PHONES",
        "AIDREACH",
        "DRIVE",
        "CUTFROM",
        "LOSEROAD",
        "BORDER",
        "NO",
        "ROAD",
        "FLY",
        "DARK",
        "WITHOUTX",
        "ROADTO",
        "BYAIR",
        "BYROAD",
    ):
        yield from special(line, hit, scene, a, b)
        return
    if pattern in ("LET", "LETAID", "ACCESSTO", "ACCESSHERE"):
        found = list(access_let.read(line, hit, scene, a, b))
        yield from found
        if found or pattern != "LET":
            return
    if pattern in ("CARRIER", "PLANES", "LASTFLIGHT"):
        found = list(flights.read(line, hit, scene, a, b))
        yield from found
        if found or pattern != "CARRIER" or status == "open":
            return
    if pattern == "OUT" and (line.w[hit.end : hit.end + 1] == ["of"] or line.w[hit.start - 1] in ("sold", "booked")):
        return
    if pattern == "PUBLIC" or (pattern == "CARRIER" and public(line, hit.start, hit.end)):
        yield from to_the_public(line, hit, scene, a, b)
        return
    exits = exits_of(line, hit, a, b, scene)
    entry = labelled(line, hit.start, scene) if not exits else None
    if entry is not None:
        exits = [entry[0]]
    if pattern == "RUN":
        exits = [e for e in exits if _runs(line, hit, e)]
    elif pattern == "SERVICE":
        exits = [e for e in exits if e.what.pattern == "service" and e.end <= hit.start]
    elif pattern == "DROP":
        exits = [e for e in exits if e.start >= hit.end and e.what.status.endswith("flights")]
    elif pattern == "KEEP" and not exits:
        exits = _kept(line, hit, scene)
    elif hit.row.words == "out":
        exits = [e for e in exits if not e.what.status.endswith("flights") or line.w[hit.start - 1] in STATE_LINKS]
    if pattern == "ROADCUT":
        exits = [e for e in exits if e.what.pattern in ("road", "border") or e.what.status in ("airport", "railway")]
    elif pattern == "CUT" and exits and all(e.what.pattern == "road" for e in exits):
        status = "closed"
    elif pattern == "SHORT" and exits and exits[0].what.pattern != "service":
        return
    if status in ("closed", "suspended") and line.w[a] == "before" and {"is", "are"} & set(line.w[a : hit.start]):
        return  # "a day before the bridge is closed": how long it has
    if status == "open" and any(
        x in ("until", "till", "monitor", "unless", "pending", "once", "soon")
        for x in line.w[max(0, a - 2) : hit.start]
    ):
        return
    if (
        (hit.row.words in AFTER_BE or pattern == "AFTERBE")
        and hit.start
        and not (
            (line.w[hit.start - 1] in STATE_LINKS | {":", "-"} and line.w[hit.start - 1] != "to")
            or any(e.end == hit.start or _far_end(line, e, hit) for e in line.of("exit") if hit.row.words != "full")
            or line.w[hit.start - 1] in ("went", "gone", "running")
        )
    ):
        return
    if hit.row.words == "open" and line.w[hit.start + 1 : hit.start + 2] in (["fire"], ["fired"]):
        return
    status, negated = scope(line, hit, status, exits, b)
    if entry is not None:
        cut = cut_at(line, hit, b) if entry[0].what.status == "road" else None
        yield drafted(line, hit, scene, entry[0], str(entry[0].what.status), status, a, b, cut or entry[1])
        return
    for e in exits:
        if status in ("suspended", "closed") and e.what.words in SOME_OF_IT:
            status = "limited"  # one service of the net is blocked
        if e.what.pattern == "pronoun" and scene.exit is not None:
            yield drafted(line, hit, scene, e, scene.exit[0], status, a, b, scene.exit[1])
            continue
        if e.what.pattern == "traffic" and scene.exit is not None and scene.exit_line == scene.line_number:
            yield drafted(line, hit, scene, e, scene.exit[0], status, a, b, scene.exit[1])
            continue
        beside = (owners(line, e, a) or neighbours(line, e, hit)) if e.what.status == "border" else []
        if len(beside) > 1:
            for spot in beside:
                yield drafted(line, hit, scene, e, "border", status, a, b, spot)
            continue
        draft = drafted(line, hit, scene, e, str(e.what.status), status, a, b)
        yield replace(draft, word="negated") if negated else draft
        yield from (replace(draft, status="open", place=spot) for spot in excepted(line, hit, e, status, b))


RUNNERS = frozenset(["railway", "buses", "ferry", "commercial flights", "river", "evacuation flights"])


def _runs(line: Line, hit: Hit, e: Chunk) -> bool:
    """Trains, buses, boats that run; leaving and departing only of more than one, as a single one that leaves moves."""
    if e.what.status not in RUNNERS or e.end > hit.start:
        return False
    many = line.w[e.end - 1].endswith("s") or e.what.words in ("traffic", "river traffic")
    return many or hit.row.words in ("run:v", "sail:v", "ply:v")


def _kept(line: Line, hit: Hit, scene: Scene) -> list[Chunk]:
    """ "The post, where families sleep as Turkey keeps it shut": the border post named before in the sentence."""
    if not {"it", "them"} & set(line.w[hit.start : hit.end]):
        return []
    posts = [p for p in line.of("place") if p.what.kind == "border" and p.end <= hit.start]
    named = [c for c in line.of("exit") if c.end <= hit.start and c.what.pattern == "border"]
    if posts:
        return [Chunk("exit", posts[-1].start, posts[-1].end, PLACE_EXITS["border"])]
    if named:
        return named[-1:]
    told = scene.exit is not None and scene.line_number - scene.exit_line <= 1
    if not told or scene.exit is None:
        return []
    return [Chunk("exit", hit.start, hit.end, Row("access_exits", "", scene.exit[0], "pronoun", ""))]


def _far_end(line: Line, e: Chunk, hit: Hit) -> bool:
    """ "Telephone to Goma dead since Monday": as telegrams leave the verb out."""
    far = line.at("place", hit.start - 1) if hit.start else None
    return far is not None and far.start == e.end + 1 and line.w[e.end] in ("to", "with", "in", "at")


def excepted(line: Line, hit: Hit, e: Chunk, status: str, b: int) -> Iterator[PlaceName]:
    """ "Closed all its crossings except Kolda": the crossing that stays open."""
    if status != "closed" or not {"all", "every", "each"} & set(line.w[max(0, e.start - 5) : e.start]):
        return
    for k in range(e.end, min(len(line.w), e.end + 8)):
        other = line.w[k] in ("except", "but", "save", "bar") or line.w[k : k + 2] in (
            ["other", "than"],
            ["apart", "from"],
        )
        if not other:
            continue
        for spot in line.of("place"):
            told = {"open", "opens", "opened"} & set(line.w[spot.end : spot.end + 6])  # "but Kolda, which stays open"
            if k < spot.start <= k + 4 and spot.what.kind != "country" and not told:
                yield spot.what
        return
