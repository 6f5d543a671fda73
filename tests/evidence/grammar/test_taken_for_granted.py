"""What a denial leaves standing: the event that the denied thing is dated or explained by."""

from __future__ import annotations

import pytest
from grammar_reading import read


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("No embassy has changed its posture since the bombing in Kabul.", "incident"),
        ("No bank in Kabul has opened again since Sunday's bombing.", "incident"),
        ("The shops have not opened since the attack on Kandahar.", "incident"),
        ("The bank has not reopened after the fall of Kunduz.", "control"),
        ("The governor has not been seen since the rebels took Kunduz.", "control"),
    ],
)
def test_granted(body: str, kind: str) -> None:
    """A "since", "after" or "despite" behind the negation is not reached by it."""
    found = [s for s in read(body) if s.kind == kind]
    assert found
    assert all(s.firmness != "denied" for s in found)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("There has been no attack on Kandahar since the truce.", "incident"),
        ("Kunduz has not fallen.", "control"),
        ("The rebels have not taken Kunduz since Monday.", "control"),
    ],
)
def test_still_denied(body: str, kind: str) -> None:
    """What the negation stands with is denied, whatever follows it."""
    assert [s.firmness for s in read(body) if s.kind == kind] == ["denied"]


@pytest.mark.parametrize(
    ("body", "country", "actor"),
    [
        ("Tigrayan forces say that they captured Kobo on Saturday.", "ET", "TPLF"),
        ("Houthi forces claimed that they had seized Marib.", "YE", "Houthis"),
        ("Amhara forces said that they had taken Alamata.", "ET", "Amhara forces"),
    ],
)
def test_what_forces_say_of_themselves(body: str, country: str, actor: str) -> None:
    """ "They" behind "forces say that" are those forces, not the army of the country."""
    assert [s.actor for s in read(body, country) if s.kind == "control"] == [actor]
