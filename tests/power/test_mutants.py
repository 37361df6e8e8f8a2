"""Ten planted faults, and one more, each turn the suite red; the copy without a fault does not.

At each commit kernels are read by Python, with ``--long`` every copy is compiled as a user's would be.
"""

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest


def script() -> ModuleType:
    """``scripts/mutants.py``, which is no package."""
    spec = spec_from_file_location("mutants", Path(__file__).parents[2] / "scripts" / "mutants.py")
    assert spec is not None
    assert spec.loader is not None
    found = sys.modules["mutants"] = module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


mutants = script()
NAMES = [mutant.name for mutant in mutants.MUTANTS]
TESTS = tuple(sorted({path for mutant in mutants.MUTANTS for path in mutant.tests}))


def test_there_are_ten_and_one() -> None:
    assert len(NAMES) == len(set(NAMES)) == 11


@pytest.mark.parametrize("tests", [(), TESTS], ids=["twin", "tests"])
def test_without_a_fault_nothing_is_noticed(tests: tuple[str, ...]) -> None:
    is_noticed, said = mutants.tried(None, tests)
    assert not is_noticed, said


@pytest.mark.parametrize("name", NAMES)
def test_fault_is_noticed(name: str) -> None:
    is_noticed, said = mutants.tried(mutants.named([name])[0])
    assert is_noticed
    assert said


@pytest.mark.long
@pytest.mark.parametrize("name", ["", *(m.name for m in mutants.MUTANTS if not m.tests)])
def test_fault_is_noticed_in_compiled_code(name: str) -> None:
    is_noticed, said = mutants.tried(mutants.named([name])[0] if name else None, is_compiled=True)
    assert is_noticed == bool(name), said


def test_a_fault_that_cannot_be_planted_is_refused(tmp_path: Path) -> None:
    gone = mutants.Mutant("gone", "names.py", "this text does not stand there", "")
    with pytest.raises(mutants.MutantError, match="0 times"):
        mutants.planted(gone, tmp_path)
