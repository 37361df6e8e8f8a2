"""How functions of this room are compiled."""

from collections.abc import Callable
from typing import Any, TypeVar

import numba as nb
from numba import types

F = TypeVar("F", bound=Callable[..., Any])


def inner(function: F) -> F:
    """Compile a function that other compiled functions call.

    Numba would compile it once for every constant that stands in a call; here a constant is an ordinary integer, which
    makes one version of each function instead of three.
    """
    compiled: Any = nb.njit(error_model="numpy", no_cpython_wrapper=True, no_cfunc_wrapper=True)(function)
    find = compiled.get_call_template
    compiled.get_call_template = lambda args, kws: find(tuple(plain(one) for one in args), kws)
    result: F = compiled
    return result


def shared(function: F) -> F:
    """Compile a function that compiled functions and Python both call."""
    result: F = nb.njit(function)
    return result


def outer(function: F) -> F:
    """Compile a pass that Python calls: it gives the interpreter's lock away and is kept on disk."""
    result: F = nb.njit(nogil=True, cache=True, error_model="numpy", no_cfunc_wrapper=True)(function)
    return result


def plain(one: Any) -> Any:
    """The type of an argument without its value; integers of any width but words are int64."""
    one = types.unliteral(one)
    return types.int64 if isinstance(one, types.Integer) and one != types.uint32 else one
