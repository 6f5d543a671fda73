# ruff: noqa: E501 - one case a line
"""How firmly it is said: the eight levels, on crises no lexicon entry was written for."""

from __future__ import annotations

import pytest
from attribution_reading import firm

CASES = [
    # body, clause, kind, status, actor, country, level
    ("The rebels took Tarsa on Monday.", "The rebels took Tarsa", "control", "captured", "rebels", "LR", "stated"),
    ("A rebel spokesman said his men had taken Tarsa.", "his men had taken Tarsa", "control", "captured", "rebels", "LR", "claimed"),
    ("The LURD movement says it holds the port.", "it holds the port", "control", "held", "LURD", "LR", "claimed"),
    ("The army said it had lost the bridge at Tarsa.", "it had lost the bridge at Tarsa", "control", "captured", "rebels", "LR", "stated"),
    ("The army said its troops had retaken Tarsa.", "its troops had retaken Tarsa", "control", "retaken", "Liberian army", "LR", "claimed"),
    ("The army said its troops had retaken Tarsa. The account could not be independently verified.", "its troops had retaken Tarsa", "control", "retaken", "Liberian army", "LR", "unverified"),
    ("The governor denied that Tarsa had fallen.", "Tarsa had fallen", "control", "captured", "rebels", "LR", "denied"),
    ("Tarsa has not fallen, residents said.", "Tarsa has not fallen", "control", "captured", "rebels", "LR", "denied"),
    ("Rebels reportedly entered Tarsa overnight.", "Rebels reportedly entered Tarsa", "control", "contested", "rebels", "LR", "unverified"),
    ("There were unconfirmed reports that rebels had entered Tarsa.", "rebels had entered Tarsa", "control", "contested", "rebels", "LR", "unverified"),
    ("Nigeria will send 770 soldiers to Monrovia.", "Nigeria will send 770 soldiers to Monrovia", "force", "deploying", "Nigeria", "LR", "planned"),
    ("Nigeria has sent 770 soldiers to Monrovia.", "Nigeria has sent 770 soldiers to Monrovia", "force", "deploying", "Nigeria", "LR", "stated"),
    ("Nigeria is sending 770 soldiers to Monrovia.", "Nigeria is sending 770 soldiers to Monrovia", "force", "deploying", "Nigeria", "LR", "planned"),
    ("Nigeria's defence ministry said it would send 770 soldiers.", "it would send 770 soldiers", "force", "deploying", "Nigeria", "LR", "planned"),
    ("The president ordered 200 marines to be deployed off Monrovia.", "The president ordered 200 marines to be deployed off Monrovia", "force", "deploying", "United States", "LR", "planned"),
    ("Washington could send marines to Monrovia.", "Washington could send marines to Monrovia", "force", "deploying", "United States", "LR", "possible"),
    ("Washington is considering sending marines to Monrovia.", "Washington is considering sending marines", "force", "deploying", "United States", "LR", "possible"),
    ("If the bridge falls, the port will be lost.", "If the bridge falls", "control", "captured", "rebels", "LR", "possible"),
    ("Were the airport to close, ships would be the only way out.", "Were the airport to close", "access", "closed", None, "LR", "possible"),
    ("The town is expected to fall within days.", "The town is expected to fall", "control", "captured", "rebels", "LR", "expected"),
    ("Diplomats fear that the town will fall within days.", "the town will fall within days", "control", "captured", "rebels", "LR", "expected"),
    ("The city has no more than 72 hours, a European ambassador said.", "The city has no more than 72 hours", "time_left", "until_fall", None, "LR", "expected"),
    ("The capture of Tarsa was confirmed by a UN official.", "The capture of Tarsa was confirmed", "control", "captured", "rebels", "LR", "confirmed"),
    ("The mayor confirmed that rebels were in Tarsa.", "rebels were in Tarsa", "control", "captured", "rebels", "LR", "confirmed"),
    ("The embassy is not closing, the ambassador said.", "The embassy is not closing", "posture", "suspended", "US embassy Monrovia", "LR", "denied"),
    ("The airport is not operating.", "The airport is not operating", "access", "suspended", None, "LR", "stated"),
    ("No flights have left since Friday.", "No flights have left since Friday", "access", "suspended", None, "LR", "stated"),
    ("Flights will resume on Monday, the airline said.", "Flights will resume on Monday", "access", "open", None, "LR", "planned"),
    ("The planned deployment of 770 soldiers was called off.", "The planned deployment of 770 soldiers was called off", "force", "deploying", "Nigeria", "LR", "denied"),
    ("The government dismissed reports of fighting in Tarsa.", "fighting in Tarsa", "incident", "fighting", None, "LR", "denied"),
    ("Do not travel to Liberia.", "Do not travel to Liberia", "advisory", "do_not_travel", None, "LR", "stated"),
    ("The embassy told citizens to leave if they could do so safely.", "told citizens to leave if they could do so safely", "advisory", "leave", None, "LR", "stated"),
    ("The embassy cannot help citizens outside the capital.", "The embassy cannot help citizens outside the capital", "advisory", "limited_help", None, "LR", "stated"),
    ("The militia insisted that its fighters controlled the harbour.", "its fighters controlled the harbour", "control", "held", "militia", "LR", "claimed"),
    ("The militia's claim to hold the harbour could not be verified.", "The militia's claim to hold the harbour", "control", "held", "militia", "LR", "unverified"),
    ("Footage shared by the rebels, which Northern Wire was not able to verify, showed fighters at the gate.", "showed fighters at the gate", "force", "present", "rebels", "LR", "unverified"),
    ("The government said 4,000 people had fled Tarsa.", "4,000 people had fled Tarsa", "displacement", "displaced", None, "LR", "stated"),
    ("The Kenyan government said it had flown out 300 of its citizens.", "it had flown out 300 of its citizens", "evacuated", "moved", "Kenya", "LR", "stated"),
    ("The ministry said a ship was on its way to fetch 300 citizens.", "a ship was on its way to fetch 300 citizens", "evacuated", "moved", "Kenya", "LR", "planned"),
    ("Rebels may reach the capital by Sunday, the agency said.", "Rebels may reach the capital by Sunday", "control", "threatened", "rebels", "LR", "possible"),
    ("There is no fighting in the capital, the mayor said.", "There is no fighting in the capital", "incident", "fighting", None, "LR", "denied"),
    ("The ambassador said the mission had no plans to evacuate.", "the mission had no plans to evacuate", "posture", "evacuating", "US embassy Monrovia", "LR", "denied"),
    ("The agency puts the displaced at no fewer than 700,000.", "puts the displaced at no fewer than 700,000", "displacement", "displaced", None, "LR", "stated"),
    ("Not one soldier is in Tarsa.", "Not one soldier is in Tarsa", "force", "present", "Liberian army", "LR", "denied"),
    ("Nationals who have no pressing need to stay should leave now.", "Nationals who have no pressing need to stay should leave now", "advisory", "leave", None, "LR", "stated"),
    ("The commission is neither closing nor thinning out.", "The commission is neither closing nor thinning out", "posture", "reducing", "US embassy Monrovia", "LR", "denied"),
    ("Perhaps forty-five marines are at the airfield.", "Perhaps forty-five marines are at the airfield", "force", "present", "United States", "LR", "stated"),
    ("Shelling could be heard all day.", "Shelling could be heard all day", "incident", "shelling", None, "LR", "stated"),
    ("Should the rebels break the truce, the army will march on Tarsa.", "the army will march on Tarsa", "approach", "advancing", "Liberian army", "LR", "possible"),
    ("The embassy said it expects to draw down to a core staff.", "it expects to draw down to a core staff", "posture", "reducing", "US embassy Monrovia", "LR", "planned"),
    ("The embassy is not able to say who holds the bridge.", "is not able to say who holds the bridge", "control", "contested", None, "LR", "stated"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "clause", "kind", "status", "actor", "country", "level"), CASES)
def test_level(body: str, clause: str, kind: str, status: str, actor: str | None, country: str, level: str) -> None:
    """The clause is given the level an annotator would give it."""
    assert firm(body, clause, kind, status, actor, country) == level
