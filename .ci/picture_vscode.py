"""Takes .github/readme-vscode.png from a real VS Code: a sample note, and what can be done at one place in it."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import expect, sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from vscode_kit import SOON, packaged, script, studio  # noqa: E402 - it lies with the tests

NOTE = "1-home-visit.txt"


def main() -> None:
    """Take it."""
    expect.set_options(timeout=SOON)
    settings = {
        "careword.python": sys.executable,
        "workbench.statusBar.visible": True,
        "breadcrumbs.enabled": False,
        "editor.lineNumbers": "off",
        "editor.fontSize": 15,
        "editor.lineHeight": 1.7,
        "editor.lightbulb.enabled": "off",
        "editor.folding": False,
        "explorer.decorations.badges": False,
    }
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        notes = Path(folder) / "notes"
        shutil.copytree(ROOT / "corpus" / "samples", notes)
        browser = playwright.chromium.launch(executable_path=script("browser"), args=["--no-sandbox"])
        with studio(Path(folder) / "home", packaged(), settings) as code, code.window(browser, notes) as window:
            window.open(NOTE)
            expect(window.lens).to_contain_text("to look at")
            window.page.set_viewport_size({"width": 1040, "height": 560})
            window.press("Control+b")
            expect(window.page.locator(".explorer-folders-view")).to_be_hidden()
            before = (notes / NOTE).read_text(encoding="utf-8").partition("herself at risk")[0]
            window.at(before.count("\n") + 1, len(before) - before.rfind("\n"))
            window.choices().first.wait_for()
            expect(window.page.locator(".notification-toast")).to_have_count(0)
            window.page.screenshot(path=ROOT / ".github" / "readme-vscode.png")


if __name__ == "__main__":
    main()
