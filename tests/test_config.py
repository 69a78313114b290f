"""Folders and files in, settings out: which configuration is in force, and what is said of one that cannot be used."""

from __future__ import annotations

from pathlib import Path

import pytest

from careword.config import ConfigError, Configs, Settings
from careword.config_file import line_of, read


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """Give a place for a configuration."""
    return tmp_path / "careword.toml"


def problems(path: Path, text: str) -> list[str]:
    """Write a configuration that cannot be used, and give what is said of it, without the folder."""
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as fault:
        read(path)
    return [problem.removeprefix(f"{path}:") for problem in fault.value.problems]


def test_every_value_can_be_set(config: Path) -> None:
    (config.parent / "our-council").mkdir()
    config.write_text(
        'min-severity = "hint"\nfail-on = "error"\nselect = ["consent"]\nignore = []\npacks = ["consent"]\n'
        'extend = ["our-council/"]\n\n[rules]\nconsent = "off"\n\n[records]\ntext = "narrative"\n',
        encoding="utf-8",
    )
    settings = read(config)
    assert settings.rules == {"consent": "off"}
    assert (settings.min_severity, settings.fail_on) == ("hint", "error")
    assert (settings.select, settings.ignore, settings.packs) == (("consent",), (), ("consent",))
    assert settings.extend == (config.parent / "our-council",)
    assert settings.records == {"text": "narrative"}
    assert settings.origins["fail_on"] == f"{config}:2"
    assert settings.origins["rules"] == f"{config}:8"
    assert set(settings.origins) == {
        "rules", "packs", "select", "ignore", "min_severity", "fail_on", "extend", "records"
    }  # fmt: skip


def test_an_empty_file_leaves_the_defaults(config: Path) -> None:
    config.write_bytes(b"\xef\xbb\xbf")
    assert read(config) == Settings(file=config)


def test_the_rules_may_stand_on_one_line(config: Path) -> None:
    config.write_text('rules = { consent = "off", promiscuous = "hint" }', encoding="utf-8")
    assert read(config).rules == {"consent": "off", "promiscuous": "hint"}


def test_everything_wrong_is_said_at_once_and_at_its_line(config: Path) -> None:
    text = (
        'fail-on = "high"\npacks = 3\n\nmin-severty = "hint"\n[records]\nid = 3\ntxt = "x"\n[rules]\nconsent = "loud"\n'
    )
    assert problems(config, text) == [
        "1: fail-on: expected 'error', 'warning', 'information' or 'hint'",
        "2: packs: expected a list",
        "4: min-severty: unknown key; did you mean min-severity?",
        "6: records.id: expected a text",
        "7: records.txt: unknown key; did you mean text?",
        "9: rules.consent: expected 'error', 'warning', 'information', 'hint' or 'off'",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("fail_on = 'error'", "1: fail_on: unknown key; did you mean fail-on?"),
        ("\nzebra = 1", "2: zebra: unknown key; expected one of: rules, packs, select, ignore, min-severity"),
        ("rules = ['consent']", "1: rules: expected a table"),
        ("[records]\nchild-age = 'a'", "2: records.child-age: unknown key; did you mean child_age?"),
        ("baseline = 'b.json'", "1: baseline: not in this version"),
        ("extend = ['nowhere']", "1: extend: no such folder: nowhere"),
        ("select = 'consent'", "1: select: expected a list"),
        ("fail-on = 'error'\nfail-on = 'hint'", "2: not TOML: cannot overwrite a value"),
        ("\n\nrules = {", "3: not TOML: "),
    ],
)
def test_a_fault_is_named_with_what_was_expected(config: Path, text: str, said: str) -> None:
    (problem,) = problems(config, text)
    assert problem.startswith(said)


def test_a_file_that_is_not_utf_8_or_not_there_is_said(config: Path) -> None:
    config.write_bytes(b"# caf\xe9\n")
    with pytest.raises(ConfigError, match=r"careword\.toml:1: not UTF-8"):
        read(config)
    with pytest.raises(ConfigError, match="cannot be read: no such file or directory"):
        read(config.with_name("gone.toml"))


def test_the_nearest_configuration_is_the_one(tmp_path: Path) -> None:
    for folder, severity in ((tmp_path, "error"), (tmp_path / "team", "hint")):
        folder.mkdir(exist_ok=True)
        (folder / "careword.toml").write_text(f'fail-on = "{severity}"', encoding="utf-8")
    (tmp_path / "team" / "notes").mkdir()
    (tmp_path / "other").mkdir()
    configs = Configs()
    assert configs.of(tmp_path / "team" / "notes").fail_on == "hint"
    assert configs.of(tmp_path / "other").fail_on == "error"
    assert configs.of(tmp_path / "other").min_severity == "information"
    assert Configs(tmp_path / "careword.toml").of(tmp_path / "team").fail_on == "error"


def test_a_configuration_is_read_once(tmp_path: Path) -> None:
    config = tmp_path / "careword.toml"
    config.write_text("zebra = 1", encoding="utf-8")
    configs = Configs()
    with pytest.raises(ConfigError):
        configs.of(tmp_path)
    config.write_text("", encoding="utf-8")
    with pytest.raises(ConfigError):
        configs.of(tmp_path)


def test_the_command_line_stands_over_the_file(config: Path) -> None:
    config.write_text('fail-on = "hint"\nignore = ["consent"]', encoding="utf-8")
    settings = read(config).over({"fail_on": "error", "select": None}, "command line")
    assert settings.fail_on == "error"
    assert settings.ignore == ("consent",)
    assert settings.origins["fail_on"] == "command line"
    assert settings.origins["ignore"] == f"{config}:2"


@pytest.mark.parametrize(
    ("text", "keys", "line"),
    [
        ("a = 1\nb = 2", ("b",), 2),
        ("ab = 1\nb = 2", ("b",), 2),
        ("[x]\na = 1\n[y]\na = 1", ("y", "a"), 4),
        ('\nrules = { a = "x",\n "b" = "y" }', ("rules", "b"), 3),
        ("a = 1", ("gone",), 1),
    ],
)
def test_the_line_of_a_key_is_found(text: str, keys: tuple[str, ...], line: int) -> None:
    assert line_of(text, *keys) == line
