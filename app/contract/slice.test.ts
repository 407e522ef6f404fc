import fc from "fast-check";
import { expect, test } from "vitest";
import { encodeLiveFrame, LIVE_SLICE_AT, readLiveTimes } from "./liveFrame.ts";
import { decodeSlice, encodeSlice, type SampleSlice } from "./slice.ts";

const slices: fc.Arbitrary<SampleSlice> = fc
  .record({
    key: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
    sampleType: fc.constantFrom("int16" as const, "float32" as const),
    width: fc.integer({ min: 1, max: 18 }),
    runs: fc.array(fc.record({ firstIndex: fc.nat(2 ** 40), rows: fc.integer({ min: 0, max: 40 }) }), { maxLength: 5 }),
    seed: fc.integer(),
  })
  .map(({ seed, ...head }) => {
    const length = head.runs.reduce((sum, run) => sum + run.rows, 0) * head.width;
    const at = (i: number) => ((seed ^ (i * 2654435761)) << 16) >> 16;
    const values =
      head.sampleType === "int16"
        ? Int16Array.from({ length }, (_, i) => at(i))
        : Float32Array.from({ length }, (_, i) => at(i) / 7);
    return { ...head, values };
  });

test("a slice comes back as it was sent, also inside a live frame", () => {
  fc.assert(
    fc.property(slices, (slice) => {
      expect(decodeSlice(encodeSlice(slice))).toEqual(slice);
      const frame = encodeLiveFrame({ hostTimeUs: 123456789, lagMs: 1.5, slice });
      expect(readLiveTimes(frame)).toEqual({ hostTimeUs: 123456789, lagMs: 1.5 });
      expect(decodeSlice(frame, LIVE_SLICE_AT)).toEqual(slice);
    }),
  );
});

test("bytes that are not a whole slice are refused, never read past", () => {
  fc.assert(
    fc.property(slices, fc.double({ min: 0, max: 0.999, noNaN: true }), (slice, share) => {
      const whole = encodeSlice(slice);
      expect(() => decodeSlice(whole.slice(0, Math.floor(whole.byteLength * share)))).toThrow(RangeError);
    }),
  );
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      try {
        decodeSlice(bytes.slice().buffer);
      } catch (error) {
        expect(error).toBeInstanceOf(RangeError);
      }
    }),
  );
});
