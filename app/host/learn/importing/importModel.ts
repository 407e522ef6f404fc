import { randomUUID } from "node:crypto";
import type { DatasetQuery } from "#domain/learning/dataset.ts";
import type { ImportPlan, QuantizationReport } from "#domain/learning/importPlan.ts";
import type { ModelNeeds } from "#domain/learning/models.ts";
import { type Problem, ProblemError } from "#domain/problems.ts";
import { writeDescriptor } from "../../engine/descriptor/writeDescriptor.ts";
import { checkDescriptor } from "../../engine/pipeline.ts";
import type { Job } from "../../jobs.ts";
import type { WarmMotion } from "../../segmenting/warmMotion.ts";
import type { ProjectStore } from "../../store/api.ts";
import type { FloatTwin, ModelPartBytes, NewModel } from "../../store/models/modelApi.ts";
import type { QuantizedNetwork } from "../api.ts";
import { networkFile } from "../exporting/networkFile.ts";
import { type FittedInput, pipelineOf } from "../features/modelInput.ts";
import { networkClassifier } from "../making/classifier.ts";
import { type ClassMap, classMap } from "./classMap.ts";
import { type CalibrationStore, cutToInt8 } from "./cutToInt8.ts";
import type { Imported } from "./foreign.ts";
import { handPlan, PART_HANDS } from "./planHands.ts";
import { fittedInput } from "./planInput.ts";
import { importNeeds, strangeClasses, stretchedSegments } from "./projectFit.ts";

export type ImportStore = CalibrationStore & Pick<ProjectStore, "scheme">;

export interface ImportWish {
  readonly name: string;
  readonly plan: ImportPlan;
  /** What a float network is cut to int8 with. */
  readonly query: DatasetQuery;
}

export interface ImportResult {
  readonly made: NewModel;
  readonly notes: readonly Problem[];
  readonly quantized: QuantizationReport | null;
}

/**
 * A model of a network that was made elsewhere. An int8 one stays as it is, to the bit.
 * @throws ProblemError the obstacle of the file, and those of the contract's model.import; then there is nothing to keep
 */
export async function importModel(
  store: ImportStore,
  warm: WarmMotion,
  { model: foreign, network }: Imported,
  { name, plan, query }: ImportWish,
  job: Job,
): Promise<ImportResult> {
  if (network === null) throw obstacleOf(foreign.obstacles[0]!);
  const captures = await store.captures(false);
  const needs = importNeeds(
    plan,
    captures.flatMap(({ streams }) => streams),
  );
  const classes = classMap(plan.classes, foreign.network!.outputs);
  const { fitted, int8, twin, quantized, simulated } =
    network.kind === "int8"
      ? {
          fitted: fittedInput(plan.input, network.layers[0]!, network.layers[0]!.input, needs),
          int8: network,
          ...UNTOUCHED,
        }
      : await cutToInt8(store, warm, network, { plan, query }, { needs, classes }, job);
  const { segmenter } = pipelineOf({ ...plan, hands: handPlan(plan) }, needs, null, fitted);
  job.stopIfCancelled();
  return {
    made: {
      model: {
        id: randomUUID(),
        name,
        origin: "imported",
        createdAtMs: Date.now(),
        simulated,
        classNames: classes.classNames,
        needs,
        plan: null,
        made: null,
      },
      parts: partsFor(plan, needs, fitted, int8, classes, twin),
    },
    notes: [
      ...strangeClasses(classes.classNames, await store.scheme()),
      ...stretchedSegments(fitted, segmenter, needs),
    ],
    quantized,
  };
}

const UNTOUCHED = { twin: null, quantized: null, simulated: false } as const;

function obstacleOf({ code, detail }: Problem): ProblemError {
  return new ProblemError(code, { ...detail });
}

function partsFor(
  plan: ImportPlan,
  needs: ModelNeeds,
  fitted: FittedInput,
  network: QuantizedNetwork,
  { classNumbers }: ClassMap,
  twin: FloatTwin | null,
): ModelPartBytes[] {
  const { classes, hands, segmenter, rejectBelow } = plan;
  const classifier = networkClassifier(plan, fitted, network, classNumbers);
  const file = networkFile(network, fitted, needs, { classes, hands, segmenter, rejectBelow });
  return PART_HANDS[hands].map((hand) => {
    const descriptor = writeDescriptor({
      ...pipelineOf({ segmenter, hands: handPlan(plan) }, needs, hand, fitted),
      classifier,
    });
    checkDescriptor(descriptor);
    return { hand, descriptor, float: twin, network: file };
  });
}
