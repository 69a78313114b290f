// Writes l10n/bundle.l10n.json: every sentence of the code that a person reads, for translators. With --check it only compares.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

const here = path.dirname(import.meta.dirname);
const file = path.join(here, "l10n", "bundle.l10n.json");
const found = new Set();
for (const name of readdirSync(path.join(here, "src"))) {
  const source = readFileSync(path.join(here, "src", name), "utf8");
  for (const [, text] of source.matchAll(/l10n\.t\(\s*("(?:[^"\\]|\\.)*")/g)) found.add(JSON.parse(text));
}
const bundle = `${JSON.stringify(Object.fromEntries([...found].sort().map((text) => [text, text])), null, 2)}\n`;
if (!process.argv.includes("--check")) {
  writeFileSync(file, bundle);
} else if (readFileSync(file, "utf8") !== bundle) {
  console.error("l10n/bundle.l10n.json is not what the code says: node scripts/words.mjs");
  process.exit(1);
}
