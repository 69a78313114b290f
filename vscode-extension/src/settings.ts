/** The settings that the extension itself reads; the server asks for the rest. */
import { homedir } from "node:os";
import * as vscode from "vscode";

/** A setting that is a path or a name: `~` and `${workspaceFolder}` mean what they mean elsewhere in the editor. */
export function text(name: "python" | "package"): string {
  const value = vscode.workspace.getConfiguration("careword").get<string | null>(name)?.trim() ?? "";
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? "";
  return value.replace(/^~(?=[/\\]|$)/, homedir()).replaceAll("${workspaceFolder}", folder);
}

/** The kinds of document that are notes. */
export function languages(): readonly string[] {
  const named = vscode.workspace.getConfiguration("careword").get<unknown>("languages");
  const found = Array.isArray(named) ? named.filter((name): name is string => typeof name === "string") : [];
  return found.length ? found : ["plaintext", "markdown"];
}
