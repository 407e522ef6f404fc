import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { PowerSpectrum } from "./fft.ts";
import { WINDOWS } from "./look.ts";
import { FLOOR_DB, GAP, hopOf, levelOf, levels, STEP_DB } from "./strength.ts";

test("the transform says what the definition says", () => {
  const signals = fc
    .constantFrom(2, 8, 32)
    .chain((size) => fc.array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: size, maxLength: size }));
  fc.assert(
    fc.property(signals, (signal) => {
      const size = signal.length;
      const power = new Float64Array(size / 2 + 1);
      new PowerSpectrum(size).of(Float64Array.from(signal), power);
      for (let k = 0; k <= size / 2; k++) {
        let [re, im] = [0, 0];
        signal.forEach((value, i) => {
          re += value * Math.cos((2 * Math.PI * k * i) / size);
          im += value * Math.sin((2 * Math.PI * k * i) / size);
        });
        expect(power[k]).toBeCloseTo(re ** 2 + im ** 2, 5);
      }
    }),
  );
  expect(() => new PowerSpectrum(12)).toThrow(RangeError);
});

const shape = { window: "hann", windowRows: 64, overlap: 0.75 } as const;
const sine = (amplitude: number, bin: number, rows: number) =>
  Float64Array.from({ length: rows }, (_, i) => 1 + amplitude * Math.sin((2 * Math.PI * bin * i) / 64));

describe("the levels of a signal", () => {
  test("are strongest at its frequency, at 0 dB for an amplitude of one, whatever the window", () => {
    for (const window of WINDOWS) {
      const out = levels(sine(1, 8, 64), 1, { ...shape, window });
      expect(out.indexOf(Math.max(...out))).toBe(8);
      expect(Math.abs(out[8]! - levelOf(1))).toBeLessThanOrEqual(1);
    }
  });

  test("go up by 20 dB for ten times the amplitude", () => {
    const [weak, strong] = [levels(sine(0.1, 8, 64), 1, shape), levels(sine(1, 8, 64), 1, shape)];
    expect((strong[8]! - weak[8]!) * STEP_DB).toBeCloseTo(20, 0);
  });

  test("are one row of bins for each hop, and a window that touches a gap is blank", () => {
    const signal = sine(1, 8, 64 + 5 * 16);
    signal[100] = Number.NaN;
    const out = levels(signal, 6, shape);
    expect(hopOf(shape)).toBe(16);
    expect(out.length).toBe(6 * 33);
    // Windows begin at 0, 16, 32, 48, 64, 80; those from 48 on hold row 100.
    expect([0, 1, 2, 3, 4, 5].map((frame) => out[frame * 33 + 8] === GAP)).toEqual([
      false,
      false,
      false,
      true,
      true,
      true,
    ]);
  });

  test("of silence are the floor, never a gap", () => {
    expect(new Set(levels(new Float64Array(64), 1, shape))).toEqual(new Set([1]));
    expect(levelOf(10 ** (FLOOR_DB / 10))).toBe(1);
  });
});
