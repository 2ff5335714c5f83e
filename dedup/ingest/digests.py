"""Which strings were seen, in a few bytes each."""

from __future__ import annotations

from array import array
from hashlib import blake2b

_FULL = 0.6  # of the slots, from which the table is doubled


class Digests:
    """Strings by a digest of 8 bytes, each with the number it was added with.

    A table of open addressing: 13 to 27 bytes a string, where a ``dict`` takes a hundred and more.

    >>> seen = Digests()
    >>> seen.add("甲", 7), seen.add("乙", 8), seen.add("甲", 9)
    (7, 8, 7)
    """

    def __init__(self) -> None:
        self._keys = array("Q", bytes(8 * 64))  # 0 is an empty slot
        self._numbers = array("I", bytes(4 * 64))
        self._count = 0

    def add(self, text: str, number: int) -> int:
        """The number that ``text`` was added with first: ``number`` itself if it is new."""
        digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        key = int.from_bytes(digest, "big") or 1
        slot = self._slot(key)
        if self._keys[slot]:
            return self._numbers[slot]
        self._keys[slot], self._numbers[slot] = key, number
        self._count += 1
        if self._count > _FULL * len(self._keys):
            self._double()
        return number

    def _slot(self, key: int) -> int:
        """Where ``key`` is, or would be put."""
        keys = self._keys
        last = len(keys) - 1
        slot = key & last
        while keys[slot] and keys[slot] != key:
            slot = (slot + 1) & last
        return slot

    def _double(self) -> None:
        keys, numbers = self._keys, self._numbers
        self._keys = array("Q", bytes(2 * keys.itemsize * len(keys)))
        self._numbers = array("I", bytes(2 * numbers.itemsize * len(numbers)))
        for key, number in zip(keys, numbers, strict=True):
            if key:
                slot = self._slot(key)
                self._keys[slot], self._numbers[slot] = key, number
