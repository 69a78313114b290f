"""XML in, the same XML with an element more out."""

from __future__ import annotations

from typing import Any

from careword.readers.decode import UnreadableError


def parsed(data: bytes) -> Any:
    """Read XML as it is: prefixes and white space stay. The readers have refused entities."""
    from lxml import etree

    try:
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    except etree.XMLSyntaxError:
        raise UnreadableError("damaged: one of its parts is not XML as it should be") from None


def written(root: Any) -> bytes:
    """Write XML as office programs do."""
    from lxml import etree

    out: bytes = etree.tostring(root.getroottree(), encoding="UTF-8", xml_declaration=True, standalone=True)
    return out


def appended(data: bytes, tag: str, namespace: str, **attributes: str) -> bytes:
    """Add an element at the end of the outermost one."""
    from lxml import etree

    root = parsed(data)
    etree.SubElement(root, f"{{{namespace}}}{tag}", attributes)
    return written(root)
