"""`leeway fetch`: the one command that opens connections."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated
from urllib.parse import urljoin

from cyclopts import Parameter

from leeway.errors import LeewayError

Flag = Annotated[bool, Parameter(negative="", show_default=False)]


def fetch(
    url: str,
    /,
    *,
    into: Path = Path("reports"),
    articles: int = 0,
    allow_private: Flag = False,
    time_limit: str = "30 s",
    size_limit_mb: float = 20.0,
) -> int:
    """Fetch a page, a text or a feed and keep its bytes. The only command that opens a connection, and it says so.

    What was fetched is kept as it came, named by its content; `leeway read DIR` reads it. Exit code 0, or 2 if the
    address or, of a feed, every article failed.

    Parameters
    ----------
    url
        Address of a page, a text or a feed, http or https.
    into
        Directory to keep it in.
    articles
        Of a feed: fetch the pages of up to this many of its entries too.
    allow_private
        Permit addresses of this machine and of private networks.
    time_limit
        Longest time for one address with its redirects, such as "30 s".
    size_limit_mb
        Largest answer, in megabytes.
    """
    from leeway.cli.options import not_negative, refused, seconds
    from leeway.evidence.reports.fetching.fetch import Fetched, FetchLimits
    from leeway.evidence.reports.fetching.fetch import fetch as fetched
    from leeway.evidence.reports.store import Store

    if not 0 < size_limit_mb <= 1000:
        raise refused("--size-limit-mb", size_limit_mb, "megabytes above 0, at most 1000")
    limits = FetchLimits(int(size_limit_mb * 1_000_000), seconds("--time-limit", time_limit))
    store = Store(into)

    def keep(address: str) -> Fetched:
        answer = fetched(address, allow_private=allow_private, limits=limits, say=_say)
        kept = store.put(answer.data, answer.url, datetime.now(UTC), answer.media_type)
        print(f"{store.path(kept.content_hash)}  {len(answer.data):,} bytes  {answer.url}")
        return answer

    first = keep(url)
    links = [] if not_negative("--articles", articles) == 0 else _links(first.url, first.data)[:articles]
    failed = 0
    for link in links:
        try:
            keep(link)
        except LeewayError as error:
            failed += 1
            _say(str(error))
    return 2 if links and failed == len(links) else 0


def _links(url: str, data: bytes) -> list[str]:
    """The addresses of a feed's entries, each once; of anything else none."""
    from leeway.evidence.model import Report
    from leeway.evidence.reports.open import parsed
    from leeway.evidence.reports.records import Record
    from leeway.evidence.reports.sniffing import format_of

    form = format_of("", data[:4096])
    if form != "feed":
        return []
    entries = [found for found in parsed(Record(url, form, data)) if isinstance(found, Report)]
    return list(dict.fromkeys(urljoin(url, entry.url) for entry in entries if entry.url))


def _say(text: str) -> None:
    print(f"leeway: {text}", file=sys.stderr)
