"""Who holds a named place: `control`."""

from __future__ import annotations

from collections.abc import Iterator

from leeway.evidence.grammar.arguments import chunks, passive, subject
from leeway.evidence.grammar.control_at_hand import AT_HAND
from leeway.evidence.grammar.control_belongs import since_when
from leeway.evidence.grammar.control_expulsions import EXPULSIONS
from leeway.evidence.grammar.control_having import HAVING
from leeway.evidence.grammar.control_nouns import NOUNS
from leeway.evidence.grammar.control_phrases import PHRASES, SPOTS
from leeway.evidence.grammar.control_rivals import RIVALS
from leeway.evidence.grammar.control_sieges import SIEGES, by_then
from leeway.evidence.grammar.control_sure import LOSING, firm_by_words, of_ourselves
from leeway.evidence.grammar.control_verbs import VERBS, WEAK_VERBS
from leeway.evidence.grammar.days import when
from leeway.evidence.grammar.draft import Draft, extent
from leeway.evidence.grammar.enumeration import listed
from leeway.evidence.grammar.lexicon import Hit
from leeway.evidence.grammar.line import Chunk, Line
from leeway.evidence.grammar.scene import Scene
from leeway.evidence.grammar.territory import WHOLES
from leeway.evidence.grammar.wordlists import words

FREEING = ("liberate", "cleanse", "free", "clear")
UNRESISTED = words("control.UNRESISTED")
ENTERING = ("enter", "drive", "roll", "pour", "push", "storm", "break", "walk", "ride")
_READERS = AT_HAND | VERBS | HAVING | PHRASES | RIVALS | NOUNS | SIEGES


def read(line: Line, hit: Hit, scene: Scene) -> Iterator[Draft]:
    """Every `control` statement of one trigger."""
    pattern, status = hit.row.pattern, hit.row.status
    if pattern in EXPULSIONS:
        for place, actor, part, own in EXPULSIONS[pattern](line, hit, scene):
            yield from _drafts(line, hit, scene, own, place, actor, part)
    reader = _READERS.get(pattern)
    if reader is None:
        return
    status = _state(line, hit, status)
    lost = pattern in ("GIVE", "LOSTX") and not passive(line, hit) and _rebels_lose(line, hit)
    for place, actor, part in reader(line, hit, scene):
        if status == "retaken" and hit.row.words.startswith(FREEING) and _group(actor):
            yield from _drafts(line, hit, scene, "captured", place, actor, part)
            continue
        if lost:
            yield from _drafts(line, hit, scene, "retaken", place, None, part)
            continue
        yield from _drafts(line, hit, scene, status, place, actor, part)
        if pattern == "SVO":
            for other in _rest(line, place):
                yield from _drafts(line, hit, scene, status, other, actor, other)
        if pattern in ("PV", "PVTO", "PVORO"):
            for other in _gapped(line, hit):
                yield from _drafts(line, hit, scene, status, other, actor, other)


def _group(actor: Chunk | str | None) -> bool:
    """Whether insurgents did it: what they "liberated" was not theirs before."""
    return isinstance(actor, Chunk) and actor.kind == "actor" and actor.what.kind == "armed_group"


def _gapped(line: Line, hit: Hit) -> list[Chunk]:
    """ "X fell on Monday and Y on Tuesday", "... and Y before it": places of a second subject without its verb."""
    b = line.clause(hit.start)[1]
    return [c for c in chunks(line, ("place",), hit.end, b) if line.w[c.start - 1] == "and" and _alone(line, c)]


def _rest(line: Line, first: Chunk) -> list[Chunk]:
    """ "Seized the barracks on Sunday and the rest of the city overnight"."""
    b = line.clause(first.start)[1]
    k = next((j for j in range(first.end, b) if line.w[j] in ("rest", "remainder")), -1)
    if k < 0 or line.w[k + 1 : k + 2] != ["of"] or "and" not in line.w[max(first.end, k - 2) : k]:
        return []
    return [c for c in chunks(line, ("place",), k, b) if c.start <= k + 3][:1]


def _alone(line: Line, c: Chunk) -> bool:
    """A place followed by a day or by "before", "after", "too"."""
    dated = any(t.start - c.end in (0, 1) for t in line.of("time"))
    return dated or line.w[c.end : c.end + 1] in (["before"], ["after"], ["too"], ["also"])


def _drafts(
    line: Line, hit: Hit, scene: Scene, status: str, place: Chunk, actor: Chunk | str | None, part: Chunk | None
) -> Iterator[Draft]:
    if (
        place.kind == "place"
        and place.what.kind in ("country", "river")
        and status in ("captured", "retaken", "held", "contested")
    ):
        return
    if hit.row.words == "enter:v" and place.what.kind in ("area", "province"):
        return  # "entered the south": they come, nothing is fought over yet
    if (status == "held" and _of_many(line, place)) or (place.end > hit.end and _counted_parts(line, place)):
        return  # "60 percent of X", "five towns of X are in rebel hands": a share, a count
    end = line.clauses[line.clause_of[place.start]][1]
    items = [c for c in listed(line, place, SPOTS, end) if c is place or c.what.kind not in ("country", "river")]
    name = _led(line, actor) or _name(actor, scene, status)
    if isinstance(actor, Chunk) and actor.kind == "actor" and _no_party(line, hit, actor):
        return
    # A loss conceded is confirmed where the other side told of it before.
    firm = firm_by_words(line, hit, scene, status)
    claim = hit.row.pattern in ("CLAIM", "CLAIMP", "CLAIMX")
    claim = claim or (hit.row.pattern not in LOSING and of_ourselves(line, hit))
    for n, item in enumerate(items):
        if any(o is not item and o.start <= item.start and item.end <= o.end for o in items):
            continue
        stop = items[n + 1].start if n + 1 < len(items) else end
        window = (item.end, stop) if len(items) > 1 or item.start > hit.start else None
        days = when(line, scene, hit.start, status in ("captured", "retaken"), window)
        days = (by_then(line, scene, hit) if status == "threatened" else None) or days
        if status == "held" and hit.row.pattern in ("PA", "HANDS") and "been" not in line.w:
            status = since_when(days, scene)
        start, last = extent(
            line, hit.start, max(hit.end, item.end), part, item, actor if isinstance(actor, Chunk) else None
        )
        if n + 1 < len(items):
            last = max(hit.end, stop)
        yield Draft(
            line, start, last, hit.start, "control", status, name, item.what, None, None, days,
            trigger_end=hit.end, word=hit.row.words,
            firmness="stated" if firm == "confirmed" and item.what.name not in scene.holders else firm,
            claimed=claim,
        )  # fmt: skip


def _state(line: Line, hit: Hit, status: str) -> str:
    """ "was still occupied by": held, not just taken; "changed hands" once: captured, more often: contested."""
    before = line.w[max(0, hit.start - 3) : hit.start]
    if status == "captured" and "still" in before:
        return "held"
    if status == "captured" and hit.row.words.startswith("occupy") and HOLDING_ON & set(before):
        return "held"
    if status == "contested" and hit.row.words.startswith(ENTERING) and _unresisted(line, hit):
        return "captured"
    partly = {"most", "parts", "part", "much", "half"} & set(line.w[line.clause(hit.start)[0] : hit.start])
    if status == "held" and partly and "fighting" in line.w[hit.end :]:
        return "contested"
    if hit.row.words.startswith("change:v hands"):
        again = {"twice", "thrice", "times", "time", "repeatedly", "again", "several", "more"} & set(
            line.w[hit.end : hit.end + 4]
        )
        return "contested" if again or "repeatedly" in before else "captured"
    if hit.row.pattern == "HAVEP" and {"will", "they'll", "we'll", "would"} & set(before):
        return "captured"
    if hit.row.words in ("theirs", "ours") and not {"will", "would", "soon", "be"} & set(before):
        return "held"
    return status


HOLDING_ON = frozenset(["still", "continue", "continued", "continues"])


def _unresisted(line: Line, hit: Hit) -> bool:
    """ "Entered X and met no resistance", "... and had their flag on the town hall", "... and are mopping up"."""
    after = line.w[hit.end :]
    told = UNRESISTED & set(after)
    if not told:
        return False
    if told <= {"resistance", "shot", "shots"}:
        k = next(j for j, x in enumerate(after) if x in told)
        return not {"no", "without", "little", "hardly"}.isdisjoint(after[max(0, k - 4) : k])
    return True


def _rebels_lose(line: Line, hit: Hit) -> bool:
    """ "The rebels have lost X": the other side has it back."""
    loser = subject(line, hit.start, ("actor", "force"))
    if loser is None:
        return False
    kind = loser.what.status if loser.kind == "force" else loser.what.kind
    return kind in ("fighters", "armed_group")


def _of_many(line: Line, place: Chunk) -> bool:
    shares = [n for n in line.of("number") if n.what.unit == "percent" and n.end <= place.start]
    share = bool(shares) and place.start - shares[-1].end <= 2 and "of" in line.w[shares[-1].start : place.start]
    counted = place.start > 1 and line.w[place.start - 1] == "of" and line.w[place.start - 2] in WHOLES
    counted = counted and bool(line.within("number", max(0, place.start - 6), place.start))
    return share or counted


def _counted_parts(line: Line, place: Chunk) -> bool:
    """ "Two of the city's six districts"."""
    after = next((n for n in line.of("number") if n.start == place.end), None)
    return after is not None and line.owner[place.end - 1] and line.w[after.end : after.end + 1] != []


def _no_party(line: Line, hit: Hit, actor: Chunk) -> bool:
    """Embassies and papers hold no towns; an office or a company only where the verb is one of force."""
    if line.within("force", actor.start, actor.end):
        return False  # "UN peacekeepers"
    if actor.what.kind in ("mission", "media"):
        return True
    return actor.what.kind in ("ministry", "organisation") and _weak(hit) and not passive(line, hit)


def _weak(hit: Hit) -> bool:
    """Verbs that say of an office or a company nothing about who holds a place."""
    return hit.row.words.split(":")[0] in WEAK_VERBS or hit.row.pattern not in ("SVO", "PA", "PVTO")


def _led(line: Line, actor: Chunk | str | None) -> str | None:
    """ "Forces led by X", "militias loyal to X"."""
    if not isinstance(actor, Chunk):
        return None
    if line.w[actor.end : actor.end + 2] in (["led", "by"], ["loyal", "to"], ["aligned", "with"], ["allied", "with"]):
        leader = line.at("actor", actor.end + 2)
        return str(leader.what.name) if leader is not None else None
    return None


def _name(actor: Chunk | str | None, scene: Scene, status: str) -> str | None:
    if isinstance(actor, str):
        return actor
    if actor is not None:
        if actor.kind == "actor":
            return str(actor.what.name) if actor.what.name not in ("men", "fighters") else scene.group
        if actor.what.status == "fighters":
            return scene.group
        if actor.what.status in ("troops", "police"):
            return scene.army
    if status in ("captured", "threatened"):
        return scene.group
    if status in ("retaken", "held"):
        return scene.army
    return None
