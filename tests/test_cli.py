"""Arguments in, output and exit codes out: the contract that scripts, hooks and other programs rely on."""

from __future__ import annotations

import array
import fcntl
import io
import json
import os
import pty
import select
import shutil
import signal
import subprocess
import sys
import termios
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import careword
from careword.cli.main import main
from careword.lint import Linter
from careword.rulebook import bundled, rule_files
from careword.text import Document

HOME = Path(careword.__file__).parent
FINDINGS = Draft202012Validator(json.loads((HOME / "schema" / "findings-1.json").read_text(encoding="utf-8")))
CLEAN = "Home visit. Ella made tea for her nan.\n"
WARNING = "She is putting herself at risk.\n"
ERROR = "She is promiscuous.\n"


@dataclass(frozen=True)
class Done:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:  # noqa: ANN401 it is JSON
        """The output, checked against its schema."""
        value = json.loads(self.out)
        FINDINGS.validate(value)
        return value


class Run:
    """Runs commands in a folder of their own."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder, self._capsys, self._monkeypatch = folder, capsys, monkeypatch

    def __call__(self, *arguments: object, stdin: bytes = b"") -> Done:
        """Run a command."""
        self._monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(stdin))))
        code = main([str(argument) for argument in arguments])
        out, err = self._capsys.readouterr()
        return Done(code, out, err)

    def write(self, name: str, content: str | bytes) -> Path:
        """Write a file."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Give a way to run commands."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    return Run(tmp_path, capsys, monkeypatch)


# exit codes


@pytest.mark.parametrize(
    ("text", "options", "code"),
    [
        (CLEAN, [], 0),
        ("", [], 0),
        (WARNING, [], 1),
        (WARNING, ["--fail-on", "error"], 0),
        (ERROR, ["--fail-on", "error"], 1),
        (WARNING, ["--min-severity", "error"], 0),
        (WARNING, ["--ignore", "putting-self-at-risk"], 0),
        (WARNING, ["--select", "promiscuous,consent"], 0),
        (WARNING, ["--select", "putting-self-at-risk"], 1),
        (WARNING, ["--packs", "blame"], 1),
        (WARNING, ["--packs", "consent, minimise"], 0),
        (WARNING, ["--min-severity", "hint", "--fail-on", "hint"], 1),
    ],
)
def test_the_exit_code_says_what_was_found(run: Run, text: str, options: list[str], code: int) -> None:
    run.write("a.txt", text)
    for kind in ("text", "json", "jsonl"):
        assert run("check", "a.txt", "--format", kind, *options).code == code


def test_former_ids_are_still_known(run: Run) -> None:
    run.write("a.txt", "She consented to sex with him.")
    assert run("check", "a.txt", "--select", "consent-under-13").code == 1
    assert run("check", "a.txt", "--ignore", "consent-13-15,having-sex-with").code == 0


def test_what_cannot_be_read_is_reported_and_the_rest_still_checked(run: Run) -> None:
    run.write("a.txt", ERROR)
    run.write("b.txt", b"a\0b")
    done = run("check", "gone.txt", "b.txt", "a.txt", "c.docx", "--format", "json")
    assert done.code == 2
    assert [note["path"] for note in done.json["notes"]] == ["a.txt"]
    assert done.json["summary"]["error"] == 1
    assert [error["path"] for error in done.json["errors"]] == ["gone.txt", "b.txt", "c.docx"]
    assert done.err.splitlines() == [f"{error['path']}: {error['message']}" for error in done.json["errors"]]


def test_a_folder_without_notes_is_no_success(run: Run) -> None:
    run.write("void/.hidden.txt", ERROR)
    done = run("check", "void")
    assert done.code == 2
    assert "no notes in this folder" in done.err
    assert done.out == "Nothing was checked. 1 input could not be read.\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["check"], "required: PATH"),
        (
            ["check", "a.txt", "--format", "xml"],
            "expected one of: text, json, jsonl, sarif, junit, github, markdown, html",
        ),
        (["check", "a.txt", "--format", "pdf"], "expected one of: text, json, jsonl"),
        (["check", "a.txt", "--fail-on", "fatal"], "invalid choice: 'fatal'"),
        (["check", "a.txt", "--jobs", "many"], "expected a number of processes"),
        (["check", "a.txt", "--select", ","], "expected at least one name"),
        (["check", "a.txt", "--select", "promiscous"], "--select: no such rule: promiscous; did you mean promiscuous"),
        (["check", "a.txt", "--ignore", "zzz"], "--ignore: no such rule: zzz"),
        (["check", "a.txt", "--packs", "zzz"], "--packs: no such pack: zzz; expected one of: "),
        (["check", "a.txt", "--packs", "blame", "--select", "consent"], "no rule is left to check with"),
        (["check", "a.txt", "--config", "gone.toml"], "gone.toml: cannot be read"),
        (["check", "a.txt", "--form", "json"], "unrecognized arguments"),
        (["baselines"], "invalid choice"),
        (["baseline"], "required: PATH"),
        ([], "required: COMMAND"),
        (["explain", "consnt"], "no such rule: consnt; did you mean consent"),
        (["survey", "consnt", "a.txt"], "no such rule: consnt; did you mean consent"),
        (["evaluate", "gone"], "gone: no such folder"),
        (["evaluate", "."], "expected"),
        (["rules", "--test", "gone"], "no such folder or rule: gone"),
    ],
)
def test_what_cannot_be_meant_is_exit_2(run: Run, arguments: list[str], said: str) -> None:
    run.write("a.txt", "[[broken")
    done = run(*arguments)
    assert done.code == 2
    assert said in done.err


# formats


def test_json_is_the_contract(run: Run) -> None:
    run.write("notes/a.txt", ERROR)
    run.write("notes/b.md", CLEAN)
    done = run("check", "--format", "json", "notes")
    assert [Path(note["path"]).as_posix() for note in done.json["notes"]] == ["notes/a.txt", "notes/b.md"]
    assert done.err == ""
    assert "promiscuous" not in done.json["notes"][0]["findings"][0]["message"]
    shown = run("check", "--format", "json", "--show-text", "notes")
    assert shown.json["notes"][0]["findings"][0]["text"] == "promiscuous"


def test_jsonl_streams_a_line_a_note(run: Run) -> None:
    run.write("a.txt", ERROR)
    run.write("b.txt", CLEAN)
    first, second, last = map(json.loads, run("check", "--format", "jsonl", ".").out.splitlines())
    assert (first["path"], second["path"]) == ("a.txt", "b.txt")
    assert last["summary"] == {"notes": 2, "words": 11, "error": 1, "warning": 0, "information": 0, "hint": 0}


def test_silences_are_listed_when_asked(run: Run) -> None:
    run.write("a.txt", "Mother consented to the CAMHS referral.")
    assert run("check", "a.txt", "--format", "json").json["notes"][0]["silences"] == []
    (silence,) = run("check", "a.txt", "--format", "json", "--silences").json["notes"][0]["silences"]
    assert silence["reason"] == "care-consent"


def test_hints_are_shown_only_when_asked(run: Run) -> None:
    run.write("careword.toml", "rules = { promiscuous = 'hint' }")
    run.write("a.txt", ERROR)
    assert run("check", "a.txt", "--format", "json").json["summary"]["hint"] == 0
    assert run("check", "a.txt", "--format", "json", "--min-severity", "hint").json["summary"]["hint"] == 1


def test_text_says_that_all_is_well(run: Run) -> None:
    run.write("a.txt", CLEAN)
    assert run("check", "a.txt").out == "Nothing to look at in 1 note (8 words).\n"


# inputs


def test_standard_input_is_a_note(run: Run) -> None:
    done = run("check", "-", "--format", "json", stdin=ERROR.encode())
    assert done.code == 1
    assert done.json["notes"][0]["path"] == "-"
    named = run("check", "-", "--stdin-name", "case/7.txt", "--format", "json", stdin=ERROR.encode())
    assert named.json["notes"][0]["path"] == "case/7.txt"


def test_the_suffix_of_the_name_tells_what_standard_input_is(run: Run) -> None:
    stdin = b'{"id": "A1", "text": "She is promiscuous.", "child_age": 12}\nnot json\n{"text": "Seen."}'
    done = run("check", "-", "--stdin-name", "x.jsonl", "--format", "json", stdin=stdin)
    assert done.code == 2
    assert [note["record"] for note in done.json["notes"]] == ["A1", "row 3"]
    assert done.json["notes"][0]["findings"][0]["age_band"] == "under-13"
    assert done.json["errors"] == [{"path": "x.jsonl", "message": "line 2: not JSON: expecting value at column 1"}]
    assert done.err == "x.jsonl:2: not JSON: expecting value at column 1\n"


def test_an_encoding_is_said_and_offsets_are_right(run: Run) -> None:
    text = "Zoë: “fine” 😀\r\nShe is promiscuous."
    run.write("a.txt", text.encode("utf-16"))
    run.write("b.txt", text.replace("😀", ":)").encode("cp1252"))
    done = run("check", ".", "--format", "json")
    assert done.err.splitlines() == ["a.txt: read as UTF-16", "b.txt: read as Windows-1252"]
    for note, read in zip(done.json["notes"], (text, text.replace("😀", ":)")), strict=True):
        (found,) = [item for item in note["findings"] if item["rule"] == "promiscuous"]
        assert read[found["start"] : found["end"]] == "promiscuous"
        assert (found["line"], found["column"]) == (2, 8)


@pytest.mark.parametrize(
    "before",
    ["😀👨‍👩‍👧 ", "שלום עולם. ", "One\x0bTwo\u2028Three. ", "\ufeff", "e\u0301\u0301 ", "\t\x0c", "a" * 100_000 + ". "],
)
def test_strange_characters_do_not_move_offsets(run: Run, before: str) -> None:
    text = f"{before}She is promiscuous."
    run.write("a.txt", "\ufeff" + text)
    (found,) = run("check", "a.txt", "--format", "json").json["notes"][0]["findings"]
    assert text[found["start"] : found["end"]] == "promiscuous"
    assert (found["line"], found["column"]) == (1, len(before) + 8)
    assert run("check", "a.txt").code == 1


def test_a_ten_megabyte_line_is_checked_in_bounded_time(run: Run) -> None:
    run.write("a.txt", "The kitchen was warm and tidy and " * 300_000)
    started = time.process_time()  # what else the machine does meanwhile does not count
    assert run("check", "a.txt").code == 0
    assert time.process_time() - started < 120, "this much takes about five seconds"


# configuration


def test_each_note_has_the_nearest_configuration(run: Run) -> None:
    run.write("a/note.txt", ERROR)
    run.write("b/note.txt", ERROR)
    run.write("b/careword.toml", "rules = { promiscuous = 'off' }")
    done = run("check", "a", "b", "--format", "json")
    assert [len(note["findings"]) for note in done.json["notes"]] == [1, 0]


def test_a_bad_configuration_spoils_its_own_notes_only(run: Run) -> None:
    run.write("a/note.txt", ERROR)
    run.write("b/one.txt", ERROR)
    run.write("b/two.txt", ERROR)
    run.write("b/careword.toml", "\nrules = { promiscous = 'off' }")
    done = run("check", "a", "b", "--format", "json")
    assert done.code == 2
    assert done.json["summary"]["error"] == 1
    (line,) = done.err.splitlines()
    assert line.endswith("careword.toml:2: rules: no such rule: promiscous; did you mean promiscuous?")
    assert [error["path"] for error in done.json["errors"]][1:] == [str(Path("b/one.txt")), str(Path("b/two.txt"))]


def test_an_organisation_adds_rules_of_its_own(run: Run) -> None:
    assert run("new", "local/our-rule", "--into", "not/there").code == 2
    assert run("new", "local/our-rule", "--into", "ours").code == 0
    run.write("careword.toml", 'extend = ["ours"]')
    run.write("a.txt", "The our rule skeleton words stand here.")
    (found,) = run("check", "a.txt", "--format", "json").json["notes"][0]["findings"]
    assert found["rule"] == "our-rule"
    assert run("rules", "--test", "ours").code == 0
    assert "our-rule" in run("rules").out
    assert "our-rule" in run("explain", "our-rule", "--examples").out
    assert "speaks   1" in run("survey", "our-rule", "a.txt").out


def test_record_fields_can_be_named(run: Run) -> None:
    run.write("careword.toml", "[records]\ntext = 'narrative'\nid = 'ref'\nchild_age = 'years'")
    run.write("x.jsonl", json.dumps({"narrative": ERROR, "ref": 9, "years": 12}))
    (note,) = run("check", "x.jsonl", "--format", "json").json["notes"]
    assert note["record"] == "9"
    assert note["findings"][0]["age_band"] == "under-13"


def test_config_says_where_every_value_came_from(run: Run) -> None:
    config = run.write("careword.toml", "fail-on = 'error'\n\n[rules]\nconsent = 'off'\n")
    lines = run("config", "--min-severity", "hint").out.splitlines()
    assert lines[0] == f"configuration: {config}"
    assert f'rules        = {{ consent = "off" }}  # {config}:3' in lines
    assert f'fail-on      = "error"  # {config}:1' in lines
    assert 'min-severity = "hint"  # command line' in lines
    assert "packs        = all but care-jargon and style  # default" in lines
    assert len(lines) == 9


def test_config_refuses_what_check_refuses(run: Run) -> None:
    config = run.write("careword.toml", "select = ['consnt']\nzebra = 1")
    done = run("config")
    assert done.code == 2
    assert done.err.startswith(f"{config}:2: zebra: unknown key; expected one of: rules, packs, select, ignore, ")


# a rulebook that cannot be used


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """Give a folder of rules to break, put in force by a configuration."""
    folder = tmp_path / "ours"
    (folder / "local").mkdir(parents=True)
    shutil.copy(bundled() / "blame" / "promiscuous.yaml", folder / "local" / "copy-of-it.yaml")
    (tmp_path / "careword.toml").write_text('extend = ["ours"]', encoding="utf-8")
    return folder


@pytest.mark.parametrize("command", [["check", "a.txt"], ["try", "x"], ["rules"], ["explain", "consent"], ["config"]])
def test_a_rule_that_cannot_be_read_is_exit_2(run: Run, broken: Path, command: list[str]) -> None:
    run.write("a.txt", CLEAN)
    path = broken / "local" / "copy-of-it.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("why: |", "whyy: |"), encoding="utf-8")
    done = run(*command)
    assert done.code == 2
    assert f"{path}:" in done.err
    assert "unknown key" in done.err
    assert "missing: why" in done.err


def test_an_empty_rule_folder_is_never_no_findings(run: Run, broken: Path) -> None:
    shutil.rmtree(broken / "local")
    run.write("a.txt", CLEAN)
    done = run("check", "a.txt")
    assert done.code == 2
    assert "no rules: expected files" in done.err


# the other commands


def test_try_says_why_it_speaks(run: Run) -> None:
    done = run("try", "Julia, 12, told me she consented to sex with him.")
    assert done.code == 0
    said = " ".join(done.out.split())
    assert said.startswith("warning consent: ")
    assert "›consented to sex‹" in said
    assert "voice: reported, child; about: child; age: under 13; analysis: none" in said
    assert "told by: " in said
    assert "? " in said
    assert "Source: " in said


def test_try_says_why_it_is_silent(run: Run) -> None:
    done = run("try", "Mother consented to the CAMHS referral.")
    assert done.code == 0
    assert "silent consent: " in done.out
    assert "care-consent: Consent to a service" in done.out


def test_try_says_when_there_is_nothing(run: Run) -> None:
    assert run("try", "Ella made tea.").out == "Nothing here that a rule looks for.\n"
    assert run("try", "").out == "Nothing here that a rule looks for.\n"


def test_try_reads_standard_input_and_takes_an_age(run: Run) -> None:
    assert "age: 13-15" in run("try", "-", "--child-age", "14", stdin=ERROR.encode()).out
    assert "age: under 13" in run("try", "She is promiscuous.", "--child-age", "12").out
    done = run("try", "-", stdin=b"a\0b")
    assert (done.code, done.err) == (2, "-: not plain text: a NUL byte at byte 1\n")


def test_explain_gives_reasons_and_sources(run: Run) -> None:
    done = run("explain", "consent")
    assert done.code == 0
    parts = ["consent: ", "formerly consent-under-13", "Why", "Sources", "Silent when", "care-consent: ", "Questions"]
    places = [done.out.index(part) for part in parts]
    assert places == sorted(places)
    assert run("explain", "consent-13-15").out == done.out
    assert "Examples" not in done.out
    assert "  flag: " in run("explain", "consent", "--examples").out


def test_rules_lists_every_rule(run: Run) -> None:
    out = run("rules").out
    listed = json.loads(run("rules", "--format", "json").out)
    ids = {path.stem for path in rule_files(bundled())}
    assert {rule["id"] for rule in listed["rules"]} == ids
    assert all(f"{rule} " in out for rule in ids)
    assert "(formerly consent-under-13, consent-13-15)" in " ".join(out.split())
    assert [line.split()[0] for line in run("rules", "--packs").out.splitlines()] == list(listed["packs"])


def test_rules_prints_the_schema_of_a_rule(run: Run) -> None:
    Draft202012Validator.check_schema(json.loads(run("rules", "--schema").out))


def test_rules_tests_a_folder(run: Run) -> None:
    path = run.write("ours/local/our-rule.yaml", "")
    path.unlink()
    run("new", "local/our-rule", "--into", "ours")
    done = run("rules", "--test", "ours")
    assert (done.code, done.out) == (0, "4 examples, all as they should be.\n")
    text = path.read_text(encoding="utf-8").replace("Skeleton sentence in which", "Not <so>,")
    path.write_text(text, encoding="utf-8")
    assert run("rules", "--test", "ours").code == 2
    text = path.read_text(encoding="utf-8").replace("Not <so>,", "The catalogue where")
    path.write_text(text, encoding="utf-8")
    done = run("rules", "--test", "ours")
    assert (done.code, done.out) == (1, "4 examples, 1 to look at.\n")
    assert "our-rule.yaml:" in done.err
    assert "silent because of skeleton-exception" in done.err


def test_new_writes_into_the_rules_here_and_never_over_a_file(run: Run) -> None:
    shutil.copytree(bundled(), run.folder / "rules")
    done = run("new", "blame/my-rule")
    assert done.code == 0
    path = run.folder / "rules" / "blame" / "my-rule.yaml"
    assert path.read_text(encoding="utf-8").startswith("# yaml-language-server: $schema=../rule.schema.json\n")
    assert "careword rules --test rules" in done.out
    path.write_text("mine", encoding="utf-8")
    done = run("new", "blame/my-rule")
    assert (done.code, path.read_text(encoding="utf-8")) == (2, "mine")
    assert "is there already" in done.err


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("my-rule", "expected PACK/ID"),
        ("blame/My Rule", "expected PACK/ID"),
        ("../x/y", "expected PACK/ID"),
        ("blame/consent", "there is a rule of this id already"),
        ("blame/consent-13-15", "there is a rule of this id already"),
        ("zebra/x", "zebra: no such pack; expected one of: consent"),
    ],
)
def test_new_refuses_names_that_cannot_be(run: Run, name: str, said: str) -> None:
    shutil.copytree(bundled(), run.folder / "rules")
    done = run("new", name)
    assert done.code == 2
    assert said in done.err


def test_survey_counts_without_words(run: Run) -> None:
    run.write("a.txt", "Mother consented to the CAMHS referral.\nKeeley consented to sex with Jordan.")
    run.write("x.jsonl", json.dumps({"id": "R1", "text": "Keeley consented to sex."}))
    done = run("survey", "consent-13-15", "a.txt", "x.jsonl")
    assert done.code == 0
    assert "a.txt:1:8: silent (care-consent)" in done.out
    assert "a.txt:2:8: warning, own" in done.out
    assert "x.jsonl:1:8 R1: warning" in done.out
    assert "speaks   2: warning 2" in done.out
    assert "silent   1: care-consent 1" in done.out
    assert "Jordan" not in done.out
    assert "›consented to sex‹ with Jordan" in run("survey", "consent", "a.txt", "--show-text").out
    assert run("survey", "consent", "a.txt", "gone.txt").code == 2


def test_survey_looks_at_a_rule_that_is_switched_off(run: Run) -> None:
    run.write("careword.toml", "rules = { consent = 'off' }\nignore = ['consent']")
    run.write("a.txt", "She consented to sex with Jordan.")
    assert "speaks   1" in run("survey", "consent", "a.txt").out


def test_evaluate_prints_the_figures(run: Run) -> None:
    run.write("notes/a.txt", "She is [[promiscuous]]{flag promiscuous voice=own}.")
    done = run("evaluate", "notes")
    assert done.code == 0
    assert "voice: 1 of 1 right" in done.out


# faults and interruptions


def test_a_fault_in_the_engine_hides_no_other_note(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Linter.verdicts

    def faulty(self: Linter, document: Document, **options: Any) -> Any:  # noqa: ANN401 whatever the real one gives
        if "Keira" in document.text:
            raise ZeroDivisionError("Keira said")
        return real(self, document, **options)

    monkeypatch.setattr(Linter, "verdicts", faulty)
    run.write("a.jsonl", json.dumps({"text": "Keira."}) + "\n" + json.dumps({"text": ERROR}))
    done = run("check", "a.jsonl", "--format", "json")
    assert done.code == 2
    assert done.json["summary"]["error"] == 1
    assert done.json["errors"][0]["message"].startswith(
        "row 1: could not be checked (ZeroDivisionError at test_cli.py:"
    )
    assert "Keira" not in done.out + done.err


def started(*arguments: object, **options: Any) -> subprocess.Popen[bytes]:  # noqa: ANN401 options of Popen
    """Start careword as a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(HOME.parent), "COLUMNS": "80", "TERM": "xterm"}
    environment.pop("NO_COLOR", None)
    command = [sys.executable, "-m", "careword", *map(str, arguments)]
    return subprocess.Popen(command, env=environment, **options)


def test_several_processes_give_the_same_in_the_same_order(tmp_path: Path) -> None:
    texts = [ERROR, CLEAN, WARNING, "She consented to sex with him.\n" * 3]
    for number in range(120):
        (tmp_path / f"{number:03}.txt").write_text(texts[number % 4] * (1 + number % 7) * 4, encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(b"a\0b")
    outputs = []
    for jobs in (1, 3):
        with started(
            "check", tmp_path, "--format", "json", "--jobs", jobs, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as process:
            outputs.append((process.communicate(timeout=300), process.returncode))
    assert outputs[0] == outputs[1]
    assert outputs[0][1] == 2
    assert len(json.loads(outputs[0][0][0])["notes"]) == 120


def taken_up(process: subprocess.Popen[bytes], data: bytes) -> None:
    """Write to a program's standard input and wait until the program has read all of it."""
    assert process.stdin is not None
    process.stdin.write(data)
    process.stdin.flush()
    left, end = array.array("i", [1]), time.monotonic() + 120
    while left[0]:
        assert time.monotonic() < end
        assert process.poll() is None
        time.sleep(0.01)
        fcntl.ioctl(process.stdin, termios.FIONREAD, left)


def test_ctrl_c_says_how_much_was_left(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ERROR, encoding="utf-8")
    process = started(
        "check", tmp_path / "a.txt", "-", "--format", "jsonl",
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        # a suite that a shell runs in the background inherits an ignored Ctrl-C
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )  # fmt: skip
    with process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert b"promiscuous" in process.stdout.readline()
        taken_up(process, b"She ")  # so that it is interrupted while it waits for the rest
        process.send_signal(signal.SIGINT)
        assert process.wait(120) == 130
        assert process.stderr.read() == b"interrupted: 1 input not read to the end\n"


def test_a_reader_that_leaves_is_no_fault(tmp_path: Path) -> None:
    for number in range(400):
        (tmp_path / f"{number}.txt").write_text(ERROR * 5, encoding="utf-8")
    with started("check", tmp_path, "--format", "jsonl", stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(120) == 141


def on_a_terminal(*arguments: object, cwd: Path) -> tuple[str, int]:
    """Run careword on a pretended terminal, and give what a person saw."""
    ours, theirs = pty.openpty()
    with started(*arguments, cwd=cwd, stdin=theirs, stdout=theirs, stderr=theirs) as process:
        os.close(theirs)
        seen = b""
        while True:
            ready, _, _ = select.select([ours], [], [], 300)
            try:
                part = os.read(ours, 65536) if ready else b""
            except OSError:  # the other end was closed
                part = b""
            if not part:
                break
            seen += part
        os.close(ours)
        return seen.decode(), process.wait(120)


def test_a_terminal_sees_marks_in_bold_and_no_bar_when_it_is_quick(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ERROR, encoding="utf-8")
    seen, code = on_a_terminal("check", "a.txt", "--select", "promiscuous", cwd=tmp_path)
    assert code == 1
    assert "\x1b[1;4mpromiscuous\x1b[0m" in seen


def test_a_bar_is_seen_when_it_takes_longer(tmp_path: Path) -> None:
    lines = (
        json.dumps({"text": "The girl told school that he hit her. She is promiscuous. " * 60}) for _ in range(150)
    )
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    seen, code = on_a_terminal("check", "a.jsonl", cwd=tmp_path)
    assert code == 1
    assert "Checking" in seen
    assert "notes" in seen
    assert "a.jsonl, row 150" in seen
