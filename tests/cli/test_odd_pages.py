"""A build of pages that state odd things: nothing stops it, and what comes out is valid."""

from __future__ import annotations

from pathlib import Path

from publications import Publication

_FEED = """\
<?xml version="1.0" encoding="windows-874"?>
<rss version="2.0"><channel><title>Weir</title><link>https://example.com/</link><language>en_us</language>
<item><title>Bridge to be mended</title><link>https://example.com/bridge</link>
<pubDate>Wed, 4 Jan 2006 19:56  +0200</pubDate><category>Roads</category></item>
</channel></rss>
"""
_PAGE = """\
<html lang="jp"><head><meta charset="tis-620"><title>สะพานเก่าจะได้รับการซ่อมแซม</title></head><body>
<h1>สะพานเก่าจะได้รับการซ่อมแซม</h1><time datetime="2024-05-12T10:00:00+07:00">12 พ.ค.</time>
<p>{text}</p></body></html>
"""


def test_a_build_of_pages_that_state_odd_things_is_valid(tmp_path: Path) -> None:
    made = Publication(tmp_path).settle()
    settings = tmp_path / "feeds" / "publication.toml"
    settings.write_text(settings.read_text().replace('"../pages/*.txt"', '"../pages/*"'))
    (made.pages / "old.xml").write_text(_FEED)
    page = _PAGE.format(text="สภาเมืองตกลงซ่อมสะพานเก่า " * 20)
    (made.pages / "thai.html").write_bytes(page.encode("cp874"))
    done = made.run("build")
    assert "error" not in done.stderr
    made.run("check", "--strict", str(made.output))
    atom = (made.output / "all" / "atom.xml").read_text()
    assert "สะพานเก่าจะได้รับการซ่อมแซม" in atom
    assert "Bridge to be mended" in atom
    assert "en_us" not in atom
