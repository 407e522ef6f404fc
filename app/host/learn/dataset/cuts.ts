import type { Hand } from "#domain/hands.ts";
import { type Segment, UNKNOWN } from "#domain/labeling/segments.ts";
import type { Exclusion } from "#domain/learning/dataset.ts";
import type { ModelNeeds } from "#domain/learning/models.ts";
import type { ModelPlan } from "#domain/learning/plan.ts";
import { matchEvents, SAME_PUNCH } from "#domain/matching.ts";
import { ProblemError } from "#domain/problems.ts";
import { completeSettings } from "#domain/segmenters.ts";
import { indexToUs, usToIndex } from "#domain/time.ts";
import { segmentingOnly, writeDescriptor } from "../../engine/descriptor/writeDescriptor.ts";
import { EnginePipeline } from "../../engine/pipeline.ts";
import type { Job } from "../../jobs.ts";
import { segmenterSpec } from "../../segmenting/segmenterSpec.ts";
import type { WarmMotion } from "../../segmenting/warmMotion.ts";
import type { ProjectStore } from "../../store/api.ts";
import { MODEL_AXES, type ModelMotion, misfit, modelColumns, modelMotion } from "./modelMotion.ts";
import { countLabels, type DatasetCapture, type ExcludedCapture, truthOfHand } from "./snapshot.ts";

/** The longest segment that the engine takes, in samples. */
const LONGEST = 16_384;

/** One example: a stretch of one glove's motion, with its class. */
export interface Cut {
  readonly captureId: string;
  readonly group: string;
  readonly streamId: number;
  readonly hand: Hand | null;
  /** The truth that names it; null for what a segmenter found beside all truth. */
  readonly segmentId: string | null;
  /** As people named it; Unknown beside all truth. */
  readonly label: string;
  /** 0: Unknown. Otherwise one more than its place in the plan's classes. */
  readonly classNumber: number;
  readonly startUs: number;
  readonly endUs: number;
  /** Six axes in the model's counts; a left glove already mirrored where the plan says so. Nobody writes to it. */
  readonly frames: Int16Array;
}

export interface LeftOut extends ExcludedCapture {
  /** The segments of `count` by what people named them; Unknown where nobody did. */
  readonly labels: Readonly<Record<string, number>>;
}

export interface Cuts {
  readonly cuts: readonly Cut[];
  readonly excluded: readonly LeftOut[];
  /** Captures in which a glove had another range than the model, and was brought to it. */
  readonly rescaled: readonly string[];
}

/** What decides about cuts. */
export type CutPlan = Pick<ModelPlan, "classes" | "hands" | "segmenter" | "examples">;

/**
 * The examples of captures: what the plan's segmenter finds, named by the truth that it matches, or the truth as people cut
 * it. Nothing reaches across a gap. @throws ProblemError segmenter.noSetting, segmenter.badSetting, engine.missing,
 * job.cancelled, and those of the store
 */
export async function cutCaptures(
  store: Pick<ProjectStore, "capture" | "readSamples">,
  warm: WarmMotion,
  captures: readonly DatasetCapture[],
  plan: CutPlan,
  needs: ModelNeeds,
  job?: Job,
): Promise<Cuts> {
  const cutter = new Cutter(plan, needs);
  for (const [done, capture] of captures.entries()) {
    job?.stopIfCancelled();
    await cutter.add(capture, await motionOf(store, warm, capture.captureId));
    job?.progress(done + 1, captures.length);
  }
  return cutter;
}

/** Nothing where a capture holds no motion at all. */
async function motionOf(store: Pick<ProjectStore, "capture" | "readSamples">, warm: WarmMotion, captureId: string) {
  try {
    return await warm.of(store, captureId);
  } catch (error) {
    if (error instanceof ProblemError && error.problem.code === "segmenter.noSignal") return [];
    throw error;
  }
}

interface Found {
  readonly motion: ModelMotion;
  readonly hand: Hand | null;
  readonly startUs: number;
  readonly endUs: number;
  readonly peakUs: number | null;
  readonly frames: Int16Array;
}

type Labelled = Pick<Segment, "label">;
type Leave = (reason: Exclusion, segments: readonly Labelled[]) => void;

const NOBODY_NAMED = { label: UNKNOWN };

class Cutter implements Cuts {
  readonly cuts: Cut[] = [];
  readonly excluded: LeftOut[] = [];
  readonly rescaled: string[] = [];
  readonly #plan: CutPlan;
  readonly #needs: ModelNeeds;
  readonly #segmenter: EnginePipeline;
  /** How far behind the begin of a segment its peak is, where the segmenter knows one. */
  readonly #lead: number | null;

  constructor(plan: CutPlan, needs: ModelNeeds) {
    this.#plan = plan;
    this.#needs = needs;
    const { name, settings } = plan.segmenter;
    const columns = modelColumns(needs);
    const spec = segmenterSpec(name, completeSettings(name, settings), columns, needs.rateHz);
    this.#lead = spec.kind === "punch" ? spec.lead : null;
    this.#segmenter = new EnginePipeline(
      writeDescriptor(segmentingOnly(columns.inputColumns, columns.sensorStages, spec)),
    );
  }

  async add(capture: DatasetCapture, streams: Awaited<ReturnType<WarmMotion["of"]>>): Promise<void> {
    const left = new Map<Exclusion, Labelled[]>();
    const leave: Leave = (reason, segments) => {
      const before = left.get(reason) ?? [];
      before.push(...segments);
      left.set(reason, before);
    };
    for (const { hand } of capture.summary.streams.filter(
      ({ id }) => !streams.some(({ stream }) => stream.id === id),
    )) {
      leave("noSignal", truthOfHand(capture.truth, hand));
    }
    const motions: ModelMotion[] = [];
    for (const motion of streams) {
      const reason = misfit(this.#needs, motion.stream);
      if (reason === null) motions.push(modelMotion(motion, this.#needs, this.#plan.hands === "mirrored"));
      else leave(reason, truthOfHand(capture.truth, motion.stream.hand));
    }
    if (motions.some(({ rescaled }) => rescaled)) this.rescaled.push(capture.captureId);
    const others = capture.truth.filter(({ label }) => label !== UNKNOWN && !this.#plan.classes.includes(label));
    if (others.length > 0) leave("otherLabel", others);
    if (this.#plan.examples === "truth") this.#addTruth(capture, motions, leave);
    else await this.#addFound(capture, motions, leave);
    const { captureId, name } = capture;
    for (const [reason, segments] of left)
      this.excluded.push({ captureId, name, reason, count: segments.length, labels: countLabels(segments) });
  }

  async #addFound(capture: DatasetCapture, motions: readonly ModelMotion[], leave: Leave): Promise<void> {
    const found: Found[] = [];
    for (const motion of motions) found.push(...(await this.#findIn(motion)));
    const { pairs, missed, falseAlarms } = matchEvents(capture.truth, found, SAME_PUNCH);
    for (const { truth, found: place } of pairs) this.#keep(capture, found[place]!, capture.truth[truth]!, leave);
    const unseen = missed.map((place) => capture.truth[place]!).filter((truth) => ofHand(motions, truth).length > 0);
    if (unseen.length > 0) leave("notFound", unseen);
    const lastUs = Math.max(...capture.truth.map(({ endUs }) => endUs));
    const firstUs = capture.truth[0]!.startUs;
    const isReviewed = capture.summary.reviewedAtMs !== null;
    for (const place of falseAlarms) {
      const one = found[place]!;
      // Where nobody has labeled yet it may be a punch.
      if (!isReviewed && (one.endUs <= firstUs || one.startUs >= lastUs)) leave("beyondTruth", [NOBODY_NAMED]);
      else this.#keep(capture, one, null, leave);
    }
  }

  async #findIn(motion: ModelMotion): Promise<Found[]> {
    const found: Found[] = [];
    const { clock, hand } = motion.stream;
    for (const { firstIndex, frames } of motion.runs) {
      for (const { beginIndex, endIndex } of await this.#segmenter.run(frames)) {
        found.push({
          motion,
          hand,
          startUs: indexToUs(clock, firstIndex + beginIndex),
          endUs: indexToUs(clock, firstIndex + endIndex),
          peakUs: this.#lead === null ? null : indexToUs(clock, firstIndex + beginIndex + this.#lead),
          frames: frames.subarray(beginIndex * MODEL_AXES, endIndex * MODEL_AXES),
        });
      }
    }
    return found;
  }

  #addTruth(capture: DatasetCapture, motions: readonly ModelMotion[], leave: Leave): void {
    for (const truth of capture.truth) {
      const able = ofHand(motions, truth);
      if (able.length === 0) continue;
      if (truth.startUs === truth.endUs) {
        leave("noLength", [truth]);
        continue;
      }
      const stretches = able.map((motion) => stretchOf(motion, truth));
      const found = stretches.filter((one) => typeof one !== "string");
      if (found.length === 0) leave(stretches.find((one) => typeof one === "string")!, [truth]);
      // Where nobody said which hand it was, it was the one that turned most.
      else
        this.#keep(
          capture,
          found.reduce((a, b) => (turning(b.frames) > turning(a.frames) ? b : a)),
          truth,
          leave,
        );
    }
  }

  #keep(capture: DatasetCapture, found: Found, truth: Segment | null, leave: Leave): void {
    const { motion, hand, startUs, endUs, frames } = found;
    if (isCutOff(motion, frames)) {
      leave("clipped", [truth ?? NOBODY_NAMED]);
      return;
    }
    const label = truth?.label ?? UNKNOWN;
    this.cuts.push({
      captureId: capture.captureId,
      group: capture.group,
      streamId: motion.stream.id,
      hand,
      segmentId: truth?.id ?? null,
      label,
      classNumber: label === UNKNOWN ? 0 : this.#plan.classes.indexOf(label) + 1,
      startUs,
      endUs,
      frames,
    });
  }
}

/** The motion that a true segment may be in. */
function ofHand(motions: readonly ModelMotion[], { hand }: Segment): ModelMotion[] {
  return motions.filter(({ stream }) => hand === null || stream.hand === null || stream.hand === hand);
}

/** The frames of a true segment, or why they are not to be had. */
function stretchOf(motion: ModelMotion, { startUs, endUs, peakUs }: Segment): Found | Exclusion {
  const { clock, hand } = motion.stream;
  const begin = Math.round(usToIndex(clock, startUs));
  const end = Math.round(usToIndex(clock, endUs));
  if (end <= begin) return "noLength";
  if (end - begin > LONGEST) return "tooLong";
  const run = motion.runs.find(
    ({ firstIndex, frames }) => begin >= firstIndex && end <= firstIndex + frames.length / MODEL_AXES,
  );
  if (run === undefined) return "acrossGap";
  const frames = run.frames.subarray((begin - run.firstIndex) * MODEL_AXES, (end - run.firstIndex) * MODEL_AXES);
  return { motion, hand, startUs, endUs, peakUs, frames };
}

/** Whether a smaller range than the model's cut something off that the model's glove would have measured. */
function isCutOff({ wider }: ModelMotion, frames: Int16Array): boolean {
  return wider.some((one, column) => {
    if (one <= 1) return false;
    const end = Math.floor(32_767 / one) - 1;
    for (let at = column; at < frames.length; at += MODEL_AXES) if (Math.abs(frames[at]!) >= end) return true;
    return false;
  });
}

function turning(frames: Int16Array): number {
  let sum = 0;
  for (let at = 0; at < frames.length; at += MODEL_AXES) {
    for (let column = 3; column < MODEL_AXES; column++) sum += frames[at + column]! ** 2;
  }
  return sum / frames.length;
}
