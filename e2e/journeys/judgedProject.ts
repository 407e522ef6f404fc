import { dirname, join } from "node:path";
import type { CallName, Input, Output } from "#contract/contract.ts";
import type { Outcome } from "#contract/schemas.ts";
import { EVERYTHING, type Split } from "#domain/learning/dataset.ts";
import type { ModelPlan } from "#domain/learning/plan.ts";
import { PRESETS } from "#domain/learning/presets.ts";
import { createHost } from "#host/host.ts";
import { sent } from "#host/sent.ts";
import { standardSources } from "#host/sources/standard.ts";

/** Too small to be right everywhere: there must be something to disagree about. */
const PLANS: Readonly<Record<string, ModelPlan>> = {
  "Small forest": { ...PRESETS.forest, classifier: { kind: "forest", trees: 5, depth: 3 } },
  "Tiny forest": { ...PRESETS.forest, classifier: { kind: "forest", trees: 3, depth: 2 } },
};
const BY_HALVES: Split = {
  groupBy: { kind: "metadata", field: "person" },
  method: { kind: "kFold", folds: 2 },
  seed: 1,
};

/** A project in which simulated people boxed for a quarter of a minute each, with two small models made from that. */
export async function makeJudgedProject(project: string): Promise<void> {
  const folder = dirname(dirname(project));
  const host = await createHost({
    dataFolder: join(folder, "data"),
    projectsFolder: dirname(project),
    sources: standardSources(),
    log: () => {},
  });
  const okay = async <T>(answer: Promise<unknown>): Promise<T> => {
    const outcome = (await answer) as Outcome<T>;
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.problem));
    return outcome.value;
  };
  const call = <K extends CallName>(name: K, input: Input<K>) => okay<Output<K>>(host.call(name, input));
  try {
    await okay(host.openProjectAt(project, { create: true }));
    const wish = { sessionsEach: 1, seconds: 15, seed: 1 };
    await call("simulated.recordPeople", { ...wish, jobId: crypto.randomUUID() });
    for (const [name, plan] of Object.entries(PLANS)) {
      const asked = { name, plan, query: EVERYTHING, split: BY_HALVES, jobId: crypto.randomUUID() };
      await call("model.train", sent(asked));
    }
  } finally {
    await host.close();
  }
}
