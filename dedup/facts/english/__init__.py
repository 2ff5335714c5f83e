"""Facts of English text, so that two English versions are compared by value as Chinese ones are."""
