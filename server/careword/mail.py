"""The headers of e-mails in, whose words the text below them is in out: the first sender's own, the others' not."""

from __future__ import annotations

from dataclasses import dataclass

from careword.book import Book
from careword.fold import plain
from careword.turns import Turns


@dataclass(frozen=True, slots=True)
class Mail:
    """A message: who sent it, and whose words it is in where that is not the one who writes."""

    sender: str | None
    speaker: str | None


class Mails:
    """Tells messages apart by the rulebook's words for their headers."""

    def __init__(self, book: Book, turns: Turns) -> None:
        self._from, self._original = book.cue("label", "mail-from"), book.cue("label", "original-message")
        self._wrote, self._turns = book.cue("label", "mail-wrote"), turns

    def quotes(self, line: str) -> bool:
        """Say whether an earlier message is pasted below a line."""
        words = plain(line).strip(" -_>*:")
        return self._original.fullmatch(words) is not None or (
            line.rstrip().endswith(":") and self._wrote.fullmatch(words.replace(",", "")) is not None
        )

    def sent(self, label: str, value: str, mail: Mail | None) -> Mail | None:
        """Give the message that a header opens, or the one that goes on."""
        if not self._from.fullmatch(plain(label).strip()):
            return mail
        sender = plain(value).strip()
        if mail is None or mail.sender == sender:
            return Mail(sender, None)  # the uppermost message is the note's own
        return Mail(sender, self._turns.of(value.strip(), "", colon=False) or "professional")
