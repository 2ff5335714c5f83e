"""Page to articles to paragraphs."""
