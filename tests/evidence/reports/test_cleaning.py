"""Cleaning: no offset moves, broken sentences run on, and what is no prose is named."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leeway.evidence.model import Report
from leeway.evidence.reports.cleaning import Cleaned, clean
from leeway.evidence.reports.furniture import agencies, kind_of
from leeway.evidence.reports.open import open_reports

DATA = Path(__file__).parents[1] / "data"


def example(name: str) -> Report:
    """A report of the examples."""
    (report,) = open_reports([DATA / name])
    assert isinstance(report, Report)
    return report


def dropped(report: Report, cleaned: Cleaned) -> list[str]:
    """The dropped texts in order."""
    return [report.body[start:end] for start, end in cleaned.dropped]


def test_a_wire_report_wrapped_at_a_width() -> None:
    """Wrapped lines run on, paragraphs stay apart; title, update note, dateline and credit are set aside."""
    report = example("wire.txt")
    cleaned = clean(report)
    assert "Fighters of the Northern Front entered the town of Varda, 60 km north of the capital, on Wednesday" in (
        cleaned.text
    )
    assert "could be checked.\n\nThe embassy" in cleaned.text
    assert dropped(report, cleaned) == [
        "UPDATE 2-Fighters enter Varda, embassy cuts staff",
        "(Updates with airport, border crossing)",
        "KABUL, May 14 (Highland Wire) - ",
        "Reporting by staff in Kabul; editing by the Nairobi desk",
    ]
    assert (cleaned.dateline, cleaned.zone) == ("KABUL", "Asia/Kabul")
    assert cleaned.notes == ("UPDATE 2", "(Updates with airport, border crossing)")
    assert cleaned.credits == ()


def test_a_first_sentence_taken_for_the_title_is_still_read() -> None:
    """A headline repeated over the body is set aside; a whole sentence that the header repeats is told."""
    body = "Fighters entered Varda on Wednesday.\nThe airport is shut.\n"
    assert clean(Report("x", body, title="Fighters entered Varda on Wednesday.")).dropped == ()
    headline = Report("x", body.replace("day.\n", "day\n\n"), title="Fighters entered Varda on Wednesday")
    assert dropped(headline, clean(headline)) == ["Fighters entered Varda on Wednesday"]


def test_the_day_of_a_report_is_its_datelines_day() -> None:
    """Half past eight in the evening UTC is the next day in Kabul; the dateline's own day wins over both."""
    report = example("wire.txt")
    assert clean(report).anchor == date(2031, 5, 14)
    undated = Report("x", "KABUL - Fighters entered Varda.", published=datetime(2031, 5, 14, 20, 30, tzinfo=UTC))
    assert clean(undated).anchor == date(2031, 5, 15)
    nowhere = Report("x", "Fighters entered Varda.", published=datetime(2031, 5, 14, 20, 30, tzinfo=UTC))
    assert clean(nowhere).anchor == date(2031, 5, 14)


def test_breaks_left_by_hyperlinks() -> None:
    """Linked words on lines of their own run on in their sentence; a section head on its line does not."""
    report = example("linked.txt")
    cleaned = clean(report)
    assert "the government of  Northland  in the capital; they" in cleaned.text
    assert "continues to  press for a truce  even as the front" in cleaned.text
    assert "\nThe shifting picture\nTalks go on" in cleaned.text


def test_captions_videos_and_credits_are_dropped_and_sentences_are_not() -> None:
    """A caption has no tensed verb; the sentence after it, with the same day, has one and stays."""
    report = example("linked.txt")
    cleaned = clean(report)
    assert dropped(report, cleaned) == [
        "Old Market In Flames After Shelling 0:46",
        "Smoke over the old bridge at Varda, on May 3.",
        "With files from Highland Wire and Coast Press Agency.",
        "This story has been updated with figures from Wednesday.",
    ]
    assert cleaned.credits == ("Highland Wire", "Coast Press Agency")
    assert cleaned.notes == ("This story has been updated with figures from Wednesday.",)


def test_lists_tables_and_time_labels_keep_their_lines() -> None:
    """Only the wrapped list item runs on."""
    report = example("bulletin.txt")
    cleaned = clean(report)
    assert cleaned.text == report.body.replace("the town,\n  most", "the town,   most")


def test_entries_and_voices_of_a_wrapped_text() -> None:
    """Where lines are wrapped, a new voice or a new entry still begins a line of its own."""
    body = (
        "HOST: The column that left the northern garrison on Friday is said\n"
        "to have stopped at the bridge, and nobody can say for how long, as\n"
        "MARSH: Two drivers told me that it has turned back to the garrison\n"
        "and that the bridge is open again. They had crossed it themselves.\n"
        "   The line went dead after that, and we could not reach the town.\n"
        "VARDA - Held by the army, says the army, and by nobody, say others"
    )
    lines = clean(Report("x", body)).text.split("\n")
    assert [line.split()[0] for line in lines] == ["HOST:", "MARSH:", "The", "VARDA"]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("CLICK HERE TO READ MORE", "link"),
        ("Related Content", "link"),
        ("Read also: Who holds the bridge", "link"),
        ("Breaking story, check back for updates…", "update"),
        ("(Adds comment from ministry)", "update"),
        ("Scene of an attack near the bridge, on August 4.", "caption"),
        ("A mural at the gate. (Credit: Example Images)", "picture"),
        ("By Anna Example and Bert Sample", "credit"),
        ("By Anna Example in Port Varda, Foreign Editor", "credit"),
        ("By Friday the Northern Front had the bridge, officials said.", None),
        ("Front Lines Move South 1:02", "video"),
        ("The curfew runs from dusk to 18:00", None),
        ("The town fell on May 3.", None),
        ("Norland closed its embassy on August 4, 2031.", None),
        ("Fighting is reported near Varda on May 3.", None),
        ("Follow-up talks were held in Varda.", None),
        ("More on the way, the ministry said.", None),
        ("Sources said the bridge was lost.", None),
        ("Updated figures put the displaced at 9,000.", None),
        ("Breaking News Corp said it had left.", None),
    ],
)
def test_furniture_of_a_page(line: str, kind: str | None) -> None:
    """Every kind of furniture is known, and prose that begins alike is not taken for it."""
    assert kind_of(line) == kind


def test_people_in_credit_lines_are_no_agencies() -> None:
    """Credits count origins; the names of reporters are none."""
    assert agencies("Anna Example, Bert Sample and Cora Instance.") == ()
    assert agencies("Red Cross media team flown out") == ()
    assert agencies("Reuters / BBC") == ("Reuters", "BBC")
    assert agencies("AFP and Associated Press") == ("Agence France-Presse", "Associated Press")


@pytest.mark.parametrize(
    ("head", "place"),
    [
        ("GOMA, Example Republic, Jan 26 (Highland Wire) - Shots were heard.", "GOMA"),
        ("KABUL – The palace denied it.", "KABUL"),
        ("SANTO DOMINGO. – The bands hold it.", "SANTO DOMINGO"),
        ("Kabul (HW) - Shots were heard.", "Kabul"),
        ("Aug 13 (Highland Wire) - Shots were heard.", None),
        ("Goma, 26 January 2025 – Shots were heard.", "Goma"),
        ("KABUL, Afghanistan (HW) — Shots were heard.", "KABUL"),
        ("LONDON/KABUL, Aug. 12 (HW) -- Shots were heard.", "LONDON"),
        ("Rapid Support Forces (RSF) - the paramilitary - took it.", None),
        ("The army said on Aug 12 - a day late - that it had left.", None),
        ("(HW) – Shots were heard.", None),
        ("NATO said on Monday - and denied on Tuesday - that it would leave.", None),
        ("The army - or what is left of it - withdrew.", None),
    ],
)
def test_datelines(head: str, place: str | None) -> None:
    """Datelines of several houses, and sentences with a dash that are none."""
    assert clean(Report("x", head)).dateline == place


def test_a_dateline_of_december_in_january() -> None:
    """The day printed lies in the year before."""
    report = Report("x", "KABUL, Dec 31 (HW) - Shots.", published=datetime(2032, 1, 1, 1, tzinfo=UTC))
    assert clean(report).anchor == date(2031, 12, 31)


LINES = st.lists(
    st.sampled_from(
        [
            "The town fell on Friday.",
            "of Varda",
            "• item",
            "GOMA - Shots",
            "A | B | C",
            "",
            " ",
            "Head",
            "Reuters",
            "0:46",
        ]
    )
    | st.text(max_size=60),
    max_size=30,
)


@given(LINES)
@settings(max_examples=300, deadline=None)
def test_length_and_words_are_kept(lines: list[str]) -> None:
    """Whatever the text: same length, only white space changes, dropped spans lie inside, in order, apart."""
    body = "\n".join(lines)
    cleaned = clean(Report("x", body))
    assert len(cleaned.text) == len(body)
    assert cleaned.text.split() == body.split()
    end = 0
    for start, stop in cleaned.dropped:
        assert end <= start < stop <= len(body)
        end = stop
