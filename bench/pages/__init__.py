"""Pages composed from real articles, and how well they are cut."""
