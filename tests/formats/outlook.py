"""A subject and a text in, an Outlook message out: a compound file with the few properties that a reader needs."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from itertools import pairwise

_SECTOR, _MINI, _CUTOFF = 512, 64, 4096
_FREE, _END, _FAT, _NONE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
Tree = Mapping[str, "bytes | Tree"]


def outlook_message(
    subject: str, body: str, *, html: str | None = None, attachments: Mapping[str, bytes | Tree] | None = None
) -> bytes:
    """Write a message."""
    return compound(message_tree(subject, body, html=html, attachments=attachments))


def message_tree(
    subject: str,
    body: str,
    *,
    html: str | None = None,
    attachments: Mapping[str, bytes | Tree] | None = None,
    inner: bool = False,
) -> Tree:
    """Give the folders and files of a message; one inside another has a shorter head."""
    held = attachments or {}
    tree: dict[str, bytes | Tree] = {
        "__properties_version1.0": struct.pack("<8xIIII", 0, len(held), 0, len(held))
        + (b"" if inner else bytes(8))
        + _text_property(0x001A, 2 * len("IPM.Note")),
        "__nameid_version1.0": {"__substg1.0_00020102": b"", "__substg1.0_00030102": b"", "__substg1.0_00040102": b""},
        "__substg1.0_001A001F": _wide("IPM.Note"),
        "__substg1.0_0037001F": _wide(subject),
    }
    if body:
        tree["__substg1.0_1000001F"] = _wide(body)
    if html is not None:
        tree["__substg1.0_10130102"] = html.encode()
    for number, (name, data) in enumerate(held.items()):
        whole = isinstance(data, bytes)
        tree[f"__attach_version1.0_#{number:08X}"] = {
            "__properties_version1.0": bytes(8)
            + struct.pack("<HHIq", 0x0003, 0x3705, 6, 1 if whole else 5)
            + _text_property(0x3707, len(_wide(name)))
            + struct.pack("<HHIII", 0x0102 if whole else 0x000D, 0x3701, 6, len(data) if whole else 0xFFFFFFFF, 0),
            "__substg1.0_3707001F": _wide(name),
            f"__substg1.0_3701{'0102' if whole else '000D'}": data,
        }
    properties = bytes(tree["__properties_version1.0"])  # type: ignore[arg-type]  # set above
    for tag, key in ((0x0037, "__substg1.0_0037001F"), (0x1000, "__substg1.0_1000001F")):
        if key in tree:
            properties += _text_property(tag, len(bytes(tree[key])))  # type: ignore[arg-type]  # set above
    if html is not None:
        properties += struct.pack("<HHIII", 0x0102, 0x1013, 6, len(html.encode()), 0)
    tree["__properties_version1.0"] = properties
    return tree


def _wide(text: str) -> bytes:
    return text.encode("utf-16-le")


def _text_property(tag: int, size: int) -> bytes:
    return struct.pack("<HHIII", 0x001F, tag, 6, size + 2, 0)


def compound(tree: Tree) -> bytes:
    """Write a compound file, version 3."""
    entries: list[dict[str, object]] = [{"name": "Root Entry", "kind": 5, "data": b"", "child": _NONE, "right": _NONE}]

    def add(folder: Tree) -> int:
        """Add the entries of a folder as a chain; readers follow any shape of tree."""
        numbers = []
        for name, value in sorted(folder.items(), key=lambda item: (len(item[0]), item[0].upper())):
            number = len(entries)
            numbers.append(number)
            data = value if isinstance(value, bytes) else b""
            kind = 2 if isinstance(value, bytes) else 1
            entries.append({"name": name, "kind": kind, "data": data, "child": _NONE, "right": _NONE})
            if not isinstance(value, bytes):
                entries[number]["child"] = add(value)
        for one, other in pairwise(numbers):
            entries[one]["right"] = other
        return numbers[0] if numbers else _NONE

    entries[0]["child"] = add(tree)
    mini, sectors = bytearray(), bytearray()
    mini_fat, fat = list[int](), list[int]()

    def chain(data: bytes, into: bytearray, table: list[int], size: int) -> int:
        if not data:
            return _END
        first, count = len(table), -(-len(data) // size)
        into.extend(data.ljust(count * size, b"\0"))
        table.extend([*range(first + 1, first + count), _END])
        return first

    for entry in entries[1:]:
        data = bytes(entry["data"])  # type: ignore[call-overload]  # set above
        small = len(data) < _CUTOFF
        entry["start"] = chain(data, mini, mini_fat, _MINI) if small else chain(data, sectors, fat, _SECTOR)
    entries[0]["data"] = bytes(mini)
    entries[0]["start"] = chain(bytes(mini), sectors, fat, _SECTOR)
    mini_first = chain(
        struct.pack(f"<{len(mini_fat)}I", *mini_fat).ljust(-(-len(mini_fat) // 128) * 512, b"\xff"),
        sectors,
        fat,
        _SECTOR,
    )
    mini_count = -(-len(mini_fat) // 128)
    directory = b"".join(map(_entry, entries)).ljust(-(-len(entries) // 4) * 512, b"\0")
    directory_first = chain(directory, sectors, fat, _SECTOR)
    count = 1
    while count * 128 < len(fat) + count:
        count += 1
    places = list(range(len(fat), len(fat) + count))
    fat.extend([_FAT] * count)
    sectors.extend(struct.pack(f"<{count * 128}I", *fat, *[_FREE] * (count * 128 - len(fat))))
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6, 0, count,
        directory_first, 0, _CUTOFF, mini_first, mini_count, _END, 0, places[0],
    )  # fmt: skip
    difat = struct.pack("<108I", *places[1:], *[_FREE] * (108 - len(places[1:])))
    return header + difat + bytes(sectors)


def _entry(entry: dict[str, object]) -> bytes:
    name = str(entry["name"]).encode("utf-16-le") + b"\0\0"
    return struct.pack(
        "<64sHBBIII16x4x16xIQ", name, len(name), entry["kind"], 1, _NONE, entry["right"], entry["child"],
        entry["start"], len(entry["data"]),  # type: ignore[arg-type]  # bytes
    )  # fmt: skip
