import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { existing, make, requirement } from "../src/environment";
import { find, type Looking } from "../src/find";
import { candidates, probe, recent, run } from "../src/python";

let folder: string;

/** A program that answers as a Python of some version would. */
function python(name: string, version: string, careword: boolean): string {
  const file = path.join(folder, name);
  writeFileSync(file, `#!/bin/sh\necho '{"version": [${version.replace(".", ", ")}], "careword": ${String(careword)}}'\n`);
  chmodSync(file, 0o755);
  return file;
}

function looking(over: Partial<Looking>): Looking {
  return { setting: "", active: undefined, own: undefined, platform: process.platform, cwd: folder, ...over };
}

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "careword-"));
});

describe("a Python", () => {
  it("says which version it is, and nothing of the folder it is started in is run", async () => {
    writeFileSync(path.join(folder, "careword.py"), "raise SystemExit(3)");
    const real = await probe(process.env.PYTHON ?? "python3", [], { cwd: folder });
    expect(real?.version[0]).toBe(3);
  });

  it("that is not there, or is something else, is none", async () => {
    expect(await probe(path.join(folder, "nothing"), [], { cwd: folder })).toBeUndefined();
    expect(await probe("echo", ["hello"], { cwd: folder })).toBeUndefined();
  });

  it("is recent from 3.11 on", async () => {
    const versions = ["2.7", "3.9", "3.10", "3.11", "3.14", "4.0"];
    const found = await Promise.all(versions.map((version) => probe(python(version, version, false), [], { cwd: folder })));
    expect(found.map((each) => each && recent(each))).toEqual([false, false, false, true, true, true]);
  });

  it("is looked for where an editor started from the dock would miss it", () => {
    expect(candidates("darwin")).toContainEqual(["/opt/homebrew/bin/python3"]);
    expect(candidates("win32")[0]).toEqual(["py", "-3"]);
  });
});

describe("what is used", () => {
  it("is the setting, before anything else", async () => {
    const setting = python("set", "3.12", true);
    const found = await find(looking({ setting, active: python("active", "3.13", true) }));
    expect(found).toMatchObject({ kind: "ready", source: "setting", python: { command: setting } });
  });

  it.each([
    ["absent", () => path.join(folder, "nothing")],
    ["old", () => python("old", "3.9", true)],
    ["without", () => python("without", "3.12", false)],
  ])("is nothing else when the setting is %s", async (why, named) => {
    const setting = named();
    const found = await find(looking({ setting, active: python("active", "3.13", true) }));
    expect(found).toEqual({ kind: "unusable", named: setting, why });
  });

  it("is the active interpreter if it has careword, else careword's own", async () => {
    const own = python("own", "3.12", true);
    const first = await find(looking({ active: python("active", "3.13", true), own }));
    expect(first).toMatchObject({ kind: "ready", source: "active" });
    const second = await find(looking({ active: python("active", "3.13", false), own }));
    expect(second).toMatchObject({ kind: "ready", source: "own" });
  });

  it("can be made with the active interpreter where nothing has careword", async () => {
    const active = python("active", "3.13", false);
    expect(await find(looking({ active }))).toMatchObject({ kind: "makeable", base: { command: active } });
  });

  it("is told to be missing with the version that is too old", async () => {
    const before = process.env.PATH;
    const bin = path.join(folder, "bin");
    mkdirSync(bin);
    process.env.PATH = bin;
    try {
      expect(await find(looking({ platform: "linux" }))).toEqual({ kind: "missing", old: undefined });
      writeFileSync(path.join(bin, "python3"), `#!/bin/sh\necho '{"version": [3, 9], "careword": false}'\n`);
      chmodSync(path.join(bin, "python3"), 0o755);
      expect(await find(looking({ platform: "linux" }))).toMatchObject({ kind: "missing", old: { version: [3, 9] } });
    } finally {
      process.env.PATH = before;
    }
  });
});

describe("what is installed", () => {
  const wanted = (name: string) => ({ storage: folder, wheels: path.join(folder, "wheel"), package: name });

  it("is the wheel that came along, or what is named", async () => {
    expect(await requirement(wanted(""))).toBe("careword[lsp]");
    mkdirSync(path.join(folder, "wheel"));
    const wheel = path.join(folder, "wheel", "careword-1.0-py3-none-any.whl");
    writeFileSync(wheel, "");
    expect(await requirement(wanted(""))).toBe(`${wheel}[lsp]`);
    expect(await requirement(wanted(wheel))).toBe(`${wheel}[lsp]`);
    expect(await requirement(wanted("careword==0.2"))).toBe("careword[lsp]==0.2");
    expect(await requirement(wanted("careword[lsp]>=0.2"))).toBe("careword[lsp]>=0.2");
  });

  it("leaves nothing behind when it cannot be installed, and says what pip said", async () => {
    const base = await probe(process.env.PYTHON ?? "python3", [], { cwd: folder });
    if (!base) throw new Error("the tests need a Python");
    mkdirSync(path.join(folder, "wheel"));
    const wheel = path.join(folder, "wheel", "careword-1.0-py3-none-any.whl");
    writeFileSync(wheel, "no wheel at all");
    const making = await make(wanted(""), base, { signal: new AbortController().signal, line: () => undefined });
    expect(making).toMatchObject({ made: false, why: "install" });
    expect(making.made || making.told).toContain("careword-1.0-py3-none-any.whl");
    expect(readdirSync(folder)).toEqual(["wheel"]);
    expect(await existing(wanted(""))).toBeUndefined();
  }, 120_000);

  it("is given up when the person stops it", async () => {
    const base = await probe(process.env.PYTHON ?? "python3", [], { cwd: folder });
    if (!base) throw new Error("the tests need a Python");
    const stop = new AbortController();
    stop.abort();
    const making = await make(wanted("careword"), base, { signal: stop.signal, line: () => undefined });
    expect(making).toMatchObject({ made: false, why: "stopped" });
    expect(readdirSync(folder)).toEqual([]);
  });
});

it("a program that writes a lot is heard line by line", async () => {
  const lines: string[] = [];
  await run("sh", ["-c", "echo one; echo two"], { cwd: folder, line: (line) => lines.push(line) });
  expect(lines).toEqual(["one", "two"]);
  expect(existsSync(folder)).toBe(true);
});
