/** The log, for whoever looks for a fault. No words of a note come here. */
import * as vscode from "vscode";

let channel: vscode.LogOutputChannel | undefined;

export function log(): vscode.LogOutputChannel {
  channel ??= vscode.window.createOutputChannel("careword", { log: true });
  return channel;
}
