/** What a person set and what the machine has in, the Python that runs careword out, or why there is none. */
import { candidates, probe, recent, type Python, type RunOptions } from "./python";

export type Source = "setting" | "active" | "own";

export type Found =
  | { readonly kind: "ready"; readonly python: Python; readonly source: Source }
  /** careword's own environment can be made with this Python. */
  | { readonly kind: "makeable"; readonly base: Python }
  /** The setting names something that cannot be used: it is never passed over in silence. */
  | { readonly kind: "unusable"; readonly named: string; readonly why: "absent" | "old" | "without" }
  | { readonly kind: "missing"; readonly old: Python | undefined };

export interface Looking extends RunOptions {
  readonly setting: string;
  readonly active: string | undefined;
  /** The Python of careword's own environment, where it has been made. */
  readonly own: string | undefined;
  readonly platform: NodeJS.Platform;
}

export async function find(looking: Looking): Promise<Found> {
  if (looking.setting) {
    const python = await probe(looking.setting, [], looking);
    const why = !python ? "absent" : !recent(python) ? "old" : !python.careword ? "without" : undefined;
    if (why || !python) return { kind: "unusable", named: looking.setting, why: why ?? "absent" };
    return { kind: "ready", python, source: "setting" };
  }
  const active = looking.active ? await probe(looking.active, [], looking) : undefined;
  if (active?.careword && recent(active)) return { kind: "ready", python: active, source: "active" };
  if (looking.own) {
    const own = await probe(looking.own, [], looking);
    if (own?.careword) return { kind: "ready", python: own, source: "own" };
  }
  if (active && recent(active)) return { kind: "makeable", base: active };
  let old: Python | undefined;
  for (const [command, ...args] of candidates(looking.platform)) {
    const python = await probe(command, args, looking);
    if (python && recent(python)) return { kind: "makeable", base: python };
    old ??= python;
  }
  return { kind: "missing", old };
}
