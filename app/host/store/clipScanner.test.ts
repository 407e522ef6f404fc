import fc from "fast-check";
import { expect, test } from "vitest";
import { ClipScanner } from "./clipScanner.ts";
import { format } from "./testing/fixtures.ts";

test("rows at either rail are one span, a hole or a good row ends it", () => {
  const scanner = new ClipScanner(format(2));
  const first = Int16Array.from([0, 0, 32767, 0, 0, -32768, 5, 5, 0, -32767]);
  expect(scanner.add(first, 100)).toEqual([{ firstIndex: 101, rows: 2 }]);
  expect(scanner.add(Int16Array.from([32767, 0, 1, 1]), 105)).toEqual([]);
  expect(scanner.add(Int16Array.from([32767, 0]), 300)).toEqual([{ firstIndex: 104, rows: 2 }]);
  expect(scanner.end()).toEqual([{ firstIndex: 300, rows: 1 }]);
  expect(scanner.rows).toBe(5);
});

test("a channel of unknown range never clips in float32", () => {
  const unknown = { ...format(1).channels[0]!, scale: 1, range: null };
  const scanner = new ClipScanner(format(1, { sampleType: "float32", channels: [unknown] }));
  expect([...scanner.add(Float32Array.from([1e30, -1e30]), 0), ...scanner.end()]).toEqual([]);
});

test("the spans hold exactly the clipped rows, however the rows are cut into parts", () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { maxLength: 60 }), fc.integer({ min: 1, max: 9 }), (clipped, part) => {
      const rows = Int16Array.from(clipped, (yes) => (yes ? 32767 : 3));
      const scanner = new ClipScanner(format(1));
      const spans = [];
      for (let at = 0; at < rows.length; at += part) spans.push(...scanner.add(rows.subarray(at, at + part), at));
      spans.push(...scanner.end());
      const marked = clipped.map(() => false);
      for (const span of spans) marked.fill(true, span.firstIndex, span.firstIndex + span.rows);
      expect(marked).toEqual(clipped);
    }),
  );
});
