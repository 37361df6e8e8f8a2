"""The files from which an order is made again: societies, schemes with the luck of their roots, and the study."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from scorarium.report.sections.again import as_yaml
from scorarium.scheme.reform import is_patch
from scorarium.studies.order import Order, as_declared

Raw = Mapping[str, Any]
STUDY: Final = "again.study.yaml"


def files_of(order: Order) -> dict[str, str]:
    """Give the text of each file by its name; the study's is the last.

    A scheme is saved as it was first met, under its own name; other forms of it are reforms in the study. One whose
    luck comes from another name is saved as a variant of that.
    """
    declared = as_declared(order)
    saved: dict[str, Raw] = {f"{name}.society": {**raw, "name": name} for name, raw in declared["societies"].items()}
    own, roots = schemes_of(declared)
    for name, root in roots.items():
        own.setdefault(root, {**own[name], "name": root})
    for name, raw in own.items():
        saved[f"{name}.scheme"] = variant(own[roots[name]], raw, roots[name]) if name in roots else raw
    worlds = {name: world_of(world, own) for name, world in declared["worlds"].items()}
    text = {f"{name}.yaml": as_yaml(raw) for name, raw in saved.items()}
    return text | {STUDY: as_yaml(study_of(order, declared, worlds))}


def schemes_of(declared: Raw) -> tuple[dict[str, Raw], dict[str, str]]:
    """Give each scheme as it was first met, by name, and the roots of those whose luck comes from another name."""
    own: dict[str, Raw] = {}
    roots: dict[str, str] = {}
    for world in declared["worlds"].values():
        for one in world["schemes"]:
            name = str(one["declaration"]["name"])
            own.setdefault(name, {key: value for key, value in one["declaration"].items() if key != "like"})
            if one["luck"] != name:
                roots[name] = one["luck"]
    return own, roots


def variant(root: Raw, raw: Raw, name: str) -> dict[str, Any]:
    """Write a scheme as a patch on its root."""
    patch = difference(root, raw)
    head = {key: patch.pop(key, raw[key]) for key in ("scorarium", "kind", "name") if key in raw}
    return {**head, "like": name, **patch}


def world_of(world: Raw, own: Mapping[str, Raw]) -> dict[str, Any]:
    """Write a world: its society, and its schemes with what differs from their files."""
    uses: dict[str, Any] = {}
    for one in world["schemes"]:
        raw = {key: value for key, value in one["declaration"].items() if key != "like"}
        patch = difference(own[str(raw["name"])], raw)
        uses[str(raw["name"])] = {"reform": patch} if patch else {}
    return {"society": world["society"], "schemes": uses}


def study_of(order: Order, declared: Raw, worlds: Raw) -> dict[str, Any]:
    """Write the study."""
    head = {"scorarium": 1, "kind": "study", "name": "again", "society": next(iter(order.societies)), "worlds": worlds}
    sizes = {name: declared[name] for name in ("persons", "years", "replicates", "seed")}
    rest: dict[str, Any] = {
        "burn_in": None if order.burn_in is None else f"{float(order.burn_in.days):g}d",
        "same_society": order.same_society or None,
        "until": declared["until"] or None,
        "outcomes": declared["outcomes"] or None,
    }
    return head | {name: value for name, value in (sizes | rest).items() if value is not None}


def difference(old: Raw, new: Raw, path: tuple[str, ...] = ()) -> dict[str, Any]:
    """Give the merge patch that turns one declaration into another."""
    patch: dict[str, Any] = dict.fromkeys(key for key in old if key not in new)
    for key, value in new.items():
        before, inner = old.get(key), (*path, key)
        if isinstance(before, Mapping) and isinstance(value, Mapping) and not is_patch(inner):
            if nested := difference(before, value, inner):
                patch[key] = nested
        elif key not in old or before != value:
            patch[key] = value
    return patch
