"""The sets of words and of kinds that the reading of postures shares."""

from __future__ import annotations

from leeway.evidence.grammar.wordlists import words

MISSION_NOUNS = words("posture.MISSION_NOUNS")
STAFF_NOUNS = words("posture.STAFF_NOUNS")
OPERATION_NOUNS = words("posture.OPERATION_NOUNS")
BODIES = words("posture.BODIES")
OWN = words("posture.OWN")
OWNERS = words("posture.OWNERS")
ENVOYS = words("posture.ENVOYS")
WE = words("posture.WE")
WHOLE = words("posture.WHOLE")
PART = words("posture.PART")
SMALL = words("posture.SMALL")
OURS = words("posture.OURS")
SITES = words("posture.SITES")
ORGANISATIONS = frozenset(["mission", "organisation"])
OFFICES = frozenset(["office", "offices"])
