"""What pages call their lists of news in every language: "Latest news", "Lire aussi".

A line that says nothing else is the heading of a list, and no title of its rows.
"""

from __future__ import annotations

from pagefeed import clean

_LONGEST = 40  # characters
_SIGNS = " \t:：.…·•|>»›→▶▼↓-–—#*+«‹[]【】()■◆▪"

# Whole lines, casefolded, a "|" between them.
_NAMES = """
latest|latest news|latest stories|latest articles|latest posts|latest headlines|latest updates
breaking news|top stories|top news|headlines|news|newsfeed|news feed|news archive|archive|archives
most read|most popular|most viewed|popular|popular posts|popular stories|trending|trending now
related|related news|related articles|related stories|related posts|related content|see also
read also|also read|read more|read next|more news|more stories|more on this story|recent posts
recent news|recent articles|recent|other news|other stories|you may also like|don't miss|just in
recommended|editor's picks|editors' picks|in other news|also in the news|in the news|press releases
related story|most recent|most commented|more from this section|in this section|also in this section|what's new|updates|announcements|top headlines
hot news|must read|must reads|editor picks|editors picks|featured|featured news|featured posts|featured stories|top posts
popular category|popular categories|popular news|popular articles|trending news|most shared|you might also like|recommended for you
aktuelles|aktuelle nachrichten|aktuelle meldungen|aktuelle news|neueste nachrichten|neueste meldungen
neueste artikel|neueste beiträge|letzte beiträge|letzte meldungen|nachrichten|meldungen|schlagzeilen
newsticker|ticker|mehr zum thema|zum thema|weitere artikel|weitere meldungen|weitere nachrichten
weitere themen|weitere news|aus dieser rubrik|aus der gleichen rubrik|aus dem ressort|mehr news|mehr nachrichten|lesen sie auch|lesen sie auch diese artikel
auch interessant|verwandte artikel|ähnliche artikel|meistgelesen|meist gelesen|meistgelesene artikel
beliebte artikel|das könnte sie auch interessieren|das könnte dich auch interessieren|archiv|neu
pressemitteilungen|kurz notiert|eilmeldungen|eilmeldung|kurzmeldungen|kurznachrichten|letzte kommentare|letzte ergänzungen|top-themen|topthemen|top themen|die neuesten artikel|kürzlich veröffentlicht
zusammenhängende posts|zusammenhängende beiträge|ähnliche beiträge|verwandte beiträge|verwandte themen|weitere beiträge
das könnte dir auch gefallen|das könnte ihnen auch gefallen|das könnte dich interessieren|das könnte sie interessieren
kürzliche posts|neue beiträge|aktuelle beiträge|lesetipps|unsere lesetipps|auch lesenswert
fil d'infos|fil d'info|du même auteur|derniers billets|billets récents|articles populaires|dans la même thématique
you might be interested in|you may be interested in|people also read|related reading|keep reading
entradas relacionadas|entradas similares|también te puede interesar|también te puede gustar|te puede gustar
posts relacionados|publicações relacionadas|você também pode gostar|também pode gostar|artigos recentes
articoli simili|post correlati|ti potrebbe interessare|ti potrebbe interessare anche|potrebbe interessarti anche|potrebbero interessarti
gerelateerde berichten|dit vind je misschien ook leuk|podobne wpisy|powiązane wpisy|może cię zainteresować|podobné články
похожие записи|вам также может понравиться|вам может быть интересно|читайте ещё|схожі записи|вам може бути цікаво
benzer yazılar|ilgili yazılar|son yazılar|artikel lainnya|bài viết liên quan|có thể bạn quan tâm
相关推荐|猜你喜欢|大家都在看|你可能喜歡|こちらもおすすめ|おすすめ|추천기사|관련글
à lire aussi|a lire aussi|lire aussi|à lire|à lire également|lire également|sur le même sujet
dans la même rubrique|dans la même catégorie|dernières actualités|dernières actus|dernières nouvelles
dernières infos|dernières news|les dernières news|derniers articles|dernières dépêches|actualités|actus
l'actualité|l'actu en continu|toute l'info en continu|toute l'actualité|en continu|fil info|le fil info|articles récents|les plus lus|plus lus
les plus lues|articles similaires|articles liés|à la une|a la une|à voir aussi|voir aussi|tendances
communiqués de presse|les plus récents|autres articles|plus d'articles|populaires|brèves|en bref|dépêches|les dernières brèves
últimas noticias|ultimas noticias|lo último|lo más leído|más leídas|más leídos|más vistas|noticias
noticias relacionadas|artículos relacionados|relacionadas|relacionado|te puede interesar|lea también
lea además|lee también|en la misma sección|de la misma sección|en esta sección|ver también|más noticias|otras noticias|última hora|en directo|destacados|destacadas
te recomendamos|titulares|actualidad|archivo|entradas recientes|noticias recientes|más información
últimas notícias|notícias|notícias relacionadas|leia também|leia mais|veja também|mais lidas|mais lidos
mais notícias|saiba mais|na mesma seção|na mesma secção|nesta seção|últimas|destaques|arquivo|posts recentes|artigos relacionados|em destaque|relacionadas
outras notícias|mais recentes|plantão|manchetes
ultime notizie|ultim'ora|notizie|leggi anche|articoli correlati|notizie correlate|più letti|più lette
i più letti|le più lette|ultimi articoli|altre notizie|in evidenza|potrebbe interessarti|vedi anche
in primo piano|archivio|nella stessa sezione|nella stessa rubrica|dalla stessa sezione|dalla stessa rubrica|comunicati stampa|articoli recenti|news correlate
laatste nieuws|net binnen|meest gelezen|lees ook|gerelateerd|gerelateerde artikelen|nieuws|meer nieuws|weekoverzicht|nieuwsoverzicht
recente berichten|laatste berichten|verwante artikelen|populair|ander nieuws|gerelateerd nieuws|lees meer
seneste|seneste nyt|seneste nyheder|nyheder|læs også|mest læste|mest læst|relaterede artikler|flere nyheder
siste nytt|siste|siste nyheter|nyheter|les også|mest lest|mest leste|relaterte saker|flere saker|aktuelt
senaste|senaste nytt|senaste nyheterna|senaste nyheter|läs också|läs även|mest lästa|mest läst|relaterat
relaterade artiklar|fler nyheter|fler artiklar|nytt|läs mer
uusimmat|uusimmat uutiset|tuoreimmat|tuoreimmat uutiset|viimeisimmät|viimeisimmät uutiset|uutiset
luetuimmat|lue myös|aiheesta lisää|lisää aiheesta|aiheeseen liittyvää|muita uutisia|lisää uutisia
nýjustu fréttir|nýjast|fréttir|mest lesið|nýjustu|tengdar fréttir
viimased uudised|värsked uudised|uudised|loetumad|loe ka|seotud lood|loe lisaks|seotud uudised|rohkem uudiseid
jaunākās ziņas|jaunākie raksti|ziņas|lasītākie|lasi arī|lasītākās|saistītie raksti|citas ziņas
naujausios naujienos|naujausi|naujienų juosta|iš tos pačios rubrikos|naujausi straipsniai|naujienos|skaitomiausi|skaitykite taip pat|susiję straipsniai
taip pat skaitykite|kitos naujienos|populiariausi
najnowsze|najnowsze wiadomości|najnowsze artykuły|ostatnie wiadomości|wiadomości|aktualności|czytaj także
czytaj też|zobacz także|zobacz też|przeczytaj także|przeczytaj też|najczęściej czytane|najpopularniejsze|popularne
polecane|powiązane|powiązane artykuły|podobne artykuły|inne wiadomości|więcej wiadomości|pozostałe wiadomości|czytaj więcej|więcej na ten temat
na ten temat|archiwum|z tej samej kategorii|z tego działu|w tym dziale|ostatnie wpisy
nejnovější|nejnovější zprávy|nejnovější články|poslední zprávy|poslední články|zprávy|aktuality|nejčtenější
čtěte také|přečtěte si také|přečtěte si|související|související články|další články|další zprávy|mohlo by vás zajímat
z domova|archiv|ze stejné rubriky|z rubriky|k tématu|k věci|články
najnovšie|najnovšie správy|najnovšie články|správy|najčítanejšie|čítajte aj|prečítajte si|prečítajte si aj|súvisiace
súvisiace články|ďalšie články|z rovnakej rubriky|k téme|ďalšie správy|mohlo by vás zaujímať|archív
najnovije|najnovije vijesti|najnovije vesti|vijesti|vesti|zadnje vijesti|poslednje vesti|najčitanije|vezane vijesti
vezane vesti|pročitajte i|iz iste rubrike|iz iste kategorije|iz rubrike|još iz rubrike|pročitajte još|povezane vijesti|povezani članci|ostale vijesti|ostale vesti|arhiva|izdvajamo
najnovejše|najnovejše novice|zadnje novice|iz iste rubrike|novice|najbolj brano|preberite tudi|preberite še|sorodne novice|povezane novice
најновије|најновије вести|вести|најчитаније|прочитајте и|повезане вести|остале вести|архива|последни вести|најнови вести
поврзани вести|најчитани
последни новини|новини|накратко|още новини|най-четени|прочетете още|вижте още|свързани новини|свързани статии|още по темата|архив
най-нови|по темата|други новини
новости|последние новости|свежие новости|лента новостей|лента|главные новости|главное|другие новости|все новости
новости по теме|по теме|в этой рубрике|из этой рубрики|еще в рубрике|ещё в рубрике|в рубрике|материалы по теме|читайте также|читать также|еще по теме|ещё по теме|смотрите также|популярное
самое читаемое|самые читаемые|популярные статьи|похожие статьи|похожие новости|похожие материалы|последние статьи
последние публикации|архив|архив новостей|новости партнеров|топ новостей|сюжеты|сейчас читают|статьи по теме
останні новини|стрічка новин|головні новини|головне|читайте також|також за темою|за темою|новини за темою|популярне
найпопулярніше|інші новини|схожі новини|статті за темою|архів|усі новини|всі новини|публікації|найчитаніше
апошнія навіны|навіны|стужка навін|чытайце таксама|па тэме|папулярнае
legfrissebb|legfrissebb hírek|friss hírek|friss|hírek|legolvasottabb|kapcsolódó cikkek|kapcsolódó|olvassa el|ajánlott
ezt is olvassa el|további hírek|legnépszerűbb|korábbi hírek|legutóbbi bejegyzések|ajánljuk|archívum
ultimele știri|ultimele stiri|știri|stiri|ultima oră|cele mai citite|citește și|citiți și|citeste si|articole similare
articole recente|alte știri|alte articole|pe aceeași temă|știri similare|arhiva|arhivă
τελευταία νέα|τελευταίες ειδήσεις|ροή ειδήσεων|ειδήσεις|νέα|δημοφιλή|διαβάστε επίσης|δείτε επίσης|σχετικά άρθρα|σχετικά
περισσότερα νέα|πρόσφατα άρθρα|τα πιο δημοφιλή
son haberler|son dakika|son dakika haberleri|haberler|çok okunanlar|en çok okunanlar|ilgili haberler|diğer haberler
benzer haberler|öne çıkanlar|son eklenenler|günün haberleri|arşiv|gündem|öne çıkan haberler
son xəbərlər|xəbərlər|xəbər lenti|oxşar xəbərlər|ən çox oxunanlar
terbaru|berita terbaru|berita terkini|terkini|berita terkait|terkait|baca juga|berita lainnya|terpopuler|populer|artikel terkait
tin mới|tin mới nhất|tin tức|tin liên quan|tin khác|bài liên quan|đọc nhiều|xem nhiều|tin nổi bật|đọc thêm|tin cùng chuyên mục|cùng chuyên mục|tin nóng|tin mới nhận
các tin khác|bài viết mới|xem thêm
آخر الأخبار|أحدث الأخبار|الأخبار|اقرأ أيضا|اقرأ أيضًا|أخبار ذات صلة|مواضيع ذات صلة|الأكثر قراءة|الأكثر مشاهدة|أهم الأخبار
مقالات ذات صلة|عاجل|موضوعات متعلقة|أخبار متعلقة|المزيد من الأخبار
آخرین اخبار|اخبار مرتبط|پربازدیدترین|پربازدیدها|تازه ترین اخبار|تازه‌ترین اخبار|مطالب مرتبط|اخبار|جدیدترین اخبار|پربیننده ترین
חדשות|כתבות נוספות|עוד בנושא|הנצפות ביותר|כתבות אחרונות|חדשות אחרונות|אולי יעניין אותך
最新新闻|最新消息|最新文章|最新资讯|最新动态|相关新闻|相关报道|相关阅读|相关文章|热门新闻|热点新闻|热门文章|新闻|要闻|推荐阅读|推荐新闻
更多新闻|延伸阅读|滚动新闻|最新新聞|即時新聞|相關新聞|相關報導|相關文章|熱門新聞|熱門文章|推薦閱讀|延伸閱讀|新聞|更多新聞|頭條新聞
最新ニュース|新着ニュース|新着記事|関連記事|関連ニュース|ニュース|アクセスランキング|人気記事|最新記事|おすすめ記事|主要ニュース|速報
お知らせ|新着情報|あわせて読みたい
최신뉴스|최신 뉴스|관련기사|관련 기사|많이 본 뉴스|주요뉴스|주요 뉴스|인기기사|최신기사|관련뉴스|뉴스|실시간 뉴스
ข่าวล่าสุด|ข่าวที่เกี่ยวข้อง|ข่าวอื่นๆ|ข่าวเด่น|ข่าวยอดนิยม
ताज़ा खबरें|ताजा खबरें|ताज़ा समाचार|संबंधित खबरें|समाचार|और पढ़ें|सर्वाधिक पठित|यह भी पढ़ें
সর্বশেষ|সর্বশেষ খবর|সর্বশেষ সংবাদ|সর্বাধিক পঠিত|আরও পড়ুন|সংশ্লিষ্ট খবর
blogs|blog|columns|columnists|opinion|opinions|editorials|features|reviews|podcasts|newsletters
blogi|kolumnen|kolumne|meinung|meinungen|leitartikel|chroniques|tribunes|billets|opinión|opiniones|columnas
blogok|vélemény|colunas|colunistas|opinião|rubriche|commenti e opinioni|columns en opinie|opinie|felietony
komentáre a názory|názory|kolumne i komentari|mišljenja|колонки|блоги|мнения|мнение|думки|погляди|публикации
απόψεις|γνώμες|köşe yazıları|yazarlar|مقالات|مقالات الرأي|آراء|یادداشت|オピニオン|社説・コラム|コラム|사설|오피니언
lajmet e fundit|të fundit|lajme|lajme të tjera|më të lexuarat|më të populluarat|postimet më të populluara|lexo edhe|lexo gjithashtu|artikuj të ngjashëm
últimes notícies|darreres notícies|notícies relacionades|el més llegit|llegiu també|més notícies|actualitat
últimas novas|novas|máis lidas|máis novas|novas relacionadas|azken berriak|azken albisteak|albisteak|berriak|irakurriena|irakurrienak
habari mpya|habari za hivi punde|habari|habari zinazohusiana|soma pia|jongste nuus|nuus|meer nuus|mees gelees
pinakabagong balita|mga balita|kaugnay na balita|berita popular|berita berkaitan|соңғы жаңалықтар|жаңалықтар|тағы оқыңыз
so‘nggi yangiliklar|yangiliklar|сүүлийн мэдээ|шинэ мэдээ|தமிழ் செய்திகள்|சமீபத்திய செய்திகள்|செய்திகள்|తాజా వార్తలు|వార్తలు
ताज्या बातम्या|बातम्या|संबंधित बातम्या|તાજા સમાચાર|સમાચાર|تازہ ترین|تازہ ترین خبریں|متعلقہ خبریں|مزید خبریں
վերջին նորությունները|լրահոս|նորություններ|ամենաընթերցված|կարդալ նաև|ბოლო ამბები|ახალი ამბები|სიახლეები
"""
# What goes on with the name of a place, a section or the paper.
_OPENINGS = """
à lire aussi|lire aussi|read also in|latest from|latest in|latest news from|more from|more in|news from|stories from|neues aus
nachrichten aus|mehr aus|aktuelles aus|mehr von|weitere meldungen aus|dernières news de|plus de
últimas noticias de|más de|más noticias de|mais de|mais notícias de|ultime notizie da|altre da
inne wiadomości z|wiadomości z|więcej z|seneste fra|siste fra|mer fra|senaste från|mer från|uusimmat|najnowsze z|więcej z
أيضاً في|أيضا في|المزيد من|المزيد في|najnovšie správy z|najnovšie správy zo|další zprávy z|новости|последние новости|новини|meer van
"""
# Of columns and blogs.
_COLUMNS = """
opinion|opinions|columns|columnists|blogs|blog|op-ed|commentary|views|kolumnen|kolumne|meinung|meinungen
kommentare und kolumnen|kommentare & kolumnen|opinion & blogs|chroniques|opinions et débats|tribunes|opinión|opinion y blogs
columnistas|columnas|opinião|colunas|colunistas|opinioni|editoriali|rubriche|opinie|columns & opinie|felietony
publicystyka|komentáře a názory|názory|publicistika|vélemény|opinii|editoriale|мнения|мнение|колонки
авторские колонки|блоги|думки|погляди|коментари и анализи|анализи|mišljenja|kolumne|stav|mnenja|gledišča
köşe yazıları|yazarlar|kolumnit|mielipide|ledare|krönikor|meninger|kommentarer|debat|απόψεις|γνώμες|στήλες
مقالات|آراء|رأي|مقالات وآراء|كتاب وآراء|أعمدة|یادداشت|دیدگاه|דעות|טורים|专栏|評論|评论专栏|專欄|社説・コラム|コラム|오피니언|칼럼|opini
kolom|ý kiến|góc nhìn
"""


def _listed(names: str) -> tuple[str, ...]:
    return tuple(clean.key(name) for name in names.replace("\n", "|").split("|") if name)


_SECTIONS = frozenset(_listed(_NAMES))
_OPINIONS = frozenset(_listed(_COLUMNS))
_OPENED = tuple(f"{name} " for name in _listed(_OPENINGS))
_FEW = 5  # words with which such an opening is still a heading


def heads_opinions(text: str) -> bool:
    """Whether a line is the heading of columns and blogs, whose names or writers stand over titles."""
    if len(text) > _LONGEST:
        return False
    key = clean.key(text)
    return key.strip(_SIGNS) in _OPINIONS or key.rpartition(" - ")[2].strip(_SIGNS) in _OPINIONS


@clean.remembering
def heads_list(text: str) -> bool:
    """Whether a line is but the name of a list: "Latest news", "Читайте также:"."""
    if len(text) > _LONGEST:
        return False
    key = clean.key(text).strip(_SIGNS)
    if key in _SECTIONS:
        return True
    return key.startswith(_OPENED) and len(key.split()) <= _FEW and text[-1:] not in "?!."
