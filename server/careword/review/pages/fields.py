"""What pages take from an address or a form, with its bounds: what any database can hold, and no control characters."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import Form, Query
from fastapi import Path as InPath

_LARGEST = 2**31 - 1  # of PostgreSQL's integers

Id = Annotated[int, InPath(ge=1, le=_LARGEST)]
Chosen = Annotated[int, Query(ge=0, le=_LARGEST)]  # an id, or 0 for none
Picked = Annotated[int, Form(ge=0, le=_LARGEST)]  # the same, in a form
Seen = Annotated[int, Form(ge=0, le=_LARGEST)]  # the last change that the person's page showed
Comment = Annotated[str, Form(max_length=4000, pattern=r"^[^\x00]*$")]
Role = Literal["practitioner", "supervisor", "auditor", "administrator"]
Label = Annotated[str, Form(max_length=80, pattern=r"^[^\x00-\x1f]*$")]
