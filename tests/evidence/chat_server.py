"""A local server that speaks the OpenAI chat protocol, with answers the test chooses."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


def chat(content: str) -> bytes:
    """The answer of an endpoint whose model says `content`."""
    return json.dumps({"choices": [{"message": {"role": "assistant", "content": content}}]}).encode()


@contextmanager
def chat_server(
    answer: Callable[[dict[str, Any]], bytes], status: int = 200, delay_s: float = 0.0
) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Its base address and the requests it gets; `answer` makes the body of an answer from the request."""
    asked: list[dict[str, Any]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            asked.append({"path": self.path, "authorization": self.headers.get("Authorization"), **request})
            time.sleep(delay_s)
            with suppress(BrokenPipeError, ConnectionResetError):  # the client may not have waited
                self.send_response(status)
                self.end_headers()
                self.wfile.write(answer(request))

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = False
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/v1", asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
