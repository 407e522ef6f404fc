import type { CaptureStream } from "#domain/captures.ts";
import type { ProjectStore } from "../store/api.ts";
import type { RecordedRun, Recording } from "./recordedStream.ts";

/** Sample indexes read at once: small enough to hold, large enough not to notice the asking. */
const INDEXES_A_READ = 8192;

/** A capture of a project as a recording. @throws ProblemError capture.notFound */
export async function storedRecording(store: ProjectStore, captureId: string): Promise<Recording> {
  const capture = await store.capture(captureId);
  return {
    id: capture.id,
    name: capture.name,
    streams: capture.streams.map((stream) => ({
      hand: stream.hand,
      format: stream.format,
      clock: stream.clock,
      runs: () => readRuns(store, capture.id, stream),
    })),
  };
}

async function* readRuns(store: ProjectStore, captureId: string, stream: CaptureStream): AsyncGenerator<RecordedRun> {
  for (let from = 0; from < stream.endIndex; from += INDEXES_A_READ) {
    const to = Math.min(stream.endIndex, from + INDEXES_A_READ);
    const { runs, values, width } = await store.readSamples(captureId, stream.id, from, to);
    let at = 0;
    for (const { firstIndex, rows } of runs) {
      const end = at + rows * width;
      yield { firstIndex, values: values.subarray(at, end) };
      at = end;
    }
  }
}
