"""Word documents as a word processor settles them, by the standard and by LibreOffice."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path
from zipfile import ZipFile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
GONE = {"accept": {f"{W}del", f"{W}moveFrom"}, "reject": {f"{W}ins", f"{W}moveTo"}}
SOFFICE = shutil.which("soffice")
_MACRO = Path(__file__).with_name("settle.xba")


def part(document: bytes, name: str = "word/document.xml") -> etree._Element:
    with ZipFile(io.BytesIO(document)) as archive:
        assert archive.testzip() is None
        return etree.fromstring(archive.read(name))


def settled(document: bytes, how: str) -> list[str]:
    """The paragraphs that are left when all changes are accepted or rejected (ECMA-376, 17.13.5)."""
    found, open_text = [], ""
    for paragraph in part(document).iter(f"{W}p"):
        open_text += "".join(_characters(run, how) for run in paragraph.iter(f"{W}r"))
        mark = paragraph.find(f"{W}pPr/{W}rPr")
        if mark is None or not any(child.tag in GONE[how] for child in mark):
            found.append(open_text)
            open_text = ""
    assert open_text == "", "the last end of a paragraph cannot be taken away"
    return found


def _characters(run: etree._Element, how: str) -> str:
    if any(parent.tag in GONE[how] for parent in run.iterancestors()):
        return ""
    said = {f"{W}t": None, f"{W}delText": None, f"{W}tab": "\t", f"{W}br": "\n"}
    return "".join(said[child.tag] or child.text or "" for child in run if child.tag in said)


def libreoffice(source: Path, how: str, target: Path, profile: Path) -> None:
    """Open a document in LibreOffice, accept or reject all its changes, and save it as another."""
    assert SOFFICE is not None
    office = [SOFFICE, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
    module = profile / "user" / "basic" / "Standard" / "Module1.xba"
    if not module.exists():  # a new profile is given an empty module when it is first used
        subprocess.run([*office, "--terminate_after_init"], check=True, capture_output=True, timeout=120)
    shutil.copy(_MACRO, module)
    call = f'macro:///Standard.Module1.Settle("{source}","{how.title()}AllTrackedChanges","{target}")'
    subprocess.run([*office, call], check=True, capture_output=True, timeout=120)
