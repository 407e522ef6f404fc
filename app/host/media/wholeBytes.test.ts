import { open, readFile, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inProjectFolder } from "../store/testing/fixtures.ts";
import { makeVideo, steadyTimesUs } from "./testing/madeVideo.ts";
import { wholeBytes } from "./wholeBytes.ts";

/** Runs a story with the path of a file of its own. */
function withFile(story: (path: string) => Promise<void>): Promise<void> {
  return inProjectFolder((folder) => story(join(folder, "..", "file")));
}

function box(type: string, bytes: number): Buffer {
  const made = Buffer.alloc(bytes);
  made.writeUInt32BE(bytes, 0);
  made.write(type, 4, "latin1");
  return made;
}

describe("The whole bytes of a file", () => {
  it("are all of one that is whole, fragmented or not", () =>
    withFile(async (path) => {
      for (const container of ["mp4", "fragmentedMp4", "webm"] as const) {
        await makeVideo(path, { container, timesUs: steadyTimesUs(90) });
        expect(await wholeBytes(path)).toBe((await readFile(path)).length);
      }
    }));

  it("end with the last whole fragment, wherever a fragmented MP4 was cut", () =>
    withFile(async (path) => {
      const boxes = [
        box("ftyp", 24),
        box("moov", 300),
        box("moof", 100),
        box("mdat", 900),
        box("moof", 120),
        box("mdat", 800),
      ];
      const ends = boxes.map((_, index) => boxes.slice(0, index + 1).reduce((sum, { length }) => sum + length, 0));
      for (let cut = ends[1]! + 9; cut <= ends[5]!; cut += 7) {
        await writeFile(path, Buffer.concat(boxes).subarray(0, cut));
        const whole = [ends[1]!, ends[3]!, ends[5]!].findLast((end) => end <= cut);
        expect([cut, await wholeBytes(path)]).toEqual([cut, whole]);
      }
    }));

  it("follow boxes beyond four gigabytes", () =>
    withFile(async (path) => {
      const large = Buffer.alloc(16);
      large.writeUInt32BE(1, 0);
      large.write("mdat", 4, "latin1");
      large.writeBigUInt64BE(6_000_000_000n, 8);
      const head = Buffer.concat([box("ftyp", 24), box("moof", 100), large]);
      const file = await open(path, "w");
      await file.write(head, 0);
      // Sparse: it takes no room.
      await file.truncate(124 + 6_000_000_000);
      await file.write(Buffer.concat([box("moof", 80), box("mdat", 500).subarray(0, 20)]), 0, 100, 124 + 6_000_000_000);
      await file.close();
      expect(await wholeBytes(path)).toBe(124 + 6_000_000_000);
    }));

  it("are never more than there are, whatever the bytes say", () =>
    withFile(async (path) => {
      const noise = fc
        .uint8Array({ maxLength: 200 })
        .map((bytes) => Buffer.concat([box("ftyp", 16), box("moof", 16), bytes]));
      await fc.assert(
        fc.asyncProperty(noise, async (bytes) => {
          await writeFile(path, bytes);
          expect(await wholeBytes(path)).toBeLessThanOrEqual(bytes.length);
        }),
        { numRuns: 50 },
      );
      await truncate(path, 0);
      expect(await wholeBytes(path)).toBe(0);
    }));
});
