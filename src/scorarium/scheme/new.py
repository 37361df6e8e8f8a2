"""The beginning of a file: commented, and accepted by `check` as it stands."""

from __future__ import annotations

import os
import re
from importlib.resources import files
from pathlib import Path
from typing import Final

from scorarium.scheme.document import Document
from scorarium.scheme.read import load_scheme

NAME: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
HEAD: Final = "# yaml-language-server: $schema=scheme.schema.json\n"


def checked(name: str) -> str:
    """Give a name back that a declaration may have.

    Raises
    ------
    ValueError
        It cannot be one.
    """
    if not NAME.fullmatch(name):
        raise ValueError(f"{name!r} cannot be a name: take small letters, digits and hyphens, such as city-points.")
    return name


def template(name: str, *, like: str | None = None, folder: Path = Path()) -> str:
    """Give the text of a new file.

    Parameters
    ----------
    name
        What the scheme will be called: small letters, digits and single hyphens.
    like
        A scheme (a name or a file) of which it becomes a variant.
    folder
        Where the file will stand; the path of `like` leads from there.

    Raises
    ------
    ValueError
        The name cannot be that of a scheme.
    DeclarationError
        There is no scheme `like`, or it is faulty.
    """
    checked(name)
    if like is None:
        text = (files("scorarium") / "scheme" / "template.yaml").read_text(encoding="utf-8")
        return HEAD + text.replace("NAME", name, 1)
    return HEAD + _variant(name, like, load_scheme(like), folder)


def way(like: str, folder: Path) -> str:
    """Write down what a new file in a folder is like: a name, or the way to a file."""
    is_path = Path(like).suffix in (".yaml", ".yml")
    return Path(os.path.relpath(like, folder)).as_posix() if is_path else like


def _variant(name: str, like: str, root: Document, folder: Path) -> str:
    title = str(root.raw.get("title") or root.name)
    asked = way(like, folder)
    points = (root.raw.get("score") or {}).get("kind") == "points"
    first = next(iter((root.raw.get("score") or {}).get("rules") or {}), None)
    rule = f"score: {{rules: {{{first}: {{lasts: 1y}}}}}}" if points and first else "visibility: {rules_public: true}"
    door = next(iter(root.raw.get("consequences") or {}), None)
    shut = f"# consequences: {{{door}: ~}}\n" if door else ""
    return f"""scorarium: 1
kind: scheme
name: {name}
like: {asked}          # all that stands there stands here, but for what follows
title: {quoted(title + ", changed")}
fidelity: hypothetical

# Write only what is different. Mappings are laid over each other; a list in brackets is replaced whole.
# `~` behind a word takes it out; taking out what is not there is an error. Some changes to begin with
# (take the # away):
#
# {rule}
{shut}# due_process:
#   notice: after
#   reasons: rule
#   appeal: {{who: human, within: 60d, sought: 0.02/d, decided_after: 30d, upheld_if_wrong: 80%, upheld_if_right: 5%}}
"""


def quoted(text: str) -> str:
    """Put text between quotation marks, as YAML has it."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
