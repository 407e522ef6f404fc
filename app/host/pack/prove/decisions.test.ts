import fc from "fast-check";
import { expect, test } from "vitest";
import { decisionBytes, differing, readDecisions } from "./decisions.ts";

const whole = fc.nat(2 ** 32 - 2);
const event = fc
  .record({
    beginIndex: whole,
    endIndex: whole,
    decidedIndex: whole,
    classNumber: fc.nat(255),
    features: fc.float32Array({ maxLength: 20, noNaN: true }),
    outputs: fc.int8Array({ maxLength: 8 }),
  })
  .map((one) => ({ ...one, scaled: new Uint8Array(one.features.length), dropped: false, score: null }));

test("decisions are read as they were written, and a file that was cut short is not taken", () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 6 }), fc.nat(), (events, place) => {
      const bytes = Buffer.concat(events.map((one, i) => decisionBytes(i, one)));
      const read = readDecisions(bytes);
      expect(
        read.map(({ beginIndex, endIndex, decidedIndex, classNumber, outputs }) => ({
          beginIndex,
          endIndex,
          decidedIndex,
          classNumber,
          outputs,
        })),
      ).toEqual(
        events.map(({ beginIndex, endIndex, decidedIndex, classNumber, outputs }) => ({
          beginIndex,
          endIndex,
          decidedIndex,
          classNumber,
          outputs,
        })),
      );
      const ends = new Set([0]);
      for (const { bytes: one } of read) ends.add([...ends].at(-1)! + one.length);
      const cut = bytes.length === 0 ? 0 : place % bytes.length;
      if (ends.has(cut)) expect(readDecisions(bytes.subarray(0, cut))).toHaveLength([...ends].indexOf(cut));
      else expect(() => readDecisions(bytes.subarray(0, cut))).toThrow(RangeError);
    }),
  );
});

test("each decision that is another one counts, and each that is missing", () => {
  const [a, b, c] = ["a", "b", "c"].map((text) => Buffer.from(text)) as [Buffer, Buffer, Buffer];
  expect(differing([a, b], [a, b])).toBe(0);
  expect(differing([a, c], [a, b])).toBe(1);
  expect(differing([a], [a, b, c])).toBe(2);
  expect(differing([a, b], [])).toBe(2);
});
