"""What lines of a page ask its readers to do: to read on, to share, to reply, to subscribe.

Such lines stand beside rows and between lists, and are none of their titles.
"""

from __future__ import annotations

import re

from pagefeed.converters.caseless import Caseless

# Lines that ask the reader to do something; they repeat below rows and are none of theirs.
_ACTIONS = frozenset(
    """
    read_more more more... more_» continue_reading read_article full_story see_more view_more share
    share_this share_this_page share_this_article share_this_story tweet facebook twitter whatsapp telegram email print pin_it reply comment comments
    leave_a_comment no_comments advertisement edit save bookmark listen subscribe follow
    mehr weiterlesen weiter_lesen mehr_lesen weiter teilen drucken kommentieren antworten merken
    lire_la_suite lire_plus lire partager répondre commenter en_savoir_plus suite
    leer_más seguir_leyendo más compartir responder comentar ver_más
    leia_mais ler_mais saiba_mais compartilhar comentários continue_lendo
    leggi_tutto leggi_di_più leggi continua condividi rispondi lees_meer lees_verder delen
    czytaj_dalej czytaj_więcej więcej udostępnij odpowiedz skomentuj
    číst_dále více celý_článek sdílet zdieľať čítať_ďalej viac opširnije pročitaj_više više podijeli
    подробнее читать_далее читать_дальше читать_полностью далее поделиться ответить комментировать
    детальніше читати_далі читати_більше поділитися відповісти прочети_повече още сподели
    skaityti_daugiau plačiau lasīt_vairāk lasīt_tālāk loe_edasi lue_lisää jaa läs_mer dela
    les_mer les_også læs_mere del më_shumë lexo_më_shumë llegir_més irakurri_gehiago tovább bővebben megosztás citește_mai_mult mai_mult
    διαβάστε_περισσότερα περισσότερα κοινοποίηση devamı devamını_oku paylaş oxu
    baca_selengkapnya selengkapnya bagikan xem_thêm xem_chi_tiết chia_sẻ اقرأ_المزيد المزيد شارك ادامه_مطلب
    קרא_עוד שתף כתבה_מלאה อ่านต่อ और_पढ़ें शेयर_करें 続きを読む もっと見る 阅读全文 更多 分享 閱讀更多 留言
    details détails detalles detalhes dettagli szczegóły podrobnosti detaljer yksityiskohdat ayrıntılar
    detaylar λεπτομέρειες gegevens รายละเอียด 詳細
    더보기 공유 կարդալ_ավելին ավելին სრულად
    find_out_more learn_more keep_reading read_on read_now read_full_story read_the_full_story
    read_full_article read_the_full_article view_article view_post view_details more_details more_info
    zum_artikel artikel_lesen mehr_erfahren jetzt_lesen zum_beitrag ganzen_artikel_lesen
    lire_l'article lire_l’article voir_plus voir_l'article continuer_la_lecture
    leer_nota leer_noticia leer_artículo ver_nota saber_más sigue_leyendo continuar_leyendo
    veja_mais ver_mais ler_notícia ler_artigo continuar_lendo continuar_a_ler
    continua_a_leggere scopri_di_più leggi_l'articolo vai_all'articolo lees_artikel meer_lezen
    zobacz_więcej czytaj_całość dowiedz_się_więcej číst_více zobrazit_více čítať_viac
    читать читать_статью узнать_больше подробности читати докладніше виж_повече прочетете_още
    pročitajte_više detaljnije læs_mere læs_artiklen läs_hela_artikeln les_saken
    lue_koko_juttu lue_artikkeli tovább_olvasom részletek vezi_mai_mult citește_tot detalii
    δείτε_περισσότερα διαβάστε haberin_devamı haberi_oku devamını_gör lihat_selengkapnya đọc_tiếp
    إقرأ_المزيد اقرأ_أكثر التفاصيل بیشتر_بخوانید לכתבה_המלאה อ่านเพิ่มเติม आगे_पढ़ें
    記事を読む 全文を読む もっと読む 詳しくはこちら 詳細はこちら 詳細を見る 続きを見る
    查看更多 查看详情 查看全文 阅读更多 继续阅读 了解更多 詳全文 看更多 繼續閱讀 閱讀全文
    자세히_보기 자세히보기 기사_보기 더_읽기
    """.replace("_", "\u0001").split()
)
_LETTERS_ASKED = Caseless(
    r"newsletter|hírlevel|nieuwsbrief|nyhetsbrev|nyhedsbrev|uutiskirje|рассылк|розсилк|e-?bülten|infolettre|"
    r"lettre d[’']information|subscribe to|abonnieren sie|abonnez-vous|suscr[ií]bete|inscreva-se|iscriviti|"
    r"zapisz się|přihlaste se|prihláste sa|prenumerera på|ニュースレター|メルマガ|뉴스레터|電子報|电子报|"
    r"النشرة البريدية|خبرنامه|ניוזלטר|จดหมายข่าว",
)
_PAGES = 3  # of a list that has several
_TOLD = 60  # characters of a summary's end in which it asks to read on
# Behind the end of a sentence, without one of its own.
_ASK = re.compile(r"[.!?…。।։۔]['\"”’»)\]]{0,2}\s+(?P<ask>[^.!?…。]{2,50})\s*$")
_SAID = 8  # characters that stand before it, at least
_SIGNS = ("»", "›", "→", ">")
_COUNT = re.compile(r"\s*(?:\[\d[^\]]{0,24}\]|\(\d[^)]{0,24}\))\s*$")  # "[17 comments]"
# What answers a comment, or reports it; numbers and other words of the kind may follow.
_THREAD = Caseless(
    r"[\W_]*(?:reply|répondre|responder|rispondi|antworten|odpowiedz|ответить|відповісти|odpovědět|odpovedať"
    r"|beantwoorden|svara?|vastaa|yanıtla|balas|trả lời|الرد|رد|پاسخ|השב|回[复覆]|返信|답글"
    r"|(?:report|flag) (?:abuse|(?:this )?(?:comment|post))|(?:share to (?:twitter|facebook) ){0,2}share (?:link to )?this comment|(?:kommentar |beitrag )?melden|denunciar|segnala|signaler(?: un abus)?"
    r"|zgłoś(?: (?:komentarz|nadużycie))?|пожаловаться|举报|舉報|신고)"
    r"(?:[\W_]*(?:to|this|comment|cancel|quote|report|flag|abuse|share|link|permalink|like|zitieren|melden|teilen|citar|mensaje|denunciar"
    r"|citer|signaler|à|ce|commentaire|message|un|abus|cytuj|zgłoś|цитировать|пожаловаться|\d{1,5}(?!\d)))*[\W_]*"
    r"|(?:(?:查看)?(?:回[复覆]|举报|舉報|赞|讚|顶|踩|分享)[\s\d()（）]*){2,}",
)
_THREADED = 70  # characters
_ENLARGES = Caseless(  # a picture
    r"(?:拡大(?:する|写真|画像)?|enlarge(?: (?:image|photo|this image))?|zoom|vergrößern|bild vergrößern"
    r"|agrandir(?: l['’]image)?|ampliar(?: (?:imagen|foto|imagem))?|ingrandisci|powiększ|vergroot"
    r"|увеличить|zvětšit|点击放大|點擊放大|확대)",
)
# What leads to all of a list, below it: "See all events".
_ALL = Caseless(
    r"(?:(?:see|view|show|read|check|browse|explore|go to) (?:all|the full|every|more)\b"
    r"|(?:zobacz|sprawdź|pokaż|czytaj|przejdź do) (?:wszystkie|wszystko|więcej|pełn\w+)\b"
    r"|(?:voir|afficher|consulter|lire) (?:tou(?:t|te|s|tes)|l['’]ensemble)\b|(?:vedi|leggi|mostra|scopri|guarda) tutt[eoi]\b"
    r"|(?:ver|leer|mostrar) (?:tod[oa]s?|más)\b|(?:ver|ler|mostrar|veja) (?:tod[oa]s?|mais)\b"
    r"|(?:смотреть|показать|читать|посмотреть) все\b|(?:дивитися|показати|переглянути) всі\b"
    r"|(?:zobrazit|ukázat) (?:vše\w*|další)\b|(?:zobraziť|ukázať) (?:vše\w*|ďalšie)\b|(?:pogledajte|prikaži|vidi) sve\b"
    r"|(?:se|vis) alle\b|visa alla\b|näytä kaikki\b|bekijk (?:alle|al het)\b|vezi toate\b|δείτε (?:όλα|όλες|όλους)\b|lihat semua\b"
    r"|alle .{3,40} (?:anzeigen|ansehen|anschauen|bekijken)$|(?:tümünü|hepsini) gör\b|xem tất cả\b|查看(?:全部|更多)|もっと見る|すべて見る|전체\s?보기)",
)

# What leads away from an article, or to the rest of it, in a line of its own.
_AWAY = Caseless(
    r"(?:click here|tap here|filed (?:to|under)\b|more (?:stories|articles|posts|news|coverage) (?:by|from|on|about)\b"
    r"|continue reading\b|(?:log|sign) in\b|subscribe\b|share (?:on|this)\b|follow (?:us|@)|sign up (?:for|to)\b|skip to\b|jump to\b"
    r"|mehr (?:von|zum thema)\b|teilen auf\b|partager sur\b|à lire aussi|lire aussi\b|lees ook\b|leggi anche\b|lea también|leia também"
    r"|compartir en\b|czytaj (?:też|także|również)|čtěte také|читайте также|читайте також|поделиться в\b)"
)
_TOOLS = frozenset(
    """
    share tweet email e-mail print facebook twitter linkedin pinterest reddit whatsapp google+ like
    comment comments save text font teilen drucken merken imprimer partager imprimir compartir
    stampa condividi
    """.split()  # noqa: SIM905 - a list of thirty lines else
)
_MOST_TOOLS = 12  # words of a line of tools
_POINTS = frozenset(
    """
    pdf html doc view open listen play watch download ansehen öffnen anhören voir ouvrir écouter
    télécharger ver abrir escuchar descargar baixar ouvir vedi apri scarica bekijk openen pobierz
    otwórz zobacz stáhnout zobrazit hämta visa hent vis lataa avaa indir unduh lihat скачать
    открыть завантажити 下载 下載 ダウンロード 다운로드
    """.split()  # noqa: SIM905 - a list of forty lines else
)


def points(text: str) -> bool:
    """Whether a link says but how to see what it leads to: "PDF", "View", "Listen"."""
    return text.casefold() in _POINTS


def leads_away(text: str) -> bool:
    """Whether a line by an article leads to others, or is its tools: "More stories by Ann", "Tweet Email Print"."""
    if _AWAY.begins(text[:_TOLD]):
        return True
    said = text.casefold().split()
    if not 1 < len(said) <= _MOST_TOOLS:
        return False
    tools = sum(word.strip("0123456789:|•·,()") in _TOOLS for word in said)
    return tools >= 2 and tools * 2 > len(said)


def asks(text: str) -> bool:
    """Whether a line only asks for something: "Read more", "Share"."""
    return len(text) <= 30 and _plain(text) in _ACTIONS


def asks_or_counts(text: str) -> bool:
    """Whether a line only asks for something, with a count behind it or none: "Comment (17)"."""
    return asks(_COUNT.sub("", text))


def leads_on(text: str) -> bool:
    """Whether a line leads to all of the list above it: "See all events"."""
    return len(text) <= 60 and _ALL.begins(text)


def without_ask(text: str) -> str:
    """A summary without what asks to read on: "The water rose again. Read more »"."""
    end = _ASK.search(text, max(len(text) - _TOLD, _SAID))
    if end is None:
        return text
    ask = end["ask"]
    if not (ask.endswith(_SIGNS) or asks_or_counts(ask)):
        return text
    return text[: end.start("ask")].rstrip()


def subscribes(text: str) -> bool:
    """Whether a line asks to subscribe to letters, as a box of its own does among lists."""
    return len(text) <= 90 and _LETTERS_ASKED.is_in(text)


def turns_pages(text: str) -> bool:
    """Whether a line holds the numbers of a list's pages: "Previous 1 2 3 Next"."""
    parts = text.split()
    numbers = sum(part.isdecimal() for part in parts)
    return numbers >= _PAGES and numbers * 2 > len(parts)


def replies(text: str) -> bool:
    """Whether a line is what stands by a comment: "Reply", "Reply · Quote", "举报赞1回复"."""
    return len(text) <= _THREADED and _THREAD.is_all(text)


def enlarges(text: str) -> bool:
    """Whether a line asks to see the picture above it larger."""
    return len(text) <= 30 and _ENLARGES.is_all(text)


def _plain(text: str) -> str:
    return text.strip(" -–—•|:.…[]()*»›>→").casefold().replace(" ", "\u0001")
