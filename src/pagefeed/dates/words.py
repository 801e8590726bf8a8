"""Words about time that news pages use and CLDR lacks, by language. Data, no rule."""

from __future__ import annotations

# Abbreviations and spellings of months beside CLDR's.
EXTRA_MONTHS: dict[str, dict[str, int]] = {
    "en": {"sept": 9, "june": 6, "july": 7},
    "de": {
        "jänner": 1, "feber": 2, "jän": 1, "mrz": 3, "mär": 3, "maerz": 3, "sept": 9, "jan": 1,
        "feb": 2, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "okt": 10, "nov": 11, "dez": 12,
    },
    "bn": {"জানুয়ারি": 1, "ফেব্রুয়ারি": 2},
    "fr": {"fev": 2, "fév": 2, "avr": 4, "juil": 7, "sep": 9, "déc": 12, "jan": 1},
    "es": {"setiembre": 9, "sep": 9, "set": 9, "ene": 1, "dic": 12},
    "pt": {"jan": 1, "fev": 2, "mar": 3, "abr": 4, "mai": 5, "jun": 6, "jul": 7, "ago": 8,
           "set": 9, "out": 10, "nov": 11, "dez": 12},
    "it": {"sett": 9},
    "nl": {"mrt": 3, "mar": 3},
    "pl": {"sty": 1, "lut": 2, "kwi": 4, "maja": 5, "cze": 6, "lip": 7, "sie": 8, "wrz": 9,
           "paź": 10, "gru": 12},
    "ru": {"январь": 1, "янв": 1, "фев": 2, "мар": 3, "апр": 4, "май": 5, "мая": 5, "июн": 6,
           "июл": 7, "авг": 8, "сен": 9, "сент": 9, "окт": 10, "ноя": 11, "нояб": 11, "дек": 12},
    "uk": {"січ": 1, "лют": 2, "бер": 3, "кві": 4, "квіт": 4, "тра": 5, "трав": 5, "чер": 6,
           "черв": 6, "лип": 7, "сер": 8, "серп": 8, "вер": 9, "вер.": 9, "жов": 10, "лис": 11,
           "гру": 12, "груд": 12, "берез": 3, "верес": 9, "жовт": 10, "листоп": 11},
    "bg": {"ян": 1, "яну": 1, "фев": 2, "февр": 2, "мар": 3, "апр": 4, "авг": 8, "сеп": 9,
           "септ": 9, "септем": 9, "окт": 10, "ное": 11, "ноем": 11, "дек": 12, "декем": 12},
    "sr": {"јан": 1, "јул": 7, "авг": 8, "januar": 1, "februar": 2, "mart": 3, "april": 4,
           "maj": 5, "jun": 6, "jul": 7, "avgust": 8, "avg": 8, "septembar": 9, "oktobar": 10,
           "okt": 10, "novembar": 11, "decembar": 12, "januara": 1, "februara": 2, "marta": 3, "aprila": 4,
           "maja": 5, "juna": 6, "jula": 7, "avgusta": 8, "septembra": 9, "oktobra": 10,
           "novembra": 11, "decembra": 12, "јануара": 1, "фебруара": 2, "марта": 3, "априла": 4,
           "маја": 5, "јуна": 6, "јула": 7, "августа": 8, "септембра": 9, "октобра": 10,
           "новембра": 11, "децембра": 12},
    "bs": {"januara": 1, "februara": 2, "marta": 3, "aprila": 4, "maja": 5, "juna": 6, "jula": 7,
           "augusta": 8, "septembra": 9, "oktobra": 10, "novembra": 11, "decembra": 12},
    "hr": {"siječnja": 1, "veljače": 2},
    "sl": {"januarja": 1, "februarja": 2},
    "sk": {"mája": 5},
    "el": {"ιαν": 1, "φεβ": 2, "μαρ": 3, "απρ": 4, "μαϊ": 5, "μαι": 5, "ιουν": 6, "ιουλ": 7,
           "αυγ": 8, "σεπ": 9, "σεπτ": 9, "οκτ": 10, "νοε": 11, "δεκ": 12},
    "tr": {"oca": 1, "şub": 2, "mar": 3, "nis": 4, "haz": 6, "tem": 7, "ağu": 8, "eyl": 9,
           "eki": 10, "kas": 11, "ara": 12},
    "fi": {"tammi": 1, "helmi": 2, "maalis": 3, "huhti": 4, "touko": 5, "kesä": 6, "heinä": 7,
           "elo": 8, "syys": 9, "loka": 10, "marras": 11, "joulu": 12},
    "hu": {"márc": 3, "ápr": 4, "máj": 5, "jún": 6, "júl": 7, "szept": 9},
    "ro": {"ian": 1, "mart": 3, "iun": 6, "iul": 7, "noi": 11, "sept": 9},
    "id": {"agt": 8, "ags": 8, "agu": 8, "okt": 10, "nop": 11, "nopember": 11, "des": 12,
           "pebruari": 2, "mei": 5, "peb": 2},
    "ms": {"ogos": 8, "ogo": 8, "dis": 12},
    "ar": {"يناير": 1, "فبراير": 2, "مارس": 3, "ابريل": 4, "إبريل": 4, "أبريل": 4, "مايو": 5,
           "يونيو": 6, "يوليو": 7, "اغسطس": 8, "أغسطس": 8, "سبتمبر": 9, "اكتوبر": 10,
           "أكتوبر": 10, "نوفمبر": 11, "ديسمبر": 12,
           "كانون الثاني": 1, "شباط": 2, "آذار": 3, "اذار": 3, "نيسان": 4, "أيار": 5, "ايار": 5,
           "حزيران": 6, "تموز": 7, "آب": 8, "اب": 8, "أيلول": 9, "ايلول": 9, "تشرين الأول": 10,
           "تشرين الاول": 10, "تشرين الثاني": 11, "كانون الأول": 12, "كانون الاول": 12,
           "جانفي": 1, "فيفري": 2, "أفريل": 4, "ماي": 5, "جوان": 6, "جويلية": 7, "أوت": 8,
           "غشت": 8, "شتنبر": 9, "نونبر": 11, "دجنبر": 12, "يوليوز": 7},
    "he": {"מארס": 3, "ינו": 1, "פבר": 2, "אפר": 4, "אוג": 8, "ספט": 9, "אוק": 10, "נוב": 11,
           "דצמ": 12},
    "hi": {"जन": 1, "फर": 2, "फरवरी": 2, "फ़रवरी": 2, "मार्च": 3, "अग": 8, "सितंबर": 9,
           "सितम्बर": 9, "अक्टूबर": 10, "अक्तूबर": 10, "नवंबर": 11, "नवम्बर": 11, "दिसंबर": 12,
           "दिसम्बर": 12},
    "th": {"ม.ค": 1, "ก.พ": 2, "มี.ค": 3, "เม.ย": 4, "พ.ค": 5, "มิ.ย": 6, "ก.ค": 7, "ส.ค": 8,
           "ก.ย": 9, "ต.ค": 10, "พ.ย": 11, "ธ.ค": 12},
    "lt": {"sausio": 1, "vasario": 2, "kovo": 3, "balandžio": 4, "gegužės": 5, "birželio": 6,
           "liepos": 7, "rugpjūčio": 8, "rugsėjo": 9, "spalio": 10, "lapkričio": 11, "gruodžio": 12, "lapk": 11,
           "gru": 12},
    "et": {"veeb": 2, "mär": 3, "jun": 6, "jul": 7},
    "lv": {"janvārī": 1, "februārī": 2, "martā": 3, "aprīlī": 4, "maijā": 5, "jūnijā": 6,
           "jūlijā": 7, "augustā": 8, "septembrī": 9, "oktobrī": 10, "novembrī": 11,
           "decembrī": 12, "mai": 5, "mar": 3},
    "eu": {"martxoaren": 3, "urriaren": 10},
    "hy": {"սեպ": 9},
    "az": {"yanvar": 1, "fevral": 2, "mart": 3, "aprel": 4, "may": 5, "iyun": 6, "iyul": 7,
           "avqust": 8, "sentyabr": 9, "oktyabr": 10, "noyabr": 11, "dekabr": 12},
    "uz": {"yanvar": 1, "fevral": 2, "январ": 1, "феврал": 2, "март": 3, "апрел": 4, "май": 5,
           "июн": 6, "июл": 7, "август": 8, "сентябр": 9, "октябр": 10, "ноябр": 11, "декабр": 12},
    "fa": {"ژانویه": 1, "فوریه": 2, "مارس": 3, "آوریل": 4, "مه": 5, "ژوئن": 6, "ژوئیه": 7,
           "جولای": 7, "اوت": 8, "آگوست": 8, "سپتامبر": 9, "اکتبر": 10, "نوامبر": 11, "دسامبر": 12},
}  # fmt: skip

# Months of the Solar Hijri calendar, which Persian pages use; the numbers are its own.
SOLAR_HIJRI: dict[str, int] = {
    "فروردین": 1, "اردیبهشت": 2, "خرداد": 3, "تیر": 4, "مرداد": 5, "شهریور": 6, "مهر": 7,
    "آبان": 8, "آذر": 9, "دی": 10, "بهمن": 11, "اسفند": 12,
}  # fmt: skip

# Words before and after noon beside CLDR's.
DAY_PARTS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "ar": (("صباحا", "صباحًا", "ص"), ("مساء", "مساءً", "مساءا", "م", "ظهرا", "ظهرًا", "عصرا")),
    "el": (("π.μ.", "πμ"), ("μ.μ.", "μμ")),
    "es": (("a. m.",), ("p. m.",)),
    "zh": (("上午", "早上", "凌晨", "清晨"), ("下午", "晚上", "傍晚")),
    "ja": (("午前",), ("午後",)),
    "bn": (
        ("পূর্বাহ্ণ", "পূর্বাহ্ন", "সকাল", "ভোর", "এএম"),
        ("পিএম", "অপরাহ্ণ", "অপরাহ্ন", "দুপুর", "বিকাল", "বিকেল", "সন্ধ্যা"),
    ),
    "ko": (("오전",), ("오후",)),
    "hi": (("पूर्वाह्न", "सुबह", "एएम"), ("अपराह्न", "शाम", "पीएम")),
    "mr": (("एएम",), ("पीएम",)),
    "gu": (("એએમ",), ("પીએમ",)),
    "te": (("ఏఎం",), ("పీఎం",)),
    "ml": (("എഎം",), ("പിഎം",)),
    "vi": (("SA",), ("CH",)),
    "ta": (("மு.ப.", "மு.ப"), ("பி.ப.", "பி.ப")),
    "fa": (("ق.ظ", "صبح"), ("ب.ظ", "عصر")),
    "tr": (("ÖÖ",), ("ÖS",)),
    "he": (("לפנה״צ",), ("אחה״צ",)),
    "bg": (("пр.об.",), ("сл.об.",)),
    "sq": (("PD",), ("MD",)),
    "th": (("ก่อนเที่ยง",), ("หลังเที่ยง",)),
}

# Weekdays as pages spell them besides; Monday is 0.
EXTRA_WEEKDAYS: dict[str, dict[str, int]] = {
    "ta": {"திங்கட்கிழமை": 0, "செவ்வாய்க்கிழமை": 1, "புதன்கிழமை": 2, "வியாழக்கிழமை": 3,
           "வெள்ளிக்கிழமை": 4, "சனிக்கிழமை": 5, "ஞாயிற்றுக்கிழமை": 6},
    "ar": {"الإثنين": 0, "الاربعاء": 2, "الاحد": 6},
    # "Quarta, 16 de Junho": without "-feira".
    "pt": {"segunda": 0, "terça": 1, "terca": 1, "quarta": 2, "quinta": 3, "sexta": 4},
    "sr": {"ponedeljak": 0, "ponedjeljak": 0, "utorak": 1, "sreda": 2, "srijeda": 2, "četvrtak": 3,
           "petak": 4, "subota": 5, "nedelja": 6, "nedjelja": 6, "pon": 0, "uto": 1, "sre": 2,
           "čet": 3, "pet": 4, "sub": 5, "ned": 6},
}  # fmt: skip

TODAY: dict[str, tuple[str, ...]] = {
    "en": ("today",), "de": ("heute",), "fr": ("aujourd'hui", "aujourd’hui"), "es": ("hoy",),
    "pt": ("hoje",), "it": ("oggi",), "nl": ("vandaag",), "pl": ("dzisiaj", "dziś", "dzis"),
    "cs": ("dnes",), "sk": ("dnes",), "sl": ("danes",), "hr": ("danas",), "bs": ("danas",),
    "sr": ("данас", "danas"), "bg": ("днес",), "mk": ("денес",), "ru": ("сегодня",),
    "uk": ("сьогодні",), "be": ("сёння",), "lt": ("šiandien",), "lv": ("šodien",), "et": ("täna",),
    "fi": ("tänään",), "sv": ("idag", "i dag"), "nb": ("i dag", "idag"), "no": ("i dag", "idag"),
    "da": ("i dag", "idag"), "is": ("í dag",), "hu": ("ma",), "ro": ("astăzi", "azi"),
    "el": ("σήμερα",), "tr": ("bugün",), "az": ("bu gün", "bugün"), "kk": ("бүгін",),
    "hy": ("այսօր",), "ka": ("დღეს",), "sq": ("sot",), "ca": ("avui",), "gl": ("hoxe",),
    "eu": ("gaur",), "he": ("היום",), "ar": ("اليوم",), "fa": ("امروز",), "ur": ("آج",),
    "hi": ("आज",), "bn": ("আজ",), "th": ("วันนี้",), "vi": ("hôm nay",), "id": ("hari ini",),
    "ms": ("hari ini",), "zh": ("今天", "今日"), "ja": ("今日", "本日"), "ko": ("오늘",),
    "sw": ("leo",), "af": ("vandag",),
}  # fmt: skip

YESTERDAY: dict[str, tuple[str, ...]] = {
    "en": ("yesterday",), "de": ("gestern",), "fr": ("hier",), "es": ("ayer",), "pt": ("ontem",),
    "it": ("ieri",), "nl": ("gisteren",), "pl": ("wczoraj",), "cs": ("včera",), "sk": ("včera",),
    "sl": ("včeraj",), "hr": ("jučer",), "bs": ("jučer",), "sr": ("јуче", "juče"),
    "bg": ("вчера",), "mk": ("вчера",), "ru": ("вчера",), "uk": ("вчора", "учора"),
    "be": ("учора",), "lt": ("vakar",), "lv": ("vakar",), "et": ("eile",), "fi": ("eilen",),
    "sv": ("igår", "i går"), "nb": ("i går",), "no": ("i går",), "da": ("i går",),
    "is": ("í gær",), "hu": ("tegnap",), "ro": ("ieri",), "el": ("χθες", "χτες"), "tr": ("dün",),
    "az": ("dünən",), "kk": ("кеше",), "hy": ("երեկ",), "ka": ("გუშინ",), "sq": ("dje",),
    "ca": ("ahir",), "gl": ("onte",), "eu": ("atzo",), "he": ("אתמול",), "ar": ("أمس", "امس"),
    "fa": ("دیروز",), "hi": ("कल",), "bn": ("গতকাল",), "th": ("เมื่อวาน", "เมื่อวานนี้"),
    "vi": ("hôm qua",), "id": ("kemarin",), "ms": ("semalam",), "zh": ("昨天", "昨日"),
    "ja": ("昨日",), "ko": ("어제",), "sw": ("jana",), "af": ("gister",),
}  # fmt: skip

# "The day before yesterday", where pages say it in a word.
TWO_DAYS_AGO: dict[str, tuple[str, ...]] = {
    "fr": ("avant-hier",), "de": ("vorgestern",), "es": ("anteayer",), "pt": ("anteontem",),
    "nl": ("eergisteren",), "pl": ("przedwczoraj",), "ru": ("позавчера",), "uk": ("позавчора",),
    "cs": ("předevčírem",), "it": ("l'altro ieri",), "zh": ("前天",), "ja": ("一昨日",),
    "ko": ("그저께",), "fi": ("toissapäivänä",),
}  # fmt: skip

# "Just now": the capture instant itself.
NOW: dict[str, tuple[str, ...]] = {
    "en": ("just now", "moments ago"), "de": ("gerade eben",), "fr": ("à l'instant",),
    "es": ("ahora mismo",), "ru": ("только что",), "uk": ("щойно",), "zh": ("刚刚", "剛剛"),
    "ja": ("たった今",), "ko": ("방금",), "pl": ("przed chwilą",), "tr": ("az önce",),
    "pt": ("agora mesmo",), "it": ("poco fa",), "vi": ("vừa xong",), "id": ("baru saja",),
}  # fmt: skip
