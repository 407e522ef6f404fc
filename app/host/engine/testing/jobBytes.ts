import type { EngineEvent } from "../events.ts";
import { EnginePipeline } from "../pipeline.ts";

const AXES = 6;

/** One pipeline and the frames of six axes that it is to run over. */
export interface Job {
  readonly descriptor: Uint8Array;
  readonly frames: Int16Array;
}

/** Reads what native/test/cortex_m4/write_jobs.cpp writes. */
export function* readJobs(bytes: Buffer): Generator<Job> {
  for (let at = 0; at < bytes.length; ) {
    const size = bytes.readUInt32LE(at);
    const descriptor = new Uint8Array(bytes.subarray(at + 4, at + 4 + size));
    const frames = bytes.readUInt32LE(at + 4 + size);
    const first = at + 8 + size;
    at = first + frames * AXES * 2;
    yield { descriptor, frames: new Int16Array(new Uint8Array(bytes.subarray(first, at)).buffer) };
  }
}

/** All that the addon says about a job, in the layout of native/test/cortex_m4/same_bytes.cpp. */
export function bytesOf({ descriptor, frames }: Job): Buffer {
  const pipeline = new EnginePipeline(descriptor);
  return Buffer.concat([...pipeline.push(frames), ...pipeline.flush()].flatMap(eventBytes));
}

function eventBytes({
  beginIndex,
  endIndex,
  classNumber,
  dropped,
  features,
  scaled,
  outputs,
}: EngineEvent): Uint8Array[] {
  const head = Uint32Array.of(beginIndex, endIndex, classNumber, dropped ? 1 : 0);
  return [head, features, scaled, outputs].map(
    ({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength),
  );
}
