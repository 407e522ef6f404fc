import type { CaptureStream } from "#domain/captures.ts";
import type { Hand } from "#domain/hands.ts";
import type { SegmenterName, SettingsOf } from "#domain/segmenters.ts";
import { indexToUs } from "#domain/time.ts";
import { segmentingOnly, writeDescriptor } from "../engine/descriptor/writeDescriptor.ts";
import { EnginePipeline, type RunOptions } from "../engine/pipeline.ts";
import type { ProjectStore } from "../store/api.ts";
import { motionColumns } from "./motionColumns.ts";
import { segmenterSpec } from "./segmenterSpec.ts";

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
 * What a segmenter finds in one stream of a capture. Each run of rows is a stream of its own: nothing is found across a
 * gap.
 * @throws ProblemError segmenter.noSignal, engine.missing, engine.refused, engine.cancelled
 */
export async function findProposals<N extends SegmenterName>(
  store: Pick<ProjectStore, "readSamples">,
  captureId: string,
  stream: CaptureStream,
  segmenter: N,
  settings: SettingsOf<N>,
  options: RunOptions = {},
): Promise<Proposal[]> {
  const motion = motionColumns(stream.format);
  const spec = segmenterSpec(segmenter, settings, motion, stream.clock.rateHz);
  const pipeline = new EnginePipeline(writeDescriptor(segmentingOnly(motion.inputColumns, motion.sensorStages, spec)));
  const slice = await store.readSamples(captureId, stream.id, 0, stream.endIndex);
  const proposals: Proposal[] = [];
  let place = 0;
  for (const { firstIndex, rows } of slice.runs) {
    const values = slice.values.subarray(place * slice.width, (place + rows) * slice.width);
    place += rows;
    for (const event of await pipeline.run(motion.framesOf(values), options)) {
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
