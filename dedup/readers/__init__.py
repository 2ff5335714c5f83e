"""Readers: one module per format, found by itself. See ``_protocol`` for what a reader has."""
