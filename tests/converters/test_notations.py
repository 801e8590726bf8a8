"""Lists in many languages and notations: every title has its date, wherever that stands.

Made of titles, of dates as CLDR writes them in each language, and of the layouts of news pages as
text captures show them: dates before titles and behind, above and below, glued to what stands
beside them. Each row's date is known, as the page was made from it.
"""

from __future__ import annotations

from datetime import datetime
from itertools import product
from zoneinfo import ZoneInfo

import pytest
from babel.dates import format_datetime

from pagefeed import clean
from pagefeed.converters import convert
from pagefeed.model import Page, Reading

ZONE = "Europe/Berlin"
CAPTURED = datetime(2024, 5, 15, 20, tzinfo=ZoneInfo(ZONE))
DATES = [
    datetime(2024, 5, 15, 14, 25),
    datetime(2024, 5, 15, 9, 5),
    datetime(2024, 5, 14, 18, 40),
    datetime(2024, 5, 13, 12, 0),
    datetime(2024, 5, 12, 7, 55),
    datetime(2024, 5, 10, 20, 15),
]

TITLES = {
    "en": (
        "Council repairs the old bridge at last",
        "School opens a new hall for sports",
        "Fire in the old mill near the harbour",
        "Ferry sails again after the storm",
        "Library gets new windows on the street",
        "Market square gets new trees this spring",
    ),
    "de": (
        "Stadtrat stimmt für den Umbau der Brücke",
        "Schule eröffnet eine neue Turnhalle",
        "Brand in der alten Mühle am Hafen",
        "Fähre fährt nach dem Sturm wieder",
        "Bücherei bekommt neue Fenster zur Straße",
        "Marktplatz bekommt neue Bäume im Frühling",
    ),
    "fr": (
        "Le vieux pont rouvre enfin aux piétons",
        "La mairie veut croire à un nouveau budget",
        "Un incendie dans le moulin du port",
        "Le bac repart après la tempête",
        "La bibliothèque a de nouvelles fenêtres",
        "De nouveaux arbres sur la place du marché",
    ),
    "es": (
        "El puente viejo vuelve a abrir al tráfico",
        "La escuela abre un nuevo pabellón",
        "Un incendio en el molino del puerto",
        "El ferry vuelve tras la tormenta",
        "La biblioteca estrena ventanas a la calle",
        "Nuevos árboles para la plaza del mercado",
    ),
    "ru": (
        "Совет чинит старый мост у реки",
        "Школа открыла новый спортивный зал",
        "Пожар на старой мельнице у порта",
        "Паром снова ходит после шторма",
        "Библиотека получила новые окна на улицу",
        "На рыночной площади посадят деревья",
    ),
    "pl": (
        "Rada naprawia stary most nad rzeką",
        "Szkoła otwiera nową salę sportową",
        "Pożar w starym młynie przy porcie",
        "Prom znów pływa po burzy",
        "Biblioteka dostała nowe okna od ulicy",
        "Nowe drzewa na rynku tej wiosny",
    ),
    "it": (
        "Il vecchio ponte riapre ai pedoni",
        "La scuola apre una nuova palestra",
        "Incendio nel mulino vicino al porto",
        "Il traghetto riparte dopo la tempesta",
        "La biblioteca ha nuove finestre sulla strada",
        "Nuovi alberi in piazza del mercato",
    ),
    "zh": (
        "市议会修复河上的旧桥梁",
        "学校新建体育馆正式开放",
        "港口旧磨坊发生火灾事故",
        "暴风雨后渡轮恢复航行",
        "图书馆换上临街的新窗户",
        "市场广场今春种植新树",
    ),
    "ar": (
        "المجلس يصلح الجسر القديم على النهر",
        "المدرسة تفتتح قاعة رياضية جديدة",
        "حريق في الطاحونة القديمة قرب الميناء",
        "العبارة تبحر من جديد بعد العاصفة",
        "المكتبة تحصل على نوافذ جديدة",
        "أشجار جديدة في ساحة السوق",
    ),
    "tr": (
        "Belediye nehirdeki eski köprüyü onarıyor",
        "Okul yeni bir spor salonu açtı",
        "Limandaki eski değirmende yangın çıktı",
        "Feribot fırtınadan sonra yeniden çalışıyor",
        "Kütüphanenin pencereleri yenilendi bu hafta",
        "Pazar meydanına yeni ağaçlar dikiliyor",
    ),
    "pt": (
        "Ponte velha volta a abrir ao trânsito",
        "Escola inaugura novo pavilhão",
        "Incêndio no velho moinho do porto",
        "Barco regressa depois da tempestade",
        "Biblioteca recebe janelas novas para a rua",
        "Novas árvores para a praça do mercado",
    ),
    "nl": (
        "Gemeenteraad herstelt de oude brug over de rivier",
        "School opent een nieuwe sporthal",
        "Brand in de oude molen bij de haven",
        "Veerpont vaart weer na de storm",
        "Bibliotheek krijgt nieuwe ramen aan de straat",
        "Nieuwe bomen op het marktplein",
    ),
    "sv": (
        "Kommunen reparerar den gamla bron över ån",
        "Skolan öppnar en ny idrottshall",
        "Brand i den gamla kvarnen vid hamnen",
        "Färjan går igen efter stormen",
        "Biblioteket får nya fönster mot gatan",
        "Nya träd planteras på torget",
    ),
    "fi": (
        "Kaupunki korjaa vanhan sillan joen yli",
        "Koulu avaa uuden liikuntasalin",
        "Vanha mylly paloi sataman lähellä",
        "Lautta kulkee taas myrskyn jälkeen",
        "Kirjasto sai uudet ikkunat kadun puolelle",
        "Torille istutetaan uusia puita",
    ),
    "cs": (
        "Radnice opravuje starý most přes řeku",
        "Škola otevírá novou tělocvičnu",
        "Požár ve starém mlýně u přístavu",
        "Přívoz po bouři znovu jezdí",
        "Knihovna dostala nová okna do ulice",
        "Na náměstí porostou nové stromy",
    ),
    "hu": (
        "A tanács megjavítja a folyó régi hídját",
        "Az iskola új tornatermet nyit",
        "Tűz ütött ki a kikötő régi malmában",
        "A komp a vihar után újra jár",
        "A könyvtár új ablakokat kapott az utcára",
        "Új fákat ültetnek a piactéren",
    ),
    "ro": (
        "Primăria repară podul vechi peste râu",
        "Școala deschide o nouă sală de sport",
        "Incendiu la moara veche din port",
        "Bacul circulă din nou după furtună",
        "Biblioteca are ferestre noi la stradă",
        "Copaci noi în piața orașului",
    ),
    "bg": (
        "Общината ремонтира стария мост над реката",
        "Училището открива нов салон",
        "Пожар в старата мелница край пристанището",
        "Фериботът отново плава след бурята",
        "Библиотеката получи нови прозорци към улицата",
        "Нови дървета на пазарния площад",
    ),
    "el": (
        "Ο δήμος επισκευάζει την παλιά γέφυρα",
        "Το σχολείο ανοίγει νέο γυμναστήριο",
        "Φωτιά στον παλιό μύλο του λιμανιού",
        "Το φέρι ταξιδεύει ξανά μετά την καταιγίδα",
        "Η βιβλιοθήκη απέκτησε νέα παράθυρα",
        "Νέα δέντρα στην πλατεία της αγοράς",
    ),
    "uk": (
        "Рада ремонтує старий міст через річку",
        "Школа відкрила нову спортивну залу",
        "Пожежа на старому млині біля порту",
        "Пором знову ходить після шторму",
        "Бібліотека отримала нові вікна на вулицю",
        "На площі посадять нові дерева",
    ),
    "he": (
        "העירייה מתקנת את הגשר הישן מעל הנהר",
        "בית הספר פתח אולם ספורט חדש",
        "שריפה בטחנה הישנה ליד הנמל",
        "המעבורת שטה שוב אחרי הסערה",
        "הספרייה קיבלה חלונות חדשים לרחוב",
        "עצים חדשים בכיכר השוק",
    ),
    "ja": (
        "市が川に架かる古い橋を修理する方針",
        "学校に新しい体育館が完成し公開",
        "港の近くの古い水車小屋で火災",
        "嵐の後フェリーの運航が再開",
        "図書館の通り側の窓を新しく交換",
        "市場の広場に新しい木を植樹",
    ),
    "ko": (
        "시의회 강 위의 오래된 다리 보수하기로",
        "학교 새 체육관 문 열어",
        "항구 근처 오래된 방앗간에 불",
        "폭풍 뒤 여객선 운항 재개",
        "도서관 길가 창문 새로 단장",
        "시장 광장에 새 나무 심는다",
    ),
    "vi": (
        "Thành phố sửa cây cầu cũ qua sông",
        "Trường học mở nhà thể thao mới",
        "Cháy tại cối xay cũ gần bến cảng",
        "Phà hoạt động trở lại sau bão",
        "Thư viện có cửa sổ mới nhìn ra phố",
        "Trồng cây mới ở quảng trường chợ",
    ),
    "id": (
        "Pemkot memperbaiki jembatan tua di atas sungai",
        "Sekolah membuka gedung olahraga baru",
        "Kebakaran di kincir tua dekat pelabuhan",
        "Feri berlayar lagi setelah badai",
        "Perpustakaan mendapat jendela baru ke jalan",
        "Pohon baru ditanam di alun-alun pasar",
    ),
    "hr": (
        "Grad popravlja stari most preko rijeke",
        "Škola otvara novu sportsku dvoranu",
        "Požar u starom mlinu kod luke",
        "Trajekt ponovno plovi nakon oluje",
        "Knjižnica je dobila nove prozore prema ulici",
        "Nova stabla na gradskoj tržnici",
    ),
    "lt": (
        "Savivaldybė tvarko seną tiltą per upę",
        "Mokykla atidaro naują sporto salę",
        "Gaisras sename malūne prie uosto",
        "Keltas vėl plaukia po audros",
        "Biblioteka gavo naujus langus į gatvę",
        "Turgaus aikštėje sodins medžius",
    ),
    "da": (
        "Kommunen reparerer den gamle bro over åen",
        "Skolen åbner en ny idrætshal",
        "Brand i den gamle mølle ved havnen",
        "Færgen sejler igen efter stormen",
        "Biblioteket får nye vinduer mod gaden",
        "Nye træer plantes på torvet",
    ),
}
SENTENCE = "The council said on Monday that the works will last three weeks and cost little."
# How a language writes a day where it isn't "15 May 2024", in the letters of CLDR's patterns.
DAYS = {
    "en": "MMMM d, yyyy",
    "hu": "yyyy. MMMM d.",
    "ja": "yyyy年M月d日",
    "ko": "yyyy년 M월 d일",
    "lt": "yyyy 'm.' MMMM d 'd.'",
    "zh": "yyyy年M月d日",
}
WEEKDAYS = {
    "en": "EEEE, MMMM d, yyyy",
    "hu": "yyyy. MMMM d., EEEE",
    "ja": "yyyy年M月d日(E)",
    "ko": "yyyy년 M월 d일 (E)",
    "lt": "yyyy 'm.' MMMM d 'd.', EEEE",
    "vi": "EEEE, dd/MM/yyyy",
    "zh": "yyyy年M月d日 EEEE",
}
LAYOUTS = {
    "before": "- {d} {t} {T}",
    "behind": "- {T} {d} {t}",
    "in brackets": "- {T} ({d}, {t})",
    "behind a bar": "- {T} | {d} {t}",
    "in square brackets": "- [{d} {t}] {T}",
    "before a colon": "- {d} {t}: {T}",
    "above": "{d} {t}\n{T}",
    "above, on two lines": "{d}\n{t}\n{T}",
    "below": "{T}\n{d} {t}",
    "below, on two lines": "{T}\n{d}\n{t}",
    "below, the time first": "{T}\n{t} {d}",
    "below, with a section": "{T}\nSport | {d} | {t}",
    "below, with a writer": "{T}\nAnn Tregear, {d} {t}",
    "below, with counts": "{T}\n{d} {t} | 12 | 340",
    "above a summary": "{T}\n{d}, {t}\n{S}",
    "below a summary": "{T}\n{S}\n{d} {t}",
    "below a section and a summary": "Sport\n{T}\n{S}\n{d} {t}",
    "touching the title behind": "{d} {t}{T}",
    "the day touching the time": "{d}{t}\n{T}",
    "touching the title before": "{T}{d} {t}",
    "in an item of several lines": "-\n{d} {t}\n{T}",
}


# What nothing tells: a weekday that touches a title in letters without capitals, or whose last
# word goes on into it; a day whose ending point or "d." touches the time.
UNTOLD = {
    ("ar", "weekday", "touching the title before"),
    ("ro", "weekday", "touching the title before"),
    ("tr", "weekday", "touching the title before"),
    ("hu", "day", "the day touching the time"),
    ("lt", "day", "the day touching the time"),
}
PAGES = sorted(set(product(TITLES, ("day", "weekday"), LAYOUTS)) - UNTOLD)


@pytest.mark.parametrize(("language", "notation", "layout"), PAGES)
def test_every_title_has_its_date(language: str, notation: str, layout: str) -> None:
    text = _page(language, notation, LAYOUTS[layout])
    page = Page(
        source="made", locator="made.txt", media="text", text=text, digest="", captured=CAPTURED
    )
    found = convert(page, Reading(timezone=ZONE, language=language)).drafts
    stated = {
        clean.key(draft.title): draft.published.when.replace(tzinfo=None)
        for draft in found
        if draft.published is not None
    }
    wanted = dict(zip(map(clean.key, TITLES[language]), DATES, strict=True))
    assert {key: stated.get(key) for key in wanted} == wanted


def _page(language: str, notation: str, layout: str) -> str:
    if notation == "day":
        pattern = DAYS.get(language, "d MMMM yyyy")
    else:
        pattern = WEEKDAYS.get(language, "EEEE, d MMMM yyyy")
    locale = "zh_CN" if language == "zh" else language
    rows = [
        layout.format(
            d=format_datetime(when, pattern, locale=locale),
            t=f"{when:%H:%M}",
            T=title,
            S=SENTENCE,
        )
        for title, when in zip(TITLES[language], DATES, strict=True)
    ]
    return "\n".join(["Bridgeport", "- Home", "- Sport", "", *rows, "© 2024 Bridgeport", ""])
