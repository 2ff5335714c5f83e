"""Dates and times of day: pieces, their grammar, and what they say without a calendar at hand."""
