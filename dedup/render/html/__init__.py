"""The HTML report: what a page shows (view, marks), its words, and the page itself."""
