"""A zipped office file and the parts of it that change in, the same file with those parts changed out."""

from __future__ import annotations

import datetime as dt
import io
import shutil
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import IO

from careword.readers.decode import UnreadableError

_FIRST = dt.datetime(1980, 1, 1, tzinfo=dt.UTC)  # an archive knows no earlier day


@dataclass(frozen=True, slots=True)
class Inserted:
    """Bytes that are put into a part, which otherwise stays as it is, however large."""

    at: int
    data: bytes


def rewritten(data: bytes, changes: Mapping[str, bytes | Inserted], date: dt.datetime) -> bytes:
    """Write a package anew, each part byte for byte and in its order; parts that are new stand at the end."""
    out = io.BytesIO()
    left = dict(changes)
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        names = [entry.filename for entry in old.infolist()]
        if len(set(names)) < len(names):
            raise UnreadableError("damaged: two of its parts have the same name")
        new.comment = old.comment
        for entry in old.infolist():
            info = zipfile.ZipInfo(entry.filename, entry.date_time)
            info.compress_type, info.external_attr = entry.compress_type, entry.external_attr
            info.create_system, info.comment = entry.create_system, entry.comment
            change = left.pop(entry.filename, None)
            info.file_size = entry.file_size  # tells the archive whether it needs large sizes
            with old.open(entry) as source, new.open(info, "w") as target:
                if isinstance(change, bytes):
                    target.write(change)
                elif change is not None:
                    _copy(source, target, change.at)
                    target.write(change.data)
                    shutil.copyfileobj(source, target)
                else:
                    shutil.copyfileobj(source, target)
        moment = max(date, _FIRST).timetuple()[:6]
        for name, change in left.items():
            info = zipfile.ZipInfo(name, moment)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, change if isinstance(change, bytes) else change.data)
    return out.getvalue()


def _copy(source: IO[bytes], target: IO[bytes], size: int) -> None:
    while size > 0 and (chunk := source.read(min(size, 1 << 16))):
        target.write(chunk)
        size -= len(chunk)
