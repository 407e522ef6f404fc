import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readConfig } from "./config.ts";
import { encodeFrame, wireBytes } from "./encode.ts";
import { FrameDecoder } from "./frameDecoder.ts";
import { collect, inPieces } from "./testing.ts";

function configOf(columns: number, rowsPerPacket: number) {
  return readConfig({
    version: 2,
    sample_rate: 100,
    samples_per_packet: rowsPerPacket,
    column_location: Object.fromEntries(Array.from({ length: columns }, (_, i) => [`Column${i}`, i])),
  });
}

/** Small signed values, as a sensor gives: full of 0x00 and 0xff, the bytes that look like headers. */
function sensorLike(packets: number, valuesPerPacket: number, seed: number): Int16Array[] {
  let state = seed >>> 0 || 1;
  return Array.from({ length: packets }, () =>
    Int16Array.from({ length: valuesPerPacket }, () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return ((state >>> 24) - 128) * ((state & 3) === 0 ? 1 : 20);
    }),
  );
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

const sizes = fc.infiniteStream(fc.integer({ min: 1, max: 150 }));

describe("version 2: frames", () => {
  it("agrees with the worked examples of streaming.md 12", () => {
    const e2 = "ff0c0000000100000062ff39014d10f9";
    const payload = Uint8Array.from([0x62, 0xff, 0x39, 0x01, 0x4d, 0x10]);
    expect(Buffer.from(encodeFrame({ word: 1 }, payload)).toString("hex")).toBe(e2);
    const e3 = Buffer.from("ff1e0000000700000062ff39014d100000feff1eff6eff700160100f00fbffb4fece", "hex");
    expect(collect(new FrameDecoder(configOf(6, 2)), [e3]).values).toEqual([
      -158, 313, 4173, 0, -2, -226, -146, 368, 4192, 15, -5, -332,
    ]);
  });

  it("gives back every row however the bytes are cut, over the wrap of the sequence number", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 18 }),
        fc.integer({ min: 1, max: 8 }),
        fc.integer(),
        fc.constantFrom(1, 0, 77, 2 ** 32 - 5),
        sizes,
        (columns, rowsPerPacket, seed, first, cuts) => {
          const packets = sensorLike(20, columns * rowsPerPacket, seed);
          const bytes = join(packets.map((rows, i) => encodeFrame({ word: first + i }, wireBytes(rows))));
          const got = collect(new FrameDecoder(configOf(columns, rowsPerPacket)), inPieces(bytes, cuts), columns);
          expect(got.values).toEqual(packets.flatMap((rows) => [...rows]));
          expect([got.reasons, got.corrupt]).toEqual([[], 0]);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("ignores what came before the first frame and accepts any value of the reserved byte", () => {
    const packets = sensorLike(5, 6, 3);
    const frames = packets.map((rows, i) => encodeFrame({ word: i + 1, reserved: i * 50 }, wireBytes(rows)));
    const got = collect(new FrameDecoder(configOf(6, 1)), [Uint8Array.of(1, 0xff, 12, 0, 9), ...frames], 6);
    expect([got.index.length, got.corrupt]).toEqual([5, 0]);
  });

  it("calls a packet that never came lost, and one that came damaged corrupt", () => {
    const packets = sensorLike(8, 12, 5);
    const frames = packets.map((rows, i) => encodeFrame({ word: i + 1 }, wireBytes(rows)));
    frames[5]![12]! ^= 0x10;
    const got = collect(new FrameDecoder(configOf(6, 2)), frames.toSpliced(2, 1), 6);
    expect(got.reasons).toEqual(["lost", "corrupt"]);
    expect(got.corrupt).toBe(1);
    const missing = got.index.flatMap((row, i) => (row === null ? [i] : []));
    expect(missing).toEqual([4, 5, 10, 11]);
  });

  it("goes on with a device that started its numbers again, and loses none of its packets", () => {
    const packets = sensorLike(10, 6, 9);
    const frames = packets.map((rows, i) => encodeFrame({ word: i < 5 ? 70_000 + i : i - 4 }, wireBytes(rows)));
    const got = collect(new FrameDecoder(configOf(6, 1)), frames, 6);
    expect(got.values).toEqual(packets.flatMap((rows) => [...rows]));
  });

  it("takes a frame that arrives alone at once, not only when the next one comes", () => {
    const packets = sensorLike(30, 6, 11);
    const decoder = new FrameDecoder(configOf(6, 1));
    const rows: number[] = [];
    const sink = {
      onRows: (decoded: { rows: ArrayLike<number> }) => void rows.push(decoded.rows.length),
      onCorrupt() {},
    };
    let late = 0;
    for (const [i, packet] of packets.entries()) {
      decoder.push(encodeFrame({ word: i + 1 }, wireBytes(packet)), sink);
      if (i > 0 && rows.reduce((sum, n) => sum + n, 0) < (i + 1) * 6) late++;
    }
    expect(late).toBeLessThanOrEqual(1);
  });
});

describe("version 2 on a bad line", () => {
  const columns = 6;
  const rowsPerPacket = 6;
  const frameBytes = columns * rowsPerPacket * 2 + 10;

  /** Drops bytes and flips bits; says which frames were touched twice, which an 8-bit XOR cannot always see. */
  function damage(bytes: Uint8Array, dropRate: number, flipRate: number, seed: number) {
    let state = seed >>> 0 || 1;
    const chance = () => {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      return (state >>> 0) / 2 ** 32;
    };
    const out: number[] = [];
    const touched = new Map<number, number>();
    for (const [i, byte] of bytes.entries()) {
      const frame = Math.floor(i / frameBytes);
      if (chance() < dropRate) {
        touched.set(frame, (touched.get(frame) ?? 0) + 1);
        continue;
      }
      const flip = chance() < flipRate;
      if (flip) touched.set(frame, (touched.get(frame) ?? 0) + 1);
      out.push(flip ? byte ^ (1 << Math.floor(chance() * 8)) : byte);
    }
    return { bytes: Uint8Array.from(out), touched };
  }

  it.each([
    ["1e-4 lost", 1e-4, 0],
    ["1e-3 lost", 1e-3, 0],
    ["1e-4 flipped", 0, 1e-4],
    ["1e-3 flipped", 0, 1e-3],
    ["1e-3 lost and flipped", 1e-3, 1e-3],
  ])("%s a byte: no wrong row comes through, and every row that is missing is in a gap", (_name, drops, flips) => {
    fc.assert(
      fc.property(fc.integer(), sizes, (seed, cuts) => {
        const packets = sensorLike(200, columns * rowsPerPacket, seed);
        for (const [i, rows] of packets.entries()) rows[0] = i;
        const clean = join(packets.map((rows, i) => encodeFrame({ word: i + 1 }, wireBytes(rows))));
        const { bytes, touched } = damage(clean, drops, flips, seed ^ 0x5bd1e995);
        const got = collect(new FrameDecoder(configOf(columns, rowsPerPacket)), inPieces(bytes, cuts), columns);
        // The first frames may be lost without trace: nobody knows which number a device begins with.
        const base = got.index[0]![0]!;
        for (const [i, row] of got.index.entries()) {
          const packet = base + Math.floor(i / rowsPerPacket);
          const at = (i % rowsPerPacket) * columns;
          const right = row === null ? touched.has(packet) || touched.has(packet + 1) : packets[packet] !== undefined;
          const twice = (touched.get(packet) ?? 0) > 1;
          expect(right).toBe(true);
          if (row !== null && !twice) expect(row).toEqual([...packets[packet]!.subarray(at, at + columns)]);
        }
        // Only the last frames may be missing from the end: nothing came after them.
        let tail = 199;
        while (touched.has(tail) || touched.has(tail - 1)) tail--;
        expect(got.index.length).toBeGreaterThanOrEqual((tail - base) * rowsPerPacket);
      }),
      { numRuns: 40 },
    );
  });

  it("survives arbitrary bytes", () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 20 }), (pieces) => {
        collect(new FrameDecoder(configOf(columns, rowsPerPacket)), pieces);
      }),
    );
  });
});

describe("version 3: several channels", () => {
  const config = readConfig({
    version: 3,
    time_resolution_ms: 10,
    sensors: [
      { channel: 1, sample_rate: 16_000, samples_per_packet: 8, column_location: { Microphone: 0 } },
      {
        channel: 2,
        sample_rate: 100,
        samples_per_packet: 2,
        column_location: { AccelerometerX: 0, AccelerometerY: 1, AccelerometerZ: 2 },
      },
    ],
  });

  it("keeps the channels apart, reads their times, and counts gaps over the wrap of the 8-bit counter", () => {
    const audio = sensorLike(300, 8, 1);
    const motion = sensorLike(300, 6, 2);
    const frames = audio.flatMap((rows, i) => [
      encodeFrame({ reserved: i & 255, channel: 1, word: i * 2 }, wireBytes(rows)),
      encodeFrame({ reserved: i & 255, channel: 2, word: i * 2 }, wireBytes(motion[i]!)),
    ]);
    const lossy = frames.filter((_, i) => i !== 2 * 260 + 1);
    const sound = collect(new FrameDecoder(config), lossy, 1, 0);
    expect(sound.values).toEqual(audio.flatMap((rows) => [...rows]));
    const moves = collect(new FrameDecoder(config), lossy, 3, 1);
    expect(moves.index.flatMap((row, i) => (row === null ? [i] : []))).toEqual([520, 521]);
    expect(moves.deviceTimesUs.slice(0, 3)).toEqual([0, 20_000, 40_000]);
  });
});
