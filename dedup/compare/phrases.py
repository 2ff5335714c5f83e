"""The phrase book: differences in an editor's words, in Chinese and in English."""

from __future__ import annotations

from dedup.codes import label
from dedup.compare.draft import Draft
from dedup.text.flat import one_line
from dedup.types import Op

_EVIDENCE = {
    "value": ("{0} ≠ {1}", "{0} ≠ {1}"),
    "unit": ("单位 {0} ≠ {1}", "unit {0} ≠ {1}"),
    "approx": ("约数 {0} ≠ {1}", "approximation {0} ≠ {1}"),
    "op": ("比较 {0} ≠ {1}", "comparison {0} ≠ {1}"),
    "precise": ("{0} 与 {1} 可以相容", "{0} and {1} may be the same"),
    "dateline": ("电头", "dateline"),
    "page": ("见某版的提示", "a reference to another page"),
    "link": ("网页链接", "a web link"),
    "only": ("{0} 只见于一版", "{0} in one version only"),
    "alias": ("同一名称的全称与简称", "long and short form of one name"),
    "name": ("{0} ≠ {1}", "{0} ≠ {1}"),
    "look": ("{0}/{1} 形近，疑识别错误", "{0}/{1} look alike: likely misread"),
    "sound": ("{0}/{1} 音近", "{0}/{1} sound alike"),
    "modality": ("{0} ≠ {1}", "{0} ≠ {1}"),
    "negation": ("否定词 {0} ≠ {1}", "negation {0} ≠ {1}"),
    "passage": ("{0} 字，另一版缺 {1} 项事实", "{0} characters, {1} facts that the other version lacks"),
    "summed": ("节录未收 {0} 处，因而缺 {1} 项事实", "the excerpt leaves out {0} passages, and {1} facts"),
    "repeated": ("同样的话别处也有，此处多印一次", "the same words stand elsewhere: a spare copy"),
    "quoted": ("引号内文字不同", "words inside quotation marks differ"),
    "content": ("实词 {0} ≠ {1}", "content words {0} ≠ {1}"),
    "weighty": ("范围或程度词：{0}", "scope or degree: {0}"),
    "reference": ("以指代替名称", "a reference for the name"),
    "doubled": ("跨栏处重印", "printed twice at a break"),
    "damaged": ("{0}/{1} 形近，一版不成词", "{0}/{1} look alike and one side is no word"),
    "damage": ("该页多处识别错误，此处一版不成词", "a page with many misread places; one side is no word"),
    "split": ("分段不同", "paragraphs divided differently"),
    "moved": ("位置不同", "stands elsewhere"),
    "words": ("其他词语不同，不涉及事实", "other words differ, no fact does"),
    "marks": ("只有标点不同", "only punctuation differs"),
    "unlike": ("两版不同", "the versions differ"),
    "variant": ("字形不同，字义相同", "same character, another form"),
}

_PLAIN = {"wording": "words", "punctuation": "marks"}  # what is left when no sharper rule has fired
_LONGEST = 40  # characters of a quotation in a message


def evidence(draft: Draft, lang: str) -> tuple[str, ...]:
    """The evidence of a draft as phrases: one at least, which says what kind of rule has fired."""
    column = 0 if lang == "zh" else 1
    found = draft.evidence or ((_PLAIN.get(draft.kind, "unlike"),),)
    return tuple(_EVIDENCE[key][column].format(*args) for key, *args in found)


def message(draft: Draft, text_a: str, text_b: str, count: int, lang: str) -> str:
    """One sentence: what kind of difference, what each version says.

    Args:
        draft: the difference.
        text_a, text_b: what stands in A and in B, "" for nothing.
        count: at how many places.
        lang: ``zh`` or ``en``.
    """
    name = label(draft.code, lang)
    one, two = _quote(text_a, lang), _quote(text_b, lang)
    times = "" if count < 2 else f"（{count} 处）" if lang == "zh" else f" ({count} places)"
    if draft.op is Op.CHANGED:
        return f"{name}{times}：{one} / {two}" if lang == "zh" else f"{name}{times}: {one} / {two}"
    side = "A" if draft.op is Op.ONLY_A else "B"
    said = one or two
    return (
        f"{name}{times}：只见于 {side}：{said}" if lang == "zh" else f"{name}{times}: only in {side}: {said}"
    )


def _quote(text: str, lang: str) -> str:
    flat = one_line(text).strip() if lang == "zh" else " ".join(text.split())
    return flat if len(flat) <= _LONGEST else flat[: _LONGEST - 1] + "…"
