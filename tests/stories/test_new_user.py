"""A new user, with nothing but the pages: three schemes that are in no catalogue, from an empty file to a page."""

from pathlib import Path

import pytest

from scorarium.engine.refusals import SCHEME
from tests.docs.blocks import ROOT, blocks
from tests.stories.program import scorarium

PAGE = ROOT / "docs" / "three-schemes.md"
FILES = {
    block.text.split("\n", 1)[0].removeprefix("# "): block.text for block in blocks(PAGE) if block.language == "yaml"
}


def test_there_are_three() -> None:
    assert set(FILES) == {f"{name}.scheme.yaml" for name in ("library-points", "recycling-wallet", "tenant-score")}


@pytest.mark.parametrize("name", FILES)
def test_from_an_empty_file_to_a_page(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(FILES[name], encoding="utf-8")
    looks: list[tuple[str, ...]] = [("check", name, "plain"), ("show", name), ("sources", name)]
    for command in looks:
        done = scorarium(*command, cwd=tmp_path)
        assert done.status == 0, done.err
        assert done.out
    run = scorarium("run", name, "--persons", "400", "--years", "0.5", "--out", "kept", cwd=tmp_path)
    if "spend:" in FILES[name] and any(word.at == "score.spend" for word in SCHEME):
        assert run.status == 2
        assert "'spend' is known, not yet supported" in run.err
        return
    assert run.status == 0, run.err
    looks = [("compare", "kept"), ("explain", "kept", "--person", "3"), ("report", "kept", "--html", "p.html")]
    for command in looks:
        done = scorarium(*command, cwd=tmp_path)
        assert done.status == 0, done.err
    assert name.removesuffix(".scheme.yaml") in (tmp_path / "p.html").read_text(encoding="utf-8")
