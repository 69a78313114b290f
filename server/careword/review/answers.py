"""A file made in memory in, the answer that a browser saves out."""

from __future__ import annotations

from typing import Literal

from starlette.responses import Response

Kind = Literal["csv", "json", "docx", "pdf", "md"]
_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "md": "text/markdown; charset=utf-8",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def download(body: bytes, kind: Kind, name: str) -> Response:
    """Answer with a file; its name tells nothing of what is in it."""
    headers = {"Content-Disposition": f'attachment; filename="{name}.{kind}"'}
    return Response(body, media_type=_TYPES[kind], headers=headers)
