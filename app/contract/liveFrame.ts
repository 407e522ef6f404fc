import { encodeSlice, type SampleSlice } from "./slice.ts";

/**
 * One live frame: what one device sent since the last frame, as a slice whose key is the device's live key.
 * `lagMs` is the age of its newest sample when the frame left the host.
 *
 * Bytes: f64 hostTimeUs of the newest sample (the host's monotonic clock) · f64 lagMs · the slice.
 */
export interface LiveFrame {
  readonly hostTimeUs: number;
  readonly lagMs: number;
  readonly slice: SampleSlice;
}

/** Where the slice begins: pass it to `decodeSlice(frame, LIVE_SLICE_AT)`. */
export const LIVE_SLICE_AT = 16;

export function encodeLiveFrame(frame: LiveFrame): ArrayBuffer {
  const slice = encodeSlice(frame.slice);
  const out = new ArrayBuffer(LIVE_SLICE_AT + slice.byteLength);
  new DataView(out).setFloat64(0, frame.hostTimeUs, true);
  new DataView(out).setFloat64(8, frame.lagMs, true);
  new Uint8Array(out, LIVE_SLICE_AT).set(new Uint8Array(slice));
  return out;
}

export function readLiveTimes(frame: ArrayBuffer): { hostTimeUs: number; lagMs: number } {
  const view = new DataView(frame);
  return { hostTimeUs: view.getFloat64(0, true), lagMs: view.getFloat64(8, true) };
}
