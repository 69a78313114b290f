"""An organisation's own folder: it adds rules, gives others another severity, retires them, and proves its own."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from careword.cli.main import main
from careword.findings import Finding
from careword.lint import Linter
from careword.proof import Proof, prove
from careword.rulebook import RulebookError, bundled, load, rule_files
from careword.text import Document

PACK = Path(__file__).parent / "our-council"
CULTURE = "He hits the boys, as is normal in their culture."
EXTREMIST = "Idris is an extremist."


KEPT = {"consent", "culture-as-cause", "promiscuous", "radicalisation-label"}


def found(root: Path, text: str, *extend: Path) -> list[tuple[str, str]]:
    verdicts = Linter(load(root, extend=extend)).verdicts(Document(text))
    return [(item.candidate.rule, item.severity) for item in verdicts if isinstance(item, Finding)]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a rulebook with few rules, which is read in a moment."""
    copy = Path(shutil.copytree(bundled(), tmp_path_factory.mktemp("few") / "rules"))
    for path in rule_files(copy):
        if path.stem not in KEPT:
            path.unlink()
    return copy


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    """Give a copy of the worked example to change."""
    return Path(shutil.copytree(PACK, tmp_path / "our-council"))


def test_the_worked_example_is_the_one_that_the_readme_shows() -> None:
    readme = (bundled() / "README.md").read_text(encoding="utf-8")
    for path in PACK.rglob("*.yaml"):
        assert f"```yaml\n{path.read_text(encoding='utf-8')}```" in readme, path.name
        assert f"our-council/{path.relative_to(PACK).as_posix()}" in readme


def test_the_worked_example_is_proved(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "--test", str(PACK)]) == 0
    assert capsys.readouterr().out == "4 examples, all as they should be.\n"


def test_it_adds_a_rule(root: Path) -> None:
    assert found(root, "Nia is a frequent flyer on the ward.") == []
    assert found(root, "Nia is a frequent flyer on the ward.", PACK) == [("frequent-flyer", "information")]


def test_it_gives_a_rule_another_severity(root: Path) -> None:
    assert found(root, CULTURE) == [("culture-as-cause", "hint")]
    assert found(root, CULTURE, PACK) == [("culture-as-cause", "information")]


def test_it_retires_a_rule(root: Path) -> None:
    assert found(root, EXTREMIST) == [("radicalisation-label", "hint")]
    assert found(root, EXTREMIST, PACK) == []
    assert load(root, extend=[PACK]).by_id["radicalisation-label"].status == "retired"


def test_a_severity_holds_at_every_age_but_where_the_rule_is_off(root: Path, ours: Path) -> None:
    (ours / "changes.yaml").write_text(
        "rules: {consent: {severity: hint, because: A test.}}\n", encoding="utf-8", newline="\n"
    )
    rule = load(root, extend=[ours]).by_id["consent"]
    assert rule.severity == "hint"
    assert rule.age == {"adult": "off"}


def test_it_may_hold_changes_and_no_rules(root: Path, ours: Path) -> None:
    shutil.rmtree(ours / "local")
    assert found(root, CULTURE, ours) == [("culture-as-cause", "information")]
    assert prove(root, extend=[ours], within=ours) == ([], 0)


def test_its_packs_have_their_line(root: Path, ours: Path) -> None:
    assert load(root, extend=[ours]).packs["local"].startswith("Words that our own practice board")


def test_a_rule_with_another_severity_is_still_proved(root: Path) -> None:
    book = load(root, extend=[PACK])
    (path,) = (path for path in rule_files(root) if path.stem == "culture-as-cause")
    assert Proof(Linter(book), path).problems == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("rules: {promiscous: {retired: true, because: x}}", "1: no such rule: promiscous; did you mean promiscuous?"),
        ("rules:\n  consent:\n    severity: off", "2: rules.consent: missing: because"),
        ("rules:\n  consent:\n    because: x", "expected either severity or retired: true"),
        (
            "rules:\n  consent: {severity: hint, retired: true, because: x}",
            "expected either severity or retired: true",
        ),
        ("rule: {}", "1: rule: unknown key"),
        ("rules: {consent: {severity: fatal, because: x}}", "1: rules.consent.severity: "),
    ],
)
def test_a_change_that_cannot_be_made_is_refused_at_its_line(root: Path, ours: Path, text: str, said: str) -> None:
    (ours / "changes.yaml").write_text(text + "\n", encoding="utf-8")
    with pytest.raises(RulebookError) as fault:
        load(root, extend=[ours])
    (problem,) = fault.value.problems
    assert problem.startswith(f"{ours / 'changes.yaml'}:")
    assert said in problem


def test_a_rule_is_not_written_over(root: Path, ours: Path) -> None:
    shutil.copy(PACK / "local" / "frequent-flyer.yaml", ours / "local" / "consent.yaml")
    with pytest.raises(RulebookError, match=r"another rule has this id: .*changes\.yaml can change or retire it"):
        load(root, extend=[ours])
