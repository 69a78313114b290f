"""A file that was checked in, its annotated copy out; the copy is read again to see that it says the same."""

from __future__ import annotations

import datetime as dt
import importlib
import io
import traceback
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from careword.annotate.remark import Remark
from careword.note import Note
from careword.readers.decode import UnreadableError
from careword.readers.formats import FORMATS, opener

# the library that each format needs beside that of its reader; sheets are copied as they are, and not read again
_LIBRARIES = {".docx": "docx", ".odt": "lxml", ".pdf": "pypdf", ".xlsx": "lxml"}
# in a part that no reader has looked at
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, UnicodeDecodeError)
_READ_AGAIN = {".docx", ".odt", ".pdf"}
SUFFIXES = tuple(_LIBRARIES)


@dataclass(frozen=True, slots=True)
class Copy:
    """An annotated copy, and the places at which the format has room for no remark."""

    data: bytes
    left: tuple[str, ...]


def annotated(data: bytes, suffix: str, remarks: Sequence[Remark], date: dt.datetime) -> Copy:
    """Write remarks beside their words, or say why that cannot be."""
    if find_spec(_LIBRARIES[suffix]) is None:
        raise UnreadableError("not annotated: install careword[annotate] to write remarks into such files")
    if not remarks:
        return Copy(data, ())
    module = importlib.import_module(f"careword.annotate.{suffix[1:]}")
    try:
        copy, left = module.annotated(data, remarks, date)
        same = suffix not in _READ_AGAIN or _texts(data, suffix) == _texts(copy, suffix)
    except UnreadableError:
        raise
    except _BROKEN:
        raise UnreadableError("damaged: one of its parts cannot be unpacked, so no copy was made") from None
    except Exception as fault:  # noqa: BLE001 - a library that trips over one file must not hide the others
        # the message of the fault may hold words of the note; its place in the code does not
        last = traceback.extract_tb(fault.__traceback__)[-1]
        at = f"{type(fault).__name__} at {Path(last.filename).name}:{last.lineno}"
        raise UnreadableError(f"cannot be annotated ({at})") from None
    if not same:
        raise UnreadableError("cannot be annotated without changing what it says, so no copy was made")
    return Copy(copy, tuple(left))


def _texts(data: bytes, suffix: str) -> list[str]:
    items = opener(FORMATS[suffix])("", io.BytesIO(data), {})
    return [item.document.text for item in items if isinstance(item, Note)]
