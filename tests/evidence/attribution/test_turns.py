"""Whose words the items of broadcasts, briefings, digests and threads of letters are."""

from __future__ import annotations

from attribution_reading import who


def test_brackets_after_a_name() -> None:
    """ "SMITH (over film):" is a turn like any other."""
    body = "HOST: Good evening.\n\nSMITH (over film): The road is open.\n\nCOLONEL ABDI (army): The bridge is open."
    assert who(body, "The road is open", "HT")[0].name == "Smith"
    colonel, _ = who(body, "The bridge is open", "HT")
    assert (colonel.name, colonel.role, colonel.org) == ("Abdi", "colonel", None)


def test_answers_by_letter() -> None:
    """ "Q:" and "A:": the answers are the house's."""
    body = "Q: Is the road open?\n\nA: The road is open.\n\nQ: Thank you."
    assert who(body, "The road is open", "HT", title="Department Press Briefing")[0].org == "US State Department"


def test_stations_and_notes() -> None:
    """Items of a digest are their stations', also under an abbreviation; notes in brackets are the digest's."""
    body = (
        "National Radio (NBC), 0630. The road is open. [This was not so, our driver found.]\n\n"
        "Radio Sud, 0700. The bridge is open.\n\nNBC, 1915. The port is open."
    )
    assert who(body, "The road is open", "HT")[0].org == "National Radio"
    assert who(body, "This was not so", "HT")[0].org != "National Radio"
    assert who(body, "The bridge is open", "HT")[0].org == "Radio Sud"
    assert who(body, "The port is open", "HT")[0].org == "National Radio"


def test_stations_in_brackets() -> None:
    """ "[Radio Sud, in French, 0700 GMT]" opens an item as well."""
    body = (
        "Summary of broadcasts.\n\n[National Radio, in French, 0630 GMT] The road is open.\n\n"
        "[Radio Sud, 0700 GMT] The bridge is open.\n\n[Voice of the North, 1915 GMT] The port is open."
    )
    assert who(body, "The road is open", "HT")[0].org == "National Radio"
    assert who(body, "The port is open", "HT")[0].org == "Voice of the North"


def test_letters() -> None:
    """Each letter of a thread is its writer's."""
    body = "From: Field Office, Kolda\nTo: Desk\n\nThe road is open.\n\nFrom: Desk\nTo: Kolda\n\nThe bridge is open."
    assert who(body, "The road is open", "HT")[0].role == "field office"
    assert who(body, "The bridge is open", "HT")[0].role == "desk"
