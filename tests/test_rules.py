"""Every example of every rule, the words that careword says itself, the schema, and what the proof would refuse."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from careword.book import Book
from careword.lint import Linter
from careword.proof import Proof, book_wide, examples, marked, prove
from careword.proof_words import filled
from careword.rule_schema import FILE, schema, written
from careword.rulebook import RulebookError, bundled, load, rule_files

FILES = rule_files(bundled())


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.stem))
def test_every_example_holds(linter: Linter, path: Path) -> None:
    proof = Proof(linter, path)
    assert not proof.problems, "\n".join(proof.problems)
    assert proof.tried >= 4


def test_the_words_that_every_rule_shares_pass_the_rulebook(book: Book) -> None:
    assert not book_wide(book, bundled())


def test_the_published_schema_is_the_one_that_rules_are_read_with() -> None:
    assert (bundled() / FILE).read_text(encoding="utf-8") == written(), "run: careword rules --schema > rules/" + FILE


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.stem))
def test_the_schema_accepts_every_rule(path: Path) -> None:
    value = yaml.safe_load(path.read_text(encoding="utf-8"))
    Draft202012Validator(schema()).validate(json.loads(json.dumps(value)))


def test_the_schema_refuses_what_the_rulebook_refuses() -> None:
    validator = Draft202012Validator(schema())
    value = json.loads(json.dumps(yaml.safe_load(FILES[0].read_text(encoding="utf-8"))))
    assert not validator.is_valid({**value, "unlesss": {}})
    assert not validator.is_valid({**value, "severity": "fatal"})
    assert not validator.is_valid({key: item for key, item in value.items() if key != "why"})
    assert not validator.is_valid({**value, "examples": [{"flag": "No words are marked."}]})
    assert validator.is_valid({**value, "find": [{"phrase": "one phrase"}]})
    assert validator.is_valid({**value, "severity": False})


def test_a_mark_is_taken_out_of_an_example() -> None:
    text, span = marked("She <consented> to it.")
    assert (text, text[slice(*span)]) == ("She consented to it.", "consented")


def test_blanks_are_filled_as_a_note_would_fill_them() -> None:
    assert filled("“{found}” and {child} said ___ at {age}") == "“” and the child said ___ at ___"


RULE = """\
title: A rule for the test
status: settled
severity: warning
message: “{found}” can read as a test.
why: It shows what a proof refuses.
sources: [{cite: A test}]
find:
  - phrase: [zebra crossing]
  - phrase: [giraffe house]
unless:
  painted:
    near: [painted]
    because: A painted one is harmless.
instead:
  - ask: Where was it?
  - write: striped place
    for: zebra crossing
examples:
  - flag: She stood at the <zebra crossing>.
    voice: own
    better: She stood where ___ left her.
  - flag: She stood at the <giraffe house>.
  - pass: She painted a zebra crossing.
    unless: painted
  - pass: She stood at the bus stop.
"""


@pytest.fixture
def extra(tmp_path: Path) -> Path:
    """Give a folder that adds one rule to the rulebook."""
    folder = tmp_path / "extra"
    (folder / "local").mkdir(parents=True)
    (folder / "local" / "zebra.yaml").write_text(RULE, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a rulebook of one rule."""
    root = tmp_path_factory.mktemp("small") / "rules"
    shutil.copytree(bundled(), root)
    for path in rule_files(root):
        if path.stem != "promiscuous":
            path.unlink()
    return root


def proved(root: Path, folder: Path, old: str = "", new: str = "") -> list[str]:
    """Prove the rule with a change, and give what is said, without the path."""
    path = folder / "local" / "zebra.yaml"
    assert not old or old in RULE
    path.write_text(RULE.replace(old, new, 1), encoding="utf-8")
    problems, _ = prove(root, extend=[folder], within=folder)
    return [problem.removeprefix(f"{folder}/local/zebra.yaml:") for problem in problems]


def test_a_sound_rule_is_proved(small: Path, extra: Path) -> None:
    assert proved(small, extra) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("the <zebra crossing>", "<the zebra crossing>", "19: flag: not found on the marked words; found on “zebra"),
        ("<giraffe house>.", "<lion house>.", "22: flag: not found on the marked words; nothing was found"),
        ("<giraffe house>.", "<giraffe house> and the giraffe house.", "22: flag: also found on “giraffe house”"),
        ("<giraffe house>.", "<giraffe house>. She is promiscuous.", "22: flag: promiscuous also speaks"),
        ("voice: own", "voice: quote", "19: voice own, expected quote"),
        ("voice: own", "severity: error", "19: flag: severity warning, expected error"),
        ("where ___ left her", "by the giraffe house", "19: better: zebra speaks on “giraffe house”"),
        ("bus stop", "zebra crossing", "25: pass: found as warning on “zebra crossing”"),
        ("bus stop", "painted zebra crossing", "25: pass: silent on “zebra crossing” because of painted"),
        ("She painted a zebra crossing", "She painted it", "23: pass: expected silence because of painted"),
        ("  - phrase: [giraffe house]", "  - phrase: [giraffe house]\n  - phrase: [lion den]", "10: no flag example"),
        ("can read as a test", "is a zebra crossing", "4: message: zebra speaks on “zebra crossing”"),
        ("Where was it?", "Was it a zebra crossing?", "15: ask: zebra speaks on “zebra crossing”"),
        ("write: striped place", "write: giraffe house", "16: write: zebra speaks on “giraffe house”"),
        ("  - pass: She stood", "  - miss: The <zebra crossing>.\n  - pass: She stood", "25: miss: now found"),
        ("  - pass: She stood", "  - overflag: The <lion>.\n  - pass: She stood", "25: overflag: now silent"),
    ],
)
def test_a_rule_that_does_not_hold_is_refused_at_its_line(
    small: Path, extra: Path, old: str, new: str, said: str
) -> None:
    problems = proved(small, extra, old, new)
    assert any(problem.startswith(said) for problem in problems), problems


def test_a_miss_and_an_overflag_that_still_stand_are_no_problem(small: Path, extra: Path) -> None:
    more = "  - miss: The <lion>.\n  - overflag: The <zebra crossing>.\n  - pass: She stood"
    assert proved(small, extra, "  - pass: She stood", more) == []


def test_a_rule_that_is_off_is_proved_as_if_it_were_on(small: Path, extra: Path) -> None:
    assert proved(small, extra, "severity: warning", "severity: off") == []


def test_a_retired_rule_needs_no_proof(small: Path, extra: Path) -> None:
    assert proved(small, extra, "status: settled", "status: retired") == []


def test_one_rule_can_be_proved_by_itself(small: Path, extra: Path) -> None:
    problems, tried = prove(small, extend=[extra], only="zebra")
    assert (problems, tried) == ([], 4)
    with pytest.raises(RulebookError, match="no such folder or rule: zebr"):
        prove(small, extend=[extra], only="zebr")


def test_the_examples_of_a_rule_can_be_read(extra: Path) -> None:
    rule = load(extend=[extra]).by_id["zebra"]
    found = list(examples(rule, [extra]))
    assert [kind for kind, _, _ in found] == ["flag", "flag", "pass", "pass"]
    assert found[2] == ("pass", "She painted a zebra crossing.", "painted")


def test_a_rulebook_elsewhere_can_be_proved(small: Path) -> None:
    problems, tried = prove(small)
    assert tried >= 4
    assert all(problem.startswith("rules/") for problem in problems)
