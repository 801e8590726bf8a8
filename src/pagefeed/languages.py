"""Language tags (RFC 5646): which are registered, and what pages mean by others.

This module owns the tags that feeds may carry. It must not know where a page states one.
"""

from __future__ import annotations

import re
from functools import lru_cache


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# ISO 639-1, and the withdrawn codes that the IANA registry keeps as deprecated.
LANGUAGES = _words(
    """
    aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy
    da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu
    hy hz ia id ie ig ii ik in io is it iu iw ja ji jv jw ka kg ki kj kk kl km kn ko kr ks ku kv
    kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mo mr ms mt my na nb nd ne ng nl nn no nr
    nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq
    sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi
    yo za zh zu
    """
)

# ISO 3166-1, and the codes that the IANA registry keeps as exceptional or deprecated.
REGIONS = _words(
    """
    AA AC AD AE AF AG AI AL AM AN AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN
    BO BQ BR BS BT BU BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CP CQ CR CS CU CV CW CX CY
    CZ DD DE DG DJ DK DM DO DZ EA EC EE EG EH ER ES ET EU EZ FI FJ FK FM FO FR FX GA GB GD GE GF
    GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU IC ID IE IL IM IN IO IQ IR IS IT
    JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF
    MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NT NU NZ
    OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK
    SL SM SN SO SR SS ST SU SV SX SY SZ TA TC TD TF TG TH TJ TK TL TM TN TO TP TR TT TV TW TZ UA
    UG UM UN US UY UZ VA VC VE VG VI VN VU WF WS XK YD YE YT YU ZA ZM ZR ZW ZZ
    """
)

_TAG = re.compile(r"([A-Za-z]{2,3})(?:-([A-Za-z]{4}))?(?:-([A-Za-z]{2}|[0-9]{3}))?")
_ENDS = re.compile(r"[,;.@\s]")  # "en-US,en", "ru_RU.UTF-8"
# Countries that pages state for languages, where no language has that code.
_COUNTRIES = {"cn": "zh", "cz": "cs", "dk": "da", "gr": "el", "jp": "ja", "ua": "uk"}


@lru_cache(maxsize=256)
def tag(stated: str | None) -> str | None:
    """A tag that a feed may carry for what a page or an old feed states; None where it is none.

    A registered one is kept as it is. "en_us" is en-US, "en-UK" is en-GB, "jp" is ja; a
    region that doesn't exist is dropped.
    """
    text = _ENDS.split((stated or "").strip(), maxsplit=1)[0].replace("_", "-")
    match = _TAG.fullmatch(text)
    if match is None:
        return None
    language, script, region = match.groups()
    meant = language.lower()
    if len(meant) == 2 and meant not in LANGUAGES:
        meant = _COUNTRIES.get(meant, "")
    region = "GB" if (region or "").upper() == "UK" else (region or "").upper()
    if region.isalpha() and region not in REGIONS:
        region = ""
    if not meant:
        return None
    if (
        meant == language.lower()
        and region == (match[3] or "").upper()
        and "_" not in (stated or "")
    ):
        return text
    return "-".join(filter(None, (meant, script and script.title(), region)))
