"""Which reports and sentences are found to be one origin."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st
from origin_texts import (
    CORRECTION,
    CREDITED,
    INDEPENDENT,
    ROUND_TRIP,
    WIRE,
    WITH_PASSAGE,
)

from leeway.evidence.model import Report
from leeway.evidence.origins.families import origins

ALL = [WIRE, ROUND_TRIP, INDEPENDENT, CORRECTION, CREDITED, WITH_PASSAGE]


def test_copies_rewrites_corrections_and_credits_are_one_family() -> None:
    """A round trip through another language, a correction and a credited summary join their source, nothing else."""
    assert origins(ALL).members() == {"wire": ("wire", "correction", "credited", "round-trip")}


def test_each_kind_is_named_with_its_evidence() -> None:
    """Links say why: kind, sentences that correspond, and the measures they rest on."""
    kinds = {(link.a, link.b): link.kind for link in origins(ALL).links}
    assert kinds["wire", "round-trip"] == "rewrite"
    assert kinds["wire", "correction"] == "correction"
    assert kinds["wire", "credited"] == "credit"
    rewrite = next(link for link in origins(ALL).links if link.b == "round-trip")
    first, second = rewrite.pairs[0]
    assert WIRE.body[slice(*first)].startswith("Fighters")
    assert ROUND_TRIP.body[slice(*second)].startswith("Before sunrise")


def test_independent_reports_on_the_same_events_stay_apart() -> None:
    """Same town, same spokesman, same embassy: two witnesses."""
    assert not origins([WIRE, INDEPENDENT]).links


def test_two_reports_compared_alone_give_the_same_verdict() -> None:
    """Rarity does not collapse in a collection of two."""
    for report, joined in ((ROUND_TRIP, True), (CREDITED, True), (CORRECTION, True), (INDEPENDENT, False)):
        assert bool(origins([WIRE, report]).members()) is joined, report.id


def test_a_passage_taken_over_has_its_own_origin() -> None:
    """One copied sentence in an independent text: that sentence is the wire's, the rest is the text's own."""
    found = origins(ALL)
    at = WITH_PASSAGE.body.index("At the airport")
    assert found.of("with-passage", (at, at + 60)) == "wire"
    assert found.of("with-passage", (0, 40)) == "with-passage"


def test_the_better_original_is_preferred() -> None:
    """Without dates the text with marks of translation is not the original; with dates the earlier one is."""
    translated = replace(ROUND_TRIP, published=None, body=ROUND_TRIP.body.replace(" days.", " days. of late", 1))
    undated = replace(WIRE, published=None)
    assert origins([translated, undated]).family["round-trip"] == "wire"
    late = replace(WIRE, published=ROUND_TRIP.published)
    early = replace(ROUND_TRIP, published=WIRE.published)
    assert origins([late, early]).family["wire"] == "round-trip"


def test_the_order_of_reports_does_not_matter() -> None:
    """Any order of the same reports gives the same families."""
    expected = origins(ALL).members()
    for shuffled in list(permutations(ALL))[::97]:
        assert origins(shuffled).members() == expected


def test_exact_copies_however_many_are_one_family() -> None:
    """A hundred reprints are one origin, short ones too."""
    short = "Officials in Tessaly said on Sunday that the bridge at Kolm was down. Two lorries were lost in the river."
    reprints = [Report(id=f"r{i:03d}", body=short) for i in range(100)]
    assert set(origins(reprints).family.values()) == {"r000"}


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(max_size=300), max_size=6))
def test_any_text_is_survived(bodies: list[str]) -> None:
    """No text breaks it, and every report has a family among the ids given."""
    reports = [Report(id=str(i), body=body) for i, body in enumerate(bodies)]
    found = origins(reports)
    assert set(found.family) == {r.id for r in reports}
    assert set(found.family.values()) <= set(found.family)


def test_a_form_filled_anew_every_day_is_no_origin() -> None:
    """Daily reports on one form share most of their words: other towns and figures are other news, while a sentence
    taken over with its names and figures is not."""
    form = "Humanitarian flights of the day left {town} with {many} passengers for {other}, the air service reported."
    first = Report(id="day-1", body=form.format(town="Juba", many=41, other="Entebbe"))
    second = Report(id="day-2", body=form.format(town="Malakal", many=97, other="Nairobi"))
    copied = Report(id="paper", body=f"{form.format(town='Juba', many=41, other='Entebbe')} Rain fell on the hills.")
    found = origins([first, second, copied])
    assert {link.a for link in found.links} | {link.b for link in found.links} == {"day-1", "paper"}
    assert found.of("day-2", (0, 40)) == "day-2"
