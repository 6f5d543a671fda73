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
PERSON = r"[A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+){1,3}"
BYLINE = re.compile(
    rf"By {PERSON}(?:(?:,| and|, and) {PERSON})*(?:,? in [A-Z][\w'’ -]+)?(?:,[^.!?]{{2,50}})?(?: and agencies)?$"
)
PICTURE_START = re.compile(r"(?:file photo|file picture|photo|image|picture|caption)s?\s*:", re.IGNORECASE)
PICTURE_END = re.compile(
    _any(
        r"\((?:credit|photo|image|picture|file photo|courtesy)s?\b[^()]*\)",
        r"(?:getty images|/\s?(?:afp|ap|reuters|epa|getty)|\bfile photo|\bfile picture|\bhandout)\W{0,3}",
    )
    + r"$",
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
TWO_SENTENCES = re.compile(r"[.!?]['\"”’)]?\s+[A-Z“\"‘]")
SCENES = re.compile(
    r"\s*(?:a |an |the )?(?:scenes?|views?|aerial views?|photo(?:graph)?s?|pictures?|images?|murals?|satellite images?)"
    r"\s(?:of|from|shows?|painted|taken)\b",
    re.IGNORECASE,
)
# Last words of the names of agencies and papers.
ORGANISATION = frozenset(
    {"agency", "news", "newswire", "press", "wire", "radio", "television", "tv", "times", "post", "herald", "tribune"}
    | {"media", "service", "network", "broadcasting", "images"}
)
PART = re.compile(r"\s*(?:[,;/&]|\band\b|\bvia\b|\s\|\s)\s*")
LONGEST = 320
PICTURE_TAIL = 90
CAPTION_WORDS = 45


def kind_of(line: str) -> str | None:
    """What a line is, None for prose: "credit", "picture", "video", "link", "update" or "caption"."""
    text = line.strip()
    if not 0 < len(text) <= LONGEST:
        return None
    if UPDATE.match(text):
        return "update"
    if (CREDIT.match(text) and "“" not in text) or BYLINE.match(text):
        return "credit"
    if LINK.match(text) and len(text) < 200:
        return "link"
    if (PICTURE_START.match(text) or PICTURE_END.search(text[-PICTURE_TAIL:])) and len(text.split()) <= CAPTION_WORDS:
        return "picture"
    if text[-1].isdigit() and _is_video(text):
        return "video"
    return "caption" if text[-1] == "." and text[-2:-1].isdigit() and _is_caption(text) else None


def is_story_link(line: str) -> bool:
    """A headline of another story set between two paragraphs: long, in capitals, with a quote or a colon."""
    text = line.strip()
    if len(text) > LONGEST or not text.isupper():
        return False
    return len(text.split()) >= 7 and any(mark in text for mark in ":‘’'“”\"") and text[-1:] != "."


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
        elif name[:1].isupper() and key.split()[-1] in ORGANISATION and len(name.split()) <= 5:
            found[name] = None
    return tuple(found)


def _is_video(text: str) -> bool:
    """A few words, most with a capital, and how long the film runs: "Front Lines Move South 1:02"."""
    match = VIDEO.match(text)
    if match is None or int(match["minutes"]) > 59 or CLOCK_WORDS.search(match["title"]):
        return False
    words = [word for word in re.findall(r"[^\W\d_]+", match["title"]) if len(word) > 3]
    capitals = sum(word[0].isupper() for word in words)
    return bool(words) and capitals * 2 >= len(words) and not match["title"].endswith((".", ":"))


def _is_caption(text: str) -> bool:
    """One sentence without a tensed verb that closes with a day: "Smoke over the old bridge, Aug. 3, 2021."."""
    words = len(text.split())
    if words > CAPTION_WORDS or CAPTION_END.search(text[-40:]) is None or TWO_SENTENCES.search(text, 5):
        return False
    return SCENES.match(text) is not None or (words >= 6 and TENSED.search(text) is None)


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
