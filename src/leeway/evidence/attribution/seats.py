"""Whose officers and officials speak: of the state whose capital or adjective is printed with them."""

from __future__ import annotations

from typing import Final

from leeway.evidence.attribution.cast import Cast
from leeway.evidence.attribution.lexicon import Role
from leeway.evidence.attribution.line import Line
from leeway.evidence.attribution.missions import adjective
from leeway.evidence.attribution.model import Actor
from leeway.evidence.attribution.words import ARMY_NOUNS, MISSION_NOUNS
from leeway.evidence.places.tables import countries

SOLDIERS: Final = frozenset(
    ["general", "colonel", "brigadier", "major", "captain", "lieutenant", "sergeant", "admiral", "soldier", "officer",
     "commander", "army officer", "military officer", "military official", "army spokesman", "military spokesman",
     "field commander", "brigade commander", "deputy commander", "lieutenant colonel"]
)  # fmt: skip
"""Roles whose word is that of an army."""
WATCHERS: Final = frozenset(
    ["analyst", "expert", "observer", "researcher", "academic", "military analyst", "military expert", "scholar",
     "military observer", "attaché", "attache", "diplomat", "historian", "correspondent", "adviser", "advisor",
     "consultant", "military adviser", "military attaché", "military attache", "security adviser", "monitor"]
)  # fmt: skip
"""Roles that "military" says the field of, not the side: no army's word."""
FROM_ABROAD: Final = frozenset(["western", "foreign", "european", "african", "asian", "arab", "nato", "allied"])
OFFICIALS: Final = frozenset(["gov", "army"])
SPOKEN: Final = frozenset(["official", "spokesman", "spokeswoman", "spokesperson", "minister", "ministry"])


SECRETARIES: Final = frozenset(["defence secretary", "foreign secretary", "home secretary"])
SECRETARIAL: Final = frozenset(["GB", "PH", "KE", "IN", "PK", "BD", "LK"])
"""States whose ministers or their deputies are called so."""
MINISTERS: Final = frozenset(
    ["defence minister", "defense minister", "foreign minister", "minister of defence", "minister of defense",
     "minister of foreign affairs", "prime minister"]
)  # fmt: skip
WITHOUT_MINISTERS: Final = frozenset(["GB", "US"])
"""States whose offices for war and foreign affairs are called otherwise."""
REGIONS: Final = frozenset(["region", "state", "province", "governorate", "oblast", "canton"])
OWN: Final = ARMY_NOUNS | MISSION_NOUNS | {"nationals", "citizens", "diplomats"}


def of_field(line: Line, first: int, base_end: int, role: Role | None, body: Actor | None) -> bool:
    """Whether "military" or "security" before a role tells its field and no side: "Western military officials"."""
    if body is None or role is None or body.kind not in ("army", "government"):
        return False
    at = next((n for n in range(first, base_end) if line.tokens[n].start >= body.start), -1)
    plain = at >= 0 and line.keys[at] in ("military", "security", "defence", "defense") and not line.capital(at)
    if not plain:
        return False
    return role.role.split()[-1] in WATCHERS or not FROM_ABROAD.isdisjoint(line.keys[first:at])


def seated(line: Line, first: int, last: int, cast: Cast) -> str | None:
    """The foreign state whose capital the phrase is set in: "officials in Kampala"."""
    for a, _, name in line.names:
        if name.form == "capital" and first < a < last and name.iso not in cast.home_iso and line.key(a - 1) == "in":
            return name.name
    return None


def spoken_abroad(line: Line, first: int, last: int, role: Role | None, org: str | None, cast: Cast) -> str | None:
    """The organisation of those who speak in a foreign capital: "an army spokesman in Kampala" is of that army, not of
    the report's; None where the phrase keeps its own."""
    if role is None or (role.role not in SOLDIERS and role.role.split()[-1] not in SPOKEN):
        return None
    demonym = cast.demonym()
    if org is not None and not (demonym and org.startswith(demonym)):
        return None
    state = seated(line, first, last, cast)
    if state is None:
        return None
    words = frozenset(line.keys[first:last])
    if not {"army", "military"}.isdisjoint(words) or role.role in SOLDIERS:
        return f"{adjective(state)} army"
    if "ministry" in words:
        kind = next((k for k in ("foreign", "defence", "defense", "interior") if k in words), "foreign")
        return f"{adjective(state)} {kind.replace('defense', 'defence')} ministry"
    return state


def office_abroad(line: Line, first: int, role: Role, cast: Cast) -> str | None:
    """The state whose minister speaks where none is printed with the office: a British secretary where the report's own
    country has no such office, a minister of the state whose troops or mission the sentence opens with."""
    if role.role in SECRETARIES:
        if not SECRETARIAL.isdisjoint(cast.home_iso):
            return None
        return next((x.name for _, _, x in line.names if x.kind == "state" and x.iso in SECRETARIAL), "United Kingdom")
    if role.role not in MINISTERS or line.key(first) != "the":
        return None
    _, end, name = next(((a, b, x) for a, b, x in line.names if x.kind == "state"), (0, 0, None))
    if name is None or name.iso in cast.home_iso or name.iso in WITHOUT_MINISTERS or end > first:
        return None
    if any(name.iso in countries()[home].neighbours for home in cast.home_iso if home in countries()):
        return None  # of a neighbour's troops the country's own ministers speak, too
    return name.name if not OWN.isdisjoint(line.keys[end : end + 2]) else None


def of_region(line: Line, base_end: int, last: int) -> str | None:
    """The region whose officer speaks: "the president of the Amhara region", "a spokesman for Rakhine state"."""
    if line.key(base_end) not in ("of", "for"):
        return None
    first = base_end + 2 if line.key(base_end + 1) == "the" else base_end + 1
    end = first
    while end < last and line.capital(end):
        end += 1
    at = end if line.key(end) in REGIONS else end - 1
    if at <= first or line.key(at) not in REGIONS:
        return None
    return f"{line.words(first, at)} {line.key(at)}"


def army_of(role: Role | None, org: str | None, kind: str) -> str | None:
    """ "A Cambodian general": his army speaks."""
    return f"{adjective(org)} army" if role is not None and kind == "state" and org and role.role in SOLDIERS else org
