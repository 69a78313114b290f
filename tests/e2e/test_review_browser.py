"""The review in a real browser: by keyboard, without scripts, zoomed in, printed, and looked over for accessibility."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from docx import Document as Docx
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright
from pypdf import PdfReader

from review_kit import Started, started

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "corpus" / "samples"
PAGES = (
    "/queue",
    "/queue?state=all",
    "/samples",
    "/samples/1",
    "/trends",
    "/rules",
    "/supervision",
    "/notes/1",
    "/nowhere",
)
SOON = 60_000  # ms: as long as anything may take on a busy machine

expect.set_options(timeout=SOON)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start Chromium, the machine's own."""
    found = subprocess.run([ROOT / ".ci" / "browser"], capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stderr
    with sync_playwright() as playwright:
        # a container has no sandbox of its own to give, and nothing foreign is opened here
        path = found.stdout.strip()
        launched = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"], timeout=2 * SOON)
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def review(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Started]:
    """Start a review of the sample notes."""
    folder = tmp_path_factory.mktemp("review")
    shutil.copytree(SAMPLES, folder / "notes")
    with started(folder, "notes", "--store", "review.sqlite3") as running:
        running.post("/samples", wanted=4, seed=1)
        yield running


def visiting(browser: Browser, review: Started, **options: object) -> BrowserContext:
    """Give a browser of somebody's own, which nobody has signed in to."""
    context = browser.new_context(base_url=review.base, **options)  # type: ignore[arg-type]
    context.set_default_timeout(SOON)
    return context


def opened(context: BrowserContext) -> Page:
    """Open an empty page; what the browser complains of there fails the test."""
    page = context.new_page()
    page.on("console", complain)
    page.on("pageerror", complain)
    return page


def signed_in(browser: Browser, review: Started, **options: object) -> Page:
    """Open a page in which the reviewer is signed in."""
    context = visiting(browser, review, **options)
    context.add_cookies([{"name": "careword_visit", "value": review.cookie, "url": review.base}])
    return opened(context)


def complain(said: ConsoleMessage | Exception) -> None:
    """Fail at anything that the browser does not like: a blocked script, a missing file, a fault in ours."""
    assert not isinstance(said, Exception), str(said)
    # Chromium reports every answer of 400 and above; those are asked for here
    assert said.type not in ("error", "warning") or "status of 4" in said.text, said.text


def axe(page: Page) -> list[dict[str, Any]]:
    """Let axe look over a page and give what it has to say."""
    page.evaluate((files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = page.evaluate("axe.run().then(found => found.violations)")
    return found


def look(page: Page, name: str) -> None:
    """Keep a picture for people, where they ask for one."""
    folder = os.environ.get("CAREWORD_PICTURES")
    if folder:
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def test_from_the_link_to_the_next_finding_by_keyboard_alone(tmp_path: Path, browser: Browser) -> None:
    shutil.copytree(SAMPLES, tmp_path / "notes")
    with started(tmp_path, "notes", "--store", "review.sqlite3", sign_in=False) as running:
        context = visiting(browser, running)
        page = opened(context)
        page.goto(running.link)
        expect(page).to_have_title("Queue – careword")
        total = int(re.findall(r"(\d+) findings", page.content())[0])
        page.keyboard.press("j")
        page.keyboard.press("j")
        page.keyboard.press("k")
        page.keyboard.press("Enter")
        page.wait_for_url("**/notes/*")
        first = page.url
        page.keyboard.press("4")
        expect(page.locator("input[value=supervision]")).to_be_checked()
        page.keyboard.press("c")
        page.keyboard.type("n and p are letters here, 1 is a number")
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Enter")
        page.get_by_text("Go to the next finding").wait_for()
        expect(page.locator("#decision :focus")).to_have_count(1)
        expect(page.locator("#decision")).to_contain_text("n and p are letters here")
        look(page, "decided")
        page.keyboard.press("n")
        page.wait_for_url(lambda url: "/notes/" in url and url != first)  # and until the keys work there
        expect(page.get_by_text("Go to the next finding")).to_have_count(0)
        page.keyboard.press("1")
        page.keyboard.press("Enter")
        page.get_by_text("Go to the next finding").wait_for()
        page.keyboard.press("q")
        page.wait_for_url("**/queue*")
        expect(page.get_by_text(f"{total - 2} findings")).to_be_visible()
        other = visiting(browser, running)
        second = other.new_page()
        second.goto(running.link)
        expect(second.get_by_text("This link has been used").first).to_be_visible()
        other.close()
        context.close()


def test_keys_can_be_turned_off(browser: Browser, review: Started) -> None:
    page = signed_in(browser, review)
    page.goto("/notes/1")
    page.get_by_role("button", name="Turn keyboard shortcuts off").click()
    page.locator("h1").click()
    page.keyboard.press("2")  # a key that chose something would have done so before anything else is looked at
    expect(page.locator("input[value=kept]")).not_to_be_checked()
    page.get_by_role("button", name="Turn keyboard shortcuts on").click()
    page.locator("h1").click()
    page.keyboard.press("2")
    expect(page.locator("input[value=kept]")).to_be_checked()
    page.context.close()


def test_filtering_and_deciding_work_without_scripts(browser: Browser, review: Started) -> None:
    page = signed_in(browser, review, java_script_enabled=False)
    page.goto("/queue")
    page.get_by_label("Whose words").select_option("own")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**voice=own**")
    page.locator("[data-row]").first.click()
    page.wait_for_url("**/notes/*")
    page.get_by_label("Not a problem here").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text(re.compile(r"^\s*There is a problem"))
    page.get_by_label("Comment").fill("a title of a book")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#decision")).to_contain_text("a title of a book")
    look(page, "without-scripts")
    page.context.close()


def test_a_sample_is_drawn_taken_away_and_printed(browser: Browser, review: Started, tmp_path: Path) -> None:
    page = signed_in(browser, review, accept_downloads=True)
    page.goto("/samples")
    page.get_by_label("How many notes").fill("3")
    page.get_by_label("Seed").fill("42")
    page.get_by_role("button", name="Draw").click()
    page.wait_for_url("**/samples/*")
    expect(page.get_by_text("drawn with the seed 42").first).to_be_visible()
    page.get_by_label("With the words of the notes").check()
    for name, ending in (("Word", "docx"), ("PDF", "pdf"), ("CSV", "csv")):
        with page.expect_download() as waiting:
            page.get_by_role("button", name=name, exact=True).click()
        file = tmp_path / waiting.value.suggested_filename
        waiting.value.save_as(file)
        assert file.suffix == f".{ending}"
    assert Docx(str(next(tmp_path.glob("*.docx")))).paragraphs[0].text == "Dip sample"
    page.emulate_media(media="print")
    expect(page.locator("nav").first).to_be_hidden()
    expect(page.get_by_role("button", name="Print")).to_be_hidden()
    look(page, "print")
    printed = tmp_path / "printed.pdf"
    page.pdf(path=printed, format="A4", landscape=True)
    text = "".join(item.extract_text() for item in PdfReader(printed).pages)
    assert "Who said it?" in text
    assert "Requires improvement" in text
    page.context.close()


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(browser: Browser, review: Started, path: str) -> None:
    page = signed_in(browser, review)
    page.goto(path)
    found = axe(page)
    look(page, "axe" + re.sub(r"\W+", "-", path))
    assert [(item["id"], item["impact"], item["nodes"][0]["html"]) for item in found] == []
    page.context.close()


def test_axe_finds_nothing_at_the_door_or_beside_a_mistake(browser: Browser, review: Started) -> None:
    page = visiting(browser, review).new_page()
    page.goto("/sign-in")
    assert axe(page) == []
    page.context.close()
    page = signed_in(browser, review)
    page.goto("/notes/2")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Choose what you decide").wait_for()
    found = axe(page)
    assert [(item["id"], item["nodes"][0]["html"]) for item in found] == []
    page.context.close()


@pytest.mark.parametrize("path", PAGES)
def test_at_400_percent_nothing_has_to_be_scrolled_sideways(browser: Browser, review: Started, path: str) -> None:
    page = signed_in(browser, review, viewport={"width": 320, "height": 256})
    page.goto(path)
    look(page, "zoomed" + re.sub(r"\W+", "-", path))
    # tables scroll in a region of their own, which takes the focus
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    page.context.close()


def test_an_administrator_hands_notes_over_on_pages_in_which_axe_finds_nothing(
    tmp_path: Path, browser: Browser
) -> None:
    shutil.copytree(SAMPLES, tmp_path / "notes")
    careword = [sys.executable, "-m", "careword", "review"]
    store = ["--store", "review.sqlite3"]

    def run(*arguments: str) -> str:
        command = [*careword, *arguments, *store]
        return subprocess.run(command, cwd=tmp_path, env=os.environ, capture_output=True, text=True, check=True).stdout

    for name in ("pat", "pip"):
        run("people", "--add", name, "--role", "practitioner", "--team", "North")
    run("import", "notes", "--team", "North", "--owner", "pat")
    link = run("people", "--add", "ada", "--role", "administrator").strip()
    with started(tmp_path, "notes", *store) as running:
        page = opened(visiting(browser, running))
        page.goto("/sign-in/" + link.rpartition("/")[2])
        page.goto("/people")
        assert axe(page) == []
        look(page, "people")
        page.get_by_role("link", name="pat", exact=True).click()
        page.wait_for_url(re.compile(r"/people/\d+$"))
        assert axe(page) == []
        look(page, "person")
        page.get_by_label("To", exact=True).select_option(label="pip, North")
        page.get_by_role("button", name="Hand over").click()
        page.wait_for_url("**/people")
        page.get_by_role("link", name="pip", exact=True).click()
        page.wait_for_url(re.compile(r"/people/\d+$"))
        expect(page.get_by_role("heading", name="Hand over their notes")).to_be_visible()
        page.goto("/log")
        expect(page.get_by_text("handed over notes").first).to_be_visible()
        assert axe(page) == []
        page.context.close()
