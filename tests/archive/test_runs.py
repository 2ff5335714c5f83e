"""Runs of postings against the slow and obvious: a dictionary of sets."""

from __future__ import annotations

import tempfile
from collections import defaultdict

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dedup.archive import Archive
from dedup.archive.rows import least_samples, numbered
from dedup.archive.runs import Runs
from dedup.text.shingles import Hashes

TERMS = st.integers(0, 40) | st.integers(0, 2**32 - 1)
ADDITIONS = st.lists(st.lists(TERMS, min_size=1, max_size=60), min_size=1, max_size=12)


def entries_of(terms: list[int], first: int) -> Hashes:
    """Texts with one term each, numbered from ``first``."""
    packed = [term << 32 | first + n for n, term in enumerate(terms)]
    return np.array(sorted(packed), np.uint64)


@given(ADDITIONS, st.lists(TERMS, max_size=20), st.sets(st.integers(1, 100)))
def test_runs_hold_what_was_added(additions: list[list[int]], asked: list[int], dead: set[int]) -> None:
    with tempfile.TemporaryDirectory() as folder, Archive(folder, create=True) as archive:
        store, runs = archive._store, Runs(archive._store)
        kept: dict[int, set[int]] = defaultdict(set)
        first = 1
        for terms in additions:
            with store.writing():
                runs.add(entries_of(terms, first))
                if len(due := runs.due()) > 1:
                    runs.merge(due, (), lambda entries: None)
            for n, term in enumerate(terms):
                kept[term].add(first + n)
            first += len(terms)
        sizes = [run.entries for run in runs.all()]
        assert all(size > sum(sizes[at + 1 :]) for at, size in enumerate(sizes))
        check(runs, asked + [terms[0] for terms in additions], kept)
        with store.writing():
            runs.merge(runs.all(), dead, lambda entries: None)
        check(runs, asked, {term: texts - dead for term, texts in kept.items()})


def check(runs: Runs, asked: list[int], kept: dict[int, set[int]]) -> None:
    terms = np.unique(np.array(asked, np.uint32))
    found = runs.look_up(terms, 100)
    texts: dict[int, set[int]] = defaultdict(set)
    for term, text in zip(terms[found.term].tolist(), found.text.tolist(), strict=True):
        texts[term].add(text)
    for term, count in zip(terms.tolist(), found.counts.tolist(), strict=True):
        expected = kept.get(term, set())
        assert count == len(expected)
        assert texts[term] == expected if count <= 100 else len(texts[term]) >= 100


def test_a_term_of_very_many_texts_is_read_no_further_than_asked() -> None:
    with tempfile.TemporaryDirectory() as folder, Archive(folder, create=True) as archive:
        runs = Runs(archive._store)
        with archive._store.writing():
            runs.add(entries_of([3] * 10 + [7] * 50_000 + [9] * 5, 1))
        found = runs.look_up(np.array([3, 7, 9], np.uint32), 64)
        assert found.counts[0] == 10
        assert found.counts[2] == 5
        assert 64 < found.counts[1] < 5_000
        assert np.bincount(found.term).tolist() == [10, 64, 5]
        assert runs.hold(entries_of([3] * 10 + [7] * 50_000 + [9] * 5, 1)).all()


@given(st.integers(0, 2**20), st.integers(0, 10_000))
def test_the_number_of_a_text_bounds_its_samples(sequence: int, samples: int) -> None:
    number = numbered(sequence, samples)
    assert least_samples(number) <= samples
    assert samples < 2 * least_samples(number) + 2 or least_samples(number) == 127
    assert number >> 3 == sequence
