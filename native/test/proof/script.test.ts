import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { differing } from "./addonBytes.ts";
import { leftOut } from "./check.ts";
import { vectorsIn } from "./hostTests.ts";
import { countsIn, jsonIn, skippedIn } from "./script.ts";
import { summary } from "./summary.ts";

describe("what a script of the engine's tests said", () => {
  test("its JSON is found behind its lines of text", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.boolean(), (document, pretty) => {
        const text = JSON.stringify(document, null, pretty ? 2 : 0);
        expect(jsonIn(`skipped: fuzzing (no clang++)\nbuilt\n${text}\n`)).toEqual(JSON.parse(text));
      }),
    );
  });

  test("text without JSON, or with half of it, is none", () => {
    expect(jsonIn("nothing here")).toBeNull();
    expect(jsonIn('{"passed": tr')).toBeNull();
  });

  test("counts are its own, but a program that ends badly has at least one failure", () => {
    const output = "60 passed, 0 failed\nvectors, transforms: 24 of 24 passed\n";
    expect(countsIn({ ok: true, output })).toEqual({ passed: 60, failed: 0 });
    expect(countsIn({ ok: false, output })).toEqual({ passed: 60, failed: 1 });
    expect(countsIn({ ok: true, output: "" })).toEqual({ passed: 0, failed: 1 });
  });

  test("vectors are summed by mode; those that both modes share count as normal", () => {
    const output = [
      "vectors, transforms: 24 of 24 passed",
      "vectors, segmenters, normal: 10 of 11 passed",
      "vectors, segmenters, compat: 9 of 9 passed",
    ].join("\n");
    expect(vectorsIn(output)).toEqual({ normal: { passed: 34, total: 35 }, compat: { passed: 9, total: 9 } });
  });

  test("what it left out is named; to leave out nothing and say nothing is a failure", () => {
    const output = "skipped: fuzzing (no clang++ here)\n0 passed, 0 failed\n";
    const skipped = skippedIn(output);
    expect(skipped).toEqual(["fuzzing (no clang++ here)"]);
    expect(leftOut("fuzzing", { ok: true, output, skipped })).toMatchObject({ passed: 0, failed: 0, skipped });
    expect(leftOut("fuzzing", { ok: false, output, skipped })).toMatchObject({ failed: 1, output });
    expect(leftOut("fuzzing", { ok: true, output: "", skipped: [] })).toMatchObject({ failed: 1 });
  });
});

test("bytes differ where they differ, and where one side has none", () => {
  expect(differing(Uint8Array.of(1, 2, 3), Uint8Array.of(1, 2, 3))).toBe(0);
  expect(differing(Uint8Array.of(1, 2, 3), Uint8Array.of(1, 9))).toBe(2);
  expect(differing(new Uint8Array(), Uint8Array.of(1))).toBe(1);
});

test("an aim that is missed says so in the table for people", () => {
  const aims = [
    { what: "bytes of flash", found: 10_372, aim: "< 12288", met: true },
    { what: "bytes of RAM", found: 7_000, aim: "< 6144", met: false },
  ];
  const text = summary({ name: "footprint", passed: 1, failed: 1, skipped: ["plugin (no gcc)"], aims, facts: null });
  expect(text.split("\n")).toEqual([
    "footprint: 1 passed, 1 failed",
    "  bytes of flash: 10372 (aim < 12288)",
    "  bytes of RAM: 7000 (aim < 6144, MISSED)",
    "  skipped: plugin (no gcc)",
  ]);
});
