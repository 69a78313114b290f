/** Something to read in, a page in the editor out. The pages are in memory only. */
import * as vscode from "vscode";

const SCHEME = "careword";

export class Pages implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly texts = new Map<string, string>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private readonly registered = vscode.workspace.registerTextDocumentContentProvider(SCHEME, this);
  private readonly closed = vscode.workspace.onDidCloseTextDocument((document) => this.texts.delete(document.uri.path));
  readonly onDidChange = this.changed.event;

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.texts.get(uri.path) ?? "";
  }

  /** Opens Markdown to read, beside the note. */
  async open(name: string, markdown: string): Promise<void> {
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${name}.md` });
    this.texts.set(uri.path, markdown);
    this.changed.fire(uri);
    await vscode.commands.executeCommand("markdown.showPreviewToSide", uri);
  }

  /** Opens a page that came with the rules; it may run nothing and fetch nothing. */
  async openHtml(title: string, file: vscode.Uri): Promise<void> {
    const html = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
    const panel = vscode.window.createWebviewPanel("careword.page", title, vscode.ViewColumn.Active, {
      enableScripts: false,
      enableFindWidget: true,
      localResourceRoots: [],
    });
    panel.webview.html = html;
  }

  dispose(): void {
    for (const item of [this.registered, this.closed, this.changed]) item.dispose();
  }
}
