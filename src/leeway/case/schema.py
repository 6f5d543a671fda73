"""What the tables of `case.toml` and `plan.toml` may hold: the border between a file and the records of the case.

Field names are the keys as users write them; the types in `key_types` carry the readers of their values.
Unknown keys are refused. Nothing here looks at a second table: that is `cross_checks`.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, PlainValidator

from leeway.case import fields, key_types
from leeway.case.hazard import EXIT_KINDS
from leeway.case.key_types import (
    Amount,
    Count,
    Daily,
    Day,
    Distance,
    Duration,
    Flag,
    Hours,
    Id,
    Ids,
    Instant,
    Latitude,
    LongerDuration,
    Longitude,
    Name,
    Names,
    Rate,
    RoundTime,
    Share,
    Speed,
    Text,
    Texts,
    UncertainDuration,
    UncertainShare,
    Vehicles,
    When,
    Whens,
    Whole,
    Zone,
)
from leeway.case.model import DEPTHS, PLACE_KINDS, PLANNING_VALUES, Moment, Windows
from leeway.units import Distribution


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class SettingsTable(_Table):
    planning_value: Annotated[str, PlainValidator(fields.one_of(PLANNING_VALUES))] = "median"
    processing_depth: Annotated[str, PlainValidator(fields.one_of(DEPTHS))] = "full"
    flow_step: LongerDuration = 1 / 60
    horizon: Annotated[float, PlainValidator(fields.amount("duration", most=10 * 8766.0, above=True))] = 30 * 24.0
    replications: Annotated[int, PlainValidator(fields.whole(1, 1_000_000))] = 2000
    confidence: Annotated[float, PlainValidator(fields.amount("share", most=1.0, above=True))] = 0.9
    seed: Whole = 1
    time_limit: LongerDuration = 30 / 3600


class HazardExitTable(_Table):
    id: Id
    kind: Annotated[str, PlainValidator(fields.one_of(EXIT_KINDS))]
    place: Name | None = None
    through: Names = ()
    closes: Ids = ()


class HazardTable(_Table):
    target: Name
    latitude: Latitude
    longitude: Longitude
    attacker: Names
    defender: Names = ()
    mission: Name | None = None
    opened: Day | None = None
    campaign: Name | None = None
    exit: tuple[HazardExitTable, ...] = ()


class CaseTable(_Table):
    title: Text
    area: Texts = ()
    start: Instant
    deadline: When | None = None
    time_zone: Zone = "UTC"
    settings: SettingsTable = SettingsTable()
    hazard: HazardTable | None = None


class BerthTable(_Table):
    id: Id
    count: Count = 1
    fleets: Ids = ()


class SlotsTable(_Table):
    modes: Texts = ()
    movements: Rate | None = None
    maximum_on_ground: Count | None = None
    parking: Duration = 0.0
    hours: Hours = Windows()


class OnwardTable(_Table):
    rate: Rate
    starts: When = Moment(hours=0.0)


class PlaceTable(_Table):
    id: Id
    kind: Annotated[str, PlainValidator(fields.one_of(PLACE_KINDS))]
    name: Text = ""
    latitude: Latitude | None = None
    longitude: Longitude | None = None
    time_zone: Zone | None = None
    capacity: Count | None = None
    hours: Hours = Windows()
    berths: tuple[BerthTable, ...] = ()
    slots: SlotsTable | None = None
    onward: OnwardTable | None = None
    unlocked_by: Id | None = None
    exit: Text | None = None


class InterruptionTable(_Table):
    chance: Share
    length: UncertainDuration
    after: When | None = None


class _RouteKeys(_Table):
    """The keys that a route and a table of routes have in common."""

    mode: Text | None = None
    self_moving: Flag = False
    one_way: Flag = False
    empty_only: Flag = False
    people: Rate | None = None
    vehicles: Rate | None = None
    hours: Hours = Windows()
    closes: When | None = None
    interruption: InterruptionTable | None = None
    escorts: Whole | None = None
    escort_pool: Id | None = None
    constant_rate: Flag = False
    unlocked_by: Id | None = None
    exit: Text | None = None


class RouteTable(_RouteKeys):
    id: Id | None = None
    origin: Id = Field(alias="from")
    destination: Id = Field(alias="to")
    time: UncertainDuration | None = None
    distance: Distance | None = None
    cycle: RoundTime | None = None


class RouteTableTable(_RouteKeys):
    file: Text | None = None
    origins: Ids | None = Field(default=None, alias="from")
    destinations: Ids | None = Field(default=None, alias="to")
    values: Annotated[list[list[Any]], PlainValidator(key_types.matrix)] | None = None
    unit: Annotated[str, PlainValidator(key_types.cell_unit)]


class FuelTable(_Table):
    stock: Id
    per_trip: Amount = 0.0
    by_route: Annotated[dict[str, float], PlainValidator(key_types.amounts_by_route)] = Field(default_factory=dict)
    per_h: Amount = 0.0


class FleetTable(_Table):
    id: Id
    mode: Text
    count: Vehicles
    seats: Count
    overload: Annotated[float, PlainValidator(fields.amount("number", above=True))] = 1.0
    speed: Speed | None = None
    speed_loaded: Speed | None = None
    speed_empty: Speed | None = None
    load: UncertainDuration | None = None
    unload: UncertainDuration | None = None
    load_per_person: Duration = 0.0
    unload_per_person: Duration = 0.0
    starts: Annotated[str | dict[str, int], PlainValidator(key_types.starts)]
    available: UncertainDuration | None = None
    routes: Ids = ()
    places: Ids = ()
    availability: Share = 1.0
    breakdown: Share = 0.0
    repair: UncertainDuration | None = None
    crew_duty: LongerDuration | None = None
    crew_rest: Duration = 0.0
    fuel: FuelTable | None = None
    refuel_every: Whole = 0
    refuel: UncertainDuration | None = None
    most_trips: Count | None = None
    hold: Duration | None = None
    direct: Flag = False


class DeliveryTable(_Table):
    id: Id | None = None
    amount: Amount
    at: When = Moment(hours=0.0)
    on_call: Flag = False
    lead: UncertainDuration | None = None


class FuelStockTable(_Table):
    id: Id
    amount: Amount
    unit: Text = ""
    delivery: tuple[DeliveryTable, ...] = ()


class EscortPoolTable(_Table):
    id: Id
    count: Count
    available: UncertainDuration | None = None


class ShiftTable(_Table):
    servers: Whole
    daily: Daily | None = None
    begins: When | None = Field(default=None, alias="from")
    ends: When | None = Field(default=None, alias="to")


class StationTable(_Table):
    id: Id
    place: Id
    servers: Count | None = None
    service: Annotated[dict[str, Distribution], PlainValidator(key_types.service_times)]
    per: Annotated[str, PlainValidator(fields.one_of(("party", "person")))] = "party"
    shifts: tuple[ShiftTable, ...] = ()
    ramp_up: Duration = 0.0
    queue_limit: Whole | None = None
    rejects: Share = 0.0
    categories: Texts = ()
    unlocked_by: Id | None = None


class ServiceTable(_Table):
    id: Id
    route: Id
    seats: Count
    departures: Whens | None = None
    first: When | None = None
    every: LongerDuration | None = None
    last: When | None = None
    seats_share: UncertainShare | None = None


class ClosureTaskTable(_Table):
    id: Id
    group: Id
    duration: UncertainDuration
    crew: Whole = 1
    after: Ids = ()


class SecurityForceTable(_Table):
    id: Id
    lead: UncertainDuration
    people: Whole = 0


TABLES: dict[str, type[BaseModel]] = {
    "place": PlaceTable,
    "route": RouteTable,
    "route_table": RouteTableTable,
    "fleet": FleetTable,
    "fuel_stock": FuelStockTable,
    "escort_pool": EscortPoolTable,
    "station": StationTable,
    "service": ServiceTable,
    "closure_task": ClosureTaskTable,
    "security_force": SecurityForceTable,
}
