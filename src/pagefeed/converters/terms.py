"""What the themes of blogs write behind a post's day: who wrote it, its categories and its tags.

"Posted on December 2, 2015Categories HarbourTags crane, rust": words of a theme touch what they
name, where a page's boxes stood beside each other. The words are those of WordPress's translations.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pagefeed.converters.caseless import Caseless
from pagefeed.dates import Written

_AUTHORS = r"author|autor|auteur|autore|författare|forfatter|автор|作者|投稿者|글쓴이"
_TERMS = (
    r"categor(?:y|ies)|kategorien?|kategorier?|catégories?|categorías?|categorie|categorias?|categorieën|kategória|kategóriák"
    r"|rubri(?:k|ques?)|рубрик[аи]|категори[ия]|категорії|κατηγορίες|カテゴリー?|分类|分類|카테고리"
    r"|tags?|schlagw[oö]rt(?:er)?|mots-clés|étiquettes?|etiquetas|tagi|štítky|címkék|etiketter|метк[аи]|позначки|ετικέτες|タグ|标签|標籤|태그"
)
# A word that begins so, "Categorical", names none.
_NAMED = Caseless(rf"\s?(?:(?:{_AUTHORS})\s\S.{{0,60}}?)?(?:{_TERMS})\s\S.*")
# What marks a post that stands first, and touches the words before its day: "FeaturedPosted on".
_BADGE = re.compile(r"[^\W\d_]{4,14}(?<=[a-zß-ÿа-я])(?=[A-ZÀ-ÞА-Я][a-zß-ÿа-я])")
_LONGEST = 1_000  # characters


def name(after: str) -> bool:
    """Whether what follows a day names the author, the categories or the tags of a post."""
    return len(after) <= _LONGEST and _NAMED.is_all(after)


def follow(text: str, written: Iterable[Written]) -> bool:
    """Whether they follow the last of the dates of a line."""
    return name(text[max((each.end for each in written), default=len(text)) :])


def without_badge(before: str) -> str:
    """What stands before a day, without the word for a post that stands first."""
    badge = _BADGE.match(before)
    return before if badge is None else before[badge.end() :]
