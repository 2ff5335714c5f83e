"""How the articles of an archive were sketched: sketches made another way cannot be compared with them."""

from __future__ import annotations

import json
from functools import cache
from hashlib import sha256
from typing import NamedTuple

from dedup.config import Settings
from dedup.errors import DedupError, InputError
from dedup.lsh import bands_for
from dedup.sketch import SAMPLE, Banding, sketches
from dedup.text.shingles import SHINGLE

FORMAT = 1  # of the rows of an archive; a higher one was made by a newer dedup
_PROBE = "滨江路无人公交线路昨日正式开通，全长１２公里，設站9座，首批投入8辆电动公交车。" * 2


class Scheme(NamedTuple):
    """What the sketches of an archive depend on.

    Attributes:
        shingle: characters of a shingle.
        sample: one shingle in so many is sampled.
        permutations: values of a signature.
        bands, rows: how it is cut.
        threshold: Jaccard from which on the bands find versions.
        shortest: articles with fewer letters are known by their digest only.
        probe: digest of the sketch of a fixed text; it changes with the folding or the hash function.
    """

    shingle: int
    sample: int
    permutations: int
    bands: int
    rows: int
    threshold: float
    shortest: int
    probe: str

    @classmethod
    def of(cls, settings: Settings) -> Scheme:
        """The scheme that these settings ask for."""
        banding = bands_for(settings.threshold, settings.permutations)
        return cls(
            SHINGLE,
            SAMPLE,
            banding.permutations,
            banding.bands,
            banding.rows,
            settings.threshold,
            settings.shortest,
            _probe(),
        )

    @property
    def banding(self) -> Banding:
        """How signatures are cut into bands."""
        return Banding(self.bands, self.rows, self.permutations)

    def dump(self) -> str:
        """As JSON."""
        return json.dumps(self._asdict())

    @classmethod
    def load(cls, dumped: str, where: str) -> Scheme:
        """What ``dump`` wrote.

        Raises:
            InputError: it is not that.
        """
        try:
            return cls(**json.loads(dumped))
        except (ValueError, TypeError):
            hint = f"restore it from a copy; dedup archive verify {where} says what else is wrong"
            raise InputError("its scheme is damaged", where=where, hint=hint) from None

    def serves(self, settings: Settings, where: str) -> None:
        """Make sure that articles sketched this way can be asked for with these settings.

        Raises:
            InputError: they cannot; the hint is the command that rebuilds the archive.
        """
        asked = Scheme.of(settings)
        for name in ("shingle", "sample", "permutations", "shortest"):
            if getattr(self, name) != getattr(asked, name):
                what = f"made with {name} {getattr(self, name)}, this asks for {getattr(asked, name)}"
                raise _mismatch(what, where)
        if self.probe != asked.probe:
            raise _mismatch("made by a dedup that folds or hashes text another way", where)
        if self.threshold > asked.threshold:
            what = f"made for thresholds from {self.threshold} on, this asks for {asked.threshold}"
            raise _mismatch(what, where, f" -t {asked.threshold}")


def readable(format: str, where: str) -> None:
    """Make sure that this dedup knows the format.

    Raises:
        InputError: it is newer, or none.
    """
    if not format.isdecimal():
        raise InputError(f"its format {format!r} is no number", where=where, hint="restore it from a copy")
    if int(format) > FORMAT:
        what = f"made by a newer dedup (format {format}, this one knows {FORMAT})"
        raise InputError(what, where=where, hint="update dedup: pip install -U reprints")
    if int(format) < FORMAT:
        raise _mismatch(f"made by an older dedup (format {format}, this one writes {FORMAT})", where)


def _mismatch(what: str, where: str, option: str = "") -> DedupError:
    hint = (
        f"rebuild it: dedup archive export {where} -o articles.jsonl && "
        f"dedup archive add NEW articles.jsonl{option}"
    )
    return InputError(what, where=where, hint=hint)


@cache
def _probe() -> str:
    found = sketches([_PROBE], Banding(42, 3))
    parts = (found.keys, found.samples, found.digests)
    return sha256(b"".join(part.tobytes() for part in parts)).hexdigest()[:16]
