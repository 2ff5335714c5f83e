"""Find articles that are versions of one another, and say which facts differ."""
