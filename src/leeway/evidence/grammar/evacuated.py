"""People moved out by somebody: `evacuated`."""

from __future__ import annotations

from collections.abc import Iterator

from leeway.evidence.grammar.arguments import chunks, passive, subject
from leeway.evidence.grammar.days import when
from leeway.evidence.grammar.draft import Draft, extent, value_of
from leeway.evidence.grammar.evacuated_announced import announced
from leeway.evidence.grammar.evacuated_due import AHEAD, due
from leeway.evidence.grammar.evacuated_lists import further
from leeway.evidence.grammar.evacuated_people import nobody, people_of, persons
from leeway.evidence.grammar.evacuated_place import TO, origin_of
from leeway.evidence.grammar.lexicon import Hit
from leeway.evidence.grammar.line import MODALS, Chunk, Line
from leeway.evidence.grammar.scene import Scene
from leeway.evidence.grammar.wordlists import words

CARRIERS = words("evacuated.CARRIERS")
MOVERS = words("evacuated.MOVERS")
TELLING = words("advisory.TELLING")
ANNOUNCED = frozenset(["announced", "announces", "announcing", "promised", "promises", "offered", "offers"])
AWAY = frozenset(["home", "out", "off", "away", "aboard", "board", "safety", "from", "border", "frontier"])
NATIONALS = frozenset(["citizens", "foreign citizens", "workers", "students"])
WAYS = frozenset(["air", "sea", "boat", "ship", "road", "land", "rail", "train", "bus", "plane", "helicopter", "river"])
GOALS = frozenset(["to", "into", "home", "from", "out"])
GOING = words("evacuated.GOING")
SMALL = 20
HARM = frozenset(["killed", "died", "dead", "crashed", "sank", "capsized", "drowned", "hijacked"])


def read(line: Line, hit: Hit, scene: Scene) -> Iterator[Draft]:
    """People, counted or of a named class, moved by a state, an army, an organisation or its carriers."""
    pattern = hit.row.pattern
    a, b = line.clause(hit.start)
    w = line.w
    number, group = people_of(line, hit, pattern, a, b)
    carrier = any(x in CARRIERS for x in w[a : min(b, hit.end + (14 if pattern == "OCARRY" else 6))])
    carrier = carrier or (pattern == "OCARRY" and _by_way(line, a, b))
    if pattern == "CARRIERX":
        yield from due(line, hit, scene, a, b)
        return
    whose = next((c for c in line.of("actor") if hit.end <= c.start <= hit.end + 1 and c.what.kind == "state"), None)
    if pattern == "N" and number is None and group is None and whose is not None and line.w[whose.end - 1] != "'s":
        pattern = "NX"  # "the evacuation of the French has been completed"
    if pattern in ("NX", "FLIGHTS", "CONVOYX", "MORE"):
        if not announced(line, hit, scene, pattern, a, b):
            return
        number = group = None
    elif number is None and group is None and not nobody(line, pattern, hit, a, b):
        return
    if hit.row.words.startswith(("leave", "left")) and passive(line, hit):
        return  # "100 were left on the staff"
    if hit.row.words.startswith(("leave", "left", "depart", "reach", "go")) and _told_to(line, hit, a):
        return  # "advises the 70 Swedes in the country to leave", "there are 900 Belgians left in Kolda"
    if w[hit.end : hit.end + 2] in (["in", "from"], ["in", "by"], ["in", "to"]):
        return  # those who arrive
    if hit.row.words == "carry:v" and w[hit.end : hit.end + 1] == ["off"] and not carrier:
        return  # "seven of its guards were carried off"
    mover = _mover(line, hit, a, b)
    if _soldiers(line, hit, number, group, a):
        return
    own = number is None and group is not None and group.what.status == "staff"
    if own and not carrier and (mover is None or mover.what.kind in ("state", "government")):
        return  # "pulling its diplomats out": what the mission does
    if not _moved(line, hit, scene, pattern, number, group, carrier, mover, a, b):
        return
    start, last = extent(line, hit.start, hit.end, number, group)
    of = str(group.what.status) if group is not None and group.what.pattern in ("citizen", "staff") else None
    if of is None and number is not None and not number.what.noun and scene.line_number - scene.counted_line <= 1:
        of = scene.counted  # "130 Filipinos are still there. Thirty-two were flown to Doha."
    place = origin_of(
        line,
        hit,
        scene,
        a,
        b,
        of == "staff"
        or "embassy" in line.w[a:b]
        or (mover is not None and mover.what.kind in ("mission", "organisation")),
        number is None
        or of in NATIONALS
        or _to_come(line, hit)
        or (hit.row.words.startswith("fly") and "out" in hit.row.words)
        or (group is None and "home" in w[hit.start : b]),
    )
    if of is None and pattern == "SREACH" and line.sentence.paragraph == scene.staff_moving:
        of, place = "staff", scene.staff_from or place
    if pattern == "FLIGHTS":
        last = (
            next(
                (k for k in range(hit.end, len(line.w)) if line.w[k] in ("begin", "start", "resume", "leave")), last - 1
            )
            + 1
        )
        last = max(last, line.clause(last - 1)[1] - 1)
    elif pattern == "MORE":
        start = max(0, hit.start - 1)
    scene.evacuating = line.sentence.paragraph
    if of is not None and number is not None:
        scene.counted, scene.counted_line = of, scene.line_number
    yield Draft(
        line,
        start,
        last,
        hit.start,
        "evacuated",
        "moved",
        str(mover.what.name) if mover is not None else None,
        place,
        value_of(number.what, "people") if number is not None else None,
        of,
        when(line, scene, hit.start, True) if pattern != "MORE" else None,
        firmness=_planned(line, hit, pattern, a, b),
        trigger_end=hit.end,
        word=hit.row.words,
    )
    if number is not None and group is not None:
        yield from further(line, hit, scene, group, start, last, mover, place)


def _told_to(line: Line, hit: Hit, a: int) -> bool:
    w = line.w
    if w[hit.start - 1 : hit.start] == ["to"] and TELLING & set(w[a : hit.start]):
        return True
    if "not" in w[a : hit.start] and TELLING & set(w[a : hit.start]):
        return True  # "told its nationals not to try to reach the port"
    still = {"are", "were", "is", "has", "have", "had", "with"} & set(w[a : hit.start])
    here = bool(line.at("class", hit.start - 1)) and w[hit.end : hit.end + 1] in (
        ["in"],
        ["at"],
        ["."],
        [","],
        ["here"],
    )
    return w[hit.start] == "left" and hit.end - hit.start == 1 and here and (bool(still) or "there" in w[: hit.start])


def _to_come(line: Line, hit: Hit) -> bool:
    """ "Will fetch 2,500", "is chartering a ship to take off 13,000": whoever in the country wants to go."""
    before = line.w[max(0, hit.start - 3) : hit.start]
    return before[-1:] == ["to"] or bool(MODALS & set(before)) or bool({"they'll", "we'll"} & set(before))


def _planned(line: Line, hit: Hit, pattern: str, a: int, b: int) -> str | None:
    """Flights that are due, and carriers that are being sent, are still to come."""
    told = bool(AHEAD & set(line.w[a:b])) or bool(ANNOUNCED & set(line.w[a : hit.start]))
    due_flight = pattern == "NX" and "flight" in hit.row.words and told
    sending = hit.row.words.startswith(("send:v *", "charter:v *", "lay:v on", "arrange:v *"))
    return "planned" if due_flight or sending else None


def _moved(
    line: Line,
    hit: Hit,
    scene: Scene,
    pattern: str,
    number: Chunk | None,
    group: Chunk | None,
    carrier: bool,
    mover: Chunk | None,
    a: int,
    b: int,
) -> bool:
    """Whether the words mean moving people out of danger: a carrier, a way out or a place abroad where the verb alone
    may mean anything; people where the figure has a noun; no troops."""
    w = line.w
    away = bool(AWAY & set(w[hit.start : min(b, hit.end + 10)])) or any(
        w[c.start - 1] in TO for c in line.of("place") if hit.end <= c.start < b
    )
    if pattern in ("SCONVOY", "SREACH", "SGONE") and not (carrier or _by_way(line, a, b)):
        if _of_those_moving(line, number, scene):
            return True
        gone = hit.row.words.startswith(("leave", "have/has", "had", "depart", "go", "reach"))
        if not (gone and number is not None and group is not None and group.what.pattern == "citizen"):
            return False
    if pattern == "FOLLOWX":
        return (
            number is not None
            and group is None
            and not line.of("force")
            and scene.evacuating >= 0
            and (line.sentence.paragraph - scene.evacuating <= 1)
        )  # "289 others are to follow"
    known = mover is not None or passive(line, hit) or {"from", "to"} <= set(w[hit.end : b])
    if pattern == "OCARRY" and not carrier and not (away and _many(number, group) and known):
        return False
    if pattern == "OTO" and not (GOALS & set(w[hit.start : b]) or _own(line, number) or _so_far(line, number, scene)):
        return False
    if pattern == "SFLY" and (number is None or not _many(number, group) or hit.start - number.end > 3):
        return False
    if pattern == "SOUT" and (number is None or group is None or w[hit.end : hit.end + 1] == ["of"]):
        return False
    if pattern == "ABOARD" and (number is None or not (carrier or GOING & set(w[a:b])) or HARM & set(w)):
        return False
    loose = pattern in ("OTO", "OGET", "ORESC", "OCARRY", "ABOARD", "SFLY") and group is None and number is not None
    if loose and number is not None and number.what.noun and not persons(number):
        return False
    if group is not None and group.what.pattern in ("people", "displaced") and number is None and mover is None:
        fetched = pattern == "O" and w[group.end : group.end + 1] == ["from"]
        ahead = w[hit.start - 1 : hit.start] in (["to"], ["will"])
        return fetched or (carrier and (passive(line, hit) or (ahead and pattern in ("O", "OCARRY"))))
    troops = [c for c in line.of("force") if c.what.status == "troops"]
    counted = number is not None and any(0 <= c.start - number.end <= 3 for c in troops)
    return not (counted and hit.row.words != "evacuate:v")


def _of_those_moving(line: Line, number: Chunk | None, scene: Scene) -> bool:
    """ "Nine of them have reached Segou": of the staff that a mission is moving, or of people moved out before."""
    moving = line.sentence.paragraph in (scene.staff_moving, scene.evacuating)
    return moving and number is not None and "them" in line.w[number.start : number.end + 2]


def _by_way(line: Line, a: int, b: int) -> bool:
    """ "By air", "by road": a way out that somebody has laid on."""
    return any(line.w[k] in ("by", "via") and line.w[k + 1] in WAYS for k in range(a, min(b, len(line.w)) - 1))


def _so_far(line: Line, number: Chunk | None, scene: Scene) -> bool:
    """ "Since Monday we have moved approximately 58,700": a bare figure, where the report is of people moved out."""
    low = (number.what.low or 0) if number is not None else 0
    return number is not None and not number.what.noun and low >= SMALL and scene.evacuating >= 0


def _soldiers(line: Line, hit: Hit, number: Chunk | None, group: Chunk | None, a: int) -> bool:
    """ "The last battalion drove over the bridge with 450 men": troops that move themselves."""
    men = number is None or (number.what.noun or "") in ("men", "")
    led = any(a <= c.start and c.end <= hit.start and c.what.status == "troops" for c in line.of("force"))
    return group is None and men and led and not passive(line, hit)


def _own(line: Line, number: Chunk | None) -> bool:
    """ "12,000 of their workers"."""
    return number is not None and line.w[number.end : number.end + 2] in (["of", "its"], ["of", "their"], ["of", "our"])


def _many(number: Chunk | None, group: Chunk | None) -> bool:
    if number is None:
        return group is not None and group.what.pattern in ("staff", "citizen")
    return (number.what.low or number.what.high or 0) >= 10 or group is not None


def _mover(line: Line, hit: Hit, a: int, b: int) -> Chunk | None:
    if passive(line, hit):
        if hit.end < b and line.w[hit.end] == "by":
            found = [c for c in line.of("actor") if hit.end < c.start < b]
            return found[0] if found else None
        return None
    found = [c for c in chunks(line, ("actor",), a, hit.start) if c.what.kind in MOVERS]
    if found:
        return found[0]
    whole = subject(line, hit.start, ("actor",))
    return whole if whole is not None and whole.what.kind in MOVERS else None
