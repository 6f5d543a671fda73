"""A case day by day: no look-ahead, the same bytes, what was done beside what is proposed, bad input."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from replay_cases import REPORTS, add_report, write_case

from leeway.case.load import load_case
from leeway.cli import BAD_INPUT, DONE, main
from leeway.errors import InputError
from leeway.history.load import load_history
from leeway.posture.day import day
from leeway.replay.as_known import Archive
from leeway.replay.case_days import end_of, replay_case
from leeway.replay.model import CaseReplay
from leeway.replay.report.document import case_document
from leeway.replay.was_done import read_done, rung_on

FIRST, LAST = date(2021, 8, 7), date(2021, 8, 9)
FEW = 20


def replayed(directory: Path, **words: object) -> CaseReplay:
    given = {"first": FIRST, "last": LAST, "replications": FEW, "draws": 200, **words}
    return replay_case(load_case(directory), load_history(), **given)  # type: ignore[arg-type]


def test_later_reports_change_nothing(tmp_path: Path) -> None:
    """Later reports, false ones, copies of early ones and new places among them, leave every byte as it was."""
    clean, poisoned = write_case(tmp_path / "clean"), write_case(tmp_path / "poisoned")
    for number in range(12):
        copied = REPORTS["one"][1] + " " + REPORTS["two"][1]
        add_report(poisoned, f"copy{number}", f"2021-08-11T0{number % 10}:00:00Z", copied)
    add_report(poisoned, "false", "2021-08-10T00:00:00Z", "The Taliban captured Kabul and Jalalabad, officials said.")
    add_report(poisoned, "place", "2021-08-12T00:00:00Z", "The Taliban captured Sarobi and Bagram, residents said.")
    assert case_document(replayed(clean)) == case_document(replayed(poisoned))


def test_a_report_of_the_day_counts(tmp_path: Path) -> None:
    """The same poison published in time does change the day, so the test above can fail."""
    clean, early = write_case(tmp_path / "clean"), write_case(tmp_path / "early")
    add_report(early, "false", "2021-08-09T12:00:00Z", "The Taliban captured Jalalabad on Monday, officials said.")
    assert case_document(replayed(clean)) != case_document(replayed(early))


def test_copies_are_decided_from_the_reports_of_the_day(tmp_path: Path) -> None:
    """A later roundup that takes over both early reports cannot make them one origin on an earlier day."""
    case = write_case(tmp_path / "case")
    add_report(case, "roundup", "2021-08-11T08:00:00Z", REPORTS["one"][1] + " " + REPORTS["two"][1])
    archive = Archive(load_case(case))
    early = archive.evidence(end_of(LAST))
    assert {s.report for s in early.statements} == {"one", "two"}
    assert all(s.origin == s.report for s in early.statements)
    assert early.reports == archive.reports_by(end_of(LAST)) == 2


def test_same_inputs_same_bytes(tmp_path: Path) -> None:
    """Twice the same, and every third day alone gives what it gives among all days."""
    case = write_case(tmp_path / "case")
    whole = case_document(replayed(case))
    assert json.dumps(whole) == json.dumps(case_document(replayed(case)))
    alone = case_document(replayed(case, every=2))
    for one, other in zip(alone["days"], whole["days"][::2], strict=True):
        for key in ("p_loss", "earliest_reasonable_loss_h", "t90_h", "leeway_80_h", "rung_proposed", "tripped"):
            assert one[key] == other[key]


def test_a_day_of_the_replay_is_the_assessment_of_that_day(tmp_path: Path) -> None:
    """What days share changes nothing: rung and leeway are those of one day worked out alone."""
    case = load_case(write_case(tmp_path / "case"))
    last = replayed(case.path).days[-1]
    archive = Archive(case)
    alone = day(
        case, archive.evidence(end_of(LAST)), end_of(LAST), load_history(), draws=200, replications=FEW, staffing=False
    )
    assert last.rung == alone.assessment.proposed_rung
    assert last.p_all_out == alone.assessment.starts[0].p_all_out
    assert last.p_loss[14] == alone.time_left.p_within("city", 14)


def test_what_was_done_stands_beside(tmp_path: Path) -> None:
    """Rungs of the mission that the file is mostly about; deeds on the day they were done; the end of the campaign."""
    found = replayed(write_case(tmp_path / "case"))
    assert [one.done_rung for one in found.days] == ["ordered_departure"] * 3
    assert [len(one.done) for one in found.days] == [1, 0, 2]
    assert found.fell == date(2021, 8, 15)
    assert found.left_out == load_history().campaigns["kabul_2021"].war
    done = read_done(tmp_path / "case")
    assert rung_on(done, date(2021, 8, 6)) is None
    assert rung_on(done, date(2021, 8, 10)) == "suspended_operations"


def test_a_live_case_says_that_nothing_is_left_out(tmp_path: Path) -> None:
    """No campaign, no record, days before the first report: all said."""
    case = write_case(tmp_path / "case", campaign=None, done=None)
    found = replayed(case, first=date(2021, 8, 5), last=date(2021, 8, 6))
    assert found.left_out is None
    assert found.fell is None
    assert any("no campaign" in note for note in found.notes)
    assert any("2 of 2 days no report" in note for note in found.notes)
    assert all(one.reports == 0 and one.done_rung is None for one in found.days)


def test_wrong_rows_are_told(tmp_path: Path) -> None:
    """A rung that is none and a day that is none: both named with their rows."""
    done = "date,who,action,rung,source,certainty\n2021-02-31,A,x,,s,known\n2021-08-01,A,x,ordered departur,s,known\n"
    case = write_case(tmp_path / "case", done=done)
    with pytest.raises(InputError) as error:
        read_done(case)
    text = str([str(problem) for problem in error.value.problems])
    assert "row 2" in text
    assert "2021-02-31" in text
    assert "row 3" in text
    assert "ordered_departure" in text


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--from", "2021-08-09", "--to", "2021-08-07"], "--from"),
        (["--from", "9 August"], "2021-08-12"),
        (["--every", "0"], "--every"),
        (["--campaign", "kabul_2021"], "--campaign"),
    ],
)
def test_bad_words_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], says: str) -> None:
    """Days the wrong way round, no day, no step, two things at once: exit code 2 and the word that is wrong."""
    case = write_case(tmp_path / "case")
    assert main(["replay", str(case), *words]) == BAD_INPUT
    assert says in capsys.readouterr().err


def test_first_day_after_the_last_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--from alone may lie after the newest report: nothing to replay, said so."""
    case = write_case(tmp_path / "case")
    assert main(["replay", str(case), "--from", "2022-01-01"]) == BAD_INPUT
    assert "nothing to replay" in capsys.readouterr().err


def test_a_campaign_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Named by the case, or by the command, with the nearest name."""
    case = write_case(tmp_path / "case", campaign="kabul_2012")
    assert main(["replay", str(case)]) == BAD_INPUT
    assert "kabul_2012" in capsys.readouterr().err
    assert main(["replay", "--campaign", "kabull_2021"]) == BAD_INPUT
    assert "kabul_2021" in capsys.readouterr().err
    assert main(["replay"]) == BAD_INPUT


def test_the_command_writes_files_and_tables(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One day: table, JSON and figures, the JSON the same printed and written."""
    case, out = write_case(tmp_path / "case"), tmp_path / "out"
    words = ["replay", str(case), "--from", "2021-08-09", "--to", "2021-08-09", "--replications", "10"]
    assert main([*words, "--json", "--out", str(out)]) == DONE
    printed = capsys.readouterr().out
    assert json.loads(printed) == json.loads((out / "replay.json").read_text(encoding="utf-8"))
    assert (out / "replay.svg").read_text(encoding="utf-8").startswith("<svg")
    assert main(words) == DONE
    text = capsys.readouterr().out
    assert "Day by day" in text
    assert "What was really done" in text
