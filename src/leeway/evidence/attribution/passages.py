"""Texts put together from others: whose words a passage gives, where a head or a credit marks it.

A digest of notices sets each under its issuer ("CANADA (Foreign Affairs)", "Belgian embassy, 3 May"); a roundup of two
agencies credits its items at their head ("LAMU (Example Wire) -") or at their end ("(EXW)").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from leeway.evidence.attribution.cast import Cast
from leeway.evidence.attribution.line import Line
from leeway.evidence.attribution.missions import adjective
from leeway.evidence.attribution.model import Actor, Frame, Passage
from leeway.evidence.language.model import Text
from leeway.evidence.model import Speaker
from leeway.evidence.reports.furniture import agencies


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


FEWEST: Final = 2
ISSUING: Final = frozenset({"mission", "ministry"})
EDITORS: Final = frozenset(["editor", "editors", "editors'", "editorial", "compilers", "compiler", "compiled"])
FOREIGN: Final = frozenset(["foreign", "external", "mfa", "consular"])
MISSIONS: Final = frozenset(["embassy", "consulate", "commission"])
OFFICES: Final = frozenset(["ministry", "department", "government", "office", "affairs", "official", "state"])
BESIDE: Final = _set(
    "from the of for by at in to no number message messages emergency security alert alerts advisory notice notices "
    "warden statement update updated travel advice bulletin release press communique demonstration posted issued dated "
    "citizens nationals am pm gmt utc local time hours and our translation extract extracts summary"
)
"""What may stand in the head of a passage beside the body it names, days, numbers and places."""
CREDITED: Final = re.compile(
    r"(?m)^[ \t]*(?:[•*–-] )?(?P<town>[A-ZÀ-Þ][A-ZÀ-Þ'’ ,.-]{1,30})?(?:, [A-Z][a-z]{2,8}\.? \d{1,2})? ?"
    r"\((?P<head>[^()\n]{2,40})\) ?(?:--|[-–—:]) "
    r"|^[ \t]*(?P<name>[A-Z][\w ]{1,24}): (?=[A-Z\"“])"
    r"|(?: \((?P<tail>[A-Z][^()\n]{1,40})\)\.?| [-–—]{1,2} ?(?P<dash>[A-Z][\w ]{1,24})\.?)[ \t]*$"
)


def frame(passage: Passage) -> Frame:
    """The passage as a frame that every other one in it goes before."""
    return Frame(passage.start, passage.end, passage.speaker, "says", carried=True)


def passages(text: Text, lines: list[Line], actors: list[Actor], cast: Cast) -> list[Passage]:
    """The passages of a text in order, empty where fewer than two bodies or two agencies are marked. Linear."""
    heads = list(_heads(text, lines, actors, cast))
    if len({p.speaker.org for p in heads if p.state}) >= FEWEST:
        return _up_to_next(text, heads)
    return list(_credited(text))


def _up_to_next(text: Text, heads: list[Passage]) -> list[Passage]:
    ends = [*(p.start for p in heads[1:]), len(text.clean)]
    return [Passage(p.start, end, p.speaker, p.state) for p, end in zip(heads, ends, strict=True)]


def _heads(text: Text, lines: list[Line], actors: list[Actor], cast: Cast) -> Iterator[Passage]:
    """The headings that name a body, and those where the editors speak again; ends are not set."""
    for line in lines:
        if not line.sentence.heading:
            continue
        start, end = line.sentence.start, line.sentence.end
        if EDITORS.intersection(line.keys):
            yield Passage(end, end, Speaker(org=text.report.publisher))
            continue
        named = issuing(line, [a for a in actors if start <= a.start < end], cast)
        if named is not None:
            yield Passage(end, end, Speaker(org=named[0]), named[1])


def issuing(line: Line, actors: list[Actor], cast: Cast) -> tuple[str, str] | None:
    """(body, state) of a heading that names nothing but the body whose words follow."""
    state = next((x for a, _, x in line.names if a <= 1 and x.kind == "state" and x.form == "name"), None)
    if "(" in line.keys and state is not None:
        return _of_state(line, line.keys.index("("), state.name, actors, cast)
    body = next((a for a in actors if a.kind in ISSUING), None)
    if body is None:
        return None
    for token, key in zip(line.tokens, line.keys, strict=True):
        beside = token.end <= body.start or token.start >= body.end
        if beside and key.isalpha() and key not in BESIDE and not _day_or_place(line, token.start, cast):
            return None
    owner = next((x.name for _, _, x in line.names if x.kind == "state" or x.iso), body.name)
    return body.name, owner


def _of_state(line: Line, opening: int, state: str, actors: list[Actor], cast: Cast) -> tuple[str, str] | None:
    """ "CANADA (Foreign Affairs)": the body of a state named before a bracket."""
    if any(k.isalpha() and k not in BESIDE for k in line.keys[_after_name(line) : opening]):
        return None
    inside = line.keys[opening + 1 :]
    theirs = adjective(state)
    named = next((a for a in actors if a.start > line.tokens[opening].start and a.kind == "ministry"), None)
    if MISSIONS.intersection(inside):
        seat = cast.home[0][2] if cast.home else ""
        noun = next(k for k in inside if k in MISSIONS)
        return f"{theirs} {'high commission' if noun == 'commission' else noun} {seat}".strip(), state
    if named is not None:
        return named.name, state
    if FOREIGN.intersection(inside):
        return f"{theirs} foreign ministry", state
    return (state, state) if OFFICES.intersection(inside) or "translation" in inside else None


def _after_name(line: Line) -> int:
    return next((b for a, b, x in line.names if a <= 1 and x.kind == "state"), 0)


def _day_or_place(line: Line, at: int, cast: Cast) -> bool:
    """A weekday, a month, the home state or a town with a capital."""
    n = next((k for k, token in enumerate(line.tokens) if token.start == at), -1)
    return line.capital(n) or line.keys[n] in ("may",) or any(line.keys[n] in h[0].casefold() for h in cast.home)


def _credited(text: Text) -> Iterator[Passage]:
    """The items of a roundup under the agencies they are credited to, none where fewer than two are."""
    if "(" not in text.clean and "—" not in text.clean and ": " not in text.clean:
        return
    marks = []
    for match in CREDITED.finditer(text.clean):
        named = agencies(match["head"] or match["name"] or match["tail"] or match["dash"] or "")
        known = len(named) == 1 and named[0] != text.report.publisher
        if known:
            marks.append((match, named[0], bool(match["head"] or match["name"])))
    if len({name for _, name, _ in marks}) < FEWEST:
        return
    for n, (match, name, opens) in enumerate(marks):
        speaker = Speaker(org=name)
        if opens:
            after = marks[n + 1] if n + 1 < len(marks) else None
            end = len(text.clean) if after is None else after[0].start()
            if after is not None and not after[2]:
                end = text.clean.rfind("\n", match.end(), after[0].start()) + 1 or after[0].start()
            yield Passage(match.end(), end, speaker)
        else:
            start = max(text.clean.rfind("\n", 0, match.start()) + 1, 0)
            yield Passage(start, match.start(), speaker)
