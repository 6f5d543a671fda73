"""The back-test: whole wars left out, the same bytes anywhere, figures and tables of what was found."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from leeway.errors import LeewayError
from leeway.forecast.backtest.document import document
from leeway.forecast.backtest.executors import Distributed, Processes, executor_of
from leeway.forecast.backtest.figures import figures
from leeway.forecast.backtest.folds import leave_one_war_out
from leeway.forecast.backtest.run import Backtest, backtest
from leeway.forecast.backtest.tables import tables
from leeway.forecast.backtest.votes import skill, war_resamples, weightings
from leeway.forecast.origins import counted, origins_of
from leeway.history.load import load_history
from leeway.history.model import History

WARS = {"mali_since_2012", "georgia_2008", "sudan_since_2023", "islamic_state_iraq_2014", "tigray_2020_2022"}
WHOLE = load_history()
SMALL = History({name: one for name, one in WHOLE.campaigns.items() if one.war in WARS}, WHOLE.digest)


@pytest.fixture(scope="module")
def found() -> Backtest:
    """A back-test of a few wars."""
    return backtest(SMALL, model="approach")


def test_no_model_sees_the_war_it_forecasts() -> None:
    """Each fold learns from campaigns of other wars only, and all folds together score every campaign once."""
    origins = origins_of(counted(WHOLE))
    folds = leave_one_war_out(origins, "published")
    assert len(folds) == len(set(origins.wars))
    assert all(not set(fold.train.wars) & set(fold.test.wars) for fold in folds)
    assert sorted(name for fold in folds for name in fold.test.names) == sorted(origins.names)


def test_every_campaign_is_scored_falls_and_stalls(found: Backtest) -> None:
    """The scored campaigns are those of the history: no score is of falls alone."""
    doc = document(found, SMALL.digest)
    assert {line["campaign"] for line in doc["by_campaign"]} == {one.name for one in counted(SMALL)}
    assert 0 < doc["fell"] < doc["campaigns"]
    assert set(doc["scores"][doc["weighting"]]) >= {
        "climatology", "climatology by age", "Lindy x base rate", "constant hazard", "last tempo", "approach",
    }  # fmt: skip


def test_what_one_fold_says_does_not_depend_on_the_campaigns_scored_beside_it(found: Backtest) -> None:
    """Learning without one war gives what a back-test with that war kept back gives."""
    war = "georgia_2008"
    kept = History({name: one for name, one in SMALL.campaigns.items() if one.war == war}, "")
    other = backtest(SMALL, kept_back=kept, model="approach")
    rows = found.origins.campaign == found.origins.names.index("tbilisi_2008")
    assert np.array_equal(found.said["approach"][rows], other.said["approach"])


def test_kept_back_wars_are_not_learned_from() -> None:
    """Campaigns of a folder whose war the packaged tables know are forecast without all campaigns of that war."""
    kept = History({name: WHOLE.campaigns[name] for name in ("tbilisi_2008", "gao_2012")}, "")
    other = backtest(SMALL, kept_back=kept, model="losses")
    assert set(other.folds[0].train.wars).isdisjoint({"georgia_2008", "mali_since_2012"})
    assert other.origins.names == ("tbilisi_2008", "gao_2012")


def test_the_same_advance_under_another_name_is_not_learned_from() -> None:
    """A folder that calls the war, the campaign and the city otherwise gets the model that never saw that war."""
    war = "georgia_2008"
    kept = {name: one for name, one in SMALL.campaigns.items() if one.war == war}
    renamed = {
        f"my_{name}": replace(one, name=f"my_{name}", war="caucasus", target="Tiflis", lat=one.lat + 0.02)
        for name, one in kept.items()
    }
    ours = backtest(SMALL, kept_back=History(renamed, ""), model="losses")
    assert war not in ours.folds[0].train.wars
    assert set(ours.folds[0].train.wars) == WARS - {war}


def test_two_processes_give_the_same_bytes(found: Backtest) -> None:
    """Serial and parallel runs print the same document."""
    other = backtest(SMALL, model="approach", executor=Processes(2))
    ours, theirs = (json.dumps(document(one, SMALL.digest)) for one in (found, other))
    assert ours == theirs


@pytest.fixture
def scheduler() -> Iterator[str]:
    """The address of a small dask cluster in this process."""
    from distributed import LocalCluster

    with LocalCluster(
        n_workers=1, threads_per_worker=1, processes=False, dashboard_address=None
    ) as cluster:  # fmt: skip
        yield cluster.scheduler_address


@pytest.mark.filterwarnings("ignore")
def test_a_dask_cluster_gives_the_same_bytes(found: Backtest, scheduler: str) -> None:
    """A distributed run prints the same document."""
    other = backtest(SMALL, model="approach", executor=executor_of(scheduler=scheduler))
    assert json.dumps(document(other, SMALL.digest)) == json.dumps(document(found, SMALL.digest))


@pytest.mark.filterwarnings("ignore")
def test_a_scheduler_that_is_not_there_is_a_clear_error() -> None:
    """No cluster, no traceback."""
    with pytest.raises(LeewayError, match="no dask scheduler"):
        Distributed("tcp://127.0.0.1:9").run(len, ["a"])


def test_unknown_models_and_too_few_wars_are_refused() -> None:
    """The message names the models there are."""
    with pytest.raises(LeewayError, match="published"):
        backtest(SMALL, model="oracle")
    one = History({"gao_2012": WHOLE.campaigns["gao_2012"]}, "")
    with pytest.raises(LeewayError, match="three wars"):
        backtest(one)


def test_the_interval_of_a_skill_holds_its_value_and_is_about_wars() -> None:
    """Better by the same share in every campaign gives an interval of no width; resamples draw whole wars."""
    origins = origins_of(counted(SMALL))
    resamples = war_resamples(origins)
    losses = np.linspace(0.1, 0.9, len(origins.names))
    assert skill(losses * 0.8, losses, resamples) == pytest.approx((0.2, 0.2, 0.2))
    same_war = [index for index, war in enumerate(origins.wars) if war == "islamic_state_iraq_2014"]
    assert len(same_war) > 1
    assert (resamples[:, same_war[0]] == resamples[:, same_war].T).all()
    assert resamples.shape[0] == 2000


def test_one_vote_a_campaign() -> None:
    """The protocol's weights of each campaign sum to one; the proper ones grow with its length."""
    origins = origins_of(counted(SMALL))
    ways = weightings(origins)
    votes = np.bincount(origins.campaign, ways[0].weight)
    assert votes == pytest.approx(np.ones(len(origins.names)))
    assert not ways[1].one_vote
    assert np.ptp(np.bincount(origins.campaign, ways[1].weight)) > 1


def test_tables_and_figures_are_drawn_from_the_document(found: Backtest) -> None:
    """Every figure becomes SVG, every table has its rows, and the sentence names campaigns and wars."""
    from leeway.look import svg

    doc = document(found, SMALL.digest)
    assert all(svg(chart).startswith(b"<svg") for chart in figures(doc).values())
    assert all(table.rows for table in tables(doc))
    assert f"{doc['campaigns']} campaigns of {doc['wars']} wars" in doc["sentence"]
    assert "too few to claim any use" in doc["sentence"]
    assert doc["useful_days"] is None


def test_the_command_scores_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`leeway backtest --history DIR --json` prints a document of the folder's campaigns, without covariates too."""
    import csv

    from leeway.cli import main
    from leeway.history.load import PACKAGED

    for name in ("campaigns.csv", "campaign_events.csv", "wars.csv"):
        with (PACKAGED / name).open(newline="", encoding="utf-8") as file:
            rows = [row for row in csv.DictReader(file) if row["campaign"] in ("tbilisi_2008", "gao_2012")]
        with (tmp_path / name).open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(
                file, [column for column in rows[0] if column != "known_until"], extrasaction="ignore"
            )
            writer.writeheader()
            writer.writerows(rows)
    assert main(["backtest", "--history", str(tmp_path), "--model", "losses", "--json"]) == 0
    doc = json.loads(capsys.readouterr().out)
    assert (doc["campaigns"], doc["wars"], doc["fell"]) == (2, 2, 1)
    assert doc["kept_back"] is not None
    assert main(["backtest", "--model", "nothing"]) == 2
