"""How fast versions are found in a corpus, against peers, on the same file and by the same truth."""
