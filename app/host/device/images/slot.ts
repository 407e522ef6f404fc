import { crc32 } from "node:zlib";
import { ProblemError } from "#domain/problems.ts";
import type { SlotPayload } from "../../pack/slotPayload.ts";

/** The room for a pack in a recognition image: firmware/PROTOCOL.md 5. */
const MAGIC = Buffer.from("RINGSIDE-PACK-01", "latin1");
const HEADER_BYTES = 64;
const ALIGNMENT = 8;

export interface Slot {
  /** Offset of its header in the image. */
  readonly at: number;
  /** Bytes for descriptor, padding and JSON. */
  readonly capacity: number;
}

/** What is in a slot. `json` is UTF-8. */
export interface SlotContent {
  readonly descriptor: Uint8Array;
  readonly json: Uint8Array;
}

/** The slot of an image; null where there is none, more than one, or one that reaches beyond the image. */
export function findSlot(image: Uint8Array): Slot | null {
  const bytes = Buffer.from(image.buffer, image.byteOffset, image.byteLength);
  const at = bytes.indexOf(MAGIC);
  if (at < 0 || at % ALIGNMENT !== 0 || bytes.indexOf(MAGIC, at + 1) >= 0) return null;
  if (at + HEADER_BYTES > bytes.length) return null;
  const capacity = bytes.readUInt32LE(at + 16);
  return at + HEADER_BYTES + capacity <= bytes.length ? { at, capacity } : null;
}

/** What is in it; null where it is empty or its checksum is wrong, as the firmware sees it. */
export function readSlot(image: Uint8Array, { at, capacity }: Slot): SlotContent | null {
  const bytes = Buffer.from(image.buffer, image.byteOffset, image.byteLength);
  const descriptorBytes = bytes.readUInt32LE(at + 20);
  const jsonBytes = bytes.readUInt32LE(at + 24);
  const jsonAt = padded(descriptorBytes);
  if (descriptorBytes === 0 || jsonAt + jsonBytes > capacity) return null;
  const body = bytes.subarray(at + HEADER_BYTES, at + HEADER_BYTES + jsonAt + jsonBytes);
  if (crc32(body) !== bytes.readUInt32LE(at + 28)) return null;
  return { descriptor: body.subarray(0, descriptorBytes), json: body.subarray(jsonAt) };
}

/** The image with this in its slot; the rest of it is untouched. @throws ProblemError flash.tooLarge */
export function writeSlot(
  image: Uint8Array,
  { at, capacity }: Slot,
  { header, body }: Pick<SlotPayload, "header" | "body">,
): Uint8Array {
  if (body.length > capacity) throw new ProblemError("flash.tooLarge", { needed: body.length, capacity });
  const out = Buffer.from(image);
  out.set(header, at + 20);
  out.fill(0, at + HEADER_BYTES, at + HEADER_BYTES + capacity);
  out.set(body, at + HEADER_BYTES);
  return out;
}

function padded(bytes: number): number {
  return Math.ceil(bytes / 4) * 4;
}
