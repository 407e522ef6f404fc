import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { USUAL_SCHEME } from "#domain/labeling/scheme.ts";
import { draftOf, faultsOf, moved, newLabel, renamesOf, type SchemeDraft, schemeOf } from "./schemeDraft.ts";

const draft = draftOf(USUAL_SCHEME);
const free = () => null;
const withPunch = (change: Partial<SchemeDraft["punch"][number]>, at = 0): SchemeDraft => ({
  ...draft,
  punch: draft.punch.with(at, { ...draft.punch[at]!, ...change }),
});

it("comes back as it was where nothing was touched", () => {
  expect(schemeOf(draft)).toEqual(USUAL_SCHEME);
  expect(renamesOf(draft)).toEqual([]);
  expect(faultsOf(draft, free)).toEqual([]);
});

it("knows what was renamed however the labels were moved, and that a new one was not", () => {
  const renamed = withPunch({ name: " Straight " });
  const shuffled = { ...renamed, punch: moved(renamed.punch, "punch/Jab", 1) };
  const added = { ...shuffled, punch: [...shuffled.punch, { ...newLabel(shuffled, "n1"), name: "Slip" }] };
  expect(renamesOf(added)).toEqual([{ tier: "punch", from: "Jab", to: "Straight" }]);
  expect(
    schemeOf(added)
      .punch.map(({ name }) => name)
      .slice(0, 2),
  ).toEqual(["Cross", "Straight"]);
});

describe("a scheme cannot be stored", () => {
  it("with labels without a name, or twice the same", () => {
    expect(faultsOf(withPunch({ name: " " }), free)).toMatchObject([{ field: "name", code: "noName" }]);
    expect(faultsOf(withPunch({ name: "Cross " }), free)).toMatchObject([{ field: "name", code: "sameName" }]);
  });

  it("with a key that another label, a hand or a command has", () => {
    expect(faultsOf(withPunch({ key: "2" }), free)).toMatchObject([{ code: "sameKey", by: "Jab" }]);
    expect(faultsOf(withPunch({ key: "[" }), free)).toMatchObject([{ id: "left", code: "sameKey", by: "Jab" }]);
    const owner = (key: string) => (key === "S" ? "Split" : null);
    expect(faultsOf(withPunch({ key: "S" }), owner)).toMatchObject([
      { id: "punch/Jab", code: "reserved", by: "Split" },
    ]);
  });
});

it("keeps every label, whatever is moved wherever", () => {
  const steps = fc.array(fc.tuple(fc.nat(5), fc.constantFrom(1 as const, -1 as const)));
  fc.assert(
    fc.property(steps, (all) => {
      const after = all.reduce((labels, [at, step]) => moved(labels, draft.punch[at]!.id, step), draft.punch);
      expect(new Set(after)).toEqual(new Set(draft.punch));
    }),
  );
});
