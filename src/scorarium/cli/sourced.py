"""Find the declaration that a command is asked about."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scorarium.scheme.document import Document


def declaration(name: str) -> Document:
    """Load a scheme or a society, whichever has this name or stands in this file.

    Raises
    ------
    DeclarationError
        There is none, or it is faulty.
    """
    from scorarium.scheme.library import shipped
    from scorarium.scheme.read import load_scheme, read
    from scorarium.society.recipe import load_society

    if Path(name).suffix in (".yaml", ".yml"):
        is_society = read(Path(name)).raw.get("kind") == "society"
    else:
        is_society = name in shipped("society") and name not in shipped("scheme")
    return load_society(name) if is_society else load_scheme(name)
