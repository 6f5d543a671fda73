"""Which troops, how many, and whose: the force of a clause; for `force`."""

from __future__ import annotations

from leeway.evidence.attribution.missions import state_of
from leeway.evidence.attribution.model import Actor
from leeway.evidence.grammar.arguments import chunks, direct_object, subject
from leeway.evidence.grammar.force_whose import named_none, whose
from leeway.evidence.grammar.lexicon import Hit
from leeway.evidence.grammar.line import Chunk, Line, is_verb
from leeway.evidence.grammar.scene import Scene
from leeway.evidence.grammar.wordlists import words

FORCES = ("force", "actor")
FIGHTERS = frozenset(["armed_group", "army", "police"])
UNITS = frozenset(
    ["battalion", "battalions", "brigade", "brigades", "division", "divisions", "regiment", "regiments", "companies",
     "squadrons", "platoons", "battle", "ships", "warships", "frigates", "destroyers", "tanks", "vehicles"]
)  # fmt: skip
STRONG = frozenset(["numbering", "strong"])
MISSIONS = words("force.MISSIONS")
SENDERS = words("force.SENDERS")
OFFICE = words("force.OFFICE")
PART_OF = (["number", "of", "the"], ["some", "of", "the"], ["part", "of", "the"], ["many", "of", "the"])
COUNTED = (
    "troop", "soldier", "marine", "force", "police", "fighter", "personnel", "men", "more", "member", "them", "para",
    "officer", "peacekeeper", "gendarme", "commando", "reservist", "instructor", "adviser", "advisor", "ranger",
)  # fmt: skip


def fights(actor: Actor) -> bool:
    """Whether an actor is a force itself: an army, an armed group, a mission of soldiers."""
    return actor.kind in FIGHTERS or actor.name.casefold() in MISSIONS


def subject_force(line: Line, hit: Hit) -> Chunk | None:
    """The force that the trigger is said of: a noun of troops, an army, an armed group."""
    found = subject(line, hit.start, FORCES)
    if found is None and hit.row.words.endswith("in case"):  # "keeps planes and crews there to be ready in case"
        before = [c for c in line.of("force") if c.end <= hit.start]
        found = before[-1] if before else None
    if found is None:
        return None
    if found.kind == "actor":
        # "Sudanese army units", "Taliban fighters": the noun after the name says that it is a force
        near = found.end + (4 if line.w[found.end] == "(" else 1)  # "Guinea (Conakry) army"
        noun = next((c for c in line.of("force") if found.start <= c.start <= near and c.end <= hit.start), None)
        if noun is not None:
            return noun
        return found if fights(found.what) else None
    return found


def object_force(line: Line, i: int, b: int) -> Chunk | None:
    """The force after the verb, also behind its number ("500 of its best soldiers")."""
    found = direct_object(line, i, ("force",), reach=9)
    if found is None:
        number = number_after(line, i, b)
        if number is not None:
            strong = line.w[number.end : number.end + 2] == ["-", "strong"]  # "a 3,000-strong force"
            found = direct_object(line, number.end + (1 if strong else -1), ("force",), reach=7)
    if found is None:
        actor = direct_object(line, i, ("actor",), reach=6)
        if actor is not None and fights(actor.what):
            return actor
    return found


def agent(line: Line, hit: Hit, b: int) -> Chunk | None:
    """ "by the army"."""
    if not (hit.end < b and line.w[hit.end] == "by"):
        return None
    return direct_object(line, hit.end + 1, FORCES, reach=5)


def noun_owner(line: Line, hit: Hit) -> Chunk | None:
    near = list(chunks(line, FORCES, max(0, hit.start - 5), hit.start))
    return near[-1] if near else None


def number_after(line: Line, i: int, b: int) -> Chunk | None:
    return next(
        (
            n
            for n in line.of("number")
            if i - 1 <= n.start <= i + 3 and n.start < b and n.what.unit in (None, "people") and not _of_time(line, n)
        ),
        None,
    )


def _of_time(line: Line, n: Chunk) -> bool:
    """ "Two more days"."""
    return line.w[n.end : n.end + 1] == ["more"] and line.w[n.end + 1 : n.end + 2] in (["days"], ["hours"], ["weeks"])


def counts_force(number: Chunk) -> bool:
    noun = number.what.noun or ""
    return any(w in noun for w in COUNTED)


def figure(line: Line, force: Chunk | None, hit: Hit, b: int) -> Chunk | None:
    """The number that counts the force: before its noun, in apposition ("two battalions, about 1,500 men"), aboard
    ("ships with 2,300 Marines"), or "numbering 400"."""
    if force is None:
        return number_after(line, hit.end, b)
    counted = [n for n in line.of("number") if n.what.unit in (None, "people")]
    best: Chunk | None = None
    for n in counted:
        if n.start <= force.start and force.start - n.end <= 4 and n.end <= force.end + 1:
            between = line.w[n.end : force.start]
            if (
                not any(w in (",", ";", "and", "in", "at") for w in between)
                and not any(is_verb(line, k) for k in range(n.end, force.start))
                and ("of" not in between or (n.what.low or 0) >= 24)
            ):
                best = n
                break
        if n.start >= force.end and n.start - force.end <= 3 and STRONG & set(line.w[force.end : n.start + 1]):
            return n
        if n.start >= force.end and line.w[n.end : n.end + 1] == ["strong"]:
            return n
    units = bool(UNITS & set(line.w[force.start : force.end])) or (best is not None and (best.what.low or 0) < 20)
    if best is None or units:
        return _apposed(line, force, counted, best) or best
    return best


def _apposed(line: Line, force: Chunk, counted: list[Chunk], best: Chunk | None) -> Chunk | None:
    """People counted after units: "two battalions, about 1,500 men", "a force of 600", "three ships with 2,300 men"."""
    end = _chained(line, force)
    for n in counted:
        if n is best or not force.end <= n.start <= end + 4:
            continue
        first = end if n.start >= end else force.end
        between = line.w[first : n.start]
        joined = bool(between) and (between[0] in (",", "(", "of", "with", "carrying", "-", "–") or "with" in between)
        many = (n.what.low or n.what.high or 0) >= 10
        noun = n.what.noun or ""
        verb = any(is_verb(line, k) for k in range(first, n.start) if line.w[k] != "carrying")
        men = counts_force(n) or any(f.start - n.end in (0, 1, 2) for f in line.of("force"))
        alone = between[:1] == [","] and not noun.strip() and line.w[n.end : n.end + 1] in ([","], [")"], ["strong"])
        if joined and many and not verb and (men or alone or (between[0] == "of" and not noun)):
            return n
    return None


def _chained(line: Line, force: Chunk) -> int:
    """The end of "a battalion of the presidential guard", "a company of Nigerian peacekeepers"."""
    if line.w[force.end : force.end + 1] != ["of"]:
        return force.end
    near = (c for c in (*line.of("force"), *line.of("actor")) if force.end < c.start <= force.end + 3)
    return max((c.end for c in near if fights_or_stands(c)), default=force.end)


def fights_or_stands(c: Chunk) -> bool:
    return c.kind == "force" or fights(c.what)


def owner(line: Line, force: Chunk | None, sender: Chunk | None, scene: Scene) -> str | None:
    """Whose troops: the sender, the name at the noun, the armed group for fighters, the home army for soldiers."""
    if sender is not None:
        name = str(sender.what.name)
        again = sender.what.kind == "army" and named_none(line, sender, name, scene)
        return (whose(line, sender, scene) if again else None) or name
    if force is None:
        return None
    named = _named(line, force, scene)
    if named is not None and named_none(line, force, named, scene):
        return whose(line, force, scene) or named
    return named


def _named(line: Line, force: Chunk, scene: Scene) -> str | None:
    """The name at the noun of the force, else what such a noun means in the country."""
    if force.kind == "actor":
        return str(force.what.name)
    near = [c for c in line.of("actor") if c.start <= force.start and force.start - c.end <= 2]
    near = [c for c in near if c.what.kind not in ("media", "people")] or near
    if not any(c.start < force.start for c in near):  # a bare "troops" is taken for those of the country
        guards = _of_the_mission(line, force, scene)
        if guards is not None:
            return guards
    if near:
        return str(near[-1].what.name)
    return scene.group if force.what.status == "fighters" else scene.army


def _of_the_mission(line: Line, force: Chunk, scene: Scene) -> str | None:
    """ "The 300 troops at the embassy": those of its state, where nobody else is said to have sent them."""
    w, at = line.w, force.end
    if w[at : at + 1] not in (["at"], ["in"], ["of"]) or not {"embassy", "consulate"} & set(w[at : at + 5]):
        return None
    noun = next(k for k in range(at, at + 5) if w[k] in ("embassy", "consulate"))
    named = [c for c in line.of("actor") if at <= c.start <= noun and c.what.kind in ("mission", "state")]
    if named:
        return state_of(named[0].what.name)
    if noun - at > 2:
        return state_of(w[noun - 1].upper() if len(w[noun - 1]) == 2 else w[noun - 1].capitalize())
    return state_of(scene.mission or (scene.missions[0].name if scene.missions else ""))


def sort(force: Chunk | None) -> str:
    """`of` of the statement: troops, fighters, police, ships."""
    return str(force.what.status) if force is not None and force.kind == "force" else "troops"
