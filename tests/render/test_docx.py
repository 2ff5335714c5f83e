"""Word: accept all changes and it is B, reject all and it is A; for the standard and for LibreOffice."""

from __future__ import annotations

import io
import random
import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import docx
import pytest
from lxml import etree

from dedup import api
from dedup.plugs import load
from dedup.types import Article, Result, Severity

from . import hostile, word
from .word import W, settled

SENTENCES = (
    "市图书馆昨日宣布周末延长开放时间",
    "读者可以凭身份证入馆借书",
    "新馆投资三亿元，共有座位2000个",
    "馆长林志远说，今年还将添置图书十万册",
    "线路全长12公里，设站9座",
    "预计明年6月建成通车",
    "“车开得很稳，站台也好找”",
    "工程分两期进行，一期已经完工",
    "专家认为方案可行",
    "记者在现场看到，工人正在铺设路面",
    "资金来自省财政补助和银行贷款",
    "对此，施工单位作出了承诺",
)


def render(result: Result, lang: str = "zh") -> bytes:
    rendered: bytes = load("render.formats", "docx").render(result, lang)
    return rendered


def articles(result: Result) -> dict[str, Article]:
    return {article.id: article for article in result.articles}


def paragraphs(result: Result, side: str) -> list[str]:
    """The paragraphs of A or of B, of all pairs; each pair of several below the line that names it."""
    found = []
    known = articles(result)
    for pair in result.pairs:
        one, two = known[pair.a], known[pair.b]
        if len(result.pairs) > 1:
            found.append(load("render.formats", "docx").names(one, two))
        found += [paragraph.text for paragraph in (one if side == "a" else two).paragraphs]
    return found


def invented(rng: random.Random) -> tuple[str, str]:
    """A page and a version of it: edited, cut, joined, split, moved."""

    def paragraph() -> str:
        return "".join(rng.choice(SENTENCES) + rng.choice("。！，") for _ in range(rng.randint(1, 4)))

    first = [paragraph() for _ in range(rng.randint(3, 8))]
    second: list[str] = []
    for text in first:
        kind = rng.random()
        if kind < 0.1:
            continue
        if kind < 0.25:
            second.append(paragraph())
        signs = list(text)
        for _ in range(rng.randint(0, 3)):
            at = rng.randrange(len(signs))
            signs[at : at + rng.randint(0, 1)] = rng.choice(["", "新", "大", "3", "“", "。"])
        edited = "".join(signs) or "空"
        if kind > 0.9 and len(edited) > 9:
            second += [edited[:5], edited[5:]]
        elif kind > 0.8 and second:
            second[-1] += edited
        else:
            second.append(edited)
    if len(second) > 3:
        at = rng.randrange(len(second) - 1)
        block = second[at : at + 2]
        del second[at : at + 2]
        to = rng.randint(0, len(second))
        second[to:to] = block
    return "\n\n".join(first), "\n\n".join(second or ["空"])


def several(count: int, seed: str) -> Result:
    """One result with a pair for each of many invented pages."""
    found = []
    for number in range(count):
        texts = invented(random.Random(f"{seed}/{number}"))
        one, two = (api.document(text, f"{name}{number}") for name, text in zip("ab", texts, strict=True))
        found.append(api.diff(one, two).result)
    return replace(
        found[0],
        documents=tuple(document for result in found for document in result.documents),
        articles=tuple(article for result in found for article in result.articles),
        pairs=tuple(pair for result in found for pair in result.pairs),
    )


def test_the_seed_pair_is_b_with_all_changes_accepted_and_a_with_all_rejected(seeds: Result) -> None:
    report = render(seeds)
    assert settled(report, "accept") == paragraphs(seeds, "b")
    assert settled(report, "reject") == paragraphs(seeds, "a")


@pytest.mark.parametrize("seed", range(3))
def test_any_pair_is_b_accepted_and_a_rejected(seed: int) -> None:
    made = several(25, f"pages {seed}")
    report = render(made)
    assert settled(report, "accept") == paragraphs(made, "b")
    assert settled(report, "reject") == paragraphs(made, "a")


@pytest.mark.skipif(
    word.SOFFICE is None, reason="needs LibreOffice: apt-get install libreoffice-writer-nogui"
)
@pytest.mark.parametrize("how", ["accept", "reject"])
@pytest.mark.parametrize("which", ["seeds", "invented"])
def test_libreoffice_settles_it_to_the_same(which: str, how: str, seeds: Result, tmp_path: Path) -> None:
    result = seeds if which == "seeds" else several(30, "office")
    source, target = tmp_path / "report.docx", tmp_path / "settled.docx"
    source.write_bytes(render(result))
    word.libreoffice(source, how, target, tmp_path / "profile")
    left = [paragraph.text for paragraph in docx.Document(str(target)).paragraphs]
    assert left == paragraphs(result, "b" if how == "accept" else "a")


def test_moved_paragraphs_are_moves_with_a_range_on_each_side(seeds: Result) -> None:
    document = word.part(render(seeds))
    moved = sum(link.moved for link in seeds.pairs[0].links)
    names = {}
    for side in ("moveFrom", "moveTo"):
        starts = list(document.iter(f"{W}{side}RangeStart"))
        assert [s.get(f"{W}id") for s in starts] == [
            e.get(f"{W}id") for e in document.iter(f"{W}{side}RangeEnd")
        ]
        names[side] = sorted(start.get(f"{W}name") for start in starts)
        assert len(list(document.iter(f"{W}{side}"))) > len(starts)
    assert names["moveFrom"] == names["moveTo"]
    assert len(names["moveTo"]) >= moved


def test_what_an_editor_must_see_has_a_comment_at_each_of_its_places(seeds: Result) -> None:
    report = render(seeds)
    comments = list(word.part(report, "word/comments.xml"))
    said = ["\n".join("".join(p.itertext()) for p in comment) for comment in comments]
    seen = [change for change in seeds.pairs[0].changes if change.severity is not Severity.NOTE]
    assert "近似" in said[0]
    assert len(said) - 1 == sum(len(change.b or change.a) for change in seen)
    for change in seen:
        assert sum(change.code in text and change.message in text for text in said) >= 1
    document = word.part(report)
    numbers = [comment.get(f"{W}id") for comment in comments]
    for tag in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        assert sorted(e.get(f"{W}id") for e in document.iter(f"{W}{tag}")) == sorted(numbers)


def test_a_comment_holds_the_words_it_is_about(seeds: Result) -> None:
    document = word.part(render(seeds))
    change = next(c for c in seeds.pairs[0].changes if c.code == "FCT307")
    held: Counter[str] = Counter()
    comments = word.part(render(seeds), "word/comments.xml")
    about = {c.get(f"{W}id") for c in comments if change.message in "".join(c.itertext())}
    inside: dict[str, list[str]] = {}
    for element in document.iter():
        if element.tag == f"{W}commentRangeStart" and element.get(f"{W}id") in about:
            inside[element.get(f"{W}id")] = []
        elif element.tag == f"{W}commentRangeEnd" and element.get(f"{W}id") in inside:
            held["".join(inside.pop(element.get(f"{W}id")))] += 1
        elif element.tag == f"{W}t" and not any(
            up.tag in (f"{W}del", f"{W}moveFrom") for up in element.iterancestors()
        ):
            for text in inside.values():
                text.append(element.text or "")
    assert held == Counter(mention.text for mention in change.b)


def test_every_mark_has_a_number_of_its_own(seeds: Result) -> None:
    double = replace(seeds, pairs=seeds.pairs * 2)
    document = word.part(render(double))
    starts = [e for e in document.iter() if e.get(f"{W}id") and not re.search("RangeEnd|comment", e.tag)]
    assert len({e.get(f"{W}id") for e in starts}) == len(starts) > 100
    assert not [e for e in document.iter() if e.get(f"{W}date")], "a report knows no clock"
    for side in ("moveFrom", "moveTo"):
        names = [e.get(f"{W}name") for e in document.iter(f"{W}{side}RangeStart")]
        assert len(set(names)) == len(names)


def test_the_hostile_document_stays_text(tmp_path: Path) -> None:
    result = hostile.result()
    report = render(result)
    for how in ("accept", "reject"):
        text = "\n".join(settled(report, how))
        for trick in (
            "<script>alert(1)</script>",
            "]]>",
            "=cmd|' /C calc'!A0",
            "😀👩‍👩‍👧",
            "𠮷野家",
            "\u202eevil\u202c",
        ):
            assert trick in text
        assert "\\u0000\\u0007\\u001b[31m" in text, "what XML cannot hold is made visible"
        assert "长" * 10_000 in text
    assert len(docx.Document(io.BytesIO(report)).paragraphs) == 1


def test_opening_the_hostile_document_in_libreoffice_gives_b(tmp_path: Path) -> None:
    if word.SOFFICE is None:
        pytest.skip("needs LibreOffice: apt-get install libreoffice-writer-nogui")
    report = render(hostile.result())
    tmp_path.joinpath("h.docx").write_bytes(report)
    word.libreoffice(tmp_path / "h.docx", "accept", tmp_path / "b.docx", tmp_path / "profile")
    left = "\n".join(p.text for p in docx.Document(str(tmp_path / "b.docx")).paragraphs)
    for trick in ("<script>alert(1)</script>", "%0A::error::x", "a|b||c", "𠮷野家", "长" * 10_000):
        assert trick in left


def test_the_file_is_stored_without_a_clock_and_every_part_is_xml(seeds: Result) -> None:
    with ZipFile(io.BytesIO(render(seeds))) as archive:
        infos = archive.infolist()
        assert infos[0].filename == "[Content_Types].xml"
        for info in infos:
            assert (info.compress_type, info.date_time[0]) == (ZIP_STORED, 1980)
            etree.fromstring(archive.read(info))
        types = archive.read("[Content_Types].xml").decode()
        assert all(
            f'"/{info.filename}"' in types
            for info in infos
            if not info.filename.endswith((".rels", "s].xml"))
        )


def test_nothing_found_is_said() -> None:
    empty = replace(hostile.result(), pairs=())
    text = "\n".join(settled(render(empty), "accept"))
    assert "没有找到" in text
    assert text.count("INP901") == len(hostile.TRICKS)


def test_pairs_that_were_not_compared_are_named(seeds: Result) -> None:
    bare = replace(
        seeds,
        pairs=tuple(replace(pair, map=(), links=(), changes=()) for pair in seeds.pairs),
        articles=tuple(replace(article, paragraphs=()) for article in seeds.articles),
    )
    (line,) = settled(render(bare, "en"), "accept")
    assert line.endswith("; not compared.")


def test_a_folder_takes_one_document_a_pair(seeds: Result) -> None:
    pages = list(load("render.formats", "docx").site(seeds, "zh"))
    assert [settled(content, "accept") for _, content in pages] == [paragraphs(seeds, "b")]
    ((name, _),) = load("render.formats", "docx").site(replace(seeds, pairs=()), "zh")
    assert name == "none.docx"


def test_insertions_do_not_touch_across_the_end_of_a_paragraph() -> None:
    made = several(40, "touching")
    body = word.part(render(made))[0]
    for one, two in pairwise(body.iter(f"{W}p")):
        if one.find(f"{W}pPr/{W}rPr") is None and len(one) > 1 and len(two) > 1:
            touching = one[-1].tag == f"{W}ins" and two[1].tag == f"{W}ins"
            assert not touching, "LibreOffice would reject the end between them"
