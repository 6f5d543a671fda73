"""What stands in a published text without being prose: captions, credits, links to other pages, update notes.

Every rule looks at one line (after broken lines are joined) and is meant to miss rather than to drop a sentence.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

MONTHS = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"


def _any(*phrases: str) -> str:
    return "(?:" + "|".join(phrases) + ")"


CREDIT = re.compile(
    r"\(?\s*"
    + _any(
        r"with (?:additional )?(?:information|reporting|files|material|inputs?|agency inputs?) (?:from|by)",
        r"(?:additional )?reporting by",
        r"(?:writing|edited|editing) by",
        r"compiled from",
        r"sources?:",
        r"(?:photo|image|picture|video)(?:graph)?s?(?: credit)?s?(?: by|:)",
        r"credits?:",
    )
    + r"\s*(?P<names>.+)",
    re.IGNORECASE,
)
SIGNED = re.compile(r"\s*[-–—]+\s*(?P<names>[^.!?]{2,60})$|\s*\((?P<inside>[A-Z][\w/,&. -]{1,40})\)\s*$")
BYLINE = re.compile(r"By [A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+){1,3}(?:(?:,| and) [A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+){1,3})*$")
PICTURE = re.compile(
    _any(
        r"\((?:credit|photo|image|picture|file photo|courtesy)s?\b[^()]*\)\s*$",
        r"(?:getty images|/\s?(?:afp|ap|reuters|epa|getty)|\bfile photo|\bfile picture|handout)\W{0,3}$",
        r"^(?:file photo|file picture|photo|image|picture|caption)s?\s*:",
    ),
    re.IGNORECASE,
)
VIDEO = re.compile(r"(?P<title>.{3,90}?)\s(?P<minutes>\d{1,2}):[0-5]\d$")
CLOCK_WORDS = re.compile(
    r"\b(?:at|from|to|until|till|by|since|before|after|around|and|about|between|local|gmt|utc)$", re.IGNORECASE
)
LINK = re.compile(
    r"\s*"
    + _any(
        r"click here\b",
        r"(?:read|see|watch|learn|find out|hear|listen)\s+(?:more|also|next|now)\b",
        r"also (?:read|see)\b",
        r"(?:also )?(?:read|watch|video|listen|photos?|gallery):",
        r"more (?:on|from)\b[^.]*$",
        r"related(?: (?:content|stories|articles?|topics?|links?|coverage))?\s*:?$",
        r"recommended(?: stories| for you)?\s*:?$",
        r"(?:most read\s*:?|advertisement)$",
        r"skip (?:to|past) ",
        r"sign up (?:for|to) ",
        r"subscribe (?:to|now|here)",
        r"(?:follow us|share this|view comments|leave a comment)\b",
        r"download (?:the|our) .{0,30}app\b",
        r"(?:all rights reserved|©|copyright\b)",
        r"support (?:our|independent) journalism",
        r"enter your email",
    ),
    re.IGNORECASE,
)
UPDATE = re.compile(
    _any(
        r"this (?:is a )?(?:breaking |developing )?(?:news )?(?:story|article|report|page|post|copy)\b.{0,60}"
        r"(?:updated|update|corrected|amended|developing)\b",
        r"breaking (?:news|story)\b.{0,80}(?:update|check back|refresh|follow|come)",
        r"(?:developing story|more to come|more to follow|more details to follow)\b.{0,60}$",
        r"\((?:updates?|adds?|recasts?|refiles?|corrects?|rewrites?)\b.{0,200}\)$",
        r"\(?(?:last )?updated\b\s*(?::|on\b|at\b).{0,60}$",
    ),
    re.IGNORECASE,
)
CORRECTION = re.compile(
    _any(
        r"(?:correction|corrected|clarification)\s*[:-]",
        r"editor['’]s note\b",
        r"an earlier version of this",
        r"this (?:replaces|corrects)",
    ),
    re.IGNORECASE,
)
STATED_IN_TITLE = re.compile(r"(?P<mark>(?:UPDATE|WRAPUP) \d+|CORRECTED|REFILE|CORRECTION|CLARIFICATION)\s?[-–:]")
CAPTION_END = re.compile(
    r"(?:\b(?:on|in)\s|,\s)(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s)?"
    rf"(?:{MONTHS}\s\d{{1,2}}|\d{{1,2}}\s{MONTHS})(?:,?\s(?:19|20)\d{{2}})?\.?$",
    re.IGNORECASE,
)
# Words that make a line prose: it has a verb of its own in the past, or an auxiliary, or somebody says something.
TENSED = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|could|can|(?-i:may)|might|must|should|did|does|do|said|says|told|took|fell|"
    r"seized|shut|cut|hit|left|met|sent|held|lost|won|fled|began|broke|came|went|gave|got|put|set|saw|stood|struck|swept|"
    r"drove|flew|fought|made|ran|rose|spoke|withdrew|overran|became|brought|kept|grew|led|threw|rode|shot|blew|bore|"
    r"closes?|opens?|falls?|begins?|ends?|takes?|leaves?|remains?|resumes?)\b|"
    r"\b(?!united\b)\w{3,}ed\b(?!\s(?:on|by|in|at|near|along|outside|inside|behind)\b)",
    re.IGNORECASE,
)
SCENES = re.compile(
    r"\s*(?:a |an |the )?(?:scenes?|views?|aerial views?|photo(?:graph)?s?|pictures?|images?|murals?|satellite images?)"
    r"\s(?:of|from|shows?|painted|taken)\b",
    re.IGNORECASE,
)
ORGANISATION = re.compile(
    r"\b(?:agency|agencies|news|newswire|press|wire|radio|television|tv|times|post|herald|tribune|media|service|network|"
    r"broadcasting|images)\b",
    re.IGNORECASE,
)
PART = re.compile(r"\s*(?:[,;/&]|\band\b|\bvia\b|\s\|\s)\s*")
LONGEST = 400
CAPTION_WORDS = 45


def kind_of(line: str) -> str | None:
    """What a line is, None for prose: "credit", "picture", "video", "link", "update" or "caption"."""
    text = line.strip()
    if len(text) > LONGEST:
        return None
    if UPDATE.match(text) and len(text) < 260:
        return "update"
    if CREDIT.match(text) and len(text) < 300 and "“" not in text:
        return "credit"
    if BYLINE.match(text):
        return "credit"
    if LINK.match(text) and len(text) < 200:
        return "link"
    if PICTURE.search(text) and len(text.split()) <= CAPTION_WORDS:
        return "picture"
    video = VIDEO.match(text)
    if video and not CLOCK_WORDS.search(video["title"]) and int(video["minutes"]) < 60 and _one_label(video["title"]):
        return "video"
    return "caption" if _is_caption(text) else None


def is_story_link(line: str) -> bool:
    """A headline of another story set between two paragraphs: long, in capitals, with a quote or a colon."""
    text = line.strip()
    if len(text) > LONGEST:
        return False
    words = text.split()
    return len(words) >= 7 and text.upper() == text and any(mark in text for mark in ":‘’'“”\"") and text[-1:] != "."


def signature(line: str) -> str | None:
    """The names of a closing line such as "- Example Wire / EXW", None where the line is something else."""
    match = SIGNED.fullmatch(line)
    if match is None:
        return None
    names = match["names"] or match["inside"]
    return names if agencies(names) else None


def credited(line: str) -> tuple[str, ...]:
    """Agencies that a credit line names; people are left out."""
    match = CREDIT.match(line.strip())
    return agencies(match["names"]) if match else ()


def agencies(names: str) -> tuple[str, ...]:
    """The organisations among the names of a credit, under their usual name, in the order printed."""
    known = _known()
    whole = names.strip(" .()").casefold()
    if whole in known:
        return (known[whole],)
    found: dict[str, None] = {}
    for part in PART.split(names.strip(" .()-–—")):
        name = part.strip(" .()")
        key = name.casefold().removeprefix("the ")
        if key in known:
            found[known[key]] = None
        elif ORGANISATION.search(name) and name[:1].isupper() and len(name.split()) <= 5:
            found[name] = None
    return tuple(found)


def _one_label(title: str) -> bool:
    """Titles of videos are a few words, most with a capital, no sentence."""
    words = [word for word in re.findall(r"[^\W\d_]+", title) if len(word) > 3]
    return bool(words) and sum(word[0].isupper() for word in words) * 2 >= len(words) and not title.endswith((".", ":"))


def _is_caption(text: str) -> bool:
    """One sentence without a tensed verb that closes with a day: "Smoke over the old bridge, Aug. 3, 2021."."""
    if (
        len(text.split()) > CAPTION_WORDS
        or not text.endswith(".")
        or re.search(r"[.!?]['\"”’)]?\s+[A-Z“\"‘]", text[5:])
    ):
        # A full stop inside may belong to a month or a title; two sentences are prose either way.
        return False
    if CAPTION_END.search(text) is None:
        return False
    return SCENES.match(text) is not None or (len(text.split()) >= 6 and TENSED.search(text) is None)


@cache
def _known() -> dict[str, str]:
    """Every way to print an agency's name, case-folded, to its usual name."""
    table = resources.files("leeway.evidence.reports").joinpath("agencies.txt").read_text(encoding="utf-8")
    names: dict[str, str] = {}
    for row in table.splitlines():
        if row and not row.startswith("#"):
            first, *others = row.split("|")
            names |= {name.casefold(): first for name in (first, *others)}
    return names
