import { BY_PERSON, EVERYTHING } from "../../../app/domain/learning/dataset.ts";
import type { ModelPlan } from "../../../app/domain/learning/plan.ts";
import { EnginePipeline } from "../../../app/host/engine/pipeline.ts";
import type { Job } from "../../../app/host/jobs.ts";
import { examplesOf } from "../../../app/host/learn/features/modelInput.ts";
import { importFiles } from "../../../app/host/learn/importing/importFiles.ts";
import { importModel } from "../../../app/host/learn/importing/importModel.ts";
import { fittedInput } from "../../../app/host/learn/importing/planInput.ts";
import { trainModel } from "../../../app/host/learn/making/trainModel.ts";
import { quantize } from "../../../app/host/learn/quantize/quantize.ts";
import { MADE_PLAN, madeGym } from "../../../app/host/learn/testing/madeGym.ts";
import { ThreadTrainer } from "../../../app/host/learn/train/threadTrainer.ts";
import { WarmMotion } from "../../../app/host/segmenting/warmMotion.ts";
import type { Network } from "./network.ts";
import { networkOf } from "./trained.ts";

/** A model that left its project as a file and came back: what its whole pipeline said, and what the network was given. */
export interface ImportedCase {
  readonly network: Network;
  readonly inputs: Int8Array;
  readonly outputs: Int8Array;
}

const PLANS: readonly Partial<ModelPlan>[] = [
  {},
  { input: { kind: "window", steps: 24 }, classifier: { kind: "conv", filters: [4, 6], kernel: 3 } },
];

/** Of features and of windows: trained on made motion, exported, imported, and run over that motion as a glove runs it. */
export async function importedCases(): Promise<ImportedCase[]> {
  const trainer = new ThreadTrainer();
  const job: Job = { signal: new AbortController().signal, progress() {}, stopIfCancelled() {} };
  const gym = madeGym("Ada", "Bea");
  const frames = gym.made[0]!.streams[0]!.values;
  try {
    const cases: ImportedCase[] = [];
    for (const change of PLANS) {
      const wish = { name: "Gym", plan: { ...MADE_PLAN, ...change }, query: EVERYTHING, split: BY_PERSON };
      const trained = await trainModel(gym, new WarmMotion(), wish, { trainer, quantize }, job, () => {});
      const { tflite: file, plan } = trained.parts[0]!.network!;
      const foreign = importFiles([{ name: "network.tflite", bytes: file }]);
      if (foreign.network?.kind !== "int8") throw new Error("the model does not come back as int8");
      const { made } = await importModel(
        gym,
        new WarmMotion(),
        foreign,
        { name: "Back", plan, query: EVERYTHING },
        job,
      );
      const events = await new EnginePipeline(made.parts[0]!.descriptor).run(frames);
      const [first] = foreign.network.layers;
      const fitted = fittedInput(plan.input, first!, first!.input, made.model.needs);
      const cuts = events.map(({ beginIndex, endIndex }) => ({
        frames: frames.subarray(6 * beginIndex, 6 * endIndex),
        classNumber: 0,
      }));
      const { inputs } = await examplesOf(fitted, made.model.needs, cuts, plan.classes.length);
      const outputs = Int8Array.from(events.flatMap((event) => [...event.outputs]));
      cases.push({ network: networkOf(foreign.network.layers), inputs, outputs });
    }
    return cases;
  } finally {
    await trainer.close();
  }
}
