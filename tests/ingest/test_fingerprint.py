"""Fingerprints: stable, short, and not fooled by where a part ends."""

import re

from hypothesis import given
from hypothesis import strategies as st

from dedup.text.fingerprint import fingerprint

parts = st.lists(st.text(max_size=6), max_size=4)


@given(parts, parts)
def test_different_parts_have_different_fingerprints(a: list[str], b: list[str]) -> None:
    assert (fingerprint(*a) == fingerprint(*b)) == (a == b)


@given(parts)
def test_a_fingerprint_is_sixteen_hex_digits(a: list[str]) -> None:
    assert re.fullmatch("[0-9a-f]{16}", fingerprint(*a))


def test_a_lone_surrogate_is_a_part_like_any_other() -> None:
    assert fingerprint("\ud800") != fingerprint("\ud801")
