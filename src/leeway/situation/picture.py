"""The main flow: statements in, the picture at an instant out."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime

from leeway.errors import LeewayError
from leeway.evidence.model import Statement
from leeway.situation.changes import changes
from leeway.situation.conflicts import conflicts
from leeway.situation.counts import counts
from leeway.situation.events import estimates, incidents
from leeway.situation.items import Frame, Known, admit, origin_of, weighed
from leeway.situation.ledger import disputed_places, kept, ledger
from leeway.situation.missions import mission_states
from leeway.situation.model import Estimate, PlaceState, Situation
from leeway.situation.parties import Parties
from leeway.situation.places import held_places, place_states, unplaceable
from leeway.situation.services import service_states
from leeway.situation.settlements import Settlement
from leeway.situation.sources import Sources, packaged


def picture(
    statements: Sequence[Statement],
    as_of: datetime,
    *,
    target: str,
    lat: float,
    lon: float,
    attacker: Sequence[str],
    defender: Sequence[str] = (),
    opened: date | None = None,
    places: Mapping[str, Known] | None = None,
    settlements: Sequence[Settlement] = (),
    sources: Sources | None = None,
) -> Situation:
    """What holds at `as_of` (timezone-aware), from the statements published by then, in whatever order they come.

    `target`, `lat`, `lon`: the city whose loss ends everything, in degrees. `attacker`, `defender`: names of the
    parties as reports use them. `opened`: first day of the advance, default: of the first place taken. `places`: a
    gazetteer by place id and by folded name. `settlements`: contradictions that analysts have settled. `sources`: the
    table of source classes, default the packaged one. Raises `LeewayError` for an `as_of` without a zone.
    """
    if as_of.tzinfo is None:
        raise LeewayError(f"as_of is {as_of.isoformat()}; expected an instant with its zone.")
    frame = Frame(as_of, target, lat, lon, Parties(attacker, defender), sources or packaged(), places or {})
    with _without_collector():
        return _picture(statements, frame, attacker, opened, settlements)


@contextmanager
def _without_collector() -> Iterator[None]:
    """No search for reference cycles meanwhile: a picture makes a million records and none, and the search takes a
    sixth of its time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _picture(
    statements: Sequence[Statement],
    frame: Frame,
    attacker: Sequence[str],
    opened: date | None,
    settlements: Sequence[Settlement],
) -> Situation:
    as_of = frame.as_of
    admitted, ignored = admit(statements, as_of)
    items = weighed(admitted, frame)
    held = held_places(items, frame)
    found = conflicts(items, held, frame)
    entries = ledger(found, settlements)
    if any(entry.settled for entry in entries):
        items = kept(items, found, entries)
        held = held_places(items, frame)
    turns = changes(held, items, frame)
    places = place_states(held, frame, disputed_places(found, entries))
    first_taken = min((c.day for c in turns if c.event in ("captured", "surrendered")), default=None)
    return Situation(
        as_of=as_of,
        target=frame.target,
        lat=frame.lat,
        lon=frame.lon,
        attacker=tuple(attacker),
        opened=opened or first_taken,
        places=places,
        services=service_states(items, frame),
        counts=counts(items, frame),
        missions=mission_states(items, frame),
        estimates=tuple(e for e in estimates(items, frame) if not _over(e, places)),
        incidents=incidents(items),
        changes=turns,
        contradictions=entries,
        ignored={**ignored, **unplaceable(held, items, frame)},
        statements=len(items),
        origins=len({origin_of(item) for item in items}),
    )


def _over(estimate: Estimate, places: Mapping[str, PlaceState]) -> bool:
    """Whether an estimate of how long a place may last was made when the attacker had it: it is of something else."""
    return any(
        state.place == estimate.place and state.standing == "attacker" and state.since is not None
        and state.since <= estimate.made
        for state in places.values()
    )  # fmt: skip
