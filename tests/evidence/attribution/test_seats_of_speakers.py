# ruff: noqa: E501 - one case a line
"""Whose officers and officials speak, to whom, and beside what else they do."""

from __future__ import annotations

import pytest
from attribution_reading import firm, who


@pytest.mark.parametrize(
    ("body", "clause", "role", "org"),
    [
        ("The first 300 men have landed, military officials in Lisbon said.", "The first 300 men have landed", "military official", "Portuguese army"),
        ("Its convoy has crossed, an army spokesman in Lusaka said on Monday.", "Its convoy has crossed", "spokesman", "Zambian army"),
        ("Nobody has been told to go, officials in Nairobi said.", "Nobody has been told to go", "official", "Kenya"),
        ("All its people are safe, the foreign ministry in Rome said.", "All its people are safe", None, "Italian foreign ministry"),
        ("The town has fallen, an army spokesman in Maputo said.", "The town has fallen", "spokesman", "Mozambican army"),
        ("The bridge is held, a Western military observer said.", "The bridge is held", "observer", None),
        ("The bridge is held, an Italian colonel said.", "The bridge is held", "colonel", "Italian army"),
    ],
)  # fmt: skip
def test_seats(body: str, clause: str, role: str | None, org: str | None) -> None:
    """A foreign capital or adjective tells whose officer speaks; "military" alone gives an observer no army."""
    speaker, _ = who(body, clause, "MZ")
    assert speaker.org == org
    assert role is None or (speaker.role or "").endswith(role)


@pytest.mark.parametrize(
    ("body", "clause", "role"),
    [
        ("The airfield was shelled, a diplomat watching from the tower said.", "The airfield was shelled", "diplomat"),
        ("The road is cut, a resident reached by telephone said.", "The road is cut", "resident"),
        ("The town is calm, the mayor told a television channel from the coast.", "The town is calm", "mayor"),
        ("The town is calm, a doctor told Zambian radio on Tuesday in a call that lasted a minute.", "The town is calm", "doctor"),
        ("The town is calm, an officer told correspondents.", "The town is calm", "officer"),
        ("The town is calm, an envoy warned last night.", "The town is calm", "envoy"),
        ("The town is calm, a member of the provincial council said.", "The town is calm", "member of the provincial council"),
    ],
)  # fmt: skip
def test_told_beside(body: str, clause: str, role: str) -> None:
    """Words on what the speaker does, whom he tells and when do not hide who speaks."""
    speaker, _ = who(body, clause, "MZ")
    assert speaker.role == role


@pytest.mark.parametrize(
    ("body", "org"),
    [
        ("Rebels hold a third of the province, by the United Nations' reckoning.", "United Nations"),
        ("Rebels hold a third of the province, by the Red Cross's own count.", "Red Cross"),
        ("By the Red Cross's tally, rebels hold a third of the province.", "Red Cross"),
    ],
)
def test_reckonings(body: str, org: str) -> None:
    """A figure by somebody's count is his."""
    clause = "ebels hold a third of the province"
    assert who(body, clause, "MZ")[0].org == org


@pytest.mark.parametrize(
    ("body", "firmness"),
    [
        ("Oxfam has paused its programmes.", "stated"),
        ("Oxfam has put its programmes on hold.", "stated"),
        ("The withdrawal of its staff was paused.", "denied"),
    ],
)
def test_paused(body: str, firmness: str) -> None:
    """Work that is paused is suspended; a move that is paused is called off."""
    status = "reducing" if "withdrawal" in body else "suspended"
    assert firm(body, body[:-1], "posture", status) == firmness


@pytest.mark.parametrize(
    ("body", "kind", "status", "actor", "firmness"),
    [
        ("Two battalions were to follow tomorrow.", "force", "deploying", None, "planned"),
        ("The town would be lost if troops were to leave.", "force", "withdrawing", None, "possible"),
        ("Families of staff may leave if they wish.", "posture", "authorized_departure", None, "stated"),
        ("The shelling has not let up since dawn.", "incident", "shelling", None, "stated"),
        ("The barracks never left the general's hands.", "control", "held", None, "stated"),
        ("The barracks have not fallen.", "control", "captured", None, "denied"),
        ("The government conceded that its troops hold Moora.", "control", "held", "Mozambican army", "stated"),
        ("The government said that its troops hold Moora.", "control", "held", "Mozambican army", "claimed"),
        ("A car bomb went off in the market, police said.", "incident", "bombing", None, "stated"),
        ("It would hold for a month, the general insisted.", "time_left", "until_fall", None, "claimed"),
    ],
)
def test_firmness_of_more(body: str, kind: str, status: str, actor: str | None, firmness: str) -> None:
    """What was to follow is planned, a leave that is given is stated, what goes on is not denied, admissions and the
    police on a bomber claim nothing."""
    assert firm(body, body[:-1], kind, status, actor, "MZ") == firmness


def test_stations_without_hours() -> None:
    """Items of a digest that name their station, town and language, but no hour, have its voice."""
    body = "Broadcasts heard:\n\n- Front radio, Nampula, in Makua: our men are in Moora.\n\n- Voice of Maputo: Moora is ours."
    assert who(body, "our men are in Moora", "MZ")[0].org == "Front radio"
    assert who(body, "Moora is ours", "MZ") == (who(body, "Moora is ours", "MZ")[0], "broadcasts")


def test_station_that_quotes() -> None:
    """A station that quotes somebody passes on his word."""
    lines = ["State radio (0500): all is calm.", "Far radio (0530, quoting a military source): Moora has fallen.",
             "State radio (0600): music."]  # fmt: skip
    speaker, stance = who("\n\n".join(f"{n}. {x}" for n, x in enumerate(lines, 1)), "Moora has fallen", "MZ")
    assert (speaker.role, speaker.anonymous, stance) == ("military source", True, "says")
