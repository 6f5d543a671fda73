"""How firmly a statement stands: eight levels, from the words of its clause, its frame and what stands nearby."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from typing import Final

from leeway.evidence.attribution.camps import claims_own_cause
from leeway.evidence.attribution.lexicon import key_of, keys_of, rows
from leeway.evidence.attribution.model import Frame, Voices
from leeway.evidence.attribution.negation import negated
from leeway.evidence.attribution.voices import frame_at
from leeway.evidence.language.model import Sentence, Text

PLANS: Final = frozenset({"force", "posture", "evacuated", "access"})
DENIED: Final = frozenset(["denies", "denied", "deny", "rejects", "rejected", "disputes", "disputed", "dismissed"])
CALLED: Final = frozenset(
    [
        "claim",
        "claims",
        "accusation",
        "allegation",
        "assertion",
        "account",
        "report",
        "reports",
        "statement",
        "figure",
        "which",
        "that",
        "it",
        "this",
    ]
)


@dataclass(frozen=True, slots=True)
class Mark:
    """One entry of firmness.csv."""

    keys: tuple[str, ...]
    level: str
    reach: str
    kinds: frozenset[str]


@cache
def marks() -> dict[str, list[Mark]]:
    """The words of firmness.csv by their first key, longest first."""
    table: dict[str, list[Mark]] = {}
    for row in rows("firmness.csv"):
        kinds = frozenset(row["kinds"].split())
        if "plan" in kinds:
            kinds |= PLANS
        keys = keys_of(row["words"])
        table.setdefault(keys[0], []).append(Mark(keys, row["level"], row["reach"], kinds))
    for found in table.values():
        found.sort(key=lambda m: -len(m.keys))
    return table


def firmness(text: Text, voices: Voices, start: int, end: int, kind: str, status: str, actor: str | None) -> str:
    """One of `leeway.evidence.model.FIRMNESS` for the statement of `kind` and `status` whose clause is `[start, end)`.

    In this order: denied, unverified, possible, expected or planned, confirmed, claimed, stated.
    """
    frame = frame_at(voices, start, end)
    stance = frame.stance if frame else "says"
    at = sentence_at(text, start)
    if at < 0:
        return "stated"
    sentence = text.sentences[at]
    keys = [key_of(t.norm) for t in sentence.tokens]
    for n in range(1, len(keys)):
        if keys[n] == "may" and sentence.tokens[n].text == "May":
            keys[n] = "month"
    first = next((n for n, t in enumerate(sentence.tokens) if t.end > start), 0)
    last = next((n for n in range(len(keys), 0, -1) if sentence.tokens[n - 1].start < end), len(keys))
    found = levels(keys, first, last, kind)
    if kind != "advisory" and doubt(keys[:last], first) >= 0:
        return "unverified"
    plain = kind != "advisory" or status == "leave"
    if kind != "advisory" and (keys[0] in ("if", "unless") or ("if" in keys and "would" in keys[first:last])):
        return "possible"
    if "which" in keys[last : last + 2] and DENIED.intersection(keys[last : last + 9]):
        return "denied"
    if "possible" in found and ({"exclude", "ruled", "rule"} & set(keys)):
        return "possible"
    if stance == "denies" or "denied" in found or (plain and negated(keys, first, last, kind, status)):
        return "denied"
    if stance in ("cannot_verify", "reports") or "unverified" in found:
        return "unverified"
    claimed = kind != "advisory" and (stance == "claims" or claims_own_cause(voices, frame, kind, status, actor))
    if doubted(text, at, keys, (first, last), claimed, frame):
        return "unverified"
    if kind == "advisory":
        return "planned" if "will" in keys[first:last] and status in ("leave",) and "if" not in keys else "stated"
    tense = outlook(keys, first, last, kind, status, stance, found, frame is not None)
    if tense:
        return tense
    if stance == "confirms" or "confirmed" in found:
        return "confirmed"
    return "claimed" if claimed else "stated"


def levels(keys: list[str], first: int, last: int, kind: str) -> set[str]:
    """Levels whose words stand in tokens `[first, last)`, or in the sentence for those that reach over it."""
    table = marks()
    found: set[str] = set()
    low = first
    while low > 0 and first - low < 3 and keys[low - 1] not in (",", ";", ":", "."):
        low -= 1
    taken = 0
    for n, key in enumerate(keys):
        if n < taken:
            continue
        for mark in table.get(key, ()):
            if tuple(keys[n : n + len(mark.keys)]) != mark.keys or (mark.kinds and kind not in mark.kinds):
                continue
            inside = first <= n < last or (low <= n < first and mark.level in ("possible", "unverified", "expected"))
            if inside or (mark.reach == "sentence" and first - 12 <= n <= last + 6):
                found.add(mark.level)
                taken = n + len(mark.keys)
            break
    return found


def outlook(
    keys: list[str], first: int, last: int, kind: str, status: str, stance: str, found: set[str], stance_known: bool
) -> str | None:
    """possible, expected or planned; None for what is or was."""
    words = keys[first:last]
    if kind == "time_left" and not {"could", "may", "might"}.intersection(words):
        return "expected"
    if "possible" in found or (
        first == 0 and keys[0] in ("were", "should", "had") and kind != "advisory" and "?" not in keys
    ):
        return "possible"
    if kind == "time_left":
        return "expected"
    will = any(w in ("will", "'ll", "shall") or w.endswith("'ll") for w in words)
    would = "would" in words and "so" not in words[: words.index("would")]
    if kind not in PLANS:
        if "expected" in found or stance == "expects" or will:
            return "expected"
        if would:
            return "possible" if stance == "says" and "said" not in keys else "expected"
        return None
    if "expected" in found or stance == "expects":
        return "expected"
    if would:
        return "planned" if stance_known else "possible"
    standing = (kind, status) in (
        ("force", "standby"),
        ("force", "present"),
        ("posture", "ordered_departure"),
        ("posture", "authorized_departure"),
        ("posture", "minimum_staff"),
    )
    if will or ("planned" in found and not standing):
        return "planned"
    return None


def doubted(text: Text, at: int, keys: list[str], clause: tuple[int, int], claimed: bool, frame: Frame | None) -> bool:
    """Whether the report says it could not check: in the same sentence, or later in the paragraph of a claim."""
    first, last = clause
    before = doubt(keys[:first], max(0, first - 12))
    if before >= 0 and {"which", "that"}.intersection(keys[max(0, before - 8) : before]):
        return True
    spot = doubt(keys, last)
    if spot >= 0:
        return spot - last < 9
    if not claimed and frame is None:
        return False
    section = text.sentences[at].section
    if section and doubt(list(keys_of(section)), 0) >= 0:
        return True
    paragraph = text.sentences[at].paragraph
    for n in range(at + 1, min(at + 4, len(text.sentences))):
        sentence = text.sentences[n]
        if sentence.paragraph != paragraph:
            break
        later = [key_of(t.norm) for t in sentence.tokens]
        spot = doubt(later, 0)
        if spot >= 0 and not appositive(later, spot) and (claimed or n == at + 1):
            return True
    return False


def appositive(keys: list[str], spot: int) -> bool:
    """Whether the doubt hangs on its own sentence: "..., a claim that could not be verified"."""
    back = keys[max(0, spot - 6) : spot]
    return any(w in ("that", "which") for w in back) and "," in back and any(w in CALLED for w in back)


def doubt(keys: list[str], first: int) -> int:
    """Token at or after `first` where words of doubt stand, or -1."""
    table = marks()
    for n in range(first, len(keys)):
        for mark in table.get(keys[n], ()):
            if mark.level == "doubt" and tuple(keys[n : n + len(mark.keys)]) == mark.keys:
                return n
    return -1


def sentence_at(text: Text, at: int) -> int:
    """Number of the sentence that holds character `at`, or of the one before it."""
    n = bisect_right(text.sentences, at, key=_start) - 1
    return max(n, 0) if text.sentences else -1


def _start(sentence: Sentence) -> int:
    return sentence.start
