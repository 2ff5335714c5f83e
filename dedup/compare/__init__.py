"""Which differences of two aligned versions an editor must see."""

from dedup.compare.comparer import compare

__all__ = ["compare"]
