"""One script for each way to find versions: ``python SCRIPT corpus.jsonl pairs.tsv THRESHOLD``.

A script needs only its own package. It writes one pair of ids a line and prints the seconds of its stages
as JSON on its last line.
"""
