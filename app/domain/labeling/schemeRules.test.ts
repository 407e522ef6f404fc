import { expect, test } from "vitest";
import { USUAL_SCHEME } from "./scheme.ts";
import { schemeProblem } from "./schemeRules.ts";

test("the usual scheme is right; so is one in which two tiers share a name, and labels have no keys", () => {
  expect(schemeProblem(USUAL_SCHEME)).toBeNull();
  const clean = { name: "Jab", colour: "own-1", key: null } as const;
  expect(schemeProblem({ ...USUAL_SCHEME, quality: [clean, { ...clean, name: "Weak" }] })).toBeNull();
});

test("a name may stand once in a tier, whatever its case, and a key once in the whole scheme", () => {
  const weak = { name: "weak", colour: "own-1", key: null } as const;
  expect(schemeProblem({ ...USUAL_SCHEME, quality: [...USUAL_SCHEME.quality, weak] })).toEqual({
    code: "scheme.sameName",
    detail: { name: "weak" },
  });
  expect(schemeProblem({ ...USUAL_SCHEME, handKeys: { left: null, right: "7" } })).toEqual({
    code: "scheme.sameKey",
    detail: { key: "7", name: "right", other: "Clean" },
  });
});
