"""What is the name of a list, and what is a title."""

from __future__ import annotations

import pytest

from pagefeed.converters.sections import heads_list


@pytest.mark.parametrize(
    "text",
    ["Latest news", "LATEST NEWS", "Lire aussi :", "Читайте также:", "» Most read", "相关新闻",
     "関連記事", "Mehr zum Thema", "Seneste nyt", "Τελευταία νέα", "More from Tasmania", "Новости Самары",
     "أخبار ذات صلة", "Najnovšie správy z Košíc"],
)  # fmt: skip
def test_names_of_lists(text: str) -> None:
    assert heads_list(text)


@pytest.mark.parametrize(
    "text",
    ["Top 5 beaches in Spain", "News travels fast in small towns", "Related: a bridge is mended",
     "Archive of the old port found in a cellar", "More from less?", "Sport", "", "12",
     "Latest news on the bridge that was shut last winter"],
)  # fmt: skip
def test_titles_are_no_names_of_lists(text: str) -> None:
    assert not heads_list(text)
