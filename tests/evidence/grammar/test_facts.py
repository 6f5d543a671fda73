"""Lines of facts under labels, telegrams with STOP between their sentences."""

from __future__ import annotations

from grammar_reading import brief, read

FACTS = """Key facts on the war in the north

Displaced: 250,000 since May
Foreign troops: 650
Evacuated so far: 1,200
Airport: open
"""


def test_lines_of_facts() -> None:
    """Each line is a fact of its own, counted by its label."""
    found = read(FACTS)
    assert [(s.kind, s.status, s.value.low if s.value else None) for s in found] == [
        ("displacement", "displaced", 250000),
        ("force", "present", 650),
        ("evacuated", "moved", 1200),
        ("access", "open", None),
    ]


def test_our_people() -> None:
    """Figures of classes under a label of ours are head counts."""
    found = read("Hello all\n\nQuick one from Herat:\n\n- our guesthouse: 7 internationals\n- team: 22 local staff\n")
    counts = [(s.place, s.value.low) for s in found if s.kind == "headcount" and s.value]
    assert counts == [("Herat", 7), ("Herat", 22)]


def test_times_and_doses_are_no_facts() -> None:
    """Figures under labels that count nobody stay alone."""
    assert read("Hello all\n\nNotes from Herat:\n\n- meeting: 14 at the table\n- weather: 31 in the shade\n") == []


def test_telegrams() -> None:
    """STOP ends a sentence and belongs to none."""
    body = "NEWS FROM KUNDUZ FOLLOWS\n\nKUNDUZ AIRFIELD CLOSED STOP TWO FRIGATES EXPECTED THURSDAY STOP"
    found = read(body)
    assert brief(found)[0] == ("access", "closed", "Kunduz")
    assert len(found) == 2
    assert not any("STOP" in s.quote for s in found)
