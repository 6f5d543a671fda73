"""Who speaks where something stands between subject and verb of saying, and where the subject comes after it."""

from __future__ import annotations

import pytest
from attribution_reading import who

CASES = [
    ("The commander, reached by radio, said his men held the hospital.", "his men held the hospital", "commander"),
    ("The governor, reached by radio, said the rebels held the bridge.", "the rebels held the bridge", "governor"),
    ("The road was cut, said a retired colonel who held the bridge.", "The road was cut", "colonel"),
    ("The road was cut, said his spokesman.", "The road was cut", "spokesman"),
]


@pytest.mark.parametrize(("body", "clause", "role"), CASES)
def test_speaker(body: str, clause: str, role: str) -> None:
    """What is said begins after the verb where a clause follows it; a bare phrase behind it is who speaks."""
    assert who(body, clause)[0].role == role
