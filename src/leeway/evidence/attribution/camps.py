"""Whose cause a statement serves: a party's word on its own gains is a claim, on its own losses it is not."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final

from leeway.evidence.attribution.lexicon import lexicon
from leeway.evidence.attribution.model import Frame, Voices

HOME: Final = "home"
FOUGHT_OVER: Final = frozenset({"control", "approach", "territory", "incident", "force"})
OWN_LOSS: Final = frozenset({("force", "withdrawing"), ("force", "standby"), ("control", "threatened")})
HOME_WORDS: Final = frozenset(
    [
        "army",
        "government",
        "police",
        "ministry",
        "military",
        "forces",
        "troops",
        "presidency",
        "authorities",
        "junta",
        "command",
        "media",
        "television",
    ]
)
OUTSIDE: Final = frozenset(
    ["attaché", "attache", "diplomat", "ambassador", "analyst", "monitor", "observer", "activist"]
)
ARMED: Final = frozenset(
    [
        "rebels",
        "rebel",
        "insurgents",
        "insurgent",
        "militants",
        "militia",
        "militias",
        "front",
        "gangs",
        "gang",
        "fighters",
        "factions",
        "separatists",
        "jihadists",
        "guerrillas",
        "mutineers",
        "paramilitaries",
    ]
)


def claims_own_cause(voices: Voices, frame: Frame | None, kind: str, status: str, actor: str | None) -> bool:
    """Whether the speaker is a party to the fight and the statement is to its credit."""
    if kind not in FOUGHT_OVER or frame is None:
        return False
    speaker = camp_of_speaker(voices, frame)
    if speaker is None:
        # a foreign army that takes ground itself is a party too
        return (
            kind in ("control", "approach", "territory") and actor is not None and same_state(frame.speaker.org, actor)
        )
    acts = camp(voices, actor) if actor else None
    if kind == "territory":
        return True
    if (
        kind == "incident"
        and acts is None
        and "police" in f"{frame.speaker.org or ''} {frame.speaker.role or ''}".casefold()
    ):
        return False  # a bombing by nobody knows whom, as the police tell it
    if kind == "incident":
        return not (speaker == HOME and acts == HOME)  # what an army says it did itself it does not claim
    if (kind, status) == ("force", "present") and speaker == HOME:
        return False
    own = acts is None or acts == speaker or (speaker != HOME and acts != HOME and not (known(acts) and known(speaker)))
    if (kind, status) in OWN_LOSS:
        return not own if kind == "force" else own
    if kind == "force":
        return True
    return own


def camp_of_speaker(voices: Voices, frame: Frame) -> str | None:
    """The party a speaker belongs to, None for outsiders and people without a side."""
    who = frame.speaker
    if who.org:
        return camp(voices, who.org, speaks=True)
    words = (who.role or "").split()
    if not words:
        return None
    if "and" in words or words[-1] in OUTSIDE:
        return None
    if words[0] in ("rebel", "militia", "insurgent", "opposition") and words[-1] not in ("activist",):
        return "rebels"
    if words[0] in ("government", "army", "military", "security", "police", "provincial", "regional"):
        return HOME
    if words[-1] in (
        "governor",
        "mayor",
        "minister",
        "president",
        "general",
        "colonel",
        "brigadier",
        "soldier",
        "officer",
    ):
        return HOME
    if words[-1] in ("fighter",):
        return "rebels"
    return HOME if "governor" in words else None


def camp(voices: Voices, name: str, speaks: bool = False) -> str | None:
    """ "home" for the state the report is about, the group's name for an armed group, None for an outsider who speaks
    or the name itself (for one who acts)."""
    for actor in voices.actors:
        if actor.name == name:
            if actor.kind == "armed_group":
                return name
            if actor.side:
                return HOME
            break
    words = name.casefold().split()
    if ARMED.intersection(words):
        return name
    lex = lexicon()
    homes = [lex.states[c] for c in voices.home if c in lex.states]
    named = any(w in (h[1].casefold(), h[0].casefold()) for h in homes for w in words)
    if named and (HOME_WORDS.intersection(words) or len(words) <= 2):
        return HOME
    if (words and words[0] in HOME_WORDS) or words == ["local", "authorities"]:
        return HOME
    if name in _states() or words[0] in _demonyms():
        return None if speaks else name
    entry = lex.first.get(words[0], [])
    if any(
        getattr(e.what, "kind", "") == "armed_group" and e.what.name == name for e in entry if hasattr(e.what, "name")
    ):
        return name
    return None if speaks else name


@cache
def _states() -> frozenset[str]:
    return frozenset(name for name, _, _ in lexicon().states.values())


@cache
def _demonyms() -> frozenset[str]:
    return frozenset(demonym.casefold() for _, demonym, _ in lexicon().states.values())


@lru_cache(maxsize=1024)
def same_state(org: str | None, actor: str) -> bool:
    """Whether a foreign speaker and the one who acts belong to one state: "Russian defence ministry", "Russia"."""
    if not org:
        return False
    for name, demonym, _ in lexicon().states.values():
        forms = (name.casefold(), demonym.casefold())
        if any(f in org.casefold() for f in forms) and any(f in actor.casefold() for f in forms):
            return True
    return False


def known(name: str) -> bool:
    """Whether a group goes by a name of its own ("M23"), not by a common noun ("rebels")."""
    return name[:1].isupper()
