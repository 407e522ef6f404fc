import { createHash } from "node:crypto";
import { z } from "zod";
import { HANDS, type Hand } from "#domain/hands.ts";
import type { EngineEvent } from "../../engine/events.ts";
import { EnginePipeline } from "../../engine/pipeline.ts";
import { vectorOf } from "../../pack/vectors.ts";
import type { SlotContent } from "../images/slot.ts";

/** What the firmware reads of a slot's JSON (firmware/PROTOCOL.md 5). */
const slotJson = z.object({
  name: z.string(),
  classes: z.array(z.string()),
  hand: z.enum(HANDS).nullish(),
  vectors: z.array(
    z.object({
      frames: z.base64(),
      results: z.array(
        z.object({
          class: z.number(),
          start: z.number(),
          length: z.number(),
          outputs: z.array(z.number()),
        }),
      ),
    }),
  ),
});

/** How a test of itself went; `vector` is the first that differs. */
export type SelfTest =
  | { readonly passed: true; readonly vectors: number }
  | { readonly passed: false; readonly vector: number };

/** A pack as a glove runs it: the descriptor from its flash, through the engine. */
export class PackRunner {
  readonly hash: string;
  readonly name: string;
  readonly hand: Hand | null;
  readonly columns: number;
  readonly #descriptor: Uint8Array;
  readonly #json: z.infer<typeof slotJson>;
  readonly #pipeline: EnginePipeline;

  /** @throws where the slot's JSON or descriptor is not what the engine takes */
  constructor({ descriptor, json }: SlotContent) {
    this.#descriptor = descriptor.slice();
    this.#json = slotJson.parse(JSON.parse(Buffer.from(json).toString("utf8")));
    this.#pipeline = new EnginePipeline(this.#descriptor);
    this.hash = createHash("sha256").update(this.#descriptor).digest("hex");
    this.name = this.#json.name;
    this.hand = this.#json.hand ?? null;
    this.columns = this.#pipeline.shape.inputColumns;
  }

  /** Replays the slot's vectors and compares what the engine says with what they say. */
  selfTest(): SelfTest {
    for (const [vector, { frames, results }] of this.#json.vectors.entries()) {
      const bytes = Buffer.from(frames, "base64");
      const rows = Int16Array.from({ length: bytes.length >> 1 }, (_, i) => bytes.readInt16LE(2 * i));
      if (rows.length % this.columns !== 0) return { passed: false, vector };
      const told = vectorOf(this.#descriptor, rows).results.map(({ classNumber, begin, end, outputs }) => {
        return { class: classNumber, start: begin, length: end - begin, outputs };
      });
      if (JSON.stringify(told) !== JSON.stringify(results.map(inOrder))) return { passed: false, vector };
    }
    return { passed: true, vectors: this.#json.vectors.length };
  }

  reset(): void {
    this.#pipeline.reset();
  }

  /** Results of rows that follow those before, each as the glove prints it. */
  push(rows: Int16Array): object[] {
    return this.#pipeline
      .push(rows)
      .filter(({ dropped }) => !dropped)
      .map((event) => this.#line(event));
  }

  #line({ classNumber, beginIndex, endIndex, scaled, outputs }: EngineEvent): object {
    return {
      ModelNumber: 0,
      Classification: classNumber,
      ClassificationName: this.#json.classes[classNumber] ?? "",
      SegmentStart: beginIndex,
      SegmentLength: endIndex - beginIndex,
      FeatureVectorLength: scaled.length,
      FeatureVector: [...scaled],
      ...(outputs.length > 0 ? { OutputSize: outputs.length, OutputTensor: [...outputs] } : {}),
    };
  }
}

function inOrder(result: z.infer<typeof slotJson>["vectors"][number]["results"][number]) {
  return { class: result.class, start: result.start, length: result.length, outputs: result.outputs };
}
