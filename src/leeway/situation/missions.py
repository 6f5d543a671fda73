"""The posture of each mission and the advice it gives; what is announced stands beside what is done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from leeway.situation.grading import graded, voices
from leeway.situation.items import Frame, Item, firmest, ids_of, near
from leeway.situation.model import MissionState
from leeway.situation.names import folded, key_of
from leeway.situation.places import age
from leeway.situation.states import Latest, latest_state

RUNGS: Final = {
    "normal": 0, "authorized_departure": 2, "ordered_departure": 3, "reducing": 3, "relocating": 4, "minimum_staff": 4,
    "evacuating": 5, "suspended": 6,
}  # fmt: skip
MOVES: Final = frozenset({"reducing", "relocating", "evacuating"})
"""What is under way, beside the rung of the ladder a post stands on: an ordered departure holds while staff leave."""
ORDERS: Final = frozenset({"authorized_departure", "ordered_departure"})
"""An order to leave stands while the post works as usual: who says that an embassy is open has not lifted it."""
ORDER_DAYS: Final = 180
"""Payments of an order end by then, rarely extended (aoprals.state.gov/content.asp?content_id=109&menu_id=75)."""
POSTS: Final = ("embassy", "consulate", "mission", "high commission")


def mission_states(items: Iterable[Item], frame: Frame) -> tuple[MissionState, ...]:
    """Postures by mission (what is ordered, how it works, what is under way; each done, then announced), then advice.

    A posture said of a state ("the United States is reducing") belongs to its one post at the same place, where a post
    is named at all.
    """
    told = [i for i in items if i.statement.kind in ("posture", "advisory")]
    posts = _posts(told)
    chosen = _not_denied(told, posts)
    groups: dict[tuple[str, str, str, str], list[Item]] = {}
    for item in chosen:
        s = item.statement
        mission = _mission(item, posts)
        each = s.status if s.kind == "advisory" else _class(s.status)
        if each == "1 order" and (frame.as_of.date() - item.last).days > ORDER_DAYS:
            continue
        groups.setdefault((s.kind, mission, each, item.when), []).append(item)
    states: list[MissionState] = []
    for (kind, mission, _, when), group in sorted(groups.items(), key=lambda entry: _order(entry[0])):
        still = group if when == "done" else [i for i in group if not _is_done(states, mission, kind, i)]
        latest = latest_state(still, _status, RUNGS, _opposed) if still else None
        if latest is not None:
            states.append(_state(mission, kind, latest, frame))
    return tuple(states)


def _class(status: str) -> str:
    """What can hold beside what: how a post works, what is under way, what was ordered."""
    return "1 order" if status in ORDERS else "3 move" if status in MOVES else "2 work"


def _status(item: Item) -> str:
    return item.statement.status


def _opposed(status: str, other: str) -> bool:
    """A post that works as usual is neither suspended nor being evacuated; other steps follow one another."""
    return "normal" in (status, other) and bool({status, other} & {"suspended", "evacuating"})


def _order(key: tuple[str, str, str, str]) -> tuple[object, ...]:
    kind, mission, each, when = key
    return kind != "posture", mission, each, ("done", "announced", "conditional").index(when)


def is_post(actor: str) -> bool:
    """Whether a name is that of an embassy, a consulate or a like mission."""
    return any(word in folded(actor) for word in POSTS)


def _not_denied(items: Sequence[Item], posts: dict[str, str]) -> list[Item]:
    """Without the denials, and without what as many independent voices deny as say: the ledger has both."""
    groups: dict[tuple[str, str, str], tuple[list[Item], list[Item]]] = {}
    for item in items:
        said, denied = groups.setdefault((item.statement.kind, _mission(item, posts), item.statement.status), ([], []))
        (denied if item.statement.firmness == "denied" else said).append(item)
    kept = []
    for said, denied in groups.values():
        near_denied = [d for d in denied if any(near(d, s) for s in said)]
        if not near_denied or voices(near_denied) < voices(said):
            kept += said
    return sorted(kept, key=lambda i: (i.known, i.id))


def _posts(items: Iterable[Item]) -> dict[str, str]:
    """The one post of each state (by the group of its name): "United States" -> "US embassy Kabul"."""
    found: dict[str, set[str]] = {}
    for item in items:
        actor = item.statement.actor
        if actor and is_post(actor):
            found.setdefault(state_of(actor), set()).add(actor)
    return {state: next(iter(names)) for state, names in found.items() if len(names) == 1}


def _mission(item: Item, posts: dict[str, str]) -> str:
    actor = item.statement.actor or item.statement.speaker.org or "unnamed mission"
    if item.statement.kind == "posture" and not is_post(actor):
        return posts.get(state_of(actor), actor)
    return actor


_STATES: Final = {
    "us": "united states", "american": "united states", "america": "united states", "usa": "united states",
    "uk": "united kingdom", "british": "united kingdom", "britain": "united kingdom",
}  # fmt: skip


def state_of(actor: str) -> str:
    """The state behind a post or a ministry: the words before "embassy", under one name."""
    words = key_of(actor)
    for post in (*POSTS, "state department", "government"):
        words = words.split(f" {post}")[0]
    return _STATES.get(words, words)


def _is_done(states: Sequence[MissionState], mission: str, kind: str, announced: Item) -> bool:
    """Whether an announced step has since been taken; what is announced after that is a step of its own."""
    return any(
        s.mission == mission
        and s.kind == kind
        and s.status == announced.statement.status
        and (s.since or announced.first) >= announced.first
        for s in states
    )


def _state(mission: str, kind: str, latest: Latest, frame: Frame) -> MissionState:
    return MissionState(
        mission=mission,
        kind=kind,
        status=latest.status,
        since=latest.since,
        firmness=firmest(latest.supports),
        grade=graded(latest.supports, latest.against, latest.firm),
        age_h=round(age(latest.supports, frame.as_of), 3),
        grounds=ids_of([*latest.supports, *latest.against]),
    )
