"""Rows in, CSV or JSON out, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence


def to_csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Write rows so that a spreadsheet reads them as they are, whatever letters they hold."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(header)
    writer.writerows([_safe(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig", "replace")


def to_json(schema: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Write rows as objects."""
    items = [dict(zip(header, row, strict=True)) for row in rows]
    return json.dumps({"schema": schema, "rows": items}, ensure_ascii=False, indent=1).encode("utf-8", "replace")


def _safe(cell: object) -> object:
    """Keep a spreadsheet from taking a text for a formula."""
    if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return f"'{cell}"
    return "" if cell is None else cell
