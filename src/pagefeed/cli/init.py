"""`pagefeed init`: a new publication, asking what it can't know."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path

import click

from pagefeed.errors import SettingsError, UsageError

_QUESTIONS = {
    "title": "Title of the publication",
    "home": "Where output/ will be hosted (an absolute URL)",
    "author": "Who publishes",
    "language": 'Language of the pages (such as "en" or "pt-BR")',
    "timezone": 'Time zone of the pages\' dates (such as "Europe/Paris")',
}


@click.command(name="init")
@click.argument("folder", default=".", metavar="[DIR]")
@click.option("--title", default=None, help=_QUESTIONS["title"] + ".")
@click.option("--home", default=None, help=_QUESTIONS["home"] + ".")
@click.option("--author", default=None, help=_QUESTIONS["author"] + ".")
@click.option("--language", default=None, help=_QUESTIONS["language"] + ".")
@click.option("--timezone", default=None, help=_QUESTIONS["timezone"] + ".")
@click.option(
    "--files",
    default=("../pages/**/*",),
    multiple=True,
    show_default=True,
    help="Pages to read, relative to DIR/feeds/. May be given several times.",
)
def command(folder: str, files: tuple[str, ...], **given: str | None) -> int:
    """Start a new publication in DIR."""
    from pagefeed import config

    base = Path(folder)
    settings = base / "feeds"
    if (settings / "publication.toml").exists():
        raise UsageError(
            "there is a publication already",
            where=str(settings / "publication.toml"),
            hint="Edit it, or name another folder",
        )
    answers = _asked(given)
    fresh = not settings.exists()
    settings.mkdir(parents=True, exist_ok=True)
    try:
        (settings / "publication.toml").write_text(_text(answers, files), "utf-8")
        config.load(settings)  # what was answered is judged by the same rules as ever
    except SettingsError:
        (settings / "publication.toml").unlink()
        if fresh:
            shutil.rmtree(settings)
        raise
    for name, schema in config.schemas().items():
        (settings / name).write_text(schema, "utf-8")
    if files == ("../pages/**/*",):
        (base / "pages").mkdir(exist_ok=True)
    where = "" if folder == "." else f"cd {folder} && "
    click.echo(
        f"{settings / 'publication.toml'} is written. Put pages into {base / 'pages'}/, then:"
    )
    click.echo(f"  {where}pagefeed build && pagefeed serve")
    return 0


def _asked(given: dict[str, str | None]) -> dict[str, str]:
    """The answers: from the options, else from the person at the terminal."""
    missing = [name for name in _QUESTIONS if not given[name]]
    if missing and not sys.stdin.isatty():
        raise UsageError(
            "nobody is there to ask for " + ", ".join(missing),
            hint="Give " + " ".join(f"--{name} ..." for name in missing),
        )
    return {name: given[name] or _prompt(name) for name in _QUESTIONS}


def _prompt(name: str) -> str:
    suggestion = (
        "http://127.0.0.1:8000/" if name == "home" else _zone() if name == "timezone" else None
    )
    answer: str = click.prompt(_QUESTIONS[name], default=suggestion)
    return answer


def _zone() -> str | None:
    """The zone that this machine is set to, as a suggestion: the pages may be of another."""
    path = os.path.realpath("/etc/localtime")
    return path.partition("zoneinfo/")[2] or None


def _text(answers: dict[str, str], files: tuple[str, ...]) -> str:
    lines = ["#:schema ./schema.json"]
    lines += [f"{name} = {_quoted(value)}" for name, value in answers.items()]
    patterns = ", ".join(map(_quoted, files))
    lines += ["", "[[sources]]", f"files = [{patterns}]"]
    lines += ["", "[defaults]", "limit = 50", 'archive = "month"']
    return "\n".join(lines) + "\n"


def _quoted(value: str) -> str:
    """A TOML basic string: JSON's escapes are among TOML's."""
    return json.dumps(value, ensure_ascii=False)
