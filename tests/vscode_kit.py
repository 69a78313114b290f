"""What the tests in VS Code share: the packaged extension, a VS Code that a browser shows, and hands to work it."""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Locator, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / ".pictures"
SOON = 60_000  # ms: as long as anything may take on a busy machine
QUIET = {
    "security.workspace.trust.enabled": False,
    "telemetry.telemetryLevel": "off",
    "workbench.startupEditor": "none",
    "workbench.welcomePage.walkthroughs.openOnInstall": False,
    "workbench.tips.enabled": False,
    "chat.commandCenter.enabled": False,
    "chat.agent.enabled": False,
    "window.commandCenter": False,
    "workbench.layoutControl.enabled": False,
    "editor.minimap.enabled": False,
    "editor.wordWrap": "on",
    "editor.quickSuggestions": {"other": "off", "comments": "off", "strings": "off"},
    "editor.wordBasedSuggestions": "off",
    "editor.occurrencesHighlight": "off",
    "editor.lightbulb.enabled": "on",
    "editor.cursorBlinking": "solid",
    "files.autoSave": "off",
    "workbench.colorTheme": "Default Light Modern",
}


def script(name: str, *arguments: str, **environment: str) -> str:
    """Run a script of `.ci` and give what it prints; what it says of a failure is the test's own."""
    done = subprocess.run(
        [ROOT / ".ci" / name, *arguments],
        capture_output=True, text=True, check=False, env={**os.environ, **environment},
    )  # fmt: skip
    assert done.returncode == 0, f"{done.stdout[-4000:]}{done.stderr[-4000:]}"
    return done.stdout.strip()


def packaged() -> Path:
    """Build the extension with this careword's wheel in it."""
    script("extension", "package", PYTHON=sys.executable)
    return ROOT / "vscode-extension" / "careword.vsix"


@dataclass(frozen=True, slots=True)
class Studio:
    """One VS Code that runs."""

    base: str
    home: Path
    process: int

    def server(self, *, other_than: int = 0) -> int:
        """Wait until one careword runs, and not the one that ran before; give its process."""
        end = time.monotonic() + SOON / 1000
        while len(found := self.servers()) != 1 or found == [other_than]:
            assert time.monotonic() < end, found
            time.sleep(0.1)
        return found[0]

    def servers(self) -> list[int]:
        """Give the processes of careword that this VS Code has started."""
        listed = subprocess.run(["ps", "-eo", "pid=,ppid=,args="], capture_output=True, text=True, check=True)  # noqa: S607
        rows = [line.split(None, 2) for line in listed.stdout.splitlines()]
        below = {self.process}
        for _ in range(8):  # as deep as it starts processes
            below |= {int(pid) for pid, parent, *_ in rows if int(parent) in below}
        return [int(pid) for pid, _, *args in rows if int(pid) in below and "careword lsp" in " ".join(args)]

    @contextlib.contextmanager
    def window(self, browser: Browser, folder: Path) -> Iterator[Window]:
        """Open a window on a folder; where a test fails in it, it is kept as a picture."""
        context = browser.new_context(viewport={"width": 1280, "height": 800})
        context.set_default_timeout(SOON)
        page = context.new_page()
        page.goto(f"{self.base}/?folder={folder}")
        window = Window(page)
        try:
            page.locator(".monaco-workbench .explorer-folders-view").wait_for()
            yield window
        except BaseException:
            window.look("failed")
            raise
        finally:
            context.close()


@contextlib.contextmanager
def studio(
    home: Path, vsix: Path, settings: dict[str, Any], path: str | None = None, *others: Path
) -> Iterator[Studio]:
    """Start a VS Code with the extension in it, and end it."""
    entry = script("code-server")
    data, extensions = home / "data", home / "extensions"
    (data / "User").mkdir(parents=True)
    (data / "User" / "settings.json").write_text(json.dumps(QUIET | settings), encoding="utf-8")
    node = subprocess.run(["node", "-p", "process.execPath"], capture_output=True, text=True, check=True)  # noqa: S607
    command = [
        node.stdout.strip(), entry, "--user-data-dir", str(data), "--extensions-dir", str(extensions),
        "--config", str(home / "config.yaml"),
    ]  # fmt: skip
    environment = {name: value for name, value in os.environ.items() if not name.startswith("VSCODE_")}
    environment |= {"HOME": str(home), "XDG_CONFIG_HOME": str(home), "XDG_DATA_HOME": str(home), "LC_ALL": "C.UTF-8"}
    # what is compiled and fetched once serves every test
    environment.setdefault("XDG_CACHE_HOME", str(Path.home() / ".cache"))
    environment |= {"VSCODE_CLI": "1"} | ({"PATH": path} if path is not None else {})
    for item in (vsix, *others):
        subprocess.run([*command, "--install-extension", item], env=environment, check=True, capture_output=True)
    serve = [*command, "--auth", "none", "--bind-addr", "127.0.0.1:0", "--disable-telemetry", "--disable-update-check"]
    log = home / "log.txt"
    with log.open("wb") as out:
        running = subprocess.Popen(
            serve, env=environment, stdout=subprocess.PIPE, stderr=out, text=True, start_new_session=True
        )
    try:
        assert running.stdout is not None
        for line in running.stdout:
            if found := re.search(r"listening on (http://127\.0\.0\.1:\d+)", line):
                yield Studio(found[1], home, running.pid)
                break
        else:
            raise AssertionError(f"VS Code did not start: {log.read_text(encoding='utf-8')[-2000:]}")
    finally:
        os.killpg(running.pid, signal.SIGTERM)
        try:
            running.wait(60)
        except subprocess.TimeoutExpired:
            os.killpg(running.pid, signal.SIGKILL)
            running.wait()
        if running.stdout is not None:
            running.stdout.close()


class Window:
    """A window of VS Code, as a person works it."""

    def __init__(self, page: Page) -> None:
        self.page = page

    # ------------------------------------------------------------------ what is there

    @property
    def squiggles(self) -> Locator:
        """What is underlined in the note."""
        return self.page.locator(".view-overlays").locator(".squiggly-error, .squiggly-warning, .squiggly-info")

    @property
    def problems(self) -> Locator:
        """The rows of the list of problems that are findings."""
        return self.page.locator(".markers-panel .monaco-list-row:has(.marker-icon)")

    @property
    def hover(self) -> Locator:
        """What is said where the cursor is."""
        return self.page.locator(".monaco-hover:visible").first

    @property
    def status(self) -> Locator:
        """What careword says in the status bar."""
        return self.page.locator("#careword\\.careword\\.careword")

    @property
    def pick(self) -> Locator:
        """The box in which something is typed or picked."""
        return self.page.locator(".quick-input-widget:visible")

    @property
    def lens(self) -> Locator:
        """What stands above the note."""
        return self.page.locator(".codelens-decoration")

    def reading(self, title: str) -> Locator:
        """Find the body of a page that is open for reading."""
        self.page.locator(f'.tab[aria-label*="{title}"]').wait_for()
        return (
            self.page.frame_locator("iframe.webview.ready >> visible=true")
            .last.frame_locator("iframe")
            .last.locator("body")
        )

    def stays(self, toast: Locator) -> Locator:
        """Keep a message from going away by itself, as it does after a while where no pointer rests on it."""
        toast.hover()
        return toast

    def toast(self, text: str) -> Locator:
        """Find a message with this text."""
        return self.page.locator(".notification-toast", has_text=text)

    def line(self, text: str) -> Locator:
        """Find a line of the note as it is shown."""
        return self.page.locator(".editor-instance .view-line", has_text=text)

    def text(self) -> str:
        """Read the lines of the note, as far as they are shown."""
        lines = self.page.locator(".editor-instance .view-lines .view-line")
        rows = lines.evaluate_all("all => all.map(line => [parseFloat(line.style.top), line.textContent])")
        return "\n".join(words for _, words in sorted(rows)).replace("\u00a0", " ")

    # ------------------------------------------------------------------ what is done

    def press(self, *keys: str) -> None:
        """Press keys one after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def open(self, name: str) -> None:
        """Open a note from the list of files."""
        self.page.locator(f'.explorer-folders-view [aria-label*="{name}"]').first.dblclick()
        self.page.locator(f'.tab.active[data-resource-name="{name}"]').wait_for()
        self.page.locator(".editor-instance .view-line").first.wait_for()

    def command(self, title: str) -> None:
        """Give a command by its title."""
        self.press("F1")
        self.pick.locator("input").fill(f">{title}")
        # not only listed: it is what Enter takes
        self.pick.locator(".monaco-list-row.focused", has_text=title).wait_for()
        self.press("Enter")

    def at(self, line: int, column: int) -> None:
        """Put the cursor somewhere."""
        self.press("Control+g")
        self.pick.locator("input").fill(f":{line}:{column}")
        self.press("Enter")
        expect(self.page.locator(".statusbar-item", has_text=f"Ln {line}, Col {column}")).to_be_visible(timeout=SOON)

    def choices(self) -> Locator:
        """Open the menu of what can be done at the cursor."""
        rows = self.page.locator(".action-widget").locator(".monaco-list-row.action")
        for _ in range(5):
            self.press("Control+.")
            with contextlib.suppress(
                PlaywrightTimeout
            ):  # the editor drops the menu where new diagnostics come in that moment
                rows.first.wait_for(timeout=10_000)
                return rows
        rows.first.wait_for()
        return rows

    def look(self, name: str) -> None:
        """Keep a picture for people to look at."""
        PICTURES.mkdir(exist_ok=True)
        self.page.screenshot(path=PICTURES / f"{name}.png")
