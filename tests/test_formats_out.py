"""Notes in, reports out: each format is what its readers expect, says where, and holds no words unless asked."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from jsonschema import Draft7Validator

from careword.cli.main import main

DATA = Path(__file__).parent / "data"
SARIF = Draft7Validator(json.loads((DATA / "sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8")))
NOTE = "Visit, 3 May 2024.\n\nKeeley, 12, told me she consented to sex with <Jordan> & co.\nShe is promiscuous.\n"
CANARIES = ("Keeley", "promiscuous.", "consented to sex", "Jordan")
FORMATS = ("sarif", "junit", "github", "markdown", "html")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder with a note, an export and a file that cannot be read, and work in it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a note.md").write_text(NOTE, encoding="utf-8")
    record = {"id": "7|x", "text": "She is promiscuous."}
    (tmp_path / "b.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
    (tmp_path / "c.txt").write_bytes(b"\0\1\2")
    return tmp_path


def report(capsys: pytest.CaptureFixture[str], kind: str, *arguments: str, code: int = 2) -> str:
    assert main(["check", ".", "--format", kind, *arguments]) == code
    return capsys.readouterr().out


@pytest.mark.parametrize("kind", FORMATS)
def test_no_word_of_a_note_is_in_a_report(folder: Path, capsys: pytest.CaptureFixture[str], kind: str) -> None:
    out = report(capsys, kind)
    assert "a%20note.md" in out or "a note.md" in out or "a note" in out
    # a rule is called promiscuous too, so the word is looked for as the note has it, with its full stop
    assert not [word for word in CANARIES if word in out]
    assert folder.name not in out


@pytest.mark.parametrize("kind", ["sarif", "markdown", "html"])
def test_words_are_there_when_they_are_asked_for(folder: Path, capsys: pytest.CaptureFixture[str], kind: str) -> None:
    assert folder.exists()
    assert "consented to sex" in report(capsys, kind, "--show-text")


def test_sarif_is_what_the_standard_says(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    value = json.loads(report(capsys, "sarif"))
    SARIF.validate(value)
    (run,) = value["runs"]
    assert folder.exists()
    assert run["invocations"][0]["executionSuccessful"] is False
    assert run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"].startswith("c.txt: ")
    rules = {rule["id"] for rule in run["tool"]["driver"]["rules"]}
    results = run["results"]
    assert {result["ruleId"] for result in results} == rules
    first = next(result for result in results if result["ruleId"] == "promiscuous")
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "a%20note.md"
    lines = NOTE.split("\n")
    row = next(number for number, line in enumerate(lines, 1) if "promiscuous" in line)
    assert (place["region"]["startLine"], place["region"]["startColumn"]) == (row, lines[row - 1].index("promis") + 1)
    assert first["level"] == "error"
    assert all(len(result["partialFingerprints"]["careword/v1"]) == 16 for result in results)
    record = results[-1]["locations"][0]
    assert "7|x" in record["logicalLocations"][0]["fullyQualifiedName"]


def test_sarif_of_nothing_is_sarif(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("Ella made tea.\n", encoding="utf-8")
    value = json.loads(report(capsys, "sarif", code=0))
    SARIF.validate(value)
    assert value["runs"][0]["results"] == []


def test_junit_counts_what_fails_and_what_could_not_be_read(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "d.txt").write_text("Ella made tea.\n", encoding="utf-8")
    (folder / "e\x01.txt").write_text("Ella made tea.\n", encoding="utf-8")
    suites = ET.fromstring(report(capsys, "junit"))  # noqa: S314 - our own report
    suite = suites[0]
    cases = list(suite)
    assert (suites.tag, suite.tag) == ("testsuites", "testsuite")
    assert int(suite.get("tests", "")) == len(cases) == 5
    assert int(suite.get("failures", "")) == len(suite.findall("testcase/failure")) == 2
    assert int(suite.get("errors", "")) == len(suite.findall("testcase/error")) == 1
    names = [case.get("name") for case in cases]
    assert "b.jsonl 7|x" in names
    assert "line 4" in (suite.findall("testcase/failure")[0].text or "")


def test_github_commands_cannot_be_broken_out_of(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "a note.md").rename(folder / "a,b:c%.md")
    out = report(capsys, "github")
    commands = [line for line in out.splitlines() if line.startswith("::")]
    assert len(commands) == 4
    assert all(re.match(r"::(error|warning|notice) file=[^,:]+(,\w+=[^,:]+)*::\S", line) for line in commands)
    assert any("file=a%2Cb%3Ac%25.md,line=4" in line for line in commands)


def test_markdown_takes_no_mark_from_a_name(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "a note.md").rename(folder / "[x](y)_*.md")
    out = report(capsys, "markdown")
    assert "## \\[x\\]\\(y\\)\\_\\*.md" in out
    assert "## Could not be read" in out


def test_html_is_one_page_that_loads_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "a note.md").rename(folder / "<b>&.md")
    out = report(capsys, "html", "--show-text")
    assert "<b>&" not in out
    assert "&lt;b&gt;&amp;.md" in out
    assert "&lt;Jordan&gt; &amp; co" in out
    assert not re.search(r"(?:src|href)=[\"']?(?:https?:)?//", out)
    assert "default-src &#39;none&#39;" in out or "default-src 'none'" in out
    assert out.count("<article") == 3
    assert out.count("<mark>") == 3


def test_html_keeps_to_a_number_that_a_browser_can_show(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert folder.exists()
    monkeypatch.setattr("careword.render.html.MOST", 2)
    out = report(capsys, "html")
    assert out.count("<article") == 2
    assert "1 finding more" in out
