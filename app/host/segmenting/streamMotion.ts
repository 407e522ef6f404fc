import type { CaptureStream } from "#domain/captures.ts";
import type { ProjectStore } from "../store/api.ts";
import { type MotionColumns, motionColumns } from "./motionColumns.ts";

/** Rows without a gap between them, as frames of the engine. */
export interface MotionRun {
  /** Sample index of the first frame in its stream. */
  readonly firstIndex: number;
  readonly frames: Int16Array;
}

/** The motion of one stream in memory, ready for the engine. Nobody writes to it. */
export interface StreamMotion {
  readonly stream: CaptureStream;
  readonly columns: MotionColumns;
  readonly runs: readonly MotionRun[];
  readonly bytes: number;
}

/** Reads a whole stream. @throws ProblemError segmenter.noSignal where it holds no motion, and those of the store */
export async function readMotion(
  store: Pick<ProjectStore, "readSamples">,
  captureId: string,
  stream: CaptureStream,
): Promise<StreamMotion> {
  const columns = motionColumns(stream.format);
  const slice = await store.readSamples(captureId, stream.id, 0, stream.endIndex);
  const frames = columns.framesOf(slice.values);
  let place = 0;
  const runs = slice.runs.map(({ firstIndex, rows }) => {
    const from = place;
    place += rows;
    return { firstIndex, frames: frames.subarray(from * columns.inputColumns, place * columns.inputColumns) };
  });
  return { stream, columns, runs, bytes: frames.byteLength };
}
