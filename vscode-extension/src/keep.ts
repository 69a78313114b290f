/** "Keep: I have a reason" in, the reason asked for and the decision kept out, with a way back. */
import * as vscode from "vscode";

const { l10n } = vscode;

type Execute = (command: string, args: unknown[]) => unknown;

/** Without a reason it is kept as well; a person who turns away keeps nothing. */
export async function keep(args: unknown[], execute: Execute): Promise<void> {
  const reason = await vscode.window.showInputBox({
    title: l10n.t("Keep: I have a reason"),
    prompt: l10n.t("Your reason, if you want to write one down. It is kept beside the notes; the words of the note are not."),
    placeHolder: l10n.t("for example: her own word, and she asked me to keep it"),
  });
  if (reason === undefined) return;
  const decision = args.slice(0, 3);
  const kept: unknown = await execute("careword.keep", reason.trim() ? [...decision, reason.trim()] : decision);
  if (kept !== true) return;
  const undo = l10n.t("Take it back");
  const answer = await vscode.window.showInformationMessage(l10n.t("Kept. It is not marked again unless the sentence changes."), undo);
  if (answer === undo) await execute("careword.unkeep", decision);
}
