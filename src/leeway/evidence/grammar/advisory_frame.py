"""Whether words of leaving, staying in or keeping away are advice: told to somebody, said with "should", or ordered."""

from __future__ import annotations

from leeway.evidence.grammar.lexicon import Hit
from leeway.evidence.grammar.line import BE, Chunk, Line
from leeway.evidence.grammar.scene import Scene
from leeway.evidence.grammar.wordlists import words

TELLING = words("advisory.TELLING")
TOLD = words("advisory.TOLD")
IMPERATIVE_BEFORE = words("advisory.IMPERATIVE_BEFORE")
DUTIES = frozenset(["should", "must", "shall", "needs", "ought"])
ADDRESSED = frozenset(["citizen", "staff", "people", "displaced"])
NOT_ADVICE = frozenset(
    [
        "able", "allowed", "free", "want", "wanted", "wants", "wish",
        "wished", "trying", "hoping", "desperate", "refused", "refuse", "refuses",
        "refusing", "declined", "decline", "forced", "ready", "unable", "waiting",
        "queuing",
    ]
)  # fmt: skip
REACH = 14


def advised(line: Line, hit: Hit, scene: Scene) -> bool:
    """Rows TOLD, TOLDGO, SHOULD, REMIND, IMP ask for their own frame, ACT for any of them; the rest speak for
    themselves."""
    pattern, w = hit.row.pattern, line.w
    if hit.row.words.startswith(("do not", "don't")) and not _bidden(line, hit):
        return False  # "the trains do not go"
    if pattern == "SELF" and hit.row.status == "shelter" and _told_of(line, hit):
        return False
    before = w[max(0, hit.start - REACH) : hit.start]
    if pattern in ("TOLD", "TOLDGO"):
        ends = w[hit.end : hit.end + 1] in ([], ["."], [","], [";"], [")"])
        asked = line.w[hit.start - 1 : hit.start] and line.w[hit.start - 1] in TELLING and before[-2:-1]
        passive = bool(asked) and before[-2] in BE and hit.row.status == "leave"
        return (passive or _told(line, hit)) and (pattern == "TOLD" or ends)
    if pattern == "SHOULD":
        return _persons(line, hit)
    if pattern == "REMIND":
        return any(x.startswith("remind") or x in ("told", "advised") for x in before)
    if pattern == "IMP":
        return _imperative(line, hit, scene)
    if pattern == "ACT":
        if hit.row.status == "leave" and {"not", "don't", "never"} & set(w[max(0, hit.start - 2) : hit.start]):
            return False  # "do not go to the airport"
        return _told_to(line, hit) or _duty(line, hit) or _imperative(line, hit, scene)
    return True


def _bidden(line: Line, hit: Hit) -> bool:
    """Whether "do not" is said to somebody and not of them: nothing before it, a mark, a word of bidding."""
    before = line.w[hit.start - 1] if hit.start else ""
    a = line.clause(hit.start)[0]
    if any(a <= c.start < hit.start for c in line.of("exit")) and not {",", ":", ";", "please"} & set(
        line.w[a : hit.start]
    ):
        return False
    said = before in IMPERATIVE_BEFORE or before in ("", "so", "but", "or", "that", "to") or not before[:1].isalpha()
    return said or not ({"they", "we", "it", "who"} & {before} or (before.endswith("s") and before not in ("is", "as")))


def addressed(line: Line, c: Chunk) -> bool:
    """ "British nationals", "U.S. citizens": the state is that of the people spoken to, who says it stands before."""
    return any(k.what.pattern in ADDRESSED and 0 <= k.start - c.end <= 1 for k in line.of("class")) and any(
        o.end <= c.start and o.what.kind in ("mission", "ministry", "government", "state") for o in line.of("actor")
    )


def _told_of(line: Line, hit: Hit) -> bool:
    """ "Ten colleagues stay inside", "stuck behind locked doors": what people do, not what they are told."""
    before = line.w[hit.start - 1] if hit.start else ""
    if before == "behind":
        return True
    staying = line.w[hit.start] in ("stay", "remain") and before.endswith("s") and before.isalpha()
    bidding = {"to", "should", "must", "please", "shall", "will"} | TELLING
    return staying and before not in TOLD and not line.owner[hit.start - 1] and bidding.isdisjoint(line.w[: hit.start])


def _persons(line: Line, hit: Hit) -> bool:
    first = max(0, hit.start - REACH)
    before = line.w[first : hit.start]
    named = any(c.what.pattern in ADDRESSED and first <= c.start < hit.start for c in line.of("class"))
    return named or any(x in TOLD or x == "they" for x in before)


def _told(line: Line, hit: Hit) -> bool:
    before = line.w[max(0, hit.start - REACH) : hit.start]
    if NOT_ADVICE & set(before[-2:]):
        return False
    return any(x in TELLING for x in before) and _persons(line, hit)


def _told_to(line: Line, hit: Hit) -> bool:
    """ "Told citizens to ...", "instructions not to ...", "Canadians are to ..."."""
    k = hit.start - 1
    while k > 0 and line.w[k] in ("immediately", "now", "not", "please", "also"):
        k -= 1
    if k < 1 or line.w[k] != "to":
        return False
    before = line.w[max(0, k - REACH) : k]
    if before[-1:] and before[-1] in BE and _persons(line, hit):
        return True
    if before[-1:] and before[-1] in ("has", "have", "had") and any(x in TOLD for x in before):
        return True
    if before[-1:] and before[-1] in TELLING and (before[-2:-1] and before[-2] in BE):
        return True  # "are advised to leave": whom, the clause before says
    return _told(line, hit) or any(x in ("instructions", "orders", "advice") for x in before[-3:])


def _duty(line: Line, hit: Hit) -> bool:
    k = hit.start - 1
    while k > 0 and line.w[k] in ("immediately", "now", "also", "therefore", "not", "never"):
        k -= 1
    return k >= 0 and line.w[k] in DUTIES and _persons(line, hit)


def _imperative(line: Line, hit: Hit, scene: Scene) -> bool:
    """At the start of a sentence of its own; in a notice also after a mark, "please" or "and"."""
    k = hit.start - 1
    while k >= 0 and line.w[k] in ("do", "not", "don't", "please", "immediately"):
        k -= 1
    first = k < 0 or not any(x[:1].isalnum() for x in line.w[: k + 1])
    if first or (k <= 1 and line.w[k] in IMPERATIVE_BEFORE):
        return hit.start > 0 or line.tokens[hit.start].text[:1].isupper()
    if line.w[:1] == ["if"] and line.w[k] == ",":
        return True  # "If you are in Lebanon, leave"
    return scene.notice and (line.w[k] in IMPERATIVE_BEFORE or (k + 1 < hit.start and line.w[k + 1] == "please"))
