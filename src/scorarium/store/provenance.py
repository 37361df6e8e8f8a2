"""From what a result was made: declaration, code, versions. Two runs of the same make have the same name."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Final

LIBRARIES: Final = ("numpy", "numba", "llvmlite", "scipy", "xarray", "pydantic")
"""Whose versions could change a number."""


def package_version() -> str:
    """The version of Scorarium; of a source tree that was never installed, 0."""
    try:
        return version("scorarium")
    except PackageNotFoundError:
        return "0"


def versions() -> dict[str, str]:
    """Versions of Python and of what computes."""
    return {"python": platform.python_version()} | {name: version(name) for name in LIBRARIES}


def canonical(declared: Mapping[str, Any]) -> bytes:
    """Plain data as bytes; the order of keys is kept, for rules, senses and worlds count in the order declared."""
    return json.dumps(declared, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def declaration_sha256(declared: Mapping[str, Any]) -> str:
    """The hash of everything that was declared."""
    return hashlib.sha256(canonical(declared)).hexdigest()


@cache
def code_sha256() -> str:
    """The hash of the package's own modules and of its vocabulary, by path."""
    digest = hashlib.sha256()
    for name, entry in sorted(_sources(files("scorarium"), "")):
        content = entry.read_bytes()
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def _sources(folder: Traversable, under: str) -> list[tuple[str, Traversable]]:
    found = []
    for entry in folder.iterdir():
        name = f"{under}{entry.name}"
        if entry.is_dir():
            found += _sources(entry, f"{name}/")
        elif name.endswith((".py", "vocabulary.yaml")):
            found.append((name, entry))
    return found


def run_id(declared: Mapping[str, Any]) -> str:
    """The name of a run: the same declaration, size, seed and code always give the same."""
    both = f"{declaration_sha256(declared)}{code_sha256()}"
    return hashlib.sha256(both.encode()).hexdigest()[:12]


def provenance(declared: Mapping[str, Any]) -> dict[str, Any]:
    """What a document says of where it comes from."""
    return {
        "declaration_sha256": declaration_sha256(declared),
        "code_sha256": code_sha256(),
        "versions": versions(),
    }
