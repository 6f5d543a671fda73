"""The scorer's definitions: what matches, what is right, what the figures are."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from leeway.cli import main
from leeway.errors import InputError
from leeway.evidence.scoring import read_gold, read_predictions, score
from leeway.evidence.scoring.names import same_organisation, same_place, same_speaker
from leeway.evidence.scoring.slots import SLOTS
from leeway.evidence.scoring.table import lines

BODY = "Rebels took Kolda on Monday. The airport at Kolda was shut. About 400 people fled."


def statement(quote: str, kind: str, status: str, **slots: Any) -> dict[str, Any]:
    empty = dict.fromkeys(("actor", "place", "value", "of", "when"))
    return {"report": "r", "quote": quote, "kind": kind, "status": status, **empty,
            "firmness": "stated", "speaker": {"org": "Wire", "anonymous": False}, **slots}  # fmt: skip


GOLD = [
    statement("Rebels took Kolda on Monday", "control", "captured", place="Kolda"),
    statement("The airport at Kolda was shut", "access", "closed", place="Kolda", of="airport"),
    statement("About 400 people fled", "displacement", "displaced", value={"low": 400, "high": 400, "unit": "people"}),
]


def test_gold_against_itself_is_perfect() -> None:
    """Everything matches and every slot is right."""
    scores = score({"r": BODY}, GOLD, GOLD)
    assert (scores.all.f1, scores.all.full_f1) == (1.0, 1.0)
    assert all(tally.accuracy == 1.0 for tally in scores.slots.values())


def test_one_wrong_slot_costs_the_full_match_only() -> None:
    """A wrong value is still a detection."""
    wrong = [GOLD[0], GOLD[1], {**GOLD[2], "value": {"low": 500, "high": 500, "unit": "people"}}]
    scores = score({"r": BODY}, GOLD, wrong)
    assert scores.all.f1 == 1.0
    assert scores.all.full_f1 == pytest.approx(2 / 3)
    assert scores.slots["value"].right == 2


def test_overlap_below_two_fifths_does_not_match() -> None:
    """The shorter of two quotes must be overlapped by 40 per cent."""
    shifted = {**GOLD[0], "quote": None, "span": [BODY.index("Monday"), BODY.index("Monday") + 40]}
    scores = score({"r": BODY}, GOLD[:1], [shifted])
    assert (scores.all.matched, scores.all.precision, scores.all.recall) == (0, 0.0, 0.0)


def test_one_prediction_matches_one_gold_statement() -> None:
    """Of two gold statements on one quote, the one that agrees in place is taken; the other is missed."""
    both = [GOLD[0], {**GOLD[0], "place": "Sedhiou"}]
    scores = score({"r": BODY}, both, [{**GOLD[0], "place": "Sedhiou"}])
    assert scores.pairs == ((1, 0),)
    assert scores.all.recall == 0.5


def test_quotes_may_differ_in_marks_and_line_breaks() -> None:
    """Curly quotes and breaks of the body do not lose a prediction; words that are not there do."""
    body = "He said “the town\nis ours”."
    gold = [{**GOLD[0], "quote": "“the town\nis ours”"}]
    found = [{**GOLD[0], "quote": '"the town is ours"'}, {**GOLD[0], "quote": "not in the body"}]
    scores = score({"r": body}, gold, found)
    assert (scores.all.matched, scores.lost) == (1, 1)


def test_reports_without_gold_are_left_out() -> None:
    """They are counted, not scored."""
    scores = score({"r": BODY}, GOLD, [*GOLD, {**GOLD[0], "report": "elsewhere"}])
    assert (scores.stray, scores.all.predicted) == (1, 3)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Hama", "Hama City", True),
        ("presidential palace, Khartoum", "Khartoum", True),
        ("Kyiv", "Kiev", True),
        ("Goma International Airport", "Goma", True),
        ("Goma", "Gao", False),
    ],
)
def test_places(one: str, other: str, same: bool) -> None:
    """Variants, facilities and words that may lack."""
    assert same_place(one, other) is same_place(other, one) is same


def test_organisations_and_speakers() -> None:
    """A telling word decides; generic ones only where there is no other; roles only where no name is known."""
    assert same_organisation("US State Department", "United States")
    assert not same_organisation("Congolese army", "Sudanese army")
    assert same_organisation("army", "Sudanese army")
    assert same_speaker({"role": "resident", "anonymous": True}, {"role": "resident", "anonymous": True, "number": 3})
    assert not same_speaker({"org": "Pentagon"}, {"org": "Taliban"})


@pytest.mark.parametrize(
    ("gold", "found", "right"),
    [
        ({"low": 5, "high": 5, "unit": "miles"}, {"low": 8.04, "high": 8.04, "unit": "km"}, True),
        ({"low": 48, "high": 72, "unit": "hours"}, {"low": 2, "high": 3, "unit": "days"}, True),
        ({"low": 40, "high": None, "unit": "people"}, {"low": 40, "high": 40, "unit": "people"}, False),
        ({"low": 3, "high": 3, "unit": "percent"}, {"low": 3, "high": 3, "unit": "people"}, False),
        (None, {"low": None, "high": None, "unit": "people"}, True),
    ],
)
def test_values(gold: Any, found: Any, right: bool) -> None:
    """Units are converted within a family; an open bound is not a closed one."""
    assert SLOTS["value"]({"value": gold}, {"value": found}) is right


def test_a_distance_may_name_either_end() -> None:
    """Of an `approach`, the place where the force stands or the one it is measured to."""
    gold = {"kind": "approach", "place": None, "of": "Kolda"}
    assert SLOTS["place"](gold, {"place": "Kolda"})
    assert not SLOTS["place"]({**gold, "kind": "control"}, {"place": "Kolda"})


def test_files(tmp_path: Path) -> None:
    """A directory of texts with gold is read; the table ends in one line of JSON."""
    (tmp_path / "r.txt").write_text(f"id: r\n\n{BODY}", encoding="utf-8")
    (tmp_path / "r.gold.jsonl").write_text("\n".join(map(json.dumps, GOLD)), encoding="utf-8")
    gold = read_gold(tmp_path)
    assert gold.bodies == {"r": BODY}
    last = json.loads(list(lines(score(gold.bodies, gold.statements, GOLD)))[-1])
    assert (last["gold"], last["f1"], last["full_f1"]) == (3, 1.0, 1.0)


def test_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`leeway score-reading` scores a file of predictions, and without one what the rules read."""
    (tmp_path / "r.txt").write_text(f"id: r\ncountry: SN\n\n{BODY}", encoding="utf-8")
    (tmp_path / "r.gold.jsonl").write_text("\n".join(map(json.dumps, GOLD)), encoding="utf-8")
    (tmp_path / "found.jsonl").write_text(json.dumps(GOLD[0]), encoding="utf-8")
    assert main(["score-reading", str(tmp_path), str(tmp_path / "found.jsonl")]) == 0
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["recall"] == pytest.approx(1 / 3, abs=1e-4)
    assert main(["score-reading", str(tmp_path)]) == 0
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["matched"] == 3


def test_bad_files_are_named(tmp_path: Path) -> None:
    """No gold, a text that lacks, and lines that are no JSON are told by name and line."""
    with pytest.raises(InputError, match="gold"):
        read_gold(tmp_path)
    (tmp_path / "r.gold.jsonl").write_text("{}", encoding="utf-8")
    with pytest.raises(InputError, match=r"r\.txt"):
        read_gold(tmp_path)
    (tmp_path / "bad.jsonl").write_text('{"kind": 1}\nnot json', encoding="utf-8")
    with pytest.raises(InputError, match="line 2"):
        read_predictions(tmp_path / "bad.jsonl")
