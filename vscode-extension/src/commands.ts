/** What a person can ask careword to do, each one also in the menu of the status bar. */
import path from "node:path";
import * as vscode from "vscode";
import type { FolderCheck } from "./folder";
import { said, type Counts } from "./counts";
import { log } from "./log";
import type { Pages } from "./pages";
import type { Server } from "./server";

const { l10n } = vscode;

interface Catalogue {
  readonly page: string | null;
  readonly rules: readonly { id: string; pack: string; title: string; severity: string }[];
}

type Run = (...args: never[]) => unknown;

export class Commands {
  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly server: Server,
    private readonly pages: Pages,
    private readonly folder: FolderCheck,
  ) {}

  register(): void {
    const all: Record<string, Run> = {
      thisNote: () => this.note(),
      thisFolder: (folder?: vscode.Uri) => this.folder.run(folder),
      explainFinding: () => this.explain(),
      showQuiet: () => this.quiet(),
      openCatalogue: () => this.catalogue(),
      openSample: () => this.sample(),
      restart: () => this.server.restart(),
      showLog: () => {
        log().show();
      },
      menu: () => this.menu(),
    };
    for (const [name, run] of Object.entries(all)) {
      this.context.subscriptions.push(vscode.commands.registerCommand(`careword.${name}`, run));
    }
  }

  async note(): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    if (!editor) {
      void vscode.window.showInformationMessage(l10n.t("Open a note first."));
      return;
    }
    const answer = await this.server.ask<{ counts: Counts } | null>("checkNote", [editor.document.uri.toString()]);
    if (answer === undefined) this.notRunning();
    else if (answer === null) void vscode.window.showInformationMessage(l10n.t("This is not a note: careword reads the languages that its settings name."));
    else {
      const name = path.posix.basename(editor.document.uri.path);
      await this.tell(`${name}: ${said(answer.counts)}`, answer.counts.findings > 0);
    }
  }

  /** Says how much there is, with a way to the list. */
  private async tell(message: string, list: boolean): Promise<void> {
    const show = l10n.t("Show the list");
    const answer = await vscode.window.showInformationMessage(message, ...(list ? [show] : []));
    if (answer === show) await vscode.commands.executeCommand("workbench.actions.view.problems");
  }

  async explain(): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    const finding = editor && (await findingAt(editor));
    if (!finding) return;
    const rule = ruleOf(finding);
    const answer = await this.server.ask<{ rule: string; markdown: string }>("explain", [rule]);
    if (answer) await this.pages.open(answer.rule, answer.markdown);
    else this.notRunning();
  }

  async quiet(): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    if (!editor) return;
    const { line, character } = editor.selection.active;
    const uri = editor.document.uri.toString();
    const here = await this.server.ask<string[]>("whyQuiet", [uri, line, character]);
    if (!here) {
      this.notRunning();
    } else if (here.length) {
      await this.pages.open(l10n.t("Why it is quiet here"), here.join("\n\n---\n\n"));
    } else {
      const whole = l10n.t("Ask for the whole note");
      const answer = await vscode.window.showInformationMessage(l10n.t("No rule looked at the words under the cursor."), whole);
      if (answer !== whole) return;
      const everywhere = (await this.server.ask<string[]>("whyQuiet", [uri])) ?? [];
      const text = everywhere.length ? everywhere.join("\n\n---\n\n") : l10n.t("No rule kept quiet anywhere in this note.");
      await this.pages.open(l10n.t("Why it is quiet in this note"), text);
    }
  }

  async catalogue(): Promise<void> {
    const answer = await this.server.ask<Catalogue>("catalogue", []);
    if (!answer) {
      this.notRunning();
    } else if (answer.page) {
      await this.pages.openHtml(l10n.t("The rules of careword"), vscode.Uri.parse(answer.page));
    } else {
      const items = answer.rules.map(({ id, pack, title, severity }) => ({ label: title, description: `${id} · ${severity}`, detail: pack, id }));
      const picked = await vscode.window.showQuickPick(items, { title: l10n.t("The rules of careword"), matchOnDescription: true });
      const rule = picked && (await this.server.ask<{ rule: string; markdown: string }>("explain", [picked.id]));
      if (rule) await this.pages.open(rule.rule, rule.markdown);
    }
  }

  private async sample(): Promise<void> {
    const file = vscode.Uri.joinPath(this.context.extensionUri, "media", "sample-note.txt");
    const content = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
    const document = await vscode.workspace.openTextDocument({ language: "plaintext", content });
    await vscode.window.showTextDocument(document, { preview: false });
  }

  private async menu(): Promise<void> {
    const items = [
      { label: l10n.t("Check this note"), run: "thisNote" },
      { label: l10n.t("Check all notes in this folder"), run: "thisFolder" },
      { label: l10n.t("Explain this finding"), run: "explainFinding" },
      { label: l10n.t("Show why it kept quiet here"), run: "showQuiet" },
      { label: l10n.t("Open rules catalogue"), run: "openCatalogue" },
      { label: l10n.t("Open a sample note"), run: "openSample" },
      { label: l10n.t("Restart"), run: "restart" },
      { label: l10n.t("Show the log"), run: "showLog" },
    ];
    const picked = await vscode.window.showQuickPick(items, { title: "careword" });
    if (picked) await vscode.commands.executeCommand(`careword.${picked.run}`);
  }

  private notRunning(): void {
    const restart = l10n.t("Restart");
    void vscode.window.showWarningMessage(l10n.t("careword is not running."), restart).then((answer) => {
      if (answer === restart) void this.server.restart();
    });
  }
}

function findings(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter((item) => item.source === "careword");
}

/** The finding under the cursor, else the one in its line, else the one that the person picks. */
async function findingAt(editor: vscode.TextEditor): Promise<vscode.Diagnostic | undefined> {
  const cursor = editor.selection.active;
  const all = findings(editor.document.uri);
  const here = all.filter((item) => item.range.contains(cursor));
  const near = here.length ? here : all.filter((item) => item.range.start.line === cursor.line);
  if (near.length === 1) return near[0];
  const offered = near.length ? near : all;
  if (!offered.length) {
    void vscode.window.showInformationMessage(l10n.t("There is nothing to look at in this note."));
    return undefined;
  }
  const items = offered.map((item) => ({
    label: editor.document.getText(item.range),
    description: ruleOf(item),
    detail: item.message,
    item,
  }));
  return (await vscode.window.showQuickPick(items, { title: l10n.t("Which finding?") }))?.item;
}

function ruleOf(finding: vscode.Diagnostic): string {
  return String(typeof finding.code === "object" ? finding.code.value : finding.code);
}
