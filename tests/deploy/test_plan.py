"""What is put and deleted, and in which order."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pagefeed.deploy.plan import Entry, LocalFile, Plan, plan


def _local(**digests: str) -> list[LocalFile]:
    return [LocalFile(path=_path(k), digest=v, size=3) for k, v in digests.items()]


def _path(name: str) -> str:
    return name.replace("__", "/").replace("_", ".")


def _entry(digest: str, tag: str = "t") -> Entry:
    return Entry(digest=digest, tag=tag, headers="")


def _listed(made: Plan) -> list[str]:
    return [f"{step.action} {step.path} ({step.why})" for step in made.steps]


def test_what_is_the_same_is_left_alone() -> None:
    made = plan(_local(a_html="1"), {"a.html": _entry("1")}, {"a.html": "t"}, {})
    assert (made.waves, made.unchanged) == ((), 1)


def test_every_reason_to_put_is_told() -> None:
    recorded = {
        "altered.xml": _entry("1"),
        "changed.xml": _entry("0"),
        "headers.xml": _entry("1"),
        "missing.xml": _entry("1"),
        "meant.xml": _entry("", ""),
        "halfway.xml": _entry("", ""),
    }
    there = {
        "altered.xml": "other",
        "changed.xml": "t",
        "headers.xml": "t",
        "halfway.xml": "t",
        "strangers.xml": "t",
    }
    names = ("altered", "changed", "headers", "missing", "meant", "halfway", "new", "strangers")
    local = [LocalFile(path=f"{name}.xml", digest="1", size=1) for name in names]
    made = plan(local, recorded, there, {"headers.xml": (("Content-Type", "text/xml"),)})
    assert sorted((step.path, step.why) for step in made.steps) == [
        ("altered.xml", "altered there"),
        ("changed.xml", "changed"),
        ("halfway.xml", "changed"),
        ("headers.xml", "headers"),
        ("meant.xml", "new"),
        ("missing.xml", "missing there"),
        ("new.xml", "new"),
        ("strangers.xml", "new"),
    ]


def test_only_what_was_deployed_is_deleted() -> None:
    recorded = {"old/rss.xml": _entry("1"), "left.xml": _entry("1")}
    there = {"old/rss.xml": "t", "strangers.txt": "t"}
    made = plan(_local(index_html="1"), recorded, there, {})
    assert _listed(made) == ["put index.html (new)", "delete old/rss.xml (removed here)"]
    assert made.forgotten == ("left.xml",)


def test_new_before_changed_archives_before_feeds_pages_after_and_the_index_last() -> None:
    paths = [
        "index.html",
        "index.html.gz",
        "feeds.opml",
        "style.css",
        "all/rss.xml",
        "all/index.html",
        "all/2021/05/rss.xml",
        "all/2021/05/index.html",
        "all/2021/06/rss.xml",
        "new/rss.xml",
        "new/index.html",
        "new/2021/06/index.html",
    ]
    there = {path: "t" for path in paths if "new" not in path and "06" not in path}
    recorded = {path: _entry("0") for path in there} | {"gone/2020/rss.xml": _entry("0")}
    there["gone/2020/rss.xml"] = "t"
    made = plan([LocalFile(path=p, digest="1", size=1) for p in paths], recorded, there, {})
    assert [[step.path for step in wave] for wave in made.waves] == [
        ["style.css"],
        ["new/2021/06/index.html"],
        ["all/2021/06/rss.xml"],
        ["new/rss.xml"],
        ["new/index.html"],
        ["all/2021/05/index.html"],
        ["all/2021/05/rss.xml"],
        ["all/rss.xml"],
        ["all/index.html"],
        ["feeds.opml"],
        ["index.html", "index.html.gz"],
        ["gone/2020/rss.xml"],
    ]


def test_deletions_go_from_the_index_outwards() -> None:
    recorded = {
        p: _entry("1") for p in ("x/rss.xml", "x/2021/05/rss.xml", "x/2021/rss.xml", "y.html")
    }
    made = plan([], recorded, dict.fromkeys(recorded, "t"), {})
    assert [[step.path for step in wave] for wave in made.waves] == [
        ["y.html"],
        ["x/rss.xml"],
        ["x/2021/rss.xml"],
        ["x/2021/05/rss.xml"],
    ]


PATHS = st.sampled_from(
    ["index.html", "a/rss.xml", "a/index.html", "a/2021/rss.xml", "b/feed.json", "s.css"]
)
TEXTS = st.dictionaries(PATHS, st.sampled_from("123"))


@given(here=TEXTS, recorded=TEXTS, there=TEXTS)
@settings(max_examples=300)
def test_whatever_was_there_the_end_is_what_is_here_and_a_second_plan_is_empty(
    here: dict[str, str], recorded: dict[str, str], there: dict[str, str]
) -> None:
    """A small store is played: tags are contents."""
    files = [LocalFile(path=path, digest=text, size=1) for path, text in here.items()]
    entries = {path: _entry(text, tag=text) for path, text in recorded.items()}
    store = dict(there)
    made = plan(files, entries, store, {})
    for path in made.forgotten:
        del entries[path]
    for step in made.steps:
        if step.action == "delete":
            assert step.path in recorded
            assert step.path not in here
            del store[step.path], entries[step.path]
        else:
            store[step.path] = here[step.path]
            entries[step.path] = _entry(step.digest, tag=step.digest)
    assert {path: store[path] for path in here} == here
    assert {path for path in store if path not in here} == {
        path for path in there if path not in here and path not in recorded
    }
    assert plan(files, entries, store, {}).steps == ()
