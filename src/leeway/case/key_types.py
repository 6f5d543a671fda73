"""The types of the keys of a case file: each carries the reader of its value."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from pydantic import PlainValidator

from leeway.case import fields, times
from leeway.case.model import DEPTHS, Moment, Windows
from leeway.units import Distribution, UnitError, quantity


def moments(value: object) -> tuple[Moment, ...]:
    if not isinstance(value, list) or not value:
        raise UnitError("a list of departures, each " + times.MOMENT)
    return tuple(times.moment(part) for part in value)


def names(value: object) -> tuple[str, ...]:
    parts = value if isinstance(value, list) else [value]
    given = [part.strip() for part in parts if isinstance(part, str) and part.strip()]
    if not given or len(given) < len(parts):
        raise UnitError('a name, or a list of names such as ["Taliban", "Taliban spokesman"]')
    return tuple(dict.fromkeys(given))


def name(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise UnitError("a name in quotes")
    return value.strip()


Id = Annotated[str, PlainValidator(fields.identifier)]
Ids = Annotated[tuple[str, ...], PlainValidator(fields.identifiers)]
Text = Annotated[str, PlainValidator(fields.text)]
Texts = Annotated[tuple[str, ...], PlainValidator(fields.texts)]
Name = Annotated[str, PlainValidator(name)]
Names = Annotated[tuple[str, ...], PlainValidator(names)]
Latitude = Annotated[float, PlainValidator(fields.amount("number", least=-90, most=90))]
Longitude = Annotated[float, PlainValidator(fields.amount("number", least=-180, most=180))]
Flag = Annotated[bool, PlainValidator(fields.flag)]
Whole = Annotated[int, PlainValidator(fields.whole(0))]
Count = Annotated[int, PlainValidator(fields.whole(1))]
Vehicles = Annotated[int, PlainValidator(fields.whole(1, 10_000))]
Share = Annotated[float, PlainValidator(fields.share)]
UncertainShare = Annotated[Distribution, PlainValidator(fields.uncertain_share)]
Duration = Annotated[float, PlainValidator(fields.amount("duration"))]
LongerDuration = Annotated[float, PlainValidator(fields.amount("duration", above=True))]
UncertainDuration = Annotated[Distribution, PlainValidator(fields.uncertain_duration)]
RoundTime = Annotated[Distribution, PlainValidator(fields.positive_duration)]
Distance = Annotated[float, PlainValidator(fields.amount("distance"))]
Speed = Annotated[float, PlainValidator(fields.amount("speed", above=True))]
Rate = Annotated[float, PlainValidator(fields.amount("rate", above=True))]
Amount = Annotated[float, PlainValidator(fields.amount("number"))]
When = Annotated[Moment, PlainValidator(times.moment)]
Whens = Annotated[tuple[Moment, ...], PlainValidator(moments)]
Hours = Annotated[Windows, PlainValidator(times.windows)]
Daily = Annotated[tuple[int, int], PlainValidator(times.daily_window)]
Instant = Annotated[datetime, PlainValidator(times.instant)]
Day = Annotated[date, PlainValidator(times.day)]
Zone = Annotated[str, PlainValidator(times.time_zone)]


def starts(value: object) -> str | dict[str, int]:
    if isinstance(value, dict) and value:
        try:
            return {fields.identifier(place): fields.whole(1)(many) for place, many in value.items()}
        except UnitError:
            pass
    elif isinstance(value, str):
        return fields.identifier(value)
    raise UnitError("the id of a place, or how many start where such as { delta = 3, echo = 1 }")


def service_times(value: object) -> dict[str, Distribution]:
    if not isinstance(value, dict):
        return {"full": fields.uncertain_duration(value)}
    if not value or not set(value) <= set(DEPTHS):
        raise UnitError("a duration, or { full = ..., reduced = ..., minimum = ... }")
    return {depth: fields.uncertain_duration(time) for depth, time in value.items()}


def amounts_by_route(value: object) -> dict[str, float]:
    if not isinstance(value, dict):
        raise UnitError('an amount for each route such as { "abyss-delta" = 40 }')
    return {fields.identifier(route): fields.amount("number")(used) for route, used in value.items()}


def cell_unit(value: object) -> str:
    unit = fields.text(value)
    for dimension in ("distance", "duration"):
        try:
            quantity(f"1 {unit}", dimension)
        except UnitError:
            continue
        return unit
    raise UnitError("a unit of distance or of time such as 'km', 'nm', 'min' or 'h'")


def matrix(value: object) -> list[list[Any]]:
    if not isinstance(value, list) or not all(isinstance(row, list) for row in value):
        raise UnitError("a list of rows such as [[3255, 4148], [11912, 4192]]")
    return value
