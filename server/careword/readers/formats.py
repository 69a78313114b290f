"""A suffix in, what reads such files out. Each reader, and the library that it needs, is imported for its own files."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from careword.readers.decode import UnreadableError

# what a configuration says of a record's fields: the name of each, or several that hold text
Names = Mapping[str, str | tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Format:
    """How a kind of file is read: the module, and the extra that brings its library."""

    module: str
    extra: str | None = None
    streams: bool = False  # read as it comes: it may be larger than memory
    nests: bool = False  # holds other files


FORMATS = {
    ".txt": Format("plain"),
    ".md": Format("plain"),
    ".html": Format("html"),
    ".htm": Format("html"),
    ".docx": Format("docx", "docx"),
    ".odt": Format("odt"),
    ".rtf": Format("rtf", "rtf"),
    ".pdf": Format("pdf", "pdf"),
    ".eml": Format("eml", nests=True),
    ".msg": Format("msg", "msg", nests=True),
    ".csv": Format("csv", streams=True),
    ".tsv": Format("csv", streams=True),
    ".xlsx": Format("xlsx", "xlsx"),
    ".ods": Format("ods"),
    ".json": Format("json"),
    ".jsonl": Format("jsonl", streams=True),
    ".parquet": Format("parquet", "parquet"),
    ".zip": Format("zip", nests=True),
}
# the name of a library as it is imported, where an extra brings it
LIBRARIES = {
    "docx": "docx", "rtf": "striprtf", "pdf": "pypdfium2", "msg": "oxmsg", "xlsx": "openpyxl", "parquet": "pyarrow",
}  # fmt: skip


def opener(form: Format) -> Callable[..., Any]:
    """Import what reads a format, or say which extra is missing."""
    if form.extra is not None:
        from importlib.util import find_spec

        if find_spec(LIBRARIES[form.extra]) is None:
            raise UnreadableError(f"not read: install careword[{form.extra}] to read such files")
    module = importlib.import_module(f"careword.readers.{form.module}")
    return module.notes  # type: ignore[no-any-return]
