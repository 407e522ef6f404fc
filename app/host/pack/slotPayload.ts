import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import type { Hand } from "#domain/hands.ts";
import { ProblemError } from "#domain/problems.ts";
import type { ModelBytes } from "../validation/modelBytes.ts";
import { madeVectors, type Vector } from "./vectors.ts";

/** What fills the slot of a recognition image (firmware/PROTOCOL.md 5) behind its magic and its capacity. */
export interface SlotPayload {
  /** SHA-256 of the descriptor, hex: what the glove then tells as its pack. */
  readonly hash: string;
  /** From offset 20 to 64: both lengths, the checksum, the hash. */
  readonly header: Uint8Array;
  /** From offset 64 on: the descriptor, padding, JSON. */
  readonly body: Uint8Array;
  readonly json: SlotJson;
}

/** The JSON of a slot. `frames` are int16 rows, little endian, in base64; results are those of the engine from a reset. */
export interface SlotJson {
  readonly name: string;
  /** Class number n is `classes[n]`; 0 is Unknown. */
  readonly classes: readonly string[];
  /** null: for whichever hand. */
  readonly hand: Hand | null;
  readonly vectors: readonly {
    readonly frames: string;
    readonly results: readonly {
      readonly class: number;
      readonly start: number;
      readonly length: number;
      readonly outputs: readonly number[];
    }[];
  }[];
}

const DESCRIPTOR_AT = 0;
const JSON_AT = 4;
const CRC_AT = 8;
const HASH_AT = 12;
const HEADER_BYTES = 44;
const ALIGNMENT = 4;

/**
 * What the glove of a hand is given. A pure function of the model unless other vectors are given.
 * @throws ProblemError validation.noHand, engine.refused, engine.missing
 */
export function slotPayload(
  { model, descriptorFor }: ModelBytes,
  hand: Hand | null,
  vectors?: readonly Vector[],
): SlotPayload {
  const descriptor = descriptorFor(hand);
  if (descriptor === null) throw new ProblemError("validation.noHand", { model: model.name });
  const json: SlotJson = {
    name: model.name,
    classes: model.classNames,
    hand,
    vectors: (vectors ?? madeVectors(descriptor)).map(({ frames, results }) => ({
      frames: littleEndian(frames).toString("base64"),
      results: results.map(({ classNumber, begin, end, outputs }) => ({
        class: classNumber,
        start: begin,
        length: end - begin,
        outputs,
      })),
    })),
  };
  const text = Buffer.from(JSON.stringify(json));
  const textAt = Math.ceil(descriptor.length / ALIGNMENT) * ALIGNMENT;
  const body = new Uint8Array(textAt + text.length);
  body.set(descriptor);
  body.set(text, textAt);
  const hash = createHash("sha256").update(descriptor).digest();
  const header = new Uint8Array(HEADER_BYTES);
  const view = new DataView(header.buffer);
  view.setUint32(DESCRIPTOR_AT, descriptor.length, true);
  view.setUint32(JSON_AT, text.length, true);
  view.setUint32(CRC_AT, crc32(body), true);
  header.set(hash, HASH_AT);
  return { hash: hash.toString("hex"), header, body, json };
}

function littleEndian(samples: Int16Array): Buffer {
  const bytes = Buffer.alloc(samples.length * 2);
  samples.forEach((sample, i) => {
    bytes.writeInt16LE(sample, i * 2);
  });
  return bytes;
}
