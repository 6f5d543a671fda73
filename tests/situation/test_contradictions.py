"""The ledger: what is a contradiction, what is a version, what an update, and how one is settled."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from told import ARMY, DAY, EVENING, NOON, RIVAL, WIRE, claimed, later, seen, taken, told

from leeway.errors import InputError
from leeway.evidence.model import Speaker, Statement, Value
from leeway.situation.model import Contradiction
from leeway.situation.settlements import COLUMNS, NAME, Settlement, append_settlement, read_settlements

TEN, ELEVEN = Value(10, 10, "count"), Value(11, 11, "count")


def capitals(value: Value, **more: object) -> Statement:
    """So many provincial capitals are held by the Front."""
    return told("territory", "held", "Highlands", actor="Front", of="provincial capitals", value=value, **more)  # type: ignore[arg-type]


def only(statements: list[Statement]) -> Contradiction:
    """The one contradiction among them."""
    (entry,) = seen(statements).contradictions
    return entry


def test_ten_against_eleven_capitals() -> None:
    """Two numbers of one thing on one day from two origins stand side by side, each with its statements."""
    found = [capitals(TEN), capitals(ELEVEN, by=RIVAL)]
    entry = only(found)
    assert (entry.kind, entry.day, entry.settled) == ("value", DAY, None)
    assert [words.split(" – ")[0] for words in entry.readings] == ["10 provincial capitals", "11 provincial capitals"]
    assert entry.grounds == ((found[0].id,), (found[1].id,))
    (count,) = seen(found).counts
    assert (count.low, count.high) == (10, 11)


def test_a_conditional_number_is_marked_and_never_counted() -> None:
    """ "Would be the tenth, if confirmed" stands in the ledger as possible, and in no count that is done."""
    found = [capitals(TEN, firmness="possible"), capitals(ELEVEN, by=RIVAL)]
    assert only(found).readings[0].startswith("10 provincial capitals (possible)")
    assert [(c.low, c.high, c.firmness) for c in seen(found).counts] == [(11, 11, "stated"), (10, 10, "possible")]


def test_inside_one_origin_it_is_a_version() -> None:
    """A number that differs between copies of one text is a version; the newest counts."""
    found = [capitals(TEN, origin="o"), capitals(ELEVEN, by=RIVAL, origin="o", at=NOON + timedelta(hours=1))]
    assert seen(found).contradictions == ()


def test_a_loose_number_may_be_of_a_part() -> None:
    """ "Thousands" do not contradict 390,000 displaced, but they do contradict 300."""
    thousands = told("displacement", "displaced", value=Value(2000, 9999, "people"))
    many = told("displacement", "displaced", value=Value(390_000, 390_000, "people"), by=RIVAL)
    few = told("displacement", "displaced", value=Value(300, 300, "people"), by=RIVAL)
    assert seen([thousands, many]).contradictions == ()
    assert only([thousands, few]).kind == "value"


def test_another_day_is_an_update() -> None:
    """A later day's number supersedes and contradicts nothing."""
    found = [capitals(TEN), capitals(ELEVEN, by=RIVAL, **later(1))]
    picture = seen(found, NOON + timedelta(days=2))
    assert picture.contradictions == ()
    assert [(c.low, c.high) for c in picture.counts] == [(11, 11)]


def test_ranges_that_touch_agree() -> None:
    """ "About 10", "at least 10" and 11 can be one number."""
    about, least = Value(10, 10, "count", about=True), Value(10, None, "count")
    for value in (about, least):
        assert seen([capitals(value), capitals(ELEVEN, by=RIVAL)]).contradictions == ()


def test_troops_against_staff() -> None:
    """One number with two counted things is a conflict of unit."""
    people = Value(1400, 1400, "people")
    found = [
        told("force", "present", "embassy", actor="United States", of="troops", value=people),
        told("headcount", "present", "Port City", by=RIVAL, actor="US embassy Port City", of="staff",
             value=replace(people, about=True)),
    ]  # fmt: skip
    entry = only(found)
    assert (entry.kind, entry.subject) == ("unit", "1,400: staff or troops")
    assert [words.split(" – ")[0] for words in entry.readings] == ["1,400 staff", "1,400 troops"]


def test_a_round_number_is_a_coincidence() -> None:
    """3,000 soldiers and 3,000 citizens are two facts."""
    people = Value(3000, 3000, "people")
    found = [told("force", "present", actor="United States", of="troops", value=people),
             told("headcount", "present", by=RIVAL, actor="United States", of="citizens", value=people)]  # fmt: skip
    assert seen(found).contradictions == ()


def test_claimed_against_denied() -> None:
    """A claim and its denial are a contradiction, also inside one report that quotes both sides."""
    for report in ("roundup", None):
        found = [claimed(report=report), taken(by=ARMY, firmness="denied", report=report, start=30)]
        entry = only(found)
        assert (entry.kind, entry.subject) == ("firmness", "who holds Alpha")


HALF_A_YEAR = Value(180, 180, "days")


@pytest.mark.parametrize(
    ("denied", "estimate", "contradicts"),
    [
        (HALF_A_YEAR, HALF_A_YEAR, True),
        (Value(None, 90, "days"), Value(None, 30, "days"), True),
        (None, Value(None, 30, "days"), True),
        (HALF_A_YEAR, Value(None, 180, "days"), False),
        (Value(None, 30, "days"), Value(90, 180, "days"), False),
    ],
)
def test_a_denied_time_contradicts_only_what_it_speaks_of(denied: Value, estimate: Value, contradicts: bool) -> None:
    """ "No longer six months" denies six months, not "sooner than six months"; "not within three" denies one."""
    told_times = [
        told("time_left", "until_fall", actor="Front", value=denied, firmness="denied"),
        told("time_left", "until_fall", actor="Front", value=estimate, firmness="possible", by=RIVAL),
    ]
    assert bool(seen(told_times).contradictions) == contradicts


def test_denied_posture() -> None:
    """Denials of other kinds are kept too."""
    post = {"actor": "US embassy Port City", "place": "Port City"}
    found = [told("posture", "suspended", **post), told("posture", "suspended", by=RIVAL, firmness="denied", **post)]  # type: ignore[arg-type]
    assert only(found).kind == "firmness"


def test_open_against_closed() -> None:
    """An airport open here and shut there."""
    found = [told("access", "open", of="airport"), told("access", "closed", by=RIVAL, of="airport")]
    assert only(found).kind == "service"


def settled(entry: Contradiction, reading: int, **more: object) -> Settlement:
    """A settlement of it."""
    given = Settlement(entry.id, reading, entry.readings[reading - 1], "duty officer", "seen from the air", EVENING)
    return replace(given, **more)  # type: ignore[arg-type]


def test_settled_puts_the_other_reading_aside() -> None:
    """The ledger keeps both readings; the picture follows the one taken, and says who settled it and why."""
    found = [claimed(), taken(by=ARMY, firmness="denied")]
    entry = only(found)
    holds, not_taken = (next(k for k, words in enumerate(entry.readings, 1) if part in words)
                        for part in ("holds Alpha", "not been taken"))  # fmt: skip
    for_attacker = seen(found, settlements=[settled(entry, holds)])
    for_defender = seen(found, settlements=[settled(entry, not_taken)])
    assert for_attacker.contradictions[0].settled == ("duty officer", "seen from the air", holds - 1)
    assert len(for_attacker.contradictions[0].readings) == 2
    assert not for_attacker.places["Alpha"].disputed
    assert for_defender.places["Alpha"].standing == "defender"


def test_the_last_settlement_counts() -> None:
    """Who changes his mind adds a row."""
    entry = only([capitals(TEN), capitals(ELEVEN, by=RIVAL)])
    rows = [settled(entry, 1), settled(entry, 2)]
    picture = seen([capitals(TEN), capitals(ELEVEN, by=RIVAL)], settlements=rows)
    assert [(c.low, c.high) for c in picture.counts] == [(11, 11)]


def test_a_settlement_outlives_new_voices_and_not_its_reading() -> None:
    """Another paper with the same reading leaves it settled; a reading that is gone opens it again."""
    found = [capitals(TEN), capitals(ELEVEN, by=RIVAL)]
    rows = [settled(only(found), 2)]
    third = capitals(ELEVEN, by=Speaker(org="Third Paper"))
    assert seen([*found, third], settlements=rows).contradictions[0].settled is not None
    gone = replace(rows[0], words="12 provincial capitals – nobody")
    assert seen(found, settlements=[gone]).contradictions[0].settled is None


def test_ids_do_not_depend_on_order_or_further_reports() -> None:
    """An id names the thing and the day."""
    found = [capitals(TEN), capitals(ELEVEN, by=RIVAL)]
    more = [*found, capitals(Value(12, 12, "count"), by=Speaker(org="Third Paper"))]
    assert only(found).id == only(more[::-1]).id


def test_settlements_are_only_ever_added(tmp_path: Path) -> None:
    """Each settlement is a row at the end; what stood there stays byte for byte."""
    entry = only([capitals(TEN), capitals(ELEVEN, by=RIVAL)])
    first = settled(entry, 1, reason='said so, "twice"')
    append_settlement(tmp_path, first)
    before = (tmp_path / NAME).read_bytes()
    append_settlement(tmp_path, settled(entry, 2))
    assert (tmp_path / NAME).read_bytes().startswith(before)
    assert read_settlements(tmp_path) == (first, settled(entry, 2))


@pytest.mark.parametrize(
    ("row", "field"),
    [("2030-05-10T20:00,C1,1,words,me,why", "settled"), ("2030-05-10T20:00Z,C1,0,words,me,why", "reading"),
     ("2030-05-10T20:00Z,C1,1,words,,why", "by"), ("2030-05-10T20:00Z,C1,1,words,me,", "reason"),
     ("31 June,C1,1,words,me,why", "settled")],
)  # fmt: skip
def test_a_bad_row_of_settlements_is_told(tmp_path: Path, row: str, field: str) -> None:
    """A settlement without zone, reading, name or reason is refused with its row."""
    (tmp_path / NAME).write_text(",".join(COLUMNS) + "\n" + row + "\n")
    with pytest.raises(InputError) as caught:
        read_settlements(tmp_path)
    assert [(p.where, p.field) for p in caught.value.problems] == [("row 2", field)]


def test_wire_against_itself_is_an_update() -> None:
    """What one outlet says at noon and corrects in a later report of one family is no contradiction."""
    found = [taken(by=WIRE, report="first", origin="o"),
             taken(by=WIRE, report="second", origin="o", firmness="denied", at=NOON + timedelta(hours=2))]  # fmt: skip
    assert seen(found).contradictions == ()
