// Builds the wheel of careword that goes into the extension, in wheel/. PYTHON names another interpreter.
import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";

const here = path.dirname(import.meta.dirname);
const wheels = path.join(here, "wheel");
rmSync(wheels, { recursive: true, force: true });
mkdirSync(wheels);
const python = process.env.PYTHON ?? (process.platform === "win32" ? "py" : "python3");
const build = ["-m", "pip", "wheel", "--quiet", "--no-deps", "--disable-pip-version-check", "--wheel-dir", wheels, ".."];
const { status, error } = spawnSync(python, build, { cwd: here, stdio: "inherit" });
if (status !== 0) {
  console.error(`The wheel was not built: ${python} -m pip wheel ended with ${status ?? error?.message}.`);
  process.exit(1);
}
