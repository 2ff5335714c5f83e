"""Characters and words: folding with offset maps, shingles, numerals, words."""
