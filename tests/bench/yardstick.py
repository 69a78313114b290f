"""What the simplest programs that could do the matching cost: `yardstick.py re|automaton PATH…`.

`re` is one regular expression with every form as an alternative; `automaton` is one scan by ahocorasick-rs with a
whole-word check and the line and column of each place.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path


def texts(paths: list[str]) -> Iterator[tuple[str, str]]:
    """Read the files, and those of folders."""
    for path in map(Path, paths):
        for file in sorted(path.iterdir()) if path.is_dir() else [path]:
            yield str(file), file.read_text(encoding="utf-8")


def by_expression(forms: list[str], paths: list[str]) -> int:
    """Count what one regular expression finds."""
    import re

    longest_first = "|".join(sorted(map(re.escape, forms), key=len, reverse=True))
    expression = re.compile(rf"\b(?:{longest_first})\b", re.IGNORECASE)
    return sum(1 for _, text in texts(paths) for _ in expression.finditer(text))


def by_automaton(forms: list[str], paths: list[str]) -> int:
    """Print and count what one scan finds."""
    from ahocorasick_rs import AhoCorasick, MatchKind

    scan = AhoCorasick(forms, matchkind=MatchKind.LeftmostLongest)
    out = []
    for path, text in texts(paths):
        lower, line, last = text.lower(), 1, 0
        for _, start, end in scan.find_matches_as_indexes(lower):
            if lower[start - 1 : start].isalnum() or lower[end : end + 1].isalnum():
                continue
            line += text.count("\n", last, start)
            last = start
            out.append(f"{path}:{line}:{start - text.rfind(chr(10), 0, start)}: {text[start:end]}")
    sys.stdout.write("\n".join(out) + "\n")
    return len(out)


if __name__ == "__main__":
    FORMS = Path(__file__).with_name("forms.txt").read_text(encoding="utf-8").splitlines()
    way = by_automaton if sys.argv[1] == "automaton" else by_expression
    sys.stderr.write(f"{way(FORMS, sys.argv[2:])} places\n")
