"""Main flow of the room: a report becomes a text with its layers."""

from __future__ import annotations

from dataclasses import replace

from leeway.evidence.language.fold import folded
from leeway.evidence.language.model import Sentence, Text
from leeway.evidence.language.numbers import numbers_of
from leeway.evidence.language.sentences import sentences_of
from leeway.evidence.language.time_letters import letters_of
from leeway.evidence.language.times import times_of
from leeway.evidence.model import Report
from leeway.evidence.reports.cleaning import clean


def layers(report: Report) -> Text:
    """The report cleaned, with sentences, time words and numbers; places are added by `leeway.evidence.places`.

    Every span counts code points of `report.body`. Linear in the length of the body.
    """
    cleaned = clean(report)
    fold = folded(cleaned.text)
    sentences = [piece for whole in sentences_of(cleaned.text, fold, cleaned.dropped) for piece in bounded(whole)]
    letters = letters_of(cleaned.text, cleaned.anchor)
    times = times_of(fold, sentences, cleaned.anchor, cleaned.text, letters)
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
        letters=letters,
    )


LONGEST = 150
"""Tokens of a sentence. Those of print have fewer; what is longer is a table, has no full stops, or is an attack."""


def bounded(sentence: Sentence) -> list[Sentence]:
    """The sentence, or its pieces where it never seems to end, so that every later stage stays linear."""
    tokens = sentence.tokens
    if len(tokens) <= LONGEST:
        return [sentence]
    pieces, first = [], 0
    while first < len(tokens):
        last = min(first + LONGEST, len(tokens))
        if last < len(tokens):
            last = next((k + 1 for k in range(last - 1, first, -1) if tokens[k].text in (",", ";", "|")), last)
        part = tokens[first:last]
        pieces.append(replace(sentence, start=part[0].start, end=part[-1].end, tokens=part))
        first = last
    return pieces
