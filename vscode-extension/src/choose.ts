/** The editor in, the Python that runs careword out; the person is asked before anything is fetched. */
import * as vscode from "vscode";
import { existing, make, type Wanted } from "./environment";
import { find, type Found, type Source } from "./find";
import type { Python } from "./python";
import { activePython } from "./active";
import { log } from "./log";
import { text } from "./settings";

const { l10n } = vscode;

export interface Chosen {
  readonly command: string;
  readonly args: readonly string[];
  readonly source: Source;
}

/** What happens after this has answered. */
export interface Later {
  /** Something changed that may help: look again. */
  again(): void;
  settingUp(now: boolean): void;
}

/** Gives the Python to use. Undefined: the person is told what is missing, and nothing waits for the answer. */
export async function choose(context: vscode.ExtensionContext, later: Later): Promise<Chosen | undefined> {
  const wanted: Wanted = {
    storage: context.globalStorageUri.fsPath,
    wheels: vscode.Uri.joinPath(context.extensionUri, "wheel").fsPath,
    package: text("package"),
  };
  await vscode.workspace.fs.createDirectory(context.globalStorageUri);
  const found = await find({
    setting: text("python"),
    active: await activePython(),
    own: await existing(wanted),
    platform: process.platform,
    cwd: wanted.storage,
  });
  if (found.kind === "ready") return { ...found.python, source: found.source };
  if (found.kind === "makeable") void setUp(wanted, found.base, later);
  else complain(found, later);
  return undefined;
}

async function setUp(wanted: Wanted, base: Python, later: Later): Promise<void> {
  const install = l10n.t("Set up");
  const pick = l10n.t("Choose a Python…");
  const answer = await vscode.window.showInformationMessage(
    l10n.t(
      "careword has to be set up once. It fetches a few Python libraries into a folder of its own; nothing of your notes is sent anywhere.",
    ),
    install,
    pick,
  );
  if (answer === pick) void pickPython(later);
  if (answer !== install) return;
  later.settingUp(true);
  const making = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: l10n.t("Setting up careword"), cancellable: true },
    async (progress, token) => {
      const stop = new AbortController();
      token.onCancellationRequested(() => {
        stop.abort();
      });
      progress.report({ message: l10n.t("making a place for it") });
      return make(wanted, base, {
        signal: stop.signal,
        line: (line) => {
          log().info(line);
          const [, name] = /^Collecting ([\w.-]+)/.exec(line) ?? [];
          if (name) progress.report({ message: l10n.t("fetching {0}", name) });
          else if (line.startsWith("Installing")) progress.report({ message: l10n.t("installing") });
        },
      });
    },
  );
  later.settingUp(false);
  if (making.made) {
    later.again();
  } else if (making.why !== "stopped") {
    log().error(making.told);
    const said =
      making.why === "venv"
        ? l10n.t("Python could not make a folder for careword ({0}). On Debian or Ubuntu: apt install python3-venv.", making.told)
        : l10n.t("careword could not be installed: {0}", making.told);
    void ask(said, later, l10n.t("Try again"));
  }
}

function complain(found: Found, later: Later): void {
  if (found.kind === "unusable") {
    const said = {
      absent: l10n.t("No Python starts with “{0}”, which careword.python names.", found.named),
      old: l10n.t("“{0}”, which careword.python names, is older than Python 3.11.", found.named),
      without: l10n.t("“{0}”, which careword.python names, has no careword: pip install 'careword[lsp]' there.", found.named),
    }[found.why];
    void ask(said, later, l10n.t("Open the setting"));
  } else if (found.kind === "missing") {
    const said = found.old
      ? l10n.t("careword needs Python 3.11 or newer; this machine has {0}.", found.old.version.join("."))
      : l10n.t("careword needs Python 3.11 or newer, and there is none on this machine.");
    void ask(said, later, l10n.t("How to get Python"));
  }
}

async function ask(said: string, later: Later, first: string): Promise<void> {
  const pick = l10n.t("Choose a Python…");
  const answer = await vscode.window.showErrorMessage(said, first, pick);
  if (answer === pick) await pickPython(later);
  else if (answer === l10n.t("Try again")) later.again();
  else if (answer === l10n.t("Open the setting")) {
    await vscode.commands.executeCommand("workbench.action.openSettings", "careword.python");
  } else if (answer === l10n.t("How to get Python")) {
    await vscode.env.openExternal(vscode.Uri.parse("https://www.python.org/downloads/"));
  }
}

/** A Python that a person picks goes into the setting; the change of the setting starts careword. */
async function pickPython(later: Later): Promise<void> {
  const [file] = (await vscode.window.showOpenDialog({ title: l10n.t("A Python, 3.11 or newer"), canSelectMany: false })) ?? [];
  if (!file) return;
  const settings = vscode.workspace.getConfiguration("careword");
  if (settings.get("python") === file.fsPath) later.again();
  else await settings.update("python", file.fsPath, vscode.ConfigurationTarget.Global);
}
