"""Make dedup/text/glyphs.npz: radical, strokes, four-corner code and reading of Han characters.

From the Unihan database (Unicode licence) as Debian's package ``unicode-data`` ships it:
``apt-get install unicode-data && .venv/bin/python tools/glyph_table.py [FOLDER]``.

Arrays, one row a character, sorted by code point:
    point    uint32[n]
    radical  uint8[n]    KangXi radical 1..214
    strokes  uint8[n]    strokes in all
    corners  uint16[n]   first four digits of the four-corner code, 65535 unknown
    reading  uint16[n]   index into ``syllable``
    syllable S[m]        Mandarin syllables without tone
"""

import bz2
import sys
import unicodedata
from pathlib import Path

import numpy as np

OUT = Path(__file__).parents[1] / "dedup" / "text" / "glyphs.npz"


def field(folder: Path, file: str, name: str) -> dict[int, str]:
    found = {}
    with bz2.open(folder / f"Unihan_{file}.txt.bz2", "rt", encoding="utf-8") as lines:
        for line in lines:
            parts = line.rstrip("\n").split("\t")
            if len(parts) == 3 and parts[1] == name:
                found[int(parts[0][2:], 16)] = parts[2]
    return found


def toneless(reading: str) -> str:
    marks = unicodedata.normalize("NFD", reading.split()[0].replace("ü", "v"))
    return "".join(c for c in marks if c.isascii())


def main() -> None:
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/unicode")
    radicals = field(folder, "IRGSources", "kRSUnicode")
    strokes = field(folder, "IRGSources", "kTotalStrokes")
    corners = field(folder, "DictionaryLikeData", "kFourCornerCode")
    readings = field(folder, "Readings", "kMandarin")
    points = sorted(p for p in radicals if p in strokes and p in readings and 0x4E00 <= p <= 0x9FFF)
    syllables = sorted({toneless(readings[p]) for p in points})
    index = {s: i for i, s in enumerate(syllables)}
    np.savez_compressed(
        OUT,
        point=np.array(points, np.uint32),
        radical=np.array([int(radicals[p].split(".")[0].rstrip("'")) for p in points], np.uint8),
        strokes=np.array([int(strokes[p].split()[0]) for p in points], np.uint8),
        corners=np.array(
            [int(corners[p].split()[0][:4]) if p in corners else 65535 for p in points], np.uint16
        ),
        reading=np.array([index[toneless(readings[p])] for p in points], np.uint16),
        syllable=np.array([s.encode() for s in syllables]),
    )
    sys.stdout.write(f"{OUT.name}: {len(points)} characters, {len(syllables)} syllables\n")


if __name__ == "__main__":
    main()
