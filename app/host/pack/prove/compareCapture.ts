import type { CaptureStream, CaptureSummary } from "#domain/captures.ts";
import type { FoundEvent } from "#domain/validation/outcomes.ts";
import type { CaptureResult } from "#domain/validation/results.ts";
import { describedSegmenter } from "../../engine/descriptor/readSegmenter.ts";
import { scoreOf } from "../../engine/events.ts";
import { EnginePipeline } from "../../engine/pipeline.ts";
import type { MotionRun } from "../../segmenting/streamMotion.ts";
import type { ProjectStore } from "../../store/api.ts";
import { motionsOf } from "../../validation/askModels.ts";
import { answerOr, foundEvent } from "../../validation/judgeCapture.ts";
import { labelOf } from "../../validation/runModel.ts";
import type { PackPart } from "../header.ts";
import type { MadePack } from "../makePack.ts";
import { decisionBytes, differing, type ReplayedDecision } from "./decisions.ts";
import type { ReplayProgram } from "./replayPack.ts";

/** One glove of a capture, as validation gives it to a model. */
export interface Recording {
  readonly stream: CaptureStream;
  readonly part: PackPart;
  /** Each from a reset on: nothing is found across a gap. */
  readonly runs: readonly MotionRun[];
}

/** The streams of a capture that a model can judge; what validation left out is left out here. @throws those of the store */
export async function recordingsOf(
  store: Pick<ProjectStore, "readSamples">,
  { facts: { model, parts } }: MadePack,
  { id, streams }: CaptureSummary,
): Promise<Recording[]> {
  const recordings: Recording[] = [];
  for (const stream of streams) {
    const part = parts.find(({ hand }) => hand === stream.hand) ?? parts.find(({ hand }) => hand === null);
    if (part === undefined) continue;
    try {
      const [motion] = await motionsOf(store, id, stream, [{ model, descriptor: part.descriptor }]);
      recordings.push({ stream, part, runs: motion!.runs });
    } catch (error) {
      answerOr(stream, error); // left out, unless it is a fault
    }
  }
  return recordings;
}

/**
 * Replays a capture through a compiled pack and counts the decisions that differ: from the studio's engine in any bit, or
 * from the stored result in what, when and how sure.
 */
export async function compareCapture(
  program: ReplayProgram,
  { facts: { model } }: MadePack,
  recordings: readonly Recording[],
  result: CaptureResult,
  signal: AbortSignal,
): Promise<{ samples: number; decisions: number; differing: number }> {
  const counts = { samples: 0, decisions: 0, differing: 0 };
  const found: FoundEvent[] = [];
  for (const { stream, part, runs } of recordings) {
    const said = await program.replay(
      part,
      runs.map(({ frames }) => frames),
      signal,
    );
    const wanted = await engineDecisions(part.descriptor, runs, signal);
    counts.samples += runs.reduce((sum, { frames }) => sum + frames.length / part.pipeline.inputColumns, 0);
    counts.decisions += said.length;
    counts.differing += differing(
      said.map(({ bytes }) => bytes),
      wanted,
    );
    const { lead } = describedSegmenter(part.descriptor);
    for (const one of said) found.push(foundEvent(stream, predictionOf(one, runs[one.recording]!, lead, model)));
  }
  const stored = result.events.flatMap((event) => (event.found === null ? [] : [{ hand: event.hand, ...event.found }]));
  // One decision may differ from both.
  counts.differing = Math.max(counts.differing, differing(sorted(found), sorted(stored)));
  return counts;
}

async function engineDecisions(descriptor: Uint8Array, runs: readonly MotionRun[], signal: AbortSignal) {
  const pipeline = new EnginePipeline(descriptor);
  const decisions: Buffer[] = [];
  for (const [recording, { frames }] of runs.entries()) {
    for (const event of await pipeline.run(frames, { signal })) {
      if (!event.dropped) decisions.push(decisionBytes(recording, event));
    }
  }
  return decisions;
}

function predictionOf(
  { beginIndex, endIndex, decidedIndex, classNumber, outputs }: ReplayedDecision,
  { firstIndex }: MotionRun,
  lead: number | null,
  model: MadePack["facts"]["model"],
) {
  return {
    beginIndex: firstIndex + beginIndex,
    endIndex: firstIndex + endIndex,
    peakIndex: lead === null ? null : firstIndex + beginIndex + lead,
    decidedIndex: firstIndex + decidedIndex,
    label: labelOf(model, { classNumber }),
    score: scoreOf(outputs),
  };
}

/** In an order that does not depend on how they were matched with truth. */
function sorted(events: readonly Omit<FoundEvent, "id">[]): Buffer[] {
  return events
    .map(({ label, hand, startUs, endUs, peakUs, decidedUs, score }) =>
      JSON.stringify([startUs, endUs, peakUs ?? null, decidedUs, label, hand, score]),
    )
    .sort()
    .map((text) => Buffer.from(text));
}
