"""One page for each finding code."""
