"""Titles: where a title ends and its summary begins, and what clings to a title without being it."""

from __future__ import annotations

import re

from pagefeed.converters import labels

# Words that begin a sentence and, in mid-sentence, are written small: articles, pronouns,
# prepositions, conjunctions. Capitalised inside a text they show that a sentence begins.
_OPENERS = frozenset(
    """
    the a an this that these those it its he she they we you i his her their our in on at by
    for from with after before during as when while if but and or so there here according
    since until under over between among about despite however because although both each
    all some many most no not one two three who what how why where der die das ein eine
    einer eines dem den des dieser diese dieses er sie es wir ihr im am auf bei nach vor mit
    von für seit wie wenn weil als aber und auch le la les un une du de ce cet cette ces il
    elle ils elles nous vous dans sur en au aux pour par avec selon depuis après avant lors
    el los las una unos este esta estos estas según desde tras durante con sin por para como
    cuando o os um uma uns umas na nos nas em ao à segundo após lo gli uno questo questa nel
    nella dopo secondo het een deze dit dat hij zij wij volgens tijdens sinds w z ze do od
    po przed według podczas jak ten ta to в во на по с со к ко из за у о об от до при после
    это этот эта эти он она они мы как когда з із від після це цей ця ці він вона вони як
    коли այս այդ այն նա նրանք ըստ bu bir şu ve acest această acestea în cu pe după tato toto
    tyto podle při denna detta dessa det ett enligt efter på ini itu
    """.split()  # noqa: SIM905 - a list of three hundred lines else
)
_WORD = re.compile(r"\S+")
_CLOSED = re.compile(r"[.!?…:;,–—\-(\[«„“]$")
_SENTENCE_END = re.compile(r"[.!?…]['\"”’»)]*$")
_WORDS = 3  # of a title that stands twice
_SHORTEST_TITLE = 15
_LONGEST_TITLE = 220
_FEWEST_WORDS = 6  # of a summary

# An agency's dateline opens a text: "Greven (ots) - ", "BERLIN (dpa) -- ".
_DATELINE = re.compile(
    r"\s(?=(?:(?:Bad|New|San|Los|Las|Saint|St\.?|Den|La|Le|El|Tel|Rio|Sankt|Hong|Kuala)\s)?"
    r"[^\W\d_a-z][\w./-]{2,30}\s\([A-Za-z]{2,8}(?:/[A-Za-z]{2,8})?\)\s[-–—])"
    r"|\s(?=\([^\s()=]{1,12}=[^\s()=]{2,12}\)\s)"  # "(서울=연합뉴스) "
)
# A flash of news opens with its title: "【Title】Agency, 15 September: what happened …".
_FLASH = re.compile(r"【(?P<title>[^【】]{8,80})】\s?(?=[^【】]{20,}(?:[。…]|\.\.\.)$)")
# A price and its change, as stock pages put behind a title: "11,54 +2,94%".
_QUOTE = re.compile(r"\s+\(?\s?\d[\d.,]{0,14}\s[+-]\d[\d.,]{0,10}\s?%\s*\)?$")
_COMMENTS = re.compile(
    r"\s(?:Comments Off on\s.*|\d{1,5}\s(?:Comments?|Kommentare?|commentaires?|comentarios?)|"
    r"(?:No|Leave a) Comments?)$"
    r"|\s?(?:댓글|评论|評論|留言|コメント)\s?[(（]?\d{1,5}[)）]?[개条則件]?$",
    re.IGNORECASE,
)
# One of them is in whatever `_COMMENTS` finds.
_COMMENTED = ("ment", "MENT", "댓글", "评论", "評論", "留言", "コメント")


def split(text: str) -> tuple[str, str]:
    """A title and the summary that follows it without a stop; ("the text", "") where unsure.

    The summary begins where a word that opens sentences is written large after a word
    that closes none, is followed by small letters, and what remains reads as
    sentences that end in a full stop.
    """
    flash = _FLASH.match(text)
    if flash is not None and len(text) > 2 * flash.end():
        return flash["title"], text[flash.end() :]
    dateline = _DATELINE.search(text) if "(" in text else None
    if dateline is not None and _SHORTEST_TITLE <= dateline.start() <= _LONGEST_TITLE:
        return text[: dateline.start()].rstrip(), text[dateline.start() :].lstrip()
    if len(text) < 60 or not _SENTENCE_END.search(text):
        return text, ""
    found = list(_WORD.finditer(text))
    begins: tuple[int, int] | None = None
    for before, here, after in zip(found, found[1:], found[2:], strict=False):
        if here.start() > _LONGEST_TITLE:
            break
        if here.start() >= _SHORTEST_TITLE and _opens(before.group(), here.group(), after.group()):
            # A sentence can't begin within one: of two such places the later is meant.
            begins = before.end(), here.start()
        if begins is not None and _SENTENCE_END.search(here.group()):
            break
    if begins is not None and _reads_as_sentences(text[begins[1] :]):
        return text[: begins[0]], text[begins[1] :]
    return text, ""


def is_opener(word: str) -> bool:
    """Whether a word is one of the small ones that open many a sentence and many a title: "The"."""
    return word.casefold() in _OPENERS


def _opens(before: str, here: str, after: str) -> bool:
    word = here.strip("\"'“”«»")
    if not word[:1].isupper() or word.casefold() not in _OPENERS:
        return False
    if len(word) > 1 and word.isupper():
        return False
    if not after[:1].islower() or _CLOSED.search(before):
        return False
    return before.casefold() not in _OPENERS


def _reads_as_sentences(text: str) -> bool:
    found = text.split()
    if len(found) < _FEWEST_WORDS:
        return False
    small = sum(1 for word in found if word[:1].islower())
    return small >= _FEWEST_WORDS and small * 4 >= len(found)


# What else a story shows, behind a bar.
_SHOWS = re.compile(
    r"\s\|\s(?:videos?|photos?|audio|gallery|slideshow|live|vidéos?|vídeos?|fotos?|galería|galerie|видео|фото|відео|wideo)$",
    re.IGNORECASE,
)
# The same behind no sign: no Slavic title ends in such a word that is written large.
_LABELS = (
    "Фото", "ФОТО", "Відео", "ВІДЕО", "Видео", "ВИДЕО", "Аудіо", "Аудио", "Оновлено", "Обновлено",
    "Доповнено", "Дополнено", "Ексклюзив", "Эксклюзив", "Анонс", "Інфографіка", "Инфографика",
    "Снимки", "СНИМКИ", "FOTO", "VIDEO", "PHOTO", "PHOTOS",
)  # fmt: skip
_LABELLED = re.compile(rf"(?<=[\w»”\"?!])(?:\s(?:{'|'.join(_LABELS)})){{1,2}}$")
# What only subscribers may read, in capitals before a title that has others.
_PAID = re.compile(
    r"^(?:ABONN[ÉE]E?S?|R[ÉE]SERV[ÉE] AUX ABONN[ÉE]S|PREMIUM|SUBSCRIBERS?(?: ONLY)?|SUSCRIPTORES"
    r"|SÓLO SUSCRIPTORES|EXCLUSIVO SUSCRIPTORES|(?:Article r|R)éservé aux abonnés)\s+(?=\W?[^\W\d_a-zà-ÿ])"
)
_LED = re.compile(r"^[›»>]\s+")  # a sign of a list; a quotation touches its words
_READING = re.compile(r"^\d{1,3}[\s-]min(?:ute)?s?\.? read\b\W*(?=\w)", re.IGNORECASE)


# Between a picture's description, which is the title, and the title.
_PICTURED = re.compile(
    r"(?:の?(?:画像|写真)|图片|圖片|\s?사진|\s(?:image|picture|photo|foto|bild|imagen|imagem|immagine))\s+",
    re.IGNORECASE,
)


def _once(text: str) -> str:
    """A title that stands twice, as a picture's description and as itself, once."""
    if text.find(text[:1], 1) < 0:
        return text  # the sign that begins it, at least, would stand twice
    for word in _PICTURED.finditer(text):
        before, after = text[: word.start()], text[word.end() :]
        if len(after) >= _SHORTEST_TITLE and "".join(before.split()) == "".join(after.split()):
            return after
    half = len(text) // 2
    doubled = half >= _SHORTEST_TITLE and text[half : half + 1] == " " and text.startswith(text[half + 1 :])  # fmt: skip
    return text[:half] if doubled and len(text) % 2 and len(text.split()) >= 2 * _WORDS else text


def bare(text: str) -> str:
    """The title without a price, a count of comments and other things that cling to its end."""
    if text[:1].isdigit():
        text = _READING.sub("", text)
    if any(word in text for word in _COMMENTED):
        text = _COMMENTS.sub("", text)
    text = labels.without_update(text)
    paid = _PAID.match(text)
    if paid is not None and not text.isupper():
        text = text[paid.end() :]
    if text.endswith(("%", "%)", "% )")):
        text = _QUOTE.sub("", text)
    if "|" in text:
        text = _SHOWS.sub("", text)
    label = _LABELLED.search(text) if text.endswith(_LABELS) else None
    if label is not None and text.count(" ", 0, label.start()) >= _WORDS and not text.isupper():
        text = text[: label.start()]
    text = _once(text.rstrip(" |•·_").lstrip("·•▪■◆▶► "))
    return _LED.sub("", text) if text.startswith(("›", "»", ">")) else text
