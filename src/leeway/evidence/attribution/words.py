"""Closed word classes of the grammar of attribution; open ones (names, verbs, roles) are data files."""

from __future__ import annotations

from typing import Final


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


DETERMINERS: Final = _set(
    "a an the this that these those his her its their our my your one two three four five six seven eight nine ten "
    "several some many most few other another both all every each no any numerous various dozens hundreds half"
)
NUMBERS: Final[dict[str, int]] = {
    "a": 1, "an": 1, "one": 1, "another": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "both": 2, "this": 1, "third": 1, "second": 1,
}  # fmt: skip
AUXILIARIES: Final = _set(
    "is are was were be been being am has have had do does did will would shall should can could may might "
    "must 's 're 've"
)
BE: Final = _set("is are was were be been being")
STOPS: Final = AUXILIARIES | _set(
    "that but while whereas as when because although though after before if whether who which whose where "
    "so than then "
    "not until since unless what how why and or nor yet once"
)
"""Words a noun phrase does not reach over."""
CLOSERS: Final = _set(', ; : . ! ? … - – — ( ) [ ] " “ ” « » „ • /')
QUOTES: Final = _set("\" “ ” « » „ ' ‘ ’")
PREPOSITIONS: Final = _set(
    "of for in at from to with on by near inside outside across among within under close about into"
)
LOCATIVE: Final = _set(
    "in to from near at into across around outside inside through toward towards on over between via within leaving "
    "throughout north south east west southwest southeast northwest northeast beyond reach reached entered enter"
)
ADVERBIAL: Final = _set(
    "also later then earlier repeatedly once again since already now today yesterday tonight publicly separately "
    "reportedly meanwhile however still never further previously only just late early itself himself herself "
    "themselves monday tuesday wednesday thursday friday saturday sunday flatly often always too overnight here"
)
WEEKDAYS: Final = _set("monday tuesday wednesday thursday friday saturday sunday")
PERSON: Final = _set("he she")
THING: Final = _set("it")
MANY: Final = _set("they")
FIRST_PERSON: Final = _set("i we you me us i've i'm i'd i'll we've we're we'd we'll you've you're you'd you'll")
NOBODY: Final = _set(
    "nobody who what which there that this no none everything nothing something anyone everyone these those"
)
ARMY_NOUNS: Final = _set(
    "army military troops troop forces force soldiers soldier jets jet warplanes warplane aircraft planes "
    "paratroopers marines "
    "commandos navy police policemen gendarmes gendarmerie battalion battalions units garrison helicopters "
    "drones fighters-bombers "
    "servicemen personnel peacekeepers airstrikes gunships tanks artillery convoy contingent infantry gunboats gunboat "
    "warships warship frigates frigate armour bombers sailors airmen legionnaires armoured column columns"
)
GOVERNMENT_NOUNS: Final = _set("government authorities regime administration presidency cabinet leadership state")
REBEL_NOUNS: Final = _set(
    "rebels rebel insurgents militia militias militiamen fighters guerrillas separatists opposition "
    "militants jihadists gunmen factions"
)
GROUP_NOUNS: Final = _set(
    "group movement group's insurgency paramilitary paramilitaries militia rebels insurgents militants fighters"
)
NOT_NAMES: Final = _set(
    "january february march april may june july august september october november december monday tuesday wednesday "
    "thursday friday saturday sunday under in on at by from with without after before during both some most many all "
    "these those several other more former new armed heavily young"
)
MISSION_NOUNS: Final = _set("embassy embassies consulate consulates mission compound")
MINISTRY_KINDS: Final = _set(
    "foreign defence defense interior information health transport communications justice finance home oil "
    "energy education "
    "labour labor agriculture water tourism electricity trade security planning immigration aviation"
)
ARMED_HEADS: Final = _set(
    "front army movement forces force brigade brigades militia militias rebels battalion resistance guard "
    "guards corps fighters cartel gang"
)
BODY_HEADS: Final = _set(
    "ministry council agency office department command committee commission union party institute centre "
    "center company "
    "airlines airways airline bank university observatory organization organisation association network authority "
    "mission foundation federation society hospital trust fund coalition alliance league relief assembly "
    "parliament court "
    "service directorate bureau board chamber church initiative monitor watch taskforce"
)
LINKS: Final = _set("of for the and de du la al el des")
TITLES: Final = _set(
    "mr mrs ms miss dr prof professor sir lord lady sheikh gen general col colonel maj major brig brigadier "
    "lt lieutenant capt captain "
    "adm admiral sgt cmdr rep sen gov amb rev father sister bishop archbishop imam mullah maulvi hon excellency"
)
WAYS: Final = _set("in by at during through via over from to on")
SAYINGS: Final = _set("statement claim report announcement assertion allegation accusation account warning")
"""Nouns of saying that a clause with "that" may follow."""
