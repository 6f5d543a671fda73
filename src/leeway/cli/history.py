"""`leeway history`: list and plot the packaged campaigns, or check tables somebody adds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import App, Parameter

if TYPE_CHECKING:
    from leeway.history.model import Campaign, History

Flag = Annotated[bool, Parameter(negative="", show_default=False)]

history = App(name="history", help_format="plaintext", help_formatter="plain")


@history.default
def listed(*, campaign: str | None = None, out: Path | None = None, force: Flag = False) -> int:
    """The past advances that forecasts learn from; one of them as a timeline.

    Parameters
    ----------
    campaign
        Show one campaign, row by row.
    out
        Write its timeline (SVG and PNG) into this directory.
    force
        Replace files in --out that were not written by leeway.
    """
    from leeway.history.load import load_history

    packaged = load_history()
    if campaign is None:
        if out is not None:
            from leeway.cli.options import refused

            raise refused("--out", out, "--campaign NAME beside it", "A timeline is of one campaign.")
        _show_all(packaged)
        return 0
    chosen = _one(packaged, campaign)
    _show_one(chosen)
    if out is not None:
        from leeway.cli.out_directory import write_directory
        from leeway.history.figure import timeline
        from leeway.look import png, svg

        chart = timeline(chosen)
        write_directory(out, {f"{chosen.name}.svg": svg(chart), f"{chosen.name}.png": png(chart)}, force=force)
    return 0


@history.command
def check(directory: Path, /) -> int:
    """Check tables of campaigns row by row: what is wrong, and what looks odd.

    Parameters
    ----------
    directory
        Where campaigns.csv, campaign_events.csv, wars.csv and perhaps covariates.csv are.
    """
    from leeway.errors import InputError
    from leeway.history.check import check_tables

    checked = check_tables(directory)
    for doubt in checked.doubts:
        print(f"look again: {doubt}")
    if checked.problems:
        raise InputError(checked.problems)
    campaigns = checked.history.campaigns
    fell = sum(found.fell for found in campaigns.values())
    rows = sum(len(found.events) for found in campaigns.values())
    print(f"{len(campaigns)} campaigns of {len({found.war for found in campaigns.values()})} wars can be read:")
    print(f"{fell} fell, {rows} events up to their ends.")
    return 0


def _one(packaged: History, name: str) -> Campaign:
    from leeway.case.suggestions import did_you_mean
    from leeway.cli.options import refused

    if name not in packaged.campaigns:
        expected = "a campaign that 'leeway history' lists"
        raise refused("--campaign", name, expected, did_you_mean(name, packaged.campaigns))
    return packaged.campaigns[name]


def _show_all(packaged: History) -> None:
    from leeway.cli.tables import console, show
    from leeway.tables import Table

    rows = tuple(
        (
            found.name,
            found.war,
            found.start.isoformat(),
            found.end.isoformat(),
            str((found.end - found.start).days),
            found.outcome,
            str(len(found.events)),
        )
        for found in packaged.campaigns.values()
    )
    columns = ("campaign", "war", "start", "end", "days", "outcome", "events")
    fell = sum(found.fell for found in packaged.campaigns.values())
    wars = len({found.war for found in packaged.campaigns.values()})
    lines = [f"{len(rows)} campaigns of {wars} wars, {fell} ended with the fall of the target."]
    note = f"Tables: {packaged.digest[:12]} (SHA-256). Columns and sources: docs/reference/history-tables.md"
    left = frozenset({"campaign", "war", "start", "end", "outcome"})
    show(console(), lines, [Table("Past advances", columns, rows, left, note)])


def _show_one(campaign: Campaign) -> None:
    from leeway.cli.tables import console, show
    from leeway.distance import great_circle_km
    from leeway.tables import Table

    rows = tuple(
        (
            event.day.isoformat(),
            event.event,
            event.place,
            event.kind,
            f"{great_circle_km(campaign.lat, campaign.lon, event.lat, event.lon):.0f}",
            event.certainty,
        )
        for event in campaign.events
    )
    columns = ("day", "event", "place", "kind", "km", "certainty")
    lines = [f"{campaign.target}, {campaign.start} to {campaign.end}: {campaign.outcome}", campaign.summary]
    show(console(), lines, [Table(campaign.name, columns, rows, frozenset(columns) - {"km"})])
