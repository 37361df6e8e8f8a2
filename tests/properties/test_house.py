"""The house style that no linter checks: modules that fit in one head, a quick start, a lock without addresses."""

import ast
import re
import subprocess
import sys
import tomllib

import pytest

from tests.guards import source

ROOT = source.ROOT
# The aim is 300 and 40; these are the walls.
LINES_PER_MODULE = 450
LINES_PER_FUNCTION = 60
FUSED = ("scorarium.kernels.",)  # compiled passes over candidates are longer than what one reads
LINES_PER_FUSED = 120
SEEDED = {"scorarium.studies.indices"}  # resamples the points of a design by the study's own seed; nobody lives by it
MOST_MODULES = 450
"""For `--help`: 354 at the time of writing, a third of them of Python itself."""
HEAVY = ("numba", "xarray", "scipy", "pandas", "h5py", "h5netcdf", "numpy", "jinja2", "llvmlite")


def length(node: source.Function) -> int:
    """Count the lines of a function without its docstring."""
    first = node.body[0]
    documented = (
        isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str)
    )
    text = (first.end_lineno or 0) - first.lineno + 1 if documented else 0
    return (node.end_lineno or 0) - node.lineno + 1 - text


def test_modules_fit_in_one_head() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in source.PACKAGE.rglob("*.py")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > LINES_PER_MODULE
    }
    assert not long


def helps(call: ast.Call) -> bool:
    """Whether a fault says what is expected, or how to repair it."""
    said = {keyword.arg for keyword in call.keywords}
    third = isinstance(call.func, ast.Name) and len(call.args) > 2  # of a Complaint
    return third or bool(said & {"expected", "repair", None})


def test_every_fault_says_what_is_expected_or_how_to_repair_it() -> None:
    bare = []
    for path in source.PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            is_note = isinstance(node.func, ast.Attribute) and ast.unparse(node.func).endswith("notes.add")
            is_complaint = isinstance(node.func, ast.Name) and node.func.id == "Complaint"
            if (is_note or is_complaint) and len(node.args) > int(is_note) and not helps(node):
                bare.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert not bare


def test_functions_fit_on_one_screen() -> None:
    long = {
        (module, function.name): length(function)
        for module, function in source.functions()
        if length(function) > (LINES_PER_FUSED if module.startswith(FUSED) else LINES_PER_FUNCTION)
    }
    assert not long


def test_nothing_is_caught_unseen() -> None:
    """`except Exception` at the top of `cli` and `web` only, a bare `except` nowhere."""
    caught = {
        (module, ast.unparse(node.type) if node.type else "everything")
        for module, tree in source.modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or re.search(r"\b(Base)?Exception\b", ast.unparse(node.type)))
        and module not in {"scorarium.cli.main", "scorarium.web.main"}
    }
    assert not caught


def test_no_hidden_dice() -> None:
    """Luck is addressed: neither NumPy's nor Python's generators are used anywhere."""
    dice = {
        (module, name)
        for module, name in source.imports()
        if name.partition(".")[0] in {"random", "secrets", "uuid"} or name.startswith("numpy.random")
    }
    dice |= {
        (module, ast.unparse(node))
        for module, tree in source.modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and re.match(r"^(np|numpy)\.random\b", ast.unparse(node))
    }
    assert not {(module, name) for module, name in dice if module not in SEEDED}


@pytest.mark.parametrize("module", ["scorarium", "scorarium.cli.main"])
def test_importing_does_nothing_heavy(module: str) -> None:
    asked = f"import sys, {module}; print(*sorted(set(sys.modules) & set({HEAVY!r})))"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
    assert done.stderr == ""


def test_help_loads_little() -> None:
    """What is loaded is what it takes (0.2 s): modules are counted, since a clock would measure the machine."""
    asked = "import runpy, sys; sys.argv = ['scorarium', '--help']\ntry: runpy.run_module('scorarium')\n"
    asked += f"except SystemExit: print(len(sys.modules), *sorted(set(sys.modules) & set({HEAVY!r})), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    count, *heavy = done.stderr.split()
    assert "explain" in done.stdout
    assert heavy == []
    assert int(count) < MOST_MODULES


def test_the_lock_holds_names_versions_and_hashes_only() -> None:
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    entries = re.findall(r"^([a-z0-9-]+)==([^ \n]+) \\\n    --hash=sha256:[0-9a-f]{64}\n", text, re.MULTILINE)
    rest = [line for line in text.splitlines() if not line.startswith(("#", "    --hash="))]
    assert len(rest) == len(entries) > 40
    assert "://" not in text


def test_the_lock_holds_every_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = [
        *project["dependencies"],
        *(one for extra in project["optional-dependencies"].values() for one in extra),
    ]
    names = {re.sub(r"[-_.]+", "-", re.split(r"[<>=!~ \[;]", one)[0]).lower() for one in declared}
    locked = set(re.findall(r"^([a-z0-9-]+)==", (ROOT / "requirements.lock").read_text(encoding="utf-8"), re.MULTILINE))
    assert names - locked == set()


@pytest.mark.parametrize("file", ["Makefile", "pyproject.toml", ".ci/run", "scripts/lock.py"])
def test_what_installs_names_no_address(file: str) -> None:
    assert "://" not in (ROOT / file).read_text(encoding="utf-8")
