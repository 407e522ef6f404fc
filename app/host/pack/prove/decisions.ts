import type { EngineEvent } from "../../engine/events.ts";

/** What a pack said about one segment, as native/pack/replay.cpp writes it. */
export interface ReplayedDecision {
  /** Which of the recordings, from 0. */
  readonly recording: number;
  readonly beginIndex: number;
  readonly endIndex: number;
  /** The frame at which it was decided. */
  readonly decidedIndex: number;
  readonly classNumber: number;
  readonly outputs: Int8Array;
  /** All of it, to be compared. */
  readonly bytes: Buffer;
}

const HEAD_BYTES = 28;
const FEATURE_BYTES = 5;

/** @throws RangeError for bytes that end in the middle of a decision */
export function readDecisions(bytes: Buffer): ReplayedDecision[] {
  const decisions: ReplayedDecision[] = [];
  for (let at = 0; at < bytes.length; ) {
    const [recording, beginIndex, endIndex, pushed, classNumber, features, outputs] = Array.from(
      { length: 7 },
      (_, i) => bytes.readUInt32LE(at + 4 * i),
    ) as [number, number, number, number, number, number, number];
    const end = at + HEAD_BYTES + features * FEATURE_BYTES + outputs;
    if (end > bytes.length) throw new RangeError("the last decision was cut short");
    decisions.push({
      recording,
      beginIndex,
      endIndex,
      decidedIndex: pushed - 1,
      classNumber,
      outputs: new Int8Array(bytes.subarray(end - outputs, end)),
      bytes: bytes.subarray(at, end),
    });
    at = end;
  }
  return decisions;
}

/** What a pack must write where the studio's engine says this. */
export function decisionBytes(recording: number, event: EngineEvent): Buffer {
  const { features, scaled, outputs } = event;
  const head = Buffer.alloc(HEAD_BYTES);
  [
    recording,
    event.beginIndex,
    event.endIndex,
    event.decidedIndex + 1,
    event.classNumber,
    features.length,
    outputs.length,
  ].forEach((value, i) => {
    head.writeUInt32LE(value, 4 * i);
  });
  const raw = ({ buffer, byteOffset, byteLength }: ArrayBufferView) => new Uint8Array(buffer, byteOffset, byteLength);
  return Buffer.concat([head, raw(features), raw(scaled), raw(outputs)]);
}

/** Recordings as native/pack/replay.cpp reads them. */
export function recordingBytes(runs: readonly Int16Array[], columns: number): Buffer {
  return Buffer.concat(
    runs.flatMap((frames) => {
      const count = Buffer.alloc(4);
      count.writeUInt32LE(frames.length / columns);
      return [count, new Uint8Array(frames.buffer, frames.byteOffset, frames.byteLength)];
    }),
  );
}

/** How many of two lists are not the same, in order; what one has more than the other counts. */
export function differing(found: readonly Buffer[], wanted: readonly Buffer[]): number {
  const shared = Math.min(found.length, wanted.length);
  let count = Math.max(found.length, wanted.length) - shared;
  for (let i = 0; i < shared; i++) if (!found[i]!.equals(wanted[i]!)) count++;
  return count;
}
