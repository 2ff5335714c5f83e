"""Character alignment of two versions, and the paragraph links that follow from it."""
