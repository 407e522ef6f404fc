import type { Image } from "#domain/deploy/flash.ts";
import { ProblemError } from "#domain/problems.ts";
import { NANO } from "./nano.ts";
import { findSlot } from "./slot.ts";

/** What an image's own bytes tell. */
export type ImageFacts = Pick<Image, "bytes" | "slotBytes" | "firmware">;

/** Stack pointer and reset vector. */
const VECTORS_BYTES = 8;
const FIRMWARE_MARK = "RINGSIDE-FW:";
/** The longest text that a configuration takes (sources/ssi/config.ts). */
const FIRMWARE_MAX_BYTES = 200;

/**
 * Checks that these bytes are a program for the Nano 33 BLE as its boot loader wants it: the bare bytes from 0x10000 on.
 * @throws ProblemError image.notABinary with `kind`: what it is instead, as far as that shows; image.tooLarge
 */
export function inspectImage(image: Uint8Array): ImageFacts {
  const kind = otherKind(image);
  if (kind !== null) throw new ProblemError("image.notABinary", { kind });
  if (image.length > NANO.sketchBytes) {
    throw new ProblemError("image.tooLarge", { bytes: image.length, most: NANO.sketchBytes });
  }
  return { bytes: image.length, slotBytes: findSlot(image)?.capacity ?? null, firmware: firmwareOf(image) };
}

/** What it says of itself, e.g. `ringside-recognition 1.0.0`. */
function firmwareOf(image: Uint8Array): string | null {
  const bytes = Buffer.from(image.buffer, image.byteOffset, image.byteLength);
  const from = bytes.indexOf(FIRMWARE_MARK, 0, "latin1") + FIRMWARE_MARK.length;
  const end = bytes.indexOf(0, from);
  if (from < FIRMWARE_MARK.length || end <= from || end - from > FIRMWARE_MAX_BYTES) return null;
  const text = bytes.toString("latin1", from, end);
  return /^[\x20-\x7e]+$/.test(text) ? text : null;
}

/** Null for a program of the Nano. */
function otherKind(image: Uint8Array): string | null {
  const head = Buffer.from(image.subarray(0, 16)).toString("latin1");
  if (image.length < VECTORS_BYTES) return "empty";
  if (head.startsWith("\x7fELF")) return "elf";
  if (head.startsWith("UF2\n")) return "uf2";
  if (head.startsWith("PK\x03\x04")) return "zip";
  if (/^:[0-9A-Fa-f]{10}/.test(head)) return "hex";
  const view = new DataView(image.buffer, image.byteOffset, image.byteLength);
  const stack = view.getUint32(0, true);
  const reset = view.getUint32(4, true);
  const stackInRam = stack > NANO.ramAddress && stack <= NANO.ramAddress + NANO.ramBytes && stack % 4 === 0;
  // The lowest bit says Thumb code, the only one that the core runs.
  const resetInImage = reset % 2 === 1 && reset > NANO.sketchAddress && reset < NANO.sketchAddress + NANO.sketchBytes;
  return stackInRam && resetInImage ? null : "unknown";
}
