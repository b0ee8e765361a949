"""How a published folder looked when it was last written, remembered for the next build."""

from collections.abc import Mapping
from pathlib import Path

from builder.cache import Cache
from builder.digest import digest
from builder.plain import FAULTS, dump, load
from builder.publish.shelf import NOTHING, Proof, proof_of

_PROOF = "proof"


class Proofs:
    """The proof of one folder."""

    def __init__(self, cache: Cache, output: Path) -> None:
        """Look nothing up yet."""
        self._cache = cache
        self._output = output
        self._key = digest("proof", str(output.absolute()))

    def last(self) -> Proof:
        """How the folder looked after the last build that wrote it; nothing when that is not known."""
        try:
            return load(Proof, self._cache.get(_PROOF, self._key) or b"")
        except FAULTS:
            return NOTHING

    def keep(self, files: Mapping[str, str]) -> None:
        """Remember how the folder looks now that its files are known to have these SHA-256."""
        self._cache.put(_PROOF, self._key, dump(Proof, proof_of(self._output, files)))
