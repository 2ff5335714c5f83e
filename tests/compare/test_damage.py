"""On a badly scanned page an editor does not read false facts; on a clean one nothing is forgiven."""

import random

import pytest

STORY = [
    "临江市产业链建设工作动员大会昨天在市会展中心召开，会议明确将重点培育优势产业，推动园区企业转型升级。",
    "市工业和信息化局局长张建国介绍，临江科技园已经引入一批骨干企业，计划在开园之前完成道路和管网改造。",
    "园区将为企业提供良好的服务环境，鼓励高校毕业生创业就业，支持社会资本参与基础设施建设和运营管理。",
    "目前运营公司已组建产业基金，另有多家公司通过初审，园区同时准备成立医疗健康产业服务联盟和专家委员会。",
] * 2


def _damaged(paragraphs: list[str], share: float, seed: int) -> list[str]:
    dice = random.Random(seed)
    rare = "龘靐齉爩鱻麤灪籲厵爨癵驫麣纞虋讟钃鸜"
    return ["".join(dice.choice(rare) if dice.random() < share else c for c in p) for p in paragraphs]


@pytest.mark.parametrize("seed", range(12))
def test_a_damaged_page_has_few_things_to_see(seed, seen) -> None:  # type: ignore[no-untyped-def]
    changes = seen(STORY, _damaged(STORY, 0.1, seed))
    assert len([c for c in changes if c.code != "TXT401"]) <= 12
    assert not [c for c in changes if c.code in {"FCT319", "FCT305"} and c.severity == "error"]


def test_a_changed_word_on_a_clean_page_is_told(seen) -> None:  # type: ignore[no-untyped-def]
    two = [STORY[0].replace("优势产业", "传统产业"), *STORY[1:]]
    assert [c.code for c in seen(STORY, two)] == ["FCT319"]
