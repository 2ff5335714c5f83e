"""Reads broken files of one format in a process of its own: ``python -m tests.ingest.fuzz NAME SEED COUNT``.

They are ``COUNT`` mutations of a good file, or with COUNT 0 the hostile files of ``hostile.py``. The process
may have 3 GiB of address space, most of which is only reserved.
Prints one line of JSON: files read, documents and findings they gave, slowest file in seconds, peak
memory in MiB, and what must not happen: exceptions, errors out of our own code, files without a word.
"""

from __future__ import annotations

import gzip
import io
import json
import random
import resource
import signal
import sys
import tempfile
import time
import traceback
import zipfile
from collections.abc import Iterable
from pathlib import Path

import zstandard

from dedup import ingest
from dedup.config import Settings
from dedup.readers._protocol import readers
from dedup.types import Document
from tests.ingest import hostile, makers

_SPACE = 3 << 30  # bytes
PACKED = {"gz": ".txt.gz", "zst": ".txt.zst", "zip": ".zip"}
_TOKENS = (
    *(b"\0" * 8, b"\xff" * 8, b"\x7f\xff\xff\xff", b"99999999999", b"-1", b"<", b">", b'"', b"&a;", b"]]>"),
    *(b"<!--", b"[" * 500, b"{" * 500, b"<div>" * 2000, b"/Kids[2 0 R]", b"endobj", b"%s" * 9, b"PK\3\4"),
)


def example(name: str) -> bytes:
    """A good file of the format."""
    text = "\n".join(makers.LINES * 20).encode()
    if name == "gz":
        return gzip.compress(text, mtime=0)
    if name == "zst":
        return zstandard.compress(text)
    if name == "zip":
        return makers.zipped({"a.txt": text, "b/c.jsonl": makers.make_jsonl(), "d.docx": b"no"})
    data: bytes = getattr(makers, f"make_{name}")()
    if name == "jsonl":
        return (data + b"\n") * 20
    if name == "csv":
        header, _, rows = data.partition(b"\r\n")
        return header + b"\r\n" + rows * 20
    return data


def mutated(data: bytes, chance: random.Random) -> bytes:
    """``data`` with one to six wounds; of a zip container, in the container or in one of its parts."""
    if data.startswith(b"{") and chance.random() < 0.4:
        return hostile.mutated_json(data, chance.randrange)
    if data.startswith(b"PK") and chance.random() < 0.6:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        victim = chance.choice(sorted(name for name in parts if parts[name]))
        return makers.zipped(parts | {victim: _wounded(parts[victim], chance)})
    return _wounded(data, chance)


def _wounded(data: bytes, chance: random.Random) -> bytes:
    out = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(out) + 1)
        length = min(chance.choice((1, 2, 8, 64, 512)), len(out) - at)
        kind = chance.randrange(6)
        if kind == 0 and at < len(out):
            out[at] ^= 1 << chance.randrange(8)
        elif kind == 1:
            del out[at : at + length]
        elif kind == 2:
            out[at:at] = out[at : at + length] * chance.randint(1, 20)
        elif kind == 3:
            out[at:at] = chance.choice(_TOKENS)
        elif kind == 4:
            out[at : at + length] = chance.randbytes(length)
        elif chance.random() < 0.3:
            del out[at:]
    return bytes(out)


class TooSlow(BaseException):
    """A file took more than ten seconds."""


def _too_slow(*_: object) -> None:
    raise TooSlow


def main(name: str, seed: int, count: int) -> dict[str, object]:
    """Read ``count`` mutations, or the hostile files, and say what came of them."""
    resource.setrlimit(resource.RLIMIT_AS, (_SPACE, _SPACE))
    chance = random.Random(f"{name} {seed}")
    reader = readers().get(name)
    suffix = PACKED[name] if reader is None else reader.SUFFIXES[0]
    files: Iterable[tuple[str, bytes]]
    if count:
        good = example(name)
        files = ((str(n), mutated(good, chance)) for n in range(count))
    else:
        files = hostile.files(name).items()
    read = documents = findings = 0
    slowest = (0.0, "")
    bad: list[str] = []
    signal.signal(signal.SIGALRM, _too_slow)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    with tempfile.TemporaryDirectory() as folder:
        for label, data in files:
            read += 1
            path = Path(folder) / f"a{suffix}"
            path.write_bytes(data)
            began = time.perf_counter()
            signal.alarm(10)
            try:
                items = list(ingest.read([str(path)], Settings()))
                slowest = max(slowest, (time.perf_counter() - began, label))
                signal.alarm(0)
                if reader is not None:
                    bad += _own_errors(label, data, name)
            except (Exception, TooSlow) as error:
                bad.append(f"{label}: {error!r} {traceback.extract_tb(error.__traceback__)[-1]}")
            else:
                said = sum(isinstance(item, Document) for item in items)
                documents += said
                findings += len(items) - said
                if not items:
                    bad.append(f"{label}: no document, no finding")
            signal.alarm(0)
            path.unlink()
    return {
        "files": read,
        "documents": documents,
        "findings": findings,
        "slowest": [round(slowest[0], 2), slowest[1]],
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "before": before,
        "bad": bad[:5],
    }


def _own_errors(label: str, data: bytes, name: str) -> list[str]:
    """Errors raised in our own code, which ``ingest`` would report as damage of the file."""
    try:
        list(readers()[name].read(io.BytesIO(data), Settings()))
    except Exception as error:
        last = traceback.extract_tb(error.__traceback__)[-1]
        if "dedup" in Path(last.filename).parts[-3:]:
            return [f"{label}: {error!r} {last}"]
    return []


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))))
