"""careword in an editor: the language server. Nothing here is imported before an editor asks for it."""
