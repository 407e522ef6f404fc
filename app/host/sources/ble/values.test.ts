import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ProblemError } from "#domain/problems.ts";
import { FRAME_HEAD_BYTES, FramedValues } from "./framedValues.ts";
import type { BlePeer } from "./radio.ts";
import { readBleConfig } from "./readConfig.ts";
import { readBleResult } from "./results.ts";

const ROWS = 3;
const ROW_BYTES = 12;

/** The notification of this number, in a stream that began at `startUs` of the glove's clock. */
function notification(number: number, startUs: number): Uint8Array {
  const value = new Uint8Array(FRAME_HEAD_BYTES + ROWS * ROW_BYTES);
  const view = new DataView(value.buffer);
  view.setUint16(0, number & 0xffff, true);
  view.setUint32(2, (startUs + number * 25_000) >>> 0, true);
  for (let at = FRAME_HEAD_BYTES; at < value.length; at += 2) view.setInt16(at, number, true);
  return value;
}

describe("framed notifications", () => {
  it("tell what is missing and when, over both wraps", () => {
    const numbers = fc.array(fc.integer({ min: 1, max: 60_000 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(numbers, fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.boolean(), (steps, startUs, asBuffer) => {
        const values = new FramedValues(ROW_BYTES);
        let number = 0;
        for (const step of [0, ...steps]) {
          number += step;
          const bytes = notification(number, startUs);
          const read = values.read(asBuffer ? Buffer.from(bytes) : bytes)!;
          expect(read.lostBefore).toBe(Math.max(0, step - 1) * ROWS);
          expect(read.deviceTimeUs).toBe(startUs + number * 25_000);
          expect([...read.rows].every((one) => one === new Int16Array([number])[0])).toBe(true);
        }
      }),
    );
  });

  it("of any other shape are none", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (value) => {
        const whole = value.length > FRAME_HEAD_BYTES && (value.length - FRAME_HEAD_BYTES) % ROW_BYTES === 0;
        expect(new FramedValues(ROW_BYTES).read(value) !== null).toBe(whole);
      }),
    );
  });
});

describe("results over the air", () => {
  it("as the documents show them", () => {
    expect(readBleResult(Uint8Array.of(0, 0, 3, 0))).toMatchObject({ modelNumber: 0, classNumber: 3, features: null });
    expect(readBleResult(Uint8Array.of(0, 0, 0xfe, 0xff))).toMatchObject({ classNumber: 65_534 });
    expect(readBleResult(Uint8Array.of(0, 0, 2, 0, 3, 0x69, 0xa7, 0x1d, 9, 9))).toMatchObject({
      classNumber: 2,
      features: [105, 167, 29],
    });
  });

  it("of any bytes: a result or nothing, never a failure", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 140 }), (value) => {
        const result = readBleResult(value);
        if (value.length < 4) expect(result).toBeNull();
        else if (result !== null) expect(result.features?.length ?? 0).toBeLessThanOrEqual(value.length - 4);
      }),
    );
  });
});

describe("the description of a glove", () => {
  const peerSaying = (value: Uint8Array) => ({ read: async () => value }) as unknown as BlePeer;
  const read = (value: Uint8Array) =>
    readBleConfig(peerSaying(value), "Glove", { readyMs: 0, askAgainMs: 1 }, new AbortController().signal);

  it("of any bytes is a description or a problem with words", async () => {
    const made = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.json().map((text) => new TextEncoder().encode(text)),
    );
    await fc.assert(
      fc.asyncProperty(made, async (value) => {
        try {
          await read(value);
        } catch (error) {
          expect(error).toBeInstanceOf(ProblemError);
        }
      }),
    );
  });

  it("ends where its padding begins", async () => {
    const text = '{"sample_rate":119,"column_location":{"AccelerometerX":0}}';
    const padded = new Uint8Array(256);
    padded.set(new TextEncoder().encode(text));
    expect((await read(padded)).streams[0]).toMatchObject({ rateHz: 119, columns: ["AccelerometerX"] });
  });
});
