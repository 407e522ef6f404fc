import type { Hand } from "#domain/hands.ts";
import { writeWhole } from "../../exchange/writeWhole.ts";
import type { ProjectStore } from "../../store/api.ts";
import { exportNetworks } from "./exportNetworks.ts";

export interface WrittenNetwork {
  readonly hands: readonly (Hand | null)[];
  readonly file: string;
  /** What the file does not say, as JSON: with it, it can be imported again. */
  readonly planFile: string;
  readonly bytes: number;
}

/**
 * Writes the networks of a model, each with its plan beside it: `Boxing.tflite` and `Boxing.plan.json`, or with the hand
 * behind the name where each hand runs its own. Files that were there are replaced.
 * @throws ProblemError as exportNetworks, export.failed
 */
export async function writeNetworks(
  store: Pick<ProjectStore, "model" | "modelParts">,
  modelId: string,
  path: string,
): Promise<WrittenNetwork[]> {
  const networks = await exportNetworks(store, modelId);
  const stem = path.replace(/\.tflite$/i, "");
  const written: WrittenNetwork[] = [];
  for (const { hands, tflite, plan } of networks) {
    const name = networks.length === 1 ? stem : `${stem} ${hands[0]}`;
    const [file, planFile] = [`${name}.tflite`, `${name}.plan.json`];
    await writeWhole(file, [tflite]);
    await writeWhole(planFile, [`${JSON.stringify(plan, null, 2)}\n`]);
    written.push({ hands, file, planFile, bytes: tflite.length });
  }
  return written;
}
