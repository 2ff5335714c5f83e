"""The pages that are no reports: the form, and what went wrong."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined

from dedup.errors import DedupError


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("dedup.web", "."), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )


@cache
def _style() -> str:
    return files("dedup.web").joinpath("style.css").read_text("utf-8")


def policy() -> str:
    """What our own pages may load: their one style sheet; forms go nowhere but here."""
    digest = b64encode(hashlib.sha256(_style().encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; form-action 'self'; base-uri 'none';"
        " frame-ancestors 'none'"
    )


def form(lang: str, base: str = "", error: DedupError | None = None) -> str:
    """The form, with what a new text can be held against, and what went wrong with the last one sent."""
    template = _environment().get_template("form.html.jinja")
    return template.render(lang=lang, zh=lang == "zh", style=_style(), base=base, error=error)
