"""Make the two small typefaces of the report out of Source Serif 4 and Inter (both under the SIL Open Font License).

    python scripts/fonts.py SERIF_DISPLAY_SEMIBOLD SERIF_REGULAR SANS_REGULAR SANS_SEMIBOLD

takes four font files, keeps Latin letters, figures and a few signs, gives them names of their own (a subset may not
bear a reserved name) and writes them, with the widths of their letters, into ``src/scorarium/report/fonts``. It needs
``fonttools`` and ``brotli``, which nothing else of the project needs.
"""

import json
import sys
from pathlib import Path
from typing import Any

TARGET = Path(__file__).resolve().parent.parent / "src" / "scorarium" / "report" / "fonts"
FACES = ("serif-600", "serif-400", "sans-400", "sans-600")
KEPT = (
    (0x20, 0x7E), (0xA0, 0x17F), (0x192, 0x192), (0x218, 0x21B), (0x2C6, 0x2DD), (0x394, 0x394), (0x3B1, 0x3C9),
    (0x2002, 0x200A), (0x2010, 0x2015), (0x2018, 0x201E), (0x2020, 0x2022), (0x2026, 0x2026), (0x202F, 0x202F),
    (0x2030, 0x2030), (0x2032, 0x2033), (0x2039, 0x203A), (0x2044, 0x2044), (0x20AC, 0x20AC), (0x2190, 0x2195),
    (0x2212, 0x2212), (0x221E, 0x221E), (0x2248, 0x2248), (0x2260, 0x2260), (0x2264, 0x2265), (0x25A0, 0x25A0),
    (0x25CF, 0x25CF), (0x25CB, 0x25CB), (0x25B2, 0x25B2), (0x25BC, 0x25BC),
)  # fmt: skip
FEATURES = ["kern", "liga", "lnum", "tnum", "mark", "ccmp", "locl"]


def main(paths: list[str]) -> int:
    """Subset the four faces and measure the two that pictures are lettered in."""
    from fontTools import subset  # noqa: PLC0415

    if len(paths) != len(FACES):
        print(__doc__)
        return 2
    widths: dict[str, dict[str, int]] = {}
    for face, path in zip(FACES, paths, strict=True):
        options = subset.Options(flavor="woff2", layout_features=FEATURES, hinting=False, name_IDs=[1, 2, 4, 6, 13, 14])
        font = subset.load_font(path, options)
        worker = subset.Subsetter(options)
        worker.populate(unicodes=[code for low, high in KEPT for code in range(low, high + 1)])
        worker.subset(font)
        _rename(font, face)
        subset.save_font(font, str(TARGET / f"{face}.woff2"), options)
        if face.startswith("sans"):
            widths[face[-3:]] = _widths(font)
    text = json.dumps(widths, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    (TARGET / "widths.json").write_text(text + "\n", encoding="utf-8")
    return 0


def _rename(font: Any, face: str) -> None:
    family, weight = ("Scorarium Serif" if face.startswith("serif") else "Scorarium Sans"), face[-3:]
    names = {1: family, 2: weight, 4: f"{family} {weight}", 6: f"{family.replace(' ', '')}-{weight}"}
    for record in font["name"].names:
        if record.nameID in names:
            record.string = names[record.nameID]


def _widths(font: Any) -> dict[str, int]:
    """Advance widths in thousandths of the size, with the figures that tables use (all of one width)."""
    unit, metrics = font["head"].unitsPerEm, font["hmtx"]
    found = {chr(code): round(1000 * metrics[glyph][0] / unit) for code, glyph in font.getBestCmap().items()}
    widest = max(found[figure] for figure in "0123456789")
    return {**found, **dict.fromkeys("0123456789", widest)}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
