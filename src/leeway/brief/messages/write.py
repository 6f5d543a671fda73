"""From templates to messages. Templates run in a sandbox: a case's own are somebody's input."""

from __future__ import annotations

from typing import Final
from zoneinfo import ZoneInfo

from jinja2 import StrictUndefined, TemplateError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from leeway.brief.messages.model import Catalogue, Kind, Language, Message, Occasion
from leeway.brief.messages.short import LONGEST, gsm, length
from leeway.case.suggestions import did_you_mean
from leeway.errors import LeewayError

LONGEST_TEMPLATE: Final = 20_000
_SANDBOX: Final = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False)
_ALLOWED: Final = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Getattr,
    nodes.Const,
    nodes.If,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Compare,
    nodes.Operand,
)
"""What a message may hold: values, sentences and conditions. No loop, sum, filter or call, so that none takes long."""


class _Say:
    """The sentences of [facts], and which of them were asked for."""

    def __init__(self, language: Language, known: dict[str, str], silent: frozenset[str]) -> None:
        self._language, self._known, self._silent = language, known, silent
        self.told: set[str] = set()

    def __getitem__(self, name: str) -> str:
        if name not in self._language.facts:
            hint = did_you_mean(name, tuple(self._language.facts))
            raise LeewayError(f"say.{name}: no such sentence in [facts]. {hint}".rstrip())
        words = _run(self._language.facts[name], self._known, None)
        if words:
            self.told.add(name)
        return "" if name in self._silent else words


def write_message(kind: Kind, language: Language, occasion: Occasion, catalogue: Catalogue) -> Message:
    """One message. Raises `LeewayError` for a template that does not run or a short message that does not fit."""
    if kind.id not in language.texts:
        raise LeewayError(f"no text for {kind.id} in language {language.code}.")
    known = _known(language, occasion)
    say = _Say(language, known, frozenset())
    open_say = _Say(language, known, catalogue.internal)
    texts, open_texts = {}, []
    for part, template in language.texts[kind.id].items():
        try:
            texts[part] = _run(template, known, say)
            if part == "sms" and not _fits(texts[part]):  # a long name of the mission: its plain word instead
                texts[part] = _run(template, {**known, "mission": language.words["mission"]}, say)
            open_texts.append(_run(template, known, open_say))
        except LeewayError as error:
            raise LeewayError(f"{language.origin[kind.id]}, [{kind.id}], {part}: {error}") from None
    return Message(
        kind=kind,
        language=language.code,
        headline=_line(texts["headline"]),
        sms=_short(texts["sms"], kind, language),
        email=_paragraphs(texts["email"]),
        facts=frozenset(say.told),
        open="\n".join(open_texts),
    )


def _known(language: Language, occasion: Occasion) -> dict[str, str]:
    local = occasion.at.astimezone(ZoneInfo(occasion.zone))
    return {
        **{key: str(value) for key, value in language.values.items()},
        "city": occasion.city,
        "mission": occasion.mission or language.words["mission"],
        "day": f"{local.day} {language.months[local.month - 1]}",
        "time": f"{local:%H:%M}",
        "flights": language.words[f"flights_{occasion.flights}"],
    }


def _run(template: str, known: dict[str, str], say: _Say | None) -> str:
    if len(template) > LONGEST_TEMPLATE:
        raise LeewayError(f"a template of {len(template):,} characters; expected at most {LONGEST_TEMPLATE:,}.")
    try:
        _allowed(template)
        return _SANDBOX.from_string(template).render(**known, **({} if say is None else {"say": say})).strip()
    except (TemplateError, ArithmeticError, TypeError, ValueError, MemoryError) as error:
        raise LeewayError(f"the template does not run: {error}") from None


def _allowed(template: str) -> None:
    for node in _SANDBOX.parse(template).find_all(nodes.Node):
        if not isinstance(node, _ALLOWED):
            raise TemplateError(f"{type(node).__name__.lower()} is not allowed in a message")


def _fits(words: str) -> bool:
    try:
        return length(gsm(words)) <= LONGEST
    except ValueError:
        return True


def _short(words: str, kind: Kind, language: Language) -> str:
    where = f"{language.origin[kind.id]}, [{kind.id}], sms"
    try:
        put = gsm(words)
    except ValueError as error:
        raise LeewayError(f"{where}: {error} is no letter a short message can carry; write it otherwise.") from None
    if length(put) > LONGEST:
        raise LeewayError(f"{where}: {length(put)} characters; expected at most {LONGEST}. It reads: {put}")
    return put


def _line(words: str) -> str:
    return " ".join(words.split())


def _paragraphs(words: str) -> str:
    """Lines as written, spaces single, never two empty lines together."""
    found: list[str] = []
    for line in (_line(line) for line in words.splitlines()):
        if line or (found and found[-1]):
            found.append(line)
    return "\n".join(found).strip() + "\n"
