"""A note that is being edited, kept in pieces, so that the cost of an edit follows the edit and not the note."""

from careword.live.note import LiveNote
from careword.live.piece import Far, Piece

__all__ = ["Far", "LiveNote", "Piece"]
