/** A Python in, a connection to its careword out. */
import * as vscode from "vscode";
import { type InitializeParams } from "vscode-languageclient";
import { LanguageClient, TransportKind, type Middleware } from "vscode-languageclient/node";
import type { Chosen } from "./choose";
import { log } from "./log";
import { languages } from "./settings";

/**
 * Takes findings as they are sent. A client that asks for them would have the server read the whole folder anew every
 * few seconds; so the folder is read when a person asks for it.
 */
class Client extends LanguageClient {
  protected override fillInitializeParams(params: InitializeParams): void {
    super.fillInitializeParams(params);
    delete params.capabilities.textDocument?.diagnostic;
    delete params.capabilities.workspace?.diagnostics;
  }
}

export function makeClient(chosen: Chosen, storage: string, middleware: Middleware): LanguageClient {
  const client = new Client(
    "careword",
    "careword",
    {
      command: chosen.command,
      // -P and a folder of our own: nothing that lies in a workspace is run as Python
      args: [...chosen.args, "-P", "-m", "careword", "lsp"],
      options: { cwd: storage },
      transport: TransportKind.stdio,
    },
    {
      documentSelector: selector(),
      outputChannel: log(),
      middleware,
      progressOnInitialization: false,
    },
  );
  return client;
}

/** Notes on disk, unsaved ones, and those of the workspace where it is somewhere else; no old versions, no logs. */
export function selector(): { scheme: string; language: string }[] {
  const folders = (vscode.workspace.workspaceFolders ?? []).map((folder) => folder.uri.scheme);
  const schemes = new Set(["file", "untitled", ...folders]);
  return [...schemes].flatMap((scheme) => languages().map((language) => ({ scheme, language })));
}
