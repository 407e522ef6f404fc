import type { Hand } from "#domain/hands.ts";
import type { DatasetQuery } from "#domain/learning/dataset.ts";
import type { ImportPlan } from "#domain/learning/importPlan.ts";
import type { ModelNeeds } from "#domain/learning/models.ts";
import { ProblemError } from "#domain/problems.ts";
import type { Job } from "../../jobs.ts";
import type { WarmMotion } from "../../segmenting/warmMotion.ts";
import type { ProjectStore } from "../../store/api.ts";
import type { TrainedNetwork } from "../api.ts";
import { cutCaptures } from "../dataset/cuts.ts";
import { takeSnapshot } from "../dataset/snapshot.ts";
import { floatTwin } from "../making/classifier.ts";
import { quantize } from "../quantize/quantize.ts";
import { calibrate } from "./calibrate.ts";
import type { ClassMap } from "./classMap.ts";
import { handPlan, PART_HANDS } from "./planHands.ts";
import { reportOf } from "./reportOf.ts";

export type CalibrationStore = Pick<ProjectStore, "captures" | "capture" | "tracks" | "readSamples">;

/** With fewer segments the range of a layer is chance. */
const LEAST_CALIBRATION = 10;

/**
 * A float network as int8, by the segments that the plan's segmenter finds in the captures of the query.
 * @throws ProblemError import.noCalibration, learn.notANumber, those of calibrate and of cutCaptures
 */
export async function cutToInt8(
  store: CalibrationStore,
  warm: WarmMotion,
  network: TrainedNetwork,
  { plan, query }: { readonly plan: ImportPlan; readonly query: DatasetQuery },
  { needs, classes }: { readonly needs: ModelNeeds; readonly classes: ClassMap },
  job: Job,
) {
  const { captures, simulated } = await takeSnapshot(store, query, null);
  const cutPlan = {
    classes: classes.classNames.slice(1),
    hands: handPlan(plan),
    segmenter: plan.segmenter,
    examples: "segmenter",
  } as const;
  const found = (await cutCaptures(store, warm, captures, cutPlan, needs, job)).cuts;
  const cuts = found.filter(({ hand }) => hand === null || isServed(plan, hand));
  if (cuts.length < LEAST_CALIBRATION)
    throw new ProblemError("import.noCalibration", { count: cuts.length, needed: LEAST_CALIBRATION });
  const { fitted, network: folded, examples } = await calibrate(network, plan.input, needs, cuts, plan.classes.length);
  const int8 = quantize(folded, examples);
  return {
    fitted,
    int8,
    twin: floatTwin(folded, int8),
    quantized: reportOf(folded, int8, examples, classes),
    simulated,
  };
}

function isServed({ hands }: ImportPlan, hand: Hand): boolean {
  return PART_HANDS[hands].some((served) => served === null || served === hand);
}
