"""No number of a declaration escapes the table of sources."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from scorarium.scheme.document import Document
from scorarium.scheme.sources import ORDER, numbers_of
from scorarium.studies.check import examine

CASES = sorted((Path(__file__).parents[2] / "cases").glob("*.yaml"))
FIGURE = re.compile(
    r"[-+]?[\d_.]+(e-?\d+)?\s*(%|/?\s*(d|w|mo|y)|days-income|points within .*|within .*|ratings)?$|never$"
)
NO_NUMBER = re.compile(
    r"(^|\.)(scorarium|year|name|title|summary|like|references|reform|reforms|joint_tables|tick|persons|replicates|seed|years"
    r"|is|range\.[01])(\.|$)"
)


@cache
def documents() -> dict[str, Document]:
    return {document.name: document for document in examine(CASES).documents.values()}


def written(raw: Any, path: tuple[str, ...] = ()) -> Iterator[str]:
    """List the paths at which a number is written."""
    if isinstance(raw, Mapping):
        for key, inner in raw.items():
            yield from written(inner, (*path, str(key)))
    elif isinstance(raw, list | tuple):
        for index, inner in enumerate(raw):
            yield from written(inner, (*path, str(index)))
    elif not isinstance(raw, bool) and (isinstance(raw, int | float) or (isinstance(raw, str) and FIGURE.match(raw))):
        yield ".".join(path)


@pytest.mark.parametrize("name", sorted(name for name in documents() if documents()[name].kind == "scheme"))  # type: ignore[attr-defined]
def test_every_number_that_is_written_is_listed(name: str) -> None:
    document = documents()[name]
    found = {one.path for one in numbers_of(document)}
    missing = {
        path
        for path in written(document.raw)
        if not NO_NUMBER.search(path)
        and not {path, path.removesuffix(".value"), path.removesuffix(".default"), f"{path}.share", f"{path}.at"}
        & found
        and ".range." not in path
    }
    assert missing - {"score.rungs", "score.rungs.0", "score.rungs.1"} == set()


def test_what_is_assumed_comes_first() -> None:
    bases = [ORDER.index(one.source.basis) for one in numbers_of(documents()["suining-2010"])]
    assert bases == sorted(bases)
    assert len(set(bases)) > 1


def test_the_reference_of_an_entry_is_that_of_its_numbers() -> None:
    found = {one.path: one for one in numbers_of(documents()["jinan-dogs-2017"])}
    assert found["score.rules.breach.lasts"].source.ref == "mothership-2018"
    assert found["senses.patrol.detection"].source.basis == "assumed"
    assert found["senses.patrol.detection"].source.range == (0.002, 0.05)
