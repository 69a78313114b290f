"""The ways to the server: sockets of this machine, several folders at once, and a check of a folder that is stopped."""

from __future__ import annotations

import asyncio
import json
import re
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types as t
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection, connect

from lsp_client import Client, capabilities, editing, run
from lsp_frames import BEGIN, COMMAND, ENVIRONMENT, call, frame, tell, until

NOTE = "Julia is promiscuous."
PAGE = "http://localhost:5173"


@contextmanager
def listening(folder: Path, *way: str) -> Iterator[str]:
    """Start a server that listens, and give the address that it prints."""
    command = [*COMMAND[:-1], *way]
    with subprocess.Popen(command, cwd=folder, env=ENVIRONMENT, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        try:
            line = server.stderr.readline()
            found = re.fullmatch(r"careword listens on (\S+)\n", line)
            assert found, line
            yield found[1]
        finally:
            server.kill()


def opened(uri: str) -> dict[str, Any]:
    return tell(
        "textDocument/didOpen", {"textDocument": {"uri": uri, "languageId": "plaintext", "version": 1, "text": NOTE}}
    )


def test_each_client_of_a_port_has_a_server_of_its_own(tmp_path: Path) -> None:
    with listening(tmp_path, "--tcp", "0") as address:
        host, port = address.split(":")
        assert host == "127.0.0.1"
        first, second = (socket.create_connection((host, int(port)), timeout=120) for _ in range(2))
        with first, second, first.makefile("rb") as heard, second.makefile("rb") as other:
            for client, stream in ((first, heard), (second, other)):
                client.sendall(frame(BEGIN) + frame(tell("initialized", {})))
                assert until(stream, 1)[0]["result"]["serverInfo"]["name"] == "careword"
            ask = {"command": "careword.checkNote", "arguments": ["untitled:a"]}
            first.sendall(frame(opened("untitled:a")) + frame(call(2, "workspace/executeCommand", ask)))
            assert b"promiscuous" in until(heard, 2)[1]
            second.sendall(frame(call(2, "workspace/executeCommand", ask)))
            assert until(other, 2)[0]["result"] is None  # the other client's note is not known here
            first.shutdown(socket.SHUT_WR)
            heard.read()  # to its end: this client has gone, the other one stays
            second.sendall(frame(opened("untitled:a")) + frame(call(3, "workspace/executeCommand", ask)))
            assert b"promiscuous" in until(other, 3)[1]


def heard(connection: ClientConnection, fits: str) -> dict[str, Any]:
    while True:
        message = connection.recv(timeout=120)
        assert isinstance(message, str)  # a page reads text frames
        if fits in message:
            found: dict[str, Any] = json.loads(message)
            return found


def test_a_page_needs_the_token_and_an_origin_that_was_named(tmp_path: Path) -> None:
    with listening(tmp_path, "--ws", "0", "--origin", PAGE) as address:
        assert address.startswith("ws://127.0.0.1:")
        for place, origin in (
            (address.partition("?")[0], None),
            (address[:-1], None),
            (address, "https://example.org"),
            (address.partition("?")[0], PAGE),
        ):
            with pytest.raises(InvalidStatus, match="403"):
                connect(place, origin=origin, open_timeout=120)  # type: ignore[arg-type]
        for origin in (PAGE, None):
            with connect(address, origin=origin, open_timeout=120, ping_timeout=120) as connection:  # type: ignore[arg-type]
                connection.send(json.dumps(BEGIN))
                assert heard(connection, '"id":1')["result"]["capabilities"]
                connection.send(json.dumps(tell("initialized", {})))
                connection.send(json.dumps(opened("untitled:a")))
                found = heard(connection, "publishDiagnostics")["params"]["diagnostics"]
                assert [item["code"] for item in found] == ["promiscuous"]


def test_each_folder_has_its_own_rules_and_decisions(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    for folder in (one, two):
        folder.mkdir()
    (two / "careword.toml").write_text('rules = { promiscuous = "off" }\n', encoding="utf-8")
    text = f"{NOTE} She absconded on Friday.\n"

    async def test() -> None:
        async with editing(one, capabilities()) as client:
            added = t.WorkspaceFoldersChangeEvent([t.WorkspaceFolder(two.as_uri(), "two")], [])
            client.lsp.workspace_did_change_workspace_folders(t.DidChangeWorkspaceFoldersParams(added))
            uris = [(folder / "note.txt").as_uri() for folder in (one, two)]
            for uri in uris:
                client.open(uri, text)
            found = [await client.pushed(uri) for uri in uris]
            assert [[item.code for item in each] for each in found] == [["promiscuous", "absconded"], ["absconded"]]
            data = found[1][0].data
            assert data is not None
            assert await client.command("keep", uris[1], data["rule"], data["sentence"]) is True
            assert await client.pushed(uris[1], after=1) == []
            assert len(await client.pushed(uris[0])) == 2
            assert (two / ".careword" / "decisions.json").is_file()
            assert not (one / ".careword").exists()

            removed = t.WorkspaceFoldersChangeEvent([], [t.WorkspaceFolder(two.as_uri(), "two")])
            client.lsp.workspace_did_change_workspace_folders(t.DidChangeWorkspaceFoldersParams(removed))
            rows = await client.command("checkFolder")
            assert rows == []  # nothing is on disk in what is left

    run(test())


@pytest.mark.parametrize("way", ["progress", "request"])
def test_a_check_of_a_folder_can_be_stopped(tmp_path: Path, way: str) -> None:
    for number in range(400):  # enough to do for many seconds: who stops it is not in a hurry
        (tmp_path / f"{number:03}.txt").write_text(f"{NOTE} Note {number}.\n" * 60, encoding="utf-8")
    can = capabilities()
    can.window = t.WindowClientCapabilities(work_done_progress=True)

    async def test() -> None:
        async with editing(tmp_path, can) as client:
            begun, ended, token = stopping(client)
            asked = t.ExecuteCommandParams("careword.checkFolder")
            answer = client.lsp.protocol.send_request(t.WORKSPACE_EXECUTE_COMMAND, asked, msg_id="folder")
            async with asyncio.timeout(120):
                await begun.wait()
                if way == "progress":
                    client.lsp.window_work_done_progress_cancel(t.WorkDoneProgressCancelParams(token[0]))
                    rows = await asyncio.wrap_future(answer)
                    assert 0 < len(rows) < 400
                else:
                    client.lsp.cancel_request(t.CancelParams("folder"))
                    with pytest.raises(Exception, match=r"[Cc]ancel"):
                        await asyncio.wrap_future(answer)
                await ended.wait()
            assert len(client.told) < 400
            assert (await client.command("catalogue"))["rules"]

    run(test())


def stopping(client: Client) -> tuple[asyncio.Event, asyncio.Event, list[t.ProgressToken]]:
    """Watch a client's progress: when it has begun, when it has ended, and what it is called."""
    begun, ended, token = asyncio.Event(), asyncio.Event(), list[t.ProgressToken]()

    client.lsp.protocol.fm.features.pop(t.PROGRESS)  # it only keeps what was told

    @client.lsp.feature(t.PROGRESS)  # type: ignore[untyped-decorator]
    def told(params: t.ProgressParams) -> None:
        kind = params.value.get("kind") if isinstance(params.value, dict) else getattr(params.value, "kind", None)
        token[:] = [params.token]
        if kind == "report":
            begun.set()
        if kind == "end":
            ended.set()

    return begun, ended, token
