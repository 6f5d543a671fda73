"""What the notes of the tables say in a fixed form: tags in capitals, `key=value` pairs, numbers of an estimate."""

from __future__ import annotations

import re
from typing import Final

# tag: words that start it in a note. "ORDERED/ADVICE: ..." carries two.
TAGS: Final = {
    "ordered": "ORDERED",
    "authorised": "AUTHORISED",
    "advice": "ADVICE",
    "partial": "PARTIAL",
    "preparation": "PREPARATION",
    "seized": "SEIZED",
    "attacker_claim": "ATTACKER CLAIM",
    "attacker_aim": "ATTACKER AIM",
    "official_reassurance": "OFFICIAL REASSURANCE",
    "false_alarm": "FALSE ALARM",
    "no_number": "no number",
    "pause": "PAUSE",
    "talks_only": "TALKS ONLY",
    "ultimatum": "ULTIMATUM",
    "offer": "OFFER",
    "temporary": "TEMPORARY",
}
NOT_AN_ESTIMATE: Final = frozenset({"attacker_claim", "attacker_aim", "official_reassurance", "false_alarm"})
"""Tags of estimate rows that are no intelligence estimate: what one side says of itself, or a mistake."""

_ESTIMATE = re.compile(r"^est_days_low=([0-9.]+);est_days_high=([0-9.]+)(?:\s*::\s*)?")
_PAIR = re.compile(r"(?:^|[;\s])([a-z_]+)=([^;]+)")


def tags_of(note: str) -> frozenset[str]:
    """Tags at the start of a note (or after the numbers of an estimate), with "measure:<word>" and "coord_manual"."""
    text = _ESTIMATE.sub("", note.strip())
    found = set()
    head = re.match(r"[A-Z][A-Z /]*|no number\b", text)
    if head:
        for part in head[0].split("/"):
            found |= {tag for tag, words in TAGS.items() if part.strip().startswith(words)}
    pairs = pairs_of(note)
    if "measure" in pairs:
        found.add(f"measure:{pairs['measure']}")
    if pairs.get("coord", "").startswith("manual"):
        found.add("coord_manual")
    return frozenset(found)


def estimate_of(note: str) -> tuple[float, float] | None:
    """(low, high) days of an estimate with a number, None without one."""
    match = _ESTIMATE.match(note.strip())
    return (float(match[1]), float(match[2])) if match else None


def pairs_of(note: str) -> dict[str, str]:
    """`key=value` pairs of a note; the first of a key counts."""
    found: dict[str, str] = {}
    for match in _PAIR.finditer(note):
        found.setdefault(match[1], match[2].strip())
    return found
