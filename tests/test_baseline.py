"""What a baseline knows, and what decisions inside a note keep: new findings are told, old ones are not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careword.cli.main import main
from careword.keep import blanked, keeps

RISK = "She is putting herself at risk.\n"
BAD = "She is promiscuous.\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder with one note that has a finding, and work in it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(RISK, encoding="utf-8")
    return tmp_path


def test_only_what_is_new_is_told(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "a.txt"]) == 1
    assert main(["baseline", "a.txt"]) == 0
    assert main(["check", "a.txt", "--baseline", "careword-baseline.json"]) == 0
    (here / "a.txt").write_text("Phoned at nine.\n\n\n" + RISK, encoding="utf-8")
    assert main(["check", "a.txt", "--baseline", "careword-baseline.json"]) == 0
    (here / "a.txt").write_text(RISK + "\n" + BAD, encoding="utf-8")
    capsys.readouterr()
    assert main(["check", "a.txt", "--baseline", "careword-baseline.json", "--format", "json"]) == 1
    note = json.loads(capsys.readouterr().out)["notes"][0]
    assert [found["rule"] for found in note["findings"]] == ["promiscuous"]


def test_the_same_sentence_once_more_is_new(here: Path) -> None:
    assert main(["baseline", "a.txt"]) == 0
    (here / "a.txt").write_text(RISK + "\n" + RISK, encoding="utf-8")
    assert main(["check", "a.txt", "--baseline", "careword-baseline.json"]) == 1


def test_a_baseline_holds_no_words_and_keeps_reasons(here: Path) -> None:
    assert main(["baseline", "."]) == 0
    file = here / "careword-baseline.json"
    value = json.loads(file.read_text(encoding="utf-8"))
    assert set(value["findings"][0]) == {"path", "rule", "fingerprint", "count"}
    value["findings"][0]["reason"] = "quoted for court"
    file.write_text(json.dumps(value), encoding="utf-8")
    (here / "b.txt").write_text(BAD, encoding="utf-8")
    assert main(["baseline", "."]) == 0  # the baseline lies there too, and is no export
    again = json.loads(file.read_text(encoding="utf-8"))["findings"]
    assert [item.get("reason") for item in again] == ["quoted for court", None]


def test_an_entry_that_nothing_answers_is_told(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["baseline", "a.txt"]) == 0
    (here / "a.txt").write_text("Ella made tea.\n", encoding="utf-8")
    (here / "b.txt").write_text("Ella made tea.\n", encoding="utf-8")
    capsys.readouterr()
    assert main(["check", "b.txt", "--baseline", "careword-baseline.json"]) == 0
    assert "not needed" not in capsys.readouterr().err
    assert main(["check", "a.txt", "--baseline", "careword-baseline.json"]) == 0
    assert "a.txt: putting-self-at-risk" in capsys.readouterr().err


def test_nothing_is_written_when_something_cannot_be_read(here: Path) -> None:
    (here / "b.txt").write_bytes(b"\0")
    assert main(["baseline", "."]) == 2
    assert not (here / "careword-baseline.json").exists()


FAULTS = [
    ("", "not JSON"),
    ("[]", "expected"),
    ('{"schema": "careword-baseline/1", "findings": [3]}', "finding 1: expected an object"),
    ('{"schema": "careword-baseline/1", "findings": [{"path": "a"}]}', "finding 1: rule is missing"),
    (
        '{"schema": "careword-baseline/1", "findings": [{"path": "a", "rule": "b", "fingerprint": "c", "count": 0}]}',
        "finding 1: count: expected a number from 1 up",
    ),
    (
        '{"schema": "careword-baseline/1", "findings": [{"path": "a", "rule": "b", "fingerprint": "c", "text": "x"}]}',
        "finding 1: no such key: text",
    ),
]


@pytest.mark.parametrize(("text", "said"), FAULTS)
def test_a_baseline_that_cannot_be_used_is_exit_2(
    here: Path, capsys: pytest.CaptureFixture[str], text: str, said: str
) -> None:
    (here / "base.json").write_text(text, encoding="utf-8")
    assert main(["check", "a.txt", "--baseline", "base.json"]) == 2
    err = capsys.readouterr().err
    assert "base.json" in err
    assert said in err


def findings(capsys: pytest.CaptureFixture[str], name: str) -> tuple[list[str], str]:
    capsys.readouterr()
    main(["check", name, "--format", "json"])
    done = capsys.readouterr()
    return [found["rule"] for found in json.loads(done.out)["notes"][0]["findings"]], done.err


KEPT = "<!-- careword: keep putting-self-at-risk: the panel's own words, and I think they blame her -->"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (f"{RISK}{KEPT}\n", []),
        (f"{KEPT}\n\n{RISK}", []),
        (f"{KEPT}\n\n{RISK}\n{RISK}", ["putting-self-at-risk"]),
        (f"{KEPT}\n{RISK.strip()} {BAD}", ["promiscuous"]),
        (f"{RISK}\n\n{KEPT}\n", ["putting-self-at-risk"]),
    ],
)
def test_a_decision_holds_for_its_paragraph(
    here: Path, capsys: pytest.CaptureFixture[str], text: str, left: list[str]
) -> None:
    (here / "n.md").write_text(text, encoding="utf-8")
    assert findings(capsys, "n.md")[0] == left


def test_a_decision_in_a_page(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "n.html").write_text(f"<p>{RISK}{KEPT}</p><p>{BAD}</p>", encoding="utf-8")
    assert findings(capsys, "n.html")[0] == ["promiscuous"]


def test_a_reason_is_no_analysis_of_the_note(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    decision = "<!-- careword: keep risky-behaviour: I regard it as abuse -->\n"
    text = "Julia, 12, told me she consented to sex with him.\n" + decision
    (here / "n.md").write_text(text, encoding="utf-8")
    found, err = findings(capsys, "n.md")
    assert "consent" in found
    assert "n.md: line 2" in err
    assert "not needed" in err
    assert "abuse" not in err


@pytest.mark.parametrize(
    ("comment", "said"),
    [
        ("<!-- careword: keep putting-self-at-risk -->", "a reason is expected"),
        ("<!-- careword: keep no-such-rule: because -->", "no such rule: no-such-rule"),
        ("<!-- careword: drop everything -->", "expected “careword: keep RULE: reason”"),
    ],
)
def test_a_decision_that_cannot_be_read_keeps_nothing(
    here: Path, capsys: pytest.CaptureFixture[str], comment: str, said: str
) -> None:
    (here / "n.md").write_text(f"{RISK}{comment}\n", encoding="utf-8")
    found, err = findings(capsys, "n.md")
    assert found == ["putting-self-at-risk"]
    assert said in err


@given(st.text(alphabet="ab \n\r<!->:careword keep\u2028\U0001f600", max_size=200))
def test_a_text_stays_as_long_as_it_was(text: str) -> None:
    whole = f"{text}<!-- careword: keep x: y\n z -->{text}"
    found = keeps(whole)
    assert found
    out = blanked(whole, found)
    assert len(out) == len(whole)
    assert [at for at, char in enumerate(out) if char in "\r\n"] == [
        at for at, char in enumerate(whole) if char in "\r\n"
    ]
    assert all(0 <= keep.scope.start <= keep.scope.end <= len(whole) for keep in found)
