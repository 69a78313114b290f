"""Draws .github/readme-check.svg from what `careword check` really prints on a sample note, in a terminal."""

from __future__ import annotations

import fcntl
import io
import os
import pty
import re
import struct
import sys
import termios
from pathlib import Path

from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).parents[1]
COMMAND = ["careword", "check", "corpus/samples/1-home-visit.txt"]
WIDTH = 84


def printed(command: list[str]) -> str:
    """Give what a command prints on a terminal, without the progress bar that comes and goes."""
    process, terminal = pty.fork()
    if process == 0:
        os.chdir(ROOT)
        os.environ.pop("NO_COLOR", None)
        os.execvpe(command[0], command, os.environ | {"TERM": "xterm-256color", "COLUMNS": str(WIDTH)})  # noqa: S606 our own
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 60, WIDTH, 0, 0))
    out = b""
    while True:
        try:
            piece = os.read(terminal, 65536)
        except OSError:
            break
        if not piece:
            break
        out += piece
    os.waitpid(process, 0)
    text = out.decode().replace("\r", "")
    text = re.sub(r"Checking [^\n]*? notes?", "", text)
    return re.sub(r"\x1b\[(?:\?25[lh]|\d*[AK])", "", text).strip()


def main() -> None:
    """Draw."""
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    console.print(Text("$ " + " ".join(COMMAND), style="bold"))
    console.print(Text.from_ansi(printed([str(Path(sys.executable).with_name("careword")), *COMMAND[1:]])))
    svg = console.export_svg(title="careword", unique_id="careword")
    # no font from the network, and each style where it is used, so that every viewer draws the same
    svg = re.sub(r"@font-face \{.*?\}", "", svg, flags=re.DOTALL)
    styles = {name: " ".join(body.split()) for name, body in re.findall(r"\.([\w-]+) \{([^}]*)\}", svg)}
    svg = re.sub(r'class="([\w-]+)"', lambda found: f'style="{styles.get(found[1], "")}"', svg)
    svg = re.sub(r"<style>.*?</style>", "", svg, flags=re.DOTALL)
    svg = re.sub(r"<!--.*?-->", "", svg, flags=re.DOTALL).replace("Fira Code", "DejaVu Sans Mono")
    (ROOT / ".github" / "readme-check.svg").write_text(svg + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
