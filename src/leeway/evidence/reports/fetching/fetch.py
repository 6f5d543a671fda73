"""One page, text or feed from the web, within limits on size, time and redirects."""

from __future__ import annotations

import http.client
import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from leeway import __version__
from leeway.errors import LeewayError
from leeway.evidence.reports.bounded import OutOfTime, within
from leeway.evidence.reports.fetching.addresses import addresses

REDIRECTS = (301, 302, 303, 307, 308)
CHUNK_BYTES = 65_536
PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """`bytes`: of the answer's body. `seconds`: for everything, redirects included. `redirects`: how many."""

    bytes: int = 20_000_000
    seconds: float = 30.0
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came: the address asked for, the one that answered in the end, the media type, the bytes."""

    asked: str
    url: str
    media_type: str
    data: bytes


def fetch(
    url: str,
    *,
    allow_private: bool = False,
    limits: FetchLimits = FetchLimits(),
    say: Callable[[str], None] = lambda text: None,
) -> Fetched:
    """What an address holds. `say` is told of every connection before it is opened.

    Addresses are checked after their names are resolved, at every redirect, and the connection goes to the address
    that was checked. No cookies, no credentials, no proxies. Raises `LeewayError`.
    """
    deadline = time.monotonic() + limits.seconds
    here = url
    try:
        with within(limits.seconds):
            for _ in range(limits.redirects + 1):
                answer, moved = _once(url, here, deadline, allow_private, limits, say)
                if answer is not None:
                    return answer
                here = urljoin(here, moved)
    except (OutOfTime, TimeoutError):
        raise LeewayError(f"{here}: no full answer within {limits.seconds:g} s") from None
    except (OSError, http.client.HTTPException) as error:
        raise LeewayError(f"{here}: {error or type(error).__name__}") from None
    raise LeewayError(f"{url}: more than {limits.redirects} redirects")


def _once(
    asked: str, url: str, deadline: float, allow_private: bool, limits: FetchLimits, say: Callable[[str], None]
) -> tuple[Fetched | None, str]:
    """The answer of one address, or where it sends us."""
    scheme, host, port, target = _parts(url)
    numeric = addresses(host, port, allow_private=allow_private)
    say(f"connecting to {host} ({numeric[0]}) port {port}")
    connection = _Pinned(host, port, numeric, _left(deadline), tls=scheme == "https")
    try:
        headers = {"User-Agent": f"leeway/{__version__}", "Accept": "*/*", "Accept-Encoding": "identity"}
        connection.request("GET", target, headers=headers)
        response = connection.getresponse()
        location = response.getheader("Location")
        if response.status in REDIRECTS and location:
            return None, location
        if response.status != 200:
            raise LeewayError(f"{url}: the server answers {response.status} {response.reason}")
        if (response.getheader("Content-Encoding") or "identity").lower() != "identity":
            raise LeewayError(f"{url}: the server sends it compressed although asked not to")
        media = (response.getheader("Content-Type") or "").split(";")[0].strip().lower()
        return Fetched(asked, url, media, _body(url, connection, response, deadline, limits)), ""
    finally:
        connection.close()


def _body(
    url: str, connection: _Pinned, response: http.client.HTTPResponse, deadline: float, limits: FetchLimits
) -> bytes:
    """The whole body, refused as soon as it is seen to be too large."""
    data = bytearray()
    while True:
        if connection.sock is not None:
            connection.sock.settimeout(_left(deadline))
        chunk = response.read1(CHUNK_BYTES)
        if not chunk:
            return bytes(data)
        data += chunk
        if len(data) > limits.bytes:
            raise LeewayError(f"{url}: larger than {limits.bytes:,} bytes")
        _left(deadline)


def _parts(url: str) -> tuple[str, str, int, str]:
    """Scheme, host, port and target of an address that may be asked for."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise LeewayError(f"{url}: {error}") from None
    if parts.scheme not in PORTS or not parts.hostname:
        raise LeewayError(f"{url}: expected an address that begins with http:// or https://")
    if parts.username is not None or parts.password is not None:
        raise LeewayError(f"{parts.hostname}: an address with a user name or password is not sent")
    if any(letter <= " " or letter == "\x7f" for letter in url):
        raise LeewayError(f"{url!r}: an address holds no spaces or control characters")
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return parts.scheme, parts.hostname, port or PORTS[parts.scheme], target.encode("ascii", "ignore").decode()


def _left(deadline: float) -> float:
    """Seconds left; raises TimeoutError where none are."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


class _Pinned(http.client.HTTPConnection):
    """A connection to addresses that were checked before, whatever the name means by now."""

    def __init__(self, host: str, port: int, numeric: list[str], timeout_s: float, *, tls: bool) -> None:
        super().__init__(host, port, timeout=timeout_s)
        self.numeric, self.tls = numeric, tls
        if tls:
            self.default_port = PORTS["https"]

    def connect(self) -> None:
        """Try each checked address in turn."""
        failure: OSError = OSError("no address")
        for address in self.numeric:
            try:
                self.sock = socket.create_connection((address, self.port), self.timeout)
                break
            except OSError as error:
                failure = error
        else:
            raise failure
        if self.tls:
            context = ssl.create_default_context()
            self.sock = context.wrap_socket(self.sock, server_hostname=self.host)
