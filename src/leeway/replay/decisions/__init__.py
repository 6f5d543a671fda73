"""Decisions counted over past advances: what the default tripwires would have proposed, beside rules people use.

- `leeway.replay.decisions.advice.advice(campaign, learned, posts, tripwires)` -> `Advice`: the rung of every day.
- `leeway.replay.decisions.rules`: the simple rules.
- `leeway.replay.decisions.tally`: caught, missed and needless departures, with intervals over wars.
"""
