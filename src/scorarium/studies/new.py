"""The beginning of a file of any kind: commented, and accepted by `check` as it stands."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Final, Literal

from scorarium.scheme.library import shipped
from scorarium.scheme.new import checked, quoted, way
from scorarium.scheme.new import template as scheme_template
from scorarium.society.recipe import load_society

Kind = Literal["scheme", "society", "study"]
KINDS: Final[tuple[Kind, ...]] = ("scheme", "society", "study")


def kind_of(like: str | None) -> Kind:
    """Tell what a file becomes that is like another one: a scheme, unless that is a society."""
    if like is None:
        return "scheme"
    return "society" if like in shipped("society") or like.endswith((".society.yaml", ".society.yml")) else "scheme"


def template(name: str, kind: Kind = "scheme", *, like: str | None = None, folder: Path = Path()) -> str:
    """Give the text of a new file.

    Parameters
    ----------
    name
        What it will be called: small letters, digits and single hyphens.
    like
        A scheme or society (a name or a file) of which it becomes a variant.
    folder
        Where the file will stand; the path of `like` leads from there.

    Raises
    ------
    ValueError
        The name cannot be one, or there are no variants of this kind.
    DeclarationError
        There is nothing called `like`, or it is faulty.
    """
    if kind == "scheme":
        return scheme_template(name, like=like, folder=folder)
    head = f"# yaml-language-server: $schema={kind}.schema.json\n"
    if like is None:
        room = "society" if kind == "society" else "studies"
        text = (files("scorarium") / room / "template.yaml").read_text(encoding="utf-8")
        return head + text.replace("NAME", checked(name), 1)
    if kind == "study":
        raise ValueError("a study is like no other: leave --like out, and name schemes and reforms in its worlds.")
    return head + _society(checked(name), like, folder)


def _society(name: str, like: str, folder: Path) -> str:
    root = load_society(like)
    return f"""scorarium: 1
kind: society
name: {name}
like: {way(like, folder)}          # all that stands there stands here, but for what follows
title: {quoted(f"{root.title or root.name}, changed")}

# Write only what is different. Mappings are laid over each other; a list in brackets is replaced whole.
# `~` behind a word takes it out; taking out what is not there is an error. Some changes to begin with
# (take the # away):
#
# persons: 50_000
# acts: {{littering: {{rate: 10/y}}}}
# psychology: passive
"""
