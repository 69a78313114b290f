"""The language server as editors speak to it: those that pull and those that are told, in every encoding."""

from __future__ import annotations

import asyncio
import json
import random
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types as t

from lsp_client import capabilities, editing, run

ENCODINGS = ["utf-8", "utf-16", "utf-32"]
NOTE = "😀 Julia, 12, consented to sex with him.\r\n\r\nMum said she is promiscuous.\n\nJulia was seen at home.\n"
UNTITLED = "untitled:Untitled-1"


def spans(text: str, encoding: str, found: list[t.Diagnostic]) -> list[str]:
    """Give the words that diagnostics mark, read as the client counts."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    out = []
    for item in found:
        assert item.range.start.line == item.range.end.line
        line = lines[item.range.start.line]
        codec, size = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}[encoding]
        data = line.encode(codec)[item.range.start.character * size : item.range.end.character * size]
        out.append(data.decode(codec))
    return out


def plain(found: list[t.Diagnostic]) -> list[tuple[Any, ...]]:
    return [
        (item.code, str(item.range), item.severity, item.message, str(item.related_information), str(item.data))
        for item in found
    ]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("pull", [False, True], ids=["push", "pull"])
def test_a_note_is_checked_where_the_client_counts(tmp_path: Path, encoding: str, *, pull: bool) -> None:
    async def test() -> None:
        async with editing(tmp_path, capabilities(pull=pull, encoding=encoding)) as client:
            assert client.answer is not None
            assert client.answer.capabilities.position_encoding == encoding
            client.open(UNTITLED, NOTE)
            if pull:
                report = await client.pulled(UNTITLED)
                found = list(report.items)
                again = await client.pulled(UNTITLED, report.result_id)
                assert again.kind == "unchanged"
                assert not client.told
            else:
                found = await client.pushed(UNTITLED)
            words = spans(NOTE, encoding, found)
            assert [(item.code, word) for item, word in zip(found, words, strict=True)] == [
                ("consent", "consented to sex"),
                ("promiscuous", "promiscuous"),
            ]
            consent = found[0]
            assert consent.severity == t.DiagnosticSeverity.Error
            assert consent.code_description is not None
            assert "Julia" not in json.dumps(consent.data)

    run(test())


def test_a_client_that_says_it_knows_of_pulling_but_never_pulls_is_told(tmp_path: Path) -> None:
    can = capabilities()
    assert can.text_document is not None
    can.text_document.diagnostic = t.DiagnosticClientCapabilities()

    async def test() -> None:
        async with editing(tmp_path, can) as client:
            assert client.answer is not None
            assert client.answer.capabilities.diagnostic_provider is None
            client.open(UNTITLED, NOTE)
            assert await client.pushed(UNTITLED)

    run(test())


ODD = ["😀", "e\u0301", "\r\n", "\r", "\v", "\f", "\u0085", "\u2028", "\n\n", " she is promiscuous. ", "a", "“", "”"]


def position(text: str, offset: int, encoding: str) -> t.Position:
    """Give a place as the protocol defines it, by going through the text from its beginning."""
    line = start = at = 0
    while at < offset:
        if text[at] == "\n" or (text[at] == "\r" and text[at + 1 : at + 2] != "\n"):
            line, start = line + 1, at + 1
        at += 1
    codec, size = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}[encoding]
    return t.Position(line, len(text[start:offset].encode(codec)) // size)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_typing_into_a_note_with_odd_line_ends_gives_what_a_fresh_open_gives(tmp_path: Path, encoding: str) -> None:
    chance = random.Random(7)  # noqa: S311 - the same edits every time

    async def test() -> None:
        async with editing(tmp_path, capabilities(encoding=encoding)) as client:
            text = NOTE
            client.open(UNTITLED, text)
            await client.pushed(UNTITLED)
            for version in range(2, 62):
                low, high = sorted(chance.randint(0, len(text)) for _ in range(2))
                high = min(high, low + chance.choice([0, 0, 1, 5, 40]))
                if any(text[at - 1 : at + 1] == "\r\n" for at in (low, high) if at):
                    low = high = len(text)  # no editor stands inside a line end
                new = "".join(chance.choice(ODD) for _ in range(chance.randint(0, 3)))
                place = t.Range(position(text, low, encoding), position(text, high, encoding))
                text = text[:low] + new + text[high:]
                client.change(UNTITLED, version, t.TextDocumentContentChangePartial(place, new))
            edited = await client.pushed(UNTITLED, 61)
            client.open("untitled:Untitled-2", text)
            fresh = await client.pushed("untitled:Untitled-2")
            assert plain(edited) == [
                tuple(item.replace("Untitled-2", "Untitled-1") if isinstance(item, str) else item for item in row)
                for row in plain(fresh)
            ]

    run(test())


def test_hover_says_why_and_whose_words_and_also_why_it_keeps_quiet(tmp_path: Path) -> None:
    async def test() -> None:
        async with editing(tmp_path, capabilities()) as client:
            client.open(UNTITLED, NOTE + "\nMum consented to sex education at school.\n")
            said = await client.hover(UNTITLED, t.Position(2, 20))
            assert "said by a parent or carer" in said
            assert "Source:" in said
            quiet = await client.command("whyQuiet", UNTITLED)
            assert any("keeps quiet here" in text for text in quiet)
            assert not await client.hover(UNTITLED, t.Position(4, 1))

    run(test())


@pytest.mark.parametrize("rich", [True, False], ids=["lazy", "at once"])
def test_actions_come_in_one_order_each_with_its_own_edit(tmp_path: Path, *, rich: bool) -> None:
    uri = (tmp_path / "note.txt").as_uri()

    async def test() -> None:
        async with editing(tmp_path, capabilities(rich=rich)) as client:
            client.open(uri, NOTE)
            _, mum = await client.pushed(uri)
            found = await client.actions(uri, mum.range)
            kinds = [data["kind"] for _, data in found]
            assert kinds == sorted(kinds, key=["write", "quote", "frame", "keep", "off"].index)
            assert {"quote", "frame", "keep"} <= set(kinds)
            assert sum(bool(item.is_preferred) for item, _ in found) <= 1
            for item, data in found:
                if data["kind"] == "keep":
                    continue
                chosen = await client.lsp.code_action_resolve_async(item) if rich else item
                assert (item.edit is None) == rich
                if data["kind"] != "off" or rich:
                    assert chosen.edit is not None
                if data["kind"] == "frame":
                    assert ("${1:" in str(chosen.edit)) == rich

    run(test())


def test_a_finding_that_is_kept_stays_kept_after_edits_elsewhere_and_no_word_is_written_down(tmp_path: Path) -> None:
    folder = tmp_path / "notes"
    folder.mkdir()
    uri = (folder / "note.txt").as_uri()

    async def test() -> None:
        async with editing(folder, capabilities()) as client:
            client.open(uri, NOTE)
            _, mum = await client.pushed(uri)
            found = await client.actions(uri, mum.range)
            assert "Keep: I have a reason" in [item.title for item, _ in found]
            data = next(data for _, data in found if data["kind"] == "frame")
            assert await client.command("keep", uri, data["rule"], data["sentence"], "her view matters")
            assert [item.code for item in await client.pushed(uri, 1, after=1)] == ["consent"]
            top = t.Range(t.Position(0, 0), t.Position(0, 0))
            client.change(uri, 2, t.TextDocumentContentChangePartial(top, "Visit\n\n"))
            assert [item.code for item in await client.pushed(uri, 2)] == ["consent"]
            assert "her view matters" in await client.hover(uri, t.Position(4, 20))
        written = (folder / ".careword" / "decisions.json").read_text(encoding="utf-8")
        assert "Mum" not in written
        assert json.loads(written)["decisions"][0]["rule"] == "promiscuous"

    run(test())


def test_a_repeated_word_and_a_quotation_are_one_message_each(tmp_path: Path) -> None:
    text = "Julia is promiscuous.\n\nMum said, “she is attention seeking and manipulative”.\n\nJulia is promiscuous.\n"

    async def test() -> None:
        async with editing(tmp_path, capabilities()) as client:
            client.open(UNTITLED, text)
            first, seeking, manipulative, second = await client.pushed(UNTITLED)
            strong = [item.severity != t.DiagnosticSeverity.Hint for item in (first, seeking, manipulative, second)]
            assert strong == [True, True, False, False]
            assert [place.location.range.start.line for place in first.related_information or ()] == [4]
            assert [place.message[:9] for place in (seeking.related_information or ())[-1:]] == ["In the sa"]
            assert second.message.endswith("as in line 1.")
            assert manipulative.message.endswith("line 3.")
            top = t.Range(t.Position(0, 0), t.Position(0, 0))
            client.change(UNTITLED, 2, t.TextDocumentContentChangePartial(top, "A line.\n\n"))
            *_, moved = await client.pushed(UNTITLED, 2)
            assert moved.message.endswith("as in line 3.")

    run(test())


def test_the_five_most_serious_are_shown_at_full_strength_and_the_rest_as_hints(tmp_path: Path) -> None:
    said = (
        "promiscuous",
        "attention seeking",
        "streetwise",
        "manipulative",
        "devious",
        "sly",
        "conniving",
        "two-faced",
    )
    text = "\n\n".join(f"On day {number} Julia was {word}." for number, word in enumerate(said))

    async def test() -> None:
        async with editing(tmp_path, capabilities(), {"maxFindings": 7}) as client:
            client.open(UNTITLED, text)
            found = await client.pushed(UNTITLED)
            while len(found) > 7:  # until the settings have come
                found = await client.pushed(UNTITLED, 1, after=len(client.told[UNTITLED]))
            assert [item.severity == t.DiagnosticSeverity.Hint for item in found] == [False] * 5 + [True] * 2

    run(test())


def test_outline_folds_completion_lens_and_tokens(tmp_path: Path) -> None:
    text = "# Visit\n\nSeen: at home\n\nMum said “she is promiscuous”\n\n> he says\n> so\n\n# Analysis\n\nNone.\n"
    where = t.TextDocumentIdentifier(UNTITLED)

    async def test() -> None:
        async with editing(tmp_path, capabilities(), {"voices": True}) as client:
            client.open(UNTITLED, text)
            await client.pushed(UNTITLED)
            tree = await client.lsp.text_document_document_symbol_async(t.DocumentSymbolParams(where)) or []
            assert [item.name for item in tree] == ["Visit", "Analysis"]
            folds = await client.lsp.text_document_folding_range_async(t.FoldingRangeParams(where)) or []
            assert (6, 7) in {(item.start_line, item.end_line) for item in folds}
            lenses = await client.lsp.text_document_code_lens_async(t.CodeLensParams(where)) or []
            assert lenses[0].command is not None
            assert "1 place to look at" in lenses[0].command.title
            params = t.CompletionParams(where, t.Position(4, len("Mum said “she is promiscuous”")))
            items = await client.lsp.text_document_completion_async(params)
            assert isinstance(items, list)
            assert items
            asked = t.SemanticTokensParams(where)
            tokens = None
            async with asyncio.timeout(120):
                while tokens is None or not tokens.data:  # until the settings have come
                    tokens = await client.lsp.text_document_semantic_tokens_full_async(asked)
            assert list(tokens.data[:5]) == [4, len("Mum said “"), len("she is promiscuous"), 1, 0]

    run(test())


def test_what_the_editor_draws_is_asked_for_anew_when_its_settings_change(tmp_path: Path) -> None:
    async def test() -> None:
        can = capabilities()
        assert can.workspace is not None
        can.workspace.semantic_tokens = t.SemanticTokensWorkspaceClientCapabilities(refresh_support=True)
        can.workspace.code_lens = t.CodeLensWorkspaceClientCapabilities(refresh_support=True)
        async with editing(tmp_path, can) as client:
            tokens, lenses = asyncio.Event(), asyncio.Event()

            @client.lsp.feature(t.WORKSPACE_SEMANTIC_TOKENS_REFRESH)  # type: ignore[untyped-decorator]
            def tokens_again(*_given: object) -> None:
                tokens.set()

            @client.lsp.feature(t.WORKSPACE_CODE_LENS_REFRESH)  # type: ignore[untyped-decorator]
            def lenses_again(*_given: object) -> None:
                lenses.set()

            client.open(UNTITLED, "Julia was seen at home.\n")
            await client.pushed(UNTITLED)
            where = t.CodeLensParams(t.TextDocumentIdentifier(UNTITLED))
            assert await client.lsp.text_document_code_lens_async(where)
            lenses.clear()
            client.lsp.set_configuration({"careword": {"voices": True, "lens": False}})
            client.lsp.workspace_did_change_configuration(t.DidChangeConfigurationParams({}))
            async with asyncio.timeout(120):
                await tokens.wait()
                await lenses.wait()
            assert not await client.lsp.text_document_code_lens_async(where)

    run(test())


def test_a_broken_configuration_is_told_once_and_the_last_good_one_stays(tmp_path: Path) -> None:
    uri = (tmp_path / "note.txt").as_uri()
    toml = tmp_path / "careword.toml"

    async def test() -> None:
        async with editing(tmp_path, capabilities()) as client:
            client.open(uri, NOTE)
            assert len(await client.pushed(uri)) == 2
            for number, text in enumerate(["rules = 3", "rules = 3", 'rules = { consent = "off" }'], 1):
                toml.write_text(text + "\n", encoding="utf-8")
                changed = t.FileEvent(toml.as_uri(), t.FileChangeType.Changed)
                client.lsp.workspace_did_change_watched_files(t.DidChangeWatchedFilesParams([changed]))
                found = await client.pushed(uri, 1, after=number)
                assert len(found) == (2 if number < 3 else 1)
            assert len(client.lsp.messages) == 1
            assert "careword.toml:1" in client.lsp.messages[0].message

    run(test())


def test_rules_that_change_while_a_long_note_is_judged_count_for_all_of_it(tmp_path: Path) -> None:
    uri = (tmp_path / "note.txt").as_uri()
    toml = tmp_path / "careword.toml"
    text = "\n\n".join(f"On day {number} Julia consented to sex. She is promiscuous." for number in range(1500))

    async def test() -> None:
        async with editing(tmp_path, capabilities(), {"maxFindings": 5000}) as client:
            client.open(uri, text)
            await client.command("explain", "consent")  # which is answered while the note is being judged
            toml.write_text('rules = { consent = "off" }\n', encoding="utf-8")
            changed = t.FileEvent(toml.as_uri(), t.FileChangeType.Changed)
            client.lsp.workspace_did_change_watched_files(t.DidChangeWatchedFilesParams([changed]))
            async with asyncio.timeout(240):
                while [item.code for item in await client.pushed(uri)] != ["promiscuous"] * 1500:
                    client.news.clear()
                    await client.news.wait()

    run(test())


def test_a_folder_is_reported_in_parts_with_what_is_known_told_as_unchanged(tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(NOTE, encoding="utf-8")

    async def test() -> None:
        async with editing(tmp_path, capabilities(pull=True)) as client:
            asked = t.WorkspaceDiagnosticParams([])
            report = await client.lsp.workspace_diagnostic_async(asked)
            assert [item.kind for item in report.items] == ["full"] * 3
            known = [t.PreviousResultId(item.uri, item.result_id or "") for item in report.items]
            again = await client.lsp.workspace_diagnostic_async(t.WorkspaceDiagnosticParams(known))
            assert [item.kind for item in again.items] == ["unchanged"] * 3
            rows = await client.command("checkFolder", tmp_path.as_uri())
            assert len(rows) == 3

    run(test())


def test_commands_explain_and_lead_to_the_rules(tmp_path: Path) -> None:
    async def test() -> None:
        async with editing(tmp_path, capabilities()) as client:
            told = await client.command("explain", "consent")
            assert "Sources" in told["markdown"]
            for rule in (await client.command("catalogue"))["rules"]:
                assert "{" not in (await client.command("explain", rule["id"]))["markdown"], rule["id"]
            listed = await client.command("catalogue")
            assert len(listed["rules"]) > 20

    run(test())
