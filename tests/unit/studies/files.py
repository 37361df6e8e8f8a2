"""Files of small worlds: a scheme, a variant of it, and two societies of a hundred people."""

from pathlib import Path

from tests.unit.outcomes.bare import SCHEME, SOCIETY

LIVELY = """
ties: {household: {sizes: {1: 50%, 2: 50%}}, friends: {mean_degree: 4}}
districts: {count: 4}
"""


def write_files(folder: Path) -> Path:
    """Write them into a folder."""
    society = SOCIETY.replace("persons: 8", "persons: 100").replace("psychology: passive", "psychology: deterrence")
    (folder / "bare.society.yaml").write_text(society + LIVELY, encoding="utf-8")
    other = society.replace("name: bare", "name: far").replace("tick: 1w", "tick: 1mo")
    (folder / "far.society.yaml").write_text(other, encoding="utf-8")
    (folder / "merit.scheme.yaml").write_text(
        SCHEME.replace("name: merit", "name: merit\nhome: bare"), encoding="utf-8"
    )
    mild = "scorarium: 1\nkind: scheme\nname: mild\nlike: merit\nscore: {rules: {speed: {points: -5}}}\n"
    (folder / "mild.scheme.yaml").write_text(mild, encoding="utf-8")
    return folder
