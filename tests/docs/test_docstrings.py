"""The examples in docstrings run."""

import doctest
import importlib

import pytest

from tests.guards import source


@pytest.mark.parametrize("name", [name for name, text in source.texts().items() if ">>>" in text])
def test_examples_in_docstrings_run(name: str) -> None:
    module = importlib.import_module(name)
    flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    failed, tried = doctest.testmod(module, optionflags=flags)
    assert tried, f"{name} shows an example that doctest does not see"
    assert not failed
