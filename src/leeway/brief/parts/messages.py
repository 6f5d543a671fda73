"""Messages proposed for the posture, as they would be sent, and whether everybody is told the same."""

from __future__ import annotations

from collections.abc import Sequence

from leeway.brief.document import Block, Paragraph, Points, Section, Strong, Verbatim, text
from leeway.brief.given import Given
from leeway.brief.messages.choose import kinds_for, messages, named_by, occasion_of
from leeway.brief.messages.load import catalogue
from leeway.brief.messages.model import AUDIENCES, Message
from leeway.brief.messages.same_for_all import told_only
from leeway.brief.words import rung_words

_TITLES = {"citizens": "Citizens", "staff": "Staff", "wardens": "Wardens", "local_staff": "Local staff"}


def messages_section(given: Given) -> Section:
    """Short messages whole and e-mails of the public; the others by `leeway messages`."""
    a, found = given.assessment, catalogue()
    kinds = kinds_for(a.proposed_rung, found)
    kinds += named_by(a.tripwires, given.day.tripwires, a.proposed_rung, found)
    if not kinds:
        words = f"At {rung_words(a.proposed_rung)} no message is proposed. Say when the next word comes all the same."
        return Section("messages", "Messages", (Paragraph(text(words)),))
    written = messages(kinds, occasion_of(given.case, given.situation, given.left), given.case.path)
    order = {audience: number for number, audience in enumerate(AUDIENCES)}
    written.sort(key=lambda m: order[m.kind.audience])
    blocks: list[Block] = [
        Paragraph(
            text(
                "Drafts for this posture, to be sent by whoever decides, own staff first, the public the same day. "
                "The command leeway messages writes them as short message, e-mail and CAP alert, in other "
                "languages too; "
                "the words are the post's own once they stand in its messages directory."
            )
        ),
        *_same(given, written),
    ]
    for m in written:
        blocks.append(Verbatim(f"{_TITLES[m.kind.audience]}, short message ({len(m.sms)} characters)", m.sms))
        if m.kind.audience in ("citizens", "staff"):
            blocks.append(Verbatim(f"{_TITLES[m.kind.audience]}, e-mail: {m.headline}", m.email.strip()))
    return Section("messages", "Messages", tuple(blocks))


def _same(given: Given, written: Sequence[Message]) -> list[Block]:
    """The check that nobody is told more than the public."""
    apart = told_only(written, catalogue(), given.situation.places)
    if not apart:
        words = "Checked: what staff, wardens and local staff are told of danger and advice, the public is told too."
        return [Paragraph(text(words), "note")]
    return [
        Paragraph(text(Strong("Not the same for all. "), "Put this right before anything is sent:"), "warning"),
        Points(tuple(text(str(one)) for one in apart)),
    ]
