/** A folder in, its notes checked out: with progress, and with a way to stop. */
import * as vscode from "vscode";
import type { ProgressToken, WorkDoneProgressBegin, WorkDoneProgressEnd, WorkDoneProgressReport } from "vscode-languageclient";
import { saidOfAll, type Row } from "./counts";
import { log } from "./log";
import type { Server } from "./server";

const { l10n } = vscode;

type Progress = WorkDoneProgressBegin | WorkDoneProgressReport | WorkDoneProgressEnd;

export class FolderCheck {
  private show: ((progress: Progress) => void) | undefined;

  constructor(private readonly server: () => Server) {}

  /** Takes the server's progress, where it is about this; the editor shows any other. */
  readonly progress = (token: ProgressToken, value: Progress, other: (token: ProgressToken, value: Progress) => void): void => {
    if (this.show && value.kind !== "end") this.show(value);
    else other(token, value);
  };

  async run(given?: vscode.Uri): Promise<void> {
    const folder = given ?? (await pick());
    if (!folder) return;
    try {
      const rows = await vscode.window.withProgress(
        { location: vscode.ProgressLocation.Notification, title: l10n.t("Checking notes"), cancellable: true },
        (progress, token) => {
          let done = 0;
          this.show = (value) => {
            if (value.kind === "end") return;
            const now = value.percentage ?? done;
            progress.report({ message: value.kind === "report" ? value.message : undefined, increment: now - done });
            done = now;
          };
          return this.server().ask<Row[]>("checkFolder", [folder.toString()], token);
        },
      );
      if (!rows) {
        void vscode.window.showWarningMessage(l10n.t("careword is not running."));
        return;
      }
      const show = l10n.t("Show the list");
      const offered = rows.some((row) => row.findings) ? [show] : [];
      const answer = await vscode.window.showInformationMessage(saidOfAll(rows), ...offered);
      if (answer === show) await vscode.commands.executeCommand("workbench.actions.view.problems");
    } catch (fault) {
      log().info(fault instanceof Error ? fault.message : String(fault));
      void vscode.window.showInformationMessage(l10n.t("Stopped. What was checked so far is in the list of problems."));
    } finally {
      this.show = undefined;
    }
  }
}

async function pick(): Promise<vscode.Uri | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const document = vscode.window.activeTextEditor?.document;
  const around = document && vscode.workspace.getWorkspaceFolder(document.uri);
  if (around) return around.uri;
  if (folders.length > 1) return (await vscode.window.showWorkspaceFolderPick())?.uri;
  if (folders[0]) return folders[0].uri;
  if (document?.uri.scheme === "file") return vscode.Uri.joinPath(document.uri, "..");
  void vscode.window.showInformationMessage(l10n.t("Open a folder of notes first."));
  return undefined;
}
