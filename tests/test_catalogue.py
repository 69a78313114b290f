"""The catalogue: what it says, that it is not stale, and that its page stands by itself."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from html import escape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from careword.book import Book
from careword.catalogue import Catalogue, catalogue
from careword.cli.main import main
from careword.render import catalogue_html, catalogue_md
from careword.rulebook import bundled, rule_files

PACK = Path(__file__).parent / "our-council"


@pytest.fixture(scope="module")
def ours() -> Catalogue:
    """Give the catalogue of the rulebook that careword ships."""
    return catalogue()


@pytest.fixture(scope="module")
def html(ours: Catalogue) -> str:
    """Give its page."""
    return catalogue_html.render(ours)


class Outline(HTMLParser):
    """Reads a page: its elements with their attributes, and what was never closed."""

    VOID = frozenset({"meta", "br", "link", "img", "input", "hr"})

    def __init__(self, page: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.seen.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the element that was opened last."""
        assert self.open.pop() == tag

    def all(self, name: str) -> list[str]:
        """Give the values of an attribute."""
        return [value for _, attrs in self.seen if (value := attrs.get(name)) is not None]


@pytest.mark.parametrize(
    ("file", "render"), [("CATALOGUE.md", catalogue_md.render), ("catalogue.html", catalogue_html.render)]
)
def test_the_catalogue_is_not_stale(ours: Catalogue, file: str, render: Callable[[Catalogue], str]) -> None:
    assert (bundled() / file).read_text(encoding="utf-8") == render(ours), "run: make catalogue"


def test_every_rule_is_in_it(book: Book, ours: Catalogue, html: str) -> None:
    assert ours.total == len(book.rules)
    markdown = catalogue_md.render(ours)
    for rule in book.rules:
        assert f'id="rule-{rule.id}"' in html
        assert f"\n`{rule.id}` · " in markdown


def test_it_says_of_a_rule_what_its_file_says(html: str) -> None:
    said = html[html.index('id="rule-consent"') :].split("</article>", maxsplit=1)[0]
    assert '<span class="level warning">warning</span>, under-13: error, ' in said
    assert "formerly consent-under-13, consent-13-15" in said
    assert "<li>Julia <mark>consented to sex</mark> with him.</li>" in said
    assert "Consent to a service, treatment, sharing or care is a different thing" in said
    assert "(the sentence says the opposite)" in said
    assert "<li>What choice did the child have, and who had the power?</li>" in said
    assert '<a href="https://www.legislation.gov.uk/ukpga/2003/42">Sexual Offences Act 2003' in said
    assert not re.search(r"\{\w+\}", said)


def test_the_page_is_well_made_and_stands_by_itself(html: str) -> None:
    outline = Outline(html)
    assert not outline.open
    names = {tag for tag, _ in outline.seen}
    assert not names & {"script", "link", "img", "iframe", "object"}
    assert not outline.all("src")
    assert "@import" not in html
    assert "url(" not in html
    ids = outline.all("id")
    assert len(ids) == len(set(ids))
    assert {link.removeprefix("#") for link in outline.all("href") if link.startswith("#")} <= set(ids)
    assert all(link.startswith(("#", "https://")) for link in outline.all("href"))
    assert "@media print" in html


def test_packs_that_are_off_say_how_to_ask_for_them(ours: Catalogue, html: str) -> None:
    off = [chapter.id for chapter in ours.chapters if chapter.on_request]
    assert off
    assert all(f"<code>--packs +{name}</code>" in html for name in off)


def test_the_serious_come_first(ours: Catalogue) -> None:
    order = ["error", "warning", "information", "hint", "off"]
    for chapter in ours.chapters:
        levels = [order.index(entry.severity) for entry in chapter.entries]
        assert levels == sorted(levels)


def test_an_organisation_prints_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "careword.toml").write_text(f"extend = ['{PACK.as_posix()}']\n", encoding="utf-8")
    assert main(["rules", "--catalogue", "html"]) == 0
    page = capsys.readouterr().out
    assert "Words that our own practice board has asked us to think about." in page
    assert 'id="rule-frequent-flyer"' in page
    retired = page[page.index('id="rule-radicalisation-label"') :].split("</article>")[0]
    assert "(retired)" in retired
    assert main(["rules", "--catalogue", "md"]) == 0
    assert "`frequent-flyer` · **information** (trial) · about: child" in capsys.readouterr().out


def test_words_of_a_rule_cannot_become_markup(tmp_path: Path) -> None:
    folder = tmp_path / "odd"
    (folder / "local").mkdir(parents=True)
    text = (PACK / "local" / "frequent-flyer.yaml").read_text(encoding="utf-8")
    odd = "She & *he* said “1 < 2”"
    assert "Nia drew a bird that flies over the ward." in text
    text = text.replace("Nia drew a bird that flies over the ward.", f"'{odd}.'")
    (folder / "local" / "odd-rule.yaml").write_text(text, encoding="utf-8")
    root = Path(shutil.copytree(bundled(), tmp_path / "rules"))
    for path in rule_files(root)[1:]:
        path.unlink()  # one rule is enough, and is read in a moment
    page = catalogue(root, extend=[folder])
    assert f"<li>{escape(odd)}.</li>" in catalogue_html.render(page)
    assert "- She & \\*he\\* said “1 \\< 2”." in catalogue_md.render(page)
