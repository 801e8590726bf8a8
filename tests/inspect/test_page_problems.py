"""Every problem that reading a text capture can report is explained in the reference."""

from __future__ import annotations

import re
from pathlib import Path

_ROOT = Path(__file__).parents[2]
_CODE = re.compile(r'(?:code=|return Refusal\(\s*code=)"([a-z0-9-]+)"')
_SOURCES = (
    "converters/text.py",
    "converters/reports.py",
    "converters/__init__.py",
    "dates/calendar.py",
)


def test_every_code_is_in_the_reference() -> None:
    page = (_ROOT / "docs/reference/page-problems.md").read_text(encoding="utf-8")
    codes = {
        code
        for name in _SOURCES
        for code in _CODE.findall((_ROOT / "src/pagefeed" / name).read_text(encoding="utf-8"))
    }
    assert len(codes) >= 10
    assert sorted(code for code in codes if f"`{code}`" not in page) == []
