"""Read the source of Scorarium as syntax, for the guard rails."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "scorarium"

Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def texts() -> dict[str, str]:
    """Return the text of each module of the package, by dotted name."""
    found = {
        ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__"): path.read_text(
            "utf-8"
        )
        for path in sorted(PACKAGE.rglob("*.py"))
    }
    assert len(found) > 30, "the package is not where the guards look for it"
    return found


@cache
def modules() -> dict[str, ast.Module]:
    """Return each module of the package, by dotted name, as a syntax tree."""
    return {name: ast.parse(text, filename=name) for name, text in texts().items()}


def functions() -> Iterator[tuple[str, Function]]:
    """Yield each function and method with the dotted name of its module."""
    for module, tree in modules().items():
        for node in ast.walk(tree):
            if isinstance(node, Function):
                yield module, node


def parameters(function: Function) -> Iterator[tuple[str, str]]:
    """Yield name and annotation of each parameter of a function."""
    taken = function.args
    extra = [argument for argument in (taken.vararg, taken.kwarg) if argument is not None]
    for argument in (*taken.posonlyargs, *taken.args, *taken.kwonlyargs, *extra):
        yield argument.arg, ast.unparse(argument.annotation) if argument.annotation else ""


def imports() -> Iterator[tuple[str, str]]:
    """Yield (module, imported dotted name) for every import, wherever in the module it stands."""
    for module, tree in modules().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                yield from ((module, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                yield from ((module, f"{node.module}.{alias.name}") for alias in node.names)


def calls() -> Iterator[tuple[str, str, ast.Call]]:
    """Yield (module, name of what is called without its owner, the call)."""
    for module, tree in modules().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                called = node.func
                name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
                yield module, name, node
