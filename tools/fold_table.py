"""Make dedup/text/fold.npz: how each Unicode code point folds.

Run it when Unicode or OpenCC gain characters (``.venv/bin/python tools/fold_table.py``). The table is data
in the package, so that a fold never depends on the Unicode version of the Python that runs it, and so
that OpenCC (Apache-2.0, character table ``t2s``) is needed only here.

Arrays, all indexed or sorted by code point:
    one         uint32[n, 2]   code point -> the single code point it folds to, where that differs
    many        uint32[m, 2]   code point -> index into ``expansion`` (start, packed with length << 24)
    expansion   uint32[k]      folded code points of the characters that fold to several or to none
    plain       uint32[p, 2]   code point -> single code point, width and 繁简 only (case is kept)
    letter      uint8[139264]  bit set of letters and digits (str.isalnum)
    blank       uint8[139264]  bit set of white space, control and format characters
    joins       uint8[139264]  bit set of code points that may compose with the one before (NFKC_QC maybe)
"""

import sys
import unicodedata
from pathlib import Path

import numpy as np
from opencc import OpenCC

LIMIT = 0x110000
OUT = Path(__file__).parents[1] / "dedup" / "text" / "fold.npz"


def main() -> None:
    simplify = OpenCC("t2s").convert
    one, many, plain, expansion = [], [], [], []
    letter, blank, joins = (np.zeros(LIMIT, bool) for _ in range(3))
    for cp in range(LIMIT):
        if 0xD800 <= cp < 0xE000:
            continue
        ch = chr(cp)
        category = unicodedata.category(ch)
        if category == "Cn":
            continue
        letter[cp] = ch.isalnum()
        blank[cp] = ch.isspace() or category in {"Cc", "Cf", "Zs", "Zl", "Zp"}
        wide = unicodedata.normalize("NFKC", ch)
        joins[cp] = unicodedata.combining(ch) != 0 or (
            not unicodedata.is_normalized("NFKC", "a" + ch) and wide == ch
        )
        joins[cp] |= 0x1161 <= cp <= 0x11C2 or cp in {0x3099, 0x309A}
        single = simplify(wide) if len(wide) == 1 else ch
        if len(single) == 1 and single != ch:
            plain.append((cp, ord(single)))
        folded = "".join(simplify(c) for c in wide.lower())
        if folded == ch:
            continue
        if len(folded) == 1:
            one.append((cp, ord(folded)))
        else:
            many.append((cp, len(expansion) | len(folded) << 24))
            expansion.extend(map(ord, folded))
    np.savez_compressed(
        OUT,
        one=np.array(one, np.uint32),
        many=np.array(many, np.uint32),
        expansion=np.array(expansion, np.uint32),
        plain=np.array(plain, np.uint32),
        letter=np.packbits(letter),
        blank=np.packbits(blank),
        joins=np.packbits(joins),
    )
    sys.stdout.write(f"{OUT.name}: {len(one)} + {len(many)} folds, Unicode {unicodedata.unidata_version}\n")


if __name__ == "__main__":
    main()
