"""Alerts in the Common Alerting Protocol 1.2 (OASIS Standard, 1 July 2010), and a check of their structure."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

from leeway.brief.messages.model import Message, Occasion

NAMESPACE: Final = "urn:oasis:names:tc:emergency:cap:1.2"
LASTS: Final = timedelta(hours=24)
RADIUS_KM: Final = 30
"""Round the city: whom the alert is about. Assumed."""

ALERT: Final = (
    "identifier", "sender", "sent", "status", "msgType", "source", "scope", "restriction", "addresses", "code",
    "note", "references", "incidents", "info",
)  # fmt: skip
INFO: Final = (
    "language", "category", "event", "responseType", "urgency", "severity", "certainty", "audience", "eventCode",
    "effective", "onset", "expires", "senderName", "headline", "description", "instruction", "web", "contact",
    "parameter", "resource", "area",
)  # fmt: skip
AREA: Final = ("areaDesc", "polygon", "circle", "geocode", "altitude", "ceiling")
NEEDED: Final = {"alert": ("identifier", "sender", "sent", "status", "msgType", "scope"),
                 "info": ("category", "event", "urgency", "severity", "certainty"), "area": ("areaDesc",)}  # fmt: skip
MANY: Final = frozenset({
    "code", "info", "category", "responseType", "eventCode", "parameter", "resource", "area", "polygon", "circle",
    "geocode",
})  # fmt: skip
WORDS: Final = {
    "status": ("Actual", "Exercise", "System", "Test", "Draft"),
    "msgType": ("Alert", "Update", "Cancel", "Ack", "Error"),
    "scope": ("Public", "Restricted", "Private"),
    "category": ("Geo", "Met", "Safety", "Security", "Rescue", "Fire", "Health", "Env", "Transport", "Infra", "CBRNE",
                 "Other"),
    "responseType": ("Shelter", "Evacuate", "Prepare", "Execute", "Avoid", "Monitor", "Assess", "AllClear", "None"),
    "urgency": ("Immediate", "Expected", "Future", "Past", "Unknown"),
    "severity": ("Extreme", "Severe", "Moderate", "Minor", "Unknown"),
    "certainty": ("Observed", "Likely", "Possible", "Unlikely", "Unknown"),
}  # fmt: skip
_INSTANT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[-+]\d\d:\d\d")
_CIRCLE: Final = re.compile(r"-?\d+(?:\.\d+)?,-?\d+(?:\.\d+)? \d+(?:\.\d+)?")
_FORBIDDEN: Final = re.compile(r"[\s,<&]")


def cap_xml(message: Message, occasion: Occasion) -> bytes:
    """The alert as a draft: whoever decides changes `status` to Actual. Deterministic."""
    ET.register_namespace("", NAMESPACE)
    alert = ET.Element(f"{{{NAMESPACE}}}alert")
    sender = _word(occasion.mission or f"mission-{occasion.city}")
    public = message.kind.audience == "citizens"
    _add(alert, "identifier", f"{sender}-{occasion.at:%Y%m%dT%H%M%S}-{message.kind.id}-{message.language}")
    _add(alert, "sender", sender)
    _add(alert, "sent", _instant(occasion.at))
    _add(alert, "status", "Draft")
    _add(alert, "msgType", "Alert")
    _add(alert, "scope", "Public" if public else "Restricted")
    if not public:
        _add(alert, "restriction", f"For {message.kind.audience.replace('_', ' ')} of the mission only")
    info = ET.SubElement(alert, f"{{{NAMESPACE}}}info")
    _add(info, "language", message.language)
    _add(info, "category", "Security")
    _add(info, "event", message.headline)
    _add(info, "responseType", message.kind.response)
    _add(info, "urgency", message.kind.urgency)
    _add(info, "severity", message.kind.severity)
    _add(info, "certainty", "Likely" if occasion.likely else "Possible")
    _add(info, "audience", message.kind.audience.replace("_", " "))
    _add(info, "expires", _instant(occasion.at + LASTS))
    _add(info, "senderName", occasion.mission or f"Mission in {occasion.city}")
    _add(info, "headline", message.headline)
    _add(info, "description", message.email.strip())
    _add(info, "instruction", message.sms)
    area = ET.SubElement(info, f"{{{NAMESPACE}}}area")
    _add(area, "areaDesc", occasion.city)
    _add(area, "circle", f"{occasion.lat:g},{occasion.lon:g} {RADIUS_KM}")
    ET.indent(alert)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(alert, encoding="unicode").encode() + b"\n"


def _add(parent: ET.Element, name: str, words: str) -> None:
    ET.SubElement(parent, f"{{{NAMESPACE}}}{name}").text = words


def _instant(at: datetime) -> str:
    """CAP wants a numeric zone, never Z."""
    return f"{at.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat()}-00:00"


def _word(words: str) -> str:
    return _FORBIDDEN.sub("-", words.strip().casefold())


def cap_problems(xml: bytes) -> list[str]:
    """What in an alert breaks the standard's structure: elements, their order, how often, their words."""
    from defusedxml.ElementTree import fromstring  # type: ignore[import-untyped]

    root = fromstring(xml)
    if root.tag != f"{{{NAMESPACE}}}alert":
        return [f"root is {root.tag}; expected alert of {NAMESPACE}"]
    found = _element(root, "alert", ALERT)
    if _text(root, "scope") == "Restricted" and not _text(root, "restriction"):
        found.append("alert: scope is Restricted; expected a restriction")
    if _text(root, "scope") == "Private" and not _text(root, "addresses"):
        found.append("alert: scope is Private; expected addresses")
    found += [f"alert: {name} has a blank, comma, < or &" for name in ("identifier", "sender")
              if _FORBIDDEN.search(_text(root, name))]  # fmt: skip
    for info in root.findall(f"{{{NAMESPACE}}}info"):
        found += _element(info, "info", INFO)
        for area in info.findall(f"{{{NAMESPACE}}}area"):
            found += _element(area, "area", AREA)
            found += [f"area: circle is {circle.text!r}" for circle in area.findall(f"{{{NAMESPACE}}}circle")
                      if not _CIRCLE.fullmatch(circle.text or "")]  # fmt: skip
    return found


def _element(element: ET.Element, name: str, order: Sequence[str]) -> list[str]:
    names = [child.tag.removeprefix(f"{{{NAMESPACE}}}") for child in element]
    found = [f"{name}: {child} is no element of it" for child in names if child not in order]
    known = [child for child in names if child in order]
    if known != sorted(known, key=order.index):
        found.append(f"{name}: elements are out of order: {', '.join(known)}")
    found += [f"{name}: {child} is missing" for child in NEEDED[name] if child not in names]
    found += [f"{name}: {child} stands {known.count(child)} times" for child in dict.fromkeys(known)
              if known.count(child) > 1 and child not in MANY]  # fmt: skip
    for child in element:
        tag, words = child.tag.removeprefix(f"{{{NAMESPACE}}}"), child.text or ""
        if tag in WORDS and words not in WORDS[tag]:
            found.append(f"{name}: {tag} is {words!r}; expected one of {', '.join(WORDS[tag])}")
        if tag in ("sent", "effective", "onset", "expires") and not _INSTANT.fullmatch(words):
            found.append(f"{name}: {tag} is {words!r}; expected an instant with a numeric zone")
    return found


def _text(element: ET.Element, name: str) -> str:
    return element.findtext(f"{{{NAMESPACE}}}{name}") or ""
