"""How tables are handed to the compiled code."""

from __future__ import annotations

from typing import Any

import numpy as np

from scorarium.kernels.views import Handle


def as_stored(handle: Handle, name: str, value: Any) -> Any:
    """A table as the compiled code reads it: same values, its own type, packed."""
    slot = handle.slot(name)
    if slot.ndim == 0:
        return value
    array = np.asarray(value)
    return np.ascontiguousarray(array, np.dtype(slot.dtype)).reshape(array.shape)
