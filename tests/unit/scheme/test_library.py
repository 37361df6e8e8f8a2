"""Where a declaration is looked for."""

from pathlib import Path

import pytest

from scorarium.errors import DeclarationError
from scorarium.scheme.library import find, shipped


def test_a_file_beside_is_preferred_to_the_library(tmp_path: Path) -> None:
    own = tmp_path / "flensburg-2014.scheme.yaml"
    own.write_text("name: flensburg-2014\n", encoding="utf-8")
    assert find("flensburg-2014", "scheme", beside=tmp_path) == own
    assert find("flensburg-2014", "scheme") == shipped("scheme")["flensburg-2014"]


@pytest.mark.parametrize("line", ["name: mine", "name: 'mine'  # a comment", 'name:   "mine"', "name: mine\r"])
def test_a_file_beside_is_found_by_the_name_that_it_gives_itself(tmp_path: Path, line: str) -> None:
    (tmp_path / "00-other.scheme.yaml").write_text("name: mine-too\ntitle: 'name: mine'\n", encoding="utf-8")
    (tmp_path / "01-odd.scheme.yaml").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "02-numbered.society.yaml").write_text("name: mine\n", encoding="utf-8")
    own = tmp_path / "03-numbered.scheme.yaml"
    own.write_bytes(f"scorarium: 1\nkind: scheme\n{line}\ntitle: x\n".encode())
    assert find("mine", "scheme", beside=tmp_path) == own


def test_what_is_nowhere_is_a_fault_with_what_is_near(tmp_path: Path) -> None:
    with pytest.raises(DeclarationError, match='Did you mean "flensburg-2014"'):
        find("flensburg-2015", "scheme", beside=tmp_path)
