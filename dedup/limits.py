"""What a bound left out, counted, so that it can be reported instead of dropped."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class LimitKind(StrEnum):
    """Which bound was reached."""

    SHORT = "short"
    COMMON = "common"
    CROWDED = "crowded"
    COPIES = "copies"
    LISTED = "listed"
    PAGES = "pages"


@dataclass(frozen=True, slots=True)
class Limit:
    """One bound that was reached.

    Attributes:
        kind: which bound.
        count: how much it left out: articles (short), sampled shingles (common), pairs (the others).
        bound: its value: characters (short), articles (common, copies), partners (crowded, listed), pages.
        articles: numbers of the first articles concerned, at most five.
    """

    kind: LimitKind
    count: int
    bound: int
    articles: tuple[int, ...]

    @property
    def code(self) -> str:
        """The finding code it is reported under."""
        return "INP903" if self.kind is LimitKind.SHORT else "INP904"

    def message(self, lang: str) -> str:
        """One sentence for the report: what was limited, how much, and what lifts it.

        >>> Limit(LimitKind.SHORT, 3, 30, (0, 4, 9)).message("en")
        '3 articles have fewer than 30 letters and were matched by exact equality only (setting: shortest)'
        """
        template = (_ZH if lang == "zh" else _EN)[self.kind]
        return template.format(count=self.count, bound=self.bound)


_EN = {
    LimitKind.SHORT: "{count} articles have fewer than {bound} letters and were matched by exact equality"
    " only (setting: shortest)",
    LimitKind.COMMON: "{count} sampled shingles stand in more than {bound} articles each; passages made of"
    " nothing else were not sought (articles alike as a whole were)",
    LimitKind.CROWDED: "a family of near-identical articles is too large to hold all against all: each was"
    " held against {bound} neighbours in a band and the first, {count} look-ups were left out"
    " (a higher --threshold lifts this)",
    LimitKind.LISTED: "too many pairs to list: each article is listed with its next {bound} partners and"
    " those that hold its cluster together; {count} more verified pairs are not listed, clusters are complete"
    " (a higher --threshold lifts this)",
    LimitKind.PAGES: "the HTML report has pages for the {bound} pairs with most conflicts; {count} more are"
    " listed without a page (--pages 0 writes all)",
    LimitKind.COPIES: "groups of more than {bound} identical articles are listed as pairs with the first of"
    " the group; {count} pairs between the others follow from these and are not listed",
}
_ZH = {
    LimitKind.SHORT: "{count}篇文章不足{bound}字，只按全文相同比对（设置项：shortest）",
    LimitKind.COMMON: "{count}个抽样片段各自出现在{bound}篇以上的文章里，"
    "仅由这类套话构成的相同段落未查找（整篇相似的仍会找到）",
    LimitKind.CROWDED: "近似文章的家族过大，未作两两比对：每篇只与同组{bound}篇相邻文章和第一篇比对，"
    "略去{count}次查找（提高 --threshold 可解除）",
    LimitKind.LISTED: "对子过多，每篇只列出其后{bound}个对子和维系聚类所需的对子；"
    "另有{count}个已核实的对子未列出，聚类完整（提高 --threshold 可解除）",
    LimitKind.PAGES: "HTML 报告只为冲突最多的{bound}对写了页面；其余{count}对只列出，没有页面"
    "（--pages 0 全部写出）",
    LimitKind.COPIES: "{bound}篇以上全文相同的文章只列出与第一篇的对子；其余{count}对可由此推出，未逐一列出",
}
