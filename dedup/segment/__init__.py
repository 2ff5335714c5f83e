"""Page to articles to paragraphs."""

from dedup.segment.pages import segment

__all__ = ["segment"]
