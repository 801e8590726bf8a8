"""Compressed variants stay in step with their files, and markers with what was deleted."""

from __future__ import annotations

import gzip
import subprocess
import sys
from pathlib import Path

import brotli
import pytest
import zstandard

from pagefeed import compress, gone

SEED = Path(__file__).parents[2] / "seeds"
UNPACK = {
    ".gz": gzip.decompress,
    ".br": brotli.decompress,
    ".zst": lambda data: zstandard.ZstdDecompressor().decompress(data),
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "feeds").mkdir()
    (tmp_path / "pages").mkdir()
    for page in SEED.glob("*.txt"):
        (tmp_path / "pages" / page.name).write_bytes(page.read_bytes())
    return tmp_path


def _build(site: Path, kinds: str, more: str = "") -> Path:
    (site / "feeds/publication.toml").write_text(
        'title = "Example"\nhome = "https://feeds.example.com/"\nauthor = "Example"\n'
        f'language = "en"\ntimezone = "Asia/Yerevan"\ncompress = {kinds}\n{more}\n'
        '[[sources]]\nfiles = "../pages/*.txt"\n'
    )
    subprocess.run(
        [sys.executable, "-m", "pagefeed", "build"],
        cwd=site,
        check=True,
        capture_output=True,
        timeout=120,
    )
    return site / "output"


def _pairs(output: Path) -> dict[str, str]:
    """Variant -> original, both by path; every variant unpacks to its original."""
    found = {}
    for file in output.rglob("*"):
        path = file.relative_to(output).as_posix()
        original = compress.original(path)
        if original is not None and not path.startswith(".gone/"):
            assert UNPACK[file.suffix](file.read_bytes()) == (output / original).read_bytes(), path
            found[path] = original
    return found


def test_variants_change_appear_and_go_with_their_files_and_settings(site: Path) -> None:
    output = _build(site, '["gz"]')
    first = _pairs(output)
    assert {"all/rss.xml.gz", "index.html.gz", "style.css.gz"} <= set(first)
    before = (output / "all/rss.xml.gz").read_bytes()

    page = next((site / "pages").glob("*.txt"))
    page.write_text(page.read_text().replace("Armenia", "Armenia's"))
    _build(site, '["gz"]')
    assert set(_pairs(output)) == set(first)
    assert (output / "all/rss.xml.gz").read_bytes() != before

    _build(site, '["br", "gz", "zst"]')
    assert len(_pairs(output)) == 3 * len(first)

    _build(site, "[]")
    assert _pairs(output) == {}


def test_a_variant_that_somebody_removed_or_altered_is_made_again(site: Path) -> None:
    output = _build(site, '["gz"]')
    first = _pairs(output)
    (output / "all/rss.xml.gz").unlink()
    (output / "all/atom.xml.gz").write_bytes(gzip.compress(b"defaced"))
    _build(site, '["gz"]')
    assert _pairs(output) == first


def test_every_text_file_that_gains_has_its_variant(site: Path) -> None:
    output = _build(site, '["gz"]')
    files = {p.relative_to(output).as_posix(): p.read_bytes() for p in output.rglob("*.*")}
    for path, data in files.items():
        for name, small in compress.variants(path, data, ("gz",)):
            assert files[name] == small


def test_documents_that_a_change_of_settings_removes_are_marked_gone(site: Path) -> None:
    """Archives by year take the place of archives by month."""
    output = _build(site, '["gz"]', '[defaults]\narchive = "month"')
    months = sorted(p.relative_to(output).as_posix() for p in output.glob("all/2021/*/rss.xml"))
    assert months
    _build(site, '["gz"]', '[defaults]\narchive = "year"')
    left = [month for month in months if (output / month).exists()]
    assert [month for month in months if not gone.is_gone(output, month)] == left
    assert not list((output / ".gone").rglob("*.gz"))
    _build(site, '["gz"]', '[defaults]\narchive = "month"')
    assert [month for month in months if gone.is_gone(output, month)] == []
