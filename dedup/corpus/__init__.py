"""Corpus files of any size: read by ranges of bytes in several processes, kept as columns, not as objects."""
