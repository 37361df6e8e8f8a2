"""Declarations drawn from the grammar itself: any word in any of its forms, right and wrong.

What may be written is read off the JSON Schema, and that is written from the models: a new word is drawn by itself.
Names mostly mean something (an act of the vocabulary, a list of the same file), sometimes nothing.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Any, Final, Literal

from scorarium.scheme.condition import RELATIONS
from scorarium.scheme.forms import LAW_NEEDS
from scorarium.society.recipe import load_society
from scorarium.society.vocabulary import load_vocabulary
from scorarium.studies.schema import json_schema

Kind = Literal["scheme", "society", "study", "vocabulary"]
Path = tuple[str, ...]
Schema = Mapping[str, Any]
DEEPEST: Final = 14
ODD_TEXTS: Final = (
    "", " ", "x", "~", "off", "yes", "null", "never", "none", "rest", "worst", "1e5/d", "-3d", "1e300y", "-6/y",
    "5%", "-5%",
    "1e9%", "0x10", "2 within never", "0.2 days-income", "a\nb", "naïve 🙂", "\u202eabc", "'\"", "x" * 500, "list:x",
    "a.b",
    "a/b", "\ud7ff", "%s", "{0}", "tag:yaml.org", "[x]", "__class__", "1 within 0d", "3 within 1e-9d", "1/0",
    "district.x",
)  # fmt: skip
ODD_VALUES: Final[tuple[Any, ...]] = (
    None, True, False, 0, -1, 7, 0.5, -0.0, 1e-300, 1e15, 1e16, 10**40, [], {}, [1], [None, None], ["a", "a"], [[]],
    {"a": {}},
    {"value": 1}, {"value": "5%", "basis": "assumed"}, {"from": 2, "to": 1}, {"by": {"repeat": {"1": 1}}},
    {"law": "uniform"},
    {"mean": "1y", "law": "exponential"}, {"shares": {"1": "50%"}}, {"default": 1, "times": {"age": {"0": 2}}},
    {"any": {"a": {"not": {"tier": "A"}}}}, {"kind": "ladder"}, {"kind": "record"},
)  # fmt: skip
UNITS: Final = (
    "0%", "5%", "50%", "100%", "0.5 %", "1_0%", "0.1/y", "6/y", "0.5/w", "2/mo", "0.02/d", "0/y", "1d", "7d", "30d",
    "26w", "6mo",
    "1y", "5y", "never", "0d", "0.2 days-income", "3 days-income", "2", "3 within 1y", "50 points within 1y", "1/y",
    "100 ratings",
    "2 within 30d", "district.cameras", "district.poverty",
)  # fmt: skip
AXES: Final = (
    "age", "sex", "income", "group", "role", "licence", "district", "amount", "time", "repeat", "score", "rung",
    "tier", "list",
    "district.cameras",
)  # fmt: skip
PLAIN: Final = load_society("plain")
VOCABULARY: Final = load_vocabulary()
LEVELS: Final[Mapping[str, Sequence[str]]] = {
    **{name: attribute.levels for name, attribute in PLAIN.attributes.items()},
    "district": ("1", "2"), "amount": ("0", "1"), "time": ("0", "30d", "1y"), "repeat": ("1", "2", "3"),
    "score": ("0", "10", "50"), "rung": ("0", "2", "5"), "tier": ("A", "B"), "list": ("red", "black"),
    "district.cameras": ("0", "0.2"),
}  # fmt: skip
ACTS: Final = (*PLAIN.acts, *PLAIN.acts, "drunk_driving", "rumour", "debt_unpaid")
NAMES: Final[Mapping[str, Sequence[str]]] = {
    "senses": ("police", "cameras", "gossip"), "sees": ACTS, "rules": ("first", "second", "third"),
    "factors": ("habit", "ties"),
    "from": ACTS, "tiers": ("A", "B", "C"), "lists": ("red", "black"), "grounds": ("one", "two"),
    "repairs": ("sorry", "pays"),
    "consequences": ("door", "fine", "look", "gift"), "exports": ("board", "bank"), "acts": ACTS, "on": ACTS,
    "open": ACTS,
    "services": (*PLAIN.services, "own_service"), "service": tuple(PLAIN.services), "buys": tuple(PLAIN.services),
    "act": ACTS,
    "references": ("paper",), "ref": ("paper",), "facts": ("count",), "to": ("count",), "changes": ("early", "late"),
    "aim": ACTS,
    "rollout": ("pilot", "all"), "related": RELATIONS, "in_scheme": ("other", "fico"), "from_score": ("other", "fico"),
    "measured": ("listed_share", "welfare_mean"), "is": tuple(PLAIN.attributes), "contagion": RELATIONS,
    "spreads_to": RELATIONS,
    "contexts": ("traffic", "civic"), "leads_to": ACTS, "loads": (*PLAIN.traits, "income"), "traits": (*PLAIN.traits,
    "boldness"),
    "shifts": ("age", "sex"), "until_fitted": ("habit", "ties"), "leaves_out": ("habit", "ties"), "target": ACTS,
    "rule": ("first",
    "second", "third"), "tier": ("A", "B", "C"), "list": ("red", "black"), "on_list": ("red", "black"),
    "ends": ("red", "black"),
    "seen_by": ("police", "cameras"), "sense": ("police", "cameras", "gossip"), "through": ("board", "bank"),
    "home": ("plain", "china-2018"), "society": ("plain",), "scheme": ("suining-2010", "payback"),
    "schemes": ("suining-2010",),
    "context": tuple(VOCABULARY.contexts), "collected_for": ("traffic", "civic"), "data": ("traffic", "finance"),
    "serves": ("traffic", "civic"), "relevant_for": ("traffic", "civic"), "where": ("street",), "without": ("any",
    "first", *ACTS),
    "from_attribute": tuple(PLAIN.attributes), "proxy_of": ("group",), "pool": ("district", "group", "sex"),
    "kept_by": ("work",), "feeds": ("income",), "boldness": ("boldness",), "attributes": tuple(PLAIN.attributes),
    "uneven": ("group",), "alike_in": ("district", "income"), "of": ("age", "sex"), "worlds": ("this", "that"),
    "measure": ("listed_share", "negative_entry_share"), "until": ("welfare_mean",), "outcomes": ("welfare_mean",
    "harm_mean"),
    "moves": ("loan_default",), "joint_tables": ("pairs",), "starts": ("1", "2"), "reforms": ("one",),
    "like": ("suining-2010",),
    "name": ("drawn",), "sizes": ("1", "2", "3"), "shares": ("a", "b", "c"),
    "trait_correlations": ("conscientiousness/risk_taking",),
    "convert": ("0", "5"), "entries": ("1", "2", "3"), "cameras": ("1", "2"), "fields": ("poverty",), "rung": ("0",
    "2"),
}  # fmt: skip


@dataclass
class Drawing:
    """One declaration that is being drawn.

    Parameters
    ----------
    luck
        Where choices come from; Hypothesis gives one that it can shrink.
    wrong
        The chance that a value is drawn from what does not belong there.
    fullness
        The chance that a word that may be left out is written.
    """

    kind: Kind
    luck: Random
    wrong: float = 0.0
    fullness: float = 0.3

    def declaration(self) -> dict[str, Any]:
        """Draw the plain data of a whole file."""
        whole = {**(root := schema(self.kind))["$defs"]["Whole"], "$defs": root["$defs"]}
        raw = self.value(whole, ())
        factors = raw.get("score", {}).get("factors", {}) if isinstance(raw.get("score"), dict) else {}
        if self.luck.random() >= self.wrong and isinstance(factors, dict):
            for factor in factors.values():
                if isinstance(factor, dict):
                    factor["weight"] = 1 / len(factors)
        return {**raw, "scorarium": 1, "kind": self.kind, "name": "drawn"} if isinstance(raw, dict) else {}

    def patch(self) -> dict[str, Any]:
        """Draw a reform: what may be written with `like`, a few words of it."""
        root = {key: part for key, part in schema(self.kind).items() if key not in ("required", "if", "then")}
        kept = {
            word: part
            for word, part in root["properties"].items()
            if word not in ("changes", "kind", "name", "like", "scorarium")
        }
        words = self.luck.sample(sorted(kept), 2)
        raw = self.value({**root, "properties": {word: kept[word] for word in words}, "required": words}, ("patch",))
        return raw if isinstance(raw, dict) else {}

    def value(self, node: Schema, path: Path) -> Any:
        """Draw a value that a part of the schema allows, or now and then another."""
        if path and self.luck.random() < self.wrong:
            return self.luck.choice(ODD_VALUES) if self.luck.random() < 0.5 else self.luck.choice(ODD_TEXTS)
        if path and (path[-1] == "reform" or path[-2:-1] == ("reforms",)):
            return Drawing("scheme", self.luck, self.wrong, 0.1).patch()
        if "$ref" in node:
            return self.value(schema(self.kind)["$defs"][node["$ref"].rpartition("/")[2]], path)
        for word in ("anyOf", "oneOf"):
            if word in node:
                return self.value(self._arm(node[word], path), path)
        if "enum" in node:
            return self.luck.choice(list(node["enum"]))
        if "const" in node:
            return node["const"]
        kind = node.get("type", "object")
        kind = self.luck.choice(kind) if isinstance(kind, list) else kind
        return getattr(self, f"_{kind}")(node, path)

    def _arm(self, arms: Sequence[Schema], path: Path) -> Schema:
        """Choose one form; deep inside, the first, which is the plainest."""
        if len(path) > DEEPEST or self.luck.random() < 0.4:
            return arms[0]
        return self.luck.choice(list(arms))

    def _string(self, node: Schema, path: Path) -> str:
        pattern = node.get("pattern")
        if pattern is not None and pattern != "^[^\\n]+$":
            return self.luck.choice([text for text in UNITS if re.search(pattern, text)])
        return self._name(path)

    def _name(self, path: Path) -> str:
        """Draw a name that means something after the nearest word of the path that has names."""
        if path and path[-1] in LEVELS and "is" in path[-2:]:
            return self.luck.choice(list(LEVELS[path[-1]]))
        near = next((word for word in reversed(path) if word in NAMES), "name")
        return self.luck.choice(list(NAMES[near]))

    def _number(self, node: Schema, path: Path) -> float:
        low: float
        high: float
        low, high = node.get("minimum", -50), node.get("maximum", 50)
        return self.luck.choice(
            [low, high, round(self.luck.uniform(low, high), 3), max(low, 0), min(high, max(low, 1))]
        )

    def _integer(self, node: Schema, path: Path) -> int:
        low, high = node.get("minimum", 0), node.get("maximum", 30)
        return self.luck.randint(int(low), int(high))

    def _boolean(self, node: Schema, path: Path) -> bool:
        return self.luck.random() < 0.5

    def _null(self, node: Schema, path: Path) -> None:
        return None

    def _array(self, node: Schema, path: Path) -> list[Any]:
        count = self.luck.randint(node.get("minItems", 1), node.get("maxItems", 3))
        items = [self.value(node.get("items", {"type": "string"}), path) for _ in range(count)]
        if node.get("uniqueItems"):
            items = [item for index, item in enumerate(items) if item not in items[:index]]
        numbers = all(isinstance(item, int | float) for item in items)
        return sorted(items) if numbers and self.luck.random() < 0.9 else items

    def _object(self, node: Schema, path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        words = dict(node.get("properties", {}))
        needed = {*node.get("required", ()), *self._least(node, words)}
        if "law" in words and "stages" in words and self.luck.random() >= self.wrong:
            found["law"] = self.luck.choice(list(LAW_NEEDS))
            needed = set(LAW_NEEDS[found["law"]])
            words = {word: words[word] for word in needed}
        if "scheme" in words and "schemes" in words:
            for word in ("schemes",) if self.luck.random() < 0.7 else ("scheme", "reform", "reforms"):
                words.pop(word)
            needed |= {"scheme", "schemes"} & set(words)
        nested = len(set(path) & {"related", "any", "not", "in_scheme"}) > 0
        full = self.fullness if len(path) < DEEPEST else 0.0
        for word, inner in words.items():
            if nested and word in ("related", "any", "not", "in_scheme"):
                continue
            if word in needed or self.luck.random() < full:
                found[word] = self.value(inner, (*path, word))
        others = node.get("additionalProperties")
        if isinstance(others, Mapping):
            for key in self._keys(node, path):
                found[key] = self.value(others, (*path, key))
        if self.luck.random() < self.wrong:
            found[self.luck.choice(ODD_TEXTS)] = self.luck.choice(ODD_VALUES)
        return found

    def _least(self, node: Schema, words: Schema) -> list[str]:
        """Draw as many words as a mapping must have at least; a condition asks for something."""
        least = node.get("minProperties", 1 if "score_below" in words else 0)
        return self.luck.sample(sorted(words), least)

    def _keys(self, node: Schema, path: Path) -> Iterator[str]:
        allowed = node.get("propertyNames", {}).get("enum")
        if allowed is None and path and path[-1] in ("by", "times"):
            allowed = AXES
        if allowed is None and len(path) > 1 and path[-2] in ("by", "times", "shifts"):
            allowed = LEVELS.get(path[-1])
        if allowed is None and path and path[-1] == "shares" and "attributes" not in path:
            allowed = ("-1", "0", "1", "30d", "10%")
        found = [
            self.luck.choice(list(allowed)) if allowed else self._name(path) for _ in range(self.luck.randint(1, 3))
        ]
        if path and path[-1] == "by":
            found = found[:1]
        if allowed is not None and len(path) > 1 and path[-2] == "by" and self.luck.random() < 0.5:
            found = list(allowed)
        yield from dict.fromkeys(found)


@cache
def schema(kind: Kind) -> dict[str, Any]:
    """The JSON Schema of a kind of file."""
    return json_schema(kind)


def leaves(raw: Any, path: Path = ()) -> Iterator[Path]:
    """List the places of plain values, and of mappings and lists with nothing in them."""
    if isinstance(raw, dict) and raw:
        for key, inner in raw.items():
            yield from leaves(inner, (*path, key))
    else:
        yield path


def without(raw: Mapping[str, Any], path: Path) -> dict[str, Any]:
    """Give plain data without what stands at a path; what is then empty goes too."""
    key, *rest = path
    inner = raw.get(key)
    if not rest or not isinstance(inner, Mapping):
        return {name: value for name, value in raw.items() if name != key}
    left = without(inner, tuple(rest))
    return {name: value for name, value in raw.items() if name != key} if not left else {**raw, key: left}


def written(path: str, raw: Any) -> Path | None:
    """Turn the path of a fault into one of plain data: dots may stand in names, and lists are whole."""
    steps: list[str] = []
    here = raw
    rest = path.split(".") if path else []
    while rest and isinstance(here, dict):
        length = next((n for n in range(len(rest), 0, -1) if ".".join(rest[:n]) in here), 0)
        if not length:
            break
        steps.append(".".join(rest[:length]))
        here, rest = here[steps[-1]], rest[length:]
    return tuple(steps) or None
