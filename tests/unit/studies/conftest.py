"""Files of small worlds."""

from pathlib import Path

import pytest

from tests.unit.studies.files import write_files


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder with a scheme, a variant of it, and two societies of a hundred people."""
    return write_files(tmp_path)
