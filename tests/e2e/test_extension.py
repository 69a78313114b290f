"""The extension for VS Code by itself: strict types, lint, the sentences for translators, and its own units."""

from __future__ import annotations

import sys

from vscode_kit import script


def test_the_extension_is_clean_and_its_units_work() -> None:
    script("extension", "lint", "test", PYTHON=sys.executable)
