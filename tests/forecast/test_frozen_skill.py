"""The frozen table belongs to the tables, priors and model that are shipped with it."""

from __future__ import annotations

from leeway.forecast.frozen import frozen, frozen_weights
from leeway.forecast.models.priors import digest
from leeway.forecast.models.published import published
from leeway.forecast.origins import counted
from leeway.forecast.skill import skill
from leeway.history.load import load_history

MEMBERS = [member.name for member in published().members]


def test_it_was_measured_on_these_tables_and_priors() -> None:
    """Changing a table or a prior without measuring again fails here: run benchmarks/forecast_skill.py."""
    table = frozen()
    assert table is not None
    assert table["history"] == load_history().digest
    assert table["priors"] == digest()
    assert table["members"] == MEMBERS


def test_weights_are_frozen_for_the_whole_history_and_for_each_war_left_out() -> None:
    """A forecast, and a replay without its own war, need not learn weights again; another set of campaigns must."""
    history = load_history()
    everything = counted(history)
    weights = frozen_weights(everything, MEMBERS)
    assert weights is not None
    assert abs(sum(weights) - 1) < 1e-9
    for war in {campaign.war for campaign in everything}:
        assert frozen_weights(counted(history.without_wars(frozenset([war]))), MEMBERS) is not None
    assert frozen_weights(everything[1:], MEMBERS) is None
    assert frozen_weights(everything, MEMBERS[:-1]) is None


def test_the_skill_says_what_was_measured() -> None:
    """Interval around the value, a count of campaigns and wars, and a sentence that names them."""
    found = skill()
    assert found is not None
    value, low, high = found.brier_skill_14
    assert low <= value <= high
    assert (found.campaigns, found.wars) == (52, 30)
    assert "52 campaigns of 30 wars" in found.sentence
    assert 0.8 < found.coverage_90 < 1.0
