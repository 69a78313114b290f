/** What the server says at a place in, the same without what the editor shows above it anyway out. */
import * as vscode from "vscode";

export function shorter(hover: vscode.Hover, shown: readonly string[]): vscode.Hover {
  const said = new Set(shown.map(plain));
  for (const part of hover.contents) {
    if (!(part instanceof vscode.MarkdownString)) continue;
    part.value = part.value
      .split("\n\n")
      .filter((paragraph) => !said.has(plain(paragraph)))
      .join("\n\n");
  }
  return hover;
}

function plain(markdown: string): string {
  return markdown.replace(/\\(?=[\\`*_{}[\]<>#|~])/g, "").trim();
}

/** The messages of the findings at a place. */
export function messages(uri: vscode.Uri, position: vscode.Position): string[] {
  const all = vscode.languages.getDiagnostics(uri);
  return all.filter((item) => item.source === "careword" && item.range.contains(position)).map((item) => item.message);
}
