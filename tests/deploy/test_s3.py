"""Deploys to a real S3 server: what arrives, what happens when things go wrong."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import obstore
import pytest

from buckets import BUCKET, ENVIRONMENT, Proxy, S3Server, Seen, broken, deploying_to, publication
from pagefeed import deploy as deploying
from pagefeed.deploy import lease
from pagefeed.deploy.bucket import Bucket
from pagefeed.deploy.records import LEASE, MANIFEST
from pagefeed.errors import LockedError, PublishError

START = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
BEFORE = {"all": ["2021/04", "2021/05"], "videos": ["2021/05"], "old": ["2020/01"]}
AFTER = {"all": ["2021/04", "2021/05", "2021/06"], "videos": ["2021/05"], "new": ["2021/06"]}
DOCUMENTS = ("index.html", "rss.xml")


@pytest.fixture(autouse=True)
def _credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def name(request: pytest.FixtureRequest) -> str:
    """A prefix of the test's own in the bucket."""
    return f"test-{abs(hash(request.node.nodeid)) % 10**10}"


@pytest.fixture
def output(tmp_path: Path) -> Path:
    publication(tmp_path / "output", BEFORE)
    return tmp_path / "output"


def _renew(output: Path, feeds: dict[str, list[str]] = AFTER, words: str = "later") -> None:
    shutil.rmtree(output)
    publication(output, feeds, words)


def _here(output: Path) -> dict[str, bytes]:
    return {p.relative_to(output).as_posix(): p.read_bytes() for p in output.rglob("*.*")}


def _deploy(endpoint: str, name: str, output: Path, holder: str = "one") -> deploying.Outcome:
    return deploying_to(Bucket(BUCKET, name, endpoint), output, holder=holder, clock=lambda: START)


def _command(endpoint: str, name: str, output: Path, *more: str) -> list[str]:
    return [
        *(
            sys.executable,
            "-m",
            "pagefeed",
            "deploy",
            f"s3://{BUCKET}/{name}",
            "--endpoint",
            endpoint,
        ),
        *("--output", str(output), "--state", str(output.parent / "state" / "ledger.db"), *more),
    ]


def _run(command: list[str], **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env={**os.environ, **ENVIRONMENT, **env},
    )


def test_everything_arrives_then_only_what_changed(
    server: S3Server, proxy: Proxy, name: str, output: Path
) -> None:
    """The second time only the difference is put, the third time nothing at all is written."""
    _deploy(server.endpoint, name, output)
    assert server.objects(name) == _here(output)

    (output / "videos/rss.xml").write_text("<rss>changed</rss>")
    done = _deploy(proxy.endpoint, name, output)
    assert [(step.path, step.why) for step in done.steps] == [("videos/rss.xml", "changed")]
    puts = [
        seen.path for seen in proxy.seen if seen.method == "PUT" and ".pagefeed" not in seen.path
    ]
    assert puts == [f"/{BUCKET}/{name}/videos/rss.xml"]
    assert server.objects(name) == _here(output)

    proxy.seen.clear()
    done = _deploy(proxy.endpoint, name, output)
    assert (done.steps, done.unchanged) == ((), len(_here(output)))
    assert {seen.method for seen in proxy.seen} == {"GET"}


def test_types_and_cache_headers_are_set(server: S3Server, name: str, output: Path) -> None:
    _deploy(server.endpoint, name, output)
    expected = {
        "index.html": ("text/html; charset=utf-8", "public, max-age=300"),
        "all/rss.xml": ("application/rss+xml; charset=utf-8", "public, max-age=300"),
        "all/2021/05/rss.xml": ("application/rss+xml; charset=utf-8", "public, max-age=3600"),
        "feeds.opml": ("text/x-opml; charset=utf-8", "public, max-age=300"),
        "style.css": ("text/css; charset=utf-8", "public, max-age=3600"),
    }
    found = {path: server.headers(name, path) for path in expected}
    assert {
        path: (headers["Content-Type"], headers["Cache-Control"]) for path, headers in found.items()
    } == expected
    assert not any("Content-Encoding" in headers for headers in found.values())


def test_variants_markers_and_hidden_files_stay_here(
    server: S3Server, name: str, output: Path
) -> None:
    """A bucket doesn't choose by Accept-Encoding."""
    expected = _here(output)
    (output / "all/rss.xml.gz").write_bytes(b"small")
    (output / ".gone/all").mkdir(parents=True)
    (output / ".gone/all/index.html").touch()
    (output / ".secret").write_text("secret")
    (output / "link.html").symlink_to("/etc/passwd")
    _deploy(server.endpoint, name, output)
    assert server.objects(name) == expected


def test_a_prefix_is_a_root_of_its_own(server: S3Server, name: str, output: Path) -> None:
    obstore.put(server.store(name), "rss.xml", b"a stranger's")
    store = Bucket(BUCKET, f"{name}/site/feeds", server.endpoint)
    deploying_to(store, output, holder="one", clock=lambda: START)
    expected = {f"site/feeds/{path}": data for path, data in _here(output).items()}
    assert server.objects(name) == {**expected, "rss.xml": b"a stranger's"}


def test_only_files_that_an_earlier_deploy_put_are_deleted(
    server: S3Server, name: str, output: Path
) -> None:
    _deploy(server.endpoint, name, output)
    obstore.put(server.store(name), "all/strangers.txt", b"stays")
    _renew(output)
    done = _deploy(server.endpoint, name, output)
    deleted = [step.path for step in done.steps if step.action == "delete"]
    assert sorted(deleted) == sorted(
        f"{folder}/{document}" for folder in ("old", "old/2020/01") for document in DOCUMENTS
    )
    assert server.objects(name) == {**_here(output), "all/strangers.txt": b"stays"}


def test_what_strangers_deleted_or_altered_is_put_again(
    server: S3Server, name: str, output: Path
) -> None:
    _deploy(server.endpoint, name, output)
    obstore.delete(server.store(name), "all/rss.xml")
    obstore.put(server.store(name), "index.html", b"defaced")
    done = _deploy(server.endpoint, name, output)
    assert [(step.path, step.why) for step in done.steps] == [
        ("all/rss.xml", "missing there"),
        ("index.html", "altered there"),
    ]
    assert server.objects(name) == _here(output)


def test_the_records_are_not_for_caches(server: S3Server, name: str, output: Path) -> None:
    _deploy(server.endpoint, name, output)
    for record in (MANIFEST, LEASE):
        assert server.headers(name, record)["Cache-Control"] == "no-store"


# --- when the server stumbles -----------------------------------------------------------------


def test_503_now_and_then_is_tried_again(
    server: S3Server, proxy: Proxy, name: str, output: Path
) -> None:
    """Every third request of each kind fails, whatever it is."""
    proxy.fault = lambda seen: 503 if seen.number % 3 == 0 else None
    _deploy(proxy.endpoint, name, output)
    _renew(output)
    _deploy(proxy.endpoint, name, output)
    assert server.objects(name) == _here(output)


def test_lost_answers_to_conditional_writes_are_recognised(
    server: S3Server, proxy: Proxy, name: str, output: Path
) -> None:
    """The write is done, its answer lost, the second try conflicts with the first."""
    lost: set[bytes] = set()

    def lose(seen: Seen) -> bool:
        if seen.method != "PUT" or ".pagefeed" not in seen.path or seen.body in lost:
            return False
        lost.add(seen.body)
        return True

    proxy.lost = lose
    _deploy(proxy.endpoint, name, output)
    assert len(lost) >= 3  # the lease, the manifest, the lease given back
    assert server.objects(name) == _here(output)


def test_a_server_that_stays_away_is_told_and_the_index_is_the_old_one(
    server: S3Server, proxy: Proxy, name: str, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _deploy(server.endpoint, name, output)
    old = server.objects(name)["index.html"]
    _renew(output)
    monkeypatch.setattr("pagefeed.deploy.bucket._GIVE_UP", timedelta(seconds=1))
    proxy.fault = lambda seen: (
        503 if seen.method == "PUT" and seen.path.endswith("/all/rss.xml") else None
    )
    with pytest.raises(PublishError, match=r"all/rss\.xml: the store answered 503"):
        _deploy(proxy.endpoint, name, output)
    there = server.objects(name)
    assert there["index.html"] == old
    assert broken(there, ["index.html"]) == []
    proxy.fault = lambda _: None
    _deploy(proxy.endpoint, name, output, holder="another")  # the lease was given back
    assert server.objects(name) == _here(output)


@pytest.mark.parametrize("at", [3, 8, 13, 18, 24])
def test_a_deploy_killed_anywhere_leaves_working_links_and_the_next_completes_it(
    server: S3Server, proxy: Proxy, name: str, output: Path, at: int
) -> None:
    """Killed at a put; links hold from the index and from every feed that was subscribed to."""
    _deploy(server.endpoint, name, output)
    subscribed = list(server.objects(name))
    _renew(output)
    killed = threading.Event()

    def kill(seen: Seen) -> int | None:
        if seen.method == "PUT" and seen.number == at:
            process.send_signal(signal.SIGKILL)
            killed.set()
        return 503 if killed.is_set() else None

    proxy.fault = kill
    process = subprocess.Popen(
        _command(proxy.endpoint, name, output),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **ENVIRONMENT},
    )
    assert process.wait(60) == -signal.SIGKILL
    there = server.objects(name)
    assert broken(there, subscribed) == []

    proxy.fault = lambda _: None
    outcome = _run(_command(proxy.endpoint, name, output))  # at once: the lease was its own
    assert outcome.returncode == 0, outcome.stderr
    assert server.objects(name) == _here(output)


def test_files_put_by_a_killed_deploy_and_removed_since_are_deleted(
    server: S3Server, proxy: Proxy, name: str, output: Path
) -> None:
    """They are in no finished deploy's record, but they were announced."""
    _deploy(server.endpoint, name, output)
    _renew(output)
    store = Bucket(BUCKET, name, proxy.endpoint)

    class Death(BaseException):
        pass

    def die(step: deploying.Step) -> None:
        if step.path.startswith("new/"):
            raise Death

    with pytest.raises(Death):
        deploying_to(store, output, holder="one", clock=lambda: START, report=die)
    assert any(path.startswith("new/") for path in server.objects(name))
    _renew(output, BEFORE)
    _deploy(server.endpoint, name, output)
    assert server.objects(name) == _here(output)


# --- two at once ------------------------------------------------------------------------------


def test_two_deploys_at_once_never_mix(
    server: S3Server, proxy: Proxy, name: str, tmp_path: Path
) -> None:
    """One of two processes is refused while the other works; the end is one whole output."""
    commands = []
    for side in ("left", "right"):
        publication(tmp_path / side / "output", BEFORE, words=side)
        commands.append(_command(proxy.endpoint, name, tmp_path / side / "output"))
    barrier = threading.Barrier(2, timeout=30)
    waited = threading.Lock()
    first_puts: list[str] = []

    def together(seen: Seen) -> int | None:
        """Both first writings of the lease arrive at the same moment."""
        if seen.method == "PUT" and LEASE in seen.path:
            with waited:
                first_puts.append(seen.path)
                meets = len(first_puts) <= 2
            if meets:
                barrier.wait()
        return None

    proxy.fault = together
    outcomes: list[subprocess.CompletedProcess[str]] = []
    threads = [
        threading.Thread(target=lambda c=command: outcomes.append(_run(c))) for command in commands
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcome.returncode for outcome in outcomes) == [0, 2]
    (refused,) = [outcome for outcome in outcomes if outcome.returncode == 2]
    assert "another deploy" in refused.stderr
    assert server.objects(name) in [
        _here(tmp_path / "left" / "output"),
        _here(tmp_path / "right" / "output"),
    ]


class Clock:
    """A clock that tests move."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now


def _left_behind(server: S3Server, name: str, holder: str) -> None:
    """A lease whose deploy died at START."""
    store = Bucket(BUCKET, name, server.endpoint)
    lease.take(store, holder, lambda: START)


@pytest.mark.parametrize(
    ("holder", "later", "free"),
    [
        ("another", timedelta(minutes=9), False),
        ("another", lease.TERM, True),
        ("one", timedelta(0), True),
    ],
    ids=["others' within the term", "others' after the term", "one's own at once"],
)
def test_a_lease_left_behind_is_taken_over_in_time(
    server: S3Server, name: str, output: Path, holder: str, later: timedelta, free: bool
) -> None:
    _deploy(server.endpoint, name, output)
    _renew(output)
    _left_behind(server, name, holder)
    clock: Callable[[], datetime] = lambda: START + later  # noqa: E731 - a clock of one line
    store = Bucket(BUCKET, name, server.endpoint)
    if not free:
        with pytest.raises(LockedError, match="until 12:10:00 UTC"):
            deploying_to(store, output, holder="one", clock=clock)
        return
    deploying_to(store, output, holder="one", clock=clock)
    assert server.objects(name) == _here(output)


def test_a_deploy_that_slept_through_its_lease_stops_before_the_next_change(
    server: S3Server, name: str, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another took over, finished, and isn't overwritten by the one that wakes up."""
    _deploy(server.endpoint, name, output)
    _renew(output, BEFORE, "sleeper")
    other = output.parent / "other"
    publication(other, BEFORE, "other")
    monkeypatch.setattr("pagefeed.deploy.lease.RENEWAL", timedelta(0))
    clock = Clock()
    last: list[str] = []

    def begin(plan: deploying.Plan) -> None:
        last.append(plan.waves[0][-1].path)

    def sleep(step: deploying.Step) -> None:
        """Between two waves, when nothing is under way."""
        if step.path in last:
            last.clear()
            clock.now += timedelta(minutes=11)
            deploying_to(Bucket(BUCKET, name, server.endpoint), other, holder="two", clock=clock)

    with pytest.raises(PublishError, match="another deploy took over"):
        deploying_to(
            Bucket(BUCKET, name, server.endpoint),
            output,
            holder="one",
            clock=clock,
            begin=begin,
            report=sleep,
        )
    assert last == []
    assert server.objects(name) == _here(other)


def test_a_store_that_ignores_conditions_is_told_of(
    server: S3Server, name: str, output: Path
) -> None:
    class Careless(Bucket):
        def put_if(self, path: str, data: bytes, tag: str | None) -> str:
            del tag
            return self.put(path, data, {})

    done = deploying_to(
        Careless(BUCKET, name, server.endpoint), output, holder="one", clock=lambda: START
    )
    assert [problem.code for problem in done.problems] == ["store-ignores-conditions"]


# --- the command -------------------------------------------------------------------------------


def test_a_dry_run_lists_and_changes_nothing(
    server: S3Server, proxy: Proxy, name: str, output: Path
) -> None:
    _deploy(server.endpoint, name, output)
    before = server.objects(name)
    _renew(output)
    outcome = _run(_command(proxy.endpoint, name, output, "--dry-run", "--format", "json"))
    assert outcome.returncode == 0, outcome.stderr
    *steps, summary = map(json.loads, outcome.stdout.splitlines())
    size = (output / "new/rss.xml").stat().st_size
    assert {"action": "put", "path": "new/rss.xml", "why": "new", "bytes": size} in steps
    assert {"action": "delete", "path": "old/rss.xml", "why": "removed here", "bytes": 0} in steps
    assert (summary["put"], summary["deleted"]) == (len(steps) - 4, 4)
    assert summary["dry_run"] is True
    assert {seen.method for seen in proxy.seen} == {"GET"}
    assert server.objects(name) == before


def test_the_command_tells_each_step_and_a_summary(
    server: S3Server, name: str, output: Path
) -> None:
    outcome = _run(_command(server.endpoint, name, output))
    assert outcome.returncode == 0, outcome.stderr
    lines = outcome.stdout.splitlines()
    assert lines[0] == "put    style.css  (new)"
    assert lines[-1] == "put    index.html  (new)"
    assert f"s3://{BUCKET}/{name}: put {len(lines)} (" in outcome.stderr
    again = _run(_command(server.endpoint, name, output, "--format", "json"))
    summary: dict[str, Any] = json.loads(again.stdout)
    assert (summary["put"], summary["unchanged"]) == (0, len(lines))


def test_wrong_credentials_are_told_with_what_to_look_at(
    server: S3Server, name: str, output: Path
) -> None:
    outcome = _run(_command(server.endpoint, name, output), AWS_ACCESS_KEY_ID="nobody")
    assert outcome.returncode == 2
    assert "the store answered 403 Forbidden (InvalidAccessKeyId)" in outcome.stderr
    assert "AWS_SECRET_ACCESS_KEY" in outcome.stderr
    assert len(outcome.stderr.splitlines()) == 1
    assert outcome.stdout == ""


def test_a_store_that_is_not_there_is_told(name: str, output: Path) -> None:
    outcome = _run(_command("http://127.0.0.1:9", name, output), PAGEFEED_DEPLOY_GIVE_UP="1")
    assert outcome.returncode == 2
    assert "Look at --endpoint" in outcome.stderr
    assert len(outcome.stderr.splitlines()) == 1


def test_a_manifest_that_is_not_ours_is_refused(server: S3Server, name: str, output: Path) -> None:
    obstore.put(server.store(name), MANIFEST, b"{}")
    outcome = _run(_command(server.endpoint, name, output))
    assert outcome.returncode == 2
    assert f"{MANIFEST}: it can't be read" in outcome.stderr
    assert server.objects(name) == {}


def test_ctrl_c_and_sigterm_give_the_lease_back(
    server: S3Server, proxy: Proxy, name: str, output: Path
) -> None:
    """The next deploy, from wherever, begins at once and completes it."""
    _deploy(server.endpoint, name, output)
    _renew(output)

    def terminate(seen: Seen) -> int | None:
        if seen.method == "PUT" and seen.number == 5:
            process.send_signal(signal.SIGTERM)
        return None

    proxy.fault = terminate
    process = subprocess.Popen(
        _command(proxy.endpoint, name, output),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **ENVIRONMENT},
    )
    _, said = process.communicate(timeout=60)
    assert (process.returncode, said.strip()) == (130, "stopped")
    assert server.objects(name) != _here(output)
    _deploy(server.endpoint, name, output, holder="another")
    assert server.objects(name) == _here(output)


def test_a_deploy_waits_for_no_build(server: S3Server, name: str, output: Path) -> None:
    """Half of the old output and half of the new is nothing to put up."""
    import filelock

    state = output.parent / "state"
    state.mkdir()
    with filelock.FileLock(state / "build.lock"):
        outcome = _run(_command(server.endpoint, name, output))
    assert outcome.returncode == 2
    assert "another build is at work" in outcome.stderr
    assert server.objects(name) == {}


def test_the_lease_goes_by_the_hour_of_the_day_whatever_the_builds_clock(
    server: S3Server, name: str, output: Path
) -> None:
    """SOURCE_DATE_EPOCH in the far future makes no live lease look stale."""
    store = Bucket(BUCKET, name, server.endpoint)
    today = datetime.now(UTC)  # noqa: TID251 - the command's lease goes by it too
    lease.take(store, "another", lambda: today)
    outcome = _run(_command(server.endpoint, name, output), SOURCE_DATE_EPOCH="4000000000")
    assert outcome.returncode == 2
    assert "another deploy is at work" in outcome.stderr


@pytest.mark.parametrize(
    ("home", "endpoint", "warned"),
    [
        ("http://127.0.0.1:8000/", None, True),
        ("http://localhost:8000/", "https://s3.example.com", True),
        ("http://127.0.0.1:8000/", "http://127.0.0.1:8333", False),
        ("https://feeds.example.com/", None, False),
    ],
)
def test_a_home_that_only_this_machine_can_reach_is_told(
    tmp_path: Path, home: str, endpoint: str | None, warned: bool
) -> None:
    """Put up for all the world, it would lead every reader to their own machine."""
    from pagefeed.cli.deploy import _unreachable

    (tmp_path / "publication.toml").write_text(
        f'title = "Example"\nhome = "{home}"\nauthor = "Example"\nlanguage = "en"\n'
        'timezone = "UTC"\n[[sources]]\nfiles = "*.txt"\n'
    )
    found = _unreachable(str(tmp_path), Bucket(BUCKET, "site", endpoint), endpoint)
    assert [problem.code for problem in found] == (["home-unreachable"] if warned else [])
