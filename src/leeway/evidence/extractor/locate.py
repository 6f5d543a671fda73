"""Where the places are that a reader names: the gazetteer's word, never the reader's."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from leeway.evidence.model import Statement

if TYPE_CHECKING:
    from leeway.evidence.places.gazetteer import Gazetteer


def located(statement: Statement, gazetteer: Gazetteer) -> Statement:
    """The statement with the usual name, id and coordinates of its place; as it is where the gazetteer has none.

    A gazetteer without an area chooses one for each text and so locates nothing here.
    """
    place = gazetteer.look_up(statement.place) if statement.place else None
    if place is None:
        return statement
    return replace(statement, place=place.name, place_id=place.id, lat=place.lat, lon=place.lon)
