"""Troops that come, go or stand: `force`."""

from __future__ import annotations

from collections.abc import Iterator

from leeway.evidence.grammar.arguments import chunks, direct_object, passive, subject
from leeway.evidence.grammar.days import when
from leeway.evidence.grammar.draft import Draft, extent, value_of
from leeway.evidence.grammar.inflect import Form
from leeway.evidence.grammar.lexicon import Hit, verb_forms
from leeway.evidence.grammar.line import BETWEEN, Chunk, Line, is_verb
from leeway.evidence.grammar.meant import city_before
from leeway.evidence.grammar.scene import Scene
from leeway.evidence.grammar.wordlists import words
from leeway.evidence.language.model import PlaceName
from leeway.evidence.model import Value

FORCES = ("force", "actor")
FIGHTERS = frozenset(["armed_group", "army", "police"])
UNITS = frozenset(["battalion", "battalions", "brigade", "brigades", "division", "divisions", "regiment", "regiments"])
SENDERS = words("force.SENDERS")
TO, FROM, IN = (
    frozenset(["to", "into", "in", "at", "on", "around", "near", "along", "for", "across"]),
    frozenset(["from", "of", "in", "at", "around"]),
    frozenset(["in", "at", "on", "around", "near", "inside", "off", "along", "within", "outside", "across", "over"]),
)
OFFICE = words("force.OFFICE")
PART_OF = (["number", "of", "the"], ["some", "of", "the"], ["part", "of", "the"], ["many", "of", "the"])
POSTS = frozenset(
    ["checkpoint", "base", "barracks", "post", "army base", "military base", "camp", "garrison", "border post"]
)
EVENTS = frozenset(["deploying", "withdrawing"])


def read(line: Line, hit: Hit, scene: Scene) -> Iterator[Draft]:
    """A statement about a force, which must be named near the trigger: a noun of troops, an army, an armed group."""
    pattern, status = hit.row.pattern, hit.row.status
    a, b = line.clause(hit.start)
    if pattern == "OH" and _auxiliary(line, hit):
        return
    if hit.row.words == "deploy:v" and line.w[hit.start - 1 : hit.start] in (["are"], ["is"], ["remain"], ["remains"]):
        status = "present"
    force: Chunk | None = None
    sender: Chunk | None = None
    if pattern == "BEIN":
        if not any(0 <= c.start - hit.end <= 2 for c in chunks(line, ("place", "facility"), hit.end, b)):
            return
        pattern = "S"
    if pattern in ("S", "SO", "SIN", "SEEN", "MAN", "ABANDON", "EVAC"):
        force = _subject_force(line, hit, pattern)
        if pattern == "SEEN" and not passive(line, hit):
            force = _object_force(line, hit.end, b)
        if pattern == "EVAC":
            force = _agent(line, hit, b)
        if force is not None and pattern == "SO" and not passive(line, hit):
            # "The army has deployed 400 soldiers": those sent, not the sender
            sent = direct_object(line, hit.end, ("force",), reach=6)
            if sent is not None and any(n.end <= sent.start and n.start >= hit.end for n in line.of("number")):
                sender, force = subject(line, hit.start, ("actor",)), sent
        if force is None and pattern == "SO":
            inside = line.within("force", hit.start, hit.end)
            force = inside[0] if inside else _object_force(line, hit.end, b)
            sender = subject(line, hit.start, ("actor",))
    elif pattern in ("O", "OF", "OFX", "OPLAN", "OP", "OH", "TH"):
        if passive(line, hit):
            force = _subject_force(line, hit, pattern)
        else:
            force = _object_force(line, hit.end, b, wide=pattern in ("O", "OPLAN"))
            sender = subject(line, hit.start, ("actor",)) if pattern != "TH" else None
    elif pattern == "N":
        force = _object_force(line, hit.end, b)
    elif pattern in ("NX", "CORD", "BOOTS"):
        force = _subject_force(line, hit, pattern) or _noun_owner(line, hit)
    elif pattern == "NOTONE":
        force = next((c for c in line.of("force") if c.start == hit.end), None)
    if pattern == "ABANDON" and passive(line, hit):
        left = subject(line, hit.start, ("building",))
        if left is None or left.what.status not in POSTS:
            return
        spot = _place(line, hit, scene, status, b, None)
        start, last = extent(line, hit.start, hit.end, left)
        yield Draft(
            line, start, last, hit.start, "force", status, scene.army, spot, None, None,
            when(line, scene, hit.start, True), trigger_end=hit.end, word=hit.row.words,
        )  # fmt: skip
        return
    if pattern in ("O", "OPLAN", "OP") and force is None and sender is not None:
        number = _number_after(line, hit.end, b)
        if number is None and "more" not in line.w[hit.end : hit.end + 2]:
            return
        if number is not None and number.what.noun and not _counts_force(number):
            return
        if sender.what.kind not in SENDERS:
            return
    elif force is None and pattern not in ("CORD", "BOOTS"):
        if pattern == "NX" and hit.row.words == "deployment":  # "the first deployment would occur in the next 48 hours"
            yield from _lead_time(line, hit, scene, status, None, _place(line, hit, scene, status, b, None), b)
        return
    if force is not None and force.kind == "actor" and force.what.kind not in FIGHTERS:
        return
    if force is not None and line.w[force.end : force.end + 1] and line.w[force.end] in OFFICE:
        return
    if (
        pattern in ("S", "SO", "ABANDON")
        and force is not None
        and force.kind == "actor"
        and force.what.kind == "armed_group"
        and status != "present"
        and pattern != "SO"
    ):
        pass
    number = _figure(line, force, hit, a, b)
    if pattern == "OH" and number is None and (force is None or force.start > hit.end):
        return
    place = _place(line, hit, scene, status, b, force, sender)
    actor = _actor(line, force, sender, scene)
    start, last = extent(line, hit.start, hit.end, force, sender, number)
    value = value_of(number.what, "people") if number is not None else None
    if number is not None and line.w[max(0, number.start - 3) : number.start] in PART_OF:
        value = None
    if number is not None and (number.what.low or 0) < 20 and UNITS & set(line.w[number.end : number.end + 6]):
        value = None  # "one Army and two Marine battalions" are no three people
    sent_back = pattern == "O" and "back" in line.w[hit.end : b] and hit.row.words.startswith("send")
    if sent_back and _away(line, hit, b, scene):
        status = "withdrawing"
        if place is None or place.kind == "country":
            place = scene.country()
    of = _of(force, number)
    if value is None and pattern not in ("NOTONE",):
        of = None
    yield Draft(
        line, start, last, hit.start, "force", status, actor, place, value, of,
        when(line, scene, hit.start, status in EVENTS), trigger_end=hit.end, word=hit.row.words,
        firmness="planned" if pattern == "OPLAN" or _under_way(line, hit) else None,
    )  # fmt: skip
    yield from _lead_time(line, hit, scene, status, actor, place, b)


def _away(line: Line, hit: Hit, b: int, scene: Scene) -> bool:
    """Whether "back to" names another state than the one the report is about."""
    back = next((k for k in range(hit.end, b - 1) if line.w[k : k + 2] == ["back", "to"]), None)
    if back is None or scene.home is None:
        return False
    goals = [c.what.name for kind in ("actor", "place") for c in line.of(kind) if back + 2 <= c.start <= back + 3]
    return bool(goals) and not any(goal in scene.home for goal in goals)


def _under_way(line: Line, hit: Hit) -> bool:
    """ "Britain is sending 600": announced, not done."""
    return (
        hit.row.words.startswith(("send", "fly", "deploy", "dispatch"))
        and hit.form == Form.ING
        and line.w[hit.start - 1 : hit.start] in (["is"], ["are"])
    )


def _lead_time(
    line: Line, hit: Hit, scene: Scene, status: str, actor: str | None, place: PlaceName | None, b: int
) -> Iterator[Draft]:
    """ "due within 24 to 48 hours": the lead time on a statement of its own."""
    if status != "deploying":
        return
    for c in line.of("number"):
        if (
            c.what.unit in ("hours", "days")
            and hit.end <= c.start
            and any(w in ("within", "in", "next") for w in line.w[max(0, c.start - 3) : c.start + 1])
        ):
            start, last = extent(line, c.start, c.end)
            yield Draft(
                line, start, last, c.start, "force", "deploying", actor, place, value_of(c.what, c.what.unit), "troops",
                None, trigger_end=c.end, word="lead time", firmness="planned",
            )  # fmt: skip
            return


def _auxiliary(line: Line, hit: Hit) -> bool:
    """Whether "have" only helps another verb ("had brought", "has begun")."""
    k = hit.end
    while k < len(line.w) and line.w[k] in BETWEEN:
        k += 1
    return k < len(line.w) and (bool(verb_forms().get(line.w[k], 0) & Form.PARTICIPLE) or line.w[k] == "been")


def _subject_force(line: Line, hit: Hit, pattern: str) -> Chunk | None:
    found = subject(line, hit.start, FORCES)
    if found is None:
        return None
    if found.kind == "actor":
        # "Sudanese army units", "Taliban fighters": the noun after the name says that it is a force
        noun = next(
            (c for c in line.of("force") if found.start <= c.start <= found.end + 1 and c.end <= hit.start), None
        )
        if noun is not None:
            return noun
        return found if found.what.kind in FIGHTERS else None
    return found


def _object_force(line: Line, i: int, b: int, wide: bool = False) -> Chunk | None:
    found = direct_object(line, i, ("force",), reach=9)
    if found is None:
        number = _number_after(line, i, b)
        if number is not None:
            found = direct_object(line, number.end - 1, ("force",), reach=7)
    if found is None:
        actor = direct_object(line, i, ("actor",), reach=6)
        if actor is not None and actor.what.kind in FIGHTERS:
            return actor
    return found


def _agent(line: Line, hit: Hit, b: int) -> Chunk | None:
    if not (hit.end < b and line.w[hit.end] == "by"):
        return None
    return direct_object(line, hit.end + 1, FORCES, reach=5)


def _noun_owner(line: Line, hit: Hit) -> Chunk | None:
    near = list(chunks(line, FORCES, max(0, hit.start - 5), hit.start))
    return near[-1] if near else None


def _number_after(line: Line, i: int, b: int) -> Chunk | None:
    return next(
        (n for n in line.of("number") if i - 1 <= n.start <= i + 3 and n.start < b and n.what.unit in (None, "people")),
        None,
    )


def _counts_force(number: Chunk) -> bool:
    noun = number.what.noun or ""
    return any(
        w in noun
        for w in ("troop", "soldier", "marine", "force", "police", "fighter", "personnel", "men", "more", "member")
    )


def _figure(line: Line, force: Chunk | None, hit: Hit, a: int, b: int) -> Chunk | None:
    """The number that counts the force."""
    for n in line.of("number"):
        if n.what.unit not in (None, "people"):
            continue
        if force is not None and n.start <= force.start and force.start - n.end <= 4 and n.end <= force.end + 1:
            between = line.w[n.end : force.start]
            if (
                not any(w in (",", ";", "and", "in", "at") for w in between)
                and not any(is_verb(line, k) for k in range(n.end, force.start))
                and ("of" not in between or (n.what.low or 0) >= 24)
            ):
                return n
        if (
            force is not None
            and n.start >= force.end
            and n.start - force.end <= 2
            and "numbering" in line.w[force.end : n.start + 1]
        ):
            return n
    if force is None:
        return _number_after(line, hit.end, b)
    return None


def _place(
    line: Line, hit: Hit, scene: Scene, status: str, b: int, force: Chunk | None, sender: Chunk | None = None
) -> PlaceName | None:
    within = line.within("place", hit.start, hit.end)
    if status == "withdrawing" and within:
        return within[0].what  # type: ignore[no-any-return]
    words = {"deploying": TO, "withdrawing": FROM}.get(status, IN)
    end = b
    best: PlaceName | None = None
    for c in chunks(line, ("facility", "place"), hit.start, end):
        k = c.start - 1
        steps = 0
        while k >= hit.start and line.w[k].isalpha() and line.w[k] not in ALL_PREPOSITIONS and steps < 4:
            k -= 1
            steps += 1
        governed = line.w[k] in words if k >= 0 else False
        if (
            governed
            and line.w[k] == "in"
            and any(line.w[j] == "from" for j in range(hit.end, k))
            and status == "deploying"
        ):
            continue
        if governed or (c.start <= hit.end + 2 and line.w[k] not in ALL_PREPOSITIONS):
            best = c.what
            break
    if best is None and status in ("withdrawing", "present"):
        inside = [
            c
            for c in chunks(line, ("facility", "place"), line.clause(hit.start)[0], hit.start)
            if c.what.kind != "country"
        ]
        best = inside[-1].what if inside else None
    if best is None and force is not None and force.start < hit.start:
        between = chunks(line, ("facility", "place"), force.end, hit.start)
        between = [c for c in between if status != "deploying" or line.w[c.start - 1] != "from"]
        best = between[0].what if between else None
    if best is None and status == "withdrawing":
        head = [c for c in chunks(line, ("place",), 0, hit.start) if c.what.kind != "country"]
        own = force is not None and force.kind == "force" and (sender is None or sender.what.kind != "state")
        best = head[-1].what if head else scene.section_place or (scene.city if own else scene.country())
    if best is None:
        later = [
            c
            for c in chunks(line, ("facility", "place"), hit.end, b)
            if line.w[c.start - 1] in words
            or (line.w[c.start - 1] in ("the", "a") and line.w[max(0, c.start - 2)] in words)
        ]
        best = later[0].what if later else None
    if best is None and status == "present":
        best = scene.section_place or city_before(scene, line, hit.start) or scene.country()
    if best is None and status in ("deploying", "standby"):
        if hit.row.words.startswith(("arrive", "come", "land", "pour")) or (
            status == "deploying" and "from" in line.w[hit.end : b]
        ):
            best = city_before(scene, line, hit.start, True)
        else:
            best = scene.section_place or scene.area or scene.country()
    return best


ALL_PREPOSITIONS = TO | FROM | IN | frozenset(["with", "by", "after", "before", "against", "towards", "toward", "via"])


def _actor(line: Line, force: Chunk | None, sender: Chunk | None, scene: Scene) -> str | None:
    if sender is not None:
        return str(sender.what.name)
    if force is None:
        return None
    if force.kind == "actor":
        return str(force.what.name)
    near = [c for c in line.of("actor") if c.start <= force.start and force.start - c.end <= 2]
    near = [c for c in near if c.what.kind not in ("media", "people")] or near
    if near:
        return str(near[-1].what.name)
    return scene.group if force.what.status == "fighters" else scene.army


def _of(force: Chunk | None, number: Chunk | None) -> str | None:
    if force is not None and force.kind == "force":
        return str(force.what.status)
    return "troops"


__all__ = ["Value", "read"]
