/**
 * A Python in, careword's own environment out, in the extension's storage. It is made beside its place and moved there
 * when it works, so one that was stopped half-way is never used. No editor in here.
 */
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm } from "node:fs/promises";
import path from "node:path";
import { probe, run, type Python } from "./python";

export interface Wanted {
  /** The extension's storage. */
  readonly storage: string;
  /** The folder with the wheel that came with the extension. */
  readonly wheels: string;
  /** What to install instead: a path, or a name with or without a version. Empty: the wheel. */
  readonly package: string;
}

export type Making =
  | { readonly made: true; readonly python: string }
  | { readonly made: false; readonly why: "stopped" | "venv" | "install"; readonly told: string };

export interface Watching {
  readonly signal: AbortSignal;
  readonly line: (line: string) => void;
}

/** What pip is asked to install. */
export async function requirement(wanted: Wanted): Promise<string> {
  if (wanted.package) {
    if (existsSync(wanted.package)) return `${wanted.package}[lsp]`;
    const [, name, rest] = /^([\w.-]+)(.*)$/s.exec(wanted.package) ?? [];
    return name === undefined || rest === undefined || rest.startsWith("[") ? wanted.package : `${name}[lsp]${rest}`;
  }
  const wheel = (await wheels(wanted)).at(-1);
  return wheel ? `${wheel}[lsp]` : "careword[lsp]";
}

async function wheels(wanted: Wanted): Promise<string[]> {
  const names = existsSync(wanted.wheels) ? await readdir(wanted.wheels) : [];
  return names
    .filter((name) => name.endsWith(".whl"))
    .sort()
    .map((name) => path.join(wanted.wheels, name));
}

/** The place of the environment: another one for another careword. */
async function place(wanted: Wanted): Promise<string> {
  const hash = createHash("sha256").update(wanted.package);
  if (!wanted.package) for (const wheel of await wheels(wanted)) hash.update(await readFile(wheel));
  return path.join(wanted.storage, `environment-${hash.digest("hex").slice(0, 12)}`);
}

function pythonIn(folder: string): string {
  return process.platform === "win32" ? path.join(folder, "Scripts", "python.exe") : path.join(folder, "bin", "python");
}

/** The Python of the environment, if it has been made. */
export async function existing(wanted: Wanted): Promise<string | undefined> {
  const python = pythonIn(await place(wanted));
  return existsSync(python) ? python : undefined;
}

export async function make(wanted: Wanted, base: Python, making: Watching): Promise<Making> {
  const folder = await place(wanted);
  const part = `${folder}.${String(process.pid)}`;
  const options = { cwd: wanted.storage, signal: making.signal, line: making.line };
  const give = async (why: "venv" | "install", told: string): Promise<Making> => {
    await discard(part);
    return { made: false, why: making.signal.aborted ? "stopped" : why, told: last(told) };
  };
  await mkdir(wanted.storage, { recursive: true });
  await discard(part);
  const made = await run(base.command, [...base.args, "-m", "venv", part], options);
  if (made.code !== 0) return give("venv", made.err || made.out);
  const pip = ["-m", "pip", "install", "--no-input", "--disable-pip-version-check", "--progress-bar", "off"];
  const installed = await run(pythonIn(part), [...pip, await requirement(wanted)], options);
  if (installed.code !== 0) return give("install", installed.err || installed.out);
  const python = await probe(pythonIn(part), [], options);
  if (!python?.careword) return give("install", "careword is not in what was installed");
  await discard(folder);
  try {
    await rename(part, folder);
  } catch {
    await discard(part); // another window was quicker
  }
  await tidy(wanted.storage, folder);
  return { made: true, python: pythonIn(folder) };
}

/** Removes the environments of before, and what a window that was closed left half made. */
async function tidy(storage: string, folder: string): Promise<void> {
  for (const name of await readdir(storage)) {
    const other = path.join(storage, name);
    const [whole, maker] = /^environment-[0-9a-f]{12}(?:\.(\d+))?$/.exec(name) ?? [];
    if (whole && other !== folder && !(maker && alive(Number(maker)))) await discard(other);
  }
}

function alive(process_: number): boolean {
  try {
    return process.kill(process_, 0);
  } catch {
    return false;
  }
}

async function discard(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined);
}

function last(text: string): string {
  const lines = text.split("\n").map((line) => line.trim());
  return lines.filter((line) => line && !line.startsWith("[notice]")).at(-1) ?? "";
}
