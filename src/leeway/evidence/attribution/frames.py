"""Attribution frames: which words are whose. One walk over the sentences, by the verbs of saying found in them."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from leeway.evidence.attribution.actors import Cast
from leeway.evidence.attribution.lexicon import Cue
from leeway.evidence.attribution.line import Line
from leeway.evidence.attribution.model import Actor, Frame, Quotation
from leeway.evidence.attribution.phrases import left_of_verb, phrase_left, phrase_right
from leeway.evidence.attribution.speakers import DOCUMENTS, Memory, describe
from leeway.evidence.attribution.words import (
    ADVERBIAL,
    AUXILIARIES,
    BE,
    CLOSERS,
    DETERMINERS,
    FIRST_PERSON,
    NUMBERS,
    PREPOSITIONS,
    QUOTES,
)
from leeway.evidence.language.model import Text
from leeway.evidence.model import Speaker

MODALS: Final = frozenset(["will", "would", "could", "may", "might", "should", "can", "must"])
BREAKS: Final = frozenset(["but", "while", "whereas", "though", "although"])
WAYS: Final = frozenset(["in", "by", "at", "during", "through", "via", "over", "from", "to", "on"])
OCCASIONS: Final = frozenset(
    [
        "statement",
        "briefing",
        "tweet",
        "post",
        "interview",
        "telephone",
        "phone",
        "radio",
        "television",
        "press",
        "conference",
        "letter",
        "message",
        "email",
        "speech",
        "address",
        "reporters",
        "journalists",
        "report",
        "remarks",
        "communique",
        "note",
        "satellite",
        "video",
        "x",
        "twitter",
        "facebook",
        "telegram",
        "parliament",
        "broadcast",
        "condition",
    ]
)
PERIODS: Final = frozenset(["hour", "hours", "day", "days", "week", "weeks", "month", "months"])
BODIES_ABOUT: Final = frozenset({"mission", "ministry", "organisation", "army", "government", "armed_group", "state"})
LABELS: Final = frozenset({"organisation", "ministry", "mission", "media", "army", "government"})
RUMOURS: Final = frozenset(
    ["rumour", "rumor", "rumours", "rumors", "reportedly", "allegedly", "unconfirmed", "hearsay", "supposedly"]
)
SAYINGS: Final = frozenset(
    ["statement", "claim", "report", "announcement", "assertion", "allegation", "accusation", "account", "warning"]
)
DENIALS: Final = frozenset(
    [
        "lie",
        "lies",
        "fabrication",
        "fabrications",
        "nonsense",
        "propaganda",
        "false",
        "untrue",
        "baseless",
        "fake",
        "rumour",
        "rumours",
        "unfounded",
        "fiction",
    ]
)
CONDITIONS: Final = frozenset(
    ["if", "were", "should", "when", "as", "while", "although", "though", "because", "unless", "had", "once", "after"]
)
FIGURES: Final = frozenset(
    ["at", "in", "about", "around", "some", "km", "kilometres", "kilometers", "miles", "percent"]
)
ADDRESSED: Final = frozenset({"tell", "inform", "notify"})
AMBIGUOUS: Final = frozenset(
    [
        "post",
        "state",
        "report",
        "claim",
        "count",
        "record",
        "estimate",
        "order",
        "command",
        "request",
        "demand",
        "fear",
        "project",
        "press",
        "direct",
        "alert",
        "forecast",
        "comment",
        "document",
        "note",
        "signal",
        "read",
        "exclude",
        "hold",
        "put",
        "give",
        "find",
        "show",
        "view",
        "plan",
        "place",
        "brief",
        "release",
        "detail",
        "outline",
    ]
)
"""Verbs whose plain and -s forms are mostly nouns: they need a subject that fits."""
VIEWS: Final = frozenset(
    [
        "advice",
        "assessment",
        "estimate",
        "view",
        "message",
        "warning",
        "position",
        "judgement",
        "judgment",
        "order",
        "instruction",
        "guidance",
    ]
)
MANY_WORDS: Final = frozenset(["people", "police", "media", "men", "women", "personnel", "authorities"])
ADDRESSEES: Final = frozenset(
    [
        "agency",
        "newspaper",
        "paper",
        "station",
        "broadcaster",
        "news",
        "council",
        "parliament",
        "committee",
        "conference",
        "lawmakers",
        "media",
        "press",
        "channel",
        "website",
        "magazine",
        "reporter",
        "correspondent",
        "nation",
        "country",
    ]
)
PRONOUNS: Final = frozenset(["him", "her", "them", "it"])
BRANDS: Final = frozenset(["qualified", "qualifies", "called", "calls", "branded", "described", "labelled", "dubbed"])
LISTENED: Final = VIEWS | SAYINGS | BRANDS | {"according", "per", "citing", "quoting"}
HEARSAY: Final = frozenset(["said", "reported", "rumoured", "rumored", "alleged", "understood"])


@dataclass(slots=True)
class Found:
    """A frame with what the next one in its sentence needs to know: token of its subject and after its cue."""

    frame: Frame
    first: int
    after: int
    trailing: bool
    wraps: bool = False


@dataclass(slots=True)
class Listener:
    """Walks one text; `frames` grows in order of the sentences."""

    text: Text
    cast: Cast
    quotes: list[Quotation]
    memory: Memory = field(default_factory=Memory)
    frames: list[Frame] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    times: list[tuple[int, int, date | None]] = field(default_factory=list)
    time_ends: dict[int, int] = field(default_factory=dict)
    here: list[Found] = field(default_factory=list)
    headings: dict[str, Speaker] = field(default_factory=dict)
    actors: list[Actor] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.starts = [q.start for q in self.quotes]
        self.memory.places = frozenset(self.text.clean[p.start : p.end] for p in self.text.places)
        self.time_ends = {t.end: t.start for t in self.text.times}
        self.times = [(t.start, t.end, t.days.first) for t in self.text.times if t.kind == "day" and t.days]

    def quote_over(self, at: int) -> Quotation | None:
        """The quotation that holds character `at`."""
        n = bisect_right(self.starts, at) - 1
        return self.quotes[n] if n >= 0 and at < self.quotes[n].end else None

    def quote_ending(self, at: int) -> Quotation | None:
        """The quotation that ends within three characters before `at`, or holds it."""
        n = bisect_right(self.starts, at) - 1
        return self.quotes[n] if n >= 0 and self.quotes[n].end >= at - 3 else None

    def quote_after(self, at: int, within: int) -> Quotation | None:
        """The first quotation that starts in `[at, at + within]`."""
        n = bisect_right(self.starts, at - 1)
        return self.quotes[n] if n < len(self.quotes) and self.quotes[n].start <= at + within else None

    def listen(self, line: Line, actors: list[Actor]) -> list[Frame]:
        """Frames of one sentence."""
        self.here, self.actors = [], actors
        self.memory.subject = None
        if actors and actors[0].kind in BODIES_ABOUT and actors[0].start < line.sentence.start + 12:
            self.memory.subject = (actors[0].end, Speaker(org=actors[0].name))
        cues = {i: (j, cue) for i, j, cue in line.cues}
        if LISTENED.isdisjoint(line.keys):
            places = sorted(cues)
        else:
            places = [n for n, key in enumerate(line.keys) if n in cues or key in LISTENED]
        for i in places:
            key = line.keys[i]
            if i in cues:
                quote = self.quote_over(line.tokens[i].start)
                if quote is None or (quote.start >= line.tokens[i].start - 1 and quote.end - quote.start > 400):
                    self.verb(line, i, *cues[i])
            elif key == "according" and line.key(i + 1) == "to":
                self.according(line, i, i + 2)
            elif (
                key == "per"
                and (i == 0 or line.key(i - 1) in (",", ";"))
                and line.key(i + 1) not in ("cent", "day", "week")
            ):
                self.according(line, i, i + 1)
            elif key in ("citing", "quoting") and self.here:
                self.citing(line, i)
            elif key in SAYINGS and line.key(i + 1) == "that":
                self.saying(line, i)
            elif key in BRANDS and DENIALS.intersection(line.keys[i + 1 : i + 9]):
                self.verb(line, i, i + 1, Cue("call", "denies", "any", "past"))
            elif key in VIEWS and line.key(i + 1) in ("is", "was", "remains") and line.key(i + 2) in ("that", "to"):
                self.view(line, i)
        if line.key(0) == "citing":
            self.citing(line, 0)
        if not self.here:
            self.unlisted(line)
        if not self.here:
            self.label(line)
        if not self.here:
            self.bracket(line)
        if not self.here:
            self.rumour(line)
        return [f.frame for f in self.here if f.frame.end > f.frame.start]

    def notice(self, line: Line, actors: list[Actor]) -> None:
        """Remember the last group of people named, for "Two said ...", and the body the sentence is about, for "it"."""
        bodily = (
            bool(self.here) and self.here[-1].frame.speaker.org is not None and not self.here[-1].frame.speaker.role
        )
        if actors and not bodily and actors[0].kind in BODIES_ABOUT and actors[0].start < line.sentence.start + 12:
            self.memory.body = Speaker(org=actors[0].name)
        if line.sentence.heading and "from" in line.keys:
            n = line.keys.index("from")
            if line.key(n - 1) in ("figures", "data", "numbers", "estimates", "information", "reports"):
                source = describe(line, n + 1, phrase_right(line, n + 1), actors, self.cast, self.memory)
                if source:
                    self.headings[self.text.clean[line.sentence.start : line.sentence.end].strip()] = source
        for _, _, role in line.roles:
            if role.plural and role.anonymous:
                self.memory.people = role
        if not self.here and line.roles:
            about = self.opening(line, min(len(line.keys), 16))
            if about and about.role and about.number == 1:
                self.memory.person = about
        for a, b, role in line.roles:
            n = b + 1 if line.key(b) == "," else b
            if role.office and line.capital(n) and line.capital(n + 1) and n < len(line.keys) - 1:
                end = n + 2
                while line.capital(end) and end < n + 4:
                    end += 1
                who = describe(line, phrase_left(line, a + 1), end, self.actors, self.cast, self.memory)
                if who and who.name:
                    self.memory.by_name.setdefault(who.name.split()[-1].lower(), who)

    # ------------------------------------------------------------------ kinds of frames
    def verb(self, line: Line, i: int, j: int, cue: Cue) -> None:
        """A verb of saying at tokens `[i, j)`."""
        if line.capital(i):
            return
        k = self.before_times(line, left_of_verb(line, i))
        aux = line.keys[k:i]
        before = line.key(k - 1)
        if cue.stance == "cannot_verify":
            self.unverified(line, i, j, k)
            return
        if before == "not" or any(a.endswith("n't") for a in aux) or line.key(i - 1) in ("not", "never"):
            if cue.stance == "confirms":
                self.unverified(line, i, j, left_of_verb(line, k - 1))
            elif cue.cue in ("exclude", "rule out", "discard") and not (cue.form == "past" and BE.intersection(aux)):
                k = left_of_verb(line, k - 1) if before == "not" else k
                first, who = self.subject(line, i, k, cue)
                if who is not None:
                    self.forward(line, first, i, j, j, who, "says")
            return
        if line.key(i - 1) == "to" and line.key(i - 2) not in ("on", "continued"):
            return
        if any(a in MODALS for a in aux):
            return
        if line.key(i - 1) in ("to",):
            k = left_of_verb(line, i - 2)
            while line.key(k - 1) in ("went", "goes", "continued", "on"):
                k -= 1
        if cue.form in ("base", "third") and (line.key(i - 1) in DETERMINERS or line.key(i - 1) in PREPOSITIONS):
            self.noun(line, i, j, cue)
            return
        if (
            cue.form == "past"
            and line.key(i - 1) in DETERMINERS
            and line.key(i - 1) not in ("two", "three", "one", "all", "both", "some")
        ):
            return
        if cue.form == "past" and any(a in BE for a in aux):
            self.passive(line, i, j, k, cue)
            return
        if cue.form == "ing" and not any(a in BE for a in aux):
            before = line.key(i - 1)
            if before in DOCUMENTS:
                first = phrase_left(line, i)
                who = describe(line, first, i, self.actors, self.cast, self.memory)
                if who:
                    self.forward(line, first, i, j, j, who, cue.stance)
                return
            if before not in (",", "and", "while", "-", "–", "—", "”", '"'):
                return
        elif cue.form == "ing" and cue.needs != "to" and line.key(j) != "that":
            return
        after = self.skip_ways(line, self.addressee(line, j) if cue.cue in ADDRESSED else j)
        inverted = self.inverted(line, i, j, cue)
        if inverted:
            return
        first, who = self.subject(line, i, k, cue)
        if who is None:
            return
        if cue.form in ("base", "third") and cue.cue in AMBIGUOUS and not self.agrees(line, k, cue.form):
            return
        if cue.form == "base" and not aux and who.number == 1 and not self.agrees(line, k, "base"):
            return
        left = line.key(first - 1)
        closed = (
            after >= len(line.keys)
            or line.keys[after] in CLOSERS
            or line.key(after) in ("as", "while", "but", "who", "after", "when", "without")
            or (
                line.key(after) in WAYS
                and left == ","
                and cue.stance in ("says", "announces")
                and not self.adverbial_start(line, first - 1)
            )
        )
        if left in QUOTES and cue.stance in ("says", "announces", "claims", "warns", "expects", "confirms"):
            closed = True
        trailing = closed and first > 0 and (left in CLOSERS or left in QUOTES or left in ("as", "so")) and after > i
        if trailing and line.key(after) in (":",):
            trailing = False
        if trailing and first > 1 and left == "," and self.adverbial_start(line, first - 1) and line.key(after) != ",":
            trailing = after >= len(line.keys) - 1
        if not trailing and not self.allowed(line, j, after, cue):
            return
        if (
            not trailing
            and closed
            and line.key(after) != ":"
            and not (line.key(after) == "," and line.key(after + 1) == "that")
            and not self.quote_after(line.tokens[j - 1].end, 4)
        ):
            return
        stance = cue.stance
        if cue.cue == "give":
            stance = "expects"
        if trailing:
            self.trail(line, first, i, after, who, stance)
        else:
            self.forward(line, first, i, j, after, who, stance, whole=cue.needs in ("to", "figure"))

    def inverted(self, line: Line, i: int, j: int, cue: Cue) -> bool:
        """ "..., said Price on Tuesday": the subject behind the verb. Whether this was one."""
        if cue.form == "ing" or cue.needs in ("figure", "to") or cue.cue == "tell":
            return False
        before = line.key(i - 1)
        if i == 0 or not (before == "," or before in QUOTES or before in ("–", "—", "-", "as")):
            return False
        n = j
        if line.key(n) == "to" and line.key(n + 1) in ("this", "the", "our") and line.key(n + 3) in DETERMINERS:
            n += 3
        elif line.key(n) == "to" and line.key(n + 1) in ("us", "me"):
            n += 2
        if line.key(n) == "by" and line.key(n + 1) in ("telephone", "phone", "radio", "satellite"):
            n += 2
        while line.key(n) in ADVERBIAL:
            n += 1
        head = line.key(n)
        if head in ("that", "to", "it", "they", "there") or head in CLOSERS:
            return False
        if not (
            head in DETERMINERS
            or line.capital(n)
            or any(a == n for a, _, _ in line.roles)
            or any(a == n for a, _, _ in line.names)
        ):
            return False
        end = phrase_right(line, n)
        who = describe(line, n, end, self.actors, self.cast, self.memory)
        if who is None:
            return False
        verb_later = any(line.keys[x] in AUXILIARIES for x in range(n, min(end + 1, len(line.keys)))) and before == ","
        if verb_later and not (end < len(line.keys) and line.keys[end] in ("who",)):
            return False
        first = i - 1 if before == "as" else i
        self.trail(line, first, i, self.skip_who(line, self.skip_ways(line, end)), who, cue.stance)
        return True

    def passive(self, line: Line, i: int, j: int, k: int, cue: Cue) -> None:
        """ "was confirmed by", "have been told by their government to", "is said to"."""
        by = next((n for n in range(j, min(j + 5, len(line.keys))) if line.keys[n] == "by"), -1)
        if by < 0:
            if line.keys[i] in HEARSAY and line.key(j) == "to":
                first = phrase_left(line, k)
                self.keep(
                    line,
                    Found(
                        self.frame(
                            line,
                            line.tokens[first].start,
                            line.sentence.end,
                            Speaker(anonymous=True),
                            "reports",
                            i,
                            i,
                            j,
                        ),
                        first,
                        j,
                        False,
                    ),
                )
            return
        end = phrase_right(line, by + 1)
        agent = describe(line, by + 1, end, self.actors, self.cast, self.memory)
        first = phrase_left(line, k)
        claimant = None
        opens = next((n + 1 for n in range(k - 1, -1, -1) if line.keys[n] in CLOSERS), 0)
        if cue.stance in ("confirms", "denies"):
            first = opens
        if cue.stance == "confirms":
            claimant = next((f.frame.speaker for f in self.here), None) or self.claimant(line, opens, k)
        who = claimant or agent
        if who is None:
            return
        self.memory.learn(who)
        start = line.tokens[first].start if cue.needs != "to" else line.sentence.start
        stop = line.sentence.end if cue.needs == "to" or line.key(end) in ("to", "that") else line.tokens[by].start
        if claimant and self.here:
            self.here[0] = replace_frame(self.here[0], stance="confirms", end=stop)
            if agent:
                self.memory.learn(agent)
                self.here.append(Found(self.frame(line, stop, stop, agent, "says", by, by, end), by, end, True))
            return
        self.keep(line, Found(self.frame(line, start, stop, who, cue.stance, by, by, end), by, end, cue.needs != "to"))

    def agrees(self, line: Line, k: int, form: str) -> bool:
        """Whether the word before token `k` can be the subject of such a form: a plural for "say", none for "says"."""
        word = line.key(k - 1)
        if word in ("they", "we", "i", "you"):
            return form == "base"
        if word in ("it", "he", "she"):
            return form == "third"
        plural = (word.endswith("s") and not word.endswith("ss")) or word in MANY_WORDS or line.key(k - 1) == "taliban"
        if form == "base":
            return plural or any(b == k and x.form == "demonym" for _, b, x in line.names)
        return not plural or line.capital(k - 1)

    def saying(self, line: Line, i: int) -> None:
        """ "A TPLF statement that ..."."""
        first = phrase_left(line, i + 1)
        who = describe(line, first, i, self.actors, self.cast, self.memory) if i > first else None
        if who:
            stance = "claims" if line.keys[i] in ("claim", "assertion", "allegation") else "says"
            self.forward(line, first, i, i + 1, i + 1, who, stance, whole=True)

    def claimant(self, line: Line, first: int, last: int) -> Speaker | None:
        """Who made the claim that is the subject: "The army's claim to have taken the town was confirmed by"."""
        for n in range(first + 1, last):
            if line.keys[n] in DOCUMENTS or line.keys[n] in SAYINGS or line.keys[n] in ("claims", "reports"):
                return describe(line, first, n, self.actors, self.cast, self.memory)
        return None

    def noun(self, line: Line, i: int, j: int, cue: Cue) -> None:
        """A noun of saying before "that": "the claim that", "reports that"."""
        if line.key(j) != "that":
            return
        first = phrase_left(line, i)
        who = describe(line, first, i, self.actors, self.cast, self.memory) if i > first else None
        if who is None:
            return
        self.forward(line, first, i, j, j, who, cue.stance)

    def according(self, line: Line, i: int, n: int) -> None:
        """ "according to X": content on the left, on the right where it opens the sentence."""
        if line.key(n) in PRONOUNS:
            spoken = self.memory.body if line.keys[n] == "it" else self.memory.many if line.keys[n] == "them" else None
            spoken = spoken or self.memory.person or self.memory.last
            if spoken:
                if i <= 1 or line.key(i - 1) in (":", ";"):
                    self.forward(line, i, i, n + 1, n + 1, spoken, "says")
                else:
                    self.trail(line, i, i, n + 1, spoken, "says", wraps=True)
            return
        verb = 0
        if line.key(n) == "what":
            verb = next((b for a, b, _ in line.cues if n < a <= n + 3), 0)
            n = verb or n + 1
            while line.key(n) in ADVERBIAL:
                n += 1
        end = phrase_right(line, n)
        who = describe(line, n, end, self.actors, self.cast, self.memory)
        if who is None:
            if end <= n:
                return
            words = " ".join(line.keys[x] for x in range(n, end) if line.keys[x] not in DETERMINERS)
            who = Speaker(role=words or None, anonymous=True)
        end = (
            self.skip_who(line, end)
            if line.key(end) != "who" or not any(a in (end + 1, end + 2) for a, _, _ in line.cues)
            else end
        )
        if i <= 1:
            self.forward(line, i, i, end, end, who, "says")
        else:
            self.trail(line, i, i, end, who, "says", wraps=True)

    def citing(self, line: Line, i: int) -> None:
        """ "..., said a diplomat quoting the ministry": the ministry is the first source."""
        n = i + 2 if line.key(i + 1) == "to" else i + 1
        end = phrase_right(line, n)
        who = describe(line, n, end, self.actors, self.cast, self.memory)
        if who:
            self.memory.learn(who)
            self.here = [replace_frame(f, speaker=who) for f in self.here]

    def view(self, line: Line, i: int) -> None:
        """ "whose advice is to stay indoors", "its assessment is that": the view of somebody named before."""
        owner = i - 1
        if line.key(owner) == "whose":
            end = owner - 1 if line.key(owner - 1) == "," else owner
            first = next(
                (n for n in range(end - 1, max(end - 8, 0), -1) if line.keys[n] in DETERMINERS), phrase_left(line, end)
            )
        elif line.key(owner) in ("its", "their", "his", "her"):
            if self.memory.last:
                self.forward(line, owner, i, i + 2, i + 2, self.memory.last, "says")
            return
        else:
            first, end = phrase_left(line, i), i
        who = describe(line, first, end, self.actors, self.cast, self.memory)
        if who:
            self.forward(line, first, i, i + 2, i + 2, who, "urges" if line.key(i + 2) == "to" else "says", whole=True)

    def unverified(self, line: Line, i: int, j: int, k: int) -> None:
        """ "cannot confirm reports that": what follows is hearsay nobody stands for."""
        if line.key(j) in (".", ",", "") or (
            line.key(j) in ("it", "this", "that", "them") and line.key(j + 1) in (".", ",", "")
        ):
            return
        first = phrase_left(line, k)
        frame = self.frame(
            line,
            line.tokens[first].start if first < len(line.tokens) else line.sentence.start,
            line.sentence.end,
            Speaker(anonymous=True),
            "cannot_verify",
            first,
            i,
            j,
        )
        self.keep(line, Found(frame, first, j, False))

    def unlisted(self, line: Line) -> None:
        """Quoted words with a verb no list has: '"Get out," bellowed a sergeant', '"No," Karim growled'."""
        if QUOTES.isdisjoint(line.keys):
            return
        for n in range(2, len(line.keys)):
            if line.keys[n - 1] not in QUOTES or not self.quote_ending(line.tokens[n - 1].start):
                continue
            if line.key(n - 2) not in (",", "!", "?", "…", "."):
                continue
            word = line.keys[n]
            if word.endswith(("ed", "s")) and word.isalpha() and not line.capital(n):
                end = phrase_right(line, n + 1)
                who = describe(line, n + 1, end, self.actors, self.cast, self.memory)
                if who:
                    self.trail(line, n, n, self.skip_ways(line, end), who, "says")
                    return
            for m in range(n + 1, min(n + 6, len(line.keys))):
                word = line.keys[m]
                if (
                    word.endswith("ed")
                    and not line.capital(m)
                    and (m + 1 >= len(line.keys) or line.keys[m + 1] in CLOSERS)
                ):
                    who = describe(line, n, m, self.actors, self.cast, self.memory)
                    if who:
                        self.trail(line, n, m, m + 1, who, "says")
                        return

    def label(self, line: Line) -> None:
        """A heading or item that opens with its speaker: "Army: no retreat from the capital"."""
        for n in range(1, min(6, len(line.keys))):
            if line.keys[n] == ":":
                if not line.sentence.heading and n > 3:
                    return
                who = describe(line, 0, n, self.actors, self.cast, self.memory)
                bodies = [a.kind for a in self.actors if a.start < line.tokens[n].start]
                if who and "state" not in bodies and (line.sentence.heading or set(bodies) & LABELS):
                    self.forward(line, 0, 0, n + 1, n + 1, who, "says")
                return
            if line.keys[n] in CLOSERS:
                return

    def bracket(self, line: Line) -> None:
        """A source in brackets at the end: "Road to Bambari closed (OCHA, 14 March)."."""
        n = len(line.keys) - 1
        while n > 0 and line.keys[n] in (".", ";", "]"):
            n -= 1
        if n < 3 or line.keys[n] != ")":
            return
        opening = next((m for m in range(n - 1, max(n - 9, 0), -1) if line.keys[m] == "("), -1)
        if opening < 2 or (n - opening == 2 and line.capital(opening - 1)):
            return
        inside = [a for a in self.actors if line.tokens[opening].start < a.start < line.tokens[n].start]
        if inside and inside[0].kind in LABELS:
            who = Speaker(org=inside[0].name)
            self.trail(line, opening, opening, n + 1, who, "says")
        elif line.key(opening + 1) in ("source", "sources") or any(a == opening + 1 for a, _, _ in line.roles):
            first = opening + 2 if line.key(opening + 1) in ("source", "sources") else opening + 1
            first = first + 1 if line.key(first) == ":" else first
            known = describe(line, first, n, self.actors, self.cast, self.memory)
            if known:
                self.trail(line, opening, opening, n + 1, known, "says")

    def rumour(self, line: Line) -> None:
        """ "Reportedly", "rumours that", "there is a report": hearsay that nobody stands for."""
        keys = line.keys
        if RUMOURS.isdisjoint(keys) and "report" not in keys and "reports" not in keys:
            return
        for n, key in enumerate(keys):
            reports = key in ("report", "reports") and (
                keys[n - 1] in ("a", "some", "unconfirmed", "conflicting", "were", "are") and n > 0
            )
            if key in RUMOURS or reports:
                start, stop = line.sentence.start, line.sentence.end
                self.keep(
                    line, Found(self.frame(line, start, stop, Speaker(anonymous=True), "reports", n, n, n), 0, n, False)
                )
                return

    # ------------------------------------------------------------------ subjects
    def subject(self, line: Line, i: int, k: int, cue: Cue) -> tuple[int, Speaker | None]:
        """(first token of the subject, who it is) of the verb at token `i`; auxiliaries begin at `k`."""
        before = line.key(k - 1)
        if cue.form == "ing" and k == i:
            if self.here:
                return i, self.here[-1].frame.speaker
            return i, self.opening(line, i)
        if before in ("who", "which", "that") and before != "that":
            if self.here and self.here[-1].after >= k - 3:
                return k - 1, self.here[-1].frame.speaker
            end = k - 2 if line.key(k - 2) == "," else k - 1
            first = phrase_left(line, end)
            return first, describe(line, first, end, self.actors, self.cast, self.memory)
        if before in ("and", "but", "then") and k >= 1:
            if self.here:
                return k, self.here[-1].frame.speaker
            return k, self.opening(line, k)
        if before in (",", ")", "–", "—"):
            found = self.over_parenthesis(line, k - 1)
            if found[1] is not None:
                return found
            if self.here and before == ",":
                return k, self.here[-1].frame.speaker
            return k, self.opening(line, k) if before == "," and self.here else None
        first = phrase_left(line, k, self.here[-1].after if self.here else 0)
        relative = self.relative(line, k)
        if relative >= 0:
            end = relative - 1 if line.key(relative - 1) == "," else relative
            first = phrase_left(line, end)
            return first, describe(line, first, end, self.actors, self.cast, self.memory) if first < end else None
        if first >= k:
            return k, None
        if line.keys[first] in FIRST_PERSON and k - first == 1:
            return first, None
        who = describe(line, first, k, self.actors, self.cast, self.memory)
        if k - first == 1 and first > 2 and line.keys[first] in ("he", "she") and not self.here:
            about = self.opening(line, first)
            who = about if about and about.role and about.number == 1 else who
        if who is None and line.keys[k - 1] in FIRST_PERSON:
            return first, None
        return first, who

    def relative(self, line: Line, k: int) -> int:
        """Token of the "who" of a clause that ends right before token `k`: "an official who served there told ...";
        -1 where there is none."""
        for n in range(k - 1, max(k - 14, 0), -1):
            key = line.keys[n]
            if key in CLOSERS:
                return -1
            if key in ("who", "whose"):
                return n if k - n > 1 else -1
        return -1

    def before_times(self, line: Line, k: int) -> int:
        """Token before the time words that end at token `k`: "Biden a few months ago announced"."""
        while k > 0:
            start = self.time_ends.get(line.tokens[k - 1].end)
            if start is None or start <= line.sentence.start:
                return k
            while k > 0 and line.tokens[k - 1].start >= start:
                k -= 1
            if line.key(k - 1) in ("on", "in") and k > 1:
                k -= 1
        return k

    def addressee(self, line: Line, n: int) -> int:
        """Token after the one who is told: "reporters", "us", "the agency", "Reuters"."""
        if line.key(n) in ("me", "us", "him", "her", "them", "reporters", "journalists"):
            return n + 1
        m = n + 1 if line.key(n) in DETERMINERS else n
        stop = m
        while stop < len(line.keys) and stop < m + 5 and line.capital(stop):
            stop += 1
        if stop > m:
            return stop
        if m > n and line.key(m) in ADDRESSEES:
            return m + 1
        return n

    def over_parenthesis(self, line: Line, close: int) -> tuple[int, Speaker | None]:
        """ "Ali Karim, a spokesman for the ministry, said": the subject before what stands between commas."""
        mark = line.keys[close]
        opening = {")": "("}.get(mark, mark)
        for p in range(close - 1, max(close - 16, 0), -1):
            if line.keys[p] == opening:
                first = phrase_left(line, p)
                if first >= p:
                    return close + 1, None
                return first, describe(line, first, close, self.actors, self.cast, self.memory)
            if line.keys[p] in (";", ":", ".") or line.keys[p] in QUOTES:
                break
        return close + 1, None

    def opening(self, line: Line, limit: int) -> Speaker | None:
        """Who the sentence is about: the phrase it opens with."""
        end = next(
            (
                n
                for n in range(0, limit)
                if line.keys[n] in AUXILIARIES or line.keys[n] in CLOSERS or any(a == n for a, _, _ in line.cues)
            ),
            limit,
        )
        for n in range(1, end):
            if (
                not line.capital(n)
                and line.keys[n].endswith(("ed", "s"))
                and line.keys[n - 1] not in DETERMINERS
                and not any(a <= n < b for a, b, _ in line.roles)
                and not any(a <= n < b for a, b, _ in line.names)
            ):
                end = n
                break
        first = 0
        if line.key(0) in CONDITIONS:
            return None
        if end and (line.keys[0] in PREPOSITIONS or line.keys[0] in ("asked", "meanwhile", "speaking", "however")):
            comma = next((n for n in range(1, min(9, limit)) if line.keys[n] == ","), -1)
            if comma < 0:
                return None
            first, end = comma + 1, comma + 1
            while end < limit and line.keys[end] not in AUXILIARIES and line.keys[end] not in CLOSERS:
                if (end > first and line.keys[end].endswith("ed")) or line.keys[end] in (
                    "shook",
                    "said",
                    "took",
                    "had",
                ):
                    break
                end += 1
        return describe(line, first, end, self.actors, self.cast, self.memory) if end > first else None

    # ------------------------------------------------------------------ extents
    def forward(
        self, line: Line, first: int, i: int, j: int, after: int, who: Speaker, stance: str, whole: bool = False
    ) -> None:
        """A frame whose content follows its cue, to the end of the sentence or of the quotation it opens."""
        n = after
        while n < len(line.keys) and line.keys[n] in ("that", ",", ":", "how"):
            n += 1
        if n >= len(line.keys):
            quote = self.quote_after(line.tokens[-1].end, 4)
            if quote is None:
                return
            start = quote.start
            stop = quote.end
        else:
            start = line.tokens[n].start
            stop = line.sentence.end
            quote = self.quote_after(start, 3) or self.quote_over(line.tokens[-1].start)
            if quote and quote.end > stop:
                stop = quote.end
        for m in range(n + 2, len(line.keys) - 2):
            if (line.keys[m] == ";" or (line.keys[m] == "," and line.keys[m + 1] in BREAKS)) and not self.quote_over(
                line.tokens[m].start
            ):
                stop = line.tokens[m].start
                break
        if whole:
            start = line.tokens[first].start
        if stance in ("orders", "urges") and line.key(first - 1) == "" and not whole:
            start = min(start, line.tokens[j - 1].end)
        self.memory.learn(who)
        self.keep(line, Found(self.frame(line, start, stop, who, stance, first, i, max(j, after)), first, after, False))

    def trail(self, line: Line, first: int, i: int, after: int, who: Speaker, stance: str, wraps: bool = False) -> None:
        """A frame whose content stands before its cue, and after it where the sentence goes on."""
        stop = line.tokens[first - 1].start if first else line.sentence.start
        start = line.sentence.start
        quote = self.quote_ending(stop)
        half = next((n for n in range(first - 1, 0, -1) if line.keys[n] == ";"), -1)
        if half > 0 and not self.quote_over(line.tokens[half].start):
            start = line.tokens[half].end
        if self.here:
            last = self.here[-1]
            at = last.frame.cue[1] if last.frame.cue else start
            if last.trailing:
                start = at
            else:
                cut = next(
                    (
                        n
                        for n in range(first - 1, last.after, -1)
                        if line.keys[n] in BREAKS or (line.keys[n] == "and" and line.keys[n - 1] == ",")
                    ),
                    -1,
                )
                if cut > 0 and not wraps:
                    start = line.tokens[cut].start
                    self.here[-1] = replace_frame(last, end=start)
                elif wraps or last.frame.stance in ("orders", "urges"):
                    pass
                elif who == last.frame.speaker:
                    start = at
        elif quote and quote.start < start and quote.end >= start:
            start = quote.start
        self.memory.learn(who)
        self.keep(line, Found(self.frame(line, start, stop, who, stance, first, i, after), first, after, True, wraps))
        n = after
        if n < len(line.keys) - 2 and (line.keys[n] == "," or line.keys[n] in ("–", "—")):
            following = line.key(n + 1)
            if (following in BREAKS and following != "but") or following in (
                "who",
                "adding",
                "saying",
                "as",
                "citing",
                "quoting",
                "which",
                "speaking",
                "warning",
            ):
                return
            left_verb = any(line.keys[m] in AUXILIARIES or line.keys[m].endswith("ed") for m in range(0, first))
            if wraps and left_verb:
                return
            end = line.sentence.end
            quote = self.quote_over(line.tokens[-1].start)
            if quote and quote.end > end:
                end = quote.end
            rest = self.frame(line, line.tokens[n + 1].start, end, who, stance, first, i, after)
            self.keep(line, Found(rest, first, after, False))

    def keep(self, line: Line, found: Found) -> None:
        """Add a frame; one that lies inside another of the sentence is inner."""
        frame = found.frame
        if any(
            f.frame.start <= frame.start and frame.end <= f.frame.end and f.frame.speaker != frame.speaker
            for f in self.here
        ):
            found = replace_frame(found, inner=True)
        self.here.append(found)

    def frame(
        self, line: Line, start: int, stop: int, who: Speaker, stance: str, first: int, i: int, after: int
    ) -> Frame:
        """A frame with its cue span and the day the words give for the saying."""
        last = line.tokens[min(max(after, i + 1), len(line.tokens)) - 1].end
        begin = line.tokens[min(first, len(line.tokens) - 1)].start
        said = next((day for a, b, day in self.times if begin <= a and b <= last + 1), None)
        return Frame(start, stop, who, stance, said, cue=(begin, last))

    # ------------------------------------------------------------------ small judgements
    def skip_ways(self, line: Line, n: int) -> int:
        """Token after "on Thursday", "in a statement", "by satellite telephone", "on condition of anonymity"."""
        count = len(line.keys)
        while n < count:
            if line.keys[n] in ADVERBIAL:
                n += 1
            elif line.keys[n] == "," and line.key(n + 1) in ADVERBIAL and line.key(n + 2) == ",":
                n += 3
            elif line.keys[n] == "on" and line.key(n + 1) in ADVERBIAL:
                n += 2
            elif line.keys[n] in WAYS:
                m = n + 1
                while m < count and m < n + 6 and line.keys[m] not in CLOSERS and line.keys[m] not in OCCASIONS:
                    m += 1
                if m < count and m < n + 6 and line.keys[m] in OCCASIONS:
                    n = m + 1
                    if line.key(n) in ("call", "conference", "briefing", "telephone", "phone", "interview"):
                        n += 1
                    if line.key(n) == "of" and line.key(n + 1) == "anonymity":
                        n += 2
                else:
                    break
            else:
                break
        return n

    def skip_who(self, line: Line, n: int) -> int:
        """Token after "who asked not to be named", ", who spoke on condition of anonymity"."""
        m = (
            n + 1
            if line.key(n) == "," and line.key(n + 1) in ("who", "speaking", "declining", "asking", "whose")
            else n
        )
        if line.key(m) not in ("who", "speaking", "declining", "asking"):
            return n
        while m < len(line.keys) and line.keys[m] not in (",", ".", ";"):
            m += 1
        return m

    def adverbial_start(self, line: Line, comma: int) -> bool:
        """Whether what stands before the comma only sets time or place: "On Monday, ...", "Asked about it, ..."."""
        if comma > 9 or self.here:
            return False
        head = line.keys[0]
        return (
            head
            in (
                "on",
                "in",
                "at",
                "asked",
                "late",
                "earlier",
                "meanwhile",
                "however",
                "speaking",
                "when",
                "after",
                "by",
                "separately",
                "for",
                "despite",
                "also",
                "still",
            )
            or head in ADVERBIAL
        )

    def allowed(self, line: Line, j: int, after: int, cue: Cue) -> bool:
        """Whether what follows the verb is content of the kind the lexicon asks for."""
        needs = cue.needs
        if needs == "any":
            return True
        quote = self.quote_after(line.tokens[j - 1].end, 25)
        stop = min(len(line.keys), after + 14)
        if needs == "quote":
            return bool(self.quote_after(line.tokens[after - 1].end, 4))
        if needs == "that":
            return line.key(after) == "that" or bool(quote)
        if needs == "to":
            for n in range(after, stop):
                if line.keys[n] in (".", ";", ":"):
                    break
                if (
                    line.keys[n] in ("to", "not")
                    and n + 1 < len(line.keys)
                    and not line.capital(n + 1)
                    and line.keys[n + 1] not in DETERMINERS
                ):
                    return True
            return line.key(after) == "that" or bool(self.quote_after(line.tokens[after - 1].end, 3))
        if needs == "figure":
            window = line.keys[after:stop]
            if cue.cue == "give":
                return any(w in PERIODS for w in window) and any(w in NUMBERS or w.isdigit() for w in window)
            return any(w in FIGURES for w in window) and any(
                line.tokens[n].kind == "number" or line.keys[n] in NUMBERS for n in range(after, stop)
            )
        if line.key(after) in ("that", "how", "it", "they", "there", "he", "she", "no", "its", "their", ":") or quote:
            return True
        for n in range(after, stop):
            key = line.keys[n]
            if key == "that" and n < after + 6:
                return True
            if key in CLOSERS or key in ("that", "which", "who"):
                return False
            if key in AUXILIARIES:
                return n > after
        return False


def replace_frame(found: Found, **changes: object) -> Found:
    """`found` with its frame changed."""
    return Found(replace(found.frame, **changes), found.first, found.after, found.trailing, found.wraps)  # type: ignore[arg-type]
