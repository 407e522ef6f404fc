import type { CrossScore } from "#domain/learning/models.ts";
import type { FakeStudio } from "../../app/studio/fakeStudio.ts";
import type { Candidate, Examples, FeatureTable, Preview, SegmentMap } from "../../training/training.ts";
import { firstWish } from "../../training/wish.ts";
import type { TestCapture } from "../shared/testCaptures.ts";
import { modelOf } from "../validate/testResults.ts";

type ListedModel = ReturnType<typeof modelOf>;

/** What a host would say of these captures: all of them are used, each person is a fold. */
export function previewOf(captures: readonly TestCapture[], over: Partial<Preview> = {}): Preview {
  const groupOf = ({ metadata, name }: TestCapture) => metadata.person ?? name;
  const used = captures.map((capture) => ({
    captureId: capture.id,
    name: capture.name,
    group: groupOf(capture),
    labels: capture.labelCounts,
  }));
  const folds = [...Map.groupBy(used, ({ group }) => group)].map(([group, of]) => ({
    group,
    captures: of.length,
    segments: of.flatMap(({ labels }) => Object.values(labels)).reduce((sum, n) => sum + n, 0),
  }));
  return { captures: used, excluded: [], folds, dataHash: "da7a0123456789", labelsHash: "1abe10123456789", ...over };
}

export function scoreOf(f1: number): CrossScore {
  const scores = { f1, sensitivity: f1, ppv: f1, support: 20 };
  return {
    f1,
    accuracy: f1,
    perClass: { Jab: scores, Hook: scores },
    folds: [
      { group: "Anna", f1, support: 20 },
      { group: "Ben", f1: f1 / 2, support: 20 },
    ],
  };
}

/** A model that was trained here. */
export function trainedModel(over: Partial<ListedModel> = {}): ListedModel {
  const { plan, query, split } = firstWish([], null);
  const [float, int8] = [scoreOf(0.91), scoreOf(0.9)].map((score) => structuredClone(score) as never);
  const made = {
    ...{ query, split, dataHash: "d", labelsHash: "l", engineHash: "e", backend: "wasm" },
    ...{ examples: { Jab: 20, Hook: 20 }, float: float!, int8: int8! },
  };
  return modelOf({ name: "Reference network", origin: "trained", simulated: true, plan, made, ...over });
}

export function candidateOf(int8: number, flashBytes: number, over: Partial<Candidate> = {}): Candidate {
  const { plan } = firstWish([], null);
  const cost = { flashBytes, ramBytes: 500, instructions: 20_000, by: "predicted" as const };
  return { plan, float: int8, int8, cost, onFront: true, ...over };
}

const NO_EXAMPLES: Examples = { labels: {}, excluded: [] };

interface Answers {
  readonly preview: Preview;
  readonly examples?: Examples;
  readonly models?: readonly ListedModel[];
  readonly table?: FeatureTable;
  readonly map?: SegmentMap;
}

/** Lets a scripted host answer what the place reads. */
export function answerTraining(
  studio: FakeStudio,
  { preview, examples = NO_EXAMPLES, models = [], table, map }: Answers,
): void {
  studio.script["segment.plan"] = () => ({ segmenter: "punch", settings: { punch: { window: 700 } } });
  studio.script["dataset.preview"] = () => ({ ok: true, value: preview });
  studio.script["dataset.examples"] = () => ({ ok: true, value: examples });
  studio.script["model.list"] = () => [...models];
  studio.script["validation.list"] = () => [];
  studio.script["job.cancel"] = () => true;
  if (table) studio.script["features.table"] = () => ({ ok: true, value: table });
  if (map) studio.script["features.map"] = () => ({ ok: true, value: map });
}
