"""Outlook messages that another program wrote: their texts, their attachments, and the messages inside them."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

from aspose.email_foss.msg import MapiMessage
from outlook import message_tree, outlook_message
from reading import came
from writers import twelve, word

NAMES = list(twelve())


def message(text: str, subject: str = "Case note") -> EmailMessage:
    """Write an e-mail."""
    mail = EmailMessage()
    mail["Subject"], mail["From"], mail["To"] = subject, "A <a@example.org>", "B <b@example.org>"
    mail["Date"] = "Sun, 22 Nov 2026 09:30:00 +0000"
    mail.set_content(text)
    return mail


def outlook(mail: EmailMessage) -> bytes:
    """Give an e-mail as Outlook keeps it."""
    return bytes(MapiMessage.from_email_message(mail).to_bytes())


def test_the_twelve_notes(tmp_path: Path) -> None:
    for name, text in twelve().items():
        read = came(tmp_path / f"{name}.msg", outlook(message(text)))
        assert read.unread == read.remarks == []
        assert read.text.rstrip("\n") == f"Case note\n\n{text}".rstrip("\n")


def test_a_text_with_every_kind_of_letter(tmp_path: Path) -> None:
    text = "Zoë said “I’m not going” – so they say.\n😀 שלום\n"
    read = came(tmp_path / "a.msg", outlook(message(text, "Zoë’s note")))
    assert read.text.rstrip("\n") == f"Zoë’s note\n\n{text}".rstrip("\n")
    assert read.place("not going") == "message, line 1"
    assert read.place("שלום") == "message, line 2"


def test_a_text_longer_than_what_fits_in_one_sector(tmp_path: Path) -> None:
    text = "".join(f"Line {number} of a long note.\n" for number in range(20_000))
    read = came(tmp_path / "a.msg", outlook(message(text)))
    assert read.place("Line 19999 of") == "message, line 20000"


def test_a_message_with_a_page_only(tmp_path: Path) -> None:
    mail = message("")
    mail.set_content("<p>Ella made tea.</p><p>The dog slept.</p>", subtype="html")
    assert came(tmp_path / "a.msg", outlook(mail)).text.split() == [
        "Case",
        "note",
        *["Ella", "made", "tea.", "The", "dog", "slept."],
    ]


def test_attachments_and_messages_inside(tmp_path: Path) -> None:
    mail = message("Ella made tea.")
    mail.add_attachment(word("The dog slept."), maintype="application", subtype="octet-stream", filename="visit.docx")
    mail.add_attachment("She left.", filename="log.txt")
    mail.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="photo.png")
    read = came(tmp_path / "a.msg", outlook(mail))
    assert [(note.path, note.document.text.strip()) for note in read.notes] == [
        ("a.msg", "Case note\n\nElla made tea."), ("a.msg/visit.docx", "The dog slept."), ("a.msg/log.txt", "She left.")
    ]  # fmt: skip
    assert read.unread == []
    assert read.remarks == ["a.msg/photo.png: not read: .png is none of the kinds that are"]


def nested(depth: int) -> MapiMessage:
    """Write a message that holds a message, and so on."""
    held = MapiMessage.from_email_message(message(f"Nan said that she slept {depth} times."))
    if depth:
        held.add_embedded_message_attachment(nested(depth - 1), filename=None if depth == 2 else f"inner {depth}")
    held.add_attachment("log.txt", b"She left.", mime_type="text/plain")
    return held


def test_a_message_inside_a_message_is_read(tmp_path: Path) -> None:
    read = came(tmp_path / "a.msg", bytes(nested(3).to_bytes()))
    assert read.unread == read.remarks == []
    folders = ["a.msg", "a.msg/inner 3", "a.msg/inner 3/Case note.msg", "a.msg/inner 3/Case note.msg/inner 1"]
    said = {note.path: note.document.text for note in read.notes}
    assert set(said) == {*folders, *(f"{folder}/log.txt" for folder in folders)}
    for depth, folder in enumerate(folders):
        assert said[folder].strip() == f"Case note\n\nNan said that she slept {3 - depth} times."


def test_a_message_inside_a_message_of_outlook_itself_is_read(tmp_path: Path) -> None:
    inner = message_tree("Forwarded", "The dog slept.", attachments={"log.txt": b"She left."}, inner=True)
    read = came(tmp_path / "a.msg", outlook_message("Case note", "Ella made tea.", attachments={"x": inner}))
    assert read.unread == read.remarks == []
    assert [(note.path, note.document.text) for note in read.notes] == [
        ("a.msg", "Case note\n\nElla made tea."), ("a.msg/x", "Forwarded\n\nThe dog slept."),
        ("a.msg/x/log.txt", "She left."),
    ]  # fmt: skip


def test_messages_in_messages_without_end_are_named(tmp_path: Path) -> None:
    read = came(tmp_path / "a.msg", bytes(nested(12).to_bytes()))
    assert read.unread
    assert "inside each other" in read.unread[0]


def test_a_damaged_message_is_read_or_named(tmp_path: Path) -> None:
    data = outlook(message(twelve()[NAMES[0]]))
    for at in range(0, len(data), max(1, len(data) // 200)):
        read = came(tmp_path / "a.msg", data[:at] + bytes([data[at] ^ 0xA5]) + data[at + 1 :])
        assert read.notes or read.unread, at
        assert "Error at" not in str(read.unread), "a fault of the reader's own"
