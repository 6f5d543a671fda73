"""Troops told of before and meant again: "they will leave in June", "2,000 of them are in Kolda"."""

from __future__ import annotations

from collections.abc import Iterator

from leeway.evidence.grammar.arguments import passive, subject
from leeway.evidence.grammar.days import when
from leeway.evidence.grammar.draft import Draft, extent, value_of
from leeway.evidence.grammar.force_lead import lead_time
from leeway.evidence.grammar.force_where import place_of
from leeway.evidence.grammar.force_who import SENDERS
from leeway.evidence.grammar.lexicon import Hit
from leeway.evidence.grammar.line import AUXILIARIES, Chunk, Line
from leeway.evidence.grammar.scene import Scene
from leeway.evidence.grammar.wordlists import words
from leeway.evidence.language.model import PlaceName

DOERS = words("force_again.DOERS")
THEM = frozenset(["them", "any", "some"])
FIRST = frozenset(["first", "they", "them", "whom", "who", "it", "force", "these", "advance", "both"])
MOVING = frozenset(["S", "SO", "GOAL", "BEIN", "LEAVEFOR", "READY", "DUE", "REACH", "BEGOAL", "SIN", "GONE"])
SENDING = frozenset(["O", "OF", "SO", "OP", "OPLAN", "OFX"])
AWAITED = ("deploying", "standby")
LEAVING = ("leave", "depart", "embark", "sail", "set", "fly", "ship", "go")
EVENTS = frozenset(["deploying", "withdrawing"])
PEOPLE = frozenset(["people", "citizen", "displaced", "staff", "staffx", "citizenx"])


def again(line: Line, hit: Hit, scene: Scene, b: int) -> Iterator[Draft]:
    """A statement about the troops told of in the same or the last sentence, where the clause has only a pronoun."""
    near = scene.troops is not None and scene.line_number - scene.troops_line <= 1
    drafted = _of_pronoun(line, hit, scene, b) if near else None
    if drafted is not None:
        yield drafted
    in_paragraph = scene.troops is not None and scene.troops_paragraph == line.sentence.paragraph
    if hit.row.status == "deploying" and in_paragraph and FIRST & set(line.w[line.clause(hit.start)[0] : hit.start]):
        actor, place = scene.troops or (None, None)
        yield from lead_time(line, hit.start, actor, place, b)  # "the first of them could land in seven to ten days"


def _of_pronoun(line: Line, hit: Hit, scene: Scene, b: int) -> Draft | None:
    a = line.clause(hit.start)[0]
    w = line.w
    who = _doer(line, hit, a)
    sender: Chunk | None = None
    number: Chunk | None = None
    if who is not None:
        number = next(
            (n for n in line.of("number") if a <= n.start < hit.start and n.what.unit in (None, "people")), None
        )
    elif hit.row.pattern in SENDING and not passive(line, hit):
        k = next((j for j in range(hit.start, min(b, hit.end + 1)) if w[j] in THEM), -1)
        if k < 0 or (w[k] == "any" and k + 1 < len(w) and w[k + 1].isalpha() and w[k + 1] not in ("there", "to", "at")):
            return None
        sender = subject(line, hit.start, ("actor",))
        if sender is not None and sender.what.kind not in SENDERS:
            return None
        who = k
    if who is None or _others_between(line, who, scene):
        return None
    actor, before = scene.troops or (None, None)
    status = hit.row.status
    if status == "withdrawing" and scene.troops_status in AWAITED and hit.row.words.startswith(LEAVING):
        status = "deploying"  # "Italy will send 3,000 men; the first of them leave on Tuesday"
    place = place_of(line, hit, scene, status, b, None, sender)
    if not _named(line, place):
        place = before
    if number is None and status == scene.troops_status and place == before and w[who] not in ("none", "any"):
        return None  # the same again
    if line.w[hit.end : hit.end + 1] == ["for"] and hit.row.pattern == "O":
        return None  # "they are sent for"
    start, last = extent(line, hit.start, hit.end)
    return Draft(
        line, start, last, hit.start, "force", status,
        str(sender.what.name) if sender is not None else actor, place,
        value_of(number.what, "people") if number is not None else None, "troops" if number is not None else None,
        when(line, scene, hit.start, status in EVENTS), trigger_end=hit.end, word="again",
    )  # fmt: skip


def _doer(line: Line, hit: Hit, a: int) -> int | None:
    """The token of the pronoun that the trigger is said of, with nothing but helpers between."""
    if hit.row.pattern not in MOVING and not (hit.row.pattern in SENDING and passive(line, hit)):
        return None
    if (
        hit.row.pattern == "SO"
        and not passive(line, hit)
        and line.within("actor", hit.end, min(line.clause(hit.start)[1], hit.end + 4))
    ):
        return None
    for k in range(hit.start - 1, max(a, hit.start - 7) - 1, -1):
        word = line.w[k]
        if word in DOERS or (word == "them" and line.w[k - 1 : k] == ["of"]):
            if word in ("some", "many", "most", "all") and line.w[k + 1 : k + 2] == ["of"]:
                return k if line.w[k + 2 : k + 3] == ["them"] else None
            return k
        if word not in AUXILIARIES and any(line.at(kind, k) for kind in ("actor", "force", "class", "place", "exit")):
            return None
    return None


def _others_between(line: Line, who: int, scene: Scene) -> bool:
    """Whether people of another sort are named after the troops and before the pronoun."""
    last = max((c.start for c in line.of("force") if c.start < who), default=-1)
    if last < 0 and scene.troops_line == scene.line_number:
        last = 0
    others = [c for c in line.of("class") if last < c.start < who and c.what.pattern in PEOPLE]
    return bool(others) or any(last < c.start < who and c.what.kind in ("people", "media") for c in line.of("actor"))


def _named(line: Line, place: PlaceName | None) -> bool:
    return place is not None and any(c.what is place for kind in ("place", "facility") for c in line.of(kind))
