"""A server on loopback that follows a script: a list of behaviours, one a call, the last for all further ones."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.reading.language_model.pretended import HONEST, Answers, words_of

Handler = BaseHTTPRequestHandler
Behaviour = Callable[[Handler, dict[str, Any]], None]


class Scripted:
    """The server while it runs. ``calls`` are the bodies that it got, ``headers`` those of the last call."""

    def __init__(self, *script: Behaviour) -> None:
        self.script, self.calls, self.headers = list(script), list[dict[str, Any]](), dict[str, str]()
        self._lock = threading.Lock()
        outer = self

        class _Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                with outer._lock:
                    outer.calls.append(body)
                    outer.headers = dict(self.headers)
                    behaviour = outer.script.pop(0) if len(outer.script) > 1 else outer.script[0]
                try:
                    behaviour(self, body)
                except (BrokenPipeError, ConnectionResetError):
                    return

            def log_message(self, format: str, *args: Any) -> None:
                return

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
        self._server.daemon_threads = True
        self.endpoint = f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    @contextmanager
    def running(self) -> Iterator[Scripted]:
        thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self._server.shutdown()
            self._server.server_close()
            thread.join()


def send(handler: Handler, status: int, content: bytes, **headers: str) -> None:
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.send_header("Content-Length", str(len(content)))
    handler.end_headers()
    handler.wfile.write(content)


def completion(text: str, finish: str = "stop") -> bytes:
    usage = {"prompt_tokens": 100, "completion_tokens": 50}
    return json.dumps({"choices": [{"message": {"role": "assistant", "content": text}, "finish_reason": finish}], "usage": usage}).encode()


def well(handler: Handler, body: dict[str, Any], **answers: Answers) -> None:
    """Answers as the pretended model does."""
    send(handler, 200, completion(words_of(body["messages"], {**HONEST, **answers})))


def fails(status: int, **headers: str) -> Behaviour:
    return lambda handler, body: send(handler, status, b'{"error": "not now"}', **headers)


def says(content: bytes) -> Behaviour:
    return lambda handler, body: send(handler, 200, content)


def stops_in_the_middle(handler: Handler, body: dict[str, Any]) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "5000")
    handler.end_headers()
    handler.wfile.write(b'{"choices": [')
    handler.close_connection = True


def has_no_end(handler: Handler, body: dict[str, Any]) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _ in range(4000):
        handler.wfile.write(b" " * 4096)
    handler.close_connection = True


def trickles(handler: Handler, body: dict[str, Any]) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _ in range(40):
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.02)
    handler.close_connection = True


def slowly(handler: Handler, body: dict[str, Any]) -> None:
    time.sleep(0.05)
    well(handler, body)


def without_schema(handler: Handler, body: dict[str, Any]) -> None:
    """A server that knows no response_format at all."""
    if "response_format" in body:
        send(handler, 400, b'{"error": "unknown field response_format"}')
    else:
        well(handler, body)
