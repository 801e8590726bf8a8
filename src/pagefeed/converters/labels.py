"""Words that say what a stamp is: "Published", "Aktualisiert am", "от". Data, and one question.

A line of a stamp and such words states a date and no title. Words that speak of a
change tell that the date isn't when it was published.
"""

from __future__ import annotations

import re

from pagefeed.converters import asking, terms
from pagefeed.converters.caseless import Caseless

_PUBLISHED = (
    "published|posted|filed|date filed|filing date|publish date|publication date|date of publication|time of publication|date published|date|released|issued|created|"
    "written|first published|originally published|added|on|"
    "posted at|published at|published on|first published on|last updated on|송고시간|게시|الساعة|"
    "veröffentlicht|erschienen|erstellt|stand|datum|vom|am|"
    "publié|publiée|publie|mis en ligne|paru|parution|le|date de publication|créé|"
    "publicado a las|publicada a las|publicado|publicada|fecha|el|publicación|fecha de publicación|em|data|publicado em|"
    "pubblicato|pubblicata|pubblicazione|il|data di pubblicazione|"
    "gepubliceerd|geplaatst|op|opublikowano|dodano|data publikacji|utworzono|publikacja|"
    "publikováno|vydáno|vydané|zveřejněno|zverejnené|pridané|objavljeno|objavljena|objava|"
    "objavljeno u|datum objave|опубликовано|опубликована|дата публикации|дата|размещено|добавлено|"
    "создано|от|опубліковано|дата публікації|додано|публикувано|публикуван|објављено|"
    "paskelbta|publikuota|publicēts|publicēta|avaldatud|julkaistu|publicerad|publicerat|"
    "publisert|udgivet|offentliggjort|megjelent|közzétéve|publicat|publicată|data publicării|"
    "δημοσίευση|δημοσιεύτηκε|δημοσιεύθηκε|yayınlanma|yayın tarihi|yayınlandı|yazıldı|tarihinde yazıldı|tarih|eklenme|"
    "giriş|giriş tarihi|kayıt tarihi|oluşturulma tarihi|diterbitkan|dipublikasikan|tayang|tanggal|đăng|ngày đăng|cập nhật lúc|"
    "تاريخ النشر|نشر في|نشر|نشرت|التاريخ|تاریخ انتشار|تاریخ|انتشار|פורסם|תאריך|"
    "հրապարակվել է|հրապարակված|გამოქვეყნდა|თარიღი|प्रकाशित|发布时间|发表时间|发布于|時間|时间|日期|"
    "發布|發佈|配信|公開日|公開|掲載|投稿日|入力|기사입력|입력|등록|작성|송고|เผยแพร่|เผยแพร่เมื่อ|วันที่|เขียนวันที่|เขียนเมื่อ"
)
_UPDATED = (
    "updated|last updated|update|modified|last modified|edited|zuletzt geändert|zuletzt bearbeitet|"
    "dernière modification|dernière mise à jour|ultima modifica|ultimo aggiornamento|"
    "última modificación|última atualização|última modificação|laatst gewijzigd|laatst aangepast|"
    "ostatnia aktualizacja|ostatnio zmieniany|naposledy změněno|naposledy upravené|"
    "последнее изменение|последнее обновление|последна промяна|последна измена|"
    "zadnjič spremenjeno|zadnja izmjena|zadnja sprememba|poslednja izmena|utoljára módosítva|"
    "ultima actualizare|ultima modificare|τελευταία τροποποίηση|son düzenlenme|son değişiklik|"
    "senast ändrad|senast uppdaterad|sist oppdatert|sidst opdateret|sidst ændret|"
    "viimeksi muokattu|viimati muudetud|paskutinį kartą atnaujinta|pēdējās izmaiņas|"
    "aktualisiert|zuletzt aktualisiert|modifica|modificato|son güncelleme tarihi|güncelleme tarihi|data actualizării|data actualizarii|fecha de actualización|data de atualização|data aktualizacji|datum aktualizace|последнее обновление|дата обновления|últ\\. act\\.|ult\\. act\\.|act\\.|upd|upd\\.|geändert|mis à jour|mise à jour|maj|modifié|actualizado|"
    "actualizado a las|actualizada a las|actualizada|actualización|última actualización|atualizado|atualizada|aggiornato|aggiornata|"
    "bijgewerkt|laatst bijgewerkt|gewijzigd|aktualizacja|zaktualizowano|aktualizováno|"
    "aktualizované|обновлено|обновлена|изменено|оновлено|обновена|ажурирано|ažurirano|posodobljeno|"
    "atnaujinta|atjaunots|atjaunināts|uuendatud|päivitetty|uppdaterad|uppdaterat|oppdatert|"
    "opdateret|frissítve|actualizat|actualizată|ενημέρωση|ενημερώθηκε|τελευταία ενημέρωση|"
    "güncelleme|güncellendi|son güncelleme|diperbarui|cập nhật|تحديث|آخر تحديث|بروزرسانی|עודכן|"
    "թարմացվել է|განახლდა|अपडेटेड|अद्यतन|更新|更新时间|更新時間|最終更新|更新日|수정|최종수정|อัปเดต"
)
_ADVERTS = frozenset(
    """
    advertisement advertisements advert ad ads advertorial sponsored promoted anzeige anzeigen
    werbung publicité publicite pub annonce publicidad publicidade anuncio anúncio
    pubblicità advertentie advertenties reklama reklamy reklame reklaam reclamă publicitate
    annons annonser mainos hirdetés διαφήμιση reklam iklan реклама рекламa оглас оглашення
    quảng_cáo إعلان اعلان إعلانات پیامک تبلیغات פרסומת 広告 広告掲載 pr 廣告 广告 광고 โฆษณา
    գովազդ რეკლამა विज्ञापन বিজ্ঞাপন oglas oglasi reklámy inzerce inzercia sludinājums skelbimas
    """.replace("_", " ").split()
)
_COMMENTED = 10  # characters before the day of a comment, at least
_WRITER = 5  # words of a byline
_SIGNED = 40  # characters, among which are the words that begin one
_NOTE = re.compile(
    r"[（(]?(?:版权声明\s?)?(?:原标题|原標題|来源|來源|图片来源|责任编辑|编辑|作者|记者|出典|出所|출처|发布日期|发布时间|更新时间)\s?[:：]"
)
_PAPER = re.compile(
    r"[\u3040-\u9fff]{1,7}(?:[网網报報社]|新[闻聞]|[电電][视視][台臺]|客[户戶]端|[传傳]媒|在[线線]|[周週]刊)"
)
_LONGEST_PAPER = 12  # characters
_OFFICE = re.compile(r"\b(?:Staff Writer|Columnist|Correspondent|Contributor)\b")
_REPORTER = re.compile(r"[記记]者|기자(?:\s|$)")
_CREDIT = Caseless(
    r"(?:[^.!?]{0,60}/\s?(?:ap|afp|epa|efe|ansa|dpa|pap|tass|reuters|getty|getty images|bloomberg|shutterstock"
    r"|istock|anadolu|anp|ntb|tt|scanpix|leta|bns|pa|flickr|wikimedia commons)|getty(?: images)?|wikimedia commons|shutterstock|"
    r"(?:photo|photos|picture|image|foto|fotos|bild|photo credit|credit|фото|φωτογραφία|zdjęcie|fot)"
    r"\s?[:/.]\s?(?:[^!?\s]{1,30}\s){0,5}[^!?\s]{1,30})",
)
_CREDITED = Caseless(
    r"(?:^|[\s(|/.\[–-])(?:photos?|photograph(?:s|er)?|pictures?|images?|fotos?|bild|kuva|fot|fotografie|zdroj|izvor|autor|źródło|фото"
    r"|рендер|снимка|снимок|φωτογραφία|fotoğraf|kép|foto credit|photo credit|credit|crédit|crédits|crédits? photo|copyright)"
    r"\s?[:/.©]\s?\S|^(?:[a-z]{1,8} )?(?:photo|photograph|picture|illustration|graphic)s? by\s\S|(?:getty images|shutterstock|scanpix|cropix|istock)\b|[圖图][／/]|[（(][^（()）]{0,12}(?:撮影|写真|攝|摄)[)）]?"
    r"|\([^()/]{2,40}/\s?(?:ap|afp|reuters|getty(?: images)?|epa|dpa|efe|ansa|pa|bloomberg)\)$|記者\s?\S{2,4}\s?[攝摄]|记者\s?\S{1,3}\s?\S{0,2}\s?摄",
)
_BYLINE = Caseless(
    r"(?:by|von|quelle|source|izvor|извор|kilde|källa|zdroj|forrás|sursa|kaynak|πηγή|джерело|lähde|allikas|šaltinis|avots|bron|sumber|nguồn|fuente|fonte|źródło|источник|par|por|di|da|door|autor|autore|auteur|author|автор|от|від|yazan|penulis|oleh|skrevet av|"
    r"av|af|írta|szerző|de|text|texte|foto|kirjoittaja|بقلم|كتب|کاتب|מאת|記者|记者|文|(?:posted|submitted|written|added|article|story|reported|edited|compiled|curated|published|reviewed) by|"
    r"(?:publié|posté|écrit|soumis|proposé|rédigé) par|(?:publicado|escrito|enviado|redactado) por|(?:pubblicato|inserito|scritto|inviato) da|"
    r"(?:geschrieben|veröffentlicht|erstellt|verfasst|eingestellt|gespeichert|gepostet) von|(?:geplaatst|geschreven|ingezonden) door|skriven av|parašė|"
    r"(?:lagt inn|postet) av|skrevet a[vf]|vložila?(?:/a|\(a\))?|napsala?|dodała?|napisała?|(?:diposting|ditulis) oleh|"
    r"написала?|опубликовала?|разместила?|додала?|gönderen|đăng bởi|投稿者|作者|เขียนโดย|โดย)\b[\s:/]",
)
# Before a small letter such words may begin a title as well, of some words.
_PREPOSITION = re.compile(
    r"(?:von|par|por|di|da|door|от|від|av|af|de|text|foto|source)\s(?-i:[a-zß-öø-ÿа-яё])",
    re.IGNORECASE,
)
_PHRASE = 4  # blanks in one
_SMALL = r"(?:am|le|el|al|em|on|at|in|il|op|at|a|à|u|w|dne|den|o|v|в|на|la|:|,|-|–|\\||•|\\s)"
_POSTED = Caseless(r"\S\s*(?:\b(?:on|am|vom|el|le|il|em|op|от)|发表于|發表於)$")
_PUBLISHED_BEFORE = Caseless(
    rf"[\s\[(|•·,;.–-]*(?:{_PUBLISHED})[\s:.,|–-]*(?:{_SMALL}[\s:]*){{0,2}}",
)
_UPDATED_BEFORE = Caseless(
    rf"[\s\[(|•·,;.–-]*(?:{_UPDATED})[\s:.,|–-]*(?:{_SMALL}[\s:]*){{0,2}}",
)
_CHANGE = Caseless(
    rf"[\s(\[]*(?:{_UPDATED}|son güncelleme)\b[\s:.,–-]*(?:[^\W\d_]{{1,10}}\.?\s){{0,2}}(?=\d|$)",
)
_UPDATED_END = re.compile(
    rf"[\s|•(–-]+(?:{_UPDATED})\s?:?\s?\d{{1,2}}[.:]\d{{2}}\)?$", re.IGNORECASE
)
# What a number behind a stamp counts: comments, readers, minutes.
_COUNTED = (
    "comments?|replies|views?|reads?|shares?|likes?|min read|kommentare?|postings?|beiträge|aufrufe|"
    "commentaires?|vues|partages|comentarios?|visitas|comentários?|visualizações|commenti|letture|"
    "reacties?|reactie|kommentarer?|svar|kommenttia?|komentar\\w*|komentář\\w*|příspěvk\\w*|zhlédnutí|"
    "komentarz\\w*|opini\\w*|odsłon\\w*|wyświetle\\w*|комментари\\w*|просмотр\\w*|коментар\\w*|перегляд\\w*|"
    "hozzászólás|comentarii|vizualizări|σχόλια|yorum|görüntülenme|okunma|lượt xem|bình luận|"
    "réactions?|réponses?|reações|reacciones|respuestas|respostas|reazioni|risposte|antworten|reaktion\\w*|"
    "bilder|fotos?|photos?|pictures?|immagini|imagens|imágenes|zdjęć|zdjęcia|фото|billeder|kuvaa|fotografií|"
    "odpowiedzi|ответ\\w*|відповід\\w*|تعليق\\w*|نظر|دیدگاه|评论|評論|阅读|閱讀|浏览|瀏覽|留言|回覆|回复|コメント|댓글|조회"
)
_NOTHING_AFTER = Caseless(
    r"[\s\])|•·:,;.–—\-/(]*(?:付|掲載|更新|公開|配信|\d{1,6}|(?:comments off|no comments?|leave a comment|\d{1,5} comments?)"
    rf"(?:\son\s.*)?|\d{{1,3}}(?:[., ]?\d{{3}})?\s?(?:{_COUNTED}))?"
    r"[\s\])|•·]*",
)
_READING_TIME = Caseless(
    r"\W*(?:(?:lesezeit|lesedauer|reading time|read time|temps de lecture|tempo de leitura|tiempo de lectura|"
    r"tempo di lettura|leestijd|czas czytania|doba čtení|время чтения|час читання|okuma süresi|lästid|læsetid|lesetid|"
    r"lukuaika|olvasási idő|timp de citire|χρόνος ανάγνωσης|waktu baca)[\s:]*"
    r"(?:etwa|ca\.?|ungefähr|about|env\.?)?\s?\d{1,3}|"
    r"\d{1,3}\s?-?(?:min(?!d)\w{0,5}\.?|мин\w*|хв\w*|dk|dakikalık|perc|perces|menit|λεπτ\w*|λ\.?)\s"
    r"(?:lesezeit|read|de lecture|de lectura|de leitura|di lettura|leestijd|lezen|czytania|чтения|читання|okuma|läsning|"
    r"lästid|læsetid|lesetid|lukuaika|olvasás|de citit|čtení|čitanja|branja|baca|ανάγνωση\w?))",
)
_CATEGORY = re.compile(
    r"(?:category|categories|kategorie|catégorie|categoría|categoria|kategoria|kategória|kategori|kategorija|rubrika|rubrik|"
    r"rubrique|категория|категорія|категорија|рубрика|раздел|κατηγορία|หมวดหมู่|分类|分類|カテゴリー?|카테고리|دسته‌بندی|التصنيف|קטגוריה)"
    r"\s?[:：]\s?(?P<name>\S.{1,40})",
    re.IGNORECASE,
)
_HITS = Caseless(
    r"(?:hits|views|page views|reads|zugriffe|aufrufe|affichages|lectures|vues|visto|visitas|lecturas|impresiones|acessos|visite|"
    r"visualizzazioni|letture|odsłony|wyświetleń|odsłon|просмотров|просмотры|прочитано|переглядів|zobrazeno|zobrazení|přečteno|"
    r"prečítané|megtekintések|találatok|találatok száma|okunma|görüntülenme|gösterim|accesări|afișări|посещения|hitova|pogodaka|"
    r"hits count|treff|visningar|ฮิต|จำนวนผู้ชม|lượt xem|dilihat|زيارات|الزيارات|بازدید|צפיות|点击数?|阅读数?|瀏覽數?|조회수?)\s?[:：]?\s?\d[\d., ]{0,9}",
)
# The number of a paper, behind which its day stands: "Anno XI n. 2471 di martedì 14 marzo".
_ISSUE = re.compile(
    r"(?:\b(?:n|nr|no|núm|num|č|issue|edition|edição|edición|ausgabe|numéro|numero|sayı|anno|año|"
    r"rok|vol|jahrgang|выпуск|العدد)\b\.?|[№#]|n[°º])\s?[\dIVXLC]",
    re.IGNORECASE,
)
_IN_BRACKETS = Caseless(rf"\(\s?\d{{1,6}}\s(?:{_COUNTED})\s?\)")
_FACT = 60  # characters of a line that states one of a row
_ZONE = re.compile(r"^\s*\(?[A-Z]{2,4}\)?(?=\s*[/|•·,–-]|\s*$)")  # of the stamp before
_RIGHTS = Caseless(
    r"©\s*(?:copyright\s*)?(?:19|20)\d{2}|(?:19|20)\d{2}\s*©|^(?:copyright|\(c\))\s.{0,40}(?:19|20)\d{2}"
    r"|\b(?:all rights reserved|alle rechte vorbehalten|tous droits réservés|riproduzione riservata|"
    r"todos los derechos reservados|todos os direitos reservados|tutti i diritti riservati|"
    r"alle rechten voorbehouden|wszelkie prawa zastrzeżone|všechna práva vyhrazena|minden jog|"
    r"toate drepturile rezervate|tüm hakları saklıdır|все права защищены|усі права захищені)\b"
    r"|版权所有|版權所有|無断転載|无断转载|轉載必究|무단\s?전재|جميع الحقوق محفوظة|کلیه حقوق",
)
# One of them is in whatever _RIGHTS finds: a cheap test before it.
_RIGHTS_STEMS = (
    "©", "(c)", "copyright", "reserv", "réserv", "vorbehalten", "riserv", "voorbehouden",
    "zastrzeżone", "vyhrazena", "jog", "rezerv", "sakl", "защищ", "захищ", "版", "転載", "转载",
    "轉載", "전재", "محفوظة", "حقوق",
)  # fmt: skip
_DISCUSSION = Caseless(
    r"(?:\d{1,6}\s)?(?:(?:(?:all|latest|recent|your|users?'?|readers?'?s?|discover|top|best|newest|oldest) )?comments|discussion"
    r"|(?:ihre )?kommentare(?: der leser)?|leserkommentare|(?:vos |les )?commentaires(?: des lecteurs)?|(?:vos )?réactions|\d{1,6} (?:discussions?|thoughts?|responses?|replies)(?: (?:to|on|about) .{1,30})?|\d{1,6} gedanken zu .{1,30}|"
    r"(?:esta noticia tiene )?\d{1,4} comentarios(?: en esta noticia)?|comentarios de (?:los )?lectores|comentários dos leitores|"
    r"commenti dei lettori|reacties van lezers|opinie czytelników|komentáře čtenářů|комментарии читателей|okur yorumları|"
    r"تعليقات (?:الزوار|القراء)|نظرات کاربران|読者のコメント|网友评论|讀者留言|독자 댓글|"
    r"comentarios|comentários|commenti|komentarze|opinie|diskuse|diskuze|názor[yů]?|"
    r"diskusia|komentáře|komentári|hozzászólások|comentarii|yorumlar|σχόλια|комментарии|"
    r"коментарі|коментари|обсуждение|komentari|komentarji|komentarai|komentāri|kommentaarid|"
    r"kommentit|kommentarer|reacties|komentar|bình luận|التعليقات|تعليقات|نظرات|תגובות|"
    r"пікірлер|մեկնաբանություններ|კომენტარები|şərhlər|rəylər|ý kiến|মন্তব্য|ความคิดเห็น|"
    r"टिप्पणियाँ|टिप्पणियां|コメント(?:数|一覧)?|评论|評論|留言|댓글)[\s:]*(?:\(?\d{0,6}\)?)?",
)
# What stands before the day of the last word of readers: "comments: 23, last: 3 May 2021".
_LAST = (
    r"\b(?:last|latest|letzter?|dernier|ultim[oa]|últim[oa]|ostatni|poslední|posledný|последн\w+|останн\w+|zadnji|son|utolsó"
    r"|senaste|seneste|siste|viimeisin|laatste|最新|最後|마지막)\b\W{0,3}$"
)
_SAYS_LAST = Caseless(_LAST)
_LAST_COMMENT = Caseless(
    r"(?:komment|comment|coment|commenti|reacti|koment|komentář|коммент|комент|yorum|kommentit|hozzászól|vastaus|svar|評論|评论|留言|댓글)"
    rf".{{0,40}}{_LAST}",
)
_END = 40  # characters of a text's end, in which its last word stands

# What asks to comment, or shows more of what readers wrote, above or among it.
_COMMENTING = Caseless(
    r"(?:add|view|post|leave|write|previous|older|newer|more|show|see)\b[\s/a-z]{0,20}\bcomments?\b.{0,30}"
    r"|(?:kommentar (?:schreiben|verfassen)|artikel kommentieren|(?:laisser|ajouter|écrire) un commentaire|commenter cet article"
    r"|(?:deja|escribe|añade) (?:un|tu) comentario|(?:deixe|escreva) (?:um|seu|o seu) comentário|(?:lascia|scrivi) un commento"
    r"|(?:plaats|schrijf) een reactie|skriv en kommentar|kirjoita kommentti|přidat komentář|pridať komentár|szólj hozzá|hozzászólok"
    r"|(?:dodaj|napisz|skomentuj) ?(?:komentarz|artykuł)?|коментирай(?:те)?|напиши коментар|(?:оставить|добавить|написать) комментарий"
    r"|(?:залишити|додати|написати) коментар|yorum (?:yap|yaz|ekle)(?:ın)?|lasă un comentariu|(?:tambah|tulis) komentar|gửi bình luận"
    r"|发表评论|我要评论|我来说两句|發表評論|コメントを書く|コメントする|댓글\s?쓰기)\b.{0,30}",
)

_OFF = ("comments off", "no comments", "leave a comment", "keine kommentare", "pas de commentaire",
        "sin comentarios", "nessun commento", "geen reacties", "нет комментариев")  # fmt: skip
_READ_IN = re.compile(r"^\d{1,3}[\s-]min(?:ute)?s?\.? read\W+", re.IGNORECASE)
# A post's line of facts: its author and tags, and how many commented.
_FACTS_AFTER = Caseless(
    r".{0,80}?\b(?:comments off(?:\son\s.*)?|leave a comment|no comments?|\d{1,5} comments?)[\s)]*",
)


def labelled(before: str, after: str) -> bool:
    """Whether what stands around a stamp only says what kind of date it is."""
    if len(before) > 40 or not (
        _NOTHING_AFTER.is_all(after)
        or times_reading(after)
        or asking.asks_or_counts(after)
        or ("comment" in after[:300].lower() and _FACTS_AFTER.is_all(after[:300]))
        or (before and terms.name(after))
    ):
        return False
    before = terms.without_badge(before)
    return (
        not before.strip(" [(|•-–*#")
        or _PUBLISHED_BEFORE.is_all(before)
        or _UPDATED_BEFORE.is_all(before)
    )


def leads_to_date(before: str) -> bool:
    """Whether the last word before a stamp says that it is the publication's: "A title Posted"."""
    return _PUBLISHED_BEFORE.is_all(before.rpartition(" ")[2])


def adds_nothing(after: str) -> bool:
    """Whether what follows a stamp but counts comments, or says nothing: "(5 comments)"."""
    return len(after) <= 40 and _NOTHING_AFTER.is_all(after)


def times_reading(text: str) -> bool:
    """Whether a text begins with how long it takes to read what it stands by: "3 min read By Ann"."""
    return _READING_TIME.begins(text)


def advertises(text: str) -> bool:
    """Whether a line says that an advertisement follows, and nothing else."""
    return len(text) <= 20 and text.strip(" -–—•|:.[]()*").casefold() in _ADVERTS


def credits_picture(text: str) -> bool:
    """Whether a line only says whose a picture is."""
    return len(text) <= 80 and _CREDIT.is_all(text)


def credits_inside(text: str) -> bool:
    """Whether a line tells what a picture shows and whose it is: "The old bridge. Photo: Ann"."""
    return len(text) <= 250 and _CREDITED.is_in(text)


def reserves_rights(text: str) -> bool:
    """Whether a line is a copyright notice: "© 2021 Example Press"."""
    if len(text) > 200:
        return False
    lower = text.lower()
    for stem in _RIGHTS_STEMS:  # `any` takes twice as long, at every line
        if stem in lower:
            return _RIGHTS.is_in(text)
    return False


def counts_views(text: str) -> bool:
    """Whether a line says how often something was read: "Hits: 1204"."""
    return len(text) <= _FACT and _HITS.is_all(text)


def numbers_issue(before: str) -> bool:
    """Whether a paper's number leads to the day behind it: "Anno XI n. 2471 di"."""
    return _ISSUE.search(before) is not None


def counts_in_brackets(text: str) -> bool:
    """Whether a text is a count of those who wrote or read, in brackets: "(148 opinii)"."""
    return text[:1] == "(" and _IN_BRACKETS.is_all(text)


def category_of(text: str) -> str:
    """The category that a line of a row's facts names: "Category: News" gives "News"; or "" for others."""
    match = _CATEGORY.fullmatch(text) if len(text) <= _FACT else None
    return "" if match is None else match["name"]


def discusses(text: str) -> bool:
    """Whether a heading stands over what readers wrote: "Comments (23)"."""
    return len(text) <= 40 and _DISCUSSION.is_all(text)


def dates_comment(before: str) -> bool:
    """Whether what stands before a day tells that it is the last reader's word's."""
    if len(before) <= _COMMENTED or not _SAYS_LAST.is_in(before[-_END:]):
        return False  # asked of every stamp: few lines get past the last word
    return _LAST_COMMENT.is_in(before)


def invites_comment(text: str) -> bool:
    """Whether a line asks to comment: "Add / View comments", "Коментирай"."""
    return len(text) <= 60 and _COMMENTING.is_all(text)


def counts_comments(text: str) -> bool:
    """Whether a heading tells how many comments stand below it: "Comments (23)"."""
    return discusses(text) and any(map(str.isdecimal, text))


def tells_comments(text: str) -> bool:
    """Whether a line says how many commented, or that nobody may: "| 11 comments", "Comments off"."""
    bare = text.strip(" |•·")
    return counts_comments(bare) or bare.casefold().startswith(_OFF)


def tells_change(text: str) -> bool:
    """Whether a text begins by saying that something was changed: "(updated 17:45)"."""
    return _CHANGE.begins(text)


def signs(text: str) -> bool:
    """Whether a text begins as a byline does: "By Ann Tregear", but not "De nouveaux arbres sur la place"."""
    if _BYLINE.begins(text[:_SIGNED]):
        return _PREPOSITION.match(text) is None or text.count(" ") < _PHRASE
    return not text.isascii() and _REPORTER.search(text) is not None


def names_writer(text: str) -> bool:
    """Whether a text is a byline and nothing else: "By Ann Tregear"."""
    parts = text.split(" ")
    if not 3 <= len(parts) <= _WRITER or not parts[-1][:1].isupper():
        return False
    return _BYLINE.begins(text[:_SIGNED]) and all(each[:1].isupper() for each in parts[1:])


def notes_origin(text: str) -> bool:
    """Whether a line begins as a note on where a text is from does: "来源：", "（原标题："."""
    return _NOTE.match(text) is not None


def names_paper(text: str) -> bool:
    """Whether a text is a Chinese name of a paper, a station or a site: "证券时报网"."""
    return len(text) <= _LONGEST_PAPER and _PAPER.fullmatch(text) is not None


def names_office(text: str) -> bool:
    """Whether a writer's office is named: "Ann Tregear, Staff Writer". English ones only."""
    return _OFFICE.search(text) is not None


def posted(text: str) -> bool:
    """Whether a text says who posted something on the day behind it: "Posted by Ann on"."""
    return _POSTED.is_in(text)


def labels(text: str) -> bool:
    """Whether a text only says what kind of date follows, or says nothing."""
    text = _ZONE.sub("", text)
    if not text.strip(" \t|•·:,;–—-/()[]."):
        return True
    return _PUBLISHED_BEFORE.is_all(text) or _UPDATED_BEFORE.is_all(text)


def changed(before: str) -> bool:
    """Whether the words before a stamp say that it tells of a change: "3 min read Last updated:"."""
    before = _READ_IN.sub("", before)
    return len(before) <= 40 and _UPDATED_BEFORE.is_all(before)


def publishes(before: str) -> bool:
    """Whether the words before a stamp say that it tells when something came out."""
    return len(before) <= 40 and _PUBLISHED_BEFORE.is_all(before)


def without_update(title: str) -> str:
    """The title without "updated 12.24" at its end."""
    return _UPDATED_END.sub("", title) if title[-1:].isdigit() or title[-1:] == ")" else title
