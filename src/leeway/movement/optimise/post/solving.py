"""General posts: people through sites, stations and flights to havens, by everything a plan can hold.

The dispatcher gives exact schedules, the bounds say how far they can be from the best, a search over the dispatcher's
guides closes the distance.
"""

from __future__ import annotations

import math

import numpy as np

from leeway.movement.network import Network
from leeway.movement.optimise.bounds import (
    ExitTimes,
    exit_times,
    last_exit_by_first_leg,
    last_exit_by_flights,
    last_exit_by_tasks,
    mean_exit_by_flights,
)
from leeway.movement.optimise.clock import Clock
from leeway.movement.optimise.dispatch import Dispatched, Stopped
from leeway.movement.optimise.dispatch.guide import Guide
from leeway.movement.optimise.dispatch.hours import Hours
from leeway.movement.optimise.post.closings import Closings, expected_left, foreseen_left, outlooks
from leeway.movement.optimise.post.left import left_behind
from leeway.movement.optimise.post.poorer import one_less, poorer
from leeway.movement.optimise.post.search import BoundAt, Place, Search
from leeway.movement.records import Objective, Schedule

SURVEY_SHARE = 0.3
"""Of the events for rules alone, on the plan as it is and with one thing less, before the best of them is changed."""

EVENTS_PER_S = 12_000
"""Events of the dispatcher for each second of the time limit: about a third of what a quiet machine of 2024 does. So a
search ends by what it has done, at the same place every time, and the time limit is left for machines at their limit.
"""

CLOSINGS_COST, DRAWS_OF_A_RUN = 4, 2_000
"""How much dearer a run becomes where what it is worth is taken over the draws of closings: so many times, and once
more for every so many draws."""

MOST_PROPOSALS = 1_000
"""Changes tried at most on large posts."""

SMALL_PARTIES, SMALL_VEHICLES = 300, 12
"""Posts up to this size are searched by a number of tries alone, well within the time limit: the same bytes on machines
of any speed."""

SMALL_PROPOSALS, GIVE_UP = 300, 120
"""Changes tried on such posts, of the plan as it is and with one thing less of a kind; and changes in vain after which
no more are tried."""


def solve(network: Network, clock: Clock, closings: Closings | None = None) -> Schedule:
    """The best schedule found within the clock, with its bounds. Ctrl-C returns the best so far."""
    outlook = outlooks(network, closings) if closings else [Hours(network)]
    hours = outlook[0]
    search = Search(network, outlook, clock, lambda found: _value(network, found, closings))
    draws = max((np.size(hours) for hours in closings.values()), default=0) if closings else 0
    events = EVENTS_PER_S * clock.limit_s / (CLOSINGS_COST + draws / DRAWS_OF_A_RUN if draws else 1)
    least_left = mean_h = 0.0
    times = ExitTimes.none(network)
    try:
        search.run_guide(Guide(), hours)
        times = exit_times(network, hours, lambda: clock.remaining_s <= 0)
        times = times.last_not_before(last_exit_by_tasks(network, hours))
        if clock.remaining_s > 0:
            times = times.last_not_before(last_exit_by_first_leg(network, hours, clock))
            low_h = times.bound(0.0).completion_h
            times = times.last_not_before(last_exit_by_flights(network, hours, clock, low_h))
        least_left = foreseen_left(network, closings, clock) if closings else 0.0
        mean_h = _mean_by_flights(network, hours, clock, search.best_value)

        def bound_at(left: float) -> Objective:
            return _bound(times, left, least_left, mean_h)

        if is_small(network):
            _search_small(search, network, bound_at)
        else:
            _search_large(search, network, bound_at, events)
    except Stopped:
        pass
    except KeyboardInterrupt:
        clock.interrupted = True
    if search.best is None:
        search.run_guide(Guide(), hours)
    assert search.best is not None
    mean_h = max(mean_h, _mean_by_flights(network, hours, clock, search.best_value))
    bound = _bound(times, search.best_value.left_weighted, least_left, mean_h)
    return as_schedule(network, search.best_hours, search.best, search.best_value, bound, clock)


def _search_small(search: Search, network: Network, bound_at: BoundAt) -> None:
    """By rules, and then by changes of the best, first with one thing less of a kind, step by step as the plan would be
    searched that has no more, and then with all there is; by rules alone with something else less."""
    kinds = one_less(network)
    for base in (*kinds, Guide()):
        place = search.survey(base, bound_at, math.inf)
        search.improve(place, bound_at, SMALL_PROPOSALS, math.inf, give_up=GIVE_UP)
    for base in poorer(network, twice=True):
        if base not in kinds:
            search.survey(base, bound_at, math.inf)


def _search_large(search: Search, network: Network, bound_at: BoundAt, events: float) -> None:
    """By rules first, with something less as long as there is work for it; then changes of the best."""
    places = [search.survey(Guide(), bound_at, SURVEY_SHARE * events)]
    for base in poorer(network):
        if search.over(bound_at, SURVEY_SHARE * events):
            break
        places.append(search.survey(base, bound_at, SURVEY_SHARE * events))
    best = min(places, key=lambda place: place.value)
    search.improve(Place(Guide(), best.guide, best.value, best.hours), bound_at, MOST_PROPOSALS, events)


def is_small(network: Network) -> bool:
    """Whether a post is searched by a fixed number of tries."""
    parties = sum(len(d.sizes) for d in network.demands.values())
    return parties <= SMALL_PARTIES and len(network.vehicles) <= SMALL_VEHICLES


def _value(network: Network, found: Dispatched, closings: Closings | None) -> Objective:
    """What a run of the dispatcher is worth: with closings, the first goal is its mean over the draws."""
    if not closings:
        return found.objective
    return found.objective._replace(left_weighted=expected_left(network, found, closings))


def _bound(times: ExitTimes, left_weighted: float, least_left: float, mean_h: float) -> Objective:
    """Bounds on the goals of plans that leave at most `left_weighted`; `mean_h`: on the mean of those that leave
    nobody."""
    found = times.bound(left_weighted)
    mean_h = max(found.mean_exit_h, mean_h) if left_weighted <= 0 else found.mean_exit_h
    return found._replace(left_weighted=max(found.left_weighted, least_left), mean_exit_h=mean_h)


def _mean_by_flights(network: Network, hours: Hours, clock: Clock, reached: Objective) -> float:
    """On the mean of plans that leave nobody and end no later."""
    if reached.left_weighted > 0 or clock.remaining_s <= 0:
        return 0.0
    return mean_exit_by_flights(network, hours, clock, reached.completion_h)


def as_schedule(
    network: Network, hours: Hours, found: Dispatched, value: Objective, bound: Objective, clock: Clock
) -> Schedule:
    """Records of a run of the dispatcher as a schedule."""
    below = Objective(*(min(b, v) for b, v in zip(bound, value, strict=True)))
    return Schedule(
        start=network.start,
        planning_value=network.rule,
        moves=found.moves,
        walks=found.walks,
        processings=found.processings,
        tasks=found.tasks,
        deliveries=found.deliveries,
        own_means={name: d.own_means for name, d in network.demands.items() if d.own_means},
        left=left_behind(network, hours, found),
        objective=value,
        bound=below,
        formulation="dispatch, bounds by cuts",
        step_h=0.0,
        seconds=clock.elapsed_s,
        interrupted=clock.interrupted,
    )
