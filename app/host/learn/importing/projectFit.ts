import type { CaptureStream } from "#domain/captures.ts";
import type { LabelScheme } from "#domain/labeling/scheme.ts";
import { UNKNOWN } from "#domain/labeling/segments.ts";
import type { ImportPlan } from "#domain/learning/importPlan.ts";
import type { ModelNeeds } from "#domain/learning/models.ts";
import { type Problem, ProblemError } from "#domain/problems.ts";
import type { SegmenterSpec } from "../../engine/descriptor/segmenter.ts";
import { misfit, needsOf } from "../dataset/modelMotion.ts";
import type { FittedInput } from "../features/modelInput.ts";

/**
 * What an imported model needs of a glove: what its plan says, else what the project's gloves are.
 * @throws ProblemError import.noNeeds where neither says it, import.otherRate, import.otherRange, import.otherChannels where no glove fits
 */
export function importNeeds(plan: Pick<ImportPlan, "needs">, streams: readonly CaptureStream[]): ModelNeeds {
  const project = needsOf(streams);
  if (project === null && streams.length > 0) throw new ProblemError("import.otherChannels");
  const needs = plan.needs ?? project;
  if (needs === null) throw new ProblemError("import.noNeeds");
  const reasons = streams.map((stream) => misfit(needs, stream));
  if (project === null || reasons.includes(null)) return needs;
  if (reasons.includes("otherRate"))
    throw new ProblemError("import.otherRate", { rateHz: needs.rateHz, projectHz: project.rateHz });
  throw new ProblemError("import.otherRange");
}

/** Classes that the project has no label for: they can be told, but never be right. */
export function strangeClasses(classNames: readonly string[], { punch }: LabelScheme): Problem[] {
  const strange = classNames.filter((name) => name !== UNKNOWN && !punch.some((label) => label.name === name));
  if (strange.length === 0) return [];
  return [{ code: "import.newLabels", detail: { labels: strange.join(", "), count: strange.length } }];
}

/** Segments of another length than the network's window are stretched or squeezed to it. */
export function stretchedSegments(fitted: FittedInput, segmenter: SegmenterSpec, { rateHz }: ModelNeeds): Problem[] {
  if (fitted.kind === "features") return [];
  const { steps } = fitted;
  const samples = "window" in segmenter ? segmenter.window : 0;
  if (samples === steps) return [];
  return [{ code: "import.stretched", detail: { steps, samples, ms: Math.round((1000 * steps) / rateHz) } }];
}
