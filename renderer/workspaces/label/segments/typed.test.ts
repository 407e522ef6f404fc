import fc from "fast-check";
import { expect, it } from "vitest";
import { timeText } from "../../../timeline/core/clockText.ts";
import { typedLength, typedTime } from "./typed.ts";

it("reads every time that is shown", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 36_000_000 }), (ms) => {
      expect(typedTime(timeText(ms * 1000))).toBe(ms * 1000);
    }),
  );
});

it("reads times as people type them", () => {
  expect(typedTime(" 12,5 ")).toBe(12_500_000);
  expect(typedTime("90")).toBe(90_000_000);
  expect(typedTime("1:02:03")).toBe(3_723_000_000);
  expect(typedTime("0:00.000001")).toBe(1);
});

it("takes nothing else for a time or a length, and never fails", () => {
  for (const words of ["", "1:75", "1:", "-3", "12s", "a", "1:61:00", "1.2.3"]) expect(typedTime(words)).toBeNull();
  for (const words of ["", "-3", "ms", "1:2"]) expect(typedLength(words)).toBeNull();
  fc.assert(
    fc.property(fc.string(), (words) => {
      for (const read of [typedTime(words), typedLength(words)]) {
        expect(read === null || (Number.isSafeInteger(read) && read >= 0) || read > 2 ** 53).toBe(true);
      }
    }),
  );
});

it("reads lengths in milliseconds, or in what stands behind them", () => {
  expect(typedLength("450")).toBe(450_000);
  expect(typedLength("8.4 ms")).toBe(8_400);
  expect(typedLength("0,45 s")).toBe(450_000);
});
