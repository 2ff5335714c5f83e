"""A result whose every string is meant to break out of its format."""

from __future__ import annotations

from hashlib import sha256

from dedup.config import Settings
from dedup.types import (
    Article,
    Block,
    Cause,
    Change,
    Cluster,
    Document,
    Finding,
    Link,
    LinkKind,
    Mention,
    Op,
    Pair,
    Paragraph,
    ParagraphKind,
    Place,
    Relation,
    Result,
    Severity,
    Span,
    StageCount,
    Title,
)

TRICKS = (
    "<script>alert(1)</script>",
    "]]>",
    "--> <!--",
    "%0A::error::x",
    "a|b||c",
    "=cmd|' /C calc'!A0",
    "@SUM(1+9)",
    "`code` ``x`` **b** _i_ [l](http://x.test) ![i](y) ~~s~~ $m$ #1 @all &amp;",
    "😀👩‍👩‍👧",
    "𠮷野家",
    "شالوم ‏\u202eevil\u202c",
    "{0} {{x}} {% raw %}",
    "\"quoted\", 'single'; \\ back",
    "\x00\x07\x1b[31m\x7f\x85\ufffe",
    "line\nbreak\r\nagain\ttab\u2028sep",
    "\ud800 half",
    "长" * 10_000,
)


def result() -> Result:
    """Two documents, one pair, a change of each trick, and findings of every severity."""
    text = "".join(f"{trick}\n" for trick in TRICKS)
    documents = tuple(_document(name, text) for name in ("坏/=a<b>|`c`%0A\n]]>.txt", "../-b,c:d&\"e'.txt"))
    articles = tuple(_article(document) for document in documents)
    a, b = (document.id for document in documents)
    changes = []
    at = 0
    for n, trick in enumerate(TRICKS):
        one, two = _mention(a, at, trick), _mention(b, at, trick)
        op = list(Op)[n % 3]
        changes.append(
            Change(
                code=("FCT303", "TXT401", "TXT403")[n % 3],
                kind="wording",
                op=op,
                severity=list(Severity)[n % 3],
                cause=Cause.EDIT,
                a=() if op is Op.ONLY_B else (one,),
                b=() if op is Op.ONLY_A else (two,),
                message=f"{trick} / {trick}",
                fingerprint=f"{n:016x}",
                count=n + 1,
                evidence=(trick,),
            )
        )
        at += len(trick) + 1
    whole = len(text)
    pair = Pair(
        articles[0].id,
        articles[1].id,
        Relation.NEAR,
        0.98765,
        0.99,
        1.0,
        (Block(0, 0, whole),),
        (Link((0,), (0,), LinkKind.SAME),),
        tuple(changes),
    )
    found = [
        Finding("DUP102", Severity.WARNING, TRICKS[0], "f" * 16, Place(a, 0, whole, 1), (Place(b, 0, whole),))
    ]
    found += [
        Finding(c.code, c.severity, c.message, c.fingerprint, _place(c), (Place(b, 3, 9, 1),))
        for c in changes
    ]
    found += [Finding("INP901", Severity.ERROR, t, "e" * 16, Place(f"no/{t}")) for t in TRICKS]
    found += [
        Finding("INP903", Severity.NOTE, "too short", "d" * 16, Place("corpus.jsonl:1")),
        Finding("INP904", Severity.WARNING, "a limit", "c" * 16, Place("")),
    ]
    row = Document("corpus.jsonl:1", "corpus.jsonl", "短", "0" * 64, whole=True)
    return Result(
        documents=(*documents, row, Document("-", "-", "", "0" * 64, size=7)),
        articles=articles,
        pairs=(pair,),
        clusters=(Cluster("c1", (pair.a, pair.b), pair.a, TRICKS[0]),),
        findings=tuple(found),
        stages=(StageCount("read", 4, 4), StageCount("compare", 1, len(changes), 0.5)),
        settings=Settings().public(),
    )


def _document(name: str, text: str) -> Document:
    return Document(
        name, name, text, sha256(text.encode("utf-8", "surrogatepass")).hexdigest(), title=TRICKS[0]
    )


def _article(document: Document) -> Article:
    first = TRICKS[0]
    whole = Span(0, len(document.text))
    paragraphs = (Paragraph(ParagraphKind.BODY, (whole,), document.text),)
    title = Title(0, len(first), first)
    return Article(f"{document.id}#1", document.id, title, TRICKS[:3], TRICKS[3], (whole,), paragraphs)


def _mention(doc: str, at: int, trick: str) -> Mention:
    return Mention(doc, "wording", at, at + len(trick), trick, value=trick, unit=trick, approx="+", op=">=")


def _place(change: Change) -> Place:
    mention = (*change.a, *change.b)[0]
    return Place(mention.doc, mention.start, mention.end, 1)
