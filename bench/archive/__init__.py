"""Figures of the archive: how fast it takes in and answers, and that kills lose nothing."""
