"""Articles that run through one another: columns read across, and stories continued further down."""

import pytest

from dedup.types import ParagraphKind
from tests.segment.test_pages import LEAD, MORE, OTHER, OTHER_MORE, cut, owners

THIRD = "县图书馆的新书架上个月全部到位,馆藏增加到八万册。读者凭身份证就能办理借阅,每人一次可以借走五本。"
THIRD_MORE = "图书馆馆长说,周末的亲子阅读课报名踊跃,志愿者把绘本读给孩子们听,书架之间坐满了小读者。"
FRUIT = "果农们算过账:一亩柑橘一年能收六千斤,滴灌的果园还能多收一成,直播卖果又比批发多挣三毛钱一斤。"
POOL = "泳池水温由电脑控制,淋浴间全天供应热水,游泳班的教练都有救生员证,健身卡在游泳馆前台就能办理。"


def test_articles_whose_columns_are_read_across_are_put_together_again() -> None:
    text = "\n\n".join(
        (
            *("# 柑橘丰收果农笑", "本报讯(记者 王丽) " + LEAD, MORE[:32]),
            *("# 游泳馆改造完工", "本报讯(记者 李硕) " + OTHER, OTHER_MORE[:20]),
            *(MORE[32:] + FRUIT, OTHER_MORE[20:] + POOL),
        )
    )
    assert owners(text) == [1, 1, 1, 2, 2, 2, 1, 2]
    first, second = cut(text).articles
    assert first.paragraphs[-1].text == MORE + FRUIT
    assert second.paragraphs[-1].text == OTHER_MORE + POOL


@pytest.mark.parametrize("on", ["(下转第3版)", "▶下转3版"])
@pytest.mark.parametrize("again", ["(上接第1版)", "上接第一版"])
def test_a_story_goes_on_where_a_jump_line_takes_it_up(on: str, again: str) -> None:
    text = "\n\n".join(
        (
            *("# 柑橘丰收果农笑", "本报讯(记者 王丽) " + LEAD, on),
            *("# 游泳馆改造完工", "本报讯(记者 李硕) " + OTHER, OTHER_MORE + POOL),
            *("# 图书馆添了新书架", "本报讯(记者 周枫) " + THIRD, THIRD_MORE),
            *(again, MORE + FRUIT),
        )
    )
    assert owners(text) == [1, 1, 0, 2, 2, 2, 3, 3, 3, 0, 1]


def test_a_title_that_breaks_off_at_a_comma_goes_on_in_the_next_line() -> None:
    titles = ("柑橘丰收,\n果农老周笑开颜", "游泳馆改造完工,\n泳道增至八条")
    stories = ((LEAD, MORE), (OTHER, OTHER_MORE))
    text = "\n".join(
        line for title, told in zip(titles, stories, strict=True) for line in (title, "本报记者 王丽", *told)
    )
    articles = cut(text).articles
    assert [a.title and a.title.text for a in articles] == list(titles)
    for article in articles:
        assert article.title is not None
        assert text[article.title.start : article.title.end] == article.title.text


def test_the_section_of_a_page_at_its_head_belongs_to_no_article() -> None:
    text = "\n\n".join(("8月5日 星期三 第6版", "地方新闻", "柑橘丰收果农笑", "本报记者 王丽", LEAD, MORE))
    assert owners(text) == [0, 0, 1, 1, 1, 1]


def test_the_name_over_briefs_belongs_to_no_article() -> None:
    brief = "本报讯(记者 周枫) " + THIRD
    text = "\n\n".join(("# 柑橘丰收果农笑", "本报记者 王丽", LEAD, MORE, "简讯", brief))
    assert owners(text) == [1, 1, 1, 1, 0, 2]


def test_a_remark_in_brackets_ends_the_article_above() -> None:
    remark = "(讲述人为城南果园技术员,本报记者王玥整理)"
    text = "\n".join(
        (
            *("# 柑橘丰收果农笑", "本报讯(记者 王丽) " + LEAD, MORE, remark),
            *("# 游泳馆改造完工", "本报讯(记者 李硕) " + OTHER, OTHER_MORE),
        )
    )
    first, second = cut(text).articles
    assert first.paragraphs[-1].text == remark
    assert first.paragraphs[-1].kind is ParagraphKind.SIGNATURE
    assert second.title is not None
    assert second.title.text == "游泳馆改造完工"
