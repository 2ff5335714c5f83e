"""Modal words and negations, told from the words that merely contain their characters by the dictionary."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from dedup.text.words import Word, tag_of, words
from dedup.types import Fact

_MODAL: Mapping[str, str] = {
    **dict.fromkeys(("已", "已经", "业已", "均已", "早已"), "已"),
    **dict.fromkeys(("曾", "曾经"), "曾"),
    **dict.fromkeys(("将", "将要", "将会", "将于", "还将", "也将", "必将", "定将"), "将"),
    **dict.fromkeys(("即将", "行将"), "即将"),
    **dict.fromkeys(("预计", "预期", "估计", "料将"), "预计"),
    **dict.fromkeys(("可能", "也许", "或许", "大概率", "或将", "或会"), "可能"),
    **dict.fromkeys(("应", "应当", "应该", "理应"), "应"),
    **dict.fromkeys(("须", "必须", "务必"), "须"),
    **dict.fromkeys(("有望", "可望"), "有望"),
    **dict.fromkeys(("力争", "争取"), "力争"),
    "拟": "拟", "拟于": "拟", "预定": "预定", "计划": "计划", "打算": "计划", "正在": "正在", "疑似": "疑似", "据称": "据称", "一度": "曾", "刚刚": "已",
}  # fmt: skip
_WITH_DONE = re.compile(r"已[有达成超获近无完建被在将为是向从开]")
_MAY = re.compile(r"或(?=[将可会达现创超]|成为|于\d)")
_DISPOSAL = re.compile(
    r"[其他她它这该此“《\d自军领士]|[^，。；,;]{1,14}?(?:作为|纳入|列为|定为|转化为|转变为|变成|融入|投入到|引入|送到|送往|带到|放在|推向|应用于|用于|与|和)"
)
_VERBAL = ("v", "d", "p", "a", "i", "l", "z", "t", "")

_NEGATIVE: Mapping[str, str] = {
    **dict.fromkeys(("不", "并不", "绝不", "决不", "毫不", "从不", "不是", "不曾", "不再", "不予", "不愿", "不想", "不肯"), "不"),
    **dict.fromkeys(("未", "尚未", "未曾", "从未", "并未", "未能", "未经", "未必", "还未", "仍未"), "未"),
    **dict.fromkeys(("没", "没有", "没能", "未有"), "没有"),
    **dict.fromkeys(("无", "毫无", "并无", "暂无", "无一"), "无"),
    **dict.fromkeys(("非", "并非", "绝非", "而非"), "非"),
    **dict.fromkeys(("禁止", "严禁", "不得", "不准", "不许", "不可", "切勿", "请勿", "勿"), "不得"),
    **dict.fromkeys(("不能", "无法", "不能够", "决不能", "绝不能"), "不能"),
    **dict.fromkeys(("无需", "不需", "不需要", "无须", "不必", "毋须", "不用"), "无需"),
    **dict.fromkeys(("不会", "绝不会", "决不会", "并不会", "不可能", "不应", "不应该", "不宜", "不该"), "不会"),
}  # fmt: skip
_MODAL_FIRST = re.compile(f"[已或{''.join(sorted({word[0] for word in _MODAL}))}]")
_NEGATIVE_FIRST = re.compile(f"[{''.join(sorted({word[0] for word in _NEGATIVE}))}]")
_PHRASE = frozenset(("不能", "不会", "没有", "无法"))  # 不能平静 is one word of the dictionary
_EMPTY_NEGATION = frozenset(
    (
        "不仅仅",
        "不亚于",
        "不失为",
        "不外乎",
        "不由得",
        "不得不",
        "不见得",
        "不单单",
        "不过如此",
        "不至于",
        "不在乎",
        "不动产",
        "不锈钢",
        "不倒翁",
        "不尽然",
        "未成年",
        "未来式",
        "无人机",
        "无线电",
    )
)


def _beginning(text: str, first: re.Pattern[str]) -> Iterator[tuple[int, Word]]:
    """The words of ``text`` that begin with a character of these, each with its number."""
    tokens = words(text)
    for match in first.finditer(text):
        number = tokens.starting.get(match.start())
        if number is not None:
            yield number, tokens[number]


def modalities(text: str) -> Iterator[Fact]:
    """Modal words of ``text`` with their plain form as value."""
    tokens = words(text)
    for i, word in _beginning(text, _MODAL_FIRST):
        written = text[word.start : word.end]
        value = _MODAL.get(written)
        if value is None:
            if word.end - word.start == 2 and written[0] == "已" and _WITH_DONE.match(written):
                yield Fact("modality", word.start, word.start + 1, "已")
            elif written == "或" and _MAY.match(text, word.start):
                yield Fact("modality", word.start, word.end, "可能")
            continue
        before = tokens[i - 1] if i else None
        after = tokens[i + 1] if i + 1 < len(tokens) else None
        if after is None or not _modal(text, written, before.tag if before else "", after.tag, word.end):
            continue
        yield Fact("modality", word.start, word.end, value)


def _modal(text: str, written: str, before: str, after: str, end: int) -> bool:
    """The word is used as a modal here."""
    if written == "可能":
        return text[end : end + 1] != "性"
    if (
        not "一" <= text[end : end + 1] <= "鿿"
        and not text[end : end + 1].isalnum()
        and text[end : end + 1] not in "“"
    ):
        return False
    if written == "将":
        return _DISPOSAL.match(text, end) is None
    if written in ("计划", "估计", "打算", "预期", "预定"):
        return after[:1] in ("v", "d", "p") and before[:1] not in ("a", "b", "m", "q", "u") and before != "vn"
    if written in ("应", "拟", "须", "曾"):
        return after[:1] in _VERBAL and after[:2] != "nr"
    return True


def negations(text: str) -> Iterator[Fact]:
    """Negations of ``text`` with their plain form as value."""
    for _, word in _beginning(text, _NEGATIVE_FIRST):
        written = text[word.start : word.end]
        value = _NEGATIVE.get(written)
        if value is not None:
            if (
                written in ("非", "无", "未", "没", "不", "勿")
                and not "一" <= text[word.end : word.end + 1] <= "鿿"
            ):
                continue
            if written == "非" and text[word.start - 1 : word.start] not in "并绝而且亦若":
                continue
            yield Fact("negation", word.start, word.end, value)
        elif len(written) > 3 and written[:2] in _PHRASE and written[2] != "不":
            yield Fact("negation", word.start, word.start + 2, _NEGATIVE[written[:2]])
        elif (
            len(written) >= 3
            and written[0] in "不未"
            and word.tag[:1] in ("v", "a", "d")
            and written not in _EMPTY_NEGATION
        ) and tag_of(written[1:]) is not None:
            yield Fact("negation", word.start, word.start + 1, written[0])
