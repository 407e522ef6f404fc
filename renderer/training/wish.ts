import { z } from "zod";
import { datasetQuery, modelPlan, split } from "#contract/learning.ts";
import type { SegmenterPlan } from "#contract/segmenting.ts";
import type { CaptureSummary } from "#domain/captures.ts";
import { UNKNOWN } from "#domain/labeling/segments.ts";
import { BY_PERSON, EVERYTHING } from "#domain/learning/dataset.ts";
import { PRESET_NAMES, PRESETS, type Preset } from "#domain/learning/presets.ts";
import { inSchemeOrder } from "../ui/DistributionBar.tsx";
import { labelScheme } from "../ui/labels.ts";

const kept = z.object({ plan: modelPlan, query: datasetQuery, split });
/** What a model is to be made from, how, and how it is tested: as the contract takes it. */
export type TrainingWish = z.infer<typeof kept>;
export type Plan = TrainingWish["plan"];

type Labelled = Pick<CaptureSummary, "labelCounts">;

/** The labels that people gave in these captures with how often, those of the scheme first. */
export function labelsOf(captures: readonly Labelled[]): [label: string, segments: number][] {
  const counts: Record<string, number> = {};
  for (const { labelCounts } of captures)
    for (const [label, segments] of Object.entries(labelCounts)) counts[label] = (counts[label] ?? 0) + segments;
  const scheme = labelScheme.getState().punch.map(({ name }) => name);
  return inSchemeOrder(counts, scheme).filter(([label]) => label !== UNKNOWN);
}

/** All labelled captures by person with the reference network, on what is labelled and cut as the project cuts it. */
export function firstWish(captures: readonly Labelled[], segmenter: SegmenterPlan | null): TrainingWish {
  const { plan, ...rest } = kept.parse({ plan: PRESETS.reference, query: EVERYTHING, split: BY_PERSON });
  const labels = labelsOf(captures).map(([label]) => label);
  return {
    ...rest,
    plan: {
      ...plan,
      classes: labels.length > 0 ? labels : plan.classes,
      segmenter: segmenter === null ? plan.segmenter : segmenterOf(segmenter),
    },
  };
}

/** What the project segments with. */
export function segmenterOf({ segmenter, settings }: SegmenterPlan): Plan["segmenter"] {
  return { name: segmenter, settings: settings[segmenter] ?? {} };
}

/** What of a plan decides about how segments are cut: the rest may change without cutting them anew. */
export function cutPlanOf({ classes, hands, segmenter, examples }: Plan) {
  return { classes, hands, segmenter, examples };
}

const keyOf = (projectId: string) => `ringside.train.${projectId}`;

/** What this project was last trained with; null where nobody has said, or where it can no longer be read. */
export function rememberedWish(storage: Storage, projectId: string): TrainingWish | null {
  try {
    return kept.parse(JSON.parse(storage.getItem(keyOf(projectId)) ?? "null"));
  } catch {
    return null;
  }
}

export function rememberWish(storage: Storage, projectId: string, wish: TrainingWish): void {
  storage.setItem(keyOf(projectId), JSON.stringify(wish));
}

/** What a preset decides; classes, hands, segmenter and examples stay as a person chose them. */
const OF_PRESET = ["input", "classifier", "augmentation", "training", "rejectBelow"] as const;

export function withPreset(plan: Plan, preset: Preset): Plan {
  const { input, classifier, augmentation, training, rejectBelow } = PRESETS[preset];
  return modelPlan.parse({ ...plan, input, classifier, augmentation, training, rejectBelow });
}

/** The preset that a plan still is; null once something of it was changed. */
export function presetOf(plan: Plan): Preset | null {
  const same = (preset: Preset) => OF_PRESET.every((key) => sorted(plan[key]) === sorted(PRESETS[preset][key]));
  return PRESET_NAMES.find(same) ?? null;
}

function sorted(value: unknown): string {
  return JSON.stringify(value, (_, each) =>
    each !== null && typeof each === "object" && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}

export type PastedPlan = { readonly ok: true; readonly plan: Plan } | { readonly ok: false; readonly why: string };

/** A plan as JSON, e.g. from another project or the command line; otherwise the first thing that is wrong with it. */
export function parsePlan(json: string): PastedPlan {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    return { ok: false, why: error instanceof Error ? error.message : String(error) };
  }
  const read = modelPlan.safeParse(value);
  if (read.success) return { ok: true, plan: read.data };
  const first = read.error.issues[0]!;
  return { ok: false, why: [first.path.join("."), first.message].filter(Boolean).join(": ") };
}
