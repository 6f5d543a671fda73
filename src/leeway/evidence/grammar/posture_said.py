"""Postures told of by the way, and whose mission speakers and collective words mean; for `posture`."""

from __future__ import annotations

from leeway.evidence.attribution.missions import adjective
from leeway.evidence.attribution.states import state_behind
from leeway.evidence.attribution.voices import speaker_at
from leeway.evidence.grammar.force_whose import speaking_state
from leeway.evidence.grammar.lexicon import Hit
from leeway.evidence.grammar.line import MODALS, Line
from leeway.evidence.grammar.posture_words import MISSION_NOUNS, OURS, STAFF_NOUNS
from leeway.evidence.grammar.scene import Scene
from leeway.evidence.grammar.wordlists import words
from leeway.evidence.language.model import PlaceName

EFFECTS = words("posture_said.EFFECTS")
WORRIES = words("posture_said.WORRIES")
TOLD = frozenset(["news", "word", "sign", "signs", "rumours", "rumors", "talk", "timing", "pace"])
NEED = (["have", "to"], ["has", "to"], ["need", "to"], ["needs", "to"])
COLLECTIVE = frozenset(["western", "foreign", "european", "allied", "nato", "diplomatic"])
WE = frozenset(["we", "we're", "we'll"])
OWN_STAFF = frozenset(["STAFF", "STAFFS", "STAFFN", "DOWNTO", "LABEL"])
SOLDIERS = frozenset(["general", "colonel", "defence", "defense", "army", "pentagon", "commander", "military"])
OWNED = (["its"], ["their"], ["our"], ["his"], ["her"])
LEAVING = (
    "not leaving",
    "not pulling",
    "will/would not abandon",
    "not abandoning",
    "aren't/isn't",
    "no intention of",
    "stay",
    "will/would stay",
)


def by_the_way(line: Line, hit: Hit, a: int, b: int) -> bool:
    """ "A further cut would raise fears", "the news of the drawdown", "before they have to be flown out", "given the
    option to keep a small presence": what the cut would do, what was written of it, what is to be avoided, an offer."""
    w = line.w
    before = w[max(a, hit.start - 5) : hit.start]
    if hit.verb < 0:
        verb = next((k for k in range(hit.end, min(b, hit.end + 13)) if w[k] in EFFECTS), -1)
        if verb > 0 and MODALS & set(w[hit.end : verb]) and WORRIES & set(w[verb : verb + 5]):
            return True
        if any(before[k] in TOLD and before[k + 1] == "of" for k in range(len(before) - 1)):
            return True
    lead = [x for x in w[a : hit.start] if x not in (",", "-", "–", "—")]
    if lead[:1] == ["before"] and any(lead[k : k + 2] in NEED for k in range(len(lead))):
        return True
    if {"signal", "message"} & set(w[max(0, a - 8) : a]) and hit.row.status == "normal":
        return True  # "a signal for the government that we are staying"
    return hit.row.status == "normal" and bool({"option", "chance", "possibility"} & set(before))


def meant(line: Line, hit: Hit, scene: Scene, named: str | None) -> tuple[str, PlaceName | None] | None:
    """(mission, place) where it is not the one named before: "Western diplomats", "we are not leaving the country"."""
    a, b = line.clause(hit.start)
    w = line.w
    for k in range(max(a, hit.start - 7), min(b, hit.end + 4)):
        if line.at("number", k - 1) is not None or w[k - 1 : k] in OWNED:
            continue  # "its nine foreign delegates"
        noun = k + 1 < len(w) and (w[k + 1] in STAFF_NOUNS or w[k + 1] in MISSION_NOUNS)
        if w[k] in COLLECTIVE and noun and w[k] != "diplomatic" and line.at("actor", k + 1) is None:
            kind = line.tokens[k].text[:1].upper() + line.tokens[k].text[1:]
            return f"{kind} embassies", scene.capital()
    if OURS & set(w[max(a, hit.start - 4) : hit.end + 2]) and hit.row.pattern in OWN_STAFF and named is None:
        state = speaking_state(line, hit.start, scene)
        if state is not None and not _soldier(line, hit, scene):
            return mission_of(state, scene), scene.capital()  # "we are cutting our staff", a foreign ministry says
    said = hit.row.pattern in ("ORG", "MISSIONNEG") and hit.row.words.startswith(LEAVING)
    if said and named is None and WE & set(w[max(a, hit.start - 4) : hit.end]) and _from_here(line, hit):
        state = speaking_state(line, hit.start, scene)
        if state is not None and not _soldier(line, hit, scene):
            return mission_of(state, scene), _country(line, hit, scene) or scene.capital()
    return None


def _from_here(line: Line, hit: Hit) -> bool:
    """Nothing but a place or the end of the clause follows: "we are not leaving anybody behind" is said of people."""
    after = line.w[hit.end] if hit.end < len(line.w) else "."
    return (
        not after.isalpha()
        or after in ("the", "here", "yet", "now", "and", "but")
        or (line.at("place", hit.end) is not None)
    )


def _soldier(line: Line, hit: Hit, scene: Scene) -> bool:
    """Whether an army speaks: it means its troops."""
    who = speaker_at(scene.voices, *line.span(hit.start, hit.end))[0]
    words_of = f"{who.role or ''} {who.org or ''}".casefold().split()
    return bool(SOLDIERS & set(words_of))


def mission_of(state: str, scene: Scene) -> str:
    """The mission of a state in the capital: as the text names it, else under its usual name."""
    known = next((m.name for m in scene.missions if state_behind(m.name) == state), None)
    capital = scene.capital()
    return known or f"{adjective(state)} embassy {capital.name if capital else ''}".strip()


def in_the_country(line: Line, hit: Hit, scene: Scene) -> PlaceName | None:
    """ "Will keep a presence in the country": of the country, not of its capital."""
    return _country(line, hit, scene) if "presence" in line.w[hit.start : hit.end] else None


def _country(line: Line, hit: Hit, scene: Scene) -> PlaceName | None:
    after = line.w[hit.end : hit.end + 3]
    named = any(
        hit.end <= c.start <= hit.end + 1 and scene.home is not None and c.what.name == scene.home[0]
        for c in line.of("place")
    )
    return scene.country() if named or after == ["in", "the", "country"] or after[:2] == ["the", "country"] else None
