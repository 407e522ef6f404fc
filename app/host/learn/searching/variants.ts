import type { ClassifierPlan, ModelInput, ModelPlan } from "#domain/learning/plan.ts";

/** Features that a person can still look through, fewer, and more. */
const COUNTS = [8, 16, 32];
/** From next to nothing to more than the network that we replace (12-8). */
const DENSE: readonly ClassifierPlan[] = [[8], [12, 8], [32, 16]].map((hidden) => ({
  kind: "dense",
  hidden,
  dropout: 0,
}));
const FOREST: ClassifierPlan = { kind: "forest", trees: 20, depth: 6 };
const CONV: readonly ClassifierPlan[] = [{ kind: "conv", filters: [8], kernel: 5 }];
const STEPS = 32;

/**
 * Plans around one: the plan itself first, then other numbers of features, sizes of network, a forest, and a network that
 * reads the motion. Classes, segmenter, hands and all else stay.
 */
export function variantsOf(plan: ModelPlan): ModelPlan[] {
  const chosen =
    plan.input.kind === "features" ? plan.input : { kind: "features", set: "all", selection: "correlation" };
  const features = COUNTS.flatMap((count) =>
    [...DENSE, FOREST].map((classifier) => ({ input: { ...chosen, count } as ModelInput, classifier })),
  );
  const windows = CONV.map((classifier) => ({ input: { kind: "window", steps: STEPS } as ModelInput, classifier }));
  const all = [plan, ...[...features, ...windows].map((change) => ({ ...plan, ...change }))];
  const seen = new Set<string>();
  return all.filter(({ input, classifier }) => {
    const key = JSON.stringify([sorted(input), sorted(classifier)]);
    return !seen.has(key) && seen.add(key);
  });
}

function sorted(record: object): [string, unknown][] {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
}
