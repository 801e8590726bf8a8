"""pagefeed: pages in, feeds out.

The public names are those of `__all__`; everything else may change between versions.
They are imported when first used, so that `import pagefeed` costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pagefeed.checks import check as check
    from pagefeed.model import Problem as Problem

__version__ = "0.1.0"
__all__ = ["Problem", "__version__", "check"]

_HOME = {"check": "pagefeed.checks", "Problem": "pagefeed.model"}


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
