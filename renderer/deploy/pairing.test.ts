import fc from "fast-check";
import { expect, it } from "vitest";
import type { LiveFinding } from "#domain/deploy/recognition.ts";
import { pairUp, verdictOf } from "./pairing.ts";

const MODEL = "00000000-0000-4000-8000-00000000000a";

function said(by: "glove" | "studio", beginIndex: number | null, over: Partial<LiveFinding> = {}): LiveFinding {
  return {
    deviceId: "serial:1",
    liveKey: 1,
    modelId: by === "glove" ? null : MODEL,
    label: "Jab",
    classNumber: 1,
    beginIndex,
    endIndex: beginIndex === null ? null : beginIndex + 80,
    decidedIndex: null,
    confidence: null,
    latencyMs: null,
    hostTimeUs: (beginIndex ?? 0) * 8400,
    ...over,
  };
}

const verdicts = (findings: readonly LiveFinding[]) => pairUp(findings, MODEL, 50).map(verdictOf).reverse();

it("puts what both said of one segment side by side, whoever was first", () => {
  expect(verdicts([said("glove", 100), said("studio", 100), said("studio", 300), said("glove", 302)])).toEqual([
    "agreed",
    "agreed",
  ]);
});

it("tells another class, and what only one of them heard", () => {
  const hook = said("studio", 100, { label: "Hook", classNumber: 2 });
  expect(verdicts([said("glove", 100), hook, said("glove", 300), said("studio", 600)])).toEqual([
    "differed",
    "gloveOnly",
    "studioOnly",
  ]);
});

it("goes by the time of arrival where the glove does not tell its segments", () => {
  const near = said("glove", null, { hostTimeUs: 1_100_000 });
  const far = said("glove", null, { hostTimeUs: 9_000_000 });
  expect(verdicts([said("studio", 119, { hostTimeUs: 1_000_000 }), near, far])).toEqual(["agreed", "gloveOnly"]);
});

it("leaves out what another model says", () => {
  const other = "00000000-0000-4000-8000-00000000000b";
  expect(verdicts([said("studio", 100, { modelId: other })])).toEqual([]);
});

it("loses no answer and invents none", () => {
  const answer = fc
    .tuple(fc.constantFrom("glove", "studio"), fc.option(fc.integer({ min: 0, max: 5000 })))
    .map(([by, begin]) => said(by as "glove" | "studio", begin));
  fc.assert(
    fc.property(fc.array(answer, { maxLength: 60 }), (findings) => {
      const pairs = pairUp(findings, MODEL, Number.POSITIVE_INFINITY);
      const shown = pairs.flatMap(({ glove, studio }) => [glove, studio]).filter((each) => each !== null);
      expect(shown.toSorted()).toHaveLength(findings.length);
      expect(new Set(shown)).toEqual(new Set(findings));
      expect(new Set(pairs.map(({ key }) => key)).size).toBe(pairs.length);
    }),
  );
});
