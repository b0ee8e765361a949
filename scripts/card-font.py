"""Makes the font of cards, builder/pictures/fonts/card.ttf, of the two files of the default theme's titles.

One TrueType file with their signs; tables for layout and hints are left out, as cards use neither. By hand,
when the theme's files change: `pipx run --spec 'fonttools[woff]' python scripts/card-font.py`.
"""

import tempfile
from pathlib import Path

from fontTools.merge import Merger
from fontTools.merge import Options as Merging
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

ROOT = Path(__file__).parent.parent
FROM = ROOT / "themes" / "gazette" / "assets" / "fonts"
TO = ROOT / "builder" / "pictures" / "fonts" / "card.ttf"
LAYOUT = ["GDEF", "GPOS", "GSUB", "STAT", "gasp", "prep"]
NAMES = [0, 1, 2, 3, 4, 5, 6, 13, 14]
"""Copyright, names, version and licence."""


def part(file: Path, without: set[int], folder: Path) -> Path:
    """The signs of a web font that are not in `without`, as a TrueType file."""
    font = TTFont(file)
    options = Options(
        layout_features=[], name_IDs=NAMES, hinting=False, glyph_names=False, notdef_outline=True
    )
    options.drop_tables += LAYOUT
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=set(font.getBestCmap()) - without)
    subsetter.subset(font)
    font.flavor = None
    made = folder / f"{file.stem}.ttf"
    font.save(made)
    return made


def main() -> None:
    """Write the font."""
    latin, vietnamese = (FROM / f"noto-serif-{name}-700-normal.woff2" for name in ("latin", "vietnamese"))
    controls = {0, 13}
    with tempfile.TemporaryDirectory() as name:
        first = part(latin, controls, Path(name))
        second = part(vietnamese, controls | set(TTFont(latin).getBestCmap()), Path(name))
        font = Merger(Merging(drop_tables=["GDEF", "GPOS", "GSUB"])).merge([str(first), str(second)])
    font["head"].created = font["head"].modified = 0
    font["post"].formatType = 3.0
    font.recalcTimestamp = False
    font.save(TO)


main()
