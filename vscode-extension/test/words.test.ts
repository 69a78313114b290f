import { readFileSync } from "node:fs";
import path from "node:path";
import { beforeEach, describe, expect, it, vi } from "vitest";
import * as code from "vscode";
import { activePython } from "../src/active";
import { said, saidOfAll } from "../src/counts";
import { messages, shorter } from "../src/hover";
import { keep } from "../src/keep";
import { languages, text } from "../src/settings";
import { Status } from "../src/status";
import * as mock from "./vscode";

interface Manifest {
  l10n: string;
  capabilities: { untrustedWorkspaces: { restrictedConfigurations: string[] } };
  contributes: {
    commands: { command: string; title: string }[];
    configuration: { properties: Record<string, { scope: string }> };
    walkthroughs: { steps: { media: { svg: string; altText: string } }[] }[];
  };
}

const counts = (findings: number, alone = 0, shown = findings) => ({ findings, shown, quotationsWithoutAnalysis: alone });

describe("a note as a whole", () => {
  it.each([
    [counts(0), "Nothing to look at"],
    [counts(1), "1 place to look at"],
    [counts(3, 1), "3 places to look at; 1 quotation without analysis near it"],
    [counts(120, 2, 100), "120 places to look at; the 100 most serious are shown; 2 quotations without analysis near them"],
  ])("%j", (given, sentence) => {
    expect(said(given)).toBe(sentence);
  });

  it("and a folder of them", () => {
    const row = (findings: number) => ({ uri: "", ...counts(findings) });
    expect(saidOfAll([])).toContain("no notes");
    expect(saidOfAll([row(0)])).toBe("1 note checked: nothing to look at.");
    expect(saidOfAll([row(0), row(2)])).toBe("2 notes checked: 2 places to look at, all in one note.");
    expect(saidOfAll([row(1), row(2)])).toBe("2 notes checked: 3 places to look at, in 2 notes.");
  });
});

describe("the status bar", () => {
  const uri = "file:///notes/a.txt";
  let status: Status;

  beforeEach(() => {
    mock.window.activeTextEditor = { document: { uri: { toString: () => uri } } };
    status = new Status(() => true);
  });

  it("says in words what is going on, for eyes and for screen readers", () => {
    expect(mock.item.text).toContain("starting");
    status.set("running");
    expect(mock.item.accessibilityInformation.label).toBe("careword: ready");
    status.take(uri, counts(2));
    expect(mock.item.text).toBe("$(comment) careword: 2 to look at");
    expect(mock.item.accessibilityInformation.label).toBe("careword: 2 places to look at");
    status.take(uri, counts(0));
    expect(mock.item.text).toBe("$(check) careword");
    status.set("stopped");
    expect(mock.item.text).toContain("stopped");
    expect(mock.item.backgroundColor).toBeDefined();
  });

  it("gives the line above the note, unless that is turned off", () => {
    const document = { uri: { toString: () => uri } } as code.TextDocument;
    status.set("running");
    mock.settings.lens = true;
    expect(status.lenses(document)).toEqual([]);
    status.take(uri, counts(1));
    expect(status.lenses(document).map((lens) => lens.command?.title)).toEqual(["1 place to look at"]);
    mock.settings.lens = false;
    expect(status.lenses(document)).toEqual([]);
  });
});

describe("keeping a finding", () => {
  const decision = ["file:///a", "absconded", "hash"];

  it.each([
    ["  her word ", [...decision, "her word"]],
    ["", decision],
  ])("with the reason “%s”", async (reason, asked) => {
    mock.window.showInputBox.mockResolvedValueOnce(reason);
    const execute = vi.fn().mockResolvedValue(true);
    await keep([...decision], execute);
    expect(execute.mock.calls).toEqual([["careword.keep", asked]]);
  });

  it("is not done when the person turns away, and can be taken back", async () => {
    mock.window.showInputBox.mockResolvedValueOnce(undefined);
    const execute = vi.fn().mockResolvedValue(true);
    await keep(decision, execute);
    expect(execute).not.toHaveBeenCalled();
    mock.window.showInputBox.mockResolvedValueOnce("x");
    mock.window.showInformationMessage.mockResolvedValueOnce("Take it back");
    await keep(decision, execute);
    expect(execute.mock.calls.at(-1)).toEqual(["careword.unkeep", decision]);
  });
});

it("a hover does not say again what the editor says above it", () => {
  mock.diagnostics.push({ source: "careword", message: "“a_b” leaves out who", range: { contains: () => true } });
  const shown = messages({} as code.Uri, {} as code.Position);
  const hover = { contents: [new mock.MarkdownString("**Title**\n\n“a\\_b” leaves out who\n\nWhy")] };
  const short = shorter(hover as unknown as code.Hover, shown);
  expect((short.contents[0] as code.MarkdownString).value).toBe("**Title**\n\nWhy");
});

describe("settings", () => {
  it("may be absent, null or nonsense", () => {
    mock.settings.python = null;
    mock.settings.languages = "plaintext";
    expect(text("python")).toBe("");
    expect(languages()).toEqual(["plaintext", "markdown"]);
    mock.settings.languages = ["latex", 3];
    expect(languages()).toEqual(["latex"]);
    mock.settings.python = "${workspaceFolder}/bin/python";
    expect(text("python")).toBe("/notes/bin/python");
  });
});

describe("the active interpreter", () => {
  const api = (path: string) => ({
    activate: () =>
      Promise.resolve({
        environments: {
          getActiveEnvironmentPath: () => ({ path }),
          resolveEnvironment: () => Promise.resolve({ executable: { uri: { fsPath: path } } }),
        },
      }),
  });

  it("is that of the Python extension, where it is there and the folder is trusted", async () => {
    expect(await activePython()).toBeUndefined();
    mock.extensions.getExtension.mockReturnValue(api("/opt/python"));
    expect(await activePython()).toBe("/opt/python");
    mock.workspace.isTrusted = false;
    expect(await activePython()).toBeUndefined();
  });
});

describe("the manifest", () => {
  const read = (file: string) => readFileSync(path.join(__dirname, "..", file), "utf8");
  const manifest = JSON.parse(read("package.json")) as Manifest;
  const words = JSON.parse(read("package.nls.json")) as Record<string, string>;

  it("has a sentence for every key, and no other", () => {
    const used = [...read("package.json").matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key);
    expect([...new Set(used)].sort()).toEqual(Object.keys(words).sort());
  });

  it("has at most eight settings, and those that name a program are not taken from a folder that is not trusted", () => {
    const { properties } = manifest.contributes.configuration;
    expect(Object.keys(properties).length).toBeLessThanOrEqual(8);
    const programs = Object.keys(properties).filter((name) => properties[name]?.scope === "machine-overridable");
    expect(programs).toEqual(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations);
  });

  it("has a picture and words in its place for every step of the walkthrough", () => {
    for (const { media } of manifest.contributes.walkthroughs.flatMap((walk) => walk.steps)) {
      expect(read(media.svg)).toContain("<svg");
      expect(words[media.altText.slice(1, -1)]).toBeTruthy();
    }
  });
});
