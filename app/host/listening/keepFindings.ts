import type { Listening } from "#contract/recognising.ts";
import type { CaptureSummary } from "#domain/captures.ts";
import { UNKNOWN } from "#domain/labeling/segments.ts";
import { engineVersion } from "../engine/version.ts";
import type { ProjectStore } from "../store/api.ts";
import { answersOf, predictedIn } from "../validation/askModels.ts";
import type { ModelBytes } from "../validation/modelBytes.ts";

/**
 * Writes what models found in a capture that was just recorded, a track for each model. They are asked over the capture's
 * own rows: the live stream began before it and goes on behind it, and only so do its ends say what validation says. In
 * between it is what was told live. Nothing of a recording waits for it: at worst these tracks are missing.
 * @throws ProblemError of the engine and of the store
 */
export async function keepFindings(
  store: Pick<ProjectStore, "readSamples" | "putTracks">,
  capture: CaptureSummary,
  models: readonly ModelBytes[],
  keep: Listening["keep"],
): Promise<void> {
  if (keep === "none") return;
  for (const [at, bytes] of models.entries()) {
    const predicted = predictedIn(await answersOf(store, [bytes], capture), [bytes]);
    const segments = keep === "predictions" ? predicted : predicted.filter(({ label }) => label !== UNKNOWN);
    const { id, name, parts } = bytes.model;
    const origin = {
      live: true,
      modelIds: [id],
      parts: parts.map(({ hash }) => hash),
      engineHash: engineVersion().hash,
    };
    const kind = keep === "predictions" ? "prediction" : "proposal";
    const namesake = models.findIndex(({ model }) => model.name === name) < at;
    const track = { kind, name: `Live: ${name}${namesake ? " (2)" : ""}`, origin: JSON.stringify(origin) } as const;
    await store.putTracks(track, [{ captureId: capture.id, segments }]);
  }
}
