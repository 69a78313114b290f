/** A command in, the Python behind it out: which version it is, and whether careword is there. No editor in here. */
import { spawn } from "node:child_process";

export interface Python {
  readonly command: string;
  readonly args: readonly string[];
  readonly version: readonly [number, number];
  readonly careword: boolean;
}

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface RunOptions {
  /** Never a workspace: Python would take modules from there. */
  readonly cwd: string;
  readonly signal?: AbortSignal;
  readonly line?: (line: string) => void;
}

export const OLDEST = [3, 11] as const;

const ASK = `
import sys
sys.path = [folder for folder in sys.path if folder]
import importlib.util, json
def there(name):
    try:
        return importlib.util.find_spec(name) is not None
    except ImportError:
        return False
careword = there("careword.lsp") and there("pygls") and there("websockets")
print(json.dumps({"version": list(sys.version_info[:2]), "careword": careword}))
`;

/** Runs a program to its end; one that cannot be started ends with the code null. */
export function run(command: string, args: readonly string[], options: RunOptions): Promise<Ran> {
  return new Promise((resolve) => {
    let out = "";
    let err = "";
    const child = spawn(command, args, {
      cwd: options.cwd,
      signal: options.signal,
      stdio: ["ignore", "pipe", "pipe"],
      windowsHide: true,
    });
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      out += text;
      for (const line of text.split("\n")) if (line.trim()) options.line?.(line.trim());
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => (err += text));
    child.on("error", (fault) => {
      resolve({ code: null, out, err: err || fault.message });
    });
    child.on("close", (code) => {
      resolve({ code, out, err });
    });
  });
}

/** Asks a Python about itself; undefined where there is none behind the command. */
export async function probe(
  command: string,
  args: readonly string[],
  options: RunOptions,
): Promise<Python | undefined> {
  const ran = await run(command, [...args, "-c", ASK], options);
  if (ran.code !== 0) return undefined;
  try {
    const told = JSON.parse(ran.out) as Pick<Python, "version" | "careword">;
    return { command, args, ...told };
  } catch {
    return undefined;
  }
}

export function recent(python: Python): boolean {
  const [major, minor] = python.version;
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
}

/** Where a Python may be when nobody has named one, the likeliest first. */
export function candidates(platform: NodeJS.Platform): (readonly [string, ...string[]])[] {
  if (platform === "win32") return [["py", "-3"], ["python"], ["python3"]];
  const versions = ["python3", "python3.14", "python3.13", "python3.12", "python3.11", "python"];
  // an editor that was started from the dock does not have the shell's PATH
  const folders = platform === "darwin" ? ["/opt/homebrew/bin/", "/usr/local/bin/"] : [];
  return ["", ...folders].flatMap((folder) => versions.map((name) => [folder + name] as const));
}
