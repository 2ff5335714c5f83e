"""The server: 127.0.0.1 only, one comparison at a time, nothing kept."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from dedup.config import Settings
from dedup.errors import DedupError
from dedup.render.formats import html
from dedup.types import Result
from dedup.web import compare, pages
from dedup.web.requests import HOSTS, Request, Upload, is_ours, uploads

MOST = 32 * 2**20  # bytes of a request
_WAIT = 30  # seconds that a browser may say nothing in the middle of a request
_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # with no referrer at all a form would send the origin "null"
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@dataclass(frozen=True, slots=True)
class Response:
    """What goes back."""

    status: HTTPStatus
    body: str
    policy: str = "default-src 'none'; frame-ancestors 'none'"
    kind: str = "text/plain"


@dataclass(slots=True)
class Workbench:
    """What the pages do, apart from how they travel.

    Attributes:
        settings: of every comparison.
        base: paths that a new text can be held against.
        port: that it is reached at.
    """

    settings: Settings
    base: Sequence[str] = ()
    port: int = 0
    _busy: threading.Lock = field(default_factory=threading.Lock)

    def respond(self, request: Request) -> Response:
        """The answer to a request."""
        if not is_ours(request, self.port):
            return _plain(HTTPStatus.FORBIDDEN)
        if request.path == "/":
            return self._form() if request.method == "GET" else _plain(HTTPStatus.METHOD_NOT_ALLOWED)
        work = {"/diff": self._diff, "/against": self._against}.get(request.path)
        if work is None or (request.path == "/against" and not self.base):
            return _plain(HTTPStatus.NOT_FOUND)
        if request.method != "POST":
            return _plain(HTTPStatus.METHOD_NOT_ALLOWED)
        return self._report(work, request)

    def _report(self, work: Callable[[dict[str, Upload]], Result], request: Request) -> Response:
        try:
            with self._busy:
                result = work(uploads(request))
            report = html.render(result, self.settings.lang)
        except DedupError as error:
            return self._form(error)
        return Response(HTTPStatus.OK, report, "frame-ancestors 'none'", "text/html")  # it brings its own

    def _diff(self, found: dict[str, Upload]) -> Result:
        one, two = (compare.wanted(found, side, self.settings) for side in "ab")
        return compare.two(one, two, self.settings)

    def _against(self, found: dict[str, Upload]) -> Result:
        return compare.against(compare.wanted(found, "new", self.settings), self.base, self.settings)

    def _form(self, error: DedupError | None = None) -> Response:
        status = HTTPStatus.BAD_REQUEST if error else HTTPStatus.OK
        page = pages.form(self.settings.lang, ", ".join(self.base), error)
        return Response(status, page, pages.policy(), "text/html")


def _plain(status: HTTPStatus) -> Response:
    return Response(status, f"{status.value} {status.phrase}\n")


class _Handler(BaseHTTPRequestHandler):
    """Carries requests to the workbench and answers back."""

    server: _Server
    timeout = _WAIT
    server_version = "dedup"
    sys_version = ""

    def do_GET(self) -> None:
        """The form."""
        self._answer(self.server.workbench.respond(self._request()))

    def do_POST(self) -> None:
        """A form that was sent; it is refused unread if it is too large or not ours."""
        told = self.headers.get("Content-Length", "")
        if not told.isascii() or not told.isdigit():
            return self._answer(_plain(HTTPStatus.LENGTH_REQUIRED))
        if int(told) > MOST:
            return self._answer(_plain(HTTPStatus.REQUEST_ENTITY_TOO_LARGE))
        if not is_ours(self._request(), self.server.workbench.port):
            return self._answer(_plain(HTTPStatus.FORBIDDEN))
        body = self.rfile.read(int(told))
        return self._answer(self.server.workbench.respond(self._request(body)))

    def _request(self, body: bytes = b"") -> Request:
        headers = {name.lower(): value for name, value in self.headers.items()}
        return Request(self.command, self.path, headers, body)

    def _answer(self, response: Response) -> None:
        body = response.body.encode("utf-8", "backslashreplace")
        self.send_response(response.status)
        self.send_header("Content-Type", f"{response.kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy", response.policy)
        self.send_header("Connection", "close")
        for name, value in _ALWAYS.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: what an editor compares is nobody's business."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, workbench: Workbench) -> None:
        super().__init__((HOSTS[0], workbench.port), _Handler)
        self.workbench = workbench
        workbench.port = self.server_port


def serve(workbench: Workbench, ready: Callable[[str], None]) -> None:
    """Answer until the process is interrupted.

    Args:
        workbench: what to answer; port 0 takes a free one.
        ready: told the address once it can be opened.

    Raises:
        OSError: the port is taken.
    """
    with _Server(workbench) as server:
        ready(f"http://{HOSTS[0]}:{server.server_port}/")
        server.serve_forever()
