"""What pages state as their language becomes a tag that feeds may carry."""

from __future__ import annotations

import pytest

from pagefeed import languages


@pytest.mark.parametrize(
    ("stated", "tag"),
    [
        ("en", "en"),
        ("en-us", "en-us"),  # right as it is
        ("en_us", "en-US"),
        ("bg_BG", "bg-BG"),
        ("ru_RU.UTF-8", "ru-RU"),
        ("en-US,en;q=0.5", "en-US"),
        ("zh_hant_tw", "zh-Hant-TW"),
        ("en-UK", "en-GB"),
        ("de-XX", "de"),
        ("jp", "ja"),
        ("ua", "uk"),
        ("es-419", "es-419"),
        ("qq", None),
        ("English", None),
        ("", None),
        (None, None),
    ],
)
def test_a_stated_language_is_put_right(stated: str | None, tag: str | None) -> None:
    assert languages.tag(stated) == tag
