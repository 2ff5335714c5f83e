"""Character alignment of two versions, and the paragraph links that follow from it."""

from dedup.align.aligner import Alignment, align

__all__ = ["Alignment", "align"]
