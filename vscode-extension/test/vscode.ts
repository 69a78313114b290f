/** As much of the editor as the units under test touch; what it was told stays to be looked at. */
import { vi } from "vitest";

export const settings: Record<string, unknown> = {};
export const diagnostics: { source: string; message: string; range: { contains: () => boolean } }[] = [];
export const l10n = {
  t: (text: string, ...values: unknown[]) => text.replace(/\{(\d)\}/g, (_, at: string) => String(values[Number(at)])),
};
export const workspace = {
  isTrusted: true,
  workspaceFolders: [{ uri: { scheme: "file", fsPath: "/notes" } }] as { uri: { scheme: string; fsPath: string } }[] | undefined,
  getConfiguration: () => ({ get: (name: string) => settings[name] }),
};
export const languages = { getDiagnostics: () => diagnostics };
export const extensions = { getExtension: vi.fn() };
export class ThemeColor {
  constructor(readonly id: string) {}
}
export class MarkdownString {
  constructor(public value: string) {}
}
export class Range {
  constructor(readonly startLine: number) {}
}
export class CodeLens {
  constructor(
    readonly range: Range,
    readonly command: { title: string },
  ) {}
}
export const StatusBarAlignment = { Right: 2 };
export const item = { text: "", tooltip: "", accessibilityInformation: { label: "" }, backgroundColor: undefined, show: vi.fn(), hide: vi.fn(), dispose: vi.fn() };
export const window = {
  activeTextEditor: undefined as unknown,
  createStatusBarItem: () => item,
  showInputBox: vi.fn(),
  showInformationMessage: vi.fn(),
};
