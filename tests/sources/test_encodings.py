"""Bytes become characters as people meant them, and every doubt is reported."""

from __future__ import annotations

from pathlib import Path

import pytest
import webencodings

from pagefeed.model import Reading
from reading import read, write


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be"])
def test_marked_and_wide_text_is_decoded(tmp_path: Path, encoding: str) -> None:
    """Byte order marks count; UTF-16 without one shows by its NULs."""
    pages, _ = read(write(tmp_path, "page.txt", "Grüße aus dem Tal".encode(encoding)))
    assert pages[0].text == "Grüße aus dem Tal"


def test_a_broken_byte_is_replaced_and_its_line_is_named(tmp_path: Path) -> None:
    pages, problems = read(
        write(tmp_path, "page.txt", b"ein\nzwei \xff drei\nGr\xc3\xbc\xc3\x9fe\n")
    )
    assert pages[0].text == "ein\nzwei � drei\nGrüße\n"
    assert [(each.code, each.line) for each in problems] == [("page-encoding", 2)]


@pytest.mark.parametrize(
    ("language", "encoding", "text"),
    [
        ("ru", "cp1251", "Старый мост отремонтируют до зимы"),
        ("pl", "iso-8859-2", "Stary most zostanie naprawiony jeszcze przed zimą, źle"),
        ("de", "cp1252", "Grüße über die Brücke"),
        ("el", "iso-8859-7", "Επισκευάζεται η παλιά γέφυρα"),
        ("ja", "shift_jis", "古い橋を修理する"),
        ("zh-TW", "big5", "老橋將在冬天以前整修"),
        ("th", "cp874", "สะพานเก่าจะได้รับการซ่อมแซม"),
        ("he", "cp1255", "הגשר הישן ישופץ"),
    ],
)
def test_text_in_a_legacy_encoding_is_read_by_the_custom_of_its_language(
    tmp_path: Path, language: str, encoding: str, text: str
) -> None:
    reading = Reading(timezone="UTC", language=language)
    pages, problems = read(write(tmp_path, "page.txt", text.encode(encoding)), reading)
    assert pages[0].text == text
    assert [each.code for each in problems] == ["page-encoding"]


def test_the_sidecar_states_a_charset(tmp_path: Path) -> None:
    write(tmp_path, "page.meta.toml", 'charset = "koi8-r"\n')
    pages, problems = read(write(tmp_path, "page.txt", "Старый мост".encode("koi8-r")))
    assert pages[0].text == "Старый мост"
    assert problems == []


def test_html_follows_the_whatwg_order(tmp_path: Path) -> None:
    """Mark before transport before <meta> before the language's custom."""
    stated = '<meta charset="windows-1251"><p>мост</p>'
    pages, _ = read(write(tmp_path, "mark.html", stated.encode("utf-8-sig")))
    assert "мост" in pages[0].text
    write(tmp_path, "transport.meta.toml", 'charset = "koi8-r"\n')
    pages, _ = read(write(tmp_path, "transport.html", stated.encode("koi8-r")))
    assert "мост" in pages[0].text
    pages, _ = read(write(tmp_path, "meta.html", stated.encode("cp1251")))
    assert "мост" in pages[0].text
    custom = '<html lang="ru"><p>мост</p>'
    pages, problems = read(write(tmp_path, "custom.html", custom.encode("cp1251")))
    assert "мост" in pages[0].text
    assert [each.code for each in problems] == ["page-encoding"]


def test_a_page_saved_again_as_utf8_is_read_as_utf8(tmp_path: Path) -> None:
    """Programs that save pages leave the old <meta> in place: the bytes prove otherwise."""
    page = write(tmp_path, "page.html", '<meta charset="iso-8859-1"><p>Grüße “aus” dem Tal')
    pages, problems = read(page)
    assert "Grüße “aus” dem Tal" in pages[0].text
    assert [each.code for each in problems] == ["page-encoding"]


def test_c1_bytes_of_windows_1252_become_their_characters(tmp_path: Path) -> None:
    pages, _ = read(
        write(tmp_path, "page.html", b'<meta charset="latin1"><p>\x93so\x94 \x96 na\xefve')
    )
    assert "“so” – naïve" in pages[0].text


@pytest.mark.parametrize(
    ("label", "encoding", "text"),
    [
        ("tis-620", "cp874", "สะพานเก่า"),
        ("windows-874", "cp874", "สะพานเก่า"),
        ("iso-8859-8-i", "iso8859-8", "הגשר הישן"),
        ("x-mac-cyrillic", "mac-cyrillic", "Старый мост"),
        ("MacCyrillic", "mac-cyrillic", "Старый мост"),
        ("hz-gb-2312", "hz", "老桥"),
        ("iso-2022-jp", "iso2022-jp", "古い橋"),
        ("unicode", "utf-8", "Старый мост"),
        ("cp866", "cp866", "Старый мост"),
    ],
)
def test_a_page_is_read_in_the_encoding_that_it_states(
    tmp_path: Path, label: str, encoding: str, text: str
) -> None:
    """Also where Python knows it by another name than WHATWG, or WHATWG doesn't."""
    stated = f'<meta charset="{label}"><p>{text}</p>'
    pages, problems = read(write(tmp_path, "page.html", stated.encode(encoding)))
    assert text in pages[0].text
    assert problems == []


@pytest.mark.parametrize("label", sorted(webencodings.LABELS))
def test_no_label_of_an_encoding_breaks_a_page(tmp_path: Path, label: str) -> None:
    stated = f'<meta charset="{label}"><p>\xa1\xe9 mended</p>'.encode("latin-1")
    pages, _ = read(write(tmp_path, "page.html", stated))
    assert "mended" in pages[0].text
