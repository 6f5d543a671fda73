"""How firmly a statement stands: eight levels, from the words of its clause, its frame and what stands nearby."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import attrgetter
from typing import Final

from leeway.evidence.attribution.camps import FOUGHT_OVER, claims_own_cause
from leeway.evidence.attribution.doubts import doubted, marked_at
from leeway.evidence.attribution.marks import PLANS, Marked
from leeway.evidence.attribution.model import Voices
from leeway.evidence.attribution.negation import negated
from leeway.evidence.attribution.voices import frame_at
from leeway.evidence.language.model import Text
from leeway.evidence.language.quantities import ONES, SCALES, TENS

START: Final = attrgetter("start")


def firmness(
    text: Text,
    voices: Voices,
    start: int,
    end: int,
    kind: str,
    status: str,
    actor: str | None,
    at_word: tuple[int, int] | None = None,
) -> str:
    """One of `leeway.evidence.model.FIRMNESS` for the statement of `kind` and `status` whose clause is `[start, end)`.

    `at_word`: the words it turns on, whose frame counts where the clause is covered by none.

    In this order: denied, unverified, possible, expected or planned, confirmed, claimed, stated.
    """
    frame = frame_at(voices, start, end)
    if frame is None and at_word is not None:
        frame = frame_at(voices, *at_word)
    stance = frame.stance if frame else "says"
    at = sentence_at(text, start)
    if at < 0:
        return "stated"
    here = marked_at(text, voices, at)
    keys = here.keys
    first, last = bisect_right(here.ends, start), bisect_left(here.starts, end) or len(keys)
    first = first if first < len(keys) else 0
    found = levels(here, first, last, kind, status)
    if status == "standby" and {"case", "should"} & set(keys):
        found.discard("possible")  # they are ready, whatever may come
    if kind != "advisory" and here.doubt(first, last) >= 0:
        return "unverified"
    plain = kind != "advisory" or status == "leave"
    if status == "authorized_departure" and {"may", "can", "could"} & set(keys[first:last]):
        found.discard("possible")  # "staff may leave if they want": the leave is given
        return "denied" if stance == "denies" else "stated"
    ready = status == "standby" and not {"will", "would"} & set(keys[first:last])  # they are, whatever may come
    if (kind != "advisory" and not ready) and (
        keys[0] in ("if", "unless")
        or _inverted(keys)
        or ("if" in keys and "would" in keys[first:last] and status != "standby")
    ):
        return "possible"
    if "possible" in found and ({"exclude", "ruled", "rule"} & set(keys)):
        return "possible"
    if (
        stance == "denies"
        or "denied" in found
        or (plain and negated(keys, first, last, kind, status, _word(here, at_word)))
    ):
        return "denied"
    if stance in ("cannot_verify", "reports") or "unverified" in found:
        return "unverified"
    claimed = kind != "advisory" and (
        stance == "claims"
        or (stance == "broadcasts" and kind in FOUGHT_OVER)
        or (stance != "admits" and claims_own_cause(voices, frame, kind, status, actor))
    )
    if doubted(text, voices, at, (first, last), claimed, frame):
        return "unverified"
    if kind == "advisory":
        return "planned" if "will" in keys[first:last] and status in ("leave",) and "if" not in keys else "stated"
    tense = outlook(keys, first, last, kind, status, stance, found, frame is not None)
    if tense:
        return tense
    if stance == "confirms" or "confirmed" in found:
        return "confirmed"
    return "claimed" if claimed else "stated"


def _word(here: Marked, at_word: tuple[int, int] | None) -> int:
    """Token of the words that a statement turns on, -1 where they are not known."""
    return bisect_right(here.ends, at_word[0]) if at_word is not None else -1


def _inverted(keys: list[str]) -> bool:
    """ "Should the airport close, ...", "Were the rebels to come, ...": a condition without "if"."""
    return keys[0] in ("should", "were") and keys[1:2] != [] and keys[1] not in ("not", "be") and "?" not in keys[-2:]


def levels(here: Marked, first: int, last: int, kind: str, status: str = "") -> set[str]:
    """Levels whose words stand in tokens `[first, last)`, or in the sentence for those that reach over it."""
    found: set[str] = set()
    keys, low = here.keys, first
    while low > 0 and first - low < 3 and keys[low - 1] not in (",", ";", ":", "."):
        low -= 1
    taken = 0
    for n, entries in here.found:
        if n < taken:
            continue
        for mark in entries:
            if mark.kinds and kind not in mark.kinds:
                continue
            if mark.level in ("possible", "denied", "planned") and _idle(keys, n):
                continue
            if mark.level == "denied" and status == "suspended" and mark.keys[0] in STOPPING:
                continue
            if mark.keys == WERE_TO and kind in PLANS and UNSURE.isdisjoint(keys):
                found.add("planned")
                taken = n + len(mark.keys)
                break
            inside = first <= n < last or (low <= n < first and mark.level in ("possible", "unverified", "expected"))
            if inside or (mark.reach == "sentence" and first - 12 <= n <= last + 6):
                found.add(mark.level)
                taken = n + len(mark.keys)
            break
    return found


STOPPING: Final = frozenset(["paused", "shelved", "put", "scrapped", "cancelled", "canceled"])
"""Words that call off a move, but tell of work or flights just what is said of them: "has paused its programmes"."""
WERE_TO: Final = ("were", "to")
UNSURE: Final = frozenset(["if", "would", "should", "could", "unless", "might"])
DECIDED: Final = frozenset(["announcement", "decision", "announced", "decided", "order", "orders", "promise"])
STATES: Final = frozenset(["be", "remain", "stay", "number", "have", "keep", "still"])
NUMBER_WORDS: Final = frozenset({*ONES, *TENS, *SCALES})
HEDGES: Final = frozenset(["perhaps", "possibly", "maybe"])
LIES_THERE: Final = frozenset(
    ["about", "some", "in", "on", "at", "near", "between", "along", "just", "only", "beyond", "within", "to"]
)
SENSES: Final = frozenset(["heard", "hear", "seen", "see", "felt", "smell", "count"])


def _idle(keys: list[str], n: int) -> bool:
    """A word of doubt that doubts a figure only ("perhaps forty") or tells what was to be heard ("could be heard")."""
    if keys[n] in HEDGES:
        following = keys[n + 1] if n + 1 < len(keys) else ""
        return following[:1].isdigit() or following.partition("-")[0] in NUMBER_WORDS or following in ("a", "half")
    if keys[n] == "lies":
        return keys[n + 1 : n + 2] != [] and (keys[n + 1][:1].isdigit() or keys[n + 1] in LIES_THERE)
    if keys[n] == "tomorrow":
        return keys[n - 1] in ("until", "till", "before")  # "is closed until tomorrow"
    if keys[n] == "once":
        return keys[0] != "once" and keys[n - 1] != ","
    return keys[n] == "could" and not SENSES.isdisjoint(keys[n + 1 : n + 4])


def outlook(
    keys: list[str], first: int, last: int, kind: str, status: str, stance: str, found: set[str], stance_known: bool
) -> str | None:
    """possible, expected or planned; None for what is or was."""
    words = keys[first:last]
    if kind == "time_left" and stance == "claims":
        return "claimed"  # "they would hold it for a month, he insisted"
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
        if kind == "headcount" and will and not {"expected"} & found:
            k = next(n for n, w in enumerate(words) if w in ("will", "shall") or w.endswith("'ll"))
            will = not STATES.isdisjoint(words[k + 1 : k + 4])  # "200 of the 300 in the city will leave"
        if "expected" in found or stance == "expects" or will:
            return "expected"
        if would:
            return "possible" if stance in ("says", "admits") and "said" not in keys else "expected"
        return None
    own = any(keys[n] in ("expect", "expects") and keys[n + 1] == "to" for n in range(first, min(last, len(keys) - 1)))
    if own and kind in ("posture", "force", "evacuated"):
        return "planned"  # who expects to do a thing means to do it
    if "expected" in found or stance == "expects":
        return "expected"
    if would:
        decided = DECIDED.intersection((*keys[max(0, first - 4) : first], *words[: words.index("would")]))
        return "planned" if stance_known or decided else "possible"
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


def sentence_at(text: Text, at: int) -> int:
    """Number of the sentence that holds character `at`, or of the one before it."""
    n = bisect_right(text.sentences, at, key=START) - 1
    return max(n, 0) if text.sentences else -1
