"""The checker under random damage: it never stops with an error, and notices what matters."""

from __future__ import annotations

from dataclasses import replace

from check_case import rich_case, rich_schedule
from hypothesis import given, settings
from hypothesis import strategies as st

from leeway.movement.check import check

CASE, SCHEDULE = rich_case(), rich_schedule()
RECORDS = ("moves", "walks", "processings", "tasks", "deliveries", "left")
HOURS = st.floats(allow_nan=True, allow_infinity=True) | st.floats(-2.0, 12.0)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_random_damage_never_crashes(data: st.DataObject) -> None:
    """Any number or name of any record changed to anything gives sentences or none, never an exception."""
    schedule = SCHEDULE
    for _ in range(data.draw(st.integers(1, 3))):
        table = data.draw(st.sampled_from(RECORDS))
        records = list(getattr(schedule, table))
        if not records:
            continue
        k = data.draw(st.integers(0, len(records) - 1))
        if data.draw(st.booleans()):
            field = data.draw(st.sampled_from(records[k]._fields))
            records[k] = records[k]._replace(**{field: data.draw(_like(getattr(records[k], field)))})
        elif data.draw(st.booleans()):
            del records[k]
        else:
            records.append(records[k])
        schedule = replace(schedule, **{table: tuple(records)})
    found = check(CASE, schedule)
    assert all(sentence.endswith(".") for sentence in found)


def _like(value: object) -> st.SearchStrategy[object]:
    if isinstance(value, bool):
        return st.booleans()
    if isinstance(value, int):
        return st.integers(-3, 50)
    if isinstance(value, float):
        return HOURS
    if isinstance(value, tuple):
        return st.just(()) | st.tuples(st.tuples(st.sampled_from(["a", "b", "z"]), st.integers(-1, 20)))
    return st.sampled_from(["a", "village", "port", "sea", "road", "bus", "bus/1", "nowhere", ""])


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(SCHEDULE.moves) - 1), st.integers(1, 5), st.booleans())
def test_changed_people_are_noticed(k: int, more: int, add: bool) -> None:
    """People added to a load or taken from it never balance: somebody is missing or doubled somewhere."""
    move = SCHEDULE.moves[k]
    if not move.people:
        return
    group, people = move.people[0]
    changed = people + more if add else max(1, people - more)
    moves = list(SCHEDULE.moves)
    moves[k] = move._replace(people=((group, changed),))
    assert changed == people or check(CASE, replace(SCHEDULE, moves=tuple(moves)))


@settings(max_examples=60, deadline=None)
@given(st.floats(0.001, 5.0), st.integers(0, len(SCHEDULE.moves) - 1))
def test_shortened_ways_are_noticed(less: float, k: int) -> None:
    """A move that arrives earlier than its way takes is always named."""
    moves = list(SCHEDULE.moves)
    moves[k] = moves[k]._replace(arrive_h=moves[k].arrive_h - less)
    assert any(moves[k].vehicle in sentence for sentence in check(CASE, replace(SCHEDULE, moves=tuple(moves))))
