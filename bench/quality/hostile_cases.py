"""The hostile inputs and the composed pages, each with a command and what must come out."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator

from bench.quality import pages
from bench.quality.checks import Case, Files, Seen, exit_is, finding, fine, refused, same_facts, says

DIFF = ("diff", "a.txt", "b.txt")


def both(a: bytes | str, b: bytes | str) -> Files:
    """Two files."""
    return {"a.txt": a, "b.txt": b}


def cases() -> Iterator[Case]:
    """Every case."""
    bridge, rewritten = pages.BRIDGE, pages.BRIDGE_REWRITTEN
    yield from _broken_files(bridge)
    yield from _encodings(bridge)
    yield from _pages(bridge, rewritten)
    yield from _layouts(bridge)
    yield from _strange_text(bridge)
    yield from _command_lines(bridge, rewritten)


def _broken_files(bridge: str) -> Iterator[Case]:
    rubbish = random.Random(1).randbytes(20_000)
    yield Case("missing file", {"a.txt": bridge}, ("diff", "a.txt", "no.txt"), refused)
    yield Case("missing path of find", {}, ("find", "no/such"), refused)
    yield Case("folder without documents", {"d/x.bin": b"\0\1"}, ("find", "d"), finding("INP901", "INP903"))
    yield Case("empty file", both("", bridge), DIFF, finding("INP901", "INP903"))
    yield Case(
        "empty file in find", {"a.txt": "", "b.txt": bridge}, ("find", "."), finding("INP901", "INP903")
    )
    yield Case(
        "white space only",
        {"a.txt": " \n\n\t\n", "b.txt": bridge},
        ("find", "."),
        finding("INP901", "INP903"),
    )
    yield Case(
        "binary rubbish", {"a.txt": rubbish, "b.txt": bridge}, ("find", "."), finding("INP901", "INP902")
    )
    yield Case(
        "NULs in text",
        both(bridge.replace(",", "\0"), bridge),
        DIFF,
        exit_is(0, 1, 2),
    )
    yield Case(
        "a folder in place of a file",
        {"a.txt": bridge, "d/b.txt": bridge},
        ("diff", "a.txt", "d"),
        exit_is(0, 1, 2),
    )
    yield Case(
        "truncated UTF-8",
        both(bridge.encode()[:-2], bridge),
        DIFF,
        finding("INP901", "INP902"),
    )
    good = json.dumps({"id": "1", "title": "t", "text": pages.body(bridge)}, ensure_ascii=False)
    twin = json.dumps({"id": "2", "title": "t", "text": pages.body(bridge)}, ensure_ascii=False)
    broken = f'{good}\n{{broken\n\n[1,2]\n{{"id": "9"}}\n{twin}\n'

    def rows(seen: Seen) -> Iterator[str]:
        yield from finding("INP901")(seen)
        if len(seen.json["pairs"]) != 1:
            yield f"{len(seen.json['pairs'])} pairs among the good rows, not 1"

    yield Case("broken rows of a corpus", {"c.jsonl": broken}, ("find", "c.jsonl"), rows)
    yield Case("row ids twice", {"c.jsonl": f"{good}\n{good}\n"}, ("find", "c.jsonl"), fine)
    yield Case("very short", {"a.txt": "短文。", "b.txt": "短文。"}, ("find", "."), finding("INP903"))


def _encodings(bridge: str) -> Iterator[Case]:
    from opencc import OpenCC

    traditional = OpenCC("s2t").convert(bridge)
    for codec in ("gb18030", "gbk", "utf-16", "utf-8-sig", "utf-16-le", "utf-16-be"):
        head = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(codec, b"")
        data = head + bridge.encode(codec, "replace")
        yield Case(
            f"{codec} against UTF-8",
            both(data, bridge),
            DIFF,
            same_facts(),
        )
    big5 = traditional.replace("▶", "").encode("big5", "replace")
    yield Case("Big5 against UTF-8", both(big5, bridge), DIFF, same_facts())
    gb = bridge.encode("gb18030")[:-3]
    yield Case(
        "truncated GB18030",
        both(gb, bridge),
        DIFF,
        finding("INP902", "INP901"),
    )
    files: Files = {"a.txt": traditional, "b.txt": bridge}
    yield Case("traditional against simplified", files, DIFF, same_facts())
    yield Case("traditional in find", files, ("find", "."), same_facts())


def _pages(bridge: str, rewritten: str) -> Iterator[Case]:
    differences = says(
        ("FCT304", "86", "68"),
        ("FCT303", "12.6", "16.2"),
        ("FCT305", "赵明礼", "赵明理"),
        ("FCT301", "15", "25"),
        ("FCT310", "将", "拟"),
        ("FCT311", "不", ""),
        most=9,
    )
    one: Files = {"a.txt": bridge, "b.txt": rewritten}
    yield Case("one-article pages", one, DIFF, differences)
    many: Files = {
        "a.txt": "\n".join((pages.TEA, bridge, pages.LIBRARY)),
        "b.txt": "\n".join((pages.LIBRARY.replace("6000", "8000"), rewritten)),
    }

    looser = says(("FCT304", "86", "68"), ("FCT303", "12.6", "16.2"), ("FCT302", "6000", "8000"))

    def paired(seen: Seen) -> Iterator[str]:
        yield from looser(seen)
        if seen.code in (0, 1) and len(seen.versions.pairs) != 2:
            yield f"{len(seen.versions.pairs)} pairs, not 2"

    yield Case("pages of several articles, diff", many, DIFF, paired)
    yield Case("pages of several articles, find", many, ("find", "."), paired)
    paragraphs = pages.body(bridge).split("\n\n")
    excerpt = "\n\n".join(paragraphs[1:3])

    def contained(seen: Seen) -> Iterator[str]:
        if seen.code not in (0, 1):
            yield f"exit {seen.code}: {seen.err[-300:]}"
        elif [p["relation"] for p in seen.versions.pairs] not in (["contains"], ["contained"]):
            yield f"relations {[p['relation'] for p in seen.versions.pairs]}"
        else:
            facts = [c for c in seen.versions.serious if c["code"].startswith("FCT")]
            yield from (f"an excerpt is told as {c['code']}" for c in facts)

    yield Case("excerpt", both(bridge, excerpt), DIFF, contained)
    yield Case("excerpt in find", {"a.txt": bridge, "b.txt": excerpt}, ("find", "."), contained)
    english = says(
        ("FCT303", "340", "430"),
        ("FCT301", "June", "July"),
        ("FCT305", "Holloway", "Galloway"),
        ("FCT310", "will", "may"),
        ("FCT311", "not", ""),
        most=8,
    )
    yield Case(
        "English",
        both(pages.ENGLISH, pages.ENGLISH_REWRITTEN),
        DIFF,
        english,
    )
    yield Case("different stories", {"a.txt": bridge, "b.txt": pages.TEA}, ("find", "."), same_facts(0))


def _layouts(bridge: str) -> Iterator[Case]:
    plain = pages.body(bridge)
    for name, other in (
        ("CRLF", plain.replace("\n", "\r\n")),
        ("old Mac line ends", plain.replace("\n", "\r")),
        ("wrapped at 20", pages.wrapped(plain, 20)),
        ("wrapped at 37", pages.wrapped(plain, 37)),
        ("one line", plain.replace("\n", "")),
        ("indented", "\n".join("　　" + line for line in plain.split("\n") if line)),
        ("full width", plain.translate({c: c + 0xFEE0 for c in range(0x21, 0x7F)})),
        ("zero-width spaces", plain.replace(",", ",\u200b").replace("6%", "\u200b6%")),
        ("no-break spaces", plain.replace(",", ",\u00a0")),
        ("single line breaks", plain.replace("\n\n", "\n")),
        ("form feeds", plain.replace("\n\n", "\n\f\n")),
    ):
        files: Files = {"a.txt": plain, "b.txt": other}
        yield Case(f"layout: {name}", files, DIFF, same_facts())


def _strange_text(bridge: str) -> Iterator[Case]:
    sentence = "今年全市新建公园12座,总面积达35万平方米。"
    yield Case(
        "a sentence 60 and 57 times",
        both(sentence * 60, sentence * 57),
        DIFF,
        fine,
    )
    lines = {"a.txt": (sentence + "\n") * 300, "b.txt": (sentence + "\n") * 200}
    yield Case("a line 300 and 200 times", dict(lines), DIFF, fine)
    yield Case(
        "one character 20,000 times",
        both("哈" * 20_000, "哈" * 19_000),
        DIFF,
        fine,
    )
    yield Case(
        "digits only",
        both("1234567890" * 500, "1234567890" * 480),
        DIFF,
        fine,
    )
    yield Case(
        "punctuation only",
        both("。，！？" * 500, "。，！？" * 400),
        DIFF,
        exit_is(0, 1, 2),
    )
    odd = bridge.replace("青河", "𠮷河").replace(
        "赵明礼", "e\u0301赵\U0001f468\u200d\U0001f469\u200d\U0001f467明礼"
    )
    yield Case("beyond the BMP", both(odd, bridge), DIFF, fine)
    right = bridge.replace("昨日", "\u202e昨日\u202c").replace("420", "٤٢٠")
    yield Case("bidi controls, Arabic digits", both(right, bridge), DIFF, fine)
    markup = bridge.replace("420", "<script>alert(1)</script>420").replace("陈思远", "</td>\"'&amp;陈思远")
    yield Case("markup in the text", both(markup, bridge), DIFF, fine)

    def escaped(seen: Seen) -> Iterator[str]:
        if seen.code not in (0, 1):
            yield f"exit {seen.code}: {seen.err[-300:]}"
        if b"<script>alert(1)" in seen.out:
            yield "markup of the input reaches the HTML report unescaped"

    yield Case(
        "markup in the HTML report",
        {"a.txt": markup, "b.txt": bridge},
        (*DIFF, "-f", "html"),
        escaped,
    )
    hashes = "\n\n".join(f"{'#' * n} 标题{n}" for n in range(1, 40))
    yield Case(
        "headings only",
        both(hashes, hashes + "\n\n# 尾"),
        DIFF,
        exit_is(0, 1, 2),
    )
    digits = "投资" + "9" * 5000 + "元,增长" + "1" * 400 + "%。" + pages.body(bridge)
    yield Case("a number of 5,000 digits", both(digits, bridge), DIFF, fine)
    nested = "“" * 3000 + bridge + "”" * 3000
    yield Case("3,000 nested quotation marks", both(nested, bridge), DIFF, fine)
    one_line = pages.body(bridge).replace("\n", "") * 2000
    yield Case(
        "a line of 500,000 characters",
        both(one_line, one_line[: len(one_line) // 2]),
        DIFF,
        fine,
    )


def _command_lines(bridge: str, rewritten: str) -> Iterator[Case]:
    two: Files = {"a.txt": bridge, "b.txt": rewritten}
    yield Case("no such article", two, ("diff", "a.txt#9", "b.txt"), refused)
    yield Case("article number not a number", two, ("diff", "a.txt#x", "b.txt"), refused)
    yield Case("unknown format", two, (*DIFF, "-f", "jsn"), exit_is(2))
    yield Case("unknown option", two, (*DIFF, "--nope"), exit_is(2))
    yield Case("threshold above one", two, ("find", ".", "-t", "1.5"), exit_is(2))
    yield Case("fail-on never", two, (*DIFF, "--fail-on", "never"), exit_is(0))
    yield Case("differences end with 1", two, DIFF, exit_is(1))
    yield Case("equal files end with 0", both(bridge, bridge), DIFF, exit_is(0))
    yield Case("a file against itself", {"a.txt": bridge}, ("diff", "a.txt", "a.txt"), same_facts())
    strange = {"新 闻 (1).txt": bridge, "#2.txt": rewritten, "-x.txt": bridge, "a&b<c>.txt": rewritten}
    yield Case("strange file names", dict(strange), ("find", "."), fine)
    yield Case("file names with # in diff", dict(strange), ("diff", "./#2.txt", "新 闻 (1).txt"), exit_is(1))
    yield Case(
        "wrong encoding given",
        {"a.txt": bridge, "b.txt": bridge},
        (*DIFF, "--encoding", "no-such"),
        exit_is(2),
    )
    yield Case("encoding that cannot read", two, (*DIFF, "--encoding", "ascii"), finding("INP901"))
    yield Case("output into a new folder", two, (*DIFF, "-o", "no/such/x.json"), exit_is(1))
    yield Case("select one code", two, (*DIFF, "--select", "FCT303"), exit_is(1))
    yield Case("unknown code", two, (*DIFF, "--select", "FCT999"), exit_is(2))
    yield Case("facts of rubbish", {"a.txt": b"\0\xff" * 999}, ("facts", "a.txt"), exit_is(0, 1, 2))
    yield Case("segment of nothing", {"a.txt": ""}, ("segment", "a.txt"), exit_is(0, 1, 2))
