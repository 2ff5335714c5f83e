"""From paths to documents: finds the files, picks a reader, reports what could not be read."""

from dedup.ingest.documents import read

__all__ = ["read"]
