"""Mentions of facts in Chinese text: spans, values, modifiers."""
