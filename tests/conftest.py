"""What every test shares: hypothesis profiles, the ``--long`` switch and a plain terminal."""

import os

import pytest
from hypothesis import HealthCheck, settings

# A commit's tests are the same tests every time; the long profile goes looking for something new.
settings.register_profile(
    "commit",
    max_examples=50,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "long",
    max_examples=500,
    deadline=None,
    database=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)

# Tables and help texts are compared as text: no colour, one width, wherever the tests run.
os.environ.update({"NO_COLOR": "1", "TERM": "dumb", "COLUMNS": "120", "TERMINAL_WIDTH": "120"})
os.environ.pop("FORCE_COLOR", None)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--long``."""
    parser.addoption("--long", action="store_true", help="run the long tests too, and 500 examples for each property")


def pytest_configure(config: pytest.Config) -> None:
    """Choose the hypothesis profile."""
    settings.load_profile("long" if config.getoption("--long") else "commit")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is marked ``long`` unless it is asked for."""
    if config.getoption("--long"):
        return
    late = [item for item in items if item.get_closest_marker("long")]
    if late:
        config.hook.pytest_deselected(items=late)
        items[:] = [item for item in items if not item.get_closest_marker("long")]
