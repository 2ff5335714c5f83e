"""Find articles that are versions of one another, and say which facts differ."""

__version__ = "0.1.0"
