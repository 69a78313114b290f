/** What careword is doing in, one entry in the status bar out: in words and a sign, never by colour alone. */
import * as vscode from "vscode";
import { said, type Counts } from "./counts";

const { l10n } = vscode;

export type State = "starting" | "settingUp" | "running" | "stopped" | "waiting";

export class Status implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem("careword", vscode.StatusBarAlignment.Right, 100);
  private readonly counts = new Map<string, Counts>();
  private state: State = "starting";

  constructor(private readonly isNote: (document: vscode.TextDocument) => boolean) {
    this.item.name = "careword";
    this.item.command = "careword.menu";
    this.show();
  }

  set(state: State): void {
    this.state = state;
    if (state !== "running") this.counts.clear();
    this.show();
  }

  take(uri: string, counts: Counts): void {
    this.counts.set(uri, counts);
    this.show();
  }

  forget(uri: string): void {
    this.counts.delete(uri);
  }

  /**
   * The line above a note. It comes from what the server has told already: the editor waits between two questions for
   * as long as the first answer took, and the first one of a server that is just starting takes long.
   */
  lenses(document: vscode.TextDocument): vscode.CodeLens[] {
    const counts = this.counts.get(document.uri.toString());
    if (!counts || !vscode.workspace.getConfiguration("careword").get("lens")) return [];
    const command = { title: said(counts), command: "careword.thisNote" };
    return [new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), command)];
  }

  show(): void {
    const document = vscode.window.activeTextEditor?.document;
    const note = document !== undefined && this.isNote(document);
    const counts = note ? this.counts.get(document.uri.toString()) : undefined;
    const [sign, words, whole] = this.words(counts);
    this.item.text = `${sign} careword${words ? `: ${words}` : ""}`;
    this.item.tooltip = whole;
    this.item.accessibilityInformation = { label: `careword: ${whole}`, role: "button" };
    const wrong = this.state === "stopped" || this.state === "waiting";
    this.item.backgroundColor = wrong ? new vscode.ThemeColor("statusBarItem.warningBackground") : undefined;
    if (note || wrong) this.item.show();
    else this.item.hide();
  }

  private words(counts: Counts | undefined): [string, string, string] {
    switch (this.state) {
      case "starting":
        return ["$(loading~spin)", l10n.t("starting"), l10n.t("starting")];
      case "settingUp":
        return ["$(loading~spin)", l10n.t("setting up"), l10n.t("being set up, once")];
      case "waiting":
        return ["$(circle-slash)", l10n.t("not set up"), l10n.t("not set up; choose this to go on")];
      case "stopped":
        return ["$(warning)", l10n.t("stopped"), l10n.t("stopped; choose this to restart it")];
      case "running":
        if (!counts) return ["$(book)", "", l10n.t("ready")];
        if (!counts.findings) return ["$(check)", "", said(counts)];
        return ["$(comment)", l10n.t("{0} to look at", counts.findings), said(counts)];
    }
  }

  dispose(): void {
    this.item.dispose();
  }
}
