"""How functions of this room are compiled.

Numba compiles every function on its own: for each it links all that the function calls, optimises the whole and makes
machine code of it, though only other compiled functions call it. Here an inner function stops at LLVM's language,
and the pass that Python calls links all of them once and optimises once: 16 s instead of 35 s.
"""

from collections.abc import Callable
from typing import Any, TypeVar

import numba as nb
from numba import types
from numba.core.codegen import JITCodeLibrary
from numba.core.compiler import Compiler

OURS = "_ZN9scorarium"
"""How the names of our own functions begin in LLVM's language."""

F = TypeVar("F", bound=Callable[..., Any])


class InnerLibrary(JITCodeLibrary):  # type: ignore[misc]
    """Code of an inner function: neither linked, nor optimised beyond the function, nor made into machine code."""

    def finalize(self) -> None:
        """Stop here."""
        self._raise_if_finalized()
        self._finalize_dynamic_globals()
        self._finalized = True

    def get_pointer_to_function(self, name: str) -> int:
        """There is no machine code."""
        self._ensure_finalized()
        return 0

    @property
    def codegen(self) -> Any:
        """The code generator, which has no place yet for the function's environment (it needs none)."""
        return _NoEnvironment(self._codegen)

    def needs(self) -> list[Any]:
        """What has to be linked beside it."""
        return list(self._linking_libraries)


class _NoEnvironment:
    def __init__(self, codegen: Any) -> None:
        self._own = codegen

    def set_env(self, env_name: str, env: Any) -> None:
        """Nothing to set."""

    def __getattr__(self, name: str) -> Any:
        return getattr(self._own, name)


class OuterLibrary(JITCodeLibrary):  # type: ignore[misc]
    """Code of a pass: with everything that it calls, and that those call."""

    is_own = False
    """Whether it is made for one plan alone."""

    def finalize(self) -> None:
        """Link every inner function once, callers first: LLVM takes in only what something calls by then."""
        known: set[int] = set()
        ended: list[Any] = []
        waiting: list[tuple[Any, bool]] = [(one, False) for one in self._linking_libraries]
        while waiting:
            one, has_ended = waiting.pop()
            if has_ended:
                ended.append(one)
            elif id(one) not in known:
                known.add(id(one))
                waiting.append((one, True))
                waiting += [(other, False) for other in (one.needs() if isinstance(one, InnerLibrary) else [])]
        self._linking_libraries: list[Any] = ended[::-1]
        self._begun = {one.name for one in self._final_module.functions if not one.is_declaration}
        super().finalize()

    def _optimize_final_module(self) -> None:
        """Optimise once; in code for one plan, inner functions are known to be called from here alone.

        They are then called by fewer registers or not at all, for a longer compilation.
        """
        if self.is_own:
            for one in self._final_module.functions:
                if one.name.startswith(OURS) and not one.is_declaration and one.name not in self._begun:
                    one.linkage = "internal"
        super()._optimize_final_module()


class _InnerCompiler(Compiler):  # type: ignore[misc]
    def compile_extra(self, func: Any) -> Any:
        """Compile into a library of our own."""
        if self.state.library is None:
            self.state.library = InnerLibrary(self.state.targetctx.codegen(), func.__qualname__)
        return super().compile_extra(func)


class _OuterCompiler(Compiler):  # type: ignore[misc]
    def compile_extra(self, func: Any) -> Any:
        """Compile into a library of our own."""
        if self.state.library is None:
            self.state.library = OuterLibrary(self.state.targetctx.codegen(), func.__qualname__)
            self.state.library.is_own = any(getattr(one, "is_own", False) for one in self.state.args)
            self.state.library.enable_object_caching()
        return super().compile_extra(func)


def inner(function: F) -> F:
    """Compile a function that other compiled functions call.

    Numba would compile it once for every constant that stands in a call; here a constant is an ordinary integer, which
    makes one version of each function instead of three.
    """
    compiled: Any = nb.njit(
        error_model="numpy", no_cpython_wrapper=True, no_cfunc_wrapper=True, pipeline_class=_InnerCompiler
    )(function)
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
    result: F = nb.njit(
        nogil=True, cache=True, error_model="numpy", no_cfunc_wrapper=True, pipeline_class=_OuterCompiler
    )(function)
    return result


def plain(one: Any) -> Any:
    """The type of an argument without its value; integers of any width but words are int64."""
    one = types.unliteral(one)
    return types.int64 if isinstance(one, types.Integer) and one != types.uint32 else one
