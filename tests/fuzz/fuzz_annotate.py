"""A suffix and a folder for what is found in; a coverage-guided search for files that `careword annotate` harms.

    python tests/fuzz/fuzz_annotate.py .docx FOLDER -max_total_time=600

Whatever the reader can read must be annotated, or refused with a reason; the copy must say what the file said, with
every part that holds no remarks as it was; nothing may raise, hang or grow without end.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import atheris
from fuzz_readers import LIBRARIES, search, seeds
from test_annotate_docx import everything
from test_annotate_odt import RICH
from test_annotate_xlsx import book

with atheris.instrument_imports(include=[*LIBRARIES, "careword.annotate", "pypdf"]):
    from careword.annotate.copies import SUFFIXES, annotated
    from careword.annotate.remark import Remark
    from careword.note import Note
    from careword.readers.decode import UnreadableError
    from careword.readers.read import read
    from careword.readers.sources import Source

DATE = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)
MAY_CHANGE = re.compile(
    r"\[Content_Types\]\.xml|content\.xml|.*\.rels|.*comments?\d*\.xml|.*\.vml|word/document.*|xl/worksheets/.*"
)


def notes(path: Path, suffix: str) -> list[Note]:
    """Read a file."""
    return [item for item in read(Source(path.name, path, suffix, path.stat().st_size), {}) if isinstance(item, Note)]


def remarks(note: Note) -> Iterator[Remark]:
    """Give remarks on every fifth word, and on some that reach over lines."""
    text = note.document.text
    for number, found in enumerate(re.finditer(r"\w+(?:\W+\w+)?", text)):
        if number % 5 == 0 and note.places is not None:
            first, last = note.places.at(found.start()), note.places.at(found.end() - 1)
            yield Remark(first, last, note.place_of(found.start()).label, found[0], ("Is it so?", "On this."))


def check(path: Path, suffix: str) -> None:
    """Annotate a file and see that nothing is lost."""
    before = notes(path, suffix)
    said = [remark for note in before for remark in remarks(note)]
    if not said:
        return
    data = path.read_bytes()
    try:
        copy = annotated(data, suffix, said, DATE)
    except UnreadableError as refused:
        fault = str(refused)
    else:
        fault = ""
    assert not re.search(r"\(\w+Error at", fault), fault
    if fault:
        return
    path.write_bytes(copy.data)
    after = notes(path, suffix)
    assert [note.document.text for note in after] == [note.document.text for note in before]
    if suffix == ".pdf":
        assert copy.data.startswith(data)
        return
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(io.BytesIO(copy.data)) as new:
        for name in old.namelist():
            assert MAY_CHANGE.fullmatch(name) or old.read(name) == new.read(name), "a part changed"


if __name__ == "__main__":
    assert sys.argv[1] in SUFFIXES
    more: dict[str, Callable[[], bytes]] = {".docx": everything, ".odt": lambda: RICH, ".xlsx": lambda: book(rich=True)}
    search([*seeds(sys.argv[1]), *(make() for suffix, make in more.items() if suffix == sys.argv[1])], check)
