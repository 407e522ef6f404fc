import { writeSync } from "node:fs";
import { trackChange } from "#domain/labeling/change.ts";
import { OWN_TRUTH } from "#domain/labeling/segments.ts";
import { openProjectStore } from "../open.ts";
import { segment } from "./memoryProject.ts";

/**
 * A studio of its own process for the crash test of labels: draws segments one after the other, from `from` on, until it
 * is killed. Each confirmed edit is told as the segment's id on standard output, written at once.
 */
async function edit(folder: string, captureId: string, from: number): Promise<void> {
  const store = await openProjectStore(folder);
  if (store.readOnly) throw new Error(`read-only: ${JSON.stringify(store.readOnlyReason)}`);
  for (let at = from; ; at++) {
    const drawn = segment(at / 1000, at / 1000 + 0.0005);
    const name = { code: "draw", detail: { at } };
    await store.editLabels(captureId, name, [trackChange(OWN_TRUTH, { add: [drawn] })]);
    writeSync(1, `${drawn.id}\n`);
  }
}

const [, script, folder, captureId, from] = process.argv;
if (script === import.meta.filename && folder && captureId) await edit(folder, captureId, Number(from));
