import { closeSync, openSync, writeSync } from "node:fs";

const WIDTH = 160;
const HEIGHT = 120;
/** Bars from left to right, the highest bit first: white is one. */
const BITS = 10;
const LUMA = { zero: 16, one: 235 };

/**
 * Writes a film for Chromium's fake camera (`--use-file-for-fake-video-capture`): each frame shows its number in bars
 * that survive scaling and encoding. The browser plays it again and again.
 */
export function writeCountingFilm(path: string, frames: number, rateHz: number): void {
  const file = openSync(path, "w");
  writeSync(file, `YUV4MPEG2 W${WIDTH} H${HEIGHT} F${rateHz}:1 Ip A1:1 C420mpeg2\n`);
  const colours = Buffer.alloc((WIDTH / 2) * (HEIGHT / 2) * 2, 128);
  for (let frame = 0; frame < frames; frame++) {
    const line = Buffer.alloc(WIDTH);
    for (let x = 0; x < WIDTH; x++) line[x] = bitAt(frame, x / WIDTH) ? LUMA.one : LUMA.zero;
    writeSync(file, "FRAME\n");
    for (let y = 0; y < HEIGHT; y++) writeSync(file, line);
    writeSync(file, colours);
  }
  closeSync(file);
}

function bitAt(frame: number, share: number): boolean {
  return ((frame >> (BITS - 1 - Math.floor(share * BITS))) & 1) === 1;
}

/** The number in one line of grey pixels from the middle of a frame. Also run in the page, so it stands alone. */
export function readCount(line: ArrayLike<number>): number {
  const bits = 10;
  let count = 0;
  for (let bit = 0; bit < bits; bit++) {
    const middle = line[Math.floor(((bit + 0.5) / bits) * line.length)]!;
    count = count * 2 + (middle > 125 ? 1 : 0);
  }
  return count;
}
