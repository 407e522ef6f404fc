import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { linkImage, noCompiler } from "./toolchain.mjs";

// node firmware/image.mjs OUT.bin
// A recognition image for tests of flashing: the real sketch with its slot and its version, linked without a board's own
// start, so it does not boot on one. Without a compiler it is made up: the slot and the version, and zeros.

const SLOT_ROOM = 65_536;
const out = process.argv[2];
if (out === undefined) {
  console.error("say where the image goes: node firmware/image.mjs OUT.bin");
  process.exit(2);
}

if (noCompiler()) {
  writeFileSync(out, madeUp());
  console.log("made up: there is no arm-none-eabi-g++ here (install gcc-arm-none-eabi)");
} else {
  const folder = mkdtempSync(join(tmpdir(), "ringside-image-"));
  try {
    linkImage("recognition", folder, out);
  } finally {
    rmSync(folder, { recursive: true });
  }
  console.log("compiled: the recognition sketch, not for a board");
}

function madeUp() {
  const slotAt = 4096;
  const image = Buffer.alloc(slotAt + 64 + SLOT_ROOM);
  image.writeUInt32LE(0x20040000, 0);
  image.writeUInt32LE(0x00010401, 4);
  image.write("RINGSIDE-FW:ringside-recognition 1.0.0\0", 2048, "latin1");
  image.write("RINGSIDE-PACK-01", slotAt, "latin1");
  image.writeUInt32LE(SLOT_ROOM, slotAt + 16);
  return image;
}
