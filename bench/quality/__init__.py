"""Measures the tool as a stranger would: texts in, the contract's JSON out.

Nothing here imports a stage of ``dedup``; folding, fact finding and truth are written again on purpose.
Run a module with ``python -m bench.quality.NAME``; those that need real articles read the folder that the
environment variable ``DEDUP_SHARED`` names.
"""
