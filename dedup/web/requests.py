"""What a browser sends, checked and taken apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from email.parser import BytesParser
from email.policy import HTTP
from pathlib import PurePosixPath, PureWindowsPath

from dedup.errors import UsageError

HOSTS = ("127.0.0.1", "localhost")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file, or a text typed or pasted in; the name is only what to call it."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Request:
    """One request; the names of ``headers`` are in lower case."""

    method: str
    path: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


def is_ours(request: Request, port: int) -> bool:
    """Whether the request comes from our own page or from no page at all.

    A page elsewhere may send here too, or have its name lead here (DNS rebinding): the first says so in
    ``Origin`` and ``Sec-Fetch-Site``, the second in ``Host``.
    """
    places = {f"{host}:{port}" for host in HOSTS}
    origin = request.headers.get("origin")
    site = request.headers.get("sec-fetch-site", "none")
    return (
        request.headers.get("host", "").lower() in places
        and (origin is None or origin.lower() in {f"http://{place}" for place in places})
        and site in ("none", "same-origin")
    )


def uploads(request: Request) -> dict[str, Upload]:
    """The fields of a form that hold something, by name; a field without a file name is text.

    Raises:
        UsageError: the body is no form.
    """
    kind = request.headers.get("content-type", "")
    head = f"Content-Type: {kind}\r\n\r\n".encode("latin-1", "replace")
    message = BytesParser(policy=HTTP).parsebytes(head + request.body)
    if message.get_content_type() != "multipart/form-data" or not message.is_multipart():
        raise UsageError("the form could not be read", hint="send it again")
    found: dict[str, Upload] = {}
    for part in message.iter_parts():
        field_name = part.get_param("name", header="content-disposition")
        content = part.get_payload(decode=True)
        if not isinstance(field_name, str) or not isinstance(content, bytes) or not content.strip():
            continue
        sent = part.get_filename()
        name = f"{field_name}.txt" if sent is None else _base(sent)
        found[field_name] = Upload(name, content if sent is not None else content.replace(b"\r\n", b"\n"))
    return found


def _base(name: str) -> str:
    """The name of a file without its folders.

    >>> _base("C:\\\\news\\\\a.txt"), _base("../../etc/passwd"), _base("..")
    ('a.txt', 'passwd', 'upload')
    """
    last = PureWindowsPath(PurePosixPath(name).name).name.replace("\0", "")
    return last if last.strip(". ") else "upload"
