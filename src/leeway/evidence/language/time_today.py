"""Days told from today without a name of their own: "by dawn", "on the 12th", "now"."""

from __future__ import annotations

from leeway.evidence.language import calendar
from leeway.evidence.language.model import TimeWord
from leeway.evidence.language.time_patterns import DAWN_LEAD, NOW_LEAD, NTH, NTH_LEAD, NTH_NOUN
from leeway.evidence.language.time_scan import Scan
from leeway.evidence.model import Days

NOWS = ("now", "currently", "presently", "moment", "present")


def dawn(scan: Scan, start: int) -> TimeWord | None:
    """ "by dawn", "since before dawn": of the day of publication, or the next where the words look ahead."""
    lead = DAWN_LEAD.search(scan.fold[max(scan.start, start - 14) : start])
    word = scan.fold[start : min(scan.end, start + 10)].split()[0].rstrip(".,;\"'")
    end = start + len(word)
    if lead is None or scan.fold.startswith(" on ", end):
        return None
    start -= len(lead[0])
    if scan.anchor is None:
        return TimeWord(start, end, "vague", None)
    if lead["prep"].startswith("since"):
        return TimeWord(start, end, "since", Days(scan.anchor, None))
    future = scan.tense(start, end) == "future"
    if future and lead["prep"] in ("by", "before", "until"):
        return TimeWord(start, end, "until", Days(None, calendar.shifted(scan.anchor, 1)), None, True)
    if future or lead["prep"] == "until":
        return None
    return TimeWord(start, end, "day", Days(scan.anchor, scan.anchor))


def nth(scan: Scan, start: int, clean: str) -> TimeWord | None:
    """ "on the 12th", "since the 3rd of last month": the last day of that number, or the next."""
    match = NTH.match(scan.fold, start, scan.end)
    if match is None or NTH_LEAD.search(scan.fold[max(scan.start, start - 14) : start]) is None:
        return None
    if match["month"] is None and NTH_NOUN.match(clean, match.end()) is not None:
        return None
    if scan.anchor is None:
        return None
    number, today = int(match["d"]), scan.anchor
    tense = scan.tense(start, match.end())
    ahead = tense == "future"
    month, year = today.month, today.year
    if (match["month"] or "").endswith("last month"):
        month -= 1
    elif match["month"] is None and (number < today.day if ahead else number > today.day):
        month += 1 if ahead else -1
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    day = calendar.day_of(year, month, number)
    return scan.made(start, match.end(), Days(day, day), tense=tense) if day else None


def now(scan: Scan, start: int) -> TimeWord | None:
    lead = NOW_LEAD.search(scan.fold[max(scan.start, start - 7) : start])
    word = next((w for w in NOWS if scan.fold.startswith(w, start)), None)
    if word is None:
        return None  # folded otherwise than its token
    if (lead is None and word in ("moment", "present")) or scan.fold.startswith(" that ", start + len(word)):
        return None
    begin = start - len(lead[0]) if lead else start
    return TimeWord(begin, start + len(word), "day", Days(scan.anchor, scan.anchor) if scan.anchor else None)
