"""Three corpora: versions of every kind, copies and damage, tables in several files."""

import gzip
import json
from pathlib import Path
from random import Random

import pyarrow as pa
import pyarrow.parquet as pq

from bench.speed.corpus import rows, write


def versions(folder: Path) -> list[str]:
    """Four hundred articles, one in ten a version of an earlier one, in one file."""
    write(folder, 400, 300, seed=7)
    return ["corpus.jsonl"]


def damage(folder: Path) -> list[str]:
    """Copies by the dozen, a family of one template, short rows, and lines that are none."""
    texts = [row.text for row in rows(250, 240, seed=3)]
    random = Random(5)
    template = texts[0]
    lines: list[object] = [{"id": f"a{n}", "text": text, "title": f"第{n}篇"} for n, text in enumerate(texts)]
    lines += [{"id": f"copy{n}", "text": texts[1]} for n in range(40)]
    lines += [{"id": f"few{n}", "text": texts[2].replace("，", ", ")} for n in range(5)]
    for n in range(30):
        number = random.randrange(10_000)
        lines.append(
            {"id": f"t{n}", "text": f"{template}今日成交{number}万元", "date": f"2020-03-{n % 28 + 1:02}"}
        )
    lines += [{"id": f"s{n}", "text": "短讯一则"} for n in range(3)]
    lines += [{"id": "a7", "text": texts[7] + "又记"}, {"text": texts[9][:-5] + "没有编号"}, {"id": "none"}]
    lines += [
        {"id": "half", "text": texts[11][:120] + "\ud83d" + texts[11][120:]},
        {"id": "blank", "text": " "},
    ]
    written = [json.dumps(line, ensure_ascii=True) for line in lines]
    written[3:3] = ["", "{broken", "[1]"]
    (folder / "damage.jsonl").write_text("\n".join(written), "utf-8")
    return ["damage.jsonl"]


def tables(folder: Path) -> list[str]:
    """Parquet in two files and packed lines in a third, versions across all of them, dates in the names."""
    made = list(rows(360, 260, seed=11))
    news = folder / "纸 2020"
    news.mkdir()
    for name, part in (("2020-05-01.parquet", made[:150]), ("2020-05-02.parquet", made[150:260])):
        columns = {"id": [row.id for row in part], "text": [row.text for row in part]}
        pq.write_table(pa.table(columns), news / name, row_group_size=40)
    with gzip.open(news / "rest.jsonl.gz", "wt", encoding="utf-8") as out:
        for row in [*made[260:], made[5], made[170]]:
            out.write(json.dumps({"id": f"g{row.id}", "text": row.text}, ensure_ascii=False) + "\n")
    return ["纸 2020"]


CORPORA = {"versions": versions, "damage": damage, "tables": tables}
