import { NANO } from "../images/nano.ts";

export interface MadeImage {
  readonly bytes?: number;
  /** What it says of itself. */
  readonly firmware?: string;
  /** Capacity of an empty slot. */
  readonly slotBytes?: number;
  readonly seed?: number;
}

const SLOT_AT = 2048;

/**
 * An image in the shape of a program for the Nano: it passes every check and would not run on one. Bytes that nobody asked
 * for are made up.
 */
export function madeImage({ bytes = 0, firmware, slotBytes, seed = 1 }: MadeImage): Buffer {
  const slotEnd = slotBytes === undefined ? 0 : SLOT_AT + 64 + slotBytes;
  const image = Buffer.alloc(Math.max(bytes, slotEnd + 256, 4096));
  for (let i = 0, state = seed; i < image.length; i++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    image[i] = state >>> 16;
  }
  image.writeUInt32LE(NANO.ramAddress + NANO.ramBytes, 0);
  image.writeUInt32LE(NANO.sketchAddress + 0x401, 4);
  if (firmware !== undefined) image.write(`RINGSIDE-FW:${firmware}\0`, 512, "latin1");
  if (slotBytes !== undefined) {
    image.fill(0, SLOT_AT, slotEnd);
    image.write("RINGSIDE-PACK-01", SLOT_AT, "latin1");
    image.writeUInt32LE(slotBytes, SLOT_AT + 16);
  }
  return image;
}
