"""Lines and columns of the offsets of a text."""

from __future__ import annotations

import re
from bisect import bisect_right


class Lines:
    """Line numbers of the offsets of one text; a line ends with CR LF, CR or LF."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(m.end() for m in re.finditer(r"\r\n|\r|\n", text))]

    def at(self, offset: int) -> int:
        """The 1-based line of a code point.

        >>> Lines("一\\r\\n二\\n三").at(5)
        3
        """
        return bisect_right(self._starts, offset)

    def column(self, offset: int) -> int:
        """Its 1-based column in that line.

        >>> Lines("一\\r\\n二甲\\n三").column(4)
        2
        """
        return offset - self._starts[self.at(offset) - 1] + 1
