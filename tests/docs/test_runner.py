"""The reader of pages is itself able to fail."""

from pathlib import Path

import pytest

from tests.docs.blocks import Block
from tests.docs.test_pages import Reader


def block(language: str, text: str) -> Block:
    return Block("docs/index.md", 7, language, text)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("bash", "rm -r elsewhere\n"),
        ("bash", "scorarium no-such-command\n"),
        ("bash", "scorarium --help  # exit status 2\n"),
        ("sh", "make no-such-target\n"),
        ("sh", ".venv/bin/no-such-program\n"),
        ("yaml", "scorarium: 1\nkind: scheme\nname: unfinished\nscore: {kind: nothing}\n"),
        ("fortran", "PRINT *, 'hello'\n"),
        ("", "no language\n"),
    ],
)
def test_what_does_not_work_is_noticed(language: str, text: str, tmp_path: Path) -> None:
    with pytest.raises(AssertionError):
        Reader(tmp_path).read(block(language, text))


def test_an_error_in_python_names_the_page_and_its_line(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError) as caught:
        Reader(tmp_path).read(block("python", "x = 1\nx / 0\n"))
    last = caught.traceback[-1]
    assert (Path(str(last.path)).name, last.lineno + 1) == ("index.md", 8)


def test_names_live_until_the_end_of_the_page(tmp_path: Path) -> None:
    reader = Reader(tmp_path)
    reader.read(block("python", "from pathlib import Path\nhere = Path.cwd()\n"))
    reader.read(block("python", "assert here.name\n"))
    assert reader.names["here"] == tmp_path


def test_a_named_declaration_is_kept(tmp_path: Path) -> None:
    reader = Reader(tmp_path)
    reader.read(block("yaml", "# broken.scheme.yaml: not accepted\nkind: scheme\n# not accepted\n"))
    assert (tmp_path / "broken.scheme.yaml").is_file()
