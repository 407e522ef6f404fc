import type { Hand } from "#domain/hands.ts";
import { EnginePipeline } from "../../engine/pipeline.ts";
import type { ProjectStore } from "../../store/api.ts";
import type { ValidationHead } from "../../store/validations/validationApi.ts";
import type { PackPart } from "../header.ts";
import type { MadePack } from "../makePack.ts";
import { recordingsOf } from "../prove/compareCapture.ts";
import { madeVectors } from "../vectors.ts";

/** As much as fits the board's flash beside a pack, and the emulator runs in a second or two: 34 s at 119 Hz. */
const MOST_FRAMES = 4000;

export type BillStore = Pick<ProjectStore, "captures" | "readSamples" | "model" | "modelParts" | "validations">;

/** The last result of this model alone. */
export async function lastResult(store: BillStore, modelId: string): Promise<ValidationHead | null> {
  const heads = await store.validations();
  return heads.find(({ modelIds }) => modelIds.length === 1 && modelIds[0] === modelId) ?? null;
}

/**
 * Frames to count on: the beginning of a recording of the last result on which the part decides something, else made motion on
 * which it does.
 */
export async function motionForBill(
  store: BillStore,
  made: MadePack,
  part: PackPart,
  hand: Hand | null,
  result: ValidationHead | null,
): Promise<Int16Array> {
  const columns = part.pipeline.inputColumns;
  const wanted = new Set(result?.captureIds);
  for (const summary of (await store.captures(false)).filter(({ id }) => wanted.has(id))) {
    for (const { stream, runs } of await recordingsOf(store, made, summary)) {
      if (hand !== null && stream.hand !== hand) continue;
      for (const { frames } of runs) {
        const beginning = frames.subarray(0, MOST_FRAMES * columns);
        const decides = new EnginePipeline(part.descriptor).push(beginning).some(({ dropped }) => !dropped);
        if (decides) return beginning;
      }
    }
  }
  return Int16Array.from(madeVectors(part.descriptor).flatMap(({ frames }) => [...frames]));
}
