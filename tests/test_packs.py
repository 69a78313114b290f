"""Packs that are off by default: who asks for them, and what becomes of their rules when nobody does."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from careword.book import Book
from careword.cli.main import main
from careword.findings import Finding
from careword.lint import Linter
from careword.proof import prove
from careword.rule import Rulebook
from careword.rulebook import bundled, load
from careword.text import Document

Run = Callable[..., tuple[int, str, str]]

HINTED = "Billy was tired after supervised contact on Saturday."
BLAMED = "She is promiscuous."


@pytest.fixture
def careword(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Give a way to run commands in a folder that holds one note."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    Path("a.txt").write_text(f"{BLAMED}\n\n{HINTED}\n", encoding="utf-8")

    def run(*arguments: str) -> tuple[int, str, str]:
        return (main(list(arguments)), *capsys.readouterr())

    return run


def spoken(out: str) -> set[str]:
    """Give the rules that speak in the output of a check."""
    return {item["rule"] for note in json.loads(out)["notes"] for item in note["findings"]}


def rules(linter: Linter, text: str) -> set[str]:
    """Give the ids of the rules that speak."""
    return {item.candidate.rule for item in linter.verdicts(Document(text)) if isinstance(item, Finding)}


def test_a_pack_may_be_one_line_or_say_that_it_is_off() -> None:
    read = Rulebook.model_validate(
        {"edition": "1", "jurisdiction": "x", "packs": {"a": "One.", "b": {"about": "Two.", "default": False}}}
    )
    assert {name: (pack.about, pack.default) for name, pack in read.packs.items()} == {
        "a": ("One.", "on"),
        "b": ("Two.", "off"),
    }


def test_names_with_a_plus_are_added_and_others_stand_alone(book: Book) -> None:
    usual = book.chosen()
    assert "promiscuous" in usual
    assert "contact-word" not in usual
    assert book.chosen(["+care-jargon"]) == usual | {r.id for r in book.rules if r.pack == "care-jargon"}
    assert book.chosen(["care-jargon"]) == {r.id for r in book.rules if r.pack == "care-jargon"}
    assert book.chosen(["blame", "+care-jargon"]) == {r.id for r in book.rules if r.pack in ("blame", "care-jargon")}


def test_a_linter_leaves_them_out_unless_they_are_named(book: Book) -> None:
    assert rules(Linter(book), HINTED) == set()
    assert rules(Linter(book, levels={"contact-word": "hint"}), HINTED) == {"contact-word"}
    assert rules(Linter(book, only=["contact-word"]), HINTED) == {"contact-word"}


def test_the_kept_book_remembers_them(book: Book) -> None:
    assert Book.load(book.dump()).on_request == book.on_request == ("care-jargon", "style")


def test_their_examples_are_tried_as_if_they_were_on() -> None:
    problems, tried = prove(bundled(), only="contact-word")
    assert problems == []
    assert tried > 4


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ([], {"promiscuous"}),
        (["--packs", "+care-jargon"], {"promiscuous", "contact-word"}),
        (["--packs", "care-jargon"], {"contact-word"}),
        (["--packs", "+care-jargon", "--min-severity", "warning"], {"promiscuous"}),
        (["--packs", "blame,+care-jargon"], {"promiscuous", "contact-word"}),
        (["--select", "contact-word", "--min-severity", "hint"], {"contact-word"}),
        (["--packs", "+care-jargon", "--ignore", "contact-word"], {"promiscuous"}),
    ],
)
def test_the_command_line_asks_for_them(careword: Run, options: list[str], found: set[str]) -> None:
    assert spoken(careword("check", "a.txt", "--format", "json", *options)[1]) == found


@pytest.mark.parametrize("setting", ['packs = ["+care-jargon"]', 'rules = { contact-word = "information" }'])
def test_a_configuration_asks_for_them(careword: Run, setting: str) -> None:
    Path("careword.toml").write_text(setting, encoding="utf-8")
    assert spoken(careword("check", "a.txt", "--format", "json")[1]) == {"promiscuous", "contact-word"}


def test_config_says_what_is_off_and_why_hints_are_shown(careword: Run) -> None:
    assert "packs        = all but care-jargon and style  # default" in careword("config")[1].splitlines()
    lines = careword("config", "--packs", "+style")[1].splitlines()
    assert 'packs        = ["+style"]  # command line' in lines
    assert 'min-severity = "hint"  # because packs names style' in lines


def test_an_unknown_pack_is_refused_with_and_without_a_plus(careword: Run) -> None:
    for name in ("zzz", "+zzz"):
        code, _, err = careword("check", "a.txt", "--packs", name)
        assert code == 2
        assert f"no such pack: {name}; expected one of: " in err


def test_try_and_the_lists_know_them(careword: Run) -> None:
    assert "contact-word" not in careword("try", HINTED)[1]
    assert "hint contact-word" in careword("try", HINTED, "--packs", "+care-jargon")[1]
    assert "[off by default: --packs +care-jargon]" in careword("rules", "--packs")[1]
    assert "[pack off by default: --packs +care-jargon]" in " ".join(careword("rules")[1].split())
    assert json.loads(careword("rules", "--format", "json")[1])["off_by_default"] == ["care-jargon", "style"]


def test_the_core_names_rules_that_are_there(book: Book) -> None:
    assert len(book.core) >= 24
    assert set(book.core) <= {rule.id for rule in book.rules}


def test_a_copy_of_the_rulebook_may_switch_a_pack_on(tmp_path: Path) -> None:
    root = tmp_path / "rules"
    (root / "care-jargon").mkdir(parents=True)
    (root / "cues").symlink_to(bundled() / "cues")
    (root / "law.yaml").symlink_to(bundled() / "law.yaml")
    name = "care-jargon/contact-word.yaml"
    (root / name).symlink_to(bundled() / name)
    text = (bundled() / "rulebook.yaml").read_text(encoding="utf-8")
    (root / "rulebook.yaml").write_text(text.replace("default: off", "default: on"), encoding="utf-8")
    assert rules(Linter(load(root, cache=False)), HINTED) == {"contact-word"}
