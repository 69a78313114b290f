"""A real VS Code as a person uses it: a note is opened, read about, put right and kept, by the packaged extension."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from vscode_kit import SOON, Studio, packaged, script, studio

NOTES = {
    "visit.txt": "😀 Julia, 12, was seen at home.\n\n"
    "She absconded from her placement on Friday. She is putting herself at risk.\n\n"
    "Julia told me: “I consented to sex with him.”\n",
    "call.md": "# Call\n\nDawn gave her consent to the medical. Ella, 13, is promiscuous.\n",
    "garden.txt": "Ella showed me the garden.\n",
}
REASON = "his own word, and he asked for it"

expect.set_options(timeout=SOON)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start Chromium, the machine's own."""
    path = script("browser")
    with sync_playwright() as playwright:
        # a container has no sandbox of its own to give, and nothing foreign is opened here
        opened = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def vsix() -> Path:
    """Give the packaged extension."""
    return packaged()


@pytest.fixture(scope="module")
def code(vsix: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    """Start a VS Code in which this Python is named."""
    with studio(tmp_path_factory.mktemp("code"), vsix, {"careword.python": sys.executable}) as running:
        yield running


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    """Give a folder of notes."""
    folder = tmp_path / "notes"
    folder.mkdir()
    for name, text in NOTES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_a_note_is_checked_while_it_is_written_and_put_right(code: Studio, browser: Browser, notes: Path) -> None:
    with code.window(browser, notes) as window:
        window.open("visit.txt")
        expect(window.squiggles).to_have_count(3)
        expect(window.status).to_contain_text("3 to look at")
        assert window.status.get_attribute("aria-label") or window.status.locator("[aria-label]").count()
        window.press("Control+Shift+m")
        expect(window.problems).to_have_count(3)
        window.press("Control+1")
        window.look("1-opened")

        window.at(1, 1)
        window.press("End")
        window.page.keyboard.type(" She is manipulative.")
        expect(window.squiggles).to_have_count(4)
        expect(window.problems).to_have_count(4)
        expect(window.status).to_contain_text("4 to look at")
        expect(window.lens).to_contain_text("4 places to look at")

        window.at(3, 8)
        window.press("Control+k", "Control+i")
        expect(window.hover).to_contain_text("Read as the writer's own words")
        expect(window.hover).to_contain_text("Source")
        said = window.hover.inner_text()
        assert said.count("is a word for escaping custody") == 1
        window.look("2-hover")
        window.press("Escape")

        window.at(3, 60)
        choices = window.choices()
        expect(choices.first).to_have_text("Write “at risk”")
        window.look("3-light-bulb")
        window.press("Enter")
        expect(window.problems).to_have_count(3)
        window.line("She is at risk.").wait_for()

        window.at(5, 22)
        titles = window.choices().all_inner_texts()
        assert not any(title.startswith("Write") for title in titles)  # a child's words are not written over
        window.press(
            *["ArrowDown"] * next(at for at, title in enumerate(titles) if title.startswith("Add below")), "Enter"
        )
        window.line("___").first.wait_for()
        before = window.text()
        window.page.keyboard.type("a grown man")
        window.line("a grown man").wait_for()
        after = window.text()
        window.look("4-frame")
        assert len(before.splitlines()) == len(after.splitlines())
        assert before.count("___") == after.count("___") + 1
        assert "Julia told me: “I consented to sex with him.”" in after  # her words stay
        window.press("Escape")

        expect(window.problems).to_have_count(2)  # her words have an answer now
        window.at(3, 8)
        titles = window.choices().all_inner_texts()
        window.press(*["ArrowDown"] * titles.index("Keep: I have a reason"), "Enter")
        window.pick.locator("input").fill(REASON)
        window.look("5-keep")
        window.press("Enter")
        window.stays(window.toast("Kept"))
        expect(window.problems).to_have_count(1)
        kept = (notes / ".careword" / "decisions.json").read_text(encoding="utf-8")
        assert [(item["rule"], item["reason"]) for item in json.loads(kept)["decisions"]] == [("absconded", REASON)]
        assert "Friday" not in kept
        window.look("6-kept")
        window.toast("Kept").get_by_role("button", name="Take it back").click()
        expect(window.problems).to_have_count(2)
        assert (notes / "visit.txt").read_text(encoding="utf-8") == NOTES["visit.txt"]  # nothing was saved by itself


def test_what_a_person_can_ask(code: Studio, browser: Browser, notes: Path) -> None:
    with code.window(browser, notes) as window:
        window.open("call.md")
        expect(window.squiggles).to_have_count(1)
        window.command("careword: Check this note")
        expect(window.toast("call.md: 1 place to look at")).to_be_visible()
        window.command("careword: Check all notes in this folder")
        window.toast("3 notes checked").get_by_role("button", name="Show the list").click()
        expect(window.problems).to_have_count(4)
        window.look("7-folder")
        window.press("Control+1")

        window.at(3, 16)
        window.command("careword: Show why it kept quiet here")
        expect(window.reading("Why it is quiet here")).to_contain_text("careword keeps quiet here")
        window.look("8-quiet")
        window.press("Control+1")
        window.at(3, 58)
        window.command("careword: Explain this finding")
        expect(window.reading("promiscuous")).to_contain_text("Sources")
        window.look("9-explained")
        window.press("Control+1")
        window.command("careword: Open rules catalogue")
        expect(window.reading("The rules of careword").locator("h1")).to_be_visible()
        window.look("10-catalogue")

        window.command("careword: Open a sample note")
        expect(window.status).to_contain_text("3 to look at")
        first = code.server()
        window.command("careword: Restart")
        second = code.server(other_than=first)
        window.at(1, 1)
        window.page.keyboard.type("She is conniving. ")
        expect(window.status).to_contain_text("4 to look at")  # which the one before did not know of
        os.kill(second, signal.SIGKILL)  # it comes back by itself
        code.server(other_than=second)
        window.at(1, 1)
        window.page.keyboard.type("She is devious. ")
        expect(window.status).to_contain_text("5 to look at")
        window.status.click()
        expect(window.pick.locator(".monaco-list-row")).to_have_count(8)
        window.look("11-menu")


def test_the_first_use_on_a_machine_without_and_then_with_python(
    vsix: Path, browser: Browser, notes: Path, tmp_path: Path
) -> None:
    programs = tmp_path / "programs"
    programs.mkdir()
    with studio(tmp_path / "code", vsix, {}, path=str(programs)) as code, code.window(browser, notes) as window:
        window.open("visit.txt")
        expect(window.toast("careword needs Python 3.11 or newer, and there is none")).to_be_visible()
        expect(window.status).to_contain_text("not set up")
        window.look("12-no-python")
        window.press("Escape")
        python = programs / "python3"
        base = getattr(sys, "_base_executable", sys.executable)
        python.write_text(f'#!/bin/sh\nexec "{base}" "$@"\n', encoding="utf-8")
        python.chmod(0o755)
        window.command("careword: Restart")
        window.toast("careword has to be set up once").get_by_role("button", name="Set up").click()
        expect(window.toast("Setting up careword")).to_be_visible()
        window.look("13-setting-up")
        expect(window.squiggles).to_have_count(3, timeout=3 * SOON)
    made = list((tmp_path / "code").rglob("environment-*"))
    assert [item.name.count(".") for item in made] == [0]  # nothing half made is left


def test_in_a_folder_that_is_not_trusted(vsix: Path, browser: Browser, notes: Path, tmp_path: Path) -> None:
    ran = tmp_path / "ran"
    trap = notes / "trap"
    trap.write_text(f'#!/bin/sh\ntouch "{ran}"\n', encoding="utf-8")
    trap.chmod(0o755)
    for module in ("careword", "pygls", "json"):
        (notes / f"{module}.py").write_text(f"open({str(ran)!r}, 'w').close()\n", encoding="utf-8")
    (notes / ".vscode").mkdir()
    here = {"careword.python": str(trap), "careword.rules": {"absconded": "off"}}
    (notes / ".vscode" / "settings.json").write_text(json.dumps(here), encoding="utf-8")
    settings = {
        "careword.python": sys.executable,
        "careword.voices": True,
        "security.workspace.trust.enabled": True,
        "security.workspace.trust.startupPrompt": "never",
        "security.workspace.trust.banner": "never",
        "workbench.colorTheme": "Default High Contrast",
    }
    with studio(tmp_path / "code", vsix, settings) as code, code.window(browser, notes) as window:
        window.page.get_by_text("Restricted Mode").first.wait_for()
        window.open("visit.txt")
        expect(window.squiggles).to_have_count(2)
        expect(window.status).to_contain_text("2 to look at")
        expect(window.lens).to_contain_text("2 places to look at")
        window.press("Control+Shift+m")
        expect(window.problems).to_have_count(2)
        window.look("14-restricted-high-contrast")
    assert not ran.exists()


def test_no_server_is_left() -> None:
    """Every VS Code above has ended, and with it every careword that it started, if not in the same moment."""
    mine, end = f"{sys.executable} -P -m careword lsp", time.monotonic() + 60
    while True:
        listed = subprocess.run(["ps", "-eo", "ppid=,args="], capture_output=True, text=True, check=True)  # noqa: S607
        alone = [line for line in listed.stdout.splitlines() if mine in line and line.split()[0] == "1"]
        if not alone:
            break
        assert time.monotonic() < end, alone
        time.sleep(0.2)
