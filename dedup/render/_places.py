"""Where findings stand, as files, lines and columns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from dedup.text.lines import Lines
from dedup.types import Document, Place, Result

_NO_FILES = ("", "-", "<text>")


class Region(NamedTuple):
    """Lines and columns from 1; the end column is one past the last code point."""

    line: int
    column: int
    end_line: int
    end_column: int


class Places:
    """The places of one result: of its findings, or of all its documents."""

    def __init__(self, result: Result, documents: Mapping[str, Document] | None = None) -> None:
        self._documents = result.named() if documents is None else documents
        self._lines: dict[str, Lines] = {}

    def file(self, doc: str) -> str:
        """Path of the file a document came from, "" for none; what could not be read is named by its path."""
        known = self._documents.get(doc)
        path = known.path if known else doc
        return "" if path in _NO_FILES else path

    def row(self, doc: str) -> bool:
        """Whether it is a row of its file, so that offsets and lines do not count in the file."""
        known = self._documents.get(doc)
        return known is not None and known.id != known.path

    def region(self, place: Place) -> Region | None:
        """Where a place begins and ends, if the text is at hand."""
        document = self._documents.get(place.doc)
        if document is None or not document.text or place.end <= place.start:
            return None
        if place.doc not in self._lines:
            self._lines[place.doc] = Lines(document.text)
        lines = self._lines[place.doc]
        return Region(
            lines.at(place.start), lines.column(place.start), lines.at(place.end), lines.column(place.end)
        )
