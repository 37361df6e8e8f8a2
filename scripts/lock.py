"""Write ``requirements.lock`` and ``benchmarks/peers.lock``: each dependency by name, version and hash, nothing else.

``make lock`` runs this after a change of dependencies in ``pyproject.toml``. What the peers of the benchmark need
stands in a lock of its own, for an environment of their own. The resolver is pip itself, in a dry run; what it
would install on the reference platform (CPython 3.11, Linux, x86-64) is written down. No address of any index gets
into the files: a hash says which file is meant, wherever it comes from.
"""

from __future__ import annotations

import json
import platform
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LOCKS = {"": ROOT / "requirements.lock", "peers": ROOT / "benchmarks" / "peers.lock"}
"""The file for each group of dependencies; without a name, those of the project and all its extras."""
HEADER = """\
# Every dependency by name, version and hash, for the reference platform: CPython 3.11, Linux, x86-64.
# Written by scripts/lock.py (`make lock`); do not edit.
"""


def declared(pyproject: Path, group: str) -> list[str]:
    """Return the requirements that the project declares, those of its extras included, or those of a group."""
    found = tomllib.loads(pyproject.read_text())
    if group:
        return sorted(found["dependency-groups"][group])
    project = found["project"]
    extras: dict[str, list[str]] = project["optional-dependencies"]
    return sorted({*project["dependencies"], *(line for lines in extras.values() for line in lines)})


def resolve(requirements: list[str]) -> list[dict[str, Any]]:
    """Ask pip what it would install into an empty environment."""
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--dry-run", "--ignore-installed"]
    command += ["--only-binary", ":all:", "--report", "-", *requirements]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    report: dict[str, Any] = json.loads(done.stdout)
    return list(report["install"])


def line(item: dict[str, Any]) -> tuple[str, str]:
    """Return the sort key and the line of one resolved distribution."""
    name = re.sub(r"[-_.]+", "-", item["metadata"]["name"]).lower()
    hashes: dict[str, str] = item["download_info"]["archive_info"]["hashes"]
    return name, f"{name}=={item['metadata']['version']} \\\n    --hash=sha256:{hashes['sha256']}\n"


def main() -> int:
    """Resolve and write; refuse a platform for which the lock is not meant."""
    here = (platform.python_implementation(), platform.python_version_tuple()[:2], sys.platform, platform.machine())
    if here != ("CPython", ("3", "11"), "linux", "x86_64"):
        print(f"the lock is made on CPython 3.11, Linux, x86-64 (this is {here})", file=sys.stderr)
        return 2
    for group in sys.argv[1:] or LOCKS:
        lines = sorted(line(item) for item in resolve(declared(ROOT / "pyproject.toml", group)))
        LOCKS[group].write_text(HEADER + "".join(text for _, text in lines))
        print(f"{LOCKS[group].name}: {len(lines)} distributions")
    return 0


if __name__ == "__main__":
    sys.exit(main())
