"""The workflow for GitHub Pages: its own commands, run in clones of a repository on this disk."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from programs import need

ROOT = Path(__file__).parents[2]
WORKFLOW = ROOT / "hosting" / "pages.yml"
_STEP = re.compile(r"      - name: (?P<name>.+)\n(?P<rest>(?:        .*\n|\n)*)")


def _steps() -> dict[str, tuple[str, dict[str, str]]]:
    """Step name -> script and environment, of the steps that run a script."""
    found = {}
    for match in _STEP.finditer(WORKFLOW.read_text()):
        rest = match["rest"]
        env = dict(re.findall(r"^          ([A-Z_]+): (.+)$", rest, re.MULTILINE))
        block = re.search(r"^        run: \|\n((?:          .*\n|\n)+)", rest, re.MULTILINE)
        line = re.search(r"^        run: (?!\|)(.+)$", rest, re.MULTILINE)
        assert block or line, match["name"]
        script = re.sub(r"^ {10}", "", block[1], flags=re.MULTILINE) if block else line[1]  # type: ignore[index]
        found[match["name"]] = script, env
    return found


STEPS = _steps()
ORDER = ["Fetch the ledger", "Build", "Check", "Keep the ledger"]


class Runner:
    """Runs the steps as GitHub does: `bash -e`, in a fresh clone each time."""

    def __init__(self, work: Path) -> None:
        self.work = work
        self.origin = work / "origin.git"
        self.runs = 0
        first = work / "first"
        for folder in ("feeds", "pages"):
            (first / folder).mkdir(parents=True)
        for page in (ROOT / "seeds").glob("*.txt"):
            (first / "pages" / page.name).write_bytes(page.read_bytes())
        (first / "feeds/publication.toml").write_text(
            'title = "Example"\nhome = "http://127.0.0.1:8000/"\nauthor = "Example"\n'
            'language = "en"\ntimezone = "Asia/Yerevan"\n[[sources]]\nfiles = "../pages/*.txt"\n'
        )
        self._git("init", "-q", "--bare", "-b", "main", str(self.origin), at=work)
        self._git("init", "-q", "-b", "main", at=first)
        self._git("add", "-A", at=first)
        self._git("commit", "-q", "-m", "Start", at=first)
        self._git("push", "-q", str(self.origin), "main", at=first)

    def clone(self) -> Path:
        self.runs += 1
        made = self.work / f"run{self.runs}"
        self._git("clone", "-q", "--depth=1", self.origin.as_uri(), str(made), at=self.work)
        return made

    def step(self, name: str, clone: Path, epoch: int = 1_800_000_000) -> int:
        script, env = STEPS[name]
        values = {k: v.replace("${{ steps.pages.outputs.base_url }}", HOME) for k, v in env.items()}
        assert not [v for v in values.values() if "${{" in v]
        return subprocess.run(
            ["bash", "-e", "-c", script],
            cwd=clone,
            check=False,
            timeout=120,
            env={**self._env(), **values, "SOURCE_DATE_EPOCH": str(epoch)},
        ).returncode

    def run(self, epoch: int) -> Path:
        clone = self.clone()
        assert [self.step(name, clone, epoch) for name in ORDER] == [0] * len(ORDER)
        return clone / "output"

    def _git(self, *arguments: str, at: Path) -> None:
        subprocess.run(["git", *arguments], cwd=at, check=True, env=self._env(), timeout=60)

    def _env(self) -> dict[str, str]:
        return {
            **os.environ,
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(self.work),
            "GIT_AUTHOR_NAME": "Example",
            "GIT_AUTHOR_EMAIL": "example@example.com",
            "GIT_COMMITTER_NAME": "Example",
            "GIT_COMMITTER_EMAIL": "example@example.com",
        }


HOME = "https://example.com/feeds"


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    need("bash", "git")
    return Runner(tmp_path)


def _files(output: Path) -> dict[str, bytes]:
    return {p.relative_to(output).as_posix(): p.read_bytes() for p in output.rglob("*.*")}


def test_a_later_run_in_a_fresh_clone_publishes_the_same_bytes(runner: Runner) -> None:
    """The ledger came along on its branch: nothing is seen for the first time twice."""
    first = _files(runner.run(epoch=1_800_000_000))
    assert f'href="{HOME}/all/atom.xml"'.encode() in first["all/atom.xml"]
    second = _files(runner.run(epoch=1_900_000_000))
    assert second == first

    log = ["git", "rev-list", "--count", "pagefeed-ledger"]
    counted = subprocess.run(log, cwd=runner.origin, check=True, capture_output=True, text=True)
    assert counted.stdout.strip() == "1"  # however many runs: the repository doesn't grow

    stranger = runner.clone()  # without the ledger an undated item would look new
    assert runner.step("Build", stranger, epoch=1_900_000_000) == 0
    assert _files(stranger / "output") != first


def test_nothing_is_built_when_the_ledger_cannot_be_fetched(runner: Runner) -> None:
    """A network error isn't the absence of a ledger."""
    clone = runner.clone()
    runner.origin.rename(runner.work / "away.git")
    assert runner.step("Fetch the ledger", clone) == 1


def test_a_build_with_problems_is_published_a_build_that_failed_is_not(runner: Runner) -> None:
    clone = runner.clone()
    assert runner.step("Fetch the ledger", clone) == 0
    (clone / "pages/broken.txt").write_bytes(b"")
    assert runner.step("Build", clone) == 0
    (clone / "feeds/publication.toml").write_text("title = 1\n")
    assert runner.step("Build", clone) != 0


def test_every_step_is_known_and_every_action_pinned_by_its_major_version() -> None:
    text = WORKFLOW.read_text()
    assert list(STEPS) == ["Install pagefeed", *ORDER]
    used = re.findall(r"uses: (\S+)", text)
    assert used
    assert [action for action in used if not re.fullmatch(r"actions/[a-z-]+@v\d+", action)] == []
    assert len(re.findall(r"^      - ", text, re.MULTILINE)) == len(STEPS) + len(used)
