"""The loss of each exit in the same imagined future as the fall of the city.

- The city: the pooled curve.
- A road or crossing: lost when a place on it is lost; when that is, is drawn from the paths of past fronts
  (`leeway.forecast.paths`), by how far on the attacker's way to the target the place lies, and not later than the city.
- An airport shut to civil flights, and commercial service with it: the coded closures before a fall (13 of them: median
  two days, eleven within five; where none is coded the airport is taken to be lost with the city), and the coded
  closures in advances that did not fall, as a rate. No record of single carriers is coded: commercial service is taken
  to end when the airport does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np

from leeway.case.hazard import HazardExit
from leeway.distance import great_circle_km
from leeway.forecast.features import front_km
from leeway.forecast.model import HORIZON_D, Array
from leeway.forecast.paths import LEVELS, drawn, paths_of
from leeway.history.model import Campaign
from leeway.situation.model import Situation

CITY: Final = "city"
LEAD_LOG_SD: Final = 0.3
"""Smoothing of the coded leads: thirteen closures are not thirteen possible leads."""
NEAR_KM: Final = 30.0
"""An airport within this distance is the target's own."""


@dataclass(frozen=True, slots=True)
class AirportRecord:
    """What is coded of airports: `leads_d`, days from closure to fall of each advance that fell (0 if none is coded),
    and `closures_a_day`, closures for good per day of the advances that did not fall."""

    leads_d: tuple[float, ...]
    closures_a_day: float


def airport_record(campaigns: Sequence[Campaign]) -> AirportRecord:
    """Closures of the target's airport in these campaigns."""
    leads, closures, days = [], 0, 0
    for campaign in campaigns:
        closed = [event.day for event in campaign.events if _closes_target_airport(campaign, event.event, event.tags)
                  and great_circle_km(campaign.lat, campaign.lon, event.lat, event.lon) <= NEAR_KM]  # fmt: skip
        if campaign.fell:
            leads.append(float(max(0, (campaign.end - max(closed)).days)) if closed else 0.0)
        else:
            closures += bool(closed)
            days += max(1, (campaign.end - campaign.start).days)
    return AirportRecord(tuple(sorted(leads)) or (0.0,), closures / days if days else 0.0)


def joint(
    situation: Situation,
    city_h: Array,
    exits: Sequence[HazardExit],
    campaigns: Sequence[Campaign],
    rng: np.random.Generator,
    coordinates: Mapping[str, tuple[float, float]] | None = None,
) -> dict[str, Array]:
    """Hours until each exit is lost, shape (n,) each, draw by draw in the same future as `city_h`.

    `coordinates`: (latitude, longitude) of places on roads that no statement has named yet. What is lost already is 0
    in every draw. Nothing outlasts the city; `inf` is not within the horizon.
    """
    hours = {CITY: city_h}
    futures = _Futures(situation, city_h, tuple(campaigns), rng, coordinates or {})
    for exit_ in exits:
        if exit_.kind == "city":
            hours[exit_.id] = city_h
        elif exit_.kind in ("airport", "flights"):
            hours[exit_.id] = futures.airport(exit_)
        else:
            hours[exit_.id] = futures.way(exit_)
    return hours


class _Futures:
    """One set of imagined futures; every exit is read off the same ones."""

    def __init__(
        self,
        situation: Situation,
        city_h: Array,
        campaigns: tuple[Campaign, ...],
        rng: np.random.Generator,
        coordinates: Mapping[str, tuple[float, float]],
    ) -> None:
        n = len(city_h)
        self._situation = situation
        self._city_h = city_h
        self._coordinates = coordinates
        self._front_km = front_km(situation)
        self._paths = _bank(campaigns)
        self._record = airport_record(campaigns)
        falls, stalls = self._paths.fell, self._paths.stalled
        self._fell = (
            drawn(self._paths.fell_front_km, self._paths.fell_weight, self._front_km, n, rng) if len(falls) else None
        )
        self._stalled = (
            drawn(self._paths.stalled_front_km, self._paths.stalled_weight, self._front_km, n, rng)
            if len(stalls)
            else None
        )
        leads = np.asarray(self._record.leads_d)
        self._lead_d = rng.choice(leads, size=n) * np.exp(LEAD_LOG_SD * rng.standard_normal(n))
        self._within = rng.random(n)
        rate = self._record.closures_a_day
        self._closed_d = rng.exponential(1 / rate, size=n) if rate > 0 else np.full(n, np.inf)

    def airport(self, exit_: HazardExit) -> Array:
        """Hours until the airport is shut to civil flights."""
        if self._shut(exit_):
            return np.zeros_like(self._city_h)
        # It is open now: a lead longer than the time left says no more than that it shuts somewhere before the fall.
        with np.errstate(invalid="ignore"):
            lead_h = np.where(24 * self._lead_d < self._city_h, 24 * self._lead_d, self._city_h * self._within)
            before_fall = self._city_h - lead_h
        alone = np.where(self._closed_d <= HORIZON_D, 24 * self._closed_d, np.inf)
        return np.where(np.isfinite(self._city_h), before_fall, alone)

    def way(self, exit_: HazardExit) -> Array:
        """Hours until the first place on the way is lost, or the crossing shut."""
        if self._shut(exit_):
            return np.zeros_like(self._city_h)
        hours = self._city_h.copy()
        for name in {*exit_.through, *([exit_.place] if exit_.place else [])}:
            hours = np.minimum(hours, self._place(name))
        return hours

    def _place(self, name: str) -> Array:
        state = self._situation.places.get(name)
        if name == self._situation.target:
            return self._city_h
        if state is not None and state.standing == "attacker":
            return np.zeros_like(self._city_h)
        share = self._share_of_way(name)
        if share is None:
            return self._city_h
        level = int(np.searchsorted(LEVELS, min(share, 1.0)))
        hours = np.full_like(self._city_h, np.inf)
        falls = np.isfinite(self._city_h)
        if self._fell is not None:
            hours[falls] = self._city_h[falls] * self._paths.fell[self._fell[falls], level]
        else:
            hours[falls] = self._city_h[falls]
        if self._stalled is not None:
            days = self._paths.stalled[self._stalled[~falls], level]
            hours[~falls] = np.where(days <= HORIZON_D, 24 * days, np.inf)
        return hours

    def _share_of_way(self, name: str) -> float | None:
        """How far on the attacker's way over this place to the target it lies: 0 at the front, 1 at the target.

        None where the place or the front is not known."""
        where = self._where(name)
        if where is None or self._front_km is None:
            return None
        to_front = min(
            great_circle_km(*where, other.lat, other.lon)
            for other in self._situation.places.values()
            if other.standing in ("attacker", "contested") and other.lat is not None and other.lon is not None
        )
        to_target = great_circle_km(*where, self._situation.lat, self._situation.lon)
        return to_front / max(to_front + to_target, 1.0)

    def _where(self, name: str) -> tuple[float, float] | None:
        state = self._situation.places.get(name)
        if state is not None and state.lat is not None and state.lon is not None:
            return state.lat, state.lon
        return self._coordinates.get(name)

    def _shut(self, exit_: HazardExit) -> bool:
        kinds = {"airport": ("airport",), "flights": ("airport", "commercial flights"), "road": ("road",),
                 "border": ("border",), "port": ("port",)}.get(exit_.kind, ())  # fmt: skip
        # "Roads out of the city are cut" does not say which: a road is shut where a place on it is named.
        own = (exit_.place,) if exit_.place or exit_.kind == "road" else (self._situation.target,)
        where = {*own, *exit_.through}
        return any(
            service.of in kinds and service.place in where and service.status in ("closed", "suspended")
            for service in self._situation.services
        )


def _closes_target_airport(campaign: Campaign, event: str, tags: frozenset[str]) -> bool:
    return event == "airport_closed" and "temporary" not in tags


_bank = lru_cache(maxsize=64)(lambda campaigns: paths_of(campaigns))
