"""Settings: what is allowed, and what a wrong one is told."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from pagefeed import config
from pagefeed.errors import SettingsError

ROOT = Path(__file__).parents[2]

GOOD = """
title = "Example"
home = "https://example.org/feeds"
author = "Example"
language = "en"
timezone = "Europe/Paris"
[[sources]]
files = "../pages/*.txt"
"""


def folder(tmp_path: Path, publication: str = GOOD, **feeds: str) -> Path:
    made = tmp_path / "feeds"
    made.mkdir()
    (made / "publication.toml").write_text(publication, "utf-8")
    for name, text in feeds.items():
        (made / f"{name}.toml").write_text(text, "utf-8")
    return made


def with_line(line: str) -> str:
    """GOOD with one line in place of the setting of the same name, or added at the top."""
    name = line.partition("=")[0].strip()
    kept = [each for each in GOOD.splitlines() if each.partition("=")[0].strip() != name]
    return "\n".join([line, *kept])


def test_defaults_and_normal_forms(tmp_path: Path) -> None:
    """Home ends in a slash; sources take zone and language from the publication."""
    settings = config.load(folder(tmp_path))
    assert settings.publication.home == "https://example.org/feeds/"
    assert (settings.publication.limit, settings.publication.archive) == (50, "month")
    (source,) = settings.sources
    assert source.reading.timezone == "Europe/Paris"
    assert source.reading.language == "en"
    assert source.patterns == (str(tmp_path / "pages" / "*.txt"),)


def test_home_by_argument_and_by_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """--home wins over PAGEFEED_HOME, which wins over the file."""
    made = folder(tmp_path)
    monkeypatch.setenv("PAGEFEED_HOME", "https://env.example.org/")
    assert config.load(made).publication.home == "https://env.example.org/"
    loaded = config.load(made, home="https://arg.example.org/x")
    assert loaded.publication.home == "https://arg.example.org/x/"


def test_an_international_home_becomes_ascii(tmp_path: Path) -> None:
    """RSS wants URIs: host by IDNA, path by percent-encoding."""
    settings = config.load(folder(tmp_path, with_line('home = "http://exämple.com/ä/"')))
    assert settings.publication.home == "http://xn--exmple-cua.com/%C3%A4/"


@pytest.mark.parametrize(
    ("publication", "told"),
    [
        (with_line("limt = 5"), ["limt", "no such setting", "Allowed"]),
        (with_line("titel = 'x'"), ["titel", "Did you mean 'title'?"]),
        (GOOD + "[defaults]\nlimit = 'fifty'", ["defaults.limit", "a whole number", '"fifty"']),
        (GOOD + "[defaults]\nlimit = 0", ["defaults.limit", ">= 1", "0"]),
        (GOOD + "[defaults]\narchive = 'week'", ["defaults.archive", '"month"', '"week"']),
        (with_line("timezone = 'Mars/Olympus'"), ["timezone", "IANA", '"Mars/Olympus"']),
        (with_line("timezone = 'Asia/Yervan'"), ["timezone", "Did you mean 'Asia/Yerevan'?"]),
        (with_line("language = 'the english'"), ["language", "BCP 47", '"the english"']),
        (with_line("language = 'jp'"), ["language", '"jp"', 'Did you mean "ja"?']),
        (with_line("home = 'example.org'"), ["home", "absolute http", '"example.org"']),
        (with_line("home = 'https://example.org/?a=1'"), ["home", "without ? and #"]),
        (with_line("hub = 'ftp://example.org/'"), ["hub", "absolute http"]),
        (with_line("compress = ['zip']"), ["compress[0]", '"gz"', '"zip"']),
        (GOOD.replace('author = "Example"\n', ""), ["author", "required"]),
        (GOOD.replace('"../pages/*.txt"', "[]"), ["sources[0].files", "paths or patterns"]),
        (GOOD + "timezone = 'Nowhere'", ["sources[0].timezone", "IANA"]),
        (GOOD + "[sources.selectors]\ntitle = 'h2'", ["sources[0].selectors.item", "required"]),
        (GOOD + "[sources.words]\nvideo = []", ["sources[0].words.video", "Did you mean"]),
        ("title = ", ["isn't TOML"]),
    ],
)
def test_a_wrong_setting_is_told_by_file_key_and_value(
    tmp_path: Path, publication: str, told: list[str]
) -> None:
    with pytest.raises(SettingsError) as caught:
        config.load(folder(tmp_path, publication))
    for part in ["publication.toml", *told]:
        assert part in str(caught.value)


@pytest.mark.parametrize(
    ("feeds", "told"),
    [
        ({"videos": "title = 'V'"}, ["videos.toml", "no condition"]),
        ({"all": "title = 'A'\ncategory = 'x'"}, ["all.toml", "takes no conditions"]),
        ({"Bad Name": "title = 'B'\nkind = 'story'"}, ["Bad Name.toml", "lower case"]),
        ({"x": "title = 'X'\nkind = 'story'\nlimit = 0"}, ["x.toml", "limit", "1 to 10000"]),
        ({"x": "title = 'X'\nkind = 'story'\nlimit = 'a'"}, ["x.toml: limit", "whole number"]),
    ],
)
def test_a_wrong_feed_file_is_told(tmp_path: Path, feeds: dict[str, str], told: list[str]) -> None:
    with pytest.raises(SettingsError) as caught:
        config.load(folder(tmp_path, **feeds))
    for part in told:
        assert part in str(caught.value)


def test_a_missing_publication_says_what_next(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="pagefeed init"):
        config.load(tmp_path)


def test_the_schemas_beside_the_settings_are_the_program_s_own() -> None:
    """What editors check by is what the program checks by."""
    for name, schema in config.schemas().items():
        assert (ROOT / "feeds" / name).read_text("utf-8") == schema


def test_a_source_covers_its_files(tmp_path: Path) -> None:
    settings = config.load(folder(tmp_path))
    (tmp_path / "pages").mkdir()
    page = tmp_path / "pages" / "a.txt"
    page.write_text("x")
    assert settings.source_of(page) is settings.sources[0]
    assert settings.source_of(tmp_path / "other.txt") is None


def pagefeed(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pagefeed", *arguments],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )


ANSWERS = ["--title", 'A "title"', "--home", "https://example.org/", "--author", "Me"]


def test_init_writes_a_publication_that_loads(tmp_path: Path) -> None:
    done = pagefeed(
        "init", "site", *ANSWERS, "--language", "fr", "--timezone", "Europe/Paris", cwd=tmp_path
    )
    assert done.returncode == 0, done.stderr
    settings = config.load(tmp_path / "site" / "feeds")
    assert settings.publication.title == 'A "title"'
    assert (tmp_path / "site" / "feeds" / "schema.json").is_file()
    again = pagefeed("init", "site", *ANSWERS, "--language", "fr", cwd=tmp_path)
    assert again.returncode == 2
    assert "there is a publication already" in again.stderr


def test_init_judges_answers_and_leaves_nothing_behind(tmp_path: Path) -> None:
    done = pagefeed(
        "init", "site", *ANSWERS, "--language", "fr", "--timezone", "Paris", cwd=tmp_path
    )
    assert done.returncode == 2
    assert "timezone" in done.stderr
    assert not (tmp_path / "site" / "feeds").exists()


def test_init_without_a_person_names_what_is_missing(tmp_path: Path) -> None:
    done = pagefeed("init", *ANSWERS, cwd=tmp_path)
    assert done.returncode == 2
    assert "--language ... --timezone ..." in done.stderr
