"""The prose of docs/background/decisions.md."""

from __future__ import annotations

import textwrap

WIDTH = 120


def paragraph(text: str, *, bullet: bool = False) -> str:
    """Words wrapped as the other pages are."""
    words = " ".join(text.split())
    return textwrap.fill(
        f"- {words}" if bullet else words, WIDTH, subsequent_indent="  " if bullet else "", break_on_hyphens=False,
        break_long_words=False,
    )  # fmt: skip


HEAD = """
What would the default tripwires have proposed on every day of {campaigns} past advances of {wars} wars, each forecast
by models that never saw its war; who would have been out in time; and who would have left for nothing? Beside it stand
three rules that people use. {falls} of the cities fell, {held} advances ended otherwise; {open_ended} with a record
that ends open are not counted. One campaign one vote; brackets are 95 % intervals over resampled wars. With so few
falls they are wide.
"""
LETTER = """
Every rule is taken to the letter: when it first says so, everybody leaves and stays away. For Leeway that is done once
for each rung, although the ladder is meant as steps (at "authorized departure" families and volunteers may go, at
"ordered departure" all but emergency staff go, the rest follow): the rows show what it would be to empty the post at
that rung.
"""
ALWAYS = """
"Authorized departure" was proposed at some time in every advance that held: by itself it tells nothing. It is a
standing state of a post that an advance is aimed at, and costs what such a state costs.
"""
LONGER = """
The longer a post needs, the more often Leeway orders a departure: more caught, and more needless ones. Which is better
depends on what a needless departure costs; the curve below shows the exchange.
"""
RUNGS = """
Of the advances that held: share in which the rung (or a higher one) was proposed at least once, and the mean share of
their days on which it was in force. The lower rungs are meant to be cheap and to be taken back.
"""
ALONE = """
For the post of {people:,} people: share of the advances in which it tripped at all, by how they ended, and the mean
share of the days of those that held. A tripwire that trips alike in both tells nothing.
"""
CURVE = """
One tripwire only: leave when P(city lost within the warning needed) passes a threshold. The warning is twelve hours to
decide and the time in which everybody is out nine times in ten. Accepting few misses costs many false alarms; no tuning
of this tripwire gets off the curve, only better forecasts or a faster clearance do.
"""
ADDIS_COST = """
An ordered departure or more would have been proposed on {out} of the {days} days looked at; the mission was really on
one on {real} of them; on {both} both. In hindsight all of these days were needless, since the city was never lost. That
is the cost in days away; what a day away costs a mission in its work, and what a return costs, is not in the tables.
"""
ADDIS_WHY = """
What is proposed at the beginning comes from the age of the advance alone: young advances have been the most dangerous.
In November, when missions did leave, the forecast stays low: an advance four months old has mostly been one that stops.
What is proposed then comes from tripwires on the ground, and an order never. Had the city fallen, that would have been
a miss.
"""
METHOD = (
    """**News.** A row of the tables is known at 00:00 UTC of the day after. Nothing that only hindsight can write
    enters (`leeway.history.replay`), and no condition can read the outcome. Days without news repeat the day before,
    for at most a week: without news an alarm only fades.""",
    """**To decide.** Leeway: the clock of the tripwire that proposes the rung. Front and capital: twelve hours. An
    official order: none, it is the decision; the first order of any mission to its own staff counts, or the first
    mission to close, also before the advance began.""",
    """**In time.** The last one is out before noon of the day the city fell, by the post's own draws of the time
    needed. Days before is counted from the last one out. The closing of the airport before the fall enters the
    forecast, and so the proposals, but not the count: how people left is taken as open.""",
    """**Needless.** Everybody had left and the advance ended without the fall. Each advance counts once, however often
    a rung came and went. Coming back is not counted, nor what the departure itself does to the course of events.""",
    """**Tripwires.** The packaged starter set. Its thresholds were chosen on a coarse grid over these same advances
    ([tripwire-grid](tripwire-grid.md), where each war is also left out of the choice), so that the figures flatter it a
    little; nothing was set for a single campaign. The tables carry no attacks within cities
    and few missions, so tripwires on these say nothing here; a real post would see more.""",
    """**The airport** is taken as shut from its first coded closing on, since a reopening would be hindsight. Where it
    opened again (Tripoli 2019, Damascus 2012) the highest rungs stay on for the rest of the advance, which overstates
    them.""",
)
