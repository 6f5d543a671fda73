"""Checks of places and their stations."""

from __future__ import annotations

from leeway.case.model import Place, Plan
from leeway.case.references import References
from leeway.errors import Problem


def check_places(plan: Plan, see: References) -> None:
    """Berths, onward flow, daylight, coordinates; and that there is somewhere safe at all."""
    for place in plan.places.values():
        see.refer("place", place.id, "unlocked_by", "security_force", place.unlocked_by)
        ids = [berth.id for berth in place.berths]
        for number, berth in enumerate(place.berths, 1):
            see.refer_all("place", place.id, "berths", "fleet", berth.fleets)
            if berth.id in ids[: number - 1]:
                see.fault("place", place.id, "berths", berth.id, "an id that no other berth of the place has")
        if place.onward is not None and not place.is_haven:
            expected = "onward only at a place of kind 'safe_haven'"
            see.fault("place", place.id, "onward", place.kind, expected, "Use a route or a service to move people on.")
        if (place.latitude is None) != (place.longitude is None):
            key = "latitude" if place.latitude is None else "longitude"
            see.fault("place", place.id, key, "", "latitude and longitude together")
        if not _sees_the_sun(place):
            for key, hours in (("hours", place.hours), ("slots", place.slots and place.slots.hours)):
                if hours and hours.daylight:
                    see.fault("place", place.id, key, "daylight", "latitude and longitude, to know when it is light")
    kinds = {record.kind for _, record in see.tables.of("place")}
    unread = see.tables.named.get("place", set()) - set(plan.places)
    if "safe_haven" not in kinds and not unread:
        hint = "Without one nobody can ever be out."
        see.problems.append(
            Problem(see.tables.source.name, "", "[[place]]", "", "at least one place of kind 'safe_haven'", hint)
        )


def _sees_the_sun(place: Place) -> bool:
    return place.latitude is not None and place.longitude is not None


def check_daylight_of_route(origin: Place | None, daylight: bool, route: str, see: References) -> None:
    """A route that is open by daylight needs the coordinates of the place it begins at."""
    if daylight and origin is not None and not _sees_the_sun(origin):
        expected = f"latitude and longitude at {origin.id!r}, where the route begins, to know when it is light"
        see.fault("route", route, "hours", "daylight", expected)


def check_stations(plan: Plan, see: References) -> None:
    """Stations stand at known places, and name known categories and forces."""
    for station in plan.stations.values():
        see.refer("station", station.id, "place", "place", station.place)
        see.refer("station", station.id, "unlocked_by", "security_force", station.unlocked_by)
        see.refer_all("station", station.id, "categories", "category", station.categories)
        for number, shift in enumerate(station.shifts, 1):
            begins, ends = shift.begins, shift.ends
            if ends is None:
                continue
            both_hours = begins.hours is not None and ends.hours is not None and ends.hours <= begins.hours
            both_fixed = begins.at is not None and ends.at is not None and ends.at <= begins.at
            if both_hours or both_fixed:
                see.fault("station", station.id, "shifts", number, "a shift that ends after it begins")
