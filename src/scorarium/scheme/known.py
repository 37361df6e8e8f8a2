"""What a scheme may name that it does not declare itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scorarium.scheme.acts import Act, Service

if TYPE_CHECKING:
    from scorarium.scheme.model import Scheme


@dataclass(frozen=True)
class Known:
    """Acts, services, contexts and other schemes that exist around a scheme.

    Parameters
    ----------
    acts, services
        Of the vocabulary and of the societies that are given.
    contexts
        Of the vocabulary.
    outcomes
        What can be measured.
    schemes
        Those of the same world, and those given together.
    """

    acts: Mapping[str, Act] = field(default_factory=dict)
    services: Mapping[str, Service] = field(default_factory=dict)
    contexts: frozenset[str] = frozenset()
    outcomes: frozenset[str] = frozenset()
    schemes: Mapping[str, Scheme] = field(default_factory=dict)
