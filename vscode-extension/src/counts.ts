/** How many findings there are in, a sentence about them out. */
import { l10n } from "vscode";

export interface Counts {
  readonly findings: number;
  readonly shown: number;
  readonly quotationsWithoutAnalysis: number;
}

export function said(counts: Counts): string {
  const { findings, shown, quotationsWithoutAnalysis: alone } = counts;
  if (!findings) return l10n.t("Nothing to look at");
  const parts = [findings === 1 ? l10n.t("1 place to look at") : l10n.t("{0} places to look at", findings)];
  if (shown < findings) parts.push(l10n.t("the {0} most serious are shown", shown));
  if (alone === 1) parts.push(l10n.t("1 quotation without analysis near it"));
  if (alone > 1) parts.push(l10n.t("{0} quotations without analysis near them", alone));
  return parts.join("; ");
}

export interface Row extends Counts {
  readonly uri: string;
}

export function saidOfAll(rows: readonly Row[]): string {
  const places = rows.reduce((sum, row) => sum + row.findings, 0);
  const notes = rows.filter((row) => row.findings).length;
  if (!rows.length) return l10n.t("There are no notes in this folder: careword looks for .txt and .md files.");
  const checked = rows.length === 1 ? l10n.t("1 note checked") : l10n.t("{0} notes checked", rows.length);
  if (!places) return l10n.t("{0}: nothing to look at.", checked);
  const found = places === 1 ? l10n.t("1 place to look at") : l10n.t("{0} places to look at", places);
  return notes === 1 ? l10n.t("{0}: {1}, all in one note.", checked, found) : l10n.t("{0}: {1}, in {2} notes.", checked, found, notes);
}
