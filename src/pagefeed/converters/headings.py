"""The heading above a block: which line it is, and what in it is the block's name.

A heading is a short line that no stamp stands in; the titles of a list, a menu or a
paragraph are none. A day alone above rows that state times is a day heading.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from pagefeed import clean
from pagefeed.converters import asking
from pagefeed.converters.caseless import Caseless
from pagefeed.converters.layout import NUMBERED, Shape, Token
from pagefeed.converters.looks import is_menu
from pagefeed.converters.measures import width, words
from pagefeed.dates import Written
from pagefeed.dates.relative import words as relative_words

if TYPE_CHECKING:
    from pagefeed.converters.sheet import Sheet

LONGEST = 90  # characters of a heading
_FAR = 4  # tokens above the first row in which a heading is looked for

# Headings of blocks that tell what will be, not what was: their rows are no news items.
_EVENTS = Caseless(
    r"\b(?:(?:upcoming |coming |all )?events?|calendar|schedules?|fixtures|what'?s on|tv guide|"
    r"veranstaltungen|termine|kalender|spielplan|programm|tv-programm|agenda|calendrier|"
    r"événements|evenements|programme|à venir|eventos|próximos|calendario|programación|cartelera|"
    r"eventi|calendário|wydarzenia|kalendarz|terminarz|события|календарь|афиша|расписание|"
    r"анонсы|события дня|події|календар|розклад|kalendář|udalosti|události|program|"
    r"evenemang|kalenteri|tapahtumat|etkinlikler|takvim|jadwal|lịch|εκδηλώσεις|πρόγραμμα|"
    r"événement|evenementen|телепрограмма|тв[- ]программа|программа передач|programmi tv|guida tv|"
    r"guía tv|televízny program|tv[- ]műsor|telewizyjny|teleprogram|upcoming|coming soon|"
    r"next matches|nächste spiele|prochains matchs?|próximos partidos|prossime partite|"
    r"ближайшие матчи|heute im tv|ce soir à la télé|namaz vakitleri|imsakiye|gig guide|афіша|"
    r"анонси(?: подій)?|programajánló|rendezvénynaptár|eseménynaptár|ohjelmat tänään|tv-ohjelmat|"
    r"avis d['’]obsèques|предстоящи(?: събития)?|предстоящие события|w najbliższym czasie|(?:następne|najbliższe) mecze|"
    r"kommende (?:spiele|termine))\b|^(?:предстои|zapraszamy|akce(?: v okolí)?|evenimente|演出|ledige stillinger|stillingsopslag)$"
    r"|イベント|予定|日程|番組表|(?<!の)活[动動](?!報告|报告|トピック|記録|レポート|ニュース|動態|动态|新[闻聞]|回[顾顧])|日历|行事|일정|행사|فعاليات|مواعيد|جدول|אירועים",
)
_VIDEOS = Caseless(
    r"\b(?:videos?|vidéos?|vídeos?|wideo|filmy|видео|відео|βίντεο|videolar|videók|videoklip)\b"
    r"|فيديو|ویدیو|動画|视频|視頻|影音|영상|वीडियो",
)
# Headings of what readers write: the titles below are those of what they write about.
_COMMENTS = Caseless(
    r"^\(?\d{1,5}\)?\s?(?:comments?|kommentare|commentaires?|coment[aá]rios?|commenti|комментари\w+|коментар\w+"
    r"|komentarz\w*|komentář\w*|hozzászólás|reacties|kommentarer|kommenttia|yorum|σχόλια|条评论|則留言|件のコメント|개의 댓글)$"
    r"|^(?:comments|kommentare|commentaires|comentarios|comentários|commenti|комментарии|коментарі|коментари|каментары"
    r"|komentarze|komentáře|komentáre|komentarai|komentāri|komentari|kommentarer|kommentit|reacties|yorumlar|comentarii"
    r"|hozzászólások|σχόλια|评论|評論|留言|コメント|댓글)\s?[(（]\d{1,5}[)）]$"
    r"|^(?:каментуюць|комментируют|коментують|网友评论|網友評論|读者评论|網友留言|网友留言)$"
    r"|^(?:recent|latest|new|newest|last|top)\scomments?$|^(?:letzte|neueste|neue|aktuelle) kommentare$"
    r"|^(?:derniers|récents) commentaires$|^commentaires récents$|^(?:últimos|ultimos) coment[aá]rios$"
    r"|^comentarios recientes$|^coment[aá]rios recentes$|^(?:ultimi|recenti) commenti$|^commenti recenti$"
    r"|^(?:последние|новые|свежие) комментарии$|^(?:останні|нові) коментарі$|^(?:последни|нови) коментари$"
    r"|^(?:ostatnie|najnowsze|nowe) (?:komentarze|opinie)$|^(?:poslední|nejnovější) komentáře$|^(?:posledné|najnovšie) komentáre$"
    r"|^(?:legutóbbi|friss) hozzászólások$|^(?:recente|laatste|nieuwste) reacties$|^senaste kommentarer(?:na)?$"
    r"|^(?:siste|seneste) kommentarer$|^(?:viimeisimmät|uusimmat) kommentit$|^son yorumlar$"
    r"|^(?:comentarii|ultimele comentarii)(?: recente)?$|^πρόσφατα σχόλια$|^(?:komentar terbaru|bình luận mới)$"
    r"|^(?:最新评论|最新評論|最近のコメント|最新留言|최근 댓글|최신 댓글)$|^(?:أحدث|آخر) التعليقات$|^תגובות אחרונות$",
)
_MEASURES = re.compile(r"\d\s?°|(?:\d.*?[^\d.,:]){2}\d")  # a temperature, or three numbers
_RANKED = re.compile(r"\d{1,2}[.)]?\s(?:\S+\s){3}")
_COUNTED = re.compile(r"\d[\d.,]*\s?[kKmM]\+?")  # "2.9K" who like it
_BREADCRUMB = re.compile(r"\s[>»›→/]\s")


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above a block: its heading, its day, and the lines that they take."""

    text: str = ""
    day: Written | None = None
    lines: tuple[int, ...] = ()


def above(sheet: Sheet, tokens: Sequence[Token], first: int) -> Heading:
    """The heading and the day heading above the block whose first row is at `first`."""
    day: Written | None = None
    lines: list[int] = []
    steps = 0
    for index in range(first - 1, -1, -1):
        token = tokens[index]
        steps += 1
        if steps > _FAR or not sheet.free(token):
            break
        if not sheet.walls.isdisjoint(range(token.number + 1, tokens[index + 1].number)):
            break  # an article stands between
        if token.shape in {Shape.MARKER, Shape.NOISE} or token.event or is_menu(token.text):
            continue
        if token.number - 1 in sheet.twins:
            continue  # in a list of titles that stand dated elsewhere, it is one more of them
        stamp = token.stamp
        if token.shape is Shape.STAMP and stamp is not None and day is None:
            if stamp.has_time or not stamp.states_day:
                break
            day = stamp
            lines.append(token.number)
            continue
        if token.shape is Shape.TEXT and is_heading(token):
            if _MEASURES.search(token.text):
                continue  # a pager, the weather
            return Heading(token.text, day, (*lines, token.number))
        break
    return Heading("", day, tuple(lines))


def is_heading(token: Token) -> bool:
    """Whether a line without a stamp can be a block's heading."""
    return (
        token.shape is Shape.TEXT
        and not token.event
        and width(token.text) <= LONGEST
        and words(token.text) <= 12
        and not token.prose
        and NUMBERED.match(token.text) is None
        and not (token.bullet and _RANKED.match(token.text))
        and _BREADCRUMB.search(token.text) is None
        and _COUNTED.fullmatch(token.text) is None
        and not asking.leads_on(token.text)
        and not asking.subscribes(token.text)
        and not is_menu(token.text)
        and not token.text.startswith(("← ", "« "))  # a pager
    )


def announces(text: str) -> bool:
    """Whether a heading stands over what is to come: events, schedules, programmes.

    A place in a ranking before it shows a title: "5 Where to go this week: our calendar".
    """
    return bool(text) and not _RANKED.match(text) and _EVENTS.is_in(text)


def quotes_readers(text: str) -> bool:
    """Whether a heading stands over the latest comments, whose dates are the readers'."""
    return bool(text) and _COMMENTS.begins(text.strip(" :»«"))


def shows_videos(text: str) -> bool:
    """Whether a heading stands over videos, whose lengths look like times."""
    return bool(text) and _VIDEOS.is_in(text)


def name(text: str, known: Sequence[str], language: str | None) -> str:
    """The block's name: the heading without the labels of its tabs.

    A heading that begins with a known word is that word; one that goes on with "today"
    or "yesterday" in the page's language is what stands before.
    """
    folded = text.casefold()
    for word in sorted(known, key=len, reverse=True):
        if folded.startswith(word.casefold()) and not text[len(word) : len(word) + 1].isalpha():
            return text[: len(word)]
    tabs = relative_words(language)
    cut = [
        position
        for word in tabs
        if (position := _word_at(folded, word)) > 0 and text[:position].strip()
    ]
    return text[: min(cut)].rstrip(" |•·-–—:/") if len(cut) >= 2 else text


def _word_at(text: str, word: str) -> int:
    if word not in text:
        return -1
    match = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text)
    return match.start() if match else -1


def matches(text: str, known: Sequence[str]) -> bool:
    """Whether a heading is one of the known words, whatever its case."""
    return clean.key(text) in _keys(tuple(known))


@lru_cache(maxsize=16)
def _keys(known: tuple[str, ...]) -> frozenset[str]:
    return frozenset(clean.key(word) for word in known)
