"""Messages: what each is, in which alphabet and length, the alert's structure, the same for all, texts of a case."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

import pytest

from leeway.brief.messages.cap import ALERT, INFO, cap_problems, cap_xml
from leeway.brief.messages.choose import POSTURES, kinds_for, messages, named_by
from leeway.brief.messages.load import catalogue, languages, load_language
from leeway.brief.messages.model import AUDIENCES, Occasion
from leeway.brief.messages.same_for_all import told_only
from leeway.brief.messages.short import BASIC, EXTENDED, LONGEST, gsm, length
from leeway.errors import InputError, LeewayError
from leeway.posture.model import LADDER
from leeway.posture.tripwires.load import starter

KABUL = Occasion(
    "Kabul", "US embassy Kabul", datetime(2021, 8, 12, 20, tzinfo=UTC), "Asia/Kabul", "limited", 34.53, 69.17, False
)
LONG = replace(KABUL, city="Ouagadougou", mission="Embassy of the Kingdom of the Netherlands in Burkina Faso")
ALL = tuple(catalogue().kinds.values())


def test_every_audience_is_told_at_every_rung_above_normal() -> None:
    """At each posture but normal there is exactly one message for each audience."""
    for posture in POSTURES:
        told = [kind.audience for kind in kinds_for(posture, catalogue())]
        assert told == ([] if posture == LADDER[0] else list(AUDIENCES))


def test_languages_have_the_same_keys() -> None:
    """Every packaged language has every table, text, fact and word that English has, and no other."""

    def keys(code: str) -> dict[str, list[str]]:
        text = files("leeway.brief").joinpath("templates", f"messages.{code}.toml").read_text(encoding="utf-8")
        return {k: sorted(v) if isinstance(v, dict) else [] for k, v in tomllib.loads(text).items()}

    assert set(languages()) >= {"en", "fr"}
    english = keys("en")
    assert set(english) == {"language", "values", "words", "facts", *catalogue().kinds}
    for code in languages():
        assert keys(code) == english


@pytest.mark.parametrize("occasion", [KABUL, LONG], ids=["short names", "long names"])
@pytest.mark.parametrize("code", languages())
def test_short_messages_fit_the_phone(code: str, occasion: Occasion) -> None:
    """All short messages, with long names too, are at most 160 characters of the GSM alphabet."""
    for message in messages(ALL, occasion, None, (code,)):
        assert length(message.sms) <= LONGEST
        assert set(message.sms) <= BASIC | EXTENDED
        assert "{{" not in message.sms + message.email + message.headline
        assert message.email.strip().count("\n\n") >= 1
        assert "  " not in message.email


def test_the_alphabet_of_short_messages() -> None:
    """Marks phones lack are put plainly, accents they lack dropped, the extension counts twice, others are named."""
    assert gsm("prêts – “où” ça… œuvre €") == 'prets - "où" ca... oeuvre €'
    assert length("a€[b]") == 8
    with pytest.raises(ValueError, match="ከ"):
        gsm("ከተማ")


def test_alerts_keep_the_standard() -> None:
    """Every alert has the structure of CAP 1.2; it is public for citizens and restricted for all others; a draft."""
    for message in messages(ALL, KABUL, None, languages()):
        xml = cap_xml(message, KABUL)
        assert cap_problems(xml) == []
        assert xml == cap_xml(message, KABUL)
        public = message.kind.audience == "citizens"
        assert (b"<scope>Public</scope>" in xml) == public
        assert (b"<restriction>" in xml) != public
        assert b"<status>Draft</status>" in xml


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("<msgType>Alert</msgType>", "", "msgType is missing"),
        ("<urgency>Immediate</urgency>", "<urgency>Now</urgency>", "urgency is 'Now'"),
        ("-00:00</sent>", "Z</sent>", "sent is"),
        ("<status>Draft</status>", "<status>Draft</status><status>Draft</status>", "status stands 2 times"),
        ("<language>en</language>", "<web>x</web><language>en</language>", "out of order"),
        ("<language>en</language>", "<tongue>en</tongue>", "tongue is no element"),
        ("<scope>Public</scope>", "<scope>Restricted</scope>", "expected a restriction"),
        ("<circle>34.53", "<circle>x", "circle is"),
        ("<sender>us-embassy-kabul", "<sender>us embassy kabul", "sender has a blank"),
        ("<areaDesc>Kabul</areaDesc>", "", "areaDesc is missing"),
    ],
)
def test_the_check_of_alerts_finds_what_is_wrong(old: str, new: str, expected: str) -> None:
    """Each kind of mistake put into a sound alert is found."""
    (message,) = messages([catalogue().kinds["citizens-leave-now"]], KABUL, None)
    xml = cap_xml(message, KABUL).decode()
    assert old in xml
    assert any(expected in problem for problem in cap_problems(xml.replace(old, new).encode()))


def test_markup_in_names_is_escaped() -> None:
    """A city named with markup gives a sound alert."""
    occasion = replace(KABUL, city="A<b>&C")
    (message,) = messages([catalogue().kinds["citizens-leave-now"]], occasion, None)
    assert cap_problems(cap_xml(message, occasion)) == []
    assert len(ALERT) == 14
    assert len(INFO) == 21


def test_the_packaged_messages_tell_everybody_the_same() -> None:
    """At every posture, in every language: no sentence, place or figure that the public is not told."""
    for posture in POSTURES:
        written = messages(kinds_for(posture, catalogue()), KABUL, None, languages())
        assert told_only(written, catalogue(), ["Kabul", "Ghazni"]) == []


def own(directory: Path, words: str, code: str = "en") -> Path:
    (directory / "messages").mkdir(exist_ok=True)
    (directory / "messages" / f"{code}.toml").write_text(words, encoding="utf-8")
    return directory


@pytest.mark.parametrize(
    ("sms", "kind", "what"),
    [
        ("{{ mission }}: {{ say.blocked }}", "sentence", "blocked"),
        ("{{ mission }}: fighters are in Maidan Shahr.", "place", "Maidan Shahr"),
        ("{{ mission }}: be out by 06:30.", "figure", "06:30"),
    ],
)
def test_whoever_tells_staff_more_is_found(tmp_path: Path, sms: str, kind: str, what: str) -> None:
    """A staff text of a case with a sentence, a place or an hour that citizens are not told is found; arrangements such
    as the assembly point are not."""
    directory = own(tmp_path, f'[staff-ordered-departure]\nsms = "{sms} {{{{ say.assembly }}}}"\n')
    written = messages(kinds_for("ordered_departure", catalogue()), KABUL, directory)
    found = told_only(written, catalogue(), ["Maidan Shahr", "Kabul"])
    assert [(one.message, one.kind, one.what) for one in found] == [("staff-ordered-departure", kind, what)]


def test_texts_of_a_case_come_first(tmp_path: Path) -> None:
    """Values, facts and texts of the case replace the packaged ones, key by key; the rest stays."""
    directory = own(
        tmp_path,
        '[values]\ncontact = "+93 20 000"\n[facts]\nleave = "Go by the north road."\n[citizens-leave-now]\n'
        'headline = "Go"\nsms = "{{ say.leave }} {{ say.reach }}"\n',
    )
    (message,) = messages([catalogue().kinds["citizens-leave-now"]], KABUL, directory)
    assert message.headline == "Go"
    assert message.sms == "Go by the north road. Contact: +93 20 000."
    assert "Do not wait for help from us." in message.email


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("[citizens-leave-nwo]\nsms = 'x'", "citizens-leave-now"),
        ("[citizens-leave-now]\nsmss = 'x'", "sms"),
        ("[citizens-leave-now]\nsms = 3", "text in quotes"),
        ("[words]\nmonths_short = 'x'", "months"),
        ("citizens = 'x'", "expected a message"),
        ("[citizens-leave-now", "a TOML file"),
    ],
)
def test_mistakes_in_texts_are_named(tmp_path: Path, words: str, expected: str) -> None:
    """An unknown message, part or word, a wrong value and broken TOML are errors that name file and remedy."""
    with pytest.raises(InputError) as caught:
        load_language("en", own(tmp_path, words))
    assert "messages/en.toml" in str(caught.value)
    assert expected in str(caught.value)


@pytest.mark.parametrize(
    ("sms", "expected"),
    [
        ("{{ say.leav }}", "leave"),
        ("{{ nobody }}", "nobody"),
        ("{{ city", "does not run"),
        ("{{ ''.__class__.__mro__ }}", "does not run"),
        ("x" * 161, "161 characters; expected at most 160"),
        ("{{ 1 // 0 }}", "does not run"),
        ("{{ 'x' * 9 }}", "does not run"),
        ("{{ 'x'|center(9) }}", "does not run"),
        ("{% for i in range(9) %}x{% endfor %}", "does not run"),
        ("{% include 'brief.css' %}", "does not run"),
    ],
)
def test_templates_that_do_not_run_are_named(tmp_path: Path, sms: str, expected: str) -> None:
    """An unknown sentence or value, broken or hostile template code and a text too long: file, message and part."""
    directory = own(tmp_path, f'[citizens-leave-now]\nsms = "{sms}"\n')
    with pytest.raises(LeewayError, match=r"messages/en.toml, \[citizens-leave-now\], sms") as caught:
        messages([catalogue().kinds["citizens-leave-now"]], KABUL, directory)
    assert expected in str(caught.value)


def test_a_new_language_must_be_whole(tmp_path: Path) -> None:
    """A language only the case has must hold every text; for one there is none of, those there are are listed."""
    with pytest.raises(InputError, match=r"citizens-leave-now"):
        load_language("de", own(tmp_path, '[values]\ncontact = ""\n', "de"))
    with pytest.raises(LeewayError, match="there are: de, en, fr"):
        load_language("xx", tmp_path)


def test_the_starter_tripwires_name_messages_there_are() -> None:
    """Every message the packaged tripwires name is in the catalogue; an unknown one is an error with a suggestion."""
    tripwires = starter()
    assert named_by((), tripwires, "ordered_departure", catalogue()) == []
    wrong = replace(tripwires.tripwires[0], messages=("citizens-leave-nwo",))
    with pytest.raises(InputError, match="citizens-leave-now"):
        named_by((), replace(tripwires, tripwires=(wrong,)), "normal", catalogue())
