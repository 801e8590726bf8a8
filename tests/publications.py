"""A publication in a folder, and the command line run on it, for tests from end to end."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from pagefeed import cli

HOME = "http://127.0.0.1:8000/"
SETTINGS = """\
title    = "The Living Page"
home     = "{home}"
author   = "Living Page"
language = "en"
timezone = "Asia/Yerevan"

[[sources]]
files = "../pages/*.txt"
date_order = "DMY"

[defaults]
limit = {limit}
archive = "month"
"""


@dataclass(frozen=True)
class Publication:
    """A folder with settings, pages, a ledger and an output folder."""

    folder: Path
    home: str = HOME

    @property
    def pages(self) -> Path:
        return self.folder / "pages"

    @property
    def output(self) -> Path:
        return self.folder / "output"

    @property
    def state(self) -> Path:
        return self.folder / ".pagefeed" / "ledger.db"

    def settle(self, *, limit: int = 50) -> Publication:
        """Write the settings."""
        (self.folder / "feeds").mkdir(parents=True, exist_ok=True)
        (self.folder / "feeds" / "publication.toml").write_text(
            SETTINGS.format(home=self.home, limit=limit)
        )
        self.pages.mkdir(exist_ok=True)
        return self

    def arguments(self, command: str, *more: str) -> list[str]:
        """A command's arguments, with the folders of this publication."""
        if command == "check":
            return [command, *more]
        given = [command, "--config", str(self.folder / "feeds"), *more]
        return [*given, "--output", str(self.output)] if command in {"build", "diff"} else given

    def run(
        self, command: str, *more: str, at: int | None = None, expect: int = 0
    ) -> subprocess.CompletedProcess[str]:
        """The command as a process of its own; `at` is the clock, in seconds since 1970."""
        clock = {} if at is None else {"SOURCE_DATE_EPOCH": str(at)}
        done = subprocess.run(
            [sys.executable, "-m", "pagefeed", *self.arguments(command, *more)],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, **clock},
        )
        assert done.returncode == expect, (
            done.returncode,
            done.stdout[-2000:],
            done.stderr[-2000:],
        )
        return done

    def build(
        self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, at: int
    ) -> list[dict[str, Any]]:
        """`pagefeed build --format json`, in this process: its lines."""
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(at))
        capsys.readouterr()
        cli.group.main(self.arguments("build", "--format", "json"), standalone_mode=False)
        return [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    def files(self) -> dict[str, bytes]:
        """Every file under output/, by path."""
        return {
            path.relative_to(self.output).as_posix(): path.read_bytes()
            for path in sorted(self.output.rglob("*"))
            if path.is_file()
        }
