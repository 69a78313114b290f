"""The language server among bad messages, without its client, and with what goes wrong inside it."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

from lsp_frames import BEGIN, COMMAND, ENVIRONMENT, call, frame, tell, until

URI = "untitled:note"


def nonsense(chance: random.Random) -> bytes:
    place = {"line": chance.choice([-1, 0, 9**9]), "character": chance.choice([0, -3, 9**9])}
    document = {"uri": chance.choice([URI, "file:///nowhere", "", 7]), "version": chance.choice([0, -1, None, "x"])}
    kinds: list[object] = [
        b"{",
        b"\xff\xfe",
        b"[]",
        b"null",
        b'{"jsonrpc":"1.0"}',
        {"jsonrpc": "2.0"},
        {"jsonrpc": "2.0", "id": 99, "result": {}},
        call(chance.randint(2, 10**6), "textDocument/hover", None),
        call(chance.randint(2, 10**6), "textDocument/hover", {"textDocument": document, "position": place}),
        call(chance.randint(2, 10**6), "textDocument/codeAction", {"textDocument": document}),
        call(chance.randint(2, 10**6), "codeAction/resolve", {"title": "x", "data": 3}),
        call(chance.randint(2, 10**6), "workspace/executeCommand", {"command": "careword.keep", "arguments": [1]}),
        call(chance.randint(2, 10**6), "no/such/method", {}),
        tell("$/cancelRequest", {"id": chance.randint(0, 10**6)}),
        tell("textDocument/didChange", {"textDocument": document, "contentChanges": [{"text": 3}]}),
        tell(
            "textDocument/didChange",
            {
                "textDocument": {"uri": URI, "version": 3},
                "contentChanges": [{"range": {"start": place, "end": place}, "text": "a"}],
            },
        ),
        tell("textDocument/didClose", {"textDocument": document}),
        tell("workspace/didChangeConfiguration", {"settings": chance.choice([None, 3, {"careword": {"rules": 3}}])}),
        tell("initialized", None),
    ]
    return frame(chance.choice(kinds)) if chance.random() > 0.02 else b"\r\nnonsense\r\n\r\n"


def test_ten_thousand_bad_messages_leave_a_server_that_answers(tmp_path: Path) -> None:
    chance = random.Random(3)  # noqa: S311 - the same nonsense every time
    note = "Julia is promiscuous, said Mum, and xylophone."
    opened = {"textDocument": {"uri": URI, "languageId": "plaintext", "version": 1, "text": note}}
    log = tmp_path / "log"
    with (
        log.open("wb") as errors,
        subprocess.Popen(
            COMMAND, cwd=tmp_path, env=ENVIRONMENT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors
        ) as server,
    ):
        assert server.stdin is not None
        assert server.stdout is not None
        server.stdin.write(frame(call(0, "textDocument/hover", {})))  # before its time
        server.stdin.write(frame(BEGIN) + frame(tell("initialized", {})))
        server.stdin.flush()
        until(server.stdout, 1)
        for batch in range(250):
            number = f"batch {batch}"
            server.stdin.write(frame(tell("textDocument/didOpen", opened)))
            server.stdin.write(b"".join(nonsense(chance) for _ in range(40)))
            server.stdin.write(frame(call(number, "workspace/executeCommand", {"command": "careword.catalogue"})))
            server.stdin.flush()
            answer, seen = until(server.stdout, number)
            assert answer["result"]["rules"]
            assert b"Traceback" not in seen
        server.stdin.write(frame(call("last", "shutdown", None)) + frame(tell("exit", None)))
        server.stdin.flush()
        until(server.stdout, "last")
        assert server.wait(120) == 0
    assert b"xylophone" not in log.read_bytes()


def test_a_client_that_is_killed_leaves_no_server(tmp_path: Path) -> None:
    script = (
        "import subprocess, sys, time\n"
        f"server = subprocess.Popen({COMMAND!r}, stdin=subprocess.PIPE)\n"
        f"server.stdin.write({frame(BEGIN)!r}); server.stdin.flush()\n"
        "time.sleep(600)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script], cwd=tmp_path, env=ENVIRONMENT, stdout=subprocess.PIPE
    ) as client:
        assert client.stdout is not None
        until(client.stdout, 1)
        client.kill()
        # the server writes where its client wrote, so that place comes to its end only when both are gone
        client.communicate(timeout=120)
