"""Firmness where the clause itself settles it: purposes, conditions around it, doubts of a higher clause."""

from __future__ import annotations

from leeway.evidence.grammar.draft import Draft
from leeway.evidence.grammar.inflect import Form
from leeway.evidence.grammar.lexicon import verb_forms
from leeway.evidence.grammar.line import Line
from leeway.evidence.grammar.surety_plans import called_off
from leeway.evidence.grammar.wordlists import words

RISK = frozenset(
    ["odds", "risk", "danger", "chance", "chances", "prospect", "possibility", "likelihood", "fear", "fears"]
)
PLANNABLE = frozenset(["posture", "force", "evacuated"])
IN_CASE = words("surety.IN_CASE")
BEGUN = words("surety.BEGUN")
TRYING = words("surety.TRYING")
THINKING = words("surety.THINKING")
NOT = words("surety.NOT")
HELD_TRUE = frozenset(
    ["thought", "believed", "said", "reported", "estimated", "known", "supposed", "understood", "reckoned", "seem",
     "seems", "appear", "appears", "likely", "continues", "continue"]
)  # fmt: skip
DENYING = frozenset(["denied", "denies", "deny", "denying"])
LEADING = ("poised", "about", "set", "on the", "close")
COUNTED = frozenset(["headcount", "displacement"])
NO = frozenset(
    ["no", "not", "none", "never", "nobody", "neither", "nor", "without", "cannot", "false", "untrue", "wrong", "lie",
     "nonsense", "invention", "dismissed", "rejected", "rumours", "refuted", "incorrect", "hardly"]
)  # fmt: skip
ANSWERING = frozenset(["said", "says", "replied", "answered", "replies", "answers"])
INTENDING = words("surety.INTENDING")
SUBJECT_WORDS = frozenset(["it", "they", "we", "he", "she", "who", "which", "that"])
CONTRAST = (["opposed", "to"], ["rather", "than"], ["instead", "of"])


def surety(draft: Draft, read: str) -> str:
    """`read` is what attribution makes of the span; the words of the trigger go before it."""
    line = draft.line
    if _said_no(line, draft.at):
        return "denied"
    if read in ("stated", "planned", "claimed", "expected") and called_off(draft):
        return "denied"
    if draft.kind == "time_left" and read == "claimed" and draft.firmness != "denied":
        return "claimed"
    if draft.firmness == "stated" and read == "denied" and (draft.kind, draft.status) == ("control", "captured"):
        return "denied"  # "maintains that it has not lost the town"
    if draft.firmness is not None:
        return read if read in ("denied", "unverified", "possible") and draft.firmness == "planned" else draft.firmness
    if draft.word == "bound" and read == "denied":
        return "stated"  # "no nearer than"
    counted = draft.kind in COUNTED or (draft.kind, draft.status) == ("force", "present")
    if read == "denied" and counted and draft.value is not None and not _negated(draft):
        return "stated"  # "1,100 citizens are still there, most of them with no wish to leave"
    if draft.kind == "time_left" and read == "expected":
        a, b = line.clause(draft.at)
        if any(w in ("could", "may", "might") for w in line.w[a:b]) or _runs_on(line, draft) == "possible":
            return "possible"
    if draft.kind == "control" and draft.status == "threatened" and read == "expected" and _of_trigger(draft):
        return "stated"  # "poised to take": the threat is there now
    if draft.kind == "control" and draft.status == "captured" and read == "expected":
        a, b = line.clause(draft.at)
        if any(w in ("could", "may", "might") for w in line.w[a:b]) and not any("fear" in w for w in line.w):
            return "possible"
    if (
        draft.kind == "access"
        and read == "denied"
        and (
            (line.w[draft.at - 1 : draft.at] == ["not"] and not line.w[draft.at].endswith("ed"))
            or draft.word == "negated"
        )
        and draft.status != "open"
    ):
        return "stated"
    if draft.kind == "posture" and read in ("stated", "planned", "expected") and _instead(line, draft.at):
        return "denied"
    if draft.claimed and read == "stated":
        return "claimed"
    if read == "expected" and _doubted_above(line, draft.at):
        return "denied"  # "does not believe that they will come"
    if read not in ("stated", "claimed"):
        return read
    if draft.kind in PLANNABLE and line.w[draft.at - 1 : draft.at] in (["to"], ["help"]):
        before = line.w[max(0, draft.at - 9) : draft.at]
        if before[-2:-1] and before[-2] in BEGUN:
            return read  # "began to move its staff": under way
        if before[-2:-1] and before[-2] in HELD_TRUE and draft.status in ("present", "standby"):
            return read  # "is thought to have 20,000 men there"
        return "possible" if any(w in IN_CASE for w in before) else "planned"
    if read == "stated" and (led := _runs_on(line, draft)) is not None:
        return led
    infinitive = draft.kind in ("control", "incident") and line.w[draft.at - 1 : draft.at] == ["to"]
    if infinitive and any(w in TRYING for w in line.w[max(0, draft.at - 5) : draft.at]):
        return "expected"
    if (
        draft.kind == "control"
        and draft.status == "captured"
        and line.w[line.clause(draft.at)[0]] in ("before", "until")
    ):
        return "expected"
    if draft.kind == "control" and line.w[draft.at].endswith("ing") and RISK & set(line.w[: draft.at]):
        return "expected"
    if _doubted_above(line, draft.at):
        return "denied"
    return read


def _of_trigger(draft: Draft) -> bool:
    """Whether the words that look ahead are those of the trigger itself."""
    a, b = draft.line.clause(draft.at)
    rest = {*draft.line.w[a : draft.at], *draft.line.w[draft.trigger_end : b]}
    return draft.word.startswith(LEADING) and not {"will", "fear", "fears", "feared", "expected"} & rest


def _negated(draft: Draft) -> bool:
    """Whether anything up to the trigger of the draft denies or doubts."""
    before = draft.line.w[: max(draft.trigger_end, draft.at) + 1]
    return any(w in NO or w in DENYING or w.endswith("n't") for w in before)


def _said_no(line: Line, at: int) -> bool:
    """ "Asked whether the bridge would be closed, the governor said no"."""
    if line.w[:1] != ["asked"] or not {"whether", "if"} & set(line.w[1:5]):
        return False
    return any(line.w[k] in ANSWERING and line.w[k + 1] == "no" for k in range(at, len(line.w) - 1))


def _instead(line: Line, at: int) -> bool:
    """ "As opposed to a shuttering of the embassy", "rather than close it"."""
    before = line.w[max(0, at - 8) : at]
    return any(before[k : k + 2] in CONTRAST for k in range(len(before))) and not {".", ";", ","} & set(before[-3:])


def _doubted_above(line: Line, at: int) -> bool:
    """ "does not believe that ...": the negation stands with the verb of thinking."""
    k = line.clause_of[at]
    if k == 0:
        return False
    a, b = line.clauses[k - 1]
    words = line.w[a:b]
    for n, word in enumerate(words):
        last = b - (a + n) <= 2
        if last and (word in DENYING or (word in THINKING and any(w in NOT for w in words[max(0, n - 3) : n]))):
            return not (word in DENYING and any(w in NOT for w in words[max(0, n - 3) : n]))
    return False


def _runs_on(line: Line, draft: Draft) -> str | None:
    """The firmness of a second verb that stands under the modal or the plan of the first: "will cut its staff and send
    troops", "may have to close the embassy and pull out its diplomats"."""
    at = draft.at
    k = line.clause_of[at]
    start = line.clauses[k][0]
    if k == 0 or line.w[start] not in ("and", "or") or at - start > 2:
        return None
    form = verb_forms().get(line.w[at], 0)
    if not form & Form.BASE or form & Form.PAST or line.w[at - 1] in SUBJECT_WORDS:
        return None
    a, b = line.clauses[k - 1]
    led = line.w[a:b]
    for n in range(len(led) - 1, -1, -1):
        if led[n] in ("could", "may", "might"):
            return "possible"
        if led[n] in ("will", "shall", "would"):
            return "planned" if draft.kind in PLANNABLE or draft.kind == "access" else "expected"
        due = INTENDING & set(led[max(0, n - 3) : n]) or led[max(0, n - 1) : n] in (["is"], ["are"], ["was"], ["were"])
        if led[n] == "to" and draft.kind in PLANNABLE and due:
            return "planned"
    return None
