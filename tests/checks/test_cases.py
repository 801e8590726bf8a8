"""Small feeds, one fault or one tricky correct thing each, with what must be found in them.

`tests/cases/check/<format>/<name>.<suffix>` is a document. Beside it stands `<name>.txt`:
first the codes that must be found, no more and no fewer, or `clean`; then why. A line
`url: ...` or `content-type: ...` says how the document was fetched.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from pagefeed.checks import check, rules

CASES = Path(__file__).parents[1] / "cases/check"
ALL = sorted(CASES.glob("*/*.txt"))


def _document(note: Path) -> Path:
    (found,) = (each for each in note.parent.glob(f"{note.stem}.*") if each != note)
    return found


@pytest.mark.parametrize("note", ALL, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_document_gets_the_problems_that_it_has(note: Path) -> None:
    """Exactly the codes that are written beside the document are found."""
    lines = note.read_text("utf-8").splitlines()
    expected = [] if lines[0] == "clean" else lines[0].split()
    about = dict(line.split(": ", 1) for line in lines[2:] if line)
    document = _document(note)
    found = check(
        document.read_bytes(),
        url=about.get("url"),
        content_type=about.get("content-type"),
        name=document.name,
    )
    assert sorted(problem.code for problem in found) == sorted(expected), lines[1]


@pytest.mark.parametrize("note", ALL, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_case_says_what_it_is_for(note: Path) -> None:
    """The note names known codes and gives its reason in a sentence."""
    lines = note.read_text("utf-8").splitlines()
    assert lines[0] == "clean" or set(lines[0].split()) <= set(rules.by_code())
    assert lines[1].endswith(".")
