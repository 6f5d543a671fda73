"""From a case directory to the picture: its reports, observations, source classes and settlements.

Reports are read anew each time: nothing is kept beside the case that could grow stale or be tampered with, and reading
takes a second for three hundred reports. Who asks for many instants reads once (`case_evidence`) and asks
`case_situation` for each.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Final

from leeway.case.model import Case
from leeway.errors import InputError, LeewayError
from leeway.evidence.model import Statement
from leeway.situation.items import Known
from leeway.situation.model import Situation
from leeway.situation.names import folded
from leeway.situation.observations import read_observations
from leeway.situation.picture import picture
from leeway.situation.places import COUNTRY
from leeway.situation.register import read_register
from leeway.situation.settlements import Settlement, read_settlements
from leeway.situation.sources import Sources, sources_of

if TYPE_CHECKING:
    from leeway.evidence.model import Report
    from leeway.evidence.places.gazetteer import Gazetteer
    from leeway.evidence.places.tables import Place
    from leeway.evidence.reports.model import Refused

REPORTS: Final = "reports"
PLACES: Final = "places.csv"
CITY_PEOPLE: Final = 50_000
_CLASSES: Final = {"airport": "airport", "airfield": "airport", "border": "border_crossing", "base": "base",
                   "facility": "base", "city": "city", "town": "town"}  # fmt: skip
_AREAS: Final = frozenset({"province", "region", "district", "road", "bridge", "river"})


@dataclass(frozen=True, slots=True)
class CaseEvidence:
    """Everything a case says of the situation: statements of its reports and its analysts, and what they are read
    against. `refused`: reports that could not be read, with reasons."""

    statements: tuple[Statement, ...]
    places: Mapping[str, Known]
    sources: Sources
    settlements: tuple[Settlement, ...]
    reports: int = 0
    refused: tuple[Refused, ...] = ()

    @property
    def newest(self) -> datetime | None:
        """When the newest report or observation was published, None where none bears a date."""
        return max((s.published for s in self.statements if s.published is not None), default=None)


def case_evidence(case: Case, opened: tuple[list[Report], list[Refused]] | None = None) -> CaseEvidence:
    """Read the reports, observations, source classes and settlements of a case.

    `opened`: its reports (`case_reports`), by who has opened them already.

    Raises `InputError` for tables that are wrong; a report that cannot be read is named in `refused`.
    """
    observed = read_observations(case.path)
    sources = sources_of(case.path)
    settlements = read_settlements(case.path)
    reports, refused = opened or case_reports(case)
    if not reports and not refused:
        return CaseEvidence(tuple(observed), {}, sources, settlements)
    gazetteer = case_gazetteer(case)
    statements, unread = _read(reports, gazetteer)
    observed = _placed(observed, gazetteer)
    places = {**_exit_places(case, gazetteer), **_known([*statements, *observed], gazetteer)}
    return CaseEvidence((*statements, *observed), places, sources, settlements, len(reports), (*refused, *unread))


def case_gazetteer(case: Case) -> Gazetteer:
    """The gazetteer of the area of a case and of its own places. Raises `InputError` naming the file."""
    from leeway.evidence.places.gazetteer import load_gazetteer

    own = case.path / PLACES
    try:
        return load_gazetteer(tuple(code.upper() for code in case.area), own if own.exists() else None)
    except InputError as error:
        raise InputError(replace(p, file="case.toml", field="area") if p.file == "area" else p
                         for p in error.problems) from None  # fmt: skip


def case_reports(case: Case) -> tuple[list[Report], list[Refused]]:
    """The reports of a case with what its register says of them, and those that could not be opened; neither without
    a folder of reports. Raises `InputError` for a register that is wrong or names a report that is not there."""
    from leeway.evidence.model import Report
    from leeway.evidence.reports.open import open_reports

    folder = case.path / REPORTS
    if not folder.is_dir() or not any(folder.iterdir()):
        return [], []
    register = read_register(case.path)
    opened = list(open_reports([folder], case_area=tuple(code.upper() for code in case.area), register=register))
    if register is not None:
        register.check(name for one in opened for name in (one.source, one.id if isinstance(one, Report) else ""))
    reports = [one for one in opened if isinstance(one, Report)]
    return reports, [one for one in opened if not isinstance(one, Report)]


def _read(reports: Sequence[Report], gazetteer: Gazetteer) -> tuple[list[Statement], list[Refused]]:
    from leeway.evidence.origins.families import origins
    from leeway.evidence.read import read_reports

    found = list(read_reports(reports, gazetteer, origin_of=origins(reports).of))
    statements = [one for one in found if isinstance(one, Statement)]
    return statements, [one for one in found if not isinstance(one, Statement)]


def _placed(observed: Sequence[Statement], gazetteer: Gazetteer) -> list[Statement]:
    """Observations with the id and coordinates of their place, where the gazetteer knows it by that name."""
    found = []
    for s in observed:
        place = gazetteer.look_up(s.place) if s.place and s.place_id is None else None
        if place is not None:
            lat, lon = (place.lat, place.lon) if s.lat is None else (s.lat, s.lon)
            s = replace(s, place=place.name, place_id=place.id, lat=lat, lon=lon)
        found.append(s)
    return found


def _known(statements: Sequence[Statement], gazetteer: Gazetteer) -> dict[str, Known]:
    """What the gazetteer knows of the places that the statements name, by id."""
    wanted = {s.place_id for s in statements if s.place_id}
    return {
        place.id: Known(place.name, _class_of(place), place.lat, place.lon)
        for places in gazetteer.named.values()
        for place in places
        if place.id in wanted
    }


def _exit_places(case: Case, gazetteer: Gazetteer) -> dict[str, Known]:
    """Where the exits are, by folded name, for maps."""
    exits = case.hazard.exits if case.hazard else ()
    found = {}
    for name in {n for way in exits for n in (*way.through, *([way.place] if way.place else ()))}:
        place = gazetteer.look_up(name) or _airport(name, gazetteer)
        if place is not None:
            found[folded(name)] = Known(name, _class_of(place), place.lat, place.lon)
    return found


def _airport(name: str, gazetteer: Gazetteer) -> Place | None:
    """ "Kabul airport": the main airport of Kabul."""
    town = name.removesuffix(" airport").removesuffix(" Airport")
    return gazetteer.airport(town) if town != name else None


def _class_of(place: Place) -> str:
    """Class of a place by its kind in the gazetteer: seats of first-level areas are provincial capitals."""
    if place.kind in ("capital", "country"):
        return "national_capital" if place.kind == "capital" else COUNTRY
    if place.kind in _AREAS:
        return "area"
    if place.capital_of:
        return "provincial_capital"
    return _CLASSES.get(place.kind, "city" if place.people >= CITY_PEOPLE else "town")


def case_situation(
    case: Case, as_of: datetime, evidence: CaseEvidence | None = None, settlements: Sequence[Settlement] = ()
) -> Situation:
    """The picture of a case at `as_of`; `settlements` are supposed in addition to those of the case.

    Raises `LeewayError` if the case names no hazard, `InputError` for tables that are wrong.
    """
    hazard = case.hazard
    if hazard is None:
        example = '[hazard]\ntarget = "Kabul"\nlatitude = 34.53\nlongitude = 69.17\nattacker = ["Taliban"]'
        raise LeewayError(f"case.toml has no [hazard]; expected the target and who attacks it, such as\n{example}")
    known = evidence or case_evidence(case)
    return picture(
        known.statements,
        as_of,
        target=hazard.target,
        lat=hazard.lat,
        lon=hazard.lon,
        attacker=hazard.attacker,
        defender=hazard.defender,
        opened=hazard.opened,
        places=known.places,
        settlements=(*known.settlements, *settlements),
        sources=known.sources,
    )


def under_each_reading(
    case: Case, as_of: datetime, contradiction: str, evidence: CaseEvidence | None = None
) -> tuple[tuple[str, Situation], ...]:
    """How the picture would be under each reading of one contradiction: (the reading's words, the picture).

    What a forecast makes of each is what settling it is worth. Raises `LeewayError` if there is none of that id.
    """
    known = evidence or case_evidence(case)
    found = {entry.id: entry for entry in case_situation(case, as_of, known).contradictions}
    if contradiction not in found:
        raise LeewayError(f"there is no contradiction {contradiction!r} at {as_of.isoformat()}.")
    return tuple(
        (
            words,
            case_situation(case, as_of, known, [Settlement(contradiction, k, words, "supposed", "supposed", as_of)]),
        )
        for k, words in enumerate(found[contradiction].readings, 1)
    )
