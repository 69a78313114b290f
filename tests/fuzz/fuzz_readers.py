"""A suffix and a folder for what is found in; a coverage-guided search for files that a reader cannot take out.

    python tests/fuzz/fuzz_readers.py .docx FOLDER -max_total_time=600

Every file must give notes or a reason why there are none; every place in a note must lead back to the file; nothing
may raise, hang or grow without end. What follows the folder goes to libFuzzer as it is.
"""

from __future__ import annotations

import io
import random
import sys
import tempfile
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import atheris

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "formats"))
LIBRARIES = ["careword.readers", "docx", "openpyxl", "oxmsg", "striprtf", "email", "zipfile", "json"]

with atheris.instrument_imports(include=LIBRARIES):
    from writers import DOCUMENTS, RECORDS, archive, twelve

    from careword.note import Note, Remark, Unread
    from careword.readers.formats import FORMATS, opener
    from careword.readers.package import BROKEN
    from careword.readers.read import read
    from careword.readers.sources import Source

    for form in FORMATS.values():
        opener(form)

warnings.simplefilter("ignore")  # what a library thinks of a damaged file
QUIET = (".csv", ".tsv", ".jsonl", ".parquet")  # an export of nothing has nothing to read


def seeds(suffix: str) -> list[bytes]:
    """Make the files to begin with."""
    notes = list(twelve().items())[:4]
    if suffix in DOCUMENTS:
        return [DOCUMENTS[suffix](text) for _, text in notes]
    rows = [{"id": name, "note": text, "dob": "2011-02-01", "details": "<p>More&nbsp;</p>"} for name, text in notes]
    if suffix in RECORDS:
        return [RECORDS[suffix](rows[:1]), RECORDS[suffix](rows)]
    if suffix == ".htm":
        return seeds(".html")
    small = {name: write(notes[0][1]) for name, write in DOCUMENTS.items() if name != ".pdf"}
    return [archive({f"a{name}": data}) for name, data in small.items()]


def check(path: Path, suffix: str) -> None:
    """Read a file and see that nothing is lost."""
    items = list(read(Source(path.name, path, suffix, path.stat().st_size), {}))
    assert items or suffix in QUIET
    for item in items:
        if isinstance(item, Unread):
            assert "could not be checked" not in item.message
            assert " at " not in item.message or "Error at" not in item.message, item.message
        elif isinstance(item, Note):
            text = item.document.text
            text.encode()
            for at in range(0, len(text), max(1, len(text) // 50)):
                assert item.place_of(at).label
        else:
            assert isinstance(item, Remark)


def mutate(data: bytes, largest: int, seed: int) -> bytes:
    """Change a file; in an archive mostly one part of it, since a change to the whole only breaks its checksums."""
    dice = random.Random(seed)  # noqa: S311 - libFuzzer gives the seed
    if not data.startswith(b"PK") or dice.random() < 0.2:
        return bytes(atheris.Mutate(data, largest))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as old:
            parts = {name: old.read(name) for name in old.namelist()}
        name = dice.choice([name for name in parts if not name.endswith(("/theme1.xml", "/styles.xml"))])
        parts[name] = bytes(atheris.Mutate(parts[name], len(parts[name]) + 200))
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as new:
            for part, held in parts.items():
                new.writestr(part, held)
    except (*BROKEN, ValueError, IndexError):
        return bytes(atheris.Mutate(data, largest))
    return out.getvalue()[:largest]


def search(files: list[bytes], look: Callable[[Path, str], None]) -> None:
    """Search, beginning with these files; the program's arguments are the suffix, the folder and libFuzzer's own."""
    suffix, found = sys.argv[1], Path(sys.argv[2])
    found.mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(files):
        (found / f"seed-{number}").write_bytes(data)
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / f"a{suffix}"

        def one(data: bytes) -> None:
            path.write_bytes(data)
            look(path, suffix)

        options = ["-timeout=20", "-rss_limit_mb=2000", "-max_len=200000", f"-artifact_prefix={found}/", *sys.argv[3:]]
        atheris.Setup([sys.argv[0], *options, str(found)], one, custom_mutator=mutate)
        atheris.Fuzz()


if __name__ == "__main__":
    search(seeds(sys.argv[1]), check)
