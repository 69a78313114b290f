/** careword in the editor: puts the parts together, and follows what changes around them. */
import * as vscode from "vscode";
import { onActivePython } from "./active";
import { selector } from "./client";
import { Commands } from "./commands";
import { FolderCheck } from "./folder";
import { messages, shorter } from "./hover";
import { keep } from "./keep";
import { log } from "./log";
import { Pages } from "./pages";
import { Server } from "./server";
import { languages } from "./settings";
import { Status } from "./status";

let server: Server | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const isNote = (document: vscode.TextDocument) => vscode.languages.match(selector(), document) > 0;
  const status = new Status(isNote);
  const pages = new Pages();
  const folder: FolderCheck = new FolderCheck(() => running);
  const running: Server = new Server(context, status, {
    handleWorkDoneProgress: folder.progress,
    provideHover: async (document, position, token, next) => {
      const hover = await next(document, position, token);
      return hover && shorter(hover, messages(document.uri, position));
    },
    provideCodeLenses: (document) => status.lenses(document),
    executeCommand: (command, args: unknown[], next) => {
      if (command === "careword.keep") return keep(args, next);
      return next(command, args) as unknown;
    },
  });
  server = running;
  const commands = new Commands(context, running, pages, folder);
  commands.register();
  nameLanguages();
  /** careword is started when there is a note, and not in a window that has none. */
  const wake = async () => {
    if (!running.begun && vscode.workspace.textDocuments.some(isNote)) await running.restart();
  };
  const again = () => {
    if (running.begun) void running.restart();
  };
  const deleted = vscode.workspace.createFileSystemWatcher("**/*.{txt,text,md,markdown}", true, true, false);
  context.subscriptions.push(
    log(),
    status,
    pages,
    deleted,
    deleted.onDidDelete((uri) => {
      running.forget(uri);
    }),
    vscode.window.onDidChangeActiveTextEditor(() => {
      status.show();
    }),
    vscode.workspace.onDidOpenTextDocument(() => {
      status.show();
      void wake();
    }),
    vscode.workspace.onDidCloseTextDocument((document) => {
      status.forget(document.uri.toString());
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(again),
    vscode.workspace.onDidChangeConfiguration((change) => {
      const names = ["python", "package", "languages"];
      if (!names.some((name) => change.affectsConfiguration(`careword.${name}`))) return;
      nameLanguages();
      again();
      void wake();
    }),
  );
  await wake();
  const followed = await onActivePython(() => {
    if (running.followsActive) again();
  });
  if (followed) context.subscriptions.push(followed);
}

/** Menus show careword's entries in these documents. */
function nameLanguages(): void {
  void vscode.commands.executeCommand("setContext", "careword.languages", languages());
}

export async function deactivate(): Promise<void> {
  await server?.stop();
}
