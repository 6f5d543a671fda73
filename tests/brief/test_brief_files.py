"""Writing whole or not at all, comparing with an earlier brief, names, small groups and the two commands."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from brief_case import AS_OF, SMALL, small_brief, write_case

from leeway.brief.document import joined, plain, text
from leeway.brief.earlier import read_earlier
from leeway.brief.masking import Mask
from leeway.brief.render.html import html
from leeway.brief.render.markdown import markdown
from leeway.brief.small_groups import OTHERS, grouping
from leeway.brief.words import chance, moment, people, span
from leeway.brief.write import write_file
from leeway.case.load import load_case
from leeway.cli import main
from leeway.errors import LeewayError
from leeway.evidence.model import Speaker, Statement
from leeway.movement.pool import Pool


def test_a_full_disk_leaves_the_old_brief(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the disk fills while writing, the file that stood there keeps every byte and nothing else is left."""
    path = tmp_path / "brief.html"
    path.write_bytes(b"old")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(LeewayError, match=r"No space left on device\. What stood there before is untouched"):
        write_file(path, b"new")
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["brief.html"]


def test_a_file_is_written_whole(tmp_path: Path) -> None:
    """The content arrives; a directory that is not there is an error."""
    write_file(tmp_path / "a.md", b"words")
    assert (tmp_path / "a.md").read_bytes() == b"words"
    with pytest.raises(LeewayError, match="cannot write"):
        write_file(tmp_path / "no" / "a.md", b"words")


@pytest.mark.parametrize("render", [html, markdown])
def test_an_earlier_brief_is_read_back(tmp_path: Path, render: object) -> None:
    """The instant and the numbers of the first page come back from the page and from the mail."""
    path = tmp_path / f"old.{'html' if render is html else 'md'}"
    path.write_text(render(small_brief()), encoding="utf-8")  # type: ignore[operator]
    earlier = read_earlier(path)
    assert earlier.as_of == AS_OF
    assert earlier.answer["p_all_out_now"] == small_brief().answer["p_all_out_now"]
    assert set(earlier.answer) == set(small_brief().answer)


@pytest.mark.parametrize("words", ["", "<html><p>hello", '<!-- leeway-brief {"as_of": "x"} -->', "\x00"])
def test_any_other_file_is_no_earlier_brief(tmp_path: Path, words: str) -> None:
    """A file that leeway did not write is refused by name."""
    path = tmp_path / "other.md"
    path.write_text(words, encoding="utf-8")
    with pytest.raises(LeewayError, match=r"other.md is no brief"):
        read_earlier(path)


def said(name: str | None, role: str | None = None) -> Statement:
    return Statement("r", (0, 1), "x", "control", "captured", speaker=Speaker(name=name, role=role))


@pytest.mark.parametrize(
    ("words", "masked"),
    [
        ("Ned Example said it", "[spokesman] said it"),
        ("Ned  Example said it", "[spokesman] said it"),
        ("Example's words, EXAMPLE", "[spokesman]'s words, [spokesman]"),
        ("An exampled town, Exampleville", "An exampled town, Exampleville"),
        ("Kunduz held", "Kunduz held"),
        ("Al-Testi, as ever", "[name withheld], as ever"),
        ("for example, the town", "for example, the town"),
    ],
)
def test_masks(words: str, masked: str) -> None:
    """Whole names and last names go, in any case; words that only begin alike and places stay."""
    mask = Mask(
        [said("Ned Example", "spokesman"), said("Omar Kunduz"), said("Al-Testi"), said(None, "governor")], ["Kunduz"]
    )
    assert mask(words) == masked


def test_no_names_no_change() -> None:
    """Without names nothing is touched."""
    assert Mask([said(None)])("Any words at all") == "Any words at all"


def test_parties_and_places_taken_for_names_stay() -> None:
    """ "A Tigrayan said", read as a man called Tigrayan, puts no bracket before every "Tigrayan forces"."""
    mask = Mask([said("Tigrayan"), said("Upland"), said("John Bullfinch", "spokesman")], ["Upland", "Tigrayan"])
    assert mask("Tigrayan forces in Upland, says Bullfinch") == "Tigrayan forces in Upland, says [spokesman]"


def test_groups_put_together_reach_the_least(tmp_path: Path) -> None:
    """Small groups take the next smallest along until nobody can be told from the sum."""
    groups = load_case(write_case(tmp_path / "case", people=SMALL)).groups
    found = grouping(groups, 5, "merge")
    assert found.members[OTHERS] == ("families", "guards")
    assert found.shown(3) == "under 5"
    assert (found.shown(0), found.shown(1400)) == ("0", "1,400")
    assert grouping(groups, 5, "show").shown(3) == "3"
    assert grouping(groups, 3, "refuse").members["guards"] == ("guards",)


def test_words_of_numbers() -> None:
    """Never a false 0 or 100; hours as people say them; both clocks where they differ."""
    assert [chance(p) for p in (0, 0.004, 0.005, 0.5, 0.995, 1)] == [
        "0 %",
        "under 1 %",
        "under 1 %",
        "50 %",
        "over 99 %",
        "100 %",
    ]
    assert [span(h) for h in (0, 0.5, 18, 71.6, 72, 240, float("inf"))] == [
        "no time", "less than an hour", "18 h", "72 h", "3.0 days", "10 days", "beyond 180 days"]  # fmt: skip
    assert [people(n) for n in (0, 0.2, 1.6, 14210)] == ["0", "under 1", "2", "14,210"]
    at = datetime(2021, 8, 12, 20, 0, tzinfo=UTC)
    assert moment(at, "Asia/Kabul") == "Thu 12 Aug 20:00 UTC (13 Aug 00:30 Kabul)"
    assert moment(at, "UTC") == "Thu 12 Aug 20:00 UTC"


def test_texts_join() -> None:
    """Nothing is left out or doubled when texts are joined."""
    assert plain(joined([text("a"), text("b", None, ""), text("c")], "; ")) == "a; b; c"
    assert joined([], "; ") == ()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["-o", "x.doc"], "a file ending in .html, .pdf or .md"),
        (["-o", "no/such/x.md"], "a file in a directory that exists"),
        (["--replications", "0"], "a whole number of 1 or more"),
        (["--show-small-groups", "--merge-small-groups"], "one of the two"),
    ],
)
def test_wrong_words_of_the_command(
    tmp_path: Path, words: list[str], expected: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each wrong option ends with 2 and says what was expected, before anything is computed or written."""
    monkeypatch.chdir(tmp_path)
    assert main(["brief", str(tmp_path), *words]) == 2
    assert expected in " ".join(capsys.readouterr().err.split())
    assert list(tmp_path.iterdir()) == []


def test_the_command_writes_and_compares(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A brief of the day before, then one of the day that compares itself with it; a later one is refused."""
    case = write_case(tmp_path / "case")
    monkeypatch.chdir(tmp_path)
    begin = ["brief", str(case), "--replications", "10", "--quiet"]
    assert main([*begin, "--as-of", "2021-08-11", "-o", "old.md"]) == 0
    assert main([*begin, "--as-of", "2021-08-12", "--since", "old.md", "-o", "new.md"]) == 0
    words = Path("new.md").read_text(encoding="utf-8")
    assert "Against the last brief: " in words
    assert "Since Wed 11 Aug 23:59 UTC" in words
    assert main([*begin, "--as-of", "2021-08-10", "--since", "old.md", "-o", "x.md"]) == 2
    assert "an instant before 2021-08-10" in capsys.readouterr().err
    assert not Path("x.md").exists()


def test_the_command_refuses_small_groups(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A group of three ends with 2 before anything is simulated, names its line and the two ways out, and writes
    nothing."""
    case = write_case(tmp_path / "case", people=SMALL)
    monkeypatch.delattr(Pool, "submit")
    out = tmp_path / "b.md"
    assert main(["brief", str(case), "-o", str(out), "--quiet"]) == 2
    err = capsys.readouterr().err
    assert "people.csv, line 4" in err
    assert "--merge-small-groups" in err
    assert "--show-small-groups" in err
    assert not out.exists()


def test_the_messages_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Files for one audience in two languages with the check beside them; what staff alone are told stops it."""
    case = write_case(tmp_path / "case")
    out = tmp_path / "out"
    begin = ["messages", str(case), "--as-of", "2021-08-12", "--posture", "ordered_departure", "--quiet"]
    assert main([*begin, "--audience", "citizens", "--language", "en", "--language", "fr", "--out", str(out)]) == 0
    stems = [
        f"citizens-leave-now.{code}.{form}" for code in ("en", "fr") for form in ("cap.xml", "email.txt", "sms.txt")
    ]
    assert sorted(p.name for p in out.iterdir()) == sorted([*stems, "check.txt", "SHA256SUMS"])
    assert "Everybody is told the same" in (out / "check.txt").read_text()
    (case / "messages").mkdir()
    (case / "messages" / "en.toml").write_text('[staff-ordered-departure]\nsms = "Leave by 06:30 through Ghazni."\n')
    capsys.readouterr()
    other = tmp_path / "other"
    assert main([*begin, "--out", str(other)]) == 2
    err = capsys.readouterr().err
    assert "06:30" in err
    assert "Ghazni" in err
    assert not other.exists()
    assert main([*begin, "--out", str(other), "--accept-differences"]) == 0
    assert "06:30" in (other / "check.txt").read_text()
    assert main([*begin[:4], "--posture", "ordred_departure"]) == 2
    assert "ordered_departure" in capsys.readouterr().err
