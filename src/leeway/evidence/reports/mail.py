"""Mails (.eml): the text of one message with its sender, date and subject."""

from __future__ import annotations

from email import policy
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser
from email.utils import parseaddr

from leeway.evidence.model import Report
from leeway.evidence.reports.build import report
from leeway.evidence.reports.decoding import NotText
from leeway.evidence.reports.html import plain
from leeway.evidence.reports.records import Record


def mail_reports(record: Record) -> list[Report]:
    """The one report of a message: its plain part, or its HTML part without the marks. Attachments are only noted.

    Raises `NotText` where no part is text.
    """
    message = BytesParser(policy=policy.default).parsebytes(record.data)
    if not isinstance(message, EmailMessage):
        raise NotText("not a message")
    part = message.get_body(("plain", "html"))
    if part is None:
        raise NotText("the message has no part with text")
    text, notes = _text(part)
    body = plain(text) if part.get_content_subtype() == "html" else text
    attached = sum(1 for _ in message.iter_attachments()) if message.is_multipart() else 0
    if attached:
        notes += (f"attachments left out: {attached}",)
    name, address = parseaddr(str(message.get("from", "")))
    fields = {
        "id": str(message.get("message-id", "")).strip("<> "),
        "publisher": name or address.rpartition("@")[2],
        "published": str(message.get("date", "")),
        "title": str(message.get("subject", "")),
    }
    return [report(record, body, fields, notes=notes)]


def _text(part: MIMEPart) -> tuple[str, tuple[str, ...]]:
    """The text of a part; an unknown or wrong charset gives a note, not an error."""
    try:
        content = part.get_content()
        return str(content).replace("\r\n", "\n"), ()
    except (LookupError, UnicodeError, KeyError, ValueError):
        payload = part.get_payload(decode=True)
        data = payload if isinstance(payload, bytes) else b""
        return data.decode("utf-8", "replace").replace("\r\n", "\n"), ("unknown charset: read as UTF-8",)
