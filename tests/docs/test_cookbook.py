"""Every recipe of the cookbook fits the scheme that it names, and changes something."""

import re
from pathlib import Path

import pytest

from scorarium.scheme.aloud.passages import read_aloud
from scorarium.scheme.model import Scheme
from scorarium.scheme.read import load_scheme
from scorarium.studies.check import examine
from tests.docs.blocks import ROOT, Block, blocks

RECIPES = [block for block in blocks(ROOT / "docs" / "cookbook.md") if block.text.startswith("# on ")]


def test_there_are_twenty() -> None:
    text = (ROOT / "docs" / "cookbook.md").read_text(encoding="utf-8")
    assert len(RECIPES) == 20 == len(re.findall(r"^\*\*\d+\.", text, re.MULTILINE))


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda block: block.place.rpartition(":")[2])
def test_a_recipe_fits_and_changes_what_is_read_aloud(recipe: Block, tmp_path: Path) -> None:
    first, _, patch = recipe.text.partition("\n")
    base = first.removeprefix("# on ")
    file = tmp_path / "changed.scheme.yaml"
    file.write_text(f"scorarium: 1\nkind: scheme\nname: changed\nlike: {base}\n{patch}", encoding="utf-8")
    checked = examine([file])
    assert [str(fault) for fault in checked.faults] == []
    changed, before = checked.documents["scheme", "changed"], load_scheme(base)
    assert isinstance(changed, Scheme)
    told, known = ({text for part in read_aloud(one)[1:] for text in part.items} for one in (changed, before))
    assert told != known
