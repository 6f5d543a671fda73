"""Main flow of the room: a report becomes a text with its layers."""

from __future__ import annotations

from leeway.evidence.language.fold import folded
from leeway.evidence.language.model import Text
from leeway.evidence.language.numbers import numbers_of
from leeway.evidence.language.sentences import sentences_of
from leeway.evidence.language.times import times_of
from leeway.evidence.model import Report
from leeway.evidence.reports.cleaning import clean


def layers(report: Report) -> Text:
    """The report cleaned, with sentences, time words and numbers; places are added by `leeway.evidence.places`.

    Every span counts code points of `report.body`. Linear in the length of the body.
    """
    cleaned = clean(report)
    fold = folded(cleaned.text)
    sentences = sentences_of(cleaned.text, fold, cleaned.dropped)
    times = times_of(fold, sentences, cleaned.anchor)
    return Text(
        report=report,
        clean=cleaned.text,
        dropped=cleaned.dropped,
        anchor=cleaned.anchor,
        published=report.published,
        dateline=cleaned.dateline,
        sentences=sentences,
        numbers=numbers_of(fold, sentences, times),
        times=times,
    )
