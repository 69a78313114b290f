"""Rule folders in, one compiled book out; everything that is wrong with them as `path:line: message`, all at once."""

from __future__ import annotations

import os
import sys
import zlib
from collections.abc import Sequence
from pathlib import Path

from careword import __version__
from careword.book import Book

_KEPT = 8  # compiled books: a checkout, an install and a council's own rules do not push each other out
_COMPILERS = ("alternation", "anchor", "author", "book", "changes", "inflect", "pattern", "rule", "words")
_MADE_FROM = (".yaml", *(f"{name}.py" for name in _COMPILERS))
_HERE = Path(__file__).resolve().parent


class RulebookError(Exception):
    """A rulebook that cannot be used; one line for every fault."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


def bundled() -> Path:
    """Give the rules shipped with careword: beside this file once installed, else the checkout's."""
    for root in (_HERE / "rules", _HERE.parents[1] / "rules"):
        if (root / "rulebook.yaml").is_file():
            return root
    raise RulebookError([f"{_HERE}: no rulebook.yaml here or in the checkout; the install is broken"])


def rule_files(root: Path) -> list[Path]:
    """List the rule files of a folder, `<pack>/<id>.yaml`, in a stable order."""
    return sorted(path for path in root.glob("*/*.yaml") if path.parent.name != "cues")


def load(root: Path | None = None, *, extend: Sequence[Path] = (), cache: bool = True) -> Book:
    """Load a rulebook with the folders that extend it, from the cache where nothing has changed."""
    root = root or bundled()
    if not (root / "rulebook.yaml").is_file():
        raise RulebookError([f"{root / 'rulebook.yaml'}: not found; a rulebook is a folder with this file in it"])
    roots = [root, *extend]
    state = _state(roots)
    kept = _kept(state) if cache else None
    if kept is not None and kept.is_file():
        try:
            data = kept.read_bytes()
            if data.startswith(state):
                return Book.load(memoryview(data)[len(state) :])
        except (ValueError, TypeError, EOFError, OSError):
            pass  # a torn or foreign file: make it anew
    # pydantic and yaml are imported only when a rulebook has changed
    from careword.author import compile_book

    book = compile_book(root, extend, _digest(roots))
    if kept is not None:
        _keep(kept, state, book)
    return book


def _state(roots: Sequence[Path]) -> bytes:
    """Say which files a book is made from, and when each was last touched, without reading them."""
    lines = [f"careword {__version__} {sys.implementation.cache_tag}"]
    folders = [str(_HERE)]
    for root in roots:
        lines.append(f"in {root}")  # a folder without rules must not pass for no folder
        with os.scandir(root) as entries:
            folders += [str(root), *sorted(entry.path for entry in entries if entry.is_dir())]
    for folder in folders:
        with os.scandir(folder) as entries:
            found = [entry for entry in entries if entry.name.endswith(_MADE_FROM)]
        for entry in sorted(found, key=lambda entry: entry.name):
            at = entry.stat()
            lines.append(f"{entry.path} {at.st_size} {at.st_mtime_ns} {at.st_ctime_ns}")
    return "\n".join([*lines, "", ""]).encode(errors="surrogateescape")


def _digest(roots: Sequence[Path]) -> str:
    """Hash the rule files' names and bytes, and the version that compiles them."""
    import hashlib  # only where a book is made

    total = hashlib.sha256(__version__.encode())
    for source in sorted(_HERE.glob("*.py")):
        if source.stem in _COMPILERS:
            total.update(source.read_bytes())
    for root in roots:
        for path in sorted({*root.glob("*.yaml"), *root.glob("*/*.yaml")}):
            total.update(f"\0{path.relative_to(root).as_posix()}\0".encode())
            total.update(path.read_bytes())
        total.update(b"\1")
    return total.hexdigest()[:12]


def _kept(state: bytes) -> Path | None:
    """Give where a book is kept. A name may be shared by chance: the file begins with the state that it was made in."""
    try:
        return _cache() / f"rulebook-{zlib.crc32(state):08x}"
    except (OSError, RuntimeError):  # no home folder
        return None


def _cache() -> Path:
    if sys.platform == "linux":  # as the library says below, without what its import costs at every start
        named = os.environ.get("XDG_CACHE_HOME", "").strip()
        return (Path(named) if named else Path.home() / ".cache") / "careword"
    from platformdirs import user_cache_path

    return user_cache_path("careword", appauthor=False)


def _keep(path: Path, state: bytes, book: Book) -> None:
    """Keep the compiled book for the next start; a folder that cannot be written to is no fault."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        kept = sorted(path.parent.glob("rulebook-*"), key=lambda old: old.stat().st_mtime)
        for old in kept[:-_KEPT]:
            old.unlink(missing_ok=True)
        part = path.with_suffix(f".{os.getpid()}")  # another process may be keeping the same book
        part.write_bytes(state + book.dump())
        part.replace(path)
    except OSError:
        return
