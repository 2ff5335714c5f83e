"""HTML pages: one offline file each, no markup from any document, nothing loaded from anywhere."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from dedup.render import _say
from dedup.render.html.terms import Terms
from dedup.types import Result

_PAIR = ("page", "rows", "walk", "filter", "baseline", "review", "overview", "keys")
_FILES: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "one": (("base", "pair", "print"), _PAIR),
    "story": (("base", "pair", "lists", "print"), ("page", "list")),
    "index": (("base", "pair", "lists", "print"), ("page", "baseline", "list", "gather")),
    "whole": (("base", "pair", "lists", "print"), (*_PAIR, "list")),
}
"""What a page is -> the files of templates/css and of templates/js that it holds, in their order."""

_BOX = 25  # characters of a name that fit into a box of the tree
_UNSAFE = {ord(char): f"\\u{ord(char):04x}" for char in "<>&'\u2028\u2029"}


def render(kind: str, result: Result, terms: Terms, page_id: str, **values: object) -> str:
    """A whole file: the page of one pair or story, an index, or the whole run (an index with all below)."""
    styles, scripts = _FILES[kind]
    style, script = _bundle("css", styles), _bundle("js", scripts)
    head = _bundle("js", ("head",))
    page = _template(f"{'index' if kind == 'whole' else kind}.html.jinja").render(
        result=result,
        t=terms.all(),
        words=data({name: terms[name] for name in _spoken(script)}),
        page_id=page_id,
        style=style,
        script=script,
        head=head,
        head_hash=_hash(head),
        style_hash=_hash(style),
        script_hash=_hash(script),
        tool="dedup",
        settings=[(key, value) for key, value in result.settings if value not in ("", {}, ())],
        accepted=accepted(result),
        comma=terms.comma,
        semicolon=terms.semicolon,
        **values,
    )
    return str(page)


def accepted(result: Result) -> int:
    """How many findings a baseline has hidden."""
    return sum(stage.n_in - stage.n_out for stage in result.stages if stage.name == "baseline")


def data(value: object) -> Markup:
    """JSON to stand inside a ``<script>``: nothing in it can end the element or begin a comment.

    >>> print(data({"a": "</script><!--"}))
    {"a":"\\u003c/script\\u003e\\u003c!--"}
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.translate(_UNSAFE))


def _shown(value: object) -> object:
    """What a template prints: of the text of documents also what cannot be seen."""
    return _say.visible(value) if type(value) is str else value


@cache
def _template(name: str) -> Template:
    environment = Environment(
        loader=PackageLoader("dedup.render", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        keep_trailing_newline=True,
    )
    environment.filters["short"] = _short
    environment.filters["by"] = _by
    return environment.get_template(name)


def _by(term: str, many: int) -> str:
    """The form of a term that goes with a number.

    >>> _by("pair|pairs", 1), _by("pair|pairs", 0), _by("对版本", 1)
    ('pair', 'pairs', '对版本')
    """
    one, _, several = term.partition("|")
    return one if many == 1 or not several else several


def _short(name: str) -> str:
    """The end of a long name, which tells it from others."""
    return name if len(name) <= _BOX else "…" + name[1 - _BOX :]


@cache
def _bundle(kind: str, names: tuple[str, ...]) -> Markup:
    """Style sheets or scripts of the package: the only markup that is not escaped."""
    folder = files("dedup.render").joinpath("templates", kind)
    return Markup("\n".join(folder.joinpath(f"{name}.{kind}").read_text("utf-8") for name in names))


@cache
def _spoken(script: str) -> list[str]:
    """The terms that a script says."""
    return sorted(set(re.findall(r"\bwords\.(\w+)", script)))


@cache
def _hash(text: str) -> Markup:
    """The source expression by which a Content-Security-Policy admits one inline element."""
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return Markup("sha256-" + base64.b64encode(digest).decode("ascii"))
