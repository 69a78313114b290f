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
  const status = new Status((document) => vscode.languages.match(selector(), document) > 0);
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
    }),
    vscode.workspace.onDidCloseTextDocument((document) => {
      status.forget(document.uri.toString());
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => void running.restart()),
    vscode.workspace.onDidChangeConfiguration((change) => {
      const names = ["python", "package", "languages"];
      if (!names.some((name) => change.affectsConfiguration(`careword.${name}`))) return;
      nameLanguages();
      void running.restart();
    }),
  );
  await running.restart();
  const followed = await onActivePython(() => {
    if (running.followsActive) void running.restart();
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
