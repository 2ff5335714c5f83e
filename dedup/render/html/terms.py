"""The words of the HTML report, in Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping

from dedup.types import Cause, LinkKind, Relation

_TERMS = {
    "lang": ("zh-Hans", "en"),
    "conflicts": ("处事实冲突", "facts in conflict"),
    "lacking": ("处只见于一版或改变含义", "in one version only, or of another meaning"),
    "wording": ("处措辞", "of wording"),
    "hidden": ("处标点与版面差异已隐藏", "of punctuation and layout, hidden"),
    "none": ("没有需要编辑过目的差异", "nothing that an editor must see"),
    "similarity": ("相似度", "similarity"),
    "found": ("{} 的 {:.0%} 见于 {}", "{1:.0%} of {0} stands in {2}"),
    "chars": ("字", "characters"),
    "moved": ("移动", "moved"),
    "moved_n": ("{} 组段落次序不同", "{} groups of paragraphs in another order"),
    "kind": ("类别", "Kind"),
    "version_a": ("A 版", "Version A"),
    "version_b": ("B 版", "Version B"),
    "count": ("次数", "Times"),
    "why": ("依据", "Evidence"),
    "facts": ("需要过目的差异", "What to look at"),
    "side_by_side": ("逐段对照", "Side by side"),
    "order": ("排列次序", "Order"),
    "order_a": ("按 A 版", "as in A"),
    "order_b": ("按 B 版", "as in B"),
    "same_rows": ("{} 段相同或只有措辞差异，点此展开", "{} paragraphs the same or of other wording: show"),
    "fold": ("收起相同段落", "fold what is the same"),
    "unfold": ("展开全部段落", "show all paragraphs"),
    "only_panel": ("只见于一版的段落", "Passages in one version only"),
    "only_a": ("只见于 A", "only in A"),
    "only_b": ("只见于 B", "only in B"),
    "noise_panel": ("不改变内容的差异", "Differences that change nothing said"),
    "holds": ("含", "holds"),
    "torn": ("原件此处跨栏断开", "torn here by a column break"),
    "not_said": ("未提及", "not said"),
    "place": ("第 {} 处", "place {}"),
    "help": ("快捷键", "Keys"),
    "next": ("下一处", "next"),
    "previous": ("上一处", "previous"),
    "next_error": ("下一处冲突", "next conflict"),
    "previous_error": ("上一处冲突", "previous conflict"),
    "to_table": ("回到表格", "back to the table"),
    "show_help": ("显示快捷键", "show the keys"),
    "filter": ("筛选", "Filter"),
    "close": ("关闭", "Close"),
    "position": ("第 {} / {} 处", "{} of {}"),
    "pairs": ("版本对", "Pairs of versions"),
    "relation": ("关系", "Relation"),
    "clusters": ("同一报道的各组版本", "Groups of versions"),
    "keep": ("保留", "keep"),
    "inputs": ("关于输入", "About the input"),
    "index_title": ("比对结果", "Comparison"),
    "no_pairs": ("没有发现互为版本的文章", "No two articles are versions of one another"),
    "search": ("搜索标题或文件", "Search titles or files"),
    "documents": ("份文件", "documents"),
    "articles": ("篇文章", "articles"),
    "pairs_n": ("对版本", "pairs"),
    "untitled": ("（无标题）", "(untitled)"),
    "back": ("全部结果", "all results"),
    "made_with": ("设置", "Settings"),
    "errors": ("冲突", "conflicts"),
    "warnings": ("缺失或含义", "lacking or meaning"),
    "notes": ("措辞", "wording"),
}

_RELATIONS = {
    Relation.IDENTICAL: ("两篇文字相同", "The same text twice"),
    Relation.NEAR: ("同一报道的两个版本", "Two versions of one story"),
    Relation.CONTAINS: ("A 版收有 B 版全文", "Version A holds version B"),
    Relation.CONTAINED: ("A 版节录自 B 版", "Version A is an excerpt of version B"),
    Relation.PARTIAL: ("两篇有部分相同文字", "Two articles that share passages"),
}

_CAUSES = {
    Cause.EDIT: ("措辞", "wording"),
    Cause.OCR: ("疑似识别错误", "likely misread"),
    Cause.LAYOUT: ("分段与次序", "order and paragraphs"),
    Cause.PUNCTUATION: ("标点与全半角", "punctuation and width"),
    Cause.VARIANT: ("异体与简称", "variant forms"),
}

_LINKS = {
    LinkKind.SAME: ("相同", "same"),
    LinkKind.EDITED: ("有改动", "edited"),
    LinkKind.SPLIT: ("拆分", "split"),
    LinkKind.MERGED: ("合并", "merged"),
    LinkKind.REGROUPED: ("重新分段", "regrouped"),
    LinkKind.ONLY_A: ("仅 A", "only A"),
    LinkKind.ONLY_B: ("仅 B", "only B"),
}


class Terms:
    """The report's words in one language; ``lang`` is ``zh`` or ``en``."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self._column = 0 if lang == "zh" else 1

    def __getitem__(self, key: str) -> str:
        return _TERMS[key][self._column]

    def relation(self, relation: Relation) -> str:
        """The verdict on a pair."""
        return _RELATIONS[relation][self._column]

    def cause(self, cause: Cause) -> str:
        """What a cause of noise is called."""
        return _CAUSES[cause][self._column]

    def link(self, kind: LinkKind) -> str:
        """What a group of paragraphs is called."""
        return _LINKS[kind][self._column]

    def all(self) -> Mapping[str, str]:
        """Every term, for templates and the page's script."""
        return {key: forms[self._column] for key, forms in _TERMS.items()}
