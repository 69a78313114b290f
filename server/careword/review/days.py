"""A date as somebody wrote it in, its day as the store writes it out; day before month, as in Britain."""

from __future__ import annotations

import re
from datetime import date

from dateutil import parser

_ISO = re.compile(r"\s*(\d{4})-(\d{2})-(\d{2})")


def day(text: str) -> str | None:
    """Read a date."""
    iso = _ISO.match(text)
    try:
        if iso:
            return date(int(iso[1]), int(iso[2]), int(iso[3])).isoformat()
        return parser.parse(text.strip(" .,-"), dayfirst=True).date().isoformat()
    except (ValueError, OverflowError, TypeError):
        return None


def spoken(iso: str) -> str:
    """Write a stored day or time as people read it."""
    try:
        found = date.fromisoformat(iso[:10])
    except ValueError:
        return iso
    clock = f" at {iso[11:16]}" if len(iso) > 10 else ""
    return f"{found.day} {found:%B %Y}{clock}"
