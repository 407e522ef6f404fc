import { newSampleArray, type SampleArray, type SampleType } from "#domain/channels.ts";

/**
 * Samples on their way to a page: the rows that exist in a range of sample indexes, as runs, with the holes between
 * them left out. One layout for stored samples, pyramid levels and live frames.
 *
 * Bytes, little-endian: u32 magic "RSL1" · u16 sampleType (0 int16, 1 float32) · u16 channels (values a row) ·
 * u32 runs · u32 key · then per run f64 firstIndex, u32 rows, u32 zero · then the values, row-major, all runs one
 * after the other. The header is a multiple of 16 bytes, so the values can be viewed in place.
 *
 * For a pyramid level a "row" is a bin and has 2 values a channel (min, max); an empty bin has its min above its max.
 */
export interface SampleSlice {
  /** What it belongs to: the stream's id, or the live key of a device. */
  readonly key: number;
  readonly sampleType: SampleType;
  /** Values a row. */
  readonly width: number;
  readonly runs: readonly { readonly firstIndex: number; readonly rows: number }[];
  /** Row-major values of all runs. */
  readonly values: SampleArray;
}

const MAGIC = 0x314c5352; // "RSL1"
const HEAD = 16;
const PER_RUN = 16;

export function encodeSlice(slice: SampleSlice): ArrayBuffer {
  const head = HEAD + slice.runs.length * PER_RUN;
  const out = new ArrayBuffer(head + slice.values.byteLength);
  const view = new DataView(out);
  view.setUint32(0, MAGIC, true);
  view.setUint16(4, slice.sampleType === "int16" ? 0 : 1, true);
  view.setUint16(6, slice.width, true);
  view.setUint32(8, slice.runs.length, true);
  view.setUint32(12, slice.key, true);
  slice.runs.forEach((run, i) => {
    view.setFloat64(HEAD + i * PER_RUN, run.firstIndex, true);
    view.setUint32(HEAD + i * PER_RUN + 8, run.rows, true);
  });
  const { buffer, byteOffset, byteLength } = slice.values;
  new Uint8Array(out, head).set(new Uint8Array(buffer, byteOffset, byteLength));
  return out;
}

/** @throws RangeError where the bytes are not a slice; nothing of it is used then. */
export function decodeSlice(bytes: ArrayBuffer, at = 0): SampleSlice {
  const view = new DataView(bytes, at);
  if (view.byteLength < HEAD || view.getUint32(0, true) !== MAGIC) throw new RangeError("not a sample slice");
  const sampleType: SampleType = view.getUint16(4, true) === 0 ? "int16" : "float32";
  const width = view.getUint16(6, true);
  const runCount = view.getUint32(8, true);
  const head = HEAD + runCount * PER_RUN;
  if (head > view.byteLength) throw new RangeError("sample slice cut short");
  const runs = Array.from({ length: runCount }, (_, i) => ({
    firstIndex: view.getFloat64(HEAD + i * PER_RUN, true),
    rows: view.getUint32(HEAD + i * PER_RUN + 8, true),
  }));
  const length = runs.reduce((sum, run) => sum + run.rows, 0) * width;
  const bytesEach = sampleType === "int16" ? 2 : 4;
  if (head + length * bytesEach > view.byteLength) throw new RangeError("sample slice cut short");
  const values =
    length === 0
      ? newSampleArray(sampleType, 0)
      : sampleType === "int16"
        ? new Int16Array(bytes, at + head, length)
        : new Float32Array(bytes, at + head, length);
  return { key: view.getUint32(12, true), sampleType, width, runs, values };
}
