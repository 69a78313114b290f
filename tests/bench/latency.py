"""Type into a note in front of careword and of an empty server in turn, and print how long each took to answer.

Every edit is one character; it goes to both servers, one right after the other, so a busy moment falls on both alike.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from inputs import SEED, count, write

EMPTY = [sys.executable, str(Path(__file__).with_name("empty_server.py"))]
CAREWORD = [sys.executable, "-m", "careword", "lsp"]
CAN = {
    "general": {"positionEncodings": ["utf-16"]},
    "textDocument": {"publishDiagnostics": {"relatedInformation": True, "versionSupport": True}},
}
WARM_UP = 10  # edits that are not counted


@dataclass(slots=True)
class Client:
    """One server under measurement. Messages are read where they are waited for: no thread stands between."""

    process: subprocess.Popen[bytes]
    begun: float
    number: int = 0
    times: list[float] = field(default_factory=list)
    cpu: float = 0.0
    found: int = 0

    def send(self, method: str, params: Any, *, ask: bool = False) -> None:  # noqa: ANN401 - as the method wants
        """Send a message."""
        message: dict[str, Any] = {"jsonrpc": "2.0", "method": method, "params": params}
        if ask:
            self.number += 1
            message["id"] = self.number
        self._write(message)

    def _write(self, message: dict[str, Any]) -> None:
        assert self.process.stdin is not None
        body = json.dumps(message).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()

    def wait(self, method: str | None = None, version: int | None = None) -> float:
        """Wait for diagnostics of a version, or for the answer to the last question; give when it had been read."""
        assert self.process.stdout is not None
        while True:
            length = 0
            while (line := self.process.stdout.readline().strip()) or not length:
                assert line or self.process.poll() is None, "the server has gone"
                name, _, value = line.partition(b":")
                length = int(value) if name.lower() == b"content-length" else length
            body = self.process.stdout.read(length)
            now = time.perf_counter()
            message = json.loads(body)
            if method is None and message.get("id") == self.number and "method" not in message:
                return now
            if "id" in message and "method" in message:  # a question of the server's: nothing to tell
                self._write({"jsonrpc": "2.0", "id": message["id"], "result": None})
            if method and message.get("method") == method and message["params"].get("version") == version:
                self.found = len(message["params"]["diagnostics"])
                return now

    def used(self) -> float:
        """Give the seconds of CPU that the server has used, to a hundredth."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


PUBLISHED = "textDocument/publishDiagnostics"


def opened(command: list[str], uri: str, text: str, folder: Path) -> tuple[Client, float, float]:
    """Start a server and open a note: the client, seconds to the first answer, seconds to the first diagnostics."""
    begun = time.perf_counter()
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=folder
    )
    client = Client(process, begun)
    client.send("initialize", {"processId": os.getpid(), "rootUri": folder.as_uri(), "capabilities": CAN}, ask=True)
    answered = client.wait() - begun
    client.send("initialized", {})
    document = {"uri": uri, "languageId": "plaintext", "version": 0, "text": text}
    client.send("textDocument/didOpen", {"textDocument": document})
    return client, answered, client.wait(PUBLISHED, 0) - begun


def edits(text: str, number: int) -> list[dict[str, Any]]:
    """Give edits of one character in the middle of words: a letter comes, and goes again."""
    chance = random.Random(SEED)  # noqa: S311 - the same edits every time
    lines = text.split("\n")
    places = [(at, line.index(" ") - 1) for at, line in enumerate(lines) if " " in line.lstrip() and line[0] != " "]
    out = []
    for _ in range((number + 1) // 2):
        line, column = chance.choice(places)
        words = lines[line]
        column = chance.choice([at for at in range(1, len(words)) if words[at - 1 : at + 1].isalpha()] or [column])
        start = {"line": line, "character": column}
        out.append({"range": {"start": start, "end": start}, "text": "s"})
        out.append({"range": {"start": start, "end": {"line": line, "character": column + 1}}, "text": ""})
    return out[:number]


def measure(text: str, number: int, folder: Path) -> tuple[list[Client], list[tuple[float, float]]]:
    """Type into a text in front of both servers."""
    uri = (folder / "typed.txt").as_uri()
    clients, starts = [], []
    for command in (EMPTY, CAREWORD):
        client, *start = opened(command, uri, text, folder)
        clients.append(client)
        starts.append((start[0], start[1]))
    for version, edit in enumerate(edits(text, number + WARM_UP), 1):
        for client in clients:
            if version == WARM_UP + 1:
                client.cpu = -client.used()
            begun = time.perf_counter()
            change = {"textDocument": {"uri": uri, "version": version}, "contentChanges": [edit]}
            client.send("textDocument/didChange", change)
            took = client.wait(PUBLISHED, version) - begun
            if version > WARM_UP:
                client.times.append(took * 1000)
    for client in clients:
        client.cpu = (client.cpu + client.used()) / number * 1000
        client.send("shutdown", None, ask=True)
        client.wait()
        client.send("exit", None)
        client.process.communicate(timeout=20)
    return clients, starts


def main() -> None:
    """Measure a short note and a long document, and print the rows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--edits", type=int, default=200)
    number = parser.parse_args().edits
    print("| note | server | findings | median | 95 % | most | CPU an edit | initialize | first diagnostics |")  # noqa: T201
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")  # noqa: T201
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        places = write(folder / "texts", 1)
        for name in ("one", "long-document"):
            text = places[name].read_text(encoding="utf-8")
            clients, starts = measure(text, number, folder)
            rows = []
            for client, who, (first, shown) in zip(clients, ("empty", "careword"), starts, strict=True):
                cut = statistics.quantiles(client.times, n=20)[-1]
                middle = statistics.median(client.times)
                rows.append((middle, cut, client.cpu))
                words = f"{count(places[name]):,} words"
                print(  # noqa: T201
                    f"| {words} | {who} | {client.found} | {middle:.2f} ms | {cut:.2f} ms | {max(client.times):.1f} ms"
                    f" | {client.cpu:.2f} ms | {first:.2f} s | {shown:.2f} s |"
                )
            middle, cut, cpu = (ours / max(empty, 1e-9) for empty, ours in zip(*rows, strict=True))
            print(f"| {words} | ratio | | {middle:.1f} | {cut:.1f} | | {cpu:.1f} | | |")  # noqa: T201


if __name__ == "__main__":
    main()
