"""Why the forecast moved since yesterday, and which past days resemble today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Final

import numpy as np

from leeway.forecast.features import INDEX, features_of
from leeway.forecast.model import Analogue, Array, Fitted, Reason
from leeway.forecast.origins import kept_origins
from leeway.forecast.scenario import without
from leeway.history.model import Campaign
from leeway.situation.model import Change, Situation

LEAD_D: Final = 14
NEWS: Final = timedelta(days=1)
LEAST_CHANGE: Final = 0.001
LIKENESS: Final = ("age_d", "front_km", "captures_7d", "captures_28d", "capitals_28d", "quiet_d")
"""What makes two days alike: the features every published member uses, on a log scale."""
MOST_ANALOGUES: Final = 5


def reasons(situation: Situation, fitted: Fitted) -> tuple[Reason, ...]:
    """What moved P(14 d) since the day before, largest first: each piece of news left out in turn, and the clock."""
    now = _p(situation, fitted)
    fresh = [change for change in situation.changes if change.known > situation.as_of - NEWS]
    found = []
    for place in sorted({change.place for change in fresh}):
        news = [change for change in fresh if change.place == place]
        grounds = tuple(ground for change in news for ground in change.grounds)
        found.append(Reason(_words(news), now - _p(without(situation, news), fitted), grounds))
    quiet = without(situation, fresh)
    yesterday = replace(quiet, as_of=situation.as_of - NEWS)
    found.append(Reason("a day passed", _p(quiet, fitted) - _p(yesterday, fitted)))
    told = [reason for reason in found if abs(reason.change) >= LEAST_CHANGE]
    return tuple(sorted(told, key=lambda reason: (-abs(reason.change), reason.words)))


def analogues(situation: Situation, campaigns: Sequence[Campaign]) -> tuple[Analogue, ...]:
    """The past days most like today, one a campaign, with what happened next."""
    past = kept_origins(tuple(campaigns))
    if not len(past):
        return ()
    columns = [INDEX[name] for name in LIKENESS]
    bank = np.log1p(past.features[:, columns])
    scale = np.maximum(bank.std(axis=0), 1e-6)
    here = np.log1p(features_of(situation)[columns])
    apart = np.sqrt((((bank - here) / scale) ** 2).mean(axis=1))
    found: list[Analogue] = []
    for row in np.argsort(apart, kind="stable"):
        name = past.names[past.campaign[row]]
        if any(one.campaign == name for one in found):
            continue
        days = float(past.days[row])
        age = int(past.features[row, INDEX["age_d"]])
        left = days if np.isfinite(days) else None
        later = "1 day later" if days == 1 else f"{days:.0f} days later"
        after = f"the city fell {later}" if left is not None else "the city never fell in that advance"
        km = past.features[row, INDEX["front_km"]]
        words = f"{name}, day {age}, front at {km:.0f} km: {after}"
        found.append(Analogue(name, age, float(np.exp(-apart[row])), left, words))
        if len(found) == MOST_ANALOGUES:
            break
    return tuple(found)


def _p(situation: Situation, fitted: Fitted) -> float:
    curve: Array = fitted.cumulative(situation)
    return float(curve[LEAD_D - 1])


def _words(news: Sequence[Change]) -> str:
    last = news[-1]
    event = {"lost_again": "lost again by the attacker", "embassy_ordered_departure": "embassy ordered departure"}
    return f"{last.place}: {event.get(last.event, last.event.replace('_', ' '))} ({last.day.isoformat()})"
