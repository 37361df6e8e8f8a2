"""The vocabulary: what is true of acts and services whoever scores them and wherever they happen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from scorarium.scheme.acts import Act, Reference, Service
from scorarium.scheme.document import Document
from scorarium.scheme.fields import Name, Text, needed, table, word


class Vocabulary(Document):
    """Facts about acts and services that belong neither to an operator nor to a place."""

    name: Name = word("A name; without it, the file has none.")
    kind: Literal["vocabulary"] = needed("What the file declares.")
    title: Text | None = word("A title for people.")
    references: Mapping[str, Reference] = table("Published works, by the name that `ref` uses.")
    contexts: Mapping[str, Text] = table("The spheres of life, and what each is.")
    acts: Mapping[str, Act] = table("What is true of acts.")
    services: Mapping[str, Service] = table("What is true of services.")
