"""`leeway fetch` against a local server: limits, private addresses, what is kept."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from leeway.cli import main
from leeway.errors import LeewayError
from leeway.evidence.model import Report
from leeway.evidence.reports.fetching.addresses import is_public
from leeway.evidence.reports.fetching.fetch import FetchLimits, fetch
from leeway.evidence.reports.open import open_reports
from leeway.evidence.reports.store import Store

Capture = pytest.CaptureFixture[str]
Answer = Callable[[BaseHTTPRequestHandler], None]


def page(text: str, media: str = "text/plain; charset=utf-8") -> Answer:
    """An answer with that text."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", media)
        handler.end_headers()
        handler.wfile.write(text.encode())

    return answer


def moved(to: str) -> Answer:
    """A redirect."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(302)
        handler.send_header("Location", to)
        handler.end_headers()

    return answer


@contextmanager
def web(pages: dict[str, Answer]) -> Iterator[str]:
    """A local web site and its address; what it does not hold is 404."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            with suppress(BrokenPipeError, ConnectionResetError):  # the client may have seen enough
                pages.get(self.path, lambda handler: handler.send_error(404))(self)

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = False
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_what_is_fetched_can_be_read(tmp_path: Path, capsys: Capture) -> None:
    """The bytes are kept as they came, the connection is announced, a second fetch keeps no second copy."""
    text = "id: a\n\nFighters entered Varda.\r\n"
    with web({"/a": page(text)}) as site:
        for _ in range(2):
            assert main(["fetch", f"{site}/a", "--into", str(tmp_path), "--allow-private"]) == 0
    told = capsys.readouterr()
    assert "connecting to 127.0.0.1" in told.err
    (file,) = [path for path in tmp_path.rglob("*") if path.is_file() and not path.name.startswith(".")]
    assert str(file) in told.out
    assert file.read_bytes() == text.encode()
    (report,) = open_reports([tmp_path])
    assert isinstance(report, Report)
    assert report.id == "a"
    store = Store(tmp_path)
    assert [kept.source for kept in store.index()] == [f"{site}/a"] * 2
    assert store.get(report.content_hash) == text.encode()


def test_a_store_notices_changed_bytes(tmp_path: Path) -> None:
    """Content that no longer has its hash is never handed out; what is not there is said to be missing."""
    from datetime import UTC, datetime

    store = Store(tmp_path)
    kept = store.put(b"one", "by hand", datetime(2031, 5, 14, tzinfo=UTC))
    path = store.path(kept.content_hash)
    assert path is not None
    path.write_bytes(b"two")
    with pytest.raises(LeewayError, match="changed"):
        store.get(kept.content_hash)
    with pytest.raises(LeewayError, match="nothing"):
        store.get("0" * 64)
    with pytest.raises(ValueError, match="SHA-256"):
        store.path("../../etc/hostname")


def test_articles_of_a_feed(tmp_path: Path, capsys: Capture) -> None:
    """The feed and as many of its pages as asked for; one that fails is told and the others are kept."""
    pages: dict[str, Answer] = {"/1": page("First article."), "/3": page("Third article.")}
    with web(pages) as site:
        items = "".join(f"<item><title>T{n}</title><link>{site}/{n}</link></item>" for n in (1, 2, 3, 4))
        pages["/feed"] = page(
            f'<rss version="2.0"><channel><title>F</title>{items}</channel></rss>', "application/rss+xml"
        )
        words = ["fetch", f"{site}/feed", "--into", str(tmp_path), "--allow-private", "--articles", "3"]
        assert main(words) == 0
    told = capsys.readouterr()
    assert len(told.out.splitlines()) == 3
    assert "404" in told.err
    assert "/4" not in told.err


def test_private_addresses_are_refused(tmp_path: Path, capsys: Capture) -> None:
    """By number, by name, and where the server would have answered: no request reaches it."""
    reached: list[str] = []
    with web({"/a": lambda handler: reached.append(handler.path)}) as site:
        port = site.rsplit(":", 1)[1]
        for host in ("127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "2130706433", "127.1"):
            assert main(["fetch", f"http://{host}:{port}/a", "--into", str(tmp_path)]) == 2, host
    assert reached == []
    assert "private" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_a_redirect_to_a_private_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every hop is checked, after its name is resolved: the first host passes as public, the second does not."""
    import leeway.evidence.reports.fetching.addresses as rules

    monkeypatch.setattr(rules, "is_public", lambda address: address == "127.0.0.1")
    with web({"/a": moved("http://127.0.0.2:9/secret")}) as site, pytest.raises(LeewayError, match=r"127\.0\.0\.2"):
        fetch(f"{site}/a")


def test_a_name_with_one_private_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A public address beside it does not help."""
    import leeway.evidence.reports.fetching.addresses as rules

    found = [(socket.AF_INET, socket.SOCK_STREAM, 0, "", (number, 80)) for number in ("93.184.216.34", "10.0.0.1")]
    monkeypatch.setattr(rules.socket, "getaddrinfo", lambda *args, **words: found)
    with pytest.raises(LeewayError, match=r"10\.0\.0\.1"):
        fetch("http://example.org/")


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("10.1.2.3", False),
        ("169.254.169.254", False),
        ("192.168.0.1", False),
        ("172.16.0.1", False),
        ("100.64.0.1", False),
        ("224.0.0.1", False),
        ("0.0.0.0", False),
        ("255.255.255.255", False),
        ("::", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("ff02::1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::a00:1", False),
        ("2002:a00:1::", False),
    ],
)
def test_public_and_private(address: str, public: bool) -> None:
    """Also where one address is wrapped in another."""
    assert is_public(address) is public


def fetched(pages: dict[str, Answer], limits: FetchLimits) -> bytes:
    """What /a of the site holds."""
    with web(pages) as site:
        return fetch(f"{site}/a", allow_private=True, limits=limits).data


def test_redirects() -> None:
    """Followed up to the limit, relative ones too, and not for ever."""
    pages = {"/a": moved("/b"), "/b": moved("c"), "/c": page("end")}
    assert fetched(pages, FetchLimits(redirects=2)) == b"end"
    with pytest.raises(LeewayError, match="more than 1 redirects"):
        fetched(pages, FetchLimits(redirects=1))
    with pytest.raises(LeewayError, match="redirects"):
        fetched({"/a": moved("/a")}, FetchLimits())
    with pytest.raises(LeewayError, match="http"):
        fetched({"/a": moved("file:///etc/hostname")}, FetchLimits())


def test_size() -> None:
    """A large answer is refused when the limit is passed, without waiting for its end."""
    assert fetched({"/a": page("x" * 1000)}, FetchLimits(bytes=1000)) == b"x" * 1000
    with pytest.raises(LeewayError, match="larger than 999"):
        fetched({"/a": page("x" * 1000)}, FetchLimits(bytes=999))


def test_time() -> None:
    """A server that trickles or never answers is left after the limit."""

    def trickle(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        for _ in range(20):
            handler.wfile.write(b"x")
            time.sleep(0.05)

    begun = time.monotonic()
    for slow in (trickle, lambda handler: time.sleep(1)):
        with pytest.raises(LeewayError, match="no full answer within"):
            fetched({"/a": slow}, FetchLimits(seconds=0.2))
    assert time.monotonic() - begun < 10


@pytest.mark.parametrize(
    "address",
    ["", "example.org", "ftp://example.org/a", "file:///etc/hostname", "http://", "http://a:b@example.org/",
     "http://example.org:99999/", "http://exa mple.org/", "http://example.org/a\r\nHost: b", "http://[::1"],
)  # fmt: skip
def test_addresses_that_are_none(address: str, capsys: Capture, tmp_path: Path) -> None:
    """Refused with exit code 2 before anything is opened."""
    assert main(["fetch", address, "--into", str(tmp_path)]) == 2
    assert "connecting" not in capsys.readouterr().err


def test_errors_of_the_server(tmp_path: Path, capsys: Capture) -> None:
    """The status is told; nothing is kept."""
    with web({}) as site:
        assert main(["fetch", f"{site}/a", "--into", str(tmp_path), "--allow-private"]) == 2
    assert "404" in capsys.readouterr().err
    assert main(["fetch", "http://127.0.0.1:9/", "--into", str(tmp_path), "--allow-private"]) == 2
    assert not list(tmp_path.iterdir())
