"""Programs outside Python that some tests run."""

from __future__ import annotations

import os
import shutil

import pytest


def need(*names: str) -> None:
    """Skip the test when one of the programs is missing; fail where all must be there."""
    missing = [name for name in names if shutil.which(name) is None]
    if not missing:
        return
    reason = f"needs {', '.join(missing)} on the PATH"
    if os.environ.get("PAGEFEED_REQUIRE_PROGRAMS") == "1":
        pytest.fail(reason)
    pytest.skip(reason)
