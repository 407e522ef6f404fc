import { expect, it } from "vitest";
import { firstWish } from "../../../training/wish.ts";
import { CLASSIFIERS, learnsInEpochs, withClassifier } from "./classifiers.ts";

const { plan } = firstWish([], null);

it("gives a convolution the samples and trees the features, whatever it was before", () => {
  for (const from of CLASSIFIERS) {
    const before = withClassifier(plan, from);
    expect(withClassifier(before, "conv").input.kind).toBe("window");
    expect(withClassifier(before, "forest").input.kind).toBe("features");
  }
});

it("leaves the features that were chosen, and all else, as they are", () => {
  const own = {
    ...plan,
    rejectBelow: 0.4,
    input: { kind: "features" as const, set: "basic" as const, selection: "anova" as const, count: 7 },
  };
  const { classifier, ...rest } = withClassifier(own, "forest");
  const { classifier: _, ...before } = own;
  expect(classifier.kind).toBe("forest");
  expect(rest).toEqual(before);
});

it("knows that trees have no epochs", () => {
  expect(CLASSIFIERS.map((kind) => learnsInEpochs(withClassifier(plan, kind)))).toEqual([true, false, true]);
});
