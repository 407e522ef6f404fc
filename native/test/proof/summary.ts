import type { Aim, Check } from "./check.ts";

/** A check as lines for a person: its counts, each figure beside its aim, what was left out, what it said where it failed. */
export function summary({ name, passed, failed, skipped, aims, output }: Check): string {
  return [
    `${name}: ${passed} passed, ${failed} failed`,
    ...aims.map(aimLine),
    ...skipped.map((what) => `  skipped: ${what}`),
    ...(output ? [output.trim()] : []),
  ].join("\n");
}

function aimLine({ what, found, aim, met }: Aim): string {
  return `  ${what}: ${found} (aim ${aim}${met ? "" : ", MISSED"})`;
}
