"""The persistent index of everything already published: added to as time goes by, asked in milliseconds.

A folder (SQLite, nothing to install) or a ``postgresql://`` URL. Both keep the same rows behind one
protocol (``store.Store``); what they mean is decided here, once.
"""

from __future__ import annotations

from dedup.archive.archive import Archive, exists, is_archive
from dedup.archive.rows import Added, Info

__all__ = ["Added", "Archive", "Info", "exists", "is_archive"]
