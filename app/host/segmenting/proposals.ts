import type { Hand } from "#domain/hands.ts";
import { ProblemError } from "#domain/problems.ts";
import type { SegmenterName, SettingsOf } from "#domain/segmenters.ts";
import { indexToUs } from "#domain/time.ts";
import { segmentingOnly, writeDescriptor } from "../engine/descriptor/writeDescriptor.ts";
import { EnginePipeline, type RunOptions } from "../engine/pipeline.ts";
import { segmenterSpec } from "./segmenterSpec.ts";
import type { StreamMotion } from "./streamMotion.ts";

/** A stretch of one stream that a segmenter found. */
export interface Proposal {
  readonly streamId: number;
  readonly hand: Hand | null;
  /** Half-open, in sample indexes of the stream. */
  readonly beginIndex: number;
  readonly endIndex: number;
  /** The same on the capture's clock; the peak where the segmenter knows one. */
  readonly startUs: number;
  readonly peakUs: number | null;
  readonly endUs: number;
}

/**
 * What a segmenter finds in all streams of a capture that have what it looks at, by time. Streams are worked on side by
 * side. @throws ProblemError segmenter.noSignal where none has it, engine.missing, engine.refused, engine.cancelled
 */
export async function findInAll<N extends SegmenterName>(
  streams: readonly StreamMotion[],
  segmenter: N,
  settings: SettingsOf<N>,
  options: RunOptions = {},
): Promise<Proposal[]> {
  const found = await Promise.allSettled(streams.map((stream) => findProposals(stream, segmenter, settings, options)));
  const failures = found.filter((each) => each.status === "rejected").map(({ reason }) => reason as unknown);
  const grave = failures.find((reason) => !isBlind(reason));
  if (grave !== undefined) throw grave;
  if (failures.length === streams.length && failures.length > 0) throw failures[0];
  return found
    .flatMap((each) => (each.status === "fulfilled" ? each.value : []))
    .sort((a, b) => a.startUs - b.startUs || a.streamId - b.streamId);
}

/**
 * What a segmenter finds in one stream. Each run of rows is a stream of its own: nothing is found across a gap.
 * @throws ProblemError segmenter.noSignal, engine.missing, engine.refused, engine.cancelled
 */
export async function findProposals<N extends SegmenterName>(
  { stream, columns, runs }: StreamMotion,
  segmenter: N,
  settings: SettingsOf<N>,
  options: RunOptions = {},
): Promise<Proposal[]> {
  const spec = segmenterSpec(segmenter, settings, columns, stream.clock.rateHz);
  const pipeline = new EnginePipeline(
    writeDescriptor(segmentingOnly(columns.inputColumns, columns.sensorStages, spec)),
  );
  const proposals: Proposal[] = [];
  for (const { firstIndex, frames } of runs) {
    for (const event of await pipeline.run(frames, options)) {
      const [beginIndex, endIndex] = [firstIndex + event.beginIndex, firstIndex + event.endIndex];
      const peak = spec.kind === "punch" ? beginIndex + spec.lead : null;
      proposals.push({
        streamId: stream.id,
        hand: stream.hand,
        beginIndex,
        endIndex,
        startUs: indexToUs(stream.clock, beginIndex),
        peakUs: peak === null ? null : indexToUs(stream.clock, peak),
        endUs: indexToUs(stream.clock, endIndex),
      });
    }
  }
  return proposals;
}

/** Whether a stream merely lacks what the segmenter looks at. */
function isBlind(reason: unknown): boolean {
  return reason instanceof ProblemError && reason.problem.code === "segmenter.noSignal";
}
