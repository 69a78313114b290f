"""The shape of the code: what may import what, what stays out of start-up, and what no module may know."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import careword
from careword.book import Book

HOME = Path(careword.__file__).parent

# From the bottom up: a module imports only from rungs below its own. Modules on one rung do not know of each other.
LADDER = [
    {"text"},
    {"rule", "rule_file", "fold", "inflect", "place", "alternation"},
    {"findings", "keep", "pattern", "quote", "sentence", "spelling", "stretch", "words"},
    {"book"},
    {"anchor", "changes", "blocks", "roles", "age_read"},
    {"seats"},
    {"naming"},
    {"turns"},
    {"rows", "mail"},
    {"rulebook", "segment", "names", "structure_names"},
    {"author", "layout"},
    {"people", "setting"},
    {"antecedent", "polarity"},
    {"reading"},
    {"calls", "clause", "doers"},
    {"speakers", "beside"},
    {"reports"},
    {"opening"},
    {"frames"},
    {"structure"},
    {"entry", "reach"},
    {"match", "voice", "subject", "analysis", "age"},
    {"context"},
    {"judge", "suggest"},
    {"lint"},
    {"live"},
    {"catalogue", "corpus", "config", "config_file", "economy", "note", "proof", "proof_words", "rule_schema"},
    {"listed"},
    {"evaluate"},
]
# Reading and showing serve every front door; a front door knows them and no other door.
SHARED = {"readers", "render", "records"}
# Writes remarks into the files that readers read, and serves every front door.
OVER = {"annotate"}
DOORS = {"cli", "review", "lsp", "spacy_component"}
RUNG = {name: height for height, names in enumerate(LADDER) for name in names}
# pairs that know of each other: a file and the heavier half that it imports only when it must
SIDE_BY_SIDE = [{"config", "config_file"}, {"proof", "proof_words"}, {"author", "rulebook"}]

NETWORK = {"socket", "ssl", "http", "urllib", "urllib3", "requests", "httpx", "aiohttp", "ftplib", "smtplib"}
ONLY_IN = {
    "spacy": {"spacy_component"},
    "pygls": {"lsp"},
    "lsprotocol": {"lsp"},
    "starlette": {"review"},
    "fastapi": {"review"},
    "flask": {"review"},
    "sqlite3": {"review"},
    "uvicorn": {"review"},
    "sqlalchemy": {"review"},
    "alembic": {"review"},
    "psycopg": {"review"},
    "jinja2": {"render", "review"},
    "argon2": {"review"},
    "reportlab": {"review"},
}
HEAVY = {
    "spacy", "thinc", "numpy", "pydantic", "pydantic_core", "yaml", "rich", "dateutil", "jsonschema",
    "lsprotocol", "pygls", "charset_normalizer", "platformdirs.__main__", "asyncio", "typing_extensions",
}  # fmt: skip


def modules() -> Iterator[tuple[str, Path]]:
    """Give every module of the package by the name of the file or folder it belongs to."""
    for path in sorted(HOME.rglob("*.py")):
        parts = path.relative_to(HOME).with_suffix("").parts
        if parts[0] not in ("__init__", "__main__"):
            yield parts[0], path


MODULES = list(modules())


def imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def at_top(tree: ast.Module) -> ast.Module:
    """Give the statements that run when a module is imported: no functions, nothing for type checkers only."""

    class Strip(ast.NodeTransformer):
        def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
            """Leave a function out."""

        def visit_If(self, node: ast.If) -> ast.AST | None:
            """Leave out what only a type checker reads."""
            return None if "TYPE_CHECKING" in ast.dump(node.test) else node

    stripped = Strip().visit(tree)
    assert isinstance(stripped, ast.Module)
    return stripped


def inner(name: str) -> str | None:
    """Give the module of careword that an imported name belongs to, or none."""
    parts = name.split(".")
    return parts[1] if parts[0] == "careword" and len(parts) > 1 and parts[1] != "__version__" else None


def needs(path: Path, *, lazily: bool = False) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return set(imports(tree if lazily else at_top(tree)))


def test_every_module_has_its_place() -> None:
    known = set(RUNG) | SHARED | OVER | DOORS
    assert {module for module, _ in MODULES} <= known, "a new module: give it a rung in LADDER"


@pytest.mark.parametrize(
    ("module", "path"), [pytest.param(*item, id=str(item[1].relative_to(HOME))) for item in MODULES]
)
def test_imports_go_down_the_ladder(module: str, path: Path) -> None:
    wanted = {name for full in needs(path) if (name := inner(full))} - {module}
    if module in RUNG:
        together: set[str] = next((group for group in SIDE_BY_SIDE if module in group), set())
        above = {name for name in wanted - together if RUNG.get(name, len(LADDER)) >= RUNG[module]}
        assert not above
    elif module in SHARED:
        assert not wanted & (DOORS | OVER | SHARED)
    else:
        assert not wanted & DOORS


@pytest.mark.parametrize(
    ("module", "path"), [pytest.param(*item, id=str(item[1].relative_to(HOME))) for item in MODULES]
)
def test_libraries_stay_where_they_belong(module: str, path: Path) -> None:
    roots = {name.split(".")[0] for name in needs(path, lazily=True)}
    if module not in ("lsp", "review"):
        assert not roots & NETWORK, "careword uses no network"
    for library, homes in ONLY_IN.items():
        assert library not in roots or module in homes


def test_no_module_knows_a_rule(book: Book) -> None:
    ids = {rule.id for rule in book.rules} | {old for rule in book.rules for old in rule.formerly}
    for _, path in MODULES:
        strings = {
            node.value
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        }
        assert not {text for text in strings & ids if "-" in text}, path.name


def test_files_stay_small() -> None:
    lengths = sorted(len(path.read_text(encoding="utf-8").splitlines()) for _, path in MODULES)
    assert lengths[len(lengths) // 2] <= 100
    assert sum(length > 300 for length in lengths) <= 2, "a file over 300 lines is usually two ideas"


def test_every_module_says_what_goes_in_and_what_comes_out() -> None:
    for _, path in MODULES:
        if path.name != "__init__.py":
            assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))), path.name


def imported(tmp_path: Path, *arguments: str) -> set[str]:
    """Start careword and give the top-level names of the modules that it imported."""
    cache = str(tmp_path / "cache")
    environment = {**os.environ, "PYTHONPATH": str(HOME.parent), "XDG_CACHE_HOME": cache, "LOCALAPPDATA": cache}
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "careword", *arguments],
        cwd=tmp_path, env=environment, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode in (0, 1), done.stderr[-2000:]
    names = set(re.findall(r"^import time:.*\| +(\S+)$", done.stderr, re.MULTILINE))
    assert "careword" in names
    return names | {name.split(".")[0] for name in names}


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder where the compiled rulebook is kept already, with a clean note and one with findings."""
    folder = tmp_path_factory.mktemp("start")
    (folder / "clean.txt").write_text(
        "Home visit. The kitchen was warm, and Ella made tea for her nan.\n", encoding="utf-8"
    )
    (folder / "weak.txt").write_text("There is a new kitten in the house and she chose the name.\n", encoding="utf-8")
    (folder / "found.txt").write_text("She consented to sex with him. She is promiscuous.\n", encoding="utf-8")
    imported(folder, "rules")
    return folder


COMMANDS = [
    ["--version"],
    ["rules"],
    ["explain", "consent"],
    ["check", "clean.txt"],
    ["check", "--format", "json", "clean.txt"],
    ["check", "--format", "json", "found.txt"],
]


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_light_commands_import_nothing_heavy(kept: Path, arguments: list[str]) -> None:
    assert not imported(kept, *arguments) & HEAVY


def test_the_version_needs_no_engine(kept: Path) -> None:
    assert not imported(kept, "--version") & {"careword.lint", "careword.author", "careword.match", "ahocorasick_rs"}


def test_words_that_cannot_speak_need_no_context(kept: Path) -> None:
    assert "careword.context" not in imported(kept, "check", "weak.txt")
    assert "careword.context" in imported(kept, "check", "found.txt")
