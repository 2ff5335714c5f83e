"""Clusters are the connected components of verified pairs, and of nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from typing import NamedTuple

import numpy as np

from dedup.columnar import group_bounds
from dedup.graph import components
from dedup.types import Cluster
from dedup.verify import Verified


class Member(NamedTuple):
    """What the choice of the member to keep is made from.

    Attributes:
        id: of the article.
        chars: letters and digits of its text.
        date: ISO date of publication, or "" if unknown.
    """

    id: str
    chars: int
    date: str = ""


def clusters(
    verified: Verified, members: Sequence[Member], *, keep: str = "best", lang: str = "zh"
) -> tuple[Cluster, ...]:
    """The clusters of two members and more, in order of their first member.

    Args:
        verified: the pairs; article numbers count into ``members``.
        members: every article, in order of input.
        keep: ``first`` in order of input; ``longest``; ``latest`` by date, undated ones last; ``best``:
            the one that holds most of the others. Ties go to the longer, then to the first.
        lang: language of ``why``, zh or en.
    """
    label = components(len(members), verified.a, verified.b)
    order = np.argsort(label, kind="stable")
    bounds = group_bounds(label[order])
    held = np.zeros(len(members))  # how much of its verified partners an article holds, in articles
    np.add.at(held, verified.a, verified.cover_b)
    np.add.at(held, verified.b, verified.cover_a)
    holds = held.tolist()
    found: list[Cluster] = []
    for at in np.flatnonzero(np.diff(bounds) > 1).tolist():
        group = order[bounds[at] : bounds[at + 1]].tolist()
        chosen = _choose(group, members, holds, keep)
        ids = tuple(members[i].id for i in group)
        why = _why(chosen, group, members, holds, keep, lang)
        found.append(Cluster(cluster_id(ids), ids, members[chosen].id, why))
    return tuple(found)


def cluster_id(ids: Sequence[str]) -> str:
    """Stable while the member whose id sorts first stays: new members do not rename a cluster."""
    return "c" + blake2b(min(ids).encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def _choose(group: Sequence[int], members: Sequence[Member], held: Sequence[float], keep: str) -> int:
    if keep == "first":
        return group[0]
    if keep == "longest":
        return max(group, key=lambda i: (members[i].chars, -i))
    if keep == "latest":
        return max(group, key=lambda i: (members[i].date, members[i].chars, -i))
    return max(group, key=lambda i: (round(held[i], 9), members[i].chars, -i))


def _why(
    chosen: int, group: Sequence[int], members: Sequence[Member], held: Sequence[float], keep: str, lang: str
) -> str:
    zh = lang == "zh"
    member = members[chosen]
    if keep == "first":
        return "按输入次序是第一篇" if zh else "it is the first in order of input"
    if keep == "longest":
        return f"最长，共{member.chars}字" if zh else f"it is the longest, with {member.chars} letters"
    if keep == "latest" and member.date:
        return f"日期最新：{member.date}" if zh else f"it is the latest, of {member.date}"
    if keep == "latest":
        return "都没有日期，取最长的一篇" if zh else "no member has a date, and it is the longest"
    share = held[chosen] / (len(group) - 1)
    if zh:
        return f"包含其他版本的内容最多，平均{share:.0%}"
    return f"it holds most of the other versions, {share:.0%} of them on average"
