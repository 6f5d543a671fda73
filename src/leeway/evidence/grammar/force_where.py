"""Where troops come to, leave from or stand; for `force`."""

from __future__ import annotations

from leeway.evidence.attribution.states import state_behind
from leeway.evidence.grammar.arguments import chunks
from leeway.evidence.grammar.force_who import MISSIONS, UNITS, owner
from leeway.evidence.grammar.lexicon import Hit
from leeway.evidence.grammar.line import Chunk, Line
from leeway.evidence.grammar.meant import SOURCES, city_before
from leeway.evidence.grammar.scene import Scene, bare
from leeway.evidence.language.model import PlaceName

TO, FROM, IN = (
    frozenset(["to", "into", "in", "at", "on", "around", "near", "along", "for", "across", "towards", "toward", "off",
               "outside", "over", "onto", "north", "south", "east", "west", "of"]),
    frozenset(["from", "of", "in", "at", "around"]),
    frozenset(["in", "at", "on", "around", "near", "inside", "off", "along", "within", "outside", "across", "over",
               "north", "south", "east", "west", "to"]),
)  # fmt: skip
ALL_PREPOSITIONS = TO | FROM | IN | frozenset(["with", "by", "after", "before", "against", "via", "under"])
SPOTS = ("facility", "place")
NOT_A_POST = ("garrison", "post", "camp")
STANDING = ("park", "mass", "station", "post", "deploy", "gather", "concentrate", "position", "stand", "assemble")
SPEAKING = SOURCES | frozenset(["ministry", "spokesman", "spokeswoman"])
ERRANDS = frozenset(
    ["guard", "protect", "secure", "defend", "help", "assist", "evacuate", "safeguard", "ensure", "provide"]
)
BORDERS = frozenset(["border", "frontier", "line", "boundary"])
REGION = (["to", "the", "region"], ["in", "the", "region"], ["into", "the", "region"], ["to", "the", "area"])
BEARINGS = frozenset(["north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "outside",
                      "outskirts", "edge", "centre", "center", "suburbs", "heart", "middle"])  # fmt: skip
AT_SEA = frozenset(["coast", "offshore", "off", "sea", "ships", "aboard", "horizon"])
ALLIANCES = frozenset(["United Nations", "European Union", "African Union"])
COMING = ("arrive", "come", "land", "pour", "touch", "fly:v in", "flew", "drive:v in", "march:v in", "wade", "storm")


def place_of(
    line: Line, hit: Hit, scene: Scene, status: str, b: int, force: Chunk | None, sender: Chunk | None = None
) -> PlaceName | None:
    """The goal of what comes, the origin of what leaves, the spot of what stands; else what the text is about."""
    spots = [c for c in chunks(line, SPOTS, 0, len(line.w)) if not _the_force(line, c, force) and not _seat(line, c)]
    if status == "deploying" and (errand := _errand(line, hit, b)) >= 0:
        if not any(hit.start <= c.start < errand for c in spots) and any(
            c.what.kind in ("mission", "airport") or c.kind == "facility"
            for kind in ("actor", "facility", "place")
            for c in line.of(kind)
            if errand <= c.start < b
        ):
            return scene.section_place or city_before(scene, line, hit.start)
        spots = [c for c in spots if not errand <= c.start < b]
    if hit.row.words.endswith("in case"):  # what may happen there is not where they stand
        spots = [c for c in spots if c.start < hit.start]
        if not spots:
            return None
    within = [c for c in spots if hit.start <= c.start and c.end <= hit.end and c.kind == "place"]
    if status == "withdrawing" and within:
        return within[0].what  # type: ignore[no-any-return]
    if status == "withdrawing" and (state := _state_left(line, hit)) is not None:
        return state
    found = _governed(line, hit, status, b, spots)
    if found is None and status in ("standby", "present"):
        found = _fronted(line, hit)
    if found is None and status != "deploying":
        first = line.clause(hit.start)[0]
        inside = [c for c in spots if first <= c.start and c.end <= hit.start and c.what.kind != "country"]
        found = inside[-1].what if inside else None
    if found is None and force is not None and force.start < hit.start:
        between = [c for c in spots if force.end <= c.start and c.end <= hit.start]
        between = [c for c in between if status != "deploying" or line.w[c.start - 1] != "from"]
        found = between[0].what if between else None
    if found is None and status == "withdrawing":
        head = [c for c in spots if c.end <= hit.start and c.kind == "place" and c.what.kind != "country"]
        own = force is not None and force.kind == "force" and (sender is None or sender.what.kind != "state")
        unit = force is not None and UNITS & set(line.w[force.start : force.end])
        own = own and (unit or not foreign(line, force, sender, scene))  # what a state withdraws is in the country
        found = (
            head[-1].what if head else scene.section_place or (_town(scene, line) if own else None) or scene.country()
        )
    if found is None:
        governors = {"deploying": TO, "withdrawing": FROM}.get(status, IN)
        later = [
            c
            for c in spots
            if hit.end <= c.start < b
            and (
                line.w[c.start - 1] in governors
                or (line.w[c.start - 1] in ("the", "a") and line.w[max(0, c.start - 2)] in governors)
            )
        ]
        found = later[0].what if later else None
    if found is None and status != "withdrawing" and _to_the_region(line, hit, b):
        return None
    if found is None and hit.row.words.startswith(STANDING) and foreign(line, force, sender, scene):
        found = _at_own_border(line, hit, b, sender, force)
    if found is None and status == "deploying" and "border" in line.w[hit.start : hit.end + 2]:
        return scene.country()  # "have come across the border"
    if found is None and status == "standby" and not AT_SEA & set(line.w[hit.start : b]):
        found = _at_home(line, scene, force, sender)
        if found is None and sender is not None and foreign(line, force, sender, scene):
            return None  # "ECOWAS has put 2,000 men on alert": nobody says where
    if found is None and status == "deploying":
        found = _as_before(line, hit, scene)
    if found is None and status != "withdrawing" and foreign(line, force, sender, scene):
        # "Nigeria will send two battalions": to the country the report is about, or to the one city it tells of
        area = None if scene.area is not None and _left_behind(line, scene.area.name) else scene.area
        return area or (scene.one_town if scene.town_paragraph == line.sentence.paragraph else None) or scene.country()
    return found if found is not None else _unsaid(line, hit, scene, status, b)


def _to_the_region(line: Line, hit: Hit, b: int) -> bool:
    """ "Would go to the region": nearby, not said where."""
    a = line.clause(hit.start)[0]
    return any(line.w[k : k + 3] in REGION for k in range(a, b - 2))


def foreign(line: Line, force: Chunk | None, sender: Chunk | None, scene: Scene) -> bool:
    """Whether the troops are of another state, of the United Nations, or come by sea."""
    if scene.home is None or (scene.section_place is not None and scene.item_paragraph >= 0):
        return False
    if force is not None and force.kind == "force" and (force.what.status == "ships" or "marines" in force.what.words):
        return True
    whose = owner(line, force, sender, scene)
    if whose is None or whose == scene.group or any(name in whose for name in scene.home[:2]):
        return False
    near = sender or (force if force is not None and force.kind == "actor" else None)
    if near is not force and state_behind(whose) == whose:
        return True
    kinds = {c.what.kind for c in line.of("actor") if c.what.name == whose} if near is None else {near.what.kind}
    return whose.casefold() in MISSIONS or bool(kinds & {"state", "organisation", "army", "government", "ministry"})


def _town(scene: Scene, line: Line) -> PlaceName | None:
    """The town the paragraph is about, else the one the report is about."""
    here = scene.city if scene.city_paragraph == line.sentence.paragraph else None
    return here or (scene.first_city if scene.one_city else None) or scene.city


def _at_own_border(line: Line, hit: Hit, b: int, sender: Chunk | None, force: Chunk | None) -> PlaceName | None:
    """ "The neighbour has parked 1,200 troops along the line": they stand in the neighbour's country."""
    along = BORDERS & set(line.w[hit.end : b])
    near = [c for c in line.of("actor") if c.what.kind == "state"]
    state = sender if sender is not None and sender.what.kind == "state" else None
    if state is None and force is not None:
        state = next((c for c in near if 0 <= force.start - c.end <= 1), None)
    if not along or state is None:
        return None
    return bare(str(state.what.name), "country")


def _at_home(line: Line, scene: Scene, force: Chunk | None, sender: Chunk | None) -> PlaceName | None:
    """ "Fiji has a platoon ready to leave": troops of another state that wait do so in their own country."""
    if not foreign(line, force, sender, scene):
        return None
    near = sender or (force if force is not None and force.kind == "actor" else None)
    whose = owner(line, force, sender, scene)
    if near is None and whose is not None and state_behind(whose) == whose:
        return bare(whose, "country")
    state = near is not None and near.what.kind == "state" and near.what.name not in ALLIANCES
    return bare(str(near.what.name), "country") if state and near is not None else None


def _errand(line: Line, hit: Hit, b: int) -> int:
    """Where the clause goes on to tell what they are to do: "to protect the embassy"; or -1."""
    return next((k for k in range(hit.end, b - 1) if line.w[k] == "to" and line.w[k + 1] in ERRANDS), -1)


def _state_left(line: Line, hit: Hit) -> PlaceName | None:
    """ "A column left Bosnia": a state that a verb of leaving has for its object is a place."""
    if not hit.row.words.startswith(("leave:v", "quit", "abandon", "flee")):
        return None
    state = next((c for c in line.of("actor") if c.start == hit.end and c.what.kind == "state"), None)
    if state is None or line.owner[state.end - 1] or any(c.start == state.end for c in line.of("force")):
        return None
    return bare(str(state.what.name), "country")


def _as_before(line: Line, hit: Hit, scene: Scene) -> PlaceName | None:
    """ "Two battalions were to follow", "helicopters flew in the same day": where those told of before have come."""
    if scene.troops is None or scene.troops_paragraph != line.sentence.paragraph or scene.troops_status != "deploying":
        return None
    going_on = hit.row.pattern in ("FOLLOW", "DUE") or hit.row.words.startswith((*COMING, "expected/due/set to join"))
    place = scene.troops[1]
    return place if going_on and place is not None and place.kind != "country" else None


def _left_behind(line: Line, name: str) -> bool:
    """ "On its way from Crete": where they come from."""
    return any(c.what.name == name and line.w[c.start - 1] == "from" for c in line.of("place") if c.start)


def _fronted(line: Line, hit: Hit) -> PlaceName | None:
    """ "In Cyprus two battalions are standing by": a country that opens the clause."""
    a = line.clause(hit.start)[0]
    spot = next((c for c in line.of("place") if a < c.start <= a + 2 and line.w[c.start - 1] == "in"), None)
    return spot.what if spot is not None else None


def _seat(line: Line, c: Chunk) -> bool:
    """ "the defence ministry in Delhi", "a diplomat in Kabul": where the one who speaks is."""
    if line.w[c.start] in ("there", "here") and c.start and line.w[c.start - 1] in SPEAKING:
        return True  # "officials there say"
    return line.w[c.start - 1 : c.start] == ["in"] and c.start > 1 and line.w[c.start - 2] in SPEAKING


def _the_force(line: Line, c: Chunk, force: Chunk | None) -> bool:
    """ "its garrison", "the post": the troops themselves, not where they are."""
    if force is not None and c.end == force.start and c.what.kind == "country":
        return True  # "US troops"
    if line.w[c.start] == "garrison" and line.w[c.end : c.end + 1] == ["of"]:
        return True  # "the garrison of 900 men"
    if force is None or not force.start <= c.start < force.end:
        return False
    return c.kind == "facility" or line.w[c.start] in NOT_A_POST


def _governed(line: Line, hit: Hit, status: str, b: int, spots: list[Chunk]) -> PlaceName | None:
    """The first place after the trigger that a fitting preposition governs, or that follows it at once."""
    governors = {"deploying": TO, "withdrawing": FROM}.get(status, IN)
    for c in spots:
        if c.start < hit.start or c.end > b:
            continue
        if line.w[c.start] in ("there", "here") and status == "present":
            return c.what  # type: ignore[no-any-return]
        k, steps = c.start - 1, 0
        while k >= hit.start and line.w[k].isalpha() and line.w[k] not in ALL_PREPOSITIONS and steps < 4:
            k -= 1
            steps += 1
        governed = k >= 0 and (line.w[k] in governors or (line.w[k] == "of" and line.w[k - 1] in BEARINGS))
        if governed and line.w[k] == "of" and line.w[k - 1] not in BEARINGS:
            governed = status != "deploying"
        origin = governed and line.w[k] == "in" and "from" in line.w[hit.end : k]
        if origin and status == "deploying":
            continue
        if governed or (c.start <= hit.end + 2 and line.w[k] not in ALL_PREPOSITIONS):
            return c.what  # type: ignore[no-any-return]
    return None


def _unsaid(line: Line, hit: Hit, scene: Scene, status: str, b: int) -> PlaceName | None:
    if status == "present":
        return scene.section_place or city_before(scene, line, hit.start) or scene.country()
    if status not in ("deploying", "standby"):
        return None
    if status == "deploying" and (hit.row.words.startswith(COMING) or "from" in line.w[hit.end : b]):
        return city_before(scene, line, hit.start, True)
    about = scene.first_city if scene.one_city else None
    return scene.section_place or scene.area or about or scene.country()
