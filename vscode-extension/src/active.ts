/** The interpreter that is active in the Python extension, where that extension is there. */
import * as vscode from "vscode";

interface PythonApi {
  readonly environments?: {
    getActiveEnvironmentPath(resource?: vscode.Uri): { readonly path: string };
    resolveEnvironment(path: { readonly path: string }): Promise<Resolved | undefined>;
    readonly onDidChangeActiveEnvironmentPath: vscode.Event<unknown>;
  };
}

interface Resolved {
  readonly executable: { readonly uri: vscode.Uri | undefined };
}

async function environments(): Promise<PythonApi["environments"]> {
  const extension = vscode.extensions.getExtension<PythonApi>("ms-python.python");
  if (!extension) return undefined;
  try {
    return (await extension.activate()).environments;
  } catch {
    return undefined; // its trouble is not ours
  }
}

/** In a workspace that is not trusted the folder's own choice of a program is not asked for. */
export async function activePython(): Promise<string | undefined> {
  if (!vscode.workspace.isTrusted) return undefined;
  const known = await environments();
  const resolved = await known?.resolveEnvironment(known.getActiveEnvironmentPath(vscode.workspace.workspaceFolders?.[0]?.uri));
  return resolved?.executable.uri?.fsPath;
}

export async function onActivePython(changed: () => void): Promise<vscode.Disposable | undefined> {
  return (await environments())?.onDidChangeActiveEnvironmentPath(changed);
}
