import type { FirmwareFacts } from "#domain/deploy/recognition.ts";
import type { SsiConfig } from "./config.ts";

/** How our sketches begin their names (firmware/PROTOCOL.md 2). */
const OURS = "ringside-";
const RECOGNITION = "ringside-recognition";

/** What firmware of ours says of itself; null for a stranger's. Works on whatever carried the description. */
export function firmwareFacts({ firmware, pack, packName, selfTest }: SsiConfig): FirmwareFacts | null {
  if (firmware === null || !firmware.startsWith(OURS)) return null;
  return {
    firmware,
    pack: pack === null ? null : { hash: pack.toLowerCase(), name: packName ?? "" },
    selfTest: selfTest ?? "absent",
  };
}

/** Whether it recognises by itself, and with `check` sends rows beside its results (firmware/PROTOCOL.md 3). */
export function recognises(facts: FirmwareFacts | null): boolean {
  return facts?.firmware.startsWith(RECOGNITION) === true;
}
