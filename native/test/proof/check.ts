import type { ScriptRun } from "./script.ts";

/** A figure beside what was aimed for. */
export interface Aim {
  readonly what: string;
  readonly found: number;
  readonly aim: string;
  readonly met: boolean;
}

/** One part of the proof: what was counted, what was left out and why, and the figures as they go into the JSON. */
export interface Check {
  readonly name: string;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: readonly string[];
  readonly aims: readonly Aim[];
  readonly facts: unknown;
  /** What it said, where it failed. */
  readonly output?: string;
}

export const below = (what: string, found: number, limit: number): Aim => ({
  what,
  found,
  aim: `< ${limit}`,
  met: found < limit,
});

export const atLeast = (what: string, found: number, least: number): Aim => ({
  what,
  found,
  aim: `>= ${least}`,
  met: found >= least,
});

export const none = (what: string, found: number): Aim => ({ what, found, aim: "0", met: found === 0 });

/** Each aim is one test. */
export function counted(aims: readonly Aim[]): { passed: number; failed: number } {
  const passed = aims.filter(({ met }) => met).length;
  return { passed, failed: aims.length - passed };
}

/** A check that could not be made here. */
export function leftOut(name: string, run: ScriptRun): Check {
  const { ok, skipped, output } = run;
  const counts = { passed: 0, failed: ok && skipped.length > 0 ? 0 : 1 };
  return { name, ...counts, skipped, aims: [], facts: null, ...(counts.failed > 0 ? { output } : {}) };
}
